//! Rules on where a name begins and ends: signs at its edges, hyphens inside it.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::gazetteer as gaz;
use super::lexicon as lex;
use super::piece::Piece;
use super::word::{Word, Words};
use crate::model::{Label, Rule};
use crate::text::{Gap, Shape, TokenKind};

/// A name begins and ends with a word: dashes, quotation marks and brackets that stand open are outside.
pub(super) fn trim(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    for piece in pieces.iter_mut().filter(|p| p.rule == Rule::Model) {
        let inside = |range: Range<usize>, signs: &[char]| {
            range.into_iter().any(|n| words.get(n).is_some_and(|w| signs.iter().any(|s| w.token.is(*s))))
        };
        if let Some(open) = piece.words.clone().find(|n| words.all[*n].token.is('('))
            && !inside(open..piece.words.end, &[')'])
        {
            piece.words.end = open;
        }
        // "Quandry--a baker": two hyphens are a dash. "Ann Quandry/Salem Images": whose picture it is, and who sells it.
        let ends = |n: &usize| match piece.label {
            Label::Person if words.all[*n].token.is('/') => true,
            _ => words.all[*n].token.is('-') && words.all[n + 1].token.is('-'),
        };
        if let Some(end) = piece.words.clone().take(piece.words.len().saturating_sub(1)).skip(1).find(ends) {
            piece.words.end = end;
        }
        while words.get(piece.words.start).is_some_and(|w| !piece.words.is_empty() && is_sign(w)) {
            piece.words.start += 1;
        }
        while let Some(last) = piece.words.end.checked_sub(1).filter(|n| *n >= piece.words.start) {
            let stays = match words.all[last].token.kind {
                // "LGBTQ+", and a name such as "Yahoo!" inside a sentence.
                TokenKind::Sign('+') => words.all[last].token.gap == Gap::None,
                TokenKind::Sign('!') => words.after(last + 1).is_some_and(Word::lower),
                TokenKind::Sign(')') => inside(piece.words.clone(), &['(']),
                TokenKind::Sign(_) => false,
                // "Quandry's" may be the name of a shop: the tagger was taught that the mark is mostly outside. "Quandry
                // s" has lost its apostrophe.
                _ => words.str(last) != "s",
            };
            if stays {
                break;
            }
            piece.words.end = last;
        }
    }
    pieces.retain(|p| !p.words.is_empty() && !is_quote_code(words, p));
    homes(words, pieces);
}

/// Where a person is from is no part of the name: "Linda Marsh of Brackwater". A given name alone may go on: "Mary of
/// Denmark".
fn homes(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    let mut n = 0;
    while n < pieces.len() {
        let piece = &mut pieces[n];
        n += 1;
        let from = piece.words.start;
        let of = piece.words.clone().skip(2).find(|k| words.str(*k) == "of");
        let Some(of) = of.filter(|_| piece.label == Label::Person && piece.rule == Rule::Model) else {
            continue;
        };
        let home = of + 1..piece.words.end;
        if !(from..of).all(|k| words.get(k).is_some_and(Word::capital)) {
            continue;
        }
        piece.words.end = of;
        if !home.is_empty() && home.clone().all(|k| words.get(k).is_some_and(Word::capital)) {
            pieces.insert(n, Piece { words: home, label: Label::Place, rule: Rule::Model, title: 0..0 });
            n += 1;
        }
    }
}

fn is_sign(word: &Word) -> bool {
    matches!(word.token.kind, TokenKind::Sign(_) | TokenKind::Possessive)
}

/// The code of a share in brackets, as wire copy prints it: "(GM.N)", "(BRKa.N)".
fn is_quote_code(words: &Words<'_>, piece: &Piece) -> bool {
    let text = words.span(piece.words.start, piece.words.end).of(words.text);
    let before = piece.words.start.checked_sub(1).and_then(|n| words.get(n));
    let opened = before.is_some_and(|w| w.token.is('('));
    let code = |(name, market): (&str, &str)| {
        (1..=5).contains(&name.len())
            && name.starts_with(|c: char| c.is_ascii_uppercase())
            && (1..=2).contains(&market.len())
            && market.bytes().all(|b| b.is_ascii_uppercase())
    };
    opened && text.split_once('.').is_some_and(code)
}

