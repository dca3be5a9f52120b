//! Fixed patterns: datelines, bills, numbered events, street addresses, an attorney's office, titled works.

use std::ops::Range;

use super::gazetteer as gaz;
use super::lexicon as lex;
use super::piece::Piece;
use super::word::{Words, follows};
use crate::model::{Label, Rule};
use crate::text::{Gap, Shape, TokenKind};

/// The pieces that patterns find, and which words they take.
pub(super) fn patterns(words: &Words<'_>) -> (Vec<Piece>, Vec<bool>) {
    let mut taken = vec![false; words.all.len()];
    let mut out = Vec::new();
    let mut n = 0;
    while n < words.all.len() {
        let first = out.len();
        fixed(words, n, &mut out);
        let end = out[first..].iter().map(|p: &Piece| p.words.end).max().unwrap_or(n + 1);
        for piece in &out[first..] {
            taken[piece.words.clone()].fill(true);
        }
        n = end;
    }
    (out, taken)
}

/// The pieces that a pattern gives at word `n`; a dateline gives several.
pub(super) fn fixed(words: &Words<'_>, n: usize, out: &mut Vec<Piece>) {
    let Some(word) = words.get(n) else { return };
    let before = out.len();
    if word.token.gap == Gap::Break {
        dateline(words, n, out);
    }
    if out.len() > before {
        return;
    }
    let found = match word.token.kind {
        TokenKind::Number => address(words, n).or_else(|| annual(words, n)),
        TokenKind::Url if super::value::is_company(words.str(n)) => Some((n..n + 1, Label::Org, Rule::Model)),
        TokenKind::Word if word.capital() => bill(words, n)
            .or_else(|| office(words, n))
            .or_else(|| versus(words, n))
            .or_else(|| annual(words, n)),
        TokenKind::Sign('“' | '"') => work(words, n),
        _ => None,
    };
    if let Some((range, label, rule)) = found {
        out.push(Piece { words: range, label, rule, title: 0..0 });
    }
}

type Found = Option<(Range<usize>, Label, Rule)>;

/// "Senate Bill 54", "House Resolution 12", "H.R. 1", "Proposition 8".
fn bill(words: &Words<'_>, n: usize) -> Found {
    let numbered =
        |at: usize| words.after(at).is_some_and(|w| w.token.kind == TokenKind::Number && follows(w));
    let end = match words.str(n) {
        "Senate" | "House" | "Assembly" => matches!(words.str(n + 1), "Bill" | "Resolution" | "Joint")
            .then(|| if words.str(n + 1) == "Joint" { n + 3 } else { n + 2 })?,
        "H.R." | "S.B." | "H.B." | "A.B." | "SB" | "HB" | "AB" | "Proposition" | "Prop." | "Amendment"
        | "Measure" => n + 1,
        "Title" if matches!(words.str(n + 1), "IX" | "VII" | "II" | "X") => {
            return Some((n..n + 2, Label::Law, Rule::Law));
        }
        _ => return None,
    };
    numbered(end).then(|| (n..end + 1, Label::Law, Rule::Law))
}

/// "26th Annual Law Enforcement Legislative Day", "10th Annual Film Festival".
fn annual(words: &Words<'_>, n: usize) -> Found {
    let ordinal = words.str(n).ends_with(['h', 't', 'd']) && words.get(n)?.token.kind == TokenKind::Number
        || words.get(n)?.is(lex::ORDINAL);
    if !ordinal || words.str(n + 1) != "Annual" {
        return None;
    }
    let mut end = n + 2;
    while end < n + 10 && words.after(end).is_some_and(|w| w.capital() && follows(w)) {
        end += 1;
    }
    (end > n + 2).then_some((n..end, Label::Event, Rule::Event))
}

/// "1455 NW Overton Street".
fn address(words: &Words<'_>, n: usize) -> Found {
    let number = words.str(n);
    if number.len() > 5 || !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut end = n + 1;
    while end < n + 6 {
        let word = words.after(end).filter(|w| follows(w))?;
        let numbered = word.token.kind == TokenKind::Number && end < n + 3;
        if !(word.capital() || numbered) {
            return None;
        }
        end += 1;
        if is_street(words.str(end - 1)) {
            return (end > n + 2).then_some((n..end, Label::Place, Rule::Address));
        }
    }
    None
}

