//! Rule on capitals behind a name: no person is called "Ann Quandry NATO", and "Quandry NAACP" is a chapter.

use std::ops::Range;

use super::gazetteer as gaz;
use super::lexicon as lex;
use super::piece::{Piece, piece_at, replace};
use super::word::{Word, Words, follows};
use crate::model::{Label, Rule};
use crate::text::{Shape, TokenKind};

/// Organizations whose chapters go by their place.
const CHAPTERS: &[&str] = &["ACLU", "CAIR", "LULAC", "NAACP", "PTA", "SPCA", "YMCA", "YWCA"];
/// Last words of organizations whatever stands before them.
const ORGS: &[&str] = &["LLC", "LLP", "PAC", "PLC"];
/// Last words of places whatever stands before them.
const PLACES: &[&str] = &["AFB"];
/// Degrees, orders, seats and services that stand behind a person without a comma.
const HONOURS: &[&str] = &[
    "CBE", "CPA", "DBE", "DDS", "DMD", "DVM", "FRS", "KBE", "LLB", "LLM", "MBA", "MBE", "MEP", "MLA", "MPH",
    "MPP", "MSP", "OBE", "USAF", "USMC", "USN",
];

/// Cuts capitals behind persons off, or tells what the whole is; joins a place to the acronym of a chapter.
pub(super) fn apply(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    let mut found: Vec<Piece> = Vec::new();
    let mut no_names = Vec::new();
    for (n, piece) in pieces.iter_mut().enumerate() {
        let last = piece.words.end - 1;
        if !(piece.label == Label::Person && is_acronym_behind(words, &piece.words)) {
            continue;
        }
        match judge(words, &piece.words) {
            End::Keep => {}
            End::Whole(label) => {
                (piece.label, piece.rule, piece.title) = (label, Rule::OrgWord, 0..0);
            }
            End::Cut(label) => {
                piece.words.end = last - usize::from(ends_in_party(words, piece.words.start..last));
                found.extend(label.map(|label| new(last..last + 1, label)));
            }
            End::Nothing => no_names.push(n),
        }
    }
    let mut n = 0;
    pieces.retain(|_| {
        n += 1;
        no_names.binary_search(&(n - 1)).is_err()
    });
    replace(pieces, found);
    let chapters = chapters(words, pieces);
    replace(pieces, chapters);
}

/// Whether the party of a member stands behind the name: "Ukip" in "Paul Quandry Ukip MEP".
fn ends_in_party(words: &Words<'_>, name: Range<usize>) -> bool {
    let last = words.get(name.end - 1).and_then(|w| lex::known(w.hash));
    name.len() > 2 && last.is_some_and(|k| k.label == Label::Org)
}

fn new(words: Range<usize>, label: Label) -> Piece {
    Piece { words, label, rule: Rule::OrgWord, title: 0..0 }
}

/// What becomes of a person that ends in capitals.
enum End {
    /// It stays: "Robert Quandry III", "Marie DUPONT".
    Keep,
    /// All of it is something else.
    Whole(Label),
    /// The capitals are no part of it, and a name of their own or none.
    Cut(Option<Label>),
    /// Nothing in it is a name for sure.
    Nothing,
}

/// Whether the last word of a name is the only one in capitals, in text that is not all in capitals.
fn is_acronym_behind(words: &Words<'_>, name: &Range<usize>) -> bool {
    let barred = |n: usize| {
        let quote = |w: &Word| matches!(w.token.kind, TokenKind::Sign('"' | '“' | '”'));
        words.get(n).is_some_and(|w| w.token.shape == Shape::Upper || quote(w))
    };
    let last = name.end - 1;
    let letters = words.str(last);
    let plain = letters.len() >= 3 && letters.bytes().all(|b| b.is_ascii_uppercase());
    let apart = words.get(last).is_some_and(|w| follows(w) && !w.shouted);
    name.len() > 1 && plain && apart && !(name.start..last).any(barred)
}

