//! Rules that tell kinds of names apart by the words in them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::gazetteer::{self as gaz, join_hash};
use super::lexicon as lex;
use super::piece::Piece;
use super::word::{Word, Words, follows};
use crate::model::{Label, Rule};
use crate::text::{Shape, TokenKind};

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
    towns(words, pieces);
}

/// A word that the story surely has as a place, and as no person's surname or with a title, is that place where it stands
/// alone: "Quandry is flat" after "the town of Quandry".
fn towns(words: &Words<'_>, pieces: &mut [Piece]) {
    let alone = |p: &Piece| {
        let plain = p.label == Label::Person && p.rule == Rule::Model;
        plain && p.words.len() == 1 && p.title.is_empty()
    };
    if !pieces.iter().any(alone) {
        return;
    }
    let mut cues: FxHashMap<u32, u32> = FxHashMap::default();
    for piece in pieces.iter().filter(|p| p.label == Label::Place && p.words.len() == 1) {
        *cues.entry(words.all[piece.words.start].form).or_default() += place_cue(words, piece);
    }
    cues.retain(|_, weight| *weight >= SURE);
    if cues.is_empty() {
        return;
    }
    let persons: FxHashSet<u32> = pieces
        .iter()
        .filter(|p| p.label == Label::Person && (p.words.len() > 1 || !p.title.is_empty()))
        .flat_map(|p| p.words.clone().map(|n| words.all[n].form))
        .collect();
    for piece in pieces.iter_mut().filter(|p| alone(p)) {
        let form = words.all[piece.words.start].form;
        let speaks = words.after(piece.words.end).is_some_and(|w| w.lower() && w.is(lex::SAY));
        if cues.contains_key(&form) && !persons.contains(&form) && !speaks {
            (piece.label, piece.rule) = (Label::Place, Rule::SameWords);
        }
    }
}

/// The weight of cues from which a word is surely a place.
const SURE: u32 = 2;

/// What stands at a place and says that it is one: half a proof or a whole one.
fn place_cue(words: &Words<'_>, piece: &Piece) -> u32 {
    let at = piece.words.start;
    let region = |w: &Word| w.capital() && w.listed(gaz::STATE | gaz::COUNTRY);
    let comma = words.after(at + 1).is_some_and(|w| w.token.is(','));
    let back = |k: usize| at.checked_sub(k).map_or("", |n| words.str(n));
    let kind = matches!(back(2), "city" | "town" | "village" | "suburb" | "University");
    if piece.rule == Rule::Dateline
        || comma && words.after(at + 2).is_some_and(region)
        || back(1) == "of" && kind && words.before(at).is_some()
    {
        return SURE;
    }
    u32::from(back(1) == "in" && words.before(at).is_some())
}

/// The hash of a piece's words; case does not count.
fn hash_of(words: &Words<'_>, piece: &Piece) -> u64 {
    piece.words.clone().filter_map(|n| words.form(n)).fold(0, |hash, f| join_hash(hash, f.key))
}

/// Last words that only places have: what else ends so is rare.
const PLACES: &[&str] = &[
    "County",
    "River",
    "Lake",
    "Creek",
    "Mountain",
    "Mountains",
    "Valley",
    "Island",
    "Islands",
    "Peninsula",
    "Bay",
    "Ocean",
    "Sea",
    "Street",
    "Avenue",
    "Boulevard",
    "Highway",
    "Parkway",
    "Bridge",
    "Airport",
    "Parish",
    "Township",
    "Province",
    "Canyon",
    "Desert",
    "Beach",
    "Harbor",
    "Harbour",
];

/// A place goes on with a word of places; names that end in one, and names of counties, are places and no organizations.
pub(super) fn places(words: &Words<'_>, pieces: &mut [Piece]) {
    for piece in pieces.iter_mut().filter(|p| p.label == Label::Place && p.rule == Rule::Model) {
        let end = piece.words.end;
        if words.after(end).is_some_and(|w| w.capital() && follows(w)) && PLACES.contains(&words.str(end)) {
            piece.words.end = end + 1;
        }
    }
    for piece in
        pieces.iter_mut().filter(|p| matches!(p.label, Label::Org | Label::Product) && p.words.len() > 1)
    {
        let last = words.str(piece.words.end - 1);
        let plain = piece
            .words
            .clone()
            .all(|n| words.get(n).is_some_and(|w| w.capital() && !w.is(lex::ORG_STRONG) || w.token.is('-')));
        let county = gaz::phrase_hash(words.span(piece.words.start, piece.words.end).of(words.text));
        let listed = words.blob.lists.get(county).mask & gaz::COUNTY != 0;
        if plain && (PLACES.contains(&last) || listed) {
            piece.label = Label::Place;
            piece.rule = Rule::Gazetteer;
        }
    }
}

