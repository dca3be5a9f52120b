//! The rule that keeps titles outside of persons' names: "U.S. Attorney General" is no part of "Ann Ruiz".

use super::gazetteer as gaz;
use super::lexicon as lex;
use super::piece::Piece;
use super::title::{MAX_WORDS, long_title_end, title_end};
use super::word::{Words, follows};
use crate::model::{Label, Rule};

/// Takes titles out of persons, finds those before them, and drops names that are nothing but a title.
pub(super) fn split(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    for piece in pieces.iter_mut() {
        if matches!(piece.label, Label::Org | Label::Product) && holds_person(words, piece) {
            piece.label = Label::Person;
        }
        match piece.label {
            Label::Person => cut(words, piece),
            Label::Org | Label::Product => cut_behind(words, piece),
            _ => {}
        }
    }
    pieces.retain(|p| !(p.words.is_empty() || p.rule == Rule::Model && only_title(words, p)));
    let titles: Vec<_> = pieces
        .iter_mut()
        .filter(|p| p.label == Label::Person)
        .filter_map(|p| {
            if let Some(from) = title_before(words, p) {
                p.title = from..p.words.start;
                p.rule = if p.rule == Rule::Model { Rule::Title } else { p.rule };
            }
            (!p.title.is_empty()).then(|| p.title.clone())
        })
        .collect();
    // What the tagger found inside a title is part of it.
    pieces.retain(|p| {
        let held = titles.partition_point(|t| t.end <= p.words.start);
        !titles.get(held).is_some_and(|t| t.start <= p.words.start && p.words.end <= t.end)
    });
    // "Salem County Communications" before "Director": the end of it is.
    for piece in pieces.iter_mut().filter(|p| p.rule == Rule::Model && p.label != Label::Person) {
        let cut = titles.iter().find(|t| piece.words.start < t.start && t.start < piece.words.end);
        piece.words.end = cut.map_or(piece.words.end, |t| t.start);
    }
}

/// Moves the title at the start of a person's name out of it.
fn cut(words: &Words<'_>, piece: &mut Piece) {
    let (start, end) = (piece.words.start, piece.words.end);
    let short = title_end(words, start, end);
    let long = long_title_end(words, short, end).filter(|_| short > start);
    let to = long.unwrap_or(short);
    // "Justice Ruiz" has a title, "Prince" and "Dean Ruiz" may be names.
    // And so may "Earl Ruiz", but "Prince Harry" is a prince.
    let noble = words.get(to).is_some_and(|w| match words.str(start) {
        "Earl" | "Duke" | "Count" | "Baron" => w.listed(gaz::SURNAME),
        "Prince" => w.listed(gaz::SURNAME) && !w.listed(gaz::GIVEN),
        _ => false,
    });
    let given = words.get(start).is_some_and(|w| w.listed(gaz::GIVEN_COMMON) || noble) && to == start + 1;
    if to == start || given {
        return;
    }
    piece.title = start..to;
    piece.words.start = to;
}

/// Leaves out the title behind an organization: "Chief" of "Salem Police Department Chief".
fn cut_behind(words: &Words<'_>, piece: &mut Piece) {
    let end = piece.words.end;
    let is_title = |n: &usize| {
        words.get(n - 1).is_some_and(|w| w.is(lex::ORG_STRONG)) && title_end(words, *n, end) == end
    };
    if let Some(from) = (piece.words.start + 1..end).find(is_title) {
        piece.words.end = from;
    }
}

/// Whether what the tagger took for one name is a title and a person's name behind it.
fn holds_person(words: &Words<'_>, piece: &Piece) -> bool {
    let to = title_end(words, piece.words.start, piece.words.end);
    let rest = piece.words.end - to;
    let given = words.get(to).is_some_and(|w| w.listed(gaz::GIVEN_COMMON));
    let last = words.get(piece.words.end - 1).is_some_and(|w| w.capital() && !w.is(lex::ORG_TAIL));
    to > piece.words.start && (2..=4).contains(&rest) && given && last
}

fn only_title(words: &Words<'_>, piece: &Piece) -> bool {
    let end = piece.words.end;
    let last = words.get(end - 1);
    let headed = last
        .is_some_and(|w| w.is(lex::TITLE_HEAD | lex::TITLE_AFTER) && !w.is(lex::ORG_TAIL | lex::ORG_HEAD));
    headed
        && piece.label != Label::Place
        && title_end(words, piece.words.start, end) == end
        && !piece.words.clone().filter_map(|n| words.get(n)).any(|w| w.listed(gaz::GIVEN_COMMON))
}

/// The first word of the longest title that ends right before a person.
fn title_before(words: &Words<'_>, piece: &Piece) -> Option<usize> {
    let end = if piece.title.is_empty() { piece.words.start } else { piece.title.start };
    let near = words.get(end).filter(|w| !w.starts && follows(w));
    near?;
    let mut from = end;
    let mut best = (!piece.title.is_empty()).then_some(end);
    while from > 0 && end - from < MAX_WORDS {
        if words.get(from).is_none_or(|w| w.starts) {
            break;
        }
        from -= 1;
        let word = words.get(from)?;
        let fits = word.capital() || word.token.is('-') || matches!(words.str(from), "of" | "for" | "the");
        if !fits {
            break;
        }
        if word.capital() && ends_at(words, from, piece.words.start) {
            best = Some(from);
        }
    }
    // "County" of "Salem County Communications Director" belongs to Salem.
    best.map(|from| from + usize::from(from + 1 < end && ends_place(words, from)))
}

fn ends_place(words: &Words<'_>, n: usize) -> bool {
    let before = n.checked_sub(1).and_then(|n| words.get(n));
    matches!(words.str(n), "County" | "City" | "State")
        && before.is_some_and(|w| w.capital() && !w.is(lex::TITLE_MOD | lex::START))
        && words.after(n).is_some_and(follows)
}

fn ends_at(words: &Words<'_>, from: usize, end: usize) -> bool {
    let short = title_end(words, from, end);
    short == end || short > from && long_title_end(words, short, end + 1) == Some(end)
}
