//! Values: dates, times, durations, money, percentages, quantities, addresses of the web and of mail.
//!
//! Read by hand from the tokens: nothing is tried except at a digit, a currency sign or a word of the lists.

use std::ops::Range;

use super::date::date;
use super::lexicon as lex;
use super::money;
use super::number::{number, plain};
use super::word::Words;
use crate::model::{Day, Label};
use crate::text::{Gap, TokenKind};

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Value {
    /// Its words.
    pub(super) words: Range<usize>,
    /// Its kind.
    pub(super) label: Label,
    /// Its normal form, or empty.
    pub(super) norm: String,
}

/// Bits of words that may begin a value.
const BEGIN: u64 = lex::WEEKDAY
    | lex::MONTH
    | lex::NEAR_DAY
    | lex::RELATIVE
    | lex::SEASON
    | lex::ORDINAL
    | lex::NUMBER
    | lex::SCALE
    | lex::MONEY_MARK;

/// The values of a text, in order. `day`: the story's.
pub(super) fn values(words: &Words<'_>, day: Option<Day>) -> Vec<Value> {
    let mut out = Vec::new();
    let mut n = 0;
    while n < words.all.len() {
        let found = value_at(words, n, day).filter(|v| v.words.end > n);
        match found {
            Some(value) => {
                n = value.words.end;
                out.push(value);
            }
            None => n += 1,
        }
    }
    out
}

