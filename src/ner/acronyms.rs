//! Rules on acronyms: capitals that stand for a longer name of the story.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::form;
use super::lexicon as lex;
use super::persons::stands_alone;
use super::piece::{Piece, taken};
use super::word::{Word, Words};
use crate::model::{Label, Rule};
use crate::text::{Shape, TokenKind};

/// Capitals that stand in brackets behind a name whose initials they are, or stand for it elsewhere in the story, take
/// its label.
pub(super) fn acronyms(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    for n in 0..words.all.len() {
        if let Some(range) = words.all[n].token.is('(').then(|| spelled_before(words, n)).flatten() {
            join(words, pieces, range);
        }
    }
    let mut long: FxHashMap<u64, Label> = FxHashMap::default();
    for piece in pieces.iter().filter(|p| matches!(p.label, Label::Org | Label::Place | Label::Event)) {
        for key in initials(words, piece) {
            long.entry(key).or_insert(piece.label);
        }
    }
    if long.is_empty() {
        return;
    }
    let taken = taken(words, pieces);
    for piece in pieces.iter_mut() {
        let word = words.get(piece.words.start).filter(|w| piece.words.len() == 1 && is_acronym(w));
        if let Some(label) = word.and_then(|_| long.get(&words.form(piece.words.start)?.key))
            && piece.rule == Rule::Model
        {
            piece.label = *label;
            piece.rule = Rule::Acronym;
        }
    }
    for (n, word) in words.all.iter().enumerate().filter(|(n, w)| !taken[*n] && is_acronym(w)) {
        let label =
            words.form(n).and_then(|f| long.get(&f.key)).filter(|_| !word.heading && stands_alone(words, n));
        if let Some(label) = label {
            pieces.push(Piece { words: n..n + 1, label: *label, rule: Rule::Acronym, title: 0..0 });
        }
    }
    pieces.sort_by_key(|p| p.words.start);
}

/// The words before the bracket at `n` that the capitals in it stand for.
fn spelled_before(words: &Words<'_>, n: usize) -> Option<Range<usize>> {
    let capitals = words.get(n + 1).filter(|w| is_acronym(w) && w.token.span.len() >= 3)?;
    words.get(n + 2).filter(|w| w.token.is(')'))?;
    let mut letters =
        capitals.token.span.of(words.text).chars().rev().filter(|c| c.is_alphabetic()).peekable();
    let mut at = n;
    while letters.peek().is_some() {
        at = at.checked_sub(1).filter(|_| !words.all[at].starts)?;
        let word = words.get(at)?;
        let initial = words.str(at).chars().next()?;
        let fits = letters.peek().is_some_and(|l| l.eq_ignore_ascii_case(&initial));
        // "and" of "Bread Bakers and Millers Guild (BBMG)" has no letter, or has one.
        let passed = word.token.is('-') || word.token.is('&') || word.lower() && word.token.span.len() <= 3;
        // "foreign direct investment (FDI)" is a thing.
        let counts = word.capital() || passed;
        match fits && counts && word.token.kind == TokenKind::Word {
            true => _ = letters.next(),
            false if passed => {}
            false => return None,
        }
    }
    words.get(at).is_some_and(Word::capital).then_some(at..n)
}

/// Makes one name of the words, in place of what was found in them; a place or event that is all of them stays.
fn join(words: &Words<'_>, pieces: &mut Vec<Piece>, range: Range<usize>) {
    let inside = |p: &Piece| p.words.start < range.end && range.start < p.words.end;
    // "the Ruiz Institute of Bread (RIB)": a longer name that was found is the better one.
    if pieces.iter().any(|p| inside(p) && p.words.start <= range.start && range.end <= p.words.end) {
        return;
    }
    let at = pieces.partition_point(|p| p.words.start < range.start);
    let last = words.get(range.end - 1);
    let place = last.is_some_and(|w| w.is(lex::PLACE_TAIL) && !w.is(lex::ORG_TAIL));
    let label = if place { Label::Place } else { Label::Org };
    pieces.insert(at, Piece { words: range.clone(), label, rule: Rule::Acronym, title: 0..0 });
    let mut n = 0;
    pieces.retain(|p| {
        n += 1;
        n - 1 == at || !inside(p)
    });
}

fn is_acronym(word: &Word) -> bool {
    word.token.shape == Shape::Upper && word.token.span.len() >= 2
}

/// The keys of a name's initials, without its small words and with them; for names of three capitals or more.
fn initials(words: &Words<'_>, piece: &Piece) -> Vec<u64> {
    let (mut capitals, mut all) = (String::new(), String::new());
    for n in piece.words.clone() {
        let Some(word) = words.get(n).filter(|w| w.token.kind == TokenKind::Word) else { continue };
        let Some(letter) = words.str(n).chars().next() else { continue };
        all.push(letter);
        if word.capital() {
            capitals.push(letter);
        }
    }
    if capitals.chars().count() < 3 {
        return Vec::new();
    }
    vec![form::key(&capitals), form::key(&all)]
}
