//! Rules on persons: the surname and the given name of a full name of the story, alone.

use rustc_hash::FxHashMap;

use super::gazetteer as gaz;
use super::lexicon as lex;
use super::piece::{Piece, taken};
use super::word::{Word, Words, follows};
use crate::model::{Label, Rule};
use crate::text::TokenKind;

/// Where a story has a full name, its last word alone is that person too, also where the tagger saw none.
pub(super) fn surnames(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    let mut surnames: FxHashMap<u32, u32> = FxHashMap::default();
    for piece in pieces.iter().filter(|p| p.label == Label::Person && p.words.len() >= 2) {
        let last = piece.words.clone().rev().filter_map(|n| words.get(n));
        if let Some(word) = last.into_iter().find(|w| w.capital() && !w.is(lex::NAME_SUFFIX)) {
            *surnames.entry(word.form).or_default() += 1;
        }
    }
    if surnames.is_empty() {
        return;
    }
    let may =
        |p: &&mut Piece| p.rule == Rule::Model || (p.label == Label::Group && p.rule == Rule::Gazetteer);
    for piece in pieces.iter_mut().filter(|p| p.words.len() == 1).filter(may) {
        let known = words.get(piece.words.start).filter(|w| surnames.contains_key(&w.form));
        // A place or party may share its word with a person: "Washington", "Berlin".
        let of_person = |w: &Word| match w.listed(gaz::DEMONYM) {
            true => acts(words, piece.words.start),
            false => !w.listed(gaz::COUNTRY | gaz::STATE | gaz::CITY_BIG),
        };
        if known.is_some_and(of_person) {
            piece.label = Label::Person;
            piece.rule = Rule::Surname;
        }
    }
    let taken = taken(words, pieces);
    for (n, word) in words.all.iter().enumerate() {
        let missed = !taken[n] && word.capital() && surnames.contains_key(&word.form);
        let missed = missed && (!word.listed(gaz::DEMONYM) || acts(words, n));
        if missed && stands_alone(words, n) && !common_here(words, n, word) {
            pieces.push(Piece { words: n..n + 1, label: Label::Person, rule: Rule::Surname, title: 0..0 });
        }
    }
    pieces.sort_by_key(|p| p.words.start);
}

/// What persons do in stories, and peoples and languages do not.
const ACTS: [&str; 11] = [
    "added",
    "argued",
    "asked",
    "declined",
    "resigned",
    "said",
    "says",
    "sued",
    "testified",
    "told",
    "wrote",
];

/// Whether word `n` does what a person does, or owns something: "English’s lawsuit", "English said", not "the English said".
fn acts(words: &Words<'_>, n: usize) -> bool {
    let article = words.before(n).is_some() && words.str(n - 1).eq_ignore_ascii_case("the");
    let possessive = words.after(n + 1).is_some_and(|w| w.token.kind == TokenKind::Possessive);
    let act = words.after(n + 1).is_some() && ACTS.contains(&words.str(n + 1));
    !article && (possessive || act)
}

/// Whether no capitalised word is joined to word `n`: "Green" of "Green Bay" is no surname.
pub(super) fn stands_alone(words: &Words<'_>, n: usize) -> bool {
    // "But Sessions left": the first word of a sentence may be any; and any word of a headline has a capital.
    let plain = |w: &Word| w.is(lex::TITLE_HEAD) || w.starts && w.is(lex::START) || w.heading && w.common();
    let joined = |w: &Word| w.capital() && !plain(w);
    let after = words.after(n + 1).is_some_and(|w| joined(w) && follows(w) || w.token.is('-'));
    let before = words
        .before(n)
        .is_some_and(|w| joined(w) && words.all[n].token.gap != crate::text::Gap::None || w.token.is('-'));
    !(after || before)
}

/// Whether a word at the start of a sentence, or in a heading, may just be a common word: "Sessions were long".
fn common_here(words: &Words<'_>, n: usize, word: &Word) -> bool {
    let small = words.form(n).is_some_and(|f| f.small > 0);
    (word.starts || word.heading) && small
        || word.is(lex::WEEKDAY | lex::MONTH | lex::TITLE_HEAD | lex::START)
}

#[cfg(test)]
mod tests {
    use crate::model::Label;
    use crate::ner::found;

    #[test]
    fn a_peoples_word_that_acts_is_a_surname_of_the_story() {
        let text = "Leona English sued the bank. English’s lawyer wept. English said no.";
        assert_eq!(
            found::names(text),
            [("Leona English", Label::Person), ("English", Label::Person), ("English", Label::Person),]
        );
    }
}
