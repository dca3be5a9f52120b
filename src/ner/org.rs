//! How much a stretch of a run looks like an organization, or like a law, an event, a group, a known name.

use super::gazetteer as gaz;
use super::lexicon as lex;
use super::piece::{Piece, Place, Span};
use super::title::title_end;
use super::word::Word;
use crate::model::{Label, Rule};
use crate::text::{Shape, TokenKind};

/// Tokens of a candidate, at most ("United States Conference of Catholic Bishops' Committee on Migration").
const MAX_WORDS: usize = 13;

/// Everything but persons and places that starts at word `from`, and known names.
pub(super) fn candidates(place: &Place<'_>, from: usize, out: &mut Vec<Piece>) {
    let words = place.words;
    let mut span = Span::new(from);
    // Nothing may start with a title's words and go on: "Justice Ann Ruiz Foundation" is rare, a swallowed title common.
    let title = title_end(words, from, place.end);
    while span.to < place.end && span.to - from < MAX_WORDS && span.grow(words) {
        let Some(last) = words.get(span.to - 1) else { return };
        if !(last.capital() || span.ends_possessive) {
            continue;
        }
        known_name(place, &span, out);
        if span.ends_possessive {
            continue;
        }
        let heading = last.heading;
        if span.caps == 1 {
            single(place, &span, last, out);
        } else if let Some((label, rule, mut score)) = several(place, &span, title) {
            if words.get(from).is_some_and(|w| w.is(lex::START)) && words.str(from) != "The" {
                score -= 2.5;
            }
            // Where every word has a capital, capitals join nothing.
            let sentence_like = span.caps > 4
                || span.any & (lex::START | lex::SAY) != 0
                || span.common * 2 > span.caps
                || span.possessive;
            if heading && sentence_like {
                continue;
            }
            score -= if heading { 0.4 * span.common as f32 + 0.8 } else { 0.0 };
            out.push(span.piece(label, rule, score));
        }
    }
}

fn known_name(place: &Place<'_>, span: &Span, out: &mut Vec<Piece>) {
    let words = place.words;
    let Some(first) = words.get(span.from) else { return };
    if first.is(lex::NAME_BEGINS)
        && let Some(known) = lex::known(span.hash)
    {
        let written = span.upper == span.caps || (known.stop && words.str(span.to - 1).ends_with('.'));
        let in_capitals =
            first.heading && words.get(span.from + 1).is_none_or(|w| w.token.shape == Shape::Upper);
        let fits = if known.upper || known.stop { written && !(in_capitals && known.upper) } else { true };
        let after_comma = span
            .from
            .checked_sub(1)
            .and_then(|n| words.get(n))
            .is_some_and(|w| w.token.is(',') || w.token.is('-'));
        if fits && (!known.stop || after_comma) {
            let caps = span.caps as f32;
            let common =
                first.is(lex::START) && place.opens_sentence(span.from) || (first.common() && first.starts);
            let score = match span.caps {
                1 if common => 0.6,
                1 if span.hyphens > 0 => 3.0,
                1 => 2.4,
                _ if known.label == Label::Place => 1.7 * caps + 0.8,
                _ => 2.0 * caps + 1.2,
            };
            out.push(span.piece(known.label, Rule::Gazetteer, score));
        }
    }
    if let Some(label) = place.evidence.label(span.hash).filter(|_| span.caps > 1 || !small_too(place, span))
    {
        out.push(span.piece(
            label,
            Rule::SameWords,
            if span.caps > 1 { 1.4 * span.caps as f32 + 0.4 } else { 1.9 },
        ));
    }
}

/// Whether a single word opens a sentence and the story also writes it small.
fn small_too(place: &Place<'_>, span: &Span) -> bool {
    place.words.get(span.from).is_some_and(|w| {
        let general =
            w.is(lex::TITLE_HEAD | lex::TITLE_MOD | lex::GROUP | lex::START) || w.listed(gaz::DEMONYM);
        let capitals = lex::known(w.hash).is_some_and(|k| k.upper) && w.token.shape != Shape::Upper;
        general
            || capitals
            || place.opens_sentence(span.from) && (place.words.small.contains_key(&w.hash) || w.common())
    })
}