/// Four capitalised words or more, none of them a given name, are an organization, not a person.
pub(super) fn unnamed(words: &Words<'_>, pieces: &mut [Piece]) {
    for piece in pieces.iter_mut().filter(|p| p.label == Label::Person && p.title.is_empty()) {
        let capitals = piece.words.clone().filter_map(|n| words.get(n)).filter(|w| w.capital());
        let plain = |w: &Word| {
            let known = w.listed(gaz::GIVEN) || w.is(lex::PARTICLE);
            w.token.shape == Shape::Title && !known && !w.heading
        };
        let all = || piece.words.clone().filter_map(|n| words.get(n));
        // "Aung San Suu Kyi": persons of so many names have short ones.
        let letters: usize = all().map(|w| w.token.span.len()).sum();
        let long = letters >= 5 * piece.words.len();
        // Among so many words one may look like a surname.
        let surnames = all().filter(|w| w.listed(gaz::SURNAME)).count();
        if long && all().all(plain) && surnames <= 1 && capitals.count() >= 4 {
            piece.label = Label::Org;
            piece.rule = Rule::OrgWord;
        }
    }
}

/// Nationalities, religions, parties: groups, whatever the tagger took them for.
pub(super) fn peoples(words: &Words<'_>, pieces: &mut [Piece]) {
    for piece in pieces.iter_mut().filter(|p| matches!(p.label, Label::Product | Label::Place | Label::Org)) {
        let group =
            |w: &Word| w.is(lex::GROUP) || w.listed(gaz::DEMONYM) && !w.listed(gaz::COUNTRY | gaz::STATE);
        let joins = |w: &Word| w.token.is('-') || w.is(lex::DIRECTION);
        let last = words.get(piece.words.end - 1);
        let all = piece.words.clone().filter_map(|n| words.get(n)).all(|w| group(w) || joins(w));
        if all && last.is_some_and(group) {
            piece.label = Label::Group;
            piece.rule = Rule::Demonym;
        }
    }
}

/// Tells laws, events and works from products.
pub(super) fn others(words: &Words<'_>, pieces: &mut [Piece]) {
    for piece in pieces.iter_mut() {
        let other = piece.label == Label::Product;
        let has =
            |class: u64| piece.words.clone().filter_map(|n| words.get(n)).any(|w| w.capital() && w.is(class));
        let last = words.get(piece.words.end - 1);
        let (label, rule) =
            if !(other || piece.label == Label::Org && words.str(piece.words.end - 1) == "Act") {
                continue;
            } else if last.is_some_and(|w| w.is(lex::LAW_TAIL)) {
                (Label::Law, Rule::Law)
            } else if let Some(known) = known(words, piece) {
                (known, Rule::Gazetteer)
            } else if has(lex::LAW_TAIL) {
                (Label::Law, Rule::Law)
            } else if has(lex::EVENT_TAIL | lex::EVENT_HEAD | lex::ORDINAL) {
                (Label::Event, Rule::Event)
            } else if quoted(words, piece) {
                (Label::Work, Rule::Work)
            } else if piece
                .words
                .clone()
                .filter_map(|n| words.get(n))
                .any(|w| w.is(lex::GROUP) || w.listed(gaz::DEMONYM))
            {
                (Label::Group, Rule::Demonym)
            } else {
                continue;
            };
        (piece.label, piece.rule) = (label, rule);
    }
}

/// What the list of names in general use says of all of the piece's words.
fn known(words: &Words<'_>, piece: &Piece) -> Option<Label> {
    let hash = gaz::phrase_hash(words.span(piece.words.start, piece.words.end).of(words.text));
    lex::known(hash).map(|k| k.label).filter(|l| *l != Label::Person)
}

/// Whether a quotation mark stands right before and right behind.
fn quoted(words: &Words<'_>, piece: &Piece) -> bool {
    let is_quote = |w: &Word| matches!(w.token.kind, TokenKind::Sign('"' | '“' | '”' | '‘' | '’' | '\''));
    let comma = words.get(piece.words.end).is_some_and(|w| w.token.is(','));
    let before = piece.words.start.checked_sub(1).and_then(|n| words.get(n)).is_some_and(is_quote);
    before && words.get(piece.words.end + usize::from(comma)).is_some_and(is_quote)
}
