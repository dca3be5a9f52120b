//! A story's title where none is given, and where a given one stands in the text.

use crate::model::Span;
use crate::text::sentences;

/// Longest first line that is a title, in bytes: a headline over two columns has 120 letters.
const TITLE_BYTES: usize = 160;

/// Bytes in which a first sentence must end; a longer one is cut between words.
const SENTENCE_BYTES: usize = 600;

/// Bytes of the text in which a given title is looked for.
const HEAD_BYTES: usize = 2_000;

/// Where the given title stands as a line of its own, or as the beginning of the text.
pub(super) fn in_text(text: &str, title: &str) -> Option<Span> {
    if title.is_empty() {
        return None;
    }
    let lead = text.len() - text.trim_start().len();
    if text.get(lead..)?.starts_with(title)
        && !text.get(lead + title.len()..)?.starts_with(char::is_alphanumeric)
    {
        return Some(Span::new(lead, lead + title.len()));
    }
    let mut at = 0;
    for line in super::field::head(text, HEAD_BYTES).split_inclusive('\n') {
        if line.trim() == title {
            let start = at + (line.len() - line.trim_start().len());
            return Some(Span::new(start, start + title.len()));
        }
        at += line.len();
    }
    None
}

/// The title of a text whose content begins at byte `at`: a short first line with a blank line behind it, else
/// the first sentence. `dateline_end` is where the dateline ends, if the text has one.
pub(super) fn find(text: &str, at: usize, dateline_end: usize) -> Span {
    let rest = text.get(at..).unwrap_or("");
    let line = rest.lines().next().unwrap_or("").trim_end();
    let below = rest.get(line.len()..).unwrap_or("").trim_start_matches([' ', '\t', '\u{a0}', '\r']);
    let alone = below.starts_with("\n\n") || below.trim_start_matches('\n').len() + 2 <= below.len();
    if dateline_end <= at && alone && line.len() <= TITLE_BYTES {
        return Span::new(at, at + line.len());
    }
    // Dots in a dateline ("Ore.") end no sentence.
    let from = dateline_end.clamp(at, at + line.len());
    let head = super::field::head(text.get(from..).unwrap_or(""), SENTENCE_BYTES);
    let end = match sentences(head).first() {
        Some(first) if (first.end as usize) < head.len() || head.len() < SENTENCE_BYTES - 4 => {
            first.end as usize
        }
        Some(_) => head.rfind(' ').unwrap_or(head.len()),
        None => 0,
    };
    let whole = text.get(at..from + end).unwrap_or(line);
    Span::new(at, at + whole.trim_end().len())
}

/// A title without the name of the outlet behind it, as pages and feeds of links have it.
pub(super) fn without_outlet(mut title: String, outlet: &str) -> String {
    let named = title.len().checked_sub(outlet.len()).filter(|_| !outlet.is_empty());
    let named = named.filter(|at| title.get(*at..).is_some_and(|end| end.eq_ignore_ascii_case(outlet)));
    let before = named.and_then(|at| title.get(..at));
    let kept = before
        .and_then(|b| [" - ", " | ", " – ", " — ", " :: "].iter().find_map(|sign| b.strip_suffix(sign)));
    if let Some(len) = kept.map(|kept| kept.trim_end().len()).filter(|len| *len > 0) {
        title.truncate(len);
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, at: usize, dateline_end: usize, expected: &str) {
        assert_eq!(find(text, at, dateline_end).of(text), expected);
    }

    #[test]
    fn the_outlet_is_no_part_of_a_title() {
        for (title, expected) in [
            ("Ferry late - The Daily", "Ferry late"),
            ("Ferry late | THE DAILY", "Ferry late"),
            ("Ferry late in The Daily", "Ferry late in The Daily"),
            (" - The Daily", " - The Daily"),
            ("The Daily", "The Daily"),
        ] {
            assert_eq!(without_outlet(title.into(), "The Daily"), expected);
        }
        assert_eq!(without_outlet("Ferry - ".into(), ""), "Ferry - ");
    }

    #[test]
    fn a_short_first_line_is_a_title() {
        check("Ferry late again\n\nThe ferry was late.", 0, 0, "Ferry late again");
        check("Ferry late again\n \nThe ferry was late.", 0, 0, "Ferry late again");
        check("Share:\nFerry late\n\nIt was.", 7, 0, "Ferry late");
    }

    #[test]
    fn else_it_is_the_first_sentence() {
        check("The ferry was late. It rained.", 0, 0, "The ferry was late.");
        check("HILO, Haw. – The ferry was late. It rained.", 0, 14, "HILO, Haw. – The ferry was late.");
        check("", 0, 0, "");
        let long = "word ".repeat(500);
        assert!(find(&long, 0, 0).len() <= SENTENCE_BYTES);
    }

    #[test]
    fn a_given_title_is_found_where_it_stands() {
        let text = "\nFerry late\n\nThe ferry was late.";
        assert_eq!(in_text(text, "Ferry late"), Some(Span::new(1, 11)));
        assert_eq!(in_text(text, "Ferry"), Some(Span::new(1, 6)));
        assert_eq!(in_text(text, "Ferry la"), None);
        assert_eq!(in_text("Kicker\nFerry late\nIt was.", "Ferry late"), Some(Span::new(7, 17)));
        assert_eq!(in_text(text, ""), None);
    }
}
