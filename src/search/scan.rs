//! Looking for words in a text: what the index cannot tell (order, case, place) is read from the text itself.

use std::cell::Cell;

use memchr::memmem::{self, Finder};

use super::query::{Last, Phrase};
use crate::model::Span;
use crate::text;

/// Words one behind the other, ready to be looked for in many texts.
///
/// A text is read once whatever the words are: one bit for each word of the phrase says whether the text
/// so far ends with the phrase up to there (Baeza-Yates and Gonnet 1992, "shift-and").
pub(super) struct Scan<'q> {
    words: &'q [String],
    compare: Compare,
    anchor: Option<Anchor<'q>>,
}

#[derive(Clone, Copy)]
enum Compare {
    /// Folded words; the last one may be a prefix.
    Folded(Last),
    /// The bytes of the text.
    Exact,
}

/// A quick look for the first word, before any text is cut into words: by its rarest byte in both cases.
/// Only for words of ASCII.
struct Anchor<'q> {
    word: &'q [u8],
    byte: u8,
    /// Where the byte stands in the word.
    offset: usize,
}

/// Letters of English text, rarest first (the keys of a Linotype, which stand in the order of frequency,
/// backwards). A word in another language is found as well, only less quickly.
const RAREST_FIRST: &[u8; 26] = b"zxjqkgbvpywfmculdrhsnioate";

