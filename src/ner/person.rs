//! How much a stretch of a run looks like a person.

use super::gazetteer::{self as gaz, Casing};
use super::lexicon as lex;
use super::piece::{Piece, Place, Span};
use super::run::begins;
use super::title::{long_title_end, small_title_start, title_end};
use super::word::{Word, follows};
use crate::model::{Label, Rule};
use crate::text::{Shape, TokenKind};

/// Capitalised words of a person's name, at most.
const MAX_CAPS: usize = 5;
/// Tokens of a person's name, at most: "Ana María de la Cruz-Ruiz Jr.".
const MAX_WORDS: usize = 10;

/// Persons with a title that starts at word `from`.
pub(super) fn titled(place: &Place<'_>, from: usize, out: &mut Vec<Piece>) {
    let words = place.words;
    let end = title_end(words, from, place.end);
    if end == from {
        return;
    }
    // Without a name behind it, a title is no name; better than taking its words for one.
    let size = (end - from) as f32;
    out.push(Piece {
        words: from..end,
        label: None,
        rule: Rule::Title,
        score: 0.7 + 0.1 * size,
        title: 0..0,
    });
    for end in [Some(end), long_title_end(words, end, place.end)].into_iter().flatten() {
        let size = (end - from) as f32;
        let first = out.len();
        untitled(place, end, true, out);
        for piece in &mut out[first..] {
            piece.title = from..end;
            piece.score += 1.2 + 0.4 * size;
            piece.rule = Rule::Title;
        }
        // "Senate President Pro Tem": a title that is the end of a longer phrase.
    }
}

/// Persons that start at word `from`.
pub(super) fn untitled(place: &Place<'_>, from: usize, titled: bool, out: &mut Vec<Piece>) {
    let words = place.words;
    if from >= place.end || !begins(words, from) {
        return;
    }
    let mut span = Span::new(from);
    while span.to < place.end && span.to - from < MAX_WORDS && span.caps < MAX_CAPS {
        let suffix = words.get(span.to).is_some_and(|w| w.token.kind == TokenKind::Sign(','))
            && words.get(span.to + 1).is_some_and(|w| w.is(lex::NAME_SUFFIX));
        if !span.grow(words) || span.links > 0 || span.ands > 0 || span.ends_possessive {
            return;
        }
        if suffix {
            continue;
        }
        if words.get(span.to - 1).is_some_and(Word::capital) {
            if let Some((score, rule)) = score(place, &span, titled) {
                out.push(span.piece(Label::Person, rule, score));
            }
        } else if words
            .get(span.to - 1)
            .is_some_and(|w| matches!(w.token.kind, TokenKind::Sign(s) if s != '-'))
        {
            return;
        }
    }
}

fn score(place: &Place<'_>, span: &Span, titled: bool) -> Option<(f32, Rule)> {
    let (first, last) = place.ends(span)?;
    let party =
        first.token.shape == Shape::Initial && !place.words.str(span.from).ends_with('.') && span.hyphens > 0;
    if party || first.never() || (first.is(lex::NAME_SUFFIX) && span.caps == 1) {
        return None;
    }
    let suffix = span.caps > 1 && last.is(lex::NAME_SUFFIX);
    let caps = span.caps - usize::from(suffix);
    if caps == 1 && span.hyphens == 0 && span.particles == 0 {
        return single(place, span, first, titled);
    }
    let (mut score, rule) = first_word(place, span, first, titled);
    score += last_word(place, span, if suffix { last_but_suffix(place, span)? } else { last });
    score += match caps {
        0..=2 => 0.0,
        3 if middle_fits(place, span) => 0.5,
        3 => 0.0,
        _ if span.particles > 0 || span.hyphens > 0 => 0.4,
        4 => -0.4,
        _ => -1.5,
    };
    score -= 0.8 * span.common as f32;
    score += context(place, span, titled);
    let heading = first.heading && span.upper < span.caps;
    score -= if first.heading { 1.5 * span.common as f32 } else { 0.0 };
    if heading && !(first.listed(gaz::GIVEN_COMMON) || titled) {
        score -= 1.5;
    }
    let known = lex::known(span.hash).is_some_and(|k| k.label == Label::Person);
    let score = if known { score.max(2.0 * caps as f32 + 1.2) } else { score };
    Some((score + if suffix { 0.6 } else { 0.0 }, rule))
}

