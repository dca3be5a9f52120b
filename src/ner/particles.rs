//! Rule on the small words of surnames: "Lieselotte van der Hoeven" is one name, and "Van der Hoeven" hers.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::gazetteer as gaz;
use super::lexicon as lex;
use super::piece::Piece;
use super::word::{Word, Words, follows};
use crate::model::{Label, Rule};
use crate::text::{Shape, TokenKind};

/// Most small words before a surname ("von und zu der", "van 't").
const MOST: usize = 4;
/// Most words of a surname with its particles.
const LONGEST: usize = 8;
/// Particles that are common English words, or that join two surnames.
const DOUBTFUL: &[&str] = &["do", "e", "st", "ten", "y"];

/// Joins given name, particles and surname, and finds the particles with the surname alone.
pub(super) fn apply(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    join(words, pieces);
    alone(words, pieces);
}

/// Lengthens persons over particles to the surname, and back to the given name.
fn join(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    let mut n = 0;
    while n < pieces.len() {
        if pieces[n].label == Label::Person {
            if let Some(surname) = surname_after(words, pieces[n].words.clone()) {
                take_in(pieces, n, surname);
            }
            let free = n.checked_sub(1).map_or(0, |before| pieces[before].words.end);
            if let Some(given) = given_before(words, free..pieces[n].words.start) {
                pieces[n].words.start = given;
            }
        }
        n += 1;
    }
}

/// Where the surname stands that particles behind a person's name lead to.
fn surname_after(words: &Words<'_>, name: Range<usize>) -> Option<usize> {
    let small = |n: usize| words.get(n).is_some_and(|w| w.lower());
    let mut at = name.end;
    while at > name.start + 1 && small(at - 1) {
        at -= 1;
    }
    let from = at;
    while at - from < MOST && is_particle(words, at) {
        at += 1;
    }
    let surname = words.after(at).filter(|w| w.capital() && w.token.shape != Shape::Upper && at > from)?;
    let quoted = words.before(at).is_some_and(|w| !follows(surname) && w.token.kind != TokenKind::Word);
    (at >= name.end && (follows(surname) || quoted)).then_some(at)
}

/// Makes the piece `n` end with the word `last`, or with the name of one person that begins there.
fn take_in(pieces: &mut Vec<Piece>, n: usize, last: usize) {
    match pieces.get(n + 1) {
        Some(next) if next.words.start < last => {}
        Some(next) if next.words.start == last => {
            if next.label == Label::Person || next.words.len() == 1 {
                pieces[n].words.end = next.words.end;
                pieces.remove(n + 1);
            }
        }
        _ => pieces[n].words.end = last + 1,
    }
}

/// The given name before the particles that end the words `free`, which are in no name.
fn given_before(words: &Words<'_>, free: Range<usize>) -> Option<usize> {
    let mut at = free.end;
    while at > free.start && free.end - at < MOST && is_particle(words, at - 1) {
        at -= 1;
    }
    let given = at.checked_sub(1).filter(|given| at < free.end && free.contains(given))?;
    let word = words.get(given).filter(|w| w.capital() && w.listed(gaz::GIVEN) && !w.is(lex::TITLE_HEAD))?;
    // Where the particles end, the surname must begin, in the same sentence.
    words.after(free.end).filter(|w| follows(w) && !w.is(lex::START) && !word.common())?;
    Some(given)
}

/// Whether word `n` is a particle, or part of "'t", in the sentence of the word before.
fn is_particle(words: &Words<'_>, n: usize) -> bool {
    let Some(word) = words.after(n) else { return false };
    let elided = |at: usize| {
        words.get(at).is_some_and(|w| matches!(w.token.kind, TokenKind::Sign('\'' | '’')))
            && words.after(at + 1).is_some_and(|w| !follows(w))
            && words.str(at + 1) == "t"
    };
    let plain =
        |w: &Word| w.lower() && w.is(lex::PARTICLE) && follows(w) && !DOUBTFUL.contains(&words.str(n));
    plain(word) || elided(n) || n.checked_sub(1).is_some_and(elided)
}

/// Where a story has "Ann van der Meer", "Van der Meer" is that person too, whatever the tagger saw there.
fn alone(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    let form = |n: usize| words.get(n).map_or(0, |w| w.form);
    let tails: FxHashSet<Vec<u32>> =
        pieces.iter().filter_map(|p| tail(words, p)).map(|tail| tail.map(form).collect()).collect();
    if tails.is_empty() {
        return;
    }
    let firsts: FxHashSet<u32> = tails.iter().map(|tail| tail[0]).collect();
    let mut piece_at = vec![None; words.all.len()];
    for (n, piece) in pieces.iter().enumerate() {
        piece_at[piece.words.clone()].fill(Some(n));
    }
    let mut replaced = vec![false; pieces.len()];
    let mut found: Vec<Piece> = Vec::new();
    for n in (0..words.all.len()).filter(|n| firsts.contains(&form(*n))) {
        let ends = (n + 2..=n + LONGEST).rev().filter(|end| *end <= words.all.len());
        let known =
            ends.map(|end| n..end).find(|here| tails.contains(&here.clone().map(form).collect::<Vec<_>>()));
        let free = found.last().map_or(0, |before| before.words.end);
        let named = |here: &Range<usize>| words.all[here.end - 1].capital() && here.start >= free;
        let Some(here) = known.filter(named) else { continue };
        let inside = |at: usize| pieces[at].words.start >= here.start && pieces[at].words.end <= here.end;
        if piece_at[here.clone()].iter().flatten().all(|at| inside(*at)) {
            piece_at[here.clone()].iter().flatten().for_each(|at| replaced[*at] = true);
            found.push(Piece { words: here, label: Label::Person, rule: Rule::Surname, title: 0..0 });
        }
    }
    let mut replaced = replaced.into_iter();
    pieces.retain(|_| !replaced.next().unwrap_or(false));
    pieces.extend(found);
    pieces.sort_by_key(|p| p.words.start);
}

/// The particles and the surname behind a given name.
fn tail(words: &Words<'_>, piece: &Piece) -> Option<Range<usize>> {
    let mut behind = piece.words.clone().skip(1).filter(|_| piece.label == Label::Person);
    let first = behind.find(|n| is_particle(words, *n))?;
    let tail = first..piece.words.end;
    (2..=LONGEST).contains(&tail.len()).then_some(tail)
}

#[cfg(test)]
mod tests {
    use crate::model::Label;
    use crate::ner::found;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(found::with(Label::Person, text), expected, "{text}");
    }

    #[test]
    fn surnames_keep_their_particles() {
        check("Sgt. Anneke van 't Hoff testified. Van 't Hoff left.", &["Anneke van 't Hoff", "Van 't Hoff"]);
        check("Salim al-Qassabi spoke. Then al-Qassabi left.", &["Salim al-Qassabi", "al-Qassabi"]);
        check("Catarina de los Reyes spoke on Monday.", &["Catarina de los Reyes"]);
        check("Councilwoman Carmen del Rio voted no. Del Rio left.", &["Carmen del Rio", "Del Rio"]);
    }

    #[test]
    fn places_with_particles_are_no_persons() {
        check("They met in Fond du Lac and Mar del Plata.", &[]);
    }
}
