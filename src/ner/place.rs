//! How much a stretch of a run looks like a place.

use super::gazetteer::{self as gaz, Casing};
use super::lexicon as lex;
use super::piece::{Piece, Place, Span};
use super::word::Word;
use crate::model::{Label, Rule};
use crate::text::Shape;

/// Tokens of a place, at most ("Martin Luther King Jr. Boulevard Bridge").
const MAX_WORDS: usize = 7;

/// Places that start at word `from`.
pub(super) fn candidates(place: &Place<'_>, from: usize, out: &mut Vec<Piece>) {
    let words = place.words;
    let mut span = Span::new(from);
    while span.to < place.end && span.to - from < MAX_WORDS && span.grow(words) {
        if span.possessive || span.ands > 0 && span.links > 0 {
            return;
        }
        let Some(last) = words.get(span.to - 1).filter(|w| w.capital()) else { continue };
        let score = if span.caps == 1 { single(place, &span, last) } else { several(place, &span, last) };
        if let Some(mut score) = score {
            score += context(place, &span);
            out.push(span.piece(Label::Place, Rule::Gazetteer, score));
        }
    }
}

fn single(place: &Place<'_>, span: &Span, word: &Word) -> Option<f32> {
    if span.hyphens > 0 || word.never() {
        return None;
    }
    let mut score = match word {
        w if w.listed(gaz::COUNTRY) => 2.4,
        w if w.listed(gaz::STATE) => 2.2,
        w if w.listed(gaz::CITY_HUGE) => 2.0,
        w if w.listed(gaz::CITY_BIG) => 1.2,
        w if w.listed(gaz::CITY) => 0.7,
        _ if place.after_place_prep(span.from) && place.words.before(span.from).is_some() => 0.5,
        _ => return None,
    };
    if word.listed(gaz::GIVEN_COMMON | gaz::SURNAME_COMMON)
        && !word.listed(gaz::COUNTRY | gaz::STATE | gaz::CITY_HUGE)
    {
        score -= 0.4;
    }
    if word.common() || word.is(lex::START | lex::NEVER) || matches!(word.casing(), Casing::Mixed) {
        score -= 1.0;
    }
    // In capitals short words are acronyms, unless the line is.
    if word.token.shape == Shape::Upper && !word.heading && word.token.span.len() < 4 {
        score -= 1.5;
    }
    if matches!(word.token.shape, Shape::Initial)
        || word.is(lex::MONTH | lex::WEEKDAY | lex::TITLE_HEAD | lex::ORG_TAIL)
    {
        return None;
    }
    Some(score)
}

fn several(place: &Place<'_>, span: &Span, last: &Word) -> Option<f32> {
    let words = place.words;
    let first = words.get(span.from)?;
    let caps = span.caps as f32;
    let listed = if first.listed(gaz::BEGINS) { gaz::look_up(span.hash) } else { 0 };
    if listed & (gaz::COUNTRY | gaz::STATE | gaz::CITY_HUGE | gaz::CITY_BIG | gaz::COUNTY) != 0 {
        return Some(1.8 * caps + 0.8);
    }
    if listed & gaz::CITY != 0 {
        return Some(1.6 * caps + if span.common > 0 { -0.6 } else { 0.3 });
    }
    if span.links > 0
        || span.ands > 0
        || span.particles > 0
        || (first.is(lex::START) && place.opens_sentence(span.from))
    {
        return None;
    }
    if first.is(lex::DIRECTION) && span.hyphens == 0 {
        let rest = words.get(span.from + 1)?;
        let known = if span.caps == 2 { rest.gaz } else { 0 };
        if known & (gaz::COUNTRY | gaz::STATE | gaz::CITY) != 0 && !rest.common() {
            return Some(1.8 * caps + 0.8);
        }
        if span.caps == 2
            && matches!(rest.casing(), Casing::Unknown | Casing::Title)
            && !rest.is(lex::ORG_TAIL)
            && !last.heading
        {
            return Some(2.4);
        }
    }
    if last.is(lex::PLACE_TAIL) && !first.is(lex::MONTH | lex::WEEKDAY) {
        // "Main Street", but not "Three Days" and not "Ann Hill".
        let in_title = last.is(lex::TITLE_MOD) && words.after(span.to).is_some_and(Word::capital);
        let person = in_title || first.listed(gaz::GIVEN_COMMON) && last.listed(gaz::SURNAME_COMMON);
        let heading = if last.heading { 1.0 } else { 0.0 };
        let sentence_like = span.common * 2 > span.caps || span.any & (lex::START | lex::SAY) != 0;
        return (!(person || last.heading && sentence_like))
            .then_some(1.6 * caps + 0.3 - 0.3 * span.common as f32 - heading);
    }
    if first.is(lex::PLACE_HEAD)
        && !first.is(lex::DIRECTION)
        && !last.common()
        && span.caps <= 3
        && span.hyphens == 0
    {
        return Some(1.3 * caps + if last.heading { -1.0 } else { 0.0 });
    }
    None
}

/// A preposition before it, or a state behind it.
fn context(place: &Place<'_>, span: &Span) -> f32 {
    let words = place.words;
    let mut score = 0.0;
    if place.after_place_prep(span.from) {
        score += if words.str(span.from - 1) == "of" { 1.4 } else { 0.6 };
    }
    let comma = words.after(span.to).is_some_and(|w| w.token.is(','));
    if comma && words.after(span.to + 1).is_some_and(|w| w.capital()) && is_region(place, span.to + 1) {
        score += 1.0;
    }
    // "Salem, Oregon": the second of the two.
    let before = span.from.checked_sub(2).and_then(|n| words.get(n));
    let after_comma = words.before(span.from).is_some_and(|w| w.token.is(','));
    if after_comma && before.is_some_and(|w| w.capital() && w.listed(gaz::CITY)) {
        score += 0.4;
    }
    score
}

/// Whether a state, its abbreviation or a country stands at word `n`.
fn is_region(place: &Place<'_>, n: usize) -> bool {
    let words = place.words;
    let Some(word) = words.get(n) else { return false };
    if word.listed(gaz::STATE | gaz::COUNTRY) {
        return true;
    }
    let known = lex::known(word.hash).is_some_and(|k| k.label == Label::Place && (k.stop || k.upper));
    known && words.str(n).contains('.')
}