/// What the first of several words says.
fn first_word(place: &Place<'_>, span: &Span, first: &Word, titled: bool) -> (f32, Rule) {
    let (mut score, rule) = match first {
        w if w.listed(gaz::GIVEN_COMMON) => (4.4, Rule::GivenName),
        w if w.listed(gaz::GIVEN) => (3.7, Rule::GivenName),
        w if w.token.shape == Shape::Initial && place.words.str(span.from).ends_with('.') => {
            (3.6, Rule::GivenName)
        }
        w if w.token.shape == Shape::Upper && w.token.span.len() == 2 => (2.2, Rule::Run),
        w if w.lower() && span.hyphens > 0 => (2.0, Rule::Run),
        w if w.lower() => (0.2, Rule::Run),
        _ if titled => (3.4, Rule::Title),
        w if w.listed(gaz::SURNAME) => (1.6, Rule::Run),
        _ => (1.3, Rule::Run),
    };
    if first.is(lex::START) {
        score -= if first.listed(gaz::GIVEN_COMMON) && !place.opens_sentence(span.from) { 1.0 } else { 3.0 };
    } else if span.any & lex::START != 0 {
        score -= 2.0;
    }
    if span.upper == span.caps && !first.listed(gaz::GIVEN) && !first.heading {
        score -= 1.5;
    }
    if first.common() && first.listed(gaz::GIVEN_COMMON) && place.opens_sentence(span.from) {
        score -= 0.4;
    }
    if first.is(lex::GROUP) || first.listed(gaz::DEMONYM) {
        score -= 1.6;
    }
    if first.listed(gaz::COUNTRY | gaz::STATE | gaz::CITY_HUGE) && !first.listed(gaz::GIVEN_COMMON) {
        score -= 0.9;
    }
    if first.is(lex::DIRECTION | lex::PLACE_HEAD | lex::ORDINAL | lex::EVENT_HEAD)
        && !first.listed(gaz::GIVEN_COMMON)
    {
        score -= 2.0;
    }
    if first.is(lex::MONTH | lex::WEEKDAY | lex::TITLE_HEAD | lex::TITLE_MOD)
        && !first.listed(gaz::GIVEN_COMMON)
    {
        score -= 1.2;
    }
    (score, rule)
}

/// What the last of several words says.
fn last_word(place: &Place<'_>, span: &Span, last: &Word) -> f32 {
    let mut score = match last {
        w if w.listed(gaz::SURNAME_COMMON) => 0.5,
        w if w.listed(gaz::SURNAME) => 0.3,
        _ => 0.1,
    };
    if place.evidence.surnames.contains_key(&last.hash) {
        score += 2.4;
    }
    if last.is(lex::ORG_TAIL | lex::EVENT_TAIL | lex::LAW_TAIL) {
        score -= 1.4;
    }
    if last.is(lex::PLACE_TAIL) && !last.listed(gaz::SURNAME_COMMON) {
        score -= 1.2;
    }
    if last.is(lex::GROUP) || last.listed(gaz::DEMONYM) {
        score -= 1.0;
    }
    if last.listed(gaz::COUNTRY | gaz::STATE | gaz::CITY_HUGE) && !last.listed(gaz::SURNAME_COMMON) {
        score -= 1.0;
    }
    if last.is(lex::TITLE_HEAD) && !last.listed(gaz::SURNAME_COMMON) {
        score -= 2.0;
    }
    if last.token.shape == Shape::Upper && !last.heading && span.upper < span.caps {
        score -= 2.0;
    }
    if last.never() || last.token.shape == Shape::Initial || last.is(lex::WEEKDAY | lex::MONTH) {
        score -= 2.0;
    }
    score
}

fn last_but_suffix<'a>(place: &'a Place<'_>, span: &Span) -> Option<&'a Word> {
    (span.from..span.to)
        .rev()
        .filter_map(|n| place.words.get(n))
        .find(|w| w.capital() && !w.is(lex::NAME_SUFFIX))
}

/// Whether the words between the first and the last are initials, names or particles.
fn middle_fits(place: &Place<'_>, span: &Span) -> bool {
    (span.from + 1..span.to - 1).filter_map(|n| place.words.get(n)).all(|w| {
        w.lower()
            || w.token.shape == Shape::Initial
            || w.is(lex::PARTICLE)
            || w.listed(gaz::GIVEN | gaz::SURNAME_COMMON)
            || w.token.kind != TokenKind::Word
    })
}