/// Prefixes that stand small before a name and a hyphen.
const BEFORE: &[&str] = &["pro", "anti", "then", "ex", "non", "post", "pre", "now", "mid", "un"];

/// Words behind a name and a hyphen that do not look like participles.
const BEHIND: &[&str] = &[
    "led", "era", "style", "like", "free", "born", "run", "wide", "friendly", "majority", "only", "bound",
    "held",
];

/// Of a compound with a small half only the name is one: "pro-Quandry", "Oregon-based"; of a pair each half is:
/// "U.S.-Mexico"; of a member's seat the place is: "R-Texas".
pub(super) fn compounds(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    let named = named(words, pieces);
    let mut out = Vec::with_capacity(pieces.len());
    let mut n = 0;
    while n < pieces.len() {
        let mut piece = pieces[n].clone();
        n += 1;
        if !matches!(piece.rule, Rule::Model | Rule::Title) {
            out.push(piece);
            continue;
        }
        let cut = cut_front(words, &mut piece) | cut_back(words, &mut piece);
        if cut {
            if piece.words.is_empty() {
                continue;
            }
            // What the lists, or else the rest of the story, say of the words that are left.
            let label = known_kind(words, piece.words.clone()).or_else(|| elsewhere(words, &piece, &named));
            piece.label = label.unwrap_or(piece.label);
        } else if piece.words.len() == 3 && hyphen(words, piece.words.start + 1) && piece.title.is_empty() {
            let printed = words.span(piece.words.start, piece.words.end).of(words.text);
            let whole = gaz::phrase_hash(printed);
            let mask = words.blob.lists.get(whole).mask;
            if mask & (gaz::COUNTRY | gaz::COUNTY | gaz::CITY) != 0 {
                piece.label = Label::Place;
            } else if let Some(halves) = pair(words, &piece, &named).filter(|_| lex::known(whole).is_none()) {
                out.extend(halves);
                continue;
            }
        }
        out.push(piece);
    }
    out.retain(|p| !is_seat(words, p));
    seats(words, &mut out);
    *pieces = out;
}

/// The places of members' seats that the tagger saw nothing of: "Texas" of "(R-Texas)" and of ", R-Texas,".
fn seats(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    for n in 0..words.all.len().saturating_sub(3) {
        let apart = words.all[n].token.is('(') || words.all[n].token.is(',');
        if !(apart && is_party(words, n + 1) && hyphen(words, n + 2)) {
            continue;
        }
        // A state has one word or two: "N.Y.", "West Virginia".
        let range =
            (n + 4..=n + 5).find(|end| !words.after(*end).is_some_and(Word::capital)).map(|end| n + 3..end);
        let place = range.filter(|r| is_state(words, r.clone()));
        let at = pieces.partition_point(|p| p.words.end <= n + 3);
        let free = |r: &Range<usize>| pieces.get(at).is_none_or(|p| p.words.start >= r.end);
        if let Some(range) = place.filter(free) {
            let (label, rule) = (Label::Place, Rule::Gazetteer);
            pieces.insert(at, Piece { words: range, label, rule, title: 0..0 });
        }
    }
}

/// States as members' seats have them where no list of places does: the codes of the post, and what the lists leave out as
/// words that are no names elsewhere.
const SEATS: &[&str] = &[
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS",
    "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC",
    "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY",
    "PR", "GU", "VI", "AS", "MP", "Mass.", "Miss.", "Me.", "Md.", "Mo.", "Pa.", "La.", "Ind.", "Wash.",
    "Del.", "Ga.", "Ill.", "Va.", "Vt.",
];

fn is_state(words: &Words<'_>, range: Range<usize>) -> bool {
    let code = range.len() == 1 && SEATS.contains(&words.str(range.start));
    code || known_kind(words, range) == Some(Label::Place)
}

/// Whether a word is the letter of a party, as it stands before a member's state.
fn is_party(words: &Words<'_>, n: usize) -> bool {
    matches!(words.str(n), "R" | "D" | "I")
}

fn hyphen(words: &Words<'_>, n: usize) -> bool {
    words.after(n).is_some_and(|w| w.token.is('-') && w.token.gap == Gap::None)
        && words.after(n + 1).is_some_and(|w| w.token.gap == Gap::None)
}