fn judge(words: &Words<'_>, name: &Range<usize>) -> End {
    let last = name.end - 1;
    let (letters, before) = (words.str(last), name.start..last);
    let Some(word) = words.get(last) else { return End::Keep };
    let roman = letters.bytes().all(|b| b"IVXLC".contains(&b));
    if roman || word.is(lex::NAME_SUFFIX) {
        return End::Keep;
    }
    if ORGS.contains(&letters) {
        return End::Whole(Label::Org);
    }
    if PLACES.contains(&letters) {
        return End::Whole(Label::Place);
    }
    if HONOURS.contains(&letters) {
        return End::Cut(None);
    }
    let given = words.get(before.start).is_some_and(|w| w.listed(gaz::GIVEN));
    if lex::known(word.hash).is_some_and(|k| k.upper && k.label == Label::Org) {
        return if before.len() > 1 || given { End::Cut(Some(Label::Org)) } else { End::Whole(Label::Org) };
    }
    // "By Ann Quandry OSLO": the town that the story is filed from.
    if word.listed(gaz::COUNTRY | gaz::STATE | gaz::CITY_BIG) && letters.len() > 3 {
        return End::Cut(Some(Label::Place));
    }
    // Surnames are printed in capitals too, and no acronym is long.
    if word.listed(gaz::SURNAME | gaz::GIVEN) || letters.len() > 5 {
        return End::Keep;
    }
    if before.len() > 1 || given { End::Cut(None) } else { End::Nothing }
}

/// Chapters, with the place before the acronym.
fn chapters(words: &Words<'_>, pieces: &[Piece]) -> Vec<Piece> {
    let mut out = Vec::new();
    let chapter = |n: &usize| words.all[*n].token.shape == Shape::Upper && CHAPTERS.contains(&words.str(*n));
    for n in (1..words.all.len()).filter(chapter) {
        let apart = words.after(n).is_some_and(|w| follows(w) && !w.shouted);
        let free = piece_at(pieces, n).is_none_or(|p| p.words == (n..n + 1));
        let starts = out.last().is_none_or(|p: &Piece| p.words.end < n);
        if apart
            && free
            && starts
            && let Some(from) = place_before(words, pieces, n)
        {
            out.push(new(from..n + 1, Label::Org));
        }
    }
    out
}

/// Where the place begins that ends right before word `n`.
fn place_before(words: &Words<'_>, pieces: &[Piece], n: usize) -> Option<usize> {
    if let Some(piece) = piece_at(pieces, n - 1) {
        let place = piece.label == Label::Place && piece.words.end == n;
        return place.then_some(piece.words.start);
    }
    let general = lex::START | lex::TITLE_HEAD | lex::TITLE_MOD | lex::GROUP | lex::DIRECTION | lex::ORG_TAIL;
    let named = |w: &Word| {
        w.token.shape == Shape::Title
            && !w.is(general)
            && !w.common()
            && !w.listed(gaz::DEMONYM)
            && !w.heading
    };
    let the = matches!(words.str(n.checked_sub(2)?), "the" | "The");
    words.after(n - 1).filter(|w| the && named(w) && follows(w)).map(|_| n - 1)
}

#[cfg(test)]
mod tests {
    use crate::model::{Label, Label::*};
    use crate::ner::found;

    fn check(text: &str, expected: &[(&str, Label)]) {
        assert_eq!(found::names(text), expected, "{text}");
    }

    #[test]
    fn a_person_does_not_end_in_an_acronym() {
        check("It was Ann Quandry MEP who left.", &[("Ann Quandry", Person)]);
        check("The Marlow Quandry LLP office is closed.", &[("Marlow Quandry LLP", Org)]);
    }

    #[test]
    fn numbers_and_surnames_in_capitals_stay() {
        check("Then Robert Quandry III left.", &[("Robert Quandry III", Person)]);
        check("Then Robert BAKER left.", &[("Robert BAKER", Person)]);
    }

    #[test]
    fn a_chapter_has_its_place() {
        check("The Quandry NAACP met in Salem.", &[("Quandry NAACP", Org), ("Salem", Place)]);
    }
}