fn is_street(word: &str) -> bool {
    matches!(
        word,
        "Street"
            | "St."
            | "Avenue"
            | "Ave."
            | "Boulevard"
            | "Blvd."
            | "Road"
            | "Rd."
            | "Drive"
            | "Lane"
            | "Parkway"
            | "Highway"
            | "Terrace"
    )
}

/// "U.S. Attorney's office", "Attorney General’s Office", "Sheriff's Department".
fn office(words: &Words<'_>, n: usize) -> Found {
    let mut at = n;
    while at < n + 5 && words.after(at).is_some_and(|w| at == n || follows(w)) || at == n {
        let word = words.get(at)?;
        if word.token.kind == TokenKind::Possessive {
            break;
        }
        let fits = word.capital()
            && (word.is(lex::TITLE_HEAD | lex::TITLE_MOD | lex::TITLE_AFTER)
                || word.listed(gaz::COUNTY | gaz::STATE));
        if !fits {
            return None;
        }
        at += 1;
        if words.get(at)?.token.kind == TokenKind::Possessive {
            break;
        }
    }
    let head = words.get(at.checked_sub(1)?)?;
    let possessive = words.get(at)?.token.kind == TokenKind::Possessive;
    let tail = words.after(at + 1).filter(|w| follows(w))?;
    let office = matches!(words.str(at + 1), "office" | "Office" | "Department");
    let titled = head.is(lex::TITLE_HEAD | lex::TITLE_AFTER) && head.capital();
    // "Mayor's office" alone names no office that could be told from others.
    let long = at - n >= 2 || tail.capital();
    (possessive && office && titled && long && at > n).then_some((n..at + 2, Label::Org, Rule::OrgWord))
}

/// "Roe v. Wade". Without its stop, and as "vs.", it mostly stands between teams.
fn versus(words: &Words<'_>, n: usize) -> Found {
    let between = words.str(n + 1) == "v.";
    let first = words.get(n).is_some_and(|w| !w.is(lex::NEVER));
    let second = first && words.get(n + 2).is_some_and(|w| w.capital() && follows(w));
    if !between || !second {
        return None;
    }
    let mut end = n + 3;
    while end < n + 6 && words.after(end).is_some_and(|w| w.capital() && follows(w)) {
        end += 1;
    }
    Some((n..end, Label::Law, Rule::Law))
}

/// A quoted title behind a word for a work: the film “The Long Road”.
fn work(words: &Words<'_>, n: usize) -> Found {
    let before = words.before(n)?;
    let named = before.token.is(',') && n >= 2 && is_work(words.str(n - 2)) || is_work(words.str(n - 1));
    if !named || !words.get(n + 1)?.capital() {
        return None;
    }
    for end in n + 2..n + 12 {
        let word = words.get(end)?;
        if matches!(word.token.kind, TokenKind::Sign('”' | '"')) {
            let comma = words.get(end - 1).is_some_and(|w| w.token.is(','));
            return Some((n + 1..end - usize::from(comma), Label::Work, Rule::Work));
        }
        if word.token.gap == Gap::Break {
            return None;
        }
    }
    None
}

fn is_work(word: &str) -> bool {
    matches!(
        word,
        "film"
            | "movie"
            | "book"
            | "novel"
            | "album"
            | "song"
            | "documentary"
            | "sitcom"
            | "musical"
            | "memoir"
            | "single"
            | "play"
            | "poem"
            | "painting"
            | "comedy"
            | "series"
    )
}

