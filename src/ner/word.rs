//! A story's text as words: tokens with what the lists say about each.

use rustc_hash::FxHashMap;

use super::gazetteer::{self as gaz, Casing};
use super::lexicon as lex;
use crate::model::Span;
use crate::text::{Gap, Shape, Splitter, Token, TokenKind, tokens};

/// A token with what the lists say about it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// The token.
    pub(super) token: Token,
    /// Its folded hash.
    pub(super) hash: u64,
    /// Bits of [`gaz`].
    pub(super) gaz: u16,
    /// Bits of [`lex`].
    pub(super) class: u64,
    /// It is the first of its sentence.
    pub(super) starts: bool,
    /// It stands in a headline or a line of capitals, where capitals say little.
    pub(super) heading: bool,
}

impl Word {
    /// Whether it has one of these bits of the gazetteer.
    pub(super) fn listed(&self, bits: u16) -> bool {
        self.gaz & bits != 0
    }

    /// Whether it is in one of these classes.
    pub(super) fn is(&self, classes: u64) -> bool {
        self.class & classes != 0
    }

    /// How it is usually cased.
    pub(super) fn casing(&self) -> Casing {
        gaz::casing(self.gaz)
    }

    /// Whether it is a word with a capital.
    pub(super) fn capital(&self) -> bool {
        self.token.is_capital()
    }

    /// Whether it is written small.
    pub(super) fn lower(&self) -> bool {
        self.token.shape == Shape::Lower
    }

    /// Whether it is usually a common word.
    pub(super) fn common(&self) -> bool {
        matches!(self.casing(), Casing::Lower | Casing::MostlyLower)
    }

    /// Whether it may never be a name of its own.
    pub(super) fn never(&self) -> bool {
        self.is(lex::NEVER) || (self.is(lex::NEVER_UPPER) && self.token.shape == Shape::Upper)
    }
}

/// A text as words.
#[derive(Debug)]
pub(super) struct Words<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// Its words.
    pub(super) all: Vec<Word>,
    /// Hashes of words that stand in small letters somewhere, with how often.
    pub(super) small: FxHashMap<u64, u32>,
    /// Hashes of words in capitals, with how often.
    pub(super) acronyms: FxHashMap<u64, u32>,
}

impl<'a> Words<'a> {
    /// Reads a text. `headline`: all of it is one (a title).
    pub(super) fn new(text: &'a str, headline: bool) -> Words<'a> {
        let mut out =
            Words { text, all: Vec::new(), small: FxHashMap::default(), acronyms: FxHashMap::default() };
        let mut splitter = Splitter::default();
        let mut from = 0;
        for token in tokens(text) {
            let starts = splitter.ends_before(text, &token) || out.all.is_empty();
            splitter.push(&token);
            if starts {
                out.end_sentence(from, headline);
                from = out.all.len();
            }
            let word = out.look_up(token, starts);
            out.all.push(word);
        }
        out.end_sentence(from, headline);
        out
    }

    /// The printed form.
    pub(super) fn str(&self, n: usize) -> &'a str {
        self.all.get(n).map_or("", |w| w.token.span.of(self.text))
    }

    /// The word at `n`.
    pub(super) fn get(&self, n: usize) -> Option<&Word> {
        self.all.get(n)
    }

    /// The word before `n`, in the same sentence.
    pub(super) fn before(&self, n: usize) -> Option<&Word> {
        if self.all.get(n)?.starts { None } else { self.all.get(n.checked_sub(1)?) }
    }

    /// The word at `n`, if no sentence starts with it.
    pub(super) fn after(&self, n: usize) -> Option<&Word> {
        self.all.get(n).filter(|w| !w.starts)
    }

    /// From the first byte of word `from` to the last of word `to - 1`.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        let start = self.all.get(from).map_or(0, |w| w.token.span.start);
        let end = to.checked_sub(1).and_then(|n| self.all.get(n)).map_or(start, |w| w.token.span.end);
        Span { start, end: end.max(start) }
    }

    fn look_up(&mut self, token: Token, starts: bool) -> Word {
        let mut word = Word { token, hash: 0, gaz: 0, class: 0, starts, heading: false };
        if token.kind == TokenKind::Word {
            word.hash = gaz::word_hash(token.span.of(self.text));
            word.class = lex::classes(word.hash);
            word.gaz = gaz::look_up(word.hash);
            match token.shape {
                Shape::Lower => *self.small.entry(word.hash).or_default() += 1,
                Shape::Upper if token.span.len() <= 12 => *self.acronyms.entry(word.hash).or_default() += 1,
                _ => {}
            }
        }
        word
    }

    /// Marks the words of a sentence that is a headline.
    fn end_sentence(&mut self, from: usize, headline: bool) {
        let words = &mut self.all[from..];
        let (mut all, mut capital, mut upper) = (0, 0, 0);
        for word in words.iter().filter(|w| w.token.kind == TokenKind::Word && w.token.span.len() > 3) {
            all += 1;
            capital += u32::from(word.capital());
            upper += u32::from(word.token.shape == Shape::Upper);
        }
        // A sentence of news has a capital on one longer word in four; lists of names have no verb and are short.
        let stopped = words.last().is_some_and(|w| w.token.is('.') || w.token.is('”') || w.token.is('"'));
        let heading = headline
            || (all >= 6 && !stopped && capital * 10 >= all * 7)
            || (all >= 3 && upper * 10 >= all * 7);
        if heading {
            words.iter_mut().for_each(|w| w.heading = true);
        }
    }
}

/// Whether nothing but blanks, or one wrapped line end, stands before a word.
pub(super) fn follows(word: &Word) -> bool {
    matches!(word.token.gap, Gap::Space | Gap::Wrap)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_are_seen() {
        let check = |text: &str, expected: bool| {
            assert_eq!(Words::new(text, false).all[0].heading, expected, "{text}")
        };
        check("Mayor Says Town Will Build Three Bridges Before Winter", true);
        check("TOWN WILL BUILD THREE BRIDGES", true);
        check("The mayor says the town will build three bridges before winter.", false);
    }

    #[test]
    fn what_is_small_somewhere_is_kept() {
        let words = Words::new("Sessions were long. The sessions ended at ICE.", false);
        assert_eq!(words.small.get(&gaz::word_hash("sessions")), Some(&1));
        assert!(words.acronyms.contains_key(&gaz::word_hash("ICE")));
    }
}
