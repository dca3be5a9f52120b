//! The parts of a text that are not content: dateline, byline, credits, boilerplate.

use std::sync::LazyLock;

use regex::Regex;

use super::dateline::dateline;
use super::line_rules::{LINE_BYTES, kind_of_line, kind_of_tail};
use crate::model::{Mark, MarkKind, Span};

/// Lines with something in them at the head of a story, among which its dateline and byline stand.
const HEAD_LINES: usize = 6;

/// Bytes at the end of a text in which a closing credit stands.
const TAIL_BYTES: usize = 300;

/// A line that only says when.
static BARE_DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?:(?:date|posted|published|updated|last updated|last modified|created|filed|first published|originally published)(?: on| at)?\W{1,3})?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?(?:\d{4}-\d\d-\d\d(?:[t ][\d:.]+z?)?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9}\.?,? \d{4})(?:,?(?: at| -| \||,)? \d{1,2}[:.]\d\d(?:[:.]\d\d)? ?(?:[ap]\.?m\.?)?(?: ?[a-z]{2,4})?)?\W*$",
    )
    .expect("the pattern is tested")
});

/// A line that only says who wrote it: "By" and two to four words of a name, perhaps more names, an outlet.
static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
    let name =
        r"\p{Lu}[\p{L}.’'\-]*(?: (?:\p{Lu}[\p{L}.’'\-]*|de|da|la|van|von|der|bin|al|el|Mc\p{Lu}\p{L}*)){1,4}";
    Regex::new(&format!(
        r"^(?:By|BY|by):? (?P<names>{name}(?:(?:, {name})*,?(?: and | & | AND ){name})?)(?P<rest>\s*(?:[,|/;–—]|- |\bfor\b|\bof\b).{{0,80}})?$"
    ))
    .expect("the pattern is tested")
});

/// What is found in a text besides content.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Sorted, without overlap.
    pub(super) marks: Vec<Mark>,
    /// Writers named in the byline.
    pub(super) author: Option<Span>,
    /// Where content begins.
    pub(super) content_at: usize,
    /// Lines read so far that are not empty.
    n_lines: usize,
    /// Whether a dateline was found.
    dated: bool,
}

/// Reads `text` line by line. What is in `apart` (sorted) is known to be no content.
pub(super) fn find(text: &str, apart: &[Span]) -> Found {
    let mut found = Found { content_at: text.len(), ..Found::default() };
    let mut apart = apart.iter().peekable();
    let mut at = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let (start, raw) = (at, text.get(at..end).unwrap_or(""));
        at = end + 1;
        if raw.len() > LINE_BYTES * 2 && found.n_lines >= HEAD_LINES {
            continue;
        }
        let line = raw.trim();
        while let Some(span) = apart.next_if(|span| span.end as usize <= start) {
            found.push(*span, MarkKind::Boilerplate);
        }
        if line.is_empty() || apart.peek().is_some_and(|span| span.start as usize <= start) {
            continue;
        }
        let start = start + (raw.len() - raw.trim_start().len());
        found.push_line(text, line, start);
    }
    apart.for_each(|span| found.push(*span, MarkKind::Boilerplate));
    found.push_tail(text);
    // A text of nothing but boilerplate is its own content.
    if found.content_at == text.len() {
        found.content_at = text.len() - text.trim_start().len();
    }
    found
}

impl Found {
    fn push(&mut self, span: Span, kind: MarkKind) {
        self.marks.push(Mark { span, kind });
    }

    /// Judges a line of `text`, which is not empty and begins at byte `start`.
    fn push_line(&mut self, text: &str, line: &str, start: usize) {
        let span = Span::new(start, start + line.len());
        self.n_lines += 1;
        if self.n_lines <= HEAD_LINES
            && self.author.is_none()
            && let Some(names) = byline(line)
        {
            self.author = Some(names.shift(start));
            self.push(span, MarkKind::Byline);
        } else if let Some(kind) = kind_of_line(line) {
            self.push(span, kind);
        } else if line.len() <= 80 && BARE_DATE.is_match(line) {
            self.push(span, MarkKind::Boilerplate);
        } else {
            self.content_at = self.content_at.min(start);
            if !self.dated
                && self.n_lines <= HEAD_LINES
                && let Some(place) = dateline(line, start)
            {
                self.dated = true;
                self.push_dateline(text, &place.span, place.credit);
            }
        }
    }

