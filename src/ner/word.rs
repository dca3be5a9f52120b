//! A story's text as words: tokens with what the lists say about each.

use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::form::{self, Form};
use super::gazetteer::{self as gaz, Casing, Entry};
use super::lexicon as lex;
use super::weights::Blob;
use crate::model::{Label, Span};
use crate::text::{Gap, Shape, Splitter, Token, TokenKind, tokens};

/// A token with what the lists say about it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// The token.
    pub(super) token: Token,
    /// Its folded hash.
    pub(super) hash: u64,
    /// Bits of [`lex`].
    pub(super) class: u64,
    /// Its place in [`Words::forms`].
    pub(super) form: u32,
    /// What the gazetteer says.
    pub(super) entry: Entry,
    /// It is the first of its sentence.
    pub(super) starts: bool,
    /// It stands in a headline or a line of capitals, where capitals say little.
    pub(super) heading: bool,
    /// It stands in a line of capitals.
    pub(super) shouted: bool,
}

impl Word {
    /// Whether it has one of these bits of the gazetteer.
    pub(super) fn listed(&self, bits: u16) -> bool {
        self.entry.mask & bits != 0
    }

    /// Whether it is in one of these classes.
    pub(super) fn is(&self, classes: u64) -> bool {
        self.class & classes != 0
    }

