//! Rules that take names out, put missing ones in, and make the names of a story agree.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::form;
use super::gazetteer::{self as gaz, join_hash};
use super::lexicon as lex;
use super::piece::Piece;
use super::word::{Word, Words, follows};
use crate::model::{Label, Rule};
use crate::text::{Shape, TokenKind};

/// A place, or what was taken for a thing, with words of organizations right behind it is an organization: "Salem"
/// before "Police Department", whether those were found or not.
pub(super) fn placed(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    let mut n = 0;
    while n < pieces.len() {
        let piece = &pieces[n];
        let fits = matches!(piece.label, Label::Place | Label::Product) && piece.rule == Rule::Model;
        let Some(end) = fits.then(|| office_end(words, piece.words.end)).flatten() else {
            n += 1;
            continue;
        };
        let next = pieces.get(n + 1).is_some_and(|p| p.words.start < end);
        if next && pieces[n + 1].label == Label::Person {
            n += 1;
            continue;
        }
        if next {
            pieces.remove(n + 1);
        }
        pieces[n].words.end = end;
        pieces[n].label = Label::Org;
        pieces[n].rule = Rule::OrgWord;
    }
}

/// Where "Police Department", "City Council" and the like from word `from` on end.
fn office_end(words: &Words<'_>, from: usize) -> Option<usize> {
    let is_part = |n: usize| {
        words.after(n).is_some_and(|w| w.capital() && follows(w) && w.is(lex::TITLE_MOD | lex::ORG_TAIL))
    };
    let is_tail = |n: usize| is_part(n) && words.get(n).is_some_and(|w| w.is(lex::ORG_STRONG));
    // One word before the last: longer offices are rare.
    let end = from + 1 + usize::from(!is_tail(from));
    (is_part(from) && is_tail(end - 1) && !is_tail(end))
        .then_some(end)
        .or_else(|| (is_tail(from) && is_tail(from + 1)).then_some(from + 2))
}

/// An organization whose last word may go on with "of", and the place behind that, are one: "ACLU" before "of Oregon".
pub(super) fn of_place(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    let mut n = 1;
    while n < pieces.len() {
        let (org, place) = (&pieces[n - 1], &pieces[n]);
        let head = words.get(org.words.end - 1).is_some_and(|w| w.capital() && w.is(lex::ORG_HEAD));
        let linked = org.words.end + 1 == place.words.start && words.str(org.words.end) == "of";
        if org.label == Label::Org && place.label == Label::Place && head && linked {
            let end = place.words.end;
            pieces[n - 1].words.end = end;
            pieces.remove(n);
        } else {
            n += 1;
        }
    }
}

/// The hash of a piece's words; case does not count.
fn hash_of(words: &Words<'_>, piece: &Piece) -> u64 {
    piece.words.clone().filter_map(|n| words.form(n)).fold(0, |hash, f| join_hash(hash, f.key))
}

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
    for piece in pieces.iter_mut().filter(|p| p.words.len() == 1 && p.rule == Rule::Model) {
        let known = words.get(piece.words.start).filter(|w| surnames.contains_key(&w.form));
        // A place or party may share its word with a person: "Washington", "Berlin".
        if known.is_some_and(|w| !w.listed(gaz::COUNTRY | gaz::STATE | gaz::CITY_BIG | gaz::DEMONYM)) {
            piece.label = Label::Person;
            piece.rule = Rule::Surname;
        }
    }
    let mut taken = vec![false; words.all.len()];
    pieces.iter().for_each(|p| taken[p.words.clone()].fill(true));
    for (n, word) in words.all.iter().enumerate() {
        let missed = !taken[n] && word.capital() && surnames.contains_key(&word.form);
        if missed && stands_alone(words, n) && !common_here(words, n, word) {
            pieces.push(Piece { words: n..n + 1, label: Label::Person, rule: Rule::Surname, title: 0..0 });
        }
    }
    pieces.sort_by_key(|p| p.words.start);
}

/// Whether no capitalised word is joined to word `n`: "Green" of "Green Bay" is no surname.
fn stands_alone(words: &Words<'_>, n: usize) -> bool {
    let joined = |w: &Word| w.capital() && !w.is(lex::TITLE_HEAD);
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

/// Where the story mostly takes a name for one kind, it is that kind everywhere; the town it is filed from is a place.
pub(super) fn majority(words: &Words<'_>, pieces: &mut [Piece]) {
    let mut counts: FxHashMap<u64, [u16; 8]> = FxHashMap::default();
    for piece in pieces.iter() {
        let sum = &mut counts.entry(hash_of(words, piece)).or_default()[piece.label as usize];
        let weight = if piece.rule == Rule::Dateline { u16::MAX } else { 1 };
        *sum = sum.saturating_add(weight);
    }
    for piece in pieces.iter_mut().filter(|p| p.rule == Rule::Model) {
        let Some(sums) = counts.get(&hash_of(words, piece)) else { continue };
        let own = sums[piece.label as usize];
        let best = (0..sums.len()).max_by_key(|n| (sums[*n], 8 - n)).unwrap_or(0);
        if sums[best] > own.saturating_mul(2) || sums[best] > own && piece.words.len() > 1 {
            piece.label = Label::from_u8(best as u8);
            piece.rule = Rule::SameWords;
        }
    }
}

/// Capitals that stand in brackets behind a name whose initials they are, or stand for it elsewhere in the story, take
/// its label.
pub(super) fn acronyms(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    for n in 0..words.all.len() {
        if let Some(range) = words.all[n].token.is('(').then(|| spelled_before(words, n)).flatten() {
            join(pieces, range);
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
    let mut taken = vec![false; words.all.len()];
    for piece in pieces.iter_mut() {
        taken[piece.words.clone()].fill(true);
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
        match fits && word.token.kind == TokenKind::Word {
            true => _ = letters.next(),
            false if passed => {}
            false => return None,
        }
    }
    words.get(at).is_some_and(Word::capital).then_some(at..n)
}

/// Makes one organization of the words, in place of what was found in them; a place or event that is all of them stays.
fn join(pieces: &mut Vec<Piece>, range: Range<usize>) {
    let inside = |p: &Piece| p.words.start < range.end && range.start < p.words.end;
    // "the Ruiz Institute of Bread (RIB)": a longer name that was found is the better one.
    if pieces.iter().any(|p| inside(p) && p.words.start <= range.start && range.end <= p.words.end) {
        return;
    }
    let at = pieces.partition_point(|p| p.words.start < range.start);
    pieces.insert(at, Piece { words: range.clone(), label: Label::Org, rule: Rule::Acronym, title: 0..0 });
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

/// "the Ruiz administration" is an organization, not its head.
pub(super) fn administrations(words: &Words<'_>, pieces: &mut [Piece]) {
    for piece in pieces.iter_mut().filter(|p| p.label == Label::Person) {
        let next = words.after(piece.words.end).filter(|w| w.lower() && follows(w));
        if next.is_some() && words.str(piece.words.end) == "administration" {
            piece.words.end += 1;
            piece.label = Label::Org;
            piece.rule = Rule::OrgWord;
            piece.title = 0..0;
        }
    }
}