/// "PORTLAND, Ore. –", "MIAMI (CBSMiami) –", "WASHINGTON —": the places, and the source in brackets.
fn dateline(words: &Words<'_>, n: usize, out: &mut Vec<Piece>) {
    // Cities of up to three words, a state of up to two.
    let mut at = n;
    while at < n + 3
        && words.get(at).is_some_and(|w| w.token.shape == Shape::Upper && (at == n || follows(w)))
    {
        at += 1;
    }
    if at == n || words.span(n, at).len() < 4 && !words.str(n).contains('.') {
        return;
    }
    let city = n..at;
    let mut region = None;
    if words.get(at).is_some_and(|w| w.token.is(',')) {
        let mut end = at + 1;
        while end < at + 3 && words.get(end).is_some_and(|w| w.capital() && !w.is(lex::MONTH) && follows(w)) {
            end += 1;
        }
        region = (end > at + 1).then_some(at + 1..end);
        at = end;
    }
    // "Oct. 6": a date may stand before the dash.
    while at < n + 9
        && words
            .get(at)
            .is_some_and(|w| w.token.is(',') || w.is(lex::MONTH) || w.token.kind == TokenKind::Number)
    {
        at += 1;
    }
    let mut source = None;
    if words.get(at).is_some_and(|w| w.token.is('(')) {
        let close = (at + 1..at + 6).find(|c| words.get(*c).is_some_and(|w| w.token.is(')')));
        let Some(close) = close else { return };
        source = Some(at + 1..close);
        at = close + 1;
    }
    let dash = words.get(at).is_some_and(|w| matches!(w.token.kind, TokenKind::Sign('–' | '—' | '-' | '―')));
    if !dash || words.get(at).is_some_and(|w| w.token.gap == Gap::Break) {
        return;
    }
    let place = known_place(words, &city) || sounds_like_place(words, &city) || region.is_some();
    let named = source.as_ref().is_some_and(|s| s.clone().all(|n| words.get(n).is_some_and(|w| !w.lower())));
    if !(place || named) || (city.len() == 1 && words.get(n).is_some_and(|w| w.never() || w.is(lex::START))) {
        return;
    }
    source = source.filter(|_| named);
    let mut push = |range: Range<usize>, label: Label, rule: Rule| {
        out.push(Piece { words: range, label, rule, title: 0..0 });
    };
    push(city, Label::Place, Rule::Dateline);
    region.into_iter().for_each(|r| push(r, Label::Place, Rule::Dateline));
    source.into_iter().filter(|s| !s.is_empty()).for_each(|s| push(s, Label::Org, Rule::Credit));
}

/// Whether a word of places opens or ends a dateline's city: "PORT QUANDRY", "QUANDRY CITY".
fn sounds_like_place(words: &Words<'_>, city: &Range<usize>) -> bool {
    let is = |n: usize, class: u64| words.get(n).is_some_and(|w| w.is(class));
    city.len() > 1 && (is(city.start, lex::PLACE_HEAD) || is(city.end - 1, lex::PLACE_TAIL))
}

/// Whether a list knows a dateline's city.
fn known_place(words: &Words<'_>, city: &Range<usize>) -> bool {
    let hash = gaz::phrase_hash(words.span(city.start, city.end).of(words.text));
    let listed = words.blob.lists.get(hash).mask & (gaz::CITY | gaz::COUNTRY | gaz::STATE) != 0;
    listed || lex::known(hash).is_some_and(|k| k.label == Label::Place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ner::weights::built_in;

    fn check(text: &str, expected: &[(&str, Label)]) {
        let words = Words::new(text, 0, built_in());
        let mut found = Vec::new();
        for n in 0..words.all.len() {
            let mut here = Vec::new();
            fixed(&words, n, &mut here);
            found
                .extend(here.into_iter().map(|p| (words.span(p.words.start, p.words.end).of(text), p.label)));
        }
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn each_pattern_finds_its_example() {
        check("against Senate Bill 12 and H.R. 7", &[("Senate Bill 12", Label::Law), ("H.R. 7", Label::Law)]);
        check(
            "the 9th Annual Green Valley Bread Day,",
            &[("9th Annual Green Valley Bread Day", Label::Event)],
        );
        check("at 12 SE Main Street in", &[("12 SE Main Street", Label::Place)]);
        check("the U.S. Attorney's office said", &[("U.S. Attorney's office", Label::Org)]);
        check("since Ruiz v. Green it", &[("Ruiz v. Green", Label::Law)]);
        check("the film “The Long Road” won", &[("The Long Road", Label::Work)]);
    }

    #[test]
    fn datelines_give_places_and_source() {
        check("SALEM, Ore. – The", &[("SALEM", Label::Place), ("Ore.", Label::Place)]);
        check("NEW HAVEN (GreenNews) - The", &[("NEW HAVEN", Label::Place), ("GreenNews", Label::Org)]);
        check("PORT QUANDRY — The", &[("PORT QUANDRY", Label::Place)]);
        check("BREAKING: The", &[]);
    }
}
