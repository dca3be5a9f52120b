//! A line of text being typed.

use unicode_segmentation::UnicodeSegmentation;

use super::action::Action;
use super::{Key, KeyCode};

/// The longest line, in bytes: a filter longer than this was pasted by mistake.
const MAX_BYTES: usize = 4096;

/// A line of text with an insertion point.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct InputLine {
    text: String,
    /// Insertion point, in bytes, on a character boundary.
    at: usize,
}

impl InputLine {
    /// A line with the insertion point at its end.
    pub(crate) fn new(text: &str) -> InputLine {
        InputLine { text: text.to_owned(), at: text.len() }
    }

    /// The text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the insertion point.
    pub(crate) fn before(&self) -> &str {
        &self.text[..self.at]
    }

    /// Does what an action says that is the same in every line of text; says whether it was one.
    pub(crate) fn edit(&mut self, action: Action, key: Key) -> bool {
        match action {
            Action::Type => {
                if let KeyCode::Char(c) = key.code {
                    self.insert(c.encode_utf8(&mut [0; 4]));
                }
            }
            Action::Empty => self.clear(),
            Action::Left => self.left(),
            Action::Right => self.right(),
            Action::LineStart => self.start(),
            Action::LineEnd => self.end(),
            Action::Rub => self.rub(),
            Action::Delete => self.delete(),
            Action::RubWord => self.rub_word(),
            _ => return false,
        }
        true
    }

    /// Types a string; control characters are left out.
    pub(crate) fn insert(&mut self, s: &str) {
        let clean = crate::text::clean_line(s);
        let s = if s == " " { " " } else { &clean };
        if self.text.len() + s.len() <= MAX_BYTES {
            self.text.insert_str(self.at, s);
            self.at += s.len();
        }
    }

    /// Empties the line.
    pub(crate) fn clear(&mut self) {
        *self = InputLine::default();
    }

    /// Moves a character left.
    pub(crate) fn left(&mut self) {
        self.at -= self.text[..self.at].graphemes(true).next_back().map_or(0, str::len);
    }

    /// Moves a character right.
    pub(crate) fn right(&mut self) {
        self.at += self.text[self.at..].graphemes(true).next().map_or(0, str::len);
    }

    /// Moves to the start.
    pub(crate) fn start(&mut self) {
        self.at = 0;
    }

    /// Moves to the end.
    pub(crate) fn end(&mut self) {
        self.at = self.text.len();
    }

    /// Deletes the character before the insertion point.
    pub(crate) fn rub(&mut self) {
        let end = self.at;
        self.left();
        self.text.replace_range(self.at..end, "");
    }

    /// Deletes the character at the insertion point.
    pub(crate) fn delete(&mut self) {
        let len = self.text[self.at..].graphemes(true).next().map_or(0, str::len);
        self.text.replace_range(self.at..self.at + len, "");
    }

    /// Deletes the word before the insertion point and the blanks behind it.
    pub(crate) fn rub_word(&mut self) {
        let start = self.word().0.len();
        let kept = self.before()[..start].trim_end().len();
        let from =
            if start == self.at { self.before()[..kept].rfind(' ').map_or(0, |n| n + 1) } else { start };
        self.text.replace_range(from..self.at, "");
        self.at = from;
    }

    /// What stands before the word under the insertion point, and the word as far as it is typed.
    pub(crate) fn word(&self) -> (&str, &str) {
        let before = self.before();
        before.split_at(before.rfind([' ', '(']).map_or(0, |n| n + 1))
    }

    /// Puts another word in the place of the one under the insertion point.
    pub(crate) fn replace_word(&mut self, word: &str) {
        let start = self.word().0.len();
        self.text.replace_range(start..self.at, word);
        self.at = start + word.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_typed_and_rubbed_out_whole() {
        let mut line = InputLine::new("ab");
        line.insert("e\u{301}");
        line.rub();
        assert_eq!(line.text(), "ab");
        line.left();
        line.insert(" ");
        line.insert("x\u{1b}y");
        assert_eq!((line.text(), line.before()), ("a xyb", "a xy"));
        line.delete();
        line.delete();
        assert_eq!(line.text(), "a xy");
    }

    #[test]
    fn words_go_one_by_one() {
        let mut line = InputLine::new("one two ");
        line.rub_word();
        assert_eq!(line.text(), "one ");
        line.rub_word();
        line.rub_word();
        assert_eq!(line.text(), "");
        let mut line = InputLine::new("a (@li");
        assert_eq!(line.word(), ("a (", "@li"));
        line.replace_word("@person:li");
        assert_eq!(line.text(), "a (@person:li");
    }
}
