//! Candidates: stretches of a run that may be one name, with what is known of them while they grow.

use std::ops::Range;

use super::evidence::Evidence;
use super::gazetteer::{self as gaz, join_hash, word_hash};
use super::lexicon as lex;
use super::run::is_link;
use super::word::{Word, Words};
use crate::model::{Label, Rule};
use crate::text::{Shape, TokenKind};

/// A part of a run, with what it may be and how sure that is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    /// Words of the name.
    pub(super) words: Range<usize>,
    /// Its kind; `None` for words that are no name.
    pub(super) label: Option<Label>,
    /// What found it.
    pub(super) rule: Rule,
    /// The higher the surer; comparable with the sum over the parts it covers.
    pub(super) score: f32,
    /// Words of the title before it; empty if none.
    pub(super) title: Range<usize>,
}

/// Where candidates are looked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// The words.
    pub(super) words: &'a Words<'a>,
    /// What the story says elsewhere.
    pub(super) evidence: &'a Evidence,
    /// One past the last word of the run.
    pub(super) end: usize,
}

/// A growing candidate: what all scorers want to know about its words.
#[derive(Clone, Debug)]
pub(super) struct Span {
    /// First word.
    pub(super) from: usize,
    /// One past the last word.
    pub(super) to: usize,
    /// Words with a capital.
    pub(super) caps: usize,
    /// Capitalised words before the first "of" or "for"; 0 without one.
    pub(super) before_of: usize,
    /// Times "and" or "&".
    pub(super) ands: usize,
    /// Times "of", "for", "the", "at", "in", "on", "to".
    pub(super) links: usize,
    /// Times a name particle that is written small.
    pub(super) particles: usize,
    /// Times a hyphen.
    pub(super) hyphens: usize,
    /// A possessive inside.
    pub(super) possessive: bool,
    /// It ends in a possessive.
    pub(super) ends_possessive: bool,
    /// Capitalised words that are common words elsewhere.
    pub(super) common: usize,
    /// Words in capitals.
    pub(super) upper: usize,
    /// Classes that any of its words has.
    pub(super) any: u64,
    /// The hash of the phrase.
    pub(super) hash: u64,
    before_last: Option<u64>,
    /// The hash of the initials, small words left out, and with them.
    initials: [u64; 2],
}

impl Span {
    /// A candidate of no word, from word `from`.
    pub(super) fn new(from: usize) -> Span {
        let seed = word_hash("");
        Span {
            from,
            to: from,
            caps: 0,
            before_of: 0,
            ands: 0,
            links: 0,
            particles: 0,
            hyphens: 0,
            possessive: false,
            ends_possessive: false,
            common: 0,
            upper: 0,
            any: 0,
            hash: 0,
            before_last: None,
            initials: [seed; 2],
        }
    }

    /// Takes the next word in. `false` when no name goes on so.
    pub(super) fn grow(&mut self, words: &Words<'_>) -> bool {
        let n = self.to;
        let Some(word) = words.get(n) else { return false };
        self.possessive |= self.ends_possessive;
        self.ends_possessive = false;
        self.to += 1;
        match word.token.kind {
            TokenKind::Sign('-' | '–') => self.hyphens += 1,
            TokenKind::Sign('&') => self.ands += 1,
            TokenKind::Possessive => {
                self.ends_possessive = true;
                let whole = word_hash(words.span(n - 1, n + 1).of(words.text));
                self.hash = self.before_last.map_or(whole, |before| join_hash(before, whole));
            }
            TokenKind::Word => self.grow_word(word, words.str(n)),
            _ => {}
        }
        true
    }

    fn grow_word(&mut self, word: &Word, printed: &str) {
        if self.caps == 0 && self.particles == 0 {
            self.hash = word.hash;
        } else {
            self.before_last = Some(self.hash);
            self.hash = join_hash(self.hash, word.hash);
        }
        let letter =
            printed.chars().next().filter(char::is_ascii).map_or(b'.', |c| c.to_ascii_lowercase() as u8);
        self.initials[1] = gaz::step(self.initials[1], letter);
        if word.lower() {
            match printed {
                "and" => self.ands += 1,
                _ if is_link(printed) => {
                    if self.before_of == 0 && matches!(printed, "of" | "for") {
                        self.before_of = self.caps;
                    }
                    self.links += 1;
                }
                _ => self.particles += 1,
            }
            return;
        }
        self.initials[0] = gaz::step(self.initials[0], letter);
        self.caps += 1;
        self.any |= word.class;
        self.common += usize::from(word.common() && word.token.shape != Shape::Upper);
        self.upper += usize::from(word.token.shape == Shape::Upper);
    }

    /// Whether only capitalised words and hyphens are in it.
    pub(super) fn plain(&self) -> bool {
        self.links == 0 && self.ands == 0 && self.particles == 0 && !self.possessive && !self.ends_possessive
    }

    /// Whether the story has an acronym that these words' initials give.
    pub(super) fn spells_acronym(&self, words: &Words<'_>) -> bool {
        self.caps >= 3 && self.initials.iter().any(|i| words.acronyms.contains_key(i))
    }

    /// The hashes of the acronyms that these words' initials give.
    pub(super) fn initials(&self) -> [u64; 2] {
        self.initials
    }

    /// A candidate of these words.
    pub(super) fn piece(&self, label: Label, rule: Rule, score: f32) -> Piece {
        Piece { words: self.from..self.to, label: Some(label), rule, score, title: 0..0 }
    }
}

impl Place<'_> {
    /// The first and the last capitalised word of a candidate.
    pub(super) fn ends(&self, span: &Span) -> Option<(&Word, &Word)> {
        let last = (span.from..span.to).rev().find(|n| self.words.get(*n).is_some_and(Word::capital))?;
        Some((self.words.get(span.from)?, self.words.get(last)?))
    }

    /// Whether a candidate opens its sentence with a word that opens many.
    pub(super) fn opens_sentence(&self, from: usize) -> bool {
        let Some(word) = self.words.get(from) else { return false };
        let quoted = from.checked_sub(1).and_then(|n| self.words.get(n)).is_some_and(|w| {
            matches!(
                w.token.kind,
                TokenKind::Sign('"' | '“' | '‘' | '\'' | '(' | ':' | '—' | '–' | '-' | '•' | '*')
            )
        });
        word.starts || quoted || word.heading
    }

    /// Whether a preposition of places stands before.
    pub(super) fn after_place_prep(&self, from: usize) -> bool {
        let Some(before) = self.words.before(from).filter(|w| w.lower()) else { return false };
        let kind = from.checked_sub(2).map_or("", |n| self.words.str(n));
        before.is(lex::PLACE_PREP) || (self.words.str(from - 1) == "of" && is_kind_of_place(kind))
    }

    /// Whether the word behind says that someone speaks, or one before it does.
    pub(super) fn speaks(&self, from: usize, to: usize) -> bool {
        let says = |w: &Word| w.lower() && w.is(lex::SAY);
        self.words.after(to).is_some_and(says) || self.words.before(from).is_some_and(says)
    }
}

/// Words that "of" and a place may follow: "the city of Salem".
fn is_kind_of_place(word: &str) -> bool {
    matches!(
        word,
        "city"
            | "town"
            | "village"
            | "county"
            | "state"
            | "province"
            | "island"
            | "port"
            | "capital"
            | "suburb"
            | "region"
            | "district"
            | "north"
            | "south"
            | "east"
            | "west"
            | "northeast"
            | "northwest"
            | "southeast"
            | "southwest"
            | "outskirts"
            | "coast"
            | "streets"
            | "outside"
            | "republic"
            | "people"
    )
}