    /// How it is usually cased.
    pub(super) fn casing(&self) -> Casing {
        gaz::casing(self.entry.mask)
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

/// A name in general use that stands in a text.
#[derive(Clone, Debug)]
pub(super) struct KnownName {
    /// Its words.
    pub(super) words: Range<usize>,
    /// Its kind.
    pub(super) label: Label,
}

/// A text as words.
#[derive(Debug)]
pub(super) struct Words<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// What is known of words.
    pub(super) blob: &'a Blob,
    /// Its words.
    pub(super) all: Vec<Word>,
    /// The different words.
    pub(super) forms: Vec<Form>,
    /// The names in general use in it, in order; without overlap. Filled in with the features.
    pub(super) known: Vec<KnownName>,
    index: FxHashMap<u64, u32>,
}

impl<'a> Words<'a> {
    /// Reads a text whose first `headline` bytes are one (a title).
    pub(super) fn new(text: &'a str, headline: usize, blob: &'a Blob) -> Words<'a> {
        // English words have about six bytes with the blank; one in two is new in a story.
        let guess = text.len() / 6 + 1;
        let mut out = Words {
            text,
            blob,
            all: Vec::with_capacity(guess),
            forms: Vec::with_capacity(guess / 2),
            known: Vec::new(),
            index: FxHashMap::with_capacity_and_hasher(guess / 2, FxBuildHasher),
        };
        let mut splitter = Splitter::default();
        let mut from = 0;
        for token in tokens(text) {
            let starts = splitter.ends_before(text, &token) || out.all.is_empty();
            splitter.push(&token);
            let token = if starts { token } else { out.mend_apostrophe(token) };
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

    /// Whether a hyphen joins the word at `n` to another.
    pub(super) fn hyphenated(&self, n: usize) -> bool {
        let hyphen = |n: usize| self.get(n).is_some_and(|w| w.token.is('-') && w.token.gap == Gap::None);
        hyphen(n + 1) || n.checked_sub(1).is_some_and(hyphen)
    }

    /// The form of the word at `n`.
    pub(super) fn form(&self, n: usize) -> Option<&Form> {
        self.forms.get(self.all.get(n)?.form as usize)
    }

    /// The form of the word at `n`, to note what the story says of it.
    pub(super) fn form_mut(&mut self, n: usize) -> Option<&mut Form> {
        self.forms.get_mut(self.all.get(n)?.form as usize)
    }

    /// The form with this key, if the text has it.
    pub(super) fn form_by_key(&mut self, key: u64) -> Option<&mut Form> {
        self.forms.get_mut(*self.index.get(&key)? as usize)
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

    /// "Quandry s bread": a copy that lost its apostrophes has blanks there; the `s` is the mark of the possessive.
    fn mend_apostrophe(&self, token: Token) -> Token {
        let behind_word = self.all.last().is_some_and(|w| w.token.kind == TokenKind::Word);
        let lone = token.gap == Gap::Space && token.span.of(self.text) == "s";
        if lone && behind_word {
            Token { kind: TokenKind::Possessive, gap: Gap::None, ..token }
        } else {
            token
        }
    }

    fn look_up(&mut self, token: Token, starts: bool) -> Word {
        let printed = match token.kind {
            TokenKind::Possessive if token.span.len() == 1 && token.span.of(self.text) == "s" => "'s",
            _ => token.span.of(self.text),
        };
        let key = form::key(printed);
        let no = *self.index.entry(key).or_insert_with(|| {
            self.forms.push(Form::new(printed, key, token.kind, &self.blob.lists));
            self.forms.len() as u32 - 1
        });
        let form = &mut self.forms[no as usize];
        match token.shape {
            Shape::Lower => form.small += 1,
            // No acronym is longer.
            Shape::Upper if token.span.len() <= 12 => form.upper += 1,
            _ => {}
        }
        let (hash, class, entry) = (form.hash, form.class, form.entry);
        Word { token, hash, class, form: no, entry, starts, heading: false, shouted: false }
    }

    /// Marks the words of a sentence that is a headline.
    fn end_sentence(&mut self, from: usize, headline: usize) {
        let words = &mut self.all[from..];
        let headline = words.first().is_some_and(|w| (w.token.span.start as usize) < headline);
        let (mut all, mut capital, mut upper) = (0, 0, 0);
        for word in words.iter().filter(|w| w.token.kind == TokenKind::Word && w.token.span.len() > 3) {
            all += 1;
            capital += u32::from(word.capital());
            upper += u32::from(word.token.shape == Shape::Upper);
        }
        // A sentence of news has a capital on one longer word in four; lists of names have no verb and are short.
        let stopped = words.last().is_some_and(|w| w.token.is('.') || w.token.is('”') || w.token.is('"'));
        let shouted = all >= 3 && upper * 10 >= all * 7 || headline && all > 0 && upper * 10 >= all * 9;
        let heading = headline || shouted || (all >= 6 && !stopped && capital * 10 >= all * 7);
        for word in words {
            word.heading |= heading;
            word.shouted |= shouted;
        }
    }
}

/// Whether a word opens a new paragraph, heading or list item, so that no name runs over to it.
pub(super) fn breaks(word: &Word) -> bool {
    word.token.gap == Gap::Break
}

/// Whether nothing but blanks, or one wrapped line end, stands before a word.
pub(super) fn follows(word: &Word) -> bool {
    matches!(word.token.gap, Gap::Space | Gap::Wrap)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ner::weights::built_in;

    #[test]
    fn headlines_are_seen() {
        let check = |text: &str, expected: bool| {
            assert_eq!(Words::new(text, 0, built_in()).all[0].heading, expected, "{text}")
        };
        check("Mayor Says Town Will Build Three Bridges Before Winter", true);
        check("TOWN WILL BUILD THREE BRIDGES", true);
        check("The mayor says the town will build three bridges before winter.", false);
    }

    #[test]
    fn a_lone_s_is_a_possessive() {
        let check = |text: &str, expected: TokenKind| {
            assert_eq!(Words::new(text, 0, built_in()).all[1].token.kind, expected, "{text}")
        };
        check("Quandry s bread", TokenKind::Possessive);
        check("Quandry S bread", TokenKind::Word);
        let words = Words::new("Quandry's oven, Quandry s bread", 0, built_in());
        assert_eq!(words.all[1].form, words.all[5].form);
    }

    #[test]
    fn forms_are_counted_as_they_are_written() {
        let mut words = Words::new("Sessions were long. The sessions ended at ICE.", 0, built_in());
        let mut form = |word: &str| *words.form_by_key(form::key(word)).unwrap();
        assert_eq!((form("sessions").small, form("ICE").upper, form("long").upper), (1, 1, 0));
    }
}