fn single(place: &Place<'_>, span: &Span, word: &Word, out: &mut Vec<Piece>) {
    if word.never() {
        return;
    }
    let hyphenated = span.hyphens > 0;
    if (word.listed(gaz::DEMONYM) || word.is(lex::GROUP)) && !hyphenated {
        let score = if word.common() { 0.8 } else { 1.6 };
        out.push(span.piece(Label::Group, Rule::Demonym, score));
    }
    let letters = word.token.span.len();
    match word.token.shape {
        Shape::Upper if !word.heading && (2..=7).contains(&letters) => {
            let long = place.evidence.acronym(word.hash).filter(|_| lex::known(word.hash).is_none());
            let roman = place.words.str(span.from).bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
            let listed = word.listed(gaz::CITY_HUGE | gaz::COUNTRY) || word.common();
            let often = place.words.acronyms.get(&word.hash).is_some_and(|n| *n > 1);
            let the = place.words.before(span.from).is_some()
                && span.from > 0
                && place.words.str(span.from - 1) == "the";
            let digits = place.words.str(span.from).bytes().any(|b| b.is_ascii_digit());
            let score = match long {
                Some(_) => 2.6,
                None if letters >= 3 && !digits && (often || the) => 1.2,
                None => 0.7,
            };
            if !roman && (long.is_some() || !(listed || hyphenated)) {
                out.push(span.piece(long.unwrap_or(Label::Org), Rule::Acronym, score));
            }
        }
        Shape::Mixed
            if !hyphenated
                && place.words.str(span.from).starts_with(char::is_uppercase)
                && !place.words.str(span.from).bytes().any(|b| b.is_ascii_digit())
                && !is_surname_shape(place.words.str(span.from))
                && !word.listed(gaz::SURNAME) =>
        {
            out.push(span.piece(Label::Org, Rule::Run, 1.1));
        }
        _ => {}
    }
}

/// `McGregor`, `DeVos`, `O'Neil`: two capitals, and a person.
fn is_surname_shape(word: &str) -> bool {
    ["Mc", "Mac", "De", "Di", "Le", "La", "Van", "Von", "Fitz", "O'", "O’", "D'", "D’"]
        .iter()
        .any(|p| word.starts_with(p))
}

fn several(place: &Place<'_>, span: &Span, title: usize) -> Option<(Label, Rule, f32)> {
    let (first, last) = place.ends(span)?;
    // "(D-Ore.)" is a party and a state.
    let party = first.token.shape == Shape::Initial && span.hyphens > 0;
    let known = lex::known(span.hash).is_some_and(|k| k.label != Label::Org);
    if party || known || first.never() || span.possessive && span.caps < 3 && !last.is(lex::ORG_STRONG) {
        return None;
    }
    let the = place.words.str(span.from) == "The";
    let caps = span.caps as f32 - if the { 1.0 } else { 0.0 };
    let linked =
        0.8 * span.ands as f32 + 0.9 * f32::from(u8::from(span.possessive)) + 1.5 * span.particles as f32;
    let swallowed = if title > span.from && title < span.to && title_is_sure(place, span.from, title) {
        2.4
    } else {
        0.0
    };
    let spelled = span.spells_acronym(place.words);
    let cost = if spelled { swallowed } else { linked + swallowed };
    if spelled && !first.heading {
        return Some((Label::Org, Rule::Acronym, 2.3 * caps + 2.0 - cost));
    }
    // "The Pilot" with a capital inside a sentence is a newspaper, a club, a band.
    if the && span.caps == 2 {
        let general = last.common()
            || last.listed(gaz::COUNTRY | gaz::STATE | gaz::DEMONYM | gaz::GIVEN_COMMON)
            || last.is(lex::TITLE_HEAD
                | lex::TITLE_MOD
                | lex::GROUP
                | lex::START
                | lex::ORG_STRONG
                | lex::MONTH)
            || last.token.shape == Shape::Upper;
        if general || place.opens_sentence(span.from) {
            return None;
        }
        return Some((Label::Org, Rule::Run, 2.5));
    }
    // The part before "of" must itself be a head: "Department of ...".
    if span.before_of > 0 || span.links > 0 {
        return headed(place, span).map(|score| (Label::Org, Rule::OrgWord, score - cost));
    }
    let score = if last.is(lex::ORG_TAIL) {
        let strong = if last.is(lex::ORG_STRONG) { 1.2 } else { 0.5 };
        // "County Communications Director": the word belongs to the title.
        let head = |w: &Word| w.capital() && w.is(lex::TITLE_HEAD);
        let in_title = last.is(lex::TITLE_MOD) && place.words.after(span.to).is_some_and(head);
        let strong = if in_title { strong - 4.0 } else { strong };
        // "Fake News": a common word and a weak ending.
        let weak = !last.is(lex::ORG_STRONG) && span.common + 1 >= span.caps && span.common > 0;
        let strong = if weak { strong - 3.0 } else { strong };
        (Label::Org, Rule::OrgWord, 1.8 * caps + strong + of_place(first) - cost)
    } else if last.is(lex::LAW_TAIL) {
        (Label::Law, Rule::Law, 1.6 * caps + 0.4 - cost)
    } else if first.is(lex::EVENT_HEAD) && span.plain() && !last.is(lex::TITLE_HEAD) {
        (Label::Event, Rule::Event, 1.6 * caps + 0.4 - cost)
    } else if last.is(lex::EVENT_TAIL) {
        (Label::Event, Rule::Event, 1.6 * caps + 0.2 - cost)
    } else if span.caps == 2 && first.is(lex::DIRECTION) && (last.listed(gaz::DEMONYM) || last.is(lex::GROUP))
    {
        (Label::Group, Rule::Demonym, 4.4)
    } else if span.plain()
        && span.caps >= 3
        && first.is(lex::ORG_STRONG | lex::GROUP)
        && !last.is(lex::TITLE_HEAD)
    {
        (Label::Org, Rule::OrgWord, 0.6 * caps - cost)
    } else {
        return unknown(place, span, caps, cost);
    };
    Some(score)
}