impl<'q> Anchor<'q> {
    fn new(word: &'q str) -> Option<Anchor<'q>> {
        let word = Some(word).filter(|w| w.is_ascii())?.as_bytes();
        let rank = |byte: u8| RAREST_FIRST.iter().position(|b| *b == byte.to_ascii_lowercase());
        let (offset, byte) = word.iter().copied().enumerate().min_by_key(|(_, byte)| rank(*byte))?;
        Some(Anchor { word, byte, offset })
    }

    /// Where the word stands in the text in any case, as a part of a longer word too.
    fn places<'t>(&'t self, text: &'t [u8]) -> impl Iterator<Item = usize> + 't {
        memchr::memchr2_iter(self.byte, self.byte.to_ascii_uppercase(), text)
            .filter_map(|at| at.checked_sub(self.offset))
            .filter(|start| {
                let bytes = text.get(*start..*start + self.word.len());
                bytes.is_some_and(|b| b.eq_ignore_ascii_case(self.word))
            })
    }
}

impl<'q> Scan<'q> {
    /// Looks for the words of a phrase, folded.
    pub(super) fn phrase(phrase: &'q Phrase) -> Scan<'q> {
        Scan::new(&phrase.words, Compare::Folded(phrase.last))
    }

    /// Looks for whole words in exactly this case.
    pub(super) fn exact(words: &'q [String]) -> Scan<'q> {
        Scan::new(words, Compare::Exact)
    }

    fn new(words: &'q [String], compare: Compare) -> Scan<'q> {
        let anchor = words.first().and_then(|word| Anchor::new(word));
        Scan { words, compare, anchor }
    }

    /// Whether the words stand in the text.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let found = Cell::new(false);
        let mut stop = |_| {
            found.set(true);
            false
        };
        self.each_quickly(text, &mut stop);
        if !found.get() && !self.quick_is_enough(text) {
            self.each(text, &mut stop);
        }
        found.get()
    }

    /// Every place of the words, in order, at most `most`; each span reaches from the first word to the end
    /// of the last one.
    pub(super) fn spans(&self, text: &str, most: usize) -> Vec<Span> {
        let mut out = Vec::new();
        let mut take = |span| {
            out.push(span);
            out.len() < most
        };
        match self.quick_is_enough(text) {
            true => self.each_quickly(text, &mut take),
            false => self.each(text, &mut take),
        }
        out.truncate(most);
        out
    }

    /// Whether no word can be missed by looking for the bytes of the first one: letters beyond ASCII may
    /// fold to them.
    fn quick_is_enough(&self, text: &str) -> bool {
        match (&self.anchor, self.compare) {
            (None, _) => false,
            (Some(_), Compare::Exact) => true,
            (Some(_), Compare::Folded(_)) => text::is_plain(text),
        }
    }

    /// Tells the spans whose first word is found by its bytes, until `wants_more` says no.
    fn each_quickly(&self, text: &str, wants_more: &mut dyn FnMut(Span) -> bool) {
        let Some(anchor) = &self.anchor else { return };
        // Goes on until a span is found after which no more are wanted.
        let ends = |at| self.from(text, at).is_some_and(&mut |span| !wants_more(span));
        match self.compare {
            Compare::Exact => memmem::find_iter(text.as_bytes(), anchor.word).any(ends),
            Compare::Folded(_) => anchor.places(text.as_bytes()).any(ends),
        };
    }

    /// The words, when one begins at byte `at` and they stand from there on.
    fn from(&self, text: &str, at: usize) -> Option<Span> {
        if !text::starts_word(text, at) {
            return None;
        }
        let rest = &text[at..];
        let (mut words, mut end) = (text::words(rest), 0);
        for n in 0..self.words.len() {
            let (span, word) = words.next_word()?;
            if !self.fits(n, span.of(rest), word) {
                return None;
            }
            end = span.end as usize;
        }
        Some(Span::new(at, at + end))
    }

    fn fits(&self, n: usize, printed: &str, folded: &str) -> bool {
        let wanted = self.words[n].as_bytes();
        match self.compare {
            Compare::Exact => printed.as_bytes() == wanted,
            Compare::Folded(last) if n + 1 == self.words.len() => last.fits(folded.as_bytes(), wanted),
            Compare::Folded(_) => folded.as_bytes() == wanted,
        }
    }

    /// Tells the spans until `wants_more` says no.
    fn each(&self, text: &str, wants_more: &mut dyn FnMut(Span) -> bool) {
        let n_words = self.words.len();
        if n_words == 0 || n_words > Phrase::MAX_WORDS {
            return;
        }
        let mut starts = [0usize; Phrase::MAX_WORDS];
        let (mut state, mut n) = (0u64, 0usize);
        let mut words = text::words(text);
        while let Some((span, word)) = words.next_word() {
            starts[n % Phrase::MAX_WORDS] = span.start as usize;
            let mut hopes = state << 1 | 1;
            state = 0;
            while hopes != 0 {
                let bit = hopes.trailing_zeros() as usize;
                hopes &= hopes - 1;
                if bit < n_words && self.fits(bit, span.of(text), word) {
                    state |= 1 << bit;
                }
            }
            n += 1;
            if state >> (n_words - 1) & 1 == 1 {
                let start = starts[(n - n_words) % Phrase::MAX_WORDS];
                if !wants_more(Span::new(start, span.end as usize)) {
                    return;
                }
            }
        }
    }
}

/// The words of the text with `letters` in them, at most `most`.
pub(super) fn spans_inside(letters: &str, text: &str, most: usize) -> Vec<Span> {
    let finder = Finder::new(letters);
    let (mut out, mut words) = (Vec::new(), text::words(text));
    while out.len() < most
        && let Some((span, word)) = words.next_word()
    {
        if finder.find(word.as_bytes()).is_some() {
            out.push(span);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &[&str], last: Last, text: &str, expected: &[&str]) {
        let phrase = Phrase { words: words.iter().map(|w| (*w).to_owned()).collect(), last };
        let scan = Scan::phrase(&phrase);
        let found: Vec<_> = scan.spans(text, 10).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(found, expected, "{words:?} in {text:?}");
        assert_eq!(scan.is_in(text), !expected.is_empty(), "{words:?} in {text:?}");
    }

    #[test]
    fn a_phrase_stands_over_line_ends_and_signs() {
        check(&["harbor", "board"], Last::Whole, "The Harbor\n\nBoard met.", &["Harbor\n\nBoard"]);
        check(&["harbor", "bo"], Last::Prefix, "the harbor-boards", &["harbor-boards"]);
        check(&["harbor", "bo"], Last::Whole, "the harbor boards", &[]);
        check(&["a", "a", "b"], Last::Whole, "a a a b", &["a a b"]);
        check(&["a", "a"], Last::Whole, "a a a", &["a a", "a a"]);
        check(&["harbor", "board"], Last::Whole, "harbor, safe board", &[]);
        check(&["arb"], Last::Prefix, "harbor arbor", &["arbor"]);
    }

    #[test]
    fn folded_letters_are_found_where_bytes_are_not() {
        check(&["leon"], Last::Whole, "Mr. León’s", &["León"]);
        check(&["finance", "act"], Last::Whole, "the ﬁnance act", &["ﬁnance act"]);
        check(&["東京", "京都"], Last::Prefix, "在東京都内", &["東京都"]);
        check(&["ice"], Last::Whole, "東ICE", &["ICE"]);
    }

    #[test]
    fn exact_words_keep_their_case() {
        let words = ["ICE".to_owned()];
        let scan = Scan::exact(&words);
        assert!(scan.is_in("an ICE raid") && !scan.is_in("ice, Ice, ICES, NICE"));
        assert!(!scan.is_in("ICÉ") && !scan.is_in("ICE\u{301}"));
    }

    #[test]
    fn letters_inside_a_word_are_found_folded() {
        let text = "Übersee and oversees";
        let found: Vec<_> = spans_inside("erse", text, 9).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(found, ["Übersee", "oversees"]);
    }
}
