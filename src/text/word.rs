//! Words: maximal runs of folded letters, marks and digits; everything else separates.
//!
//! A run of Chinese, Japanese or Korean letters, which has no blanks, gives overlapping pairs instead
//! (one letter alone gives itself), so that any part of it of two letters or more can be found.

use unicode_normalization::char::is_combining_mark;

use super::fold::fold;
use crate::model::Span;

/// Longer words are cut to this many bytes of the text: no word of a language is longer, and a line of
/// a megabyte without blanks would bloat the term index.
const MAX_WORD_BYTES: usize = 96;

/// The words of a text, one after the other; see [`words`].
#[derive(Debug)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
    folded: String,
}

/// The words of `text`, each with its span and its folded form.
///
/// ```
/// let mut words = newshound::text::words("De León’s office");
/// assert_eq!(words.next_word().unwrap().1, "de");
/// assert_eq!(words.next_word().unwrap().1, "leon");
/// ```
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0, folded: String::new() }
}

impl Words<'_> {
    /// The next word: its span in the text and its folded form, which lives until the next call.
    pub fn next_word(&mut self) -> Option<(Span, &str)> {
        let bytes = self.text.as_bytes();
        loop {
            let start = self.skip_separators()?;
            let mut end = start;
            while end < bytes.len() && CLASS[bytes[end] as usize] == WORD {
                end += 1;
            }
            if end == bytes.len() || bytes[end].is_ascii() {
                self.at = end;
                let end = end.min(start + MAX_WORD_BYTES);
                self.folded.clear();
                self.folded.push_str(&self.text[start..end]);
                self.folded.make_ascii_lowercase();
                return Some((Span::new(start, end), &self.folded));
            }
            let span = self.next_unicode(start);
            self.folded.clear();
            self.folded.extend(fold(span.of(self.text)).chars().filter(|c| is_word(*c)));
            if !self.folded.is_empty() {
                return Some((span, &self.folded));
            }
        }
    }

    /// The start of the next word, if there is one.
    fn skip_separators(&mut self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        loop {
            while self.at < bytes.len() && CLASS[bytes[self.at] as usize] == SEPARATOR {
                self.at += 1;
            }
            if CLASS[*bytes.get(self.at)? as usize] == WORD {
                return Some(self.at);
            }
            let c = self.text[self.at..].chars().next()?;
            if is_word(c) {
                return Some(self.at);
            }
            self.at += c.len_utf8();
        }
    }

    /// A word from `start` with letters beyond ASCII; moves on behind it.
    fn next_unicode(&mut self, start: usize) -> Span {
        let mut chars = self.text[start..].char_indices().peekable();
        let (_, first) = chars.next().expect("a word starts here");
        if is_unspaced(first) {
            let end = start + first.len_utf8();
            self.at = end;
            let second = self.text[end..].chars().next().filter(|c| is_unspaced(*c));
            let Some(second) = second else { return Span::new(start, end) };
            let end = end + second.len_utf8();
            // A pair shares its second letter with the next pair; the last pair of a run takes it along.
            if !self.text[end..].chars().next().is_some_and(is_unspaced) {
                self.at = end;
            }
            return Span::new(start, end);
        }
        let run = chars.find(|(_, c)| !is_word(*c) || is_unspaced(*c)).map(|(n, _)| start + n);
        self.at = run.unwrap_or(self.text.len());
        let mut end = self.at.min(start + MAX_WORD_BYTES);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        Span::new(start, end)
    }
}

/// Whether a word may begin at byte `at`: what stands before it is no part of the same word.
pub fn starts_word(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    before.is_none_or(|c| !is_word(c) || is_unspaced(c))
}

/// Whether all letters of `text` are ASCII, so that looking for bytes finds every folded word. Quotes,
/// dashes and other signs do not count.
pub fn is_plain(text: &str) -> bool {
    let mut rest = text;
    loop {
        // A block at a time, which the compiler makes quick.
        let blocks = rest.as_bytes().chunks(64).take_while(|block| block.is_ascii()).count();
        rest = rest.get(blocks * 64..).unwrap_or("");
        let Some((at, c)) = rest.char_indices().find(|(_, c)| !c.is_ascii()) else { return true };
        if is_word(c) {
            return false;
        }
        rest = &rest[at + c.len_utf8()..];
    }
}

/// What a byte says about words: one look in a table for the bytes of ASCII.
const CLASS: [u8; 256] = {
    let mut class = [BEYOND; 256];
    let mut byte = 0;
    while byte < 128 {
        class[byte] = if (byte as u8).is_ascii_alphanumeric() { WORD } else { SEPARATOR };
        byte += 1;
    }
    class
};
const SEPARATOR: u8 = 0;
const WORD: u8 = 1;
/// A part of a character beyond ASCII, which must be looked at whole.
const BEYOND: u8 = 2;

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || (!c.is_ascii() && is_combining_mark(c))
}

/// Letters of scripts written without blanks between words.
fn is_unspaced(c: char) -> bool {
    matches!(c as u32, 0x2E80..=0x2FDF | 0x3040..=0x30FF | 0x31F0..=0x31FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF | 0x20000..=0x3134F)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        let mut words = words(text);
        while let Some((_, word)) = words.next_word() {
            found.push(word.to_owned());
        }
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn everything_but_letters_marks_and_digits_separates() {
        check("U.S. Attorney's", &["u", "s", "attorney", "s"]);
        check("$60.2 million", &["60", "2", "million"]);
        check("de León,", &["de", "leon"]);
        check("Leo\u{301}n", &["leon"]);
        check("naïveté—yes", &["naivete", "yes"]);
        check("", &[]);
        check(" … ", &[]);
    }

    #[test]
    fn unspaced_scripts_give_pairs() {
        check("東京都", &["東京", "京都"]);
        check("a東b", &["a", "東", "b"]);
    }

    #[test]
    fn plain_text_has_no_letters_beyond_ascii() {
        let long = "x".repeat(70);
        for (text, expected) in [
            ("", true),
            ("“Plain” — text…", true),
            ("León", false),
            (&format!("{long} … {long} é"), false),
            (&format!("{long} … {long} …"), true),
            ("e\u{301}", false),
        ] {
            assert_eq!(is_plain(text), expected, "{text}");
        }
    }

    #[test]
    fn a_word_starts_behind_a_sign_or_an_unspaced_letter() {
        for (text, at, expected) in [
            ("ab", 0, true),
            ("ab", 1, false),
            ("a-b", 2, true),
            ("éb", 2, false),
            ("東b", 3, true),
            ("…b", 3, true),
        ] {
            assert_eq!(starts_word(text, at), expected, "{text} {at}");
        }
    }

    proptest! {
        #[test]
        fn spans_are_in_order_and_on_boundaries(text in "\\PC*") {
            let mut words = words(&text);
            let mut last = 0;
            while let Some((span, word)) = words.next_word() {
                prop_assert!(!word.is_empty());
                prop_assert!(text.get(span.range()).is_some());
                prop_assert!(span.start >= last && !span.is_empty());
                last = span.start;
            }
        }
    }
}
