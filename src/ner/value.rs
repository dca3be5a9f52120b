//! Values: dates, times, durations, money, percentages, quantities, addresses of the web and of mail.
//!
//! Read by hand from the tokens: nothing is tried except at a digit, a currency sign or a word of the lists.

use std::ops::Range;

use super::date::date;
use super::lexicon as lex;
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
const BEGIN: u64 = lex::WEEKDAY | lex::MONTH | lex::NEAR_DAY | lex::RELATIVE | lex::NUMBER | lex::SCALE;

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
        TokenKind::Sign('$' | '€' | '£' | '¥') => money(words, n),
        TokenKind::Number => date(words, n, day).or_else(|| counted(words, n)),
        TokenKind::Word if word.is(BEGIN) => date(words, n, day).or_else(|| counted(words, n)),
        TokenKind::Word => match words.str(n) {
            "This" | "this" | "earlier" | "Earlier" | "later" | "noon" | "midnight" | "Last" => {
                date(words, n, day)
            }
            "a" | "an" | "A" | "An" => date(words, n, day).or_else(|| a_dozen(words, n)),
            _ => None,
        },
        _ => None,
    }
}

/// A bare domain with a capital, without a path, names its company: "Amazon.com".
pub(super) fn is_company(url: &str) -> bool {
    let plain = !url.contains(['/', ':']) && !url.starts_with("www.");
    plain && url.starts_with(char::is_uppercase) && url.chars().any(char::is_lowercase)
}

/// "a dozen", "a million dollars", "an hour".
fn a_dozen(words: &Words<'_>, n: usize) -> Option<Value> {
    let next = words.after(n + 1).filter(|w| w.lower())?;
    if next.is(lex::SCALE) || words.str(n + 1) == "dozen" {
        let mut value = counted(words, n + 1)?;
        value.words.start = n;
        return Some(value);
    }
    let spent =
        words.after(n + 2).is_none_or(|w| words.str(n + 2) != "ago" && w.token.kind != TokenKind::Possessive);
    let long = matches!(words.str(n + 1), "decade" | "century" | "year" | "month" | "week" | "hour");
    let counted = n > 0
        && matches!(words.str(n - 1), "for" | "nearly" | "almost" | "than" | "about" | "within" | "over");
    (long && spent && counted).then(|| Value { words: n..n + 2, label: Label::Duration, norm: String::new() })
}

/// A number in digits or words, with its scale: its value and where it ends.
pub(super) fn number(words: &Words<'_>, n: usize) -> Option<(f64, usize)> {
    let word = words.get(n)?;
    let (mut sum, mut end) = match word.token.kind {
        TokenKind::Number => {
            let digits: String = words.str(n).chars().filter(|c| *c != ',').collect();
            (digits.parse::<f64>().ok()?, n + 1)
        }
        TokenKind::Word if word.is(lex::NUMBER) => (small_number(words.str(n))?, n + 1),
        TokenKind::Word if word.is(lex::SCALE) && word.lower() => (scale_of(words.str(n)), n + 1),
        _ => return None,
    };
    // "two hundred thousand": more scales than this are no number.
    for _ in 0..3 {
        let Some(scale) = words.after(end).filter(|w| w.is(lex::SCALE) || words.str(end) == "-") else {
            break;
        };
        if scale.token.is('-') {
            let next =
                words.get(end + 1).filter(|w| w.token.gap == Gap::None && w.is(lex::SCALE | lex::NUMBER));
            let Some(next) = next else { break };
            sum = if next.is(lex::SCALE) {
                sum * scale_of(words.str(end + 1))
            } else {
                sum + small_number(words.str(end + 1))?
            };
            end += 2;
        } else {
            sum *= scale_of(words.str(end));
            end += 1;
        }
    }
    Some((sum, end))
}