fn value_at(words: &Words<'_>, n: usize, day: Option<Day>) -> Option<Value> {
    let word = words.get(n)?;
    match word.token.kind {
        TokenKind::Url if is_company(words.str(n)) => None,
        TokenKind::Url => Some(Value { words: n..n + 1, label: Label::Url, norm: String::new() }),
        TokenKind::Email => Some(Value { words: n..n + 1, label: Label::Email, norm: String::new() }),
        TokenKind::Sign(sign) if money::is_sign(sign) => money::marked(words, n),
        TokenKind::Sign('\'' | '’' | '‘') => date(words, n, day),
        TokenKind::Number => date(words, n, day).or_else(|| counted(words, n)),
        TokenKind::Word if word.is(BEGIN) => {
            date(words, n, day).or_else(|| money::marked(words, n)).or_else(|| counted(words, n))
        }
        // "HK$5", "RM50".
        TokenKind::Word if word.capital() && may_mark(words, n) => money::marked(words, n),
        TokenKind::Word => match words.str(n) {
            "This" | "this" | "earlier" | "Earlier" | "later" | "noon" | "midnight" | "Last" | "turn" => {
                date(words, n, day)
            }
            "a" | "an" | "A" | "An" => date(words, n, day).or_else(|| article(words, n)),
            "one" | "One" | "half" | "Half" | "tens" => counted(words, n).or_else(|| share(words, n)),
            "penny" | "pennies" | "dime" | "dimes" => Some(money::coin(n)),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a word may be a mark of money: digits in it, or a dollar sign behind it.
fn may_mark(words: &Words<'_>, n: usize) -> bool {
    let printed = words.str(n).as_bytes();
    let digit = printed.len() > 1 && printed.last().is_some_and(u8::is_ascii_digit);
    digit || words.after(n + 1).is_some_and(|w| w.token.is('$') && w.token.gap == Gap::None)
}

/// A bare domain with a capital, without a path, names its company: "Amazon.com".
pub(super) fn is_company(url: &str) -> bool {
    let plain = !url.contains(['/', ':']) && !url.starts_with("www.");
    plain && url.starts_with(char::is_uppercase) && url.chars().any(char::is_lowercase)
}

/// "a dozen", "a million dollars", "an hour", "a percentage point".
fn article(words: &Words<'_>, n: usize) -> Option<Value> {
    let next = words.after(n + 1).filter(|w| w.lower())?;
    if next.is(lex::SCALE) || words.str(n + 1) == "dozen" {
        let mut value = counted(words, n + 1)?;
        value.words.start = n;
        return Some(value);
    }
    if let Some(share) = share(words, n) {
        return Some(share);
    }
    let spent =
        words.after(n + 2).is_none_or(|w| words.str(n + 2) != "ago" && w.token.kind != TokenKind::Possessive);
    let long = matches!(words.str(n + 1), "decade" | "century" | "year" | "month" | "week" | "hour");
    let counted = n > 0
        && matches!(words.str(n - 1), "for" | "nearly" | "almost" | "than" | "about" | "within" | "over");
    (long && spent && counted).then(|| Value { words: n..n + 2, label: Label::Duration, norm: String::new() })
}

/// One percent or a part of it: "a percentage point", "half a percent", "one-hundredth of a percentage point".
fn share(words: &Words<'_>, n: usize) -> Option<Value> {
    let mut at = n + 1;
    let step = |at: &mut usize, list: &[&str]| {
        let there = words.after(*at).is_some() && list.contains(&words.str(*at));
        *at += usize::from(there);
        there
    };
    step(&mut at, &["-"]);
    let part = ["half", "third", "quarter", "fifth", "tenth", "hundredth"];
    if step(&mut at, &part) {
        step(&mut at, &["of"]);
    }
    step(&mut at, &["a", "one"]);
    let end = percent_end(words, at)?;
    Some(Value { words: n..end, label: Label::Percent, norm: String::new() })
}

/// Where the word for hundredths at word `n` ends: "percent", "per cent", "percentage points", "basis points".
fn percent_end(words: &Words<'_>, n: usize) -> Option<usize> {
    words.after(n)?;
    let second = || words.after(n + 1).map_or("", |_| words.str(n + 1));
    match words.str(n) {
        "%" | "percent" | "pct" | "Percent" | "PERCENT" => Some(n + 1),
        "per" if second() == "cent" => Some(n + 2),
        "percentage" | "basis" if matches!(second(), "point" | "points") => Some(n + 2),
        _ => None,
    }
}

/// A number and what it counts: percent, money, a length of time, a measure.
fn counted(words: &Words<'_>, n: usize) -> Option<Value> {
    let sum = number(words, n)?;
    let make = |end: usize, label: Label, norm: String| Some(Value { words: n..end, label, norm });
    let of = sum.vague && words.after(sum.end).is_some() && words.str(sum.end) == "of";
    let unit_at = sum.end + usize::from(of);
    if let Some(end) = percent_end(words, unit_at) {
        let hundredths = if words.str(unit_at) == "basis" { 0.01 } else { 1.0 };
        let norm = if sum.vague { String::new() } else { format!("{}%", plain(sum.value * hundredths)) };
        return make(end, Label::Percent, norm);
    }
    if let Some(money) = money::counted(words, n, sum).or_else(|| money::bond_price(n, sum)) {
        return Some(money);
    }
    let unit = words.after(unit_at).filter(|w| w.lower());
    let printed = unit.map_or("", |_| words.str(unit_at));
    if unit.is_some_and(|w| w.is(lex::TIME_UNIT)) && !of && !matches!(printed, "second" | "minute") {
        return make(unit_at + 1, Label::Duration, sum.norm());
    }
    if unit.is_some_and(|w| w.is(lex::TIME_UNIT | lex::MEASURE)) && !matches!(printed, "second" | "minute") {
        return make(unit_at + 1, Label::Quantity, sum.norm());
    }
    let label = range_label(words, sum.end);
    let sign = if label == Label::Percent { "%" } else { "" };
    make(sum.end, label, sum.norm() + sign)
}

/// What the first number of a range counts, from what the second does: "5 to 15 percent", "2-3 million dollars".
fn range_label(words: &Words<'_>, end: usize) -> Label {
    let joined = words
        .after(end)
        .is_some_and(|w| matches!(w.token.kind, TokenKind::Sign('-' | '–')) || words.str(end) == "to");
    let second = joined.then(|| number(words, end + 1)).flatten();
    match second {
        Some(second) if percent_end(words, second.end).is_some() => Label::Percent,
        Some(second) if money::counted(words, end + 1, second).is_some() => Label::Money,
        _ => Label::Quantity,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ner::weights::built_in;

    fn check(text: &str, expected: &[(&str, Label, &str)]) {
        let words = Words::new(text, 0, built_in());
        // 2018-03-07 was a Wednesday.
        let found = values(&words, Day::new(2018, 3, 7));
        let found: Vec<(&str, Label, &str)> = found
            .iter()
            .map(|v| (words.span(v.words.start, v.words.end).of(text), v.label, v.norm.as_str()))
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn times_and_counts_are_read() {
        check(
            "at 8:42 p.m. PST or 11 a.m. sharp",
            &[("8:42 p.m. PST", Label::Time, "20:42"), ("11 a.m.", Label::Time, "11:00")],
        );
        check(
            "16,000 jobs in two weeks",
            &[("16,000", Label::Quantity, "16000"), ("two weeks", Label::Duration, "2")],
        );
        check("more than a dozen groups", &[("a dozen", Label::Quantity, "12")]);
        check("ran 26 miles", &[("26 miles", Label::Quantity, "26")]);
    }

    #[test]
    fn shares_are_read() {
        check("12 percent, 3.5%", &[("12 percent", Label::Percent, "12%"), ("3.5%", Label::Percent, "3.5%")]);
        check(
            "5 to 15 per cent, 2 1/2 percent",
            &[
                ("5", Label::Percent, "5%"),
                ("15 per cent", Label::Percent, "15%"),
                ("2 1/2 percent", Label::Percent, "2.5%"),
            ],
        );
        check("up 350 basis points", &[("350 basis points", Label::Percent, "3.5%")]);
        check(
            "A basis point is one-hundredth of a percentage point.",
            &[
                ("A basis point", Label::Percent, ""),
                ("one-hundredth of a percentage point", Label::Percent, ""),
            ],
        );
        check("half a percent of them", &[("half a percent", Label::Percent, "")]);
    }

    #[test]
    fn addresses_are_values_and_companies_are_not() {
        check(
            "See https://a.example/x or ann@b.example.",
            &[("https://a.example/x", Label::Url, ""), ("ann@b.example", Label::Email, "")],
        );
        check("by Hola.org today", &[("today", Label::Date, "2018-03-07")]);
    }
}