/// A name of one word needs a reason.
fn single(place: &Place<'_>, span: &Span, word: &Word, titled: bool) -> Option<(f32, Rule)> {
    if matches!(word.token.shape, Shape::Initial)
        || word.is(lex::TITLE_HEAD | lex::MONTH | lex::WEEKDAY) && !titled
    {
        return None;
    }
    let opens = place.opens_sentence(span.from);
    let mut rule = Rule::Run;
    let mut score = 0.1;
    if word.listed(gaz::SURNAME) && !word.common() {
        score += if word.listed(gaz::SURNAME_COMMON) { 0.5 } else { 0.4 };
    }
    if word.listed(gaz::GIVEN_COMMON) && !word.common() {
        score += 0.4;
        rule = Rule::GivenName;
    }
    if word.listed(gaz::SURNAME) && word.casing() == Casing::Title && !word.is(lex::GROUP) {
        score += 0.2;
    }
    if word.listed(gaz::COUNTRY | gaz::STATE | gaz::CITY_HUGE | gaz::DEMONYM)
        || word.is(lex::GROUP | lex::ORG_TAIL)
    {
        score -= if titled { 1.2 } else { 0.4 };
    }
    if word.is(lex::START | lex::TITLE_MOD | lex::DIRECTION) {
        score -= 1.5;
    }
    if word.common() && !word.heading {
        score -= if opens { 1.0 } else { 0.5 };
    }
    if word.token.shape == Shape::Upper && !word.heading {
        score -= 1.5;
    }
    score += context(place, span, titled);
    let small = place.words.small.get(&word.hash).copied().unwrap_or(0);
    let full = place.evidence.surnames.get(&word.hash).copied().unwrap_or(0);
    if full > 0 && !(opens && small > full) {
        score += 2.6;
        rule = Rule::Surname;
    } else if place.evidence.given.contains_key(&word.hash) && !(opens && small > 0) {
        score += 1.4;
        rule = Rule::GivenName;
    }
    // Beside another capital it is hardly a name of one word.
    let beside =
        place.words.after(span.to).is_some_and(|w| w.capital() && follows(w) && !w.is(lex::TITLE_HEAD));
    score -= if beside { 1.2 } else { 0.0 };
    if titled {
        // A title that stands alone before a common word names nobody: "Press Secretary Says".
        score += if word.common() { 0.2 } else { 0.9 };
        rule = Rule::Title;
    }
    Some((score, rule))
}

/// What stands around it says.
fn context(place: &Place<'_>, span: &Span, titled: bool) -> f32 {
    let words = place.words;
    let mut score = 0.0;
    if place.speaks(span.from, span.to) {
        score += 0.8;
    }
    if !titled && small_title_start(words, span.from).is_some() {
        score += if span.caps > 1 { 0.8 } else { 0.5 };
    }
    // Nobody is called "the Ann Ruiz".
    let follower = words.after(span.to).filter(|w| w.lower()).map_or("", |_| words.str(span.to));
    if follower == "administration" && span.caps == 1 {
        score += 1.2;
    } else if !titled && words.before(span.from).is_some_and(Word::lower) {
        score -= match words.str(span.from - 1) {
            "the" | "a" | "an" => 1.6,
            _ => 0.0,
        };
    }
    if !titled && words.before(span.from).is_some_and(|w| w.token.kind == TokenKind::Possessive) {
        score -= 0.6;
    }
    let family = |w: &Word| w.lower() && w.is(lex::FAMILY);
    if words.before(span.from).is_some_and(family) {
        score += 0.5;
    }
    // "Ann Ruiz, 42, of Salem"
    let comma = words.after(span.to).is_some_and(|w| w.token.is(','));
    if comma
        && words
            .after(span.to + 1)
            .is_some_and(|w| w.token.kind == TokenKind::Number && w.token.span.len() <= 2)
    {
        score += 0.8;
    }
    if comma && words.after(span.to + 1).is_some_and(|w| w.lower()) && words.str(span.to + 1) == "who" {
        score += 0.8;
    }
    if words.after(span.to).is_some_and(|w| w.lower()) && words.str(span.to) == "who" {
        score += 0.4;
    }
    score
}
