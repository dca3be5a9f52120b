//! Line ends inside paragraphs: which of them a program made that wraps text.

/// A line this long or longer (bytes), and no longer than [`MAX`], may have been broken by a program that wraps text:
/// mail and wire copy are wrapped at 60 to 80 columns, and the last word may be a long one.
const MIN: usize = 45;
/// Nobody wraps later than this (bytes): such a line is a whole paragraph.
const MAX: usize = 110;
/// Nobody wraps prose earlier than this (bytes).
const NARROW: usize = 16;

/// What is known of the paragraph that is being read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Paragraph {
    /// One past its last byte.
    end: usize,
    /// Its longest line, in bytes.
    longest: usize,
    /// A line of it, other than the first, begins with a small letter: sentences run over its line ends.
    prose: bool,
}

impl Paragraph {
    /// Whether the line end at `at`, of the line that starts at `line`, was made by wrapping. Lines are asked for in
    /// their order.
    pub(super) fn wraps(&mut self, text: &str, line: usize, at: usize) -> bool {
        let next = &text.as_bytes()[at + 1..];
        let goes_on = next.first().is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii() || *b == b'"');
        let before = at - line;
        if !goes_on || before > MAX {
            return false;
        }
        let window = &next[..next.len().min(MAX + 1)];
        let next_len = memchr::memchr(b'\n', window).unwrap_or(window.len());
        if before >= MIN {
            return next_len <= MAX;
        }
        if at >= self.end {
            *self = Paragraph::read(text, line);
        }
        // A narrower paragraph: the next word would not have fitted in.
        let word = window.iter().position(|b| b.is_ascii_whitespace()).unwrap_or(window.len());
        self.prose && (NARROW..=MAX).contains(&self.longest) && before + 1 + word > self.longest
    }

    /// Reads ahead from the first line of a paragraph.
    fn read(text: &str, line: usize) -> Paragraph {
        let mut found = Paragraph { end: line, ..Paragraph::default() };
        for (n, printed) in text[line..].split_inclusive('\n').enumerate() {
            let bare = printed.trim_end();
            if bare.is_empty() {
                break;
            }
            found.end += printed.len();
            found.longest = found.longest.max(bare.len());
            found.prose |= n > 0 && bare.starts_with(char::is_lowercase);
        }
        // A line end on its edge is asked for no more.
        found.end = found.end.max(line + 1);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[bool]) {
        let (mut paragraph, mut line, mut found) = (Paragraph::default(), 0, Vec::new());
        for (at, _) in text.match_indices('\n') {
            found.push(paragraph.wraps(text, line, at));
            line = at + 1;
        }
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn long_lines_are_wrapped() {
        let line = "The council met on Tuesday and heard from Mayor Ann";
        check(&format!("{line}\nRuiz, who spoke.\n"), &[true, false]);
    }

    #[test]
    fn narrow_paragraphs_are_wrapped_where_the_next_word_does_not_fit() {
        check("The mayor met Linda\nMarsh on Tuesday and\nleft at noon.", &[true, true]);
        check("Bread News\nBy Ann Ruiz\nThe mayor said that all\nis well in town.", &[false, false, true]);
    }

    #[test]
    fn lists_are_not_wrapped() {
        check("Ann Ruiz\nBob Green\nCarl Vale", &[false, false]);
        check("Linda\n\nMarsh on Tuesday\nand so on", &[false, false, true]);
    }
}
