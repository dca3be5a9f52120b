//! A form: what can be said of a word by itself, however often and wherever in the story it stands.

use super::gazetteer::{self as gaz, Entry, Lists};
use super::lexicon as lex;
use crate::text::TokenKind;

/// Bytes of a beginning or an ending that are features; one to four of them are used.
const AFFIXES: usize = 4;

/// A word as printed, case and digits folded, with what the lists and the story say of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    /// The hash of the word in small letters, every digit as 0.
    pub(super) key: u64,
    /// The hash of its letters and digits alone, as the lists have it.
    pub(super) hash: u64,
    /// What the gazetteer says.
    pub(super) entry: Entry,
    /// Bits of [`lex`].
    pub(super) class: u64,
    /// Hashes of its first one to four letters.
    pub(super) prefixes: [u32; AFFIXES],
    /// Hashes of its last one to four letters.
    pub(super) suffixes: [u32; AFFIXES],
    /// Times it is written small in the story.
    pub(super) small: u32,
    /// Times it is written in capitals in the story, outside headings.
    pub(super) upper: u32,
    /// Bits of [`super::document`]: how the story uses it.
    pub(super) used: u16,
}

impl Form {
    /// The form of a word of the text.
    pub(super) fn new(word: &str, key: u64, kind: TokenKind, lists: &Lists) -> Form {
        let is_word = kind == TokenKind::Word;
        let (hash, class, entry) = match kind {
            TokenKind::Word => {
                let hash = gaz::word_hash(word);
                (hash, lex::classes(hash), lists.get(hash))
            }
            // "60 Minutes" is a name.
            TokenKind::Number => {
                let hash = gaz::word_hash(word);
                (hash, lex::classes(hash) & lex::NAME_BEGINS, Entry::default())
            }
            _ => (0, 0, Entry::default()),
        };
        let mut form = Form {
            key,
            hash,
            entry,
            class,
            prefixes: [0; AFFIXES],
            suffixes: [0; AFFIXES],
            small: 0,
            upper: 0,
            used: 0,
        };
        if is_word {
            form.affixes(word);
        }
        form
    }

    fn affixes(&mut self, word: &str) {
        let mut hash = FNV;
        for (n, c) in word.chars().take(AFFIXES).enumerate() {
            hash = push_small(hash, c);
            self.prefixes[n] = fold_hash(hash);
        }
        let mut hash = FNV;
        for (n, c) in word.chars().rev().take(AFFIXES).enumerate() {
            hash = push_small(hash, c);
            self.suffixes[n] = fold_hash(hash);
        }
    }
}

const FNV: u64 = 0xcbf2_9ce4_8422_2325;

/// The key of a word: small letters, straight apostrophes, every digit as 0.
pub(super) fn key(word: &str) -> u64 {
    if word.is_ascii() {
        word.bytes().fold(FNV, |hash, b| {
            let b = if b.is_ascii_digit() { b'0' } else { b.to_ascii_lowercase() };
            gaz::step(hash, b)
        })
    } else {
        word.chars().fold(FNV, push_small)
    }
}

fn push_small(hash: u64, c: char) -> u64 {
    let c = match c {
        '’' => '\'',
        c if c.is_numeric() => '0',
        c => c,
    };
    c.to_lowercase().fold(hash, |hash, c| c.encode_utf8(&mut [0; 4]).bytes().fold(hash, gaz::step))
}

fn fold_hash(hash: u64) -> u32 {
    (hash ^ (hash >> 32)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_digits_fold_and_stops_do_not() {
        assert_eq!(key("Ruiz"), key("RUIZ"));
        assert_eq!(key("2017"), key("1998"));
        assert_eq!(key("O’Neil"), key("O'NEIL"));
        assert_ne!(key("U.S."), key("us"));
    }

    #[test]
    fn affixes_are_of_letters() {
        let form = |word: &str| Form::new(word, key(word), TokenKind::Word, &Lists::default());
        assert_eq!(form("Ruizes").suffixes[1], form("boxes").suffixes[1]);
        assert_eq!(form("Éa").prefixes[0], form("éb").prefixes[0]);
        assert_eq!(form("ab").prefixes[2], 0);
    }
}