fn cut_front(words: &Words<'_>, piece: &mut Piece) -> bool {
    let first = piece.words.start;
    let seat = words.get(first).is_some_and(|w| w.token.shape == Shape::Initial)
        && is_party(words, first)
        && piece.words.len() >= 3
        && is_state(words, first + 2..piece.words.end);
    let small = words.get(first).is_some_and(Word::lower) && BEFORE.contains(&words.str(first));
    let cuts = hyphen(words, first + 1) && piece.words.len() > 2 && (seat || small);
    if cuts {
        piece.words.start += 2;
    }
    cuts
}

fn cut_back(words: &Words<'_>, piece: &mut Piece) -> bool {
    let last = piece.words.end - 1;
    let printed = words.str(last);
    let small = words.get(last).is_some_and(Word::lower);
    let common = words.get(last).is_some_and(Word::common) && piece.label != Label::Person;
    let behind = printed.ends_with("ed") || printed.ends_with("ing") || BEHIND.contains(&printed) || common;
    // "Shawn Thew-Pool/Getty Images": who holds the picture.
    let pool = printed == "Pool" && piece.label == Label::Person;
    let cuts = piece.words.len() > 2 && hyphen(words, last - 1) && (small && behind || pool);
    if cuts {
        piece.words.end -= 2;
    }
    cuts
}

/// Two countries, or two names that the story has apart from each other, on both sides of a hyphen: "U.S.-Mexico",
/// "Trump-Russia".
fn pair(words: &Words<'_>, piece: &Piece, named: &FxHashMap<u32, Label>) -> Option<[Piece; 2]> {
    let half = |n: usize| {
        let half = Piece { words: n..n + 1, ..piece.clone() };
        let country = words.get(n).is_some_and(|w| w.listed(gaz::COUNTRY))
            || matches!(words.str(n), "U.S." | "U.K." | "US" | "UK");
        let label = if country { Some(Label::Place) } else { elsewhere(words, &half, named) };
        label.map(|label| Piece { label, ..half })
    };
    Some([half(piece.words.start)?, half(piece.words.start + 2)?])
}

/// What the story has a word as elsewhere: a name of its own, or else the surname of a person.
fn elsewhere(words: &Words<'_>, piece: &Piece, named: &FxHashMap<u32, Label>) -> Option<Label> {
    let form = words.get(piece.words.start).filter(|_| piece.words.len() == 1)?.form;
    named.get(&form).copied()
}

/// The forms of words that are names of their own, or surnames, with what they name.
fn named(words: &Words<'_>, pieces: &[Piece]) -> FxHashMap<u32, Label> {
    let mut named = FxHashMap::default();
    let joined = |n: usize| words.get(n - 1).is_some_and(|w| w.token.is('-'));
    for piece in pieces {
        let last = piece.words.end - 1;
        let alone = piece.words.len() == 1;
        if alone || piece.label == Label::Person && !joined(last) {
            let label = named.entry(words.all[last].form).or_insert(piece.label);
            *label = if alone { piece.label } else { *label };
        }
    }
    named
}

/// What is left of a member's seat when no place is known by it: "D-CA".
fn is_seat(words: &Words<'_>, piece: &Piece) -> bool {
    let first = piece.words.start;
    let opened = first.checked_sub(1).and_then(|n| words.get(n)).is_some_and(|w| w.token.is('('));
    opened
        && piece.words.len() == 3
        && hyphen(words, first + 1)
        && matches!(words.str(first), "R" | "D" | "I")
}

/// What the lists say of these words: a country, state or great city, a people, a name in general use.
pub(super) fn known_kind(words: &Words<'_>, range: Range<usize>) -> Option<Label> {
    let hash = gaz::phrase_hash(words.span(range.start, range.end).of(words.text));
    if let Some(known) = lex::known(hash).filter(|k| !k.upper || all_upper(words, range.clone())) {
        return Some(known.label);
    }
    let mask = words.blob.lists.get(hash).mask;
    let group = range.len() == 1 && words.get(range.start).is_some_and(|w| w.is(lex::GROUP));
    if mask & (gaz::COUNTRY | gaz::STATE | gaz::CITY_BIG) != 0 {
        Some(Label::Place)
    } else if group || mask & gaz::DEMONYM != 0 {
        Some(Label::Group)
    } else {
        None
    }
}

fn all_upper(words: &Words<'_>, mut range: Range<usize>) -> bool {
    range.all(|n| words.get(n).is_some_and(|w| w.token.shape == Shape::Upper))
}