/// A place or nationality that an organization's name opens with would else be taken for a name of its own.
fn of_place(first: &Word) -> f32 {
    let place = first.listed(gaz::COUNTRY | gaz::STATE | gaz::CITY | gaz::DEMONYM)
        || first.token.shape == Shape::Upper;
    if place { 1.2 } else { 0.0 }
}

/// Whether the words of a title are one: "Justice Department" starts with the title "Justice", but is none.
fn title_is_sure(place: &Place<'_>, from: usize, title: usize) -> bool {
    let last = (from..title).rev().find_map(|n| place.words.get(n));
    last.is_some_and(|w| w.is(lex::TITLE_HEAD) && !w.is(lex::TITLE_MOD | lex::ORG_HEAD | lex::ORG_TAIL))
}

/// "Department of Justice", "Association for the Advancement of Science".
fn headed(place: &Place<'_>, span: &Span) -> Option<f32> {
    let words = place.words;
    let link = (span.from..span.to)
        .find(|n| matches!(words.str(*n), "of" | "for" | "on" | "at" | "in" | "the" | "to"))?;
    let head = words.get(link.checked_sub(1)?)?;
    let on = matches!(words.str(link), "on" | "at" | "in" | "the" | "to");
    let known = head.token.shape == Shape::Upper && lex::known(head.hash).is_some();
    if !(head.is(lex::ORG_HEAD) || known)
        || (on && !head.is(lex::ORG_STRONG))
        || matches!(words.str(link), "the" | "to")
    {
        return None;
    }
    let further = span.links.saturating_sub(1) as f32;
    let ends = words.get(span.to - 1).is_some_and(|w| w.is(lex::TITLE_HEAD) && !w.is(lex::TITLE_MOD));
    let titled = head.is(lex::TITLE_HEAD) || ends;
    let place_after =
        (link + 1..span.to).any(|n| words.get(n).is_some_and(|w| w.listed(gaz::STATE | gaz::COUNTRY)));
    let city = head.is(lex::PLACE_TAIL) && !head.is(lex::ORG_STRONG) && place_after;
    Some(
        1.8 * span.caps as f32 + 0.5 + words.get(span.from).map_or(0.0, of_place)
            - 0.3 * further
            - if titled { 2.0 } else { 0.0 }
            - if city { 1.5 } else { 0.0 },
    )
}

/// Several capitalised words that nothing explains.
fn unknown(place: &Place<'_>, span: &Span, caps: f32, cost: f32) -> Option<(Label, Rule, f32)> {
    let first = place.words.get(span.from)?;
    let last = place.words.get(span.to - 1)?;
    let title_case = first.heading || place.words.get(span.to - 1)?.token.kind != TokenKind::Word;
    let odd = last.is(lex::TITLE_HEAD | lex::PLACE_TAIL | lex::GROUP | lex::MONTH | lex::WEEKDAY)
        || span.any & (lex::MONTH | lex::WEEKDAY) != 0;
    let sentence_like =
        span.any & (lex::START | lex::SAY) != 0 || span.common * 2 > span.caps || span.caps > 6;
    if sentence_like
        || title_case
        || odd
        || span.possessive
        || span.ands > 1
        || span.particles > 0
        || (first.is(lex::START) && first.starts)
    {
        return None;
    }
    let shouting = if span.upper == span.caps { 0.8 } else { 0.0 };
    let each = if span.caps > 3 { 0.8 } else { 0.55 };
    Some((Label::Org, Rule::Run, each * caps - 0.25 * span.common as f32 - cost - shouting))
}
