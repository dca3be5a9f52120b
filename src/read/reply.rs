//! What of a mail is not its writer's own: quoted lines, the line that says whose they are, the signature.

use crate::model::Span;

/// Most lines of a signature (four by custom; firms add a notice); behind more, the sign was only a rule.
const SIGNATURE_LINES: usize = 15;

/// The lines of a mail's text that are quoted or its signature, as spans that are sorted and part.
pub(super) fn not_own(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let end = text.len() - signature(text).len();
    // The last line with something in it that is not quoted, and the one before it.
    let (mut last, mut before) = (None, None);
    let mut quoting = false;
    let mut at = 0;
    for raw in text.get(..end).unwrap_or(text).split_inclusive('\n') {
        let (start, line) = (at, raw.trim_end());
        at += raw.len();
        if line.is_empty() {
            continue;
        }
        if line.starts_with('>') {
            let stop = start + line.len();
            match out.last_mut().filter(|_| quoting) {
                Some(open) => *open = Span::new(open.start as usize, stop),
                None => out.push(Span::new(whose(last, before).unwrap_or(start), stop)),
            }
            quoting = true;
        } else {
            quoting = false;
            before = last.replace((start, line));
        }
        if quoting {
            (last, before) = (None, None);
        }
    }
    let signed = text.get(end..).unwrap_or("").trim_end();
    if !signed.is_empty() {
        out.push(Span::new(end, end + signed.len()));
    }
    out
}

/// A line with something in it, and where it begins.
type Line<'a> = Option<(usize, &'a str)>;

/// Where the words begin that say whose the quoted lines below are; they may be broken over two lines.
fn whose(last: Line<'_>, before: Line<'_>) -> Option<usize> {
    let (start, line) = last.filter(|(_, line)| line.ends_with("wrote:") || line.ends_with("writes:"))?;
    let broken = before.filter(|(_, first)| !line.starts_with("On ") && first.starts_with("On "));
    Some(broken.map_or(start, |(first, _)| first))
}

/// The signature that ends a mail, with the sign before it (RFC 3676, section 4.3, with or without its blank).
fn signature(text: &str) -> &str {
    let mut lines = 0;
    let mut end = text.len();
    for line in text.split_inclusive('\n').rev() {
        end -= line.len();
        if line.trim_end() == "--" {
            return text.get(end..).filter(|_| lines > 0).unwrap_or("");
        }
        lines += usize::from(!line.trim().is_empty());
        if lines > SIGNATURE_LINES {
            break;
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = not_own(text).iter().map(|span| span.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn quoted_lines_are_found_with_the_line_that_says_whose_they_are() {
        check(
            "Yes.\n\n> Was it late?\n>\n\n>> Ask Bo.\n\nNo.\n> Why?\n",
            &["> Was it late?\n>\n\n>> Ask Bo.", "> Why?"],
        );
        check(
            "On Monday, Ann Ruiz wrote:\n\n> It was late.\nYes.",
            &["On Monday, Ann Ruiz wrote:\n\n> It was late."],
        );
        check(
            "Hello.\nOn Monday Ann Ruiz\n<a@x.example> wrote:\n> Late.",
            &["On Monday Ann Ruiz\n<a@x.example> wrote:\n> Late."],
        );
        check("Ann Ruiz wrote:\n\nIt was late.", &[]);
        check("", &[]);
    }

    #[test]
    fn a_signature_is_found_at_the_end() {
        check("It was late.\n-- \nAnn Ruiz\nThe Daily\n", &["-- \nAnn Ruiz\nThe Daily"]);
        check("> Late?\n\n--\nAnn\n", &["> Late?", "--\nAnn"]);
        check(&format!("One.\n-- \n{}", "A line.\n".repeat(20)), &[]);
        check("It was late.\n-- \n\n", &[]);
    }
}
