//! Rules that put names in, whatever the tagger saw: those in general use (`models/names.tsv`), and words with a capital
//! inside.

use super::gazetteer::{self as gaz, Casing};
use super::piece::Piece;
use super::word::{KnownName, Word, Words};
use crate::model::{Label, Rule};
use crate::text::Shape;

/// Puts names of the list in where the tagger saw none, or only parts of them, and lets the list tell their kind.
pub(super) fn apply(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    let mut from = 0;
    for known in &words.known {
        let range = &known.words;
        from += pieces[from..].iter().take_while(|p| p.words.end <= range.start).count();
        let over = pieces[from..].iter().take_while(|p| p.words.start < range.end).count();
        let inside = |p: &Piece| range.start <= p.words.start && p.words.end <= range.end;
        // A longer name that was found is the better one, and so is what a pattern found.
        let free = pieces[from..from + over].iter().all(|p| inside(p) && p.rule == Rule::Model);
        if !free || over == 0 && !stands_out(words, known) {
            continue;
        }
        let same = pieces.get(from).is_some_and(|p| over == 1 && p.words == *range);
        if same && (pieces[from].label == known.label || !overrules(words, known, pieces[from].label)) {
            continue;
        }
        let piece = Piece { words: range.clone(), label: known.label, rule: Rule::Gazetteer, title: 0..0 };
        pieces.splice(from..from + over, [piece]);
    }
}

/// Whether a name that the tagger saw nothing of is surely one: "Election Day", but not "Apple" at the start of a
/// sentence, nor persons, whose word may be another's.
fn stands_out(words: &Words<'_>, known: &KnownName) -> bool {
    let heading = words.get(known.words.start).is_some_and(|w| w.heading);
    if heading || known.label == Label::Person {
        return false;
    }
    let alone = |w: &Word| !w.starts && !w.common() && !words.hyphenated(known.words.start);
    known.words.len() > 1 || words.get(known.words.start).is_some_and(alone)
}

/// Whether the list's kind counts for more than the tagger's.
fn overrules(words: &Words<'_>, known: &KnownName, seen: Label) -> bool {
    let several = known.words.len() > 1;
    let settled = matches!(known.label, Label::Law | Label::Event | Label::Work | Label::Group);
    // One word may be a person's too, and a place's name its team's.
    let one = seen == Label::Product || settled && !words.hyphenated(known.words.start);
    // What houses an organization is named for both: "the White House".
    let both = matches!((known.label, seen), (Label::Org, Label::Place) | (Label::Place, Label::Org));
    several && seen != Label::Person && !both || one
}

/// A word with a capital inside is a name, also where the tagger saw none: a place if it ends in one ("PortSalem").
pub(super) fn camels(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    let mut out = Vec::new();
    for (n, word) in words.all.iter().enumerate().filter(|(_, w)| w.token.shape == Shape::Mixed) {
        let Some((_, last)) = camel(words.str(n)) else { continue };
        let at = pieces.partition_point(|p| p.words.end <= n);
        let alone = |p: &Piece| p.words == (n..n + 1) && p.rule == Rule::Model && p.title.is_empty();
        let free = pieces.get(at).is_none_or(|p| p.words.start > n);
        let doubtful = |p: &&mut Piece| alone(p) && matches!(p.label, Label::Person | Label::Product);
        // "WatchOur": words that were run together, not a name.
        let common = words.blob.lists.get(gaz::phrase_hash(last)).mask;
        let joined = matches!(gaz::casing(common), Casing::Lower | Casing::MostlyLower) && word.starts;
        let place = common & (gaz::COUNTRY | gaz::STATE | gaz::CITY) != 0;
        let label = if place { Label::Place } else { Label::Org };
        if let Some(piece) = pieces.get_mut(at).filter(doubtful) {
            (piece.label, piece.rule) = (label, Rule::Gazetteer);
        }
        if !free || word.heading || joined || words.hyphenated(n) {
            continue;
        }
        out.push(Piece { words: n..n + 1, label, rule: Rule::Gazetteer, title: 0..0 });
    }
    pieces.extend(out);
    pieces.sort_by_key(|p| p.words.start);
}

/// The two halves of "PortSalem"; nothing for "McGregor", "DeVos" and other persons' names.
fn camel(word: &str) -> Option<(&str, &str)> {
    let at = word.char_indices().skip(1).find(|(_, c)| c.is_uppercase())?.0;
    let (first, last) = word.split_at(at);
    let plain = |s: &str| s.len() >= 4 && s.bytes().skip(1).all(|b| b.is_ascii_lowercase());
    (plain(first) && plain(last) && first.starts_with(|c: char| c.is_ascii_uppercase()))
        .then_some((first, last))
}