fn small_number(word: &str) -> Option<f64> {
    const SMALL: [&str; 18] = [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let word = word.to_ascii_lowercase();
    if let Some(n) = SMALL.iter().position(|w| *w == word) {
        return Some(n as f64 + 2.0);
    }
    if let Some(n) = TENS.iter().position(|w| *w == word) {
        return Some((n as f64 + 2.0) * 10.0);
    }
    matches!(word.as_str(), "dozen" | "dozens").then_some(12.0)
}

fn scale_of(word: &str) -> f64 {
    match word.to_ascii_lowercase().trim_end_matches('s') {
        "hundred" => 1e2,
        "thousand" => 1e3,
        "million" | "mn" => 1e6,
        "billion" | "bn" => 1e9,
        "trillion" => 1e12,
        _ => 1.0,
    }
}

/// "$60.2 million", "£5bn".
fn money(words: &Words<'_>, n: usize) -> Option<Value> {
    words.get(n + 1).filter(|w| w.token.kind == TokenKind::Number && w.token.gap <= Gap::Space)?;
    let digits = words.str(n + 1);
    let letters = digits.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(digits.len());
    let scale = match &digits[letters..] {
        "" => 1.0,
        "k" | "K" => 1e3,
        "m" | "M" | "mn" => 1e6,
        "b" | "B" | "bn" => 1e9,
        _ => return None,
    };
    let plain: String = digits[..letters].chars().filter(|c| *c != ',').collect();
    let (sum, end) = match letters == digits.len() {
        true => number(words, n + 1).unwrap_or((0.0, n + 2)),
        false => (plain.parse::<f64>().unwrap_or(0.0) * scale, n + 2),
    };
    let currency = match words.get(n)?.token.kind {
        TokenKind::Sign('€') => "EUR",
        TokenKind::Sign('£') => "GBP",
        TokenKind::Sign('¥') => "JPY",
        _ => "USD",
    };
    // "US$5"
    Some(Value { words: n..end, label: Label::Money, norm: format!("{currency} {}", plain_number(sum)) })
}

fn plain_number(n: f64) -> String {
    let rounded = (n * 100.0).round() / 100.0;
    rounded.to_string()
}

/// A number and what it counts: percent, money, a length of time, a measure.
fn counted(words: &Words<'_>, n: usize) -> Option<Value> {
    let (sum, end) = number(words, n)?;
    let vague = words.get(n).is_some_and(|w| w.is(lex::SCALE)) || words.str(n).ends_with("dozens");
    let norm = if vague { String::new() } else { plain_number(sum) };
    let of = words.after(end).is_some() && words.str(end) == "of" && vague;
    let unit_at = end + usize::from(of);
    let unit = words.after(unit_at);
    let printed = unit.map_or("", |_| words.str(unit_at));
    let make = |end: usize, label: Label, norm: String| Some(Value { words: n..end, label, norm });
    if matches!(printed, "%" | "percent" | "pct") {
        return make(unit_at + 1, Label::Percent, format!("{norm}%"));
    }
    if matches!((printed, words.str(unit_at + 1)), ("per", "cent") | ("percentage", "points" | "point")) {
        return make(unit_at + 2, Label::Percent, format!("{norm}%"));
    }
    let lower = unit.filter(|w| w.lower());
    if lower.is_some_and(|w| w.is(lex::CURRENCY)) && printed != "pounds" {
        return make(
            unit_at + 1,
            Label::Money,
            if norm.is_empty() || !printed.starts_with("dollar") { norm } else { format!("USD {norm}") },
        );
    }
    if of && unit.is_none_or(|w| !w.is(lex::TIME_UNIT | lex::MEASURE)) {
        return make(end, Label::Quantity, norm);
    }
    if lower.is_some_and(|w| w.is(lex::TIME_UNIT)) && !matches!(printed, "second" | "minute") {
        return make(unit_at + 1, Label::Duration, norm);
    }
    if lower.is_some_and(|w| w.is(lex::MEASURE)) {
        return make(unit_at + 1, Label::Quantity, norm);
    }
    make(end, Label::Quantity, norm)
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
    fn days_are_resolved_against_the_story() {
        check("It closed on Tuesday.", &[("Tuesday", Label::Date, "2018-03-06")]);
        check("On Wednesday afternoon we left.", &[("Wednesday afternoon", Label::Date, "2018-03-07")]);
        check("It came yesterday.", &[("yesterday", Label::Date, "2018-03-06")]);
        check("He left last year.", &[("last year", Label::Date, "2017")]);
        check("It rose earlier this year.", &[("earlier this year", Label::Date, "2018")]);
        check("It was sold on Sept. 16.", &[("Sept. 16", Label::Date, "2018-09-16")]);
    }

    #[test]
    fn dates_say_their_day() {
        check(
            "on January 5, 2016 and 6 June 1944",
            &[("January 5, 2016", Label::Date, "2016-01-05"), ("6 June 1944", Label::Date, "1944-06-06")],
        );
        check("since 2013, in the 1990s", &[("2013", Label::Date, "2013"), ("1990s", Label::Date, "199X")]);
        check(
            "2017-08-16 and 3/7/18",
            &[("2017-08-16", Label::Date, "2017-08-16"), ("3/7/18", Label::Date, "2018-03-07")],
        );
        check("three years ago", &[("three years ago", Label::Date, "")]);
    }

    #[test]
    fn case_decides_on_months() {
        check("They march in March and may go.", &[("March", Label::Date, "--03")]);
        check("May we go? The March for Bread.", &[]);
    }

    #[test]
    fn times_money_shares_and_counts_are_read() {
        check(
            "at 8:42 p.m. PST or 11 a.m. sharp",
            &[("8:42 p.m. PST", Label::Time, "20:42"), ("11 a.m.", Label::Time, "11:00")],
        );
        check("over $60.2 million", &[("$60.2 million", Label::Money, "USD 60200000")]);
        check("millions of dollars", &[("millions of dollars", Label::Money, "")]);
        check("12 percent, 3.5%", &[("12 percent", Label::Percent, "12%"), ("3.5%", Label::Percent, "3.5%")]);
        check(
            "16,000 jobs in two weeks",
            &[("16,000", Label::Quantity, "16000"), ("two weeks", Label::Duration, "2")],
        );
        check("more than a dozen groups", &[("a dozen", Label::Quantity, "12")]);
        check("ran 26 miles", &[("26 miles", Label::Quantity, "26")]);
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