    /// A dateline is marked around its credit.
    fn push_dateline(&mut self, text: &str, span: &Span, credit: Option<Span>) {
        let Some(credit) = credit else { return self.push(*span, MarkKind::Dateline) };
        let before = text.get(span.start as usize..credit.start as usize).unwrap_or("").trim_end();
        let after = text.get(credit.end as usize..span.end as usize).unwrap_or("").trim_start();
        self.push(Span::new(span.start as usize, span.start as usize + before.len()), MarkKind::Dateline);
        self.push(credit, MarkKind::Credit);
        if !after.is_empty() {
            self.push(Span::new(span.end as usize - after.len(), span.end as usize), MarkKind::Dateline);
        }
    }

    /// What closes the last paragraph and is no content.
    fn push_tail(&mut self, text: &str) {
        let from = text.ceil_char_boundary(text.len().saturating_sub(TAIL_BYTES));
        let Some((range, kind)) = kind_of_tail(text.get(from..).unwrap_or("")) else { return };
        let span = Span::new(from + range.start, from + range.end);
        if self.marks.iter().all(|m| !m.span.overlaps(span)) {
            self.push(span, kind);
            self.marks.sort_by_key(|m| m.span);
        }
    }
}

/// The names in a line that is a byline.
fn byline(line: &str) -> Option<Span> {
    if line.len() > 120 || !line.get(..2).is_some_and(|by| by.eq_ignore_ascii_case("by")) {
        return None;
    }
    let names = BYLINE.captures(line)?.name("names")?;
    Some(Span::new(names.start(), names.end()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use MarkKind::{Boilerplate, Byline, Credit, Dateline};

    fn check(text: &str, expected: &[(&str, MarkKind)]) {
        let found = find(text, &[]);
        let marks: Vec<_> = found.marks.iter().map(|m| (m.span.of(text), m.kind)).collect();
        assert_eq!(marks, expected, "{text}");
    }

    #[test]
    fn marks_are_sorted_and_split_around_the_credit() {
        check(
            " date 2017-08-16 Follow EXAMPLE.COM: Facebook | Twitter\n\nMIAMI (CBSMiami) – Groups met.\n\nRead more: Ferry stops",
            &[
                ("date 2017-08-16 Follow EXAMPLE.COM: Facebook | Twitter", Boilerplate),
                ("MIAMI", Dateline),
                ("(CBSMiami)", Credit),
                ("–", Dateline),
                ("Read more: Ferry stops", Boilerplate),
            ],
        );
        check(
            "SACRAMENTO — It rained. (Reporting by Ann Ruiz)",
            &[("SACRAMENTO —", Dateline), ("(Reporting by Ann Ruiz)", Credit)],
        );
    }

    #[test]
    fn a_dateline_may_follow_an_update() {
        check(
            "UPDATE (8 p.m.): She is coming.\n\nSACRAMENTO — The mayor spoke.",
            &[("SACRAMENTO —", Dateline)],
        );
    }

    #[test]
    fn bylines_name_their_writers() {
        for (text, author) in [
            ("Ferry late\n\nBy Ann Ruiz\n\nIt was late.", Some("Ann Ruiz")),
            ("By ANN RUIZ, Daily Planet\nIt was late.", Some("ANN RUIZ")),
            ("By Ann Ruiz and Bo de Vries | The Daily\n", Some("Ann Ruiz and Bo de Vries")),
            ("By Monday the ferry ran again.", None),
            ("By Ann Ruiz said the mayor was late.", None),
            ("By now", None),
        ] {
            assert_eq!(find(text, &[]).author.map(|s| s.of(text)), author, "{text}");
        }
        check("By Ann Ruiz\nIt was late.", &[("By Ann Ruiz", Byline)]);
    }

    #[test]
    fn bare_dates_are_boilerplate() {
        for line in [
            "August 16, 2017",
            "Wednesday, Aug. 16, 2017 at 4:05 p.m. ET",
            "Posted: 8/16/17",
            "2017-08-16 10:20:30",
            "Last updated on 16 August 2017, 10:20",
        ] {
            check(line, &[(line, Boilerplate)]);
        }
        check("On August 16, 2017, the ferry sank.", &[]);
    }

    #[test]
    fn content_begins_behind_the_boilerplate() {
        assert_eq!(find("Share this: Twitter\n\nBy Ann Ruiz\n\n It rained.", &[]).content_at, 35);
        assert_eq!(find("", &[]).content_at, 0);
        assert_eq!(find("\nAdvertisement", &[]).content_at, 1);
    }
}
