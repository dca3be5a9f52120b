//! Stretches of time and days told from the story's own: "last week", "three years ago", "the fall of 2016", "the second
//! quarter", "the 19th century", "the early '60s".

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::date::{day_part, past_weekday, year_at};
use super::lexicon as lex;
use super::number::number;
use super::value::Value;
use super::word::{Word, Words};
use crate::model::{Day, Label};
use crate::text::{Gap, TokenKind};

fn dated(words: std::ops::Range<usize>, norm: impl Into<String>) -> Option<Value> {
    Some(Value { words, label: Label::Date, norm: norm.into() })
}

/// "last week", "next March", "earlier this year", "this past weekend".
pub(super) fn relative(words: &Words<'_>, n: usize, day: Option<Day>) -> Option<Value> {
    let mut at = n;
    if matches!(words.str(at), "earlier" | "later" | "Earlier" | "Later") {
        at += 1;
        if !(words.after(at).is_some_and(|w| w.lower()) && matches!(words.str(at), "this" | "last" | "in")) {
            return None;
        }
    }
    let first = words.str(at).to_ascii_lowercase();
    at += 1;
    if first == "this" && matches!(words.str(at), "past" | "coming") {
        at += 1;
    }
    let unit = words.after(at)?;
    let printed = words.str(at);
    let calendar = unit.lower()
        && (unit.is(lex::TIME_UNIT | lex::DAYPART | lex::SEASON) || matches!(printed, "weekend" | "quarter"));
    let named = unit.capital() && unit.is(lex::MONTH | lex::WEEKDAY);
    // "this second", "last minute" and "past years" tell no day.
    let vague =
        printed.ends_with('s') && unit.lower() || matches!(printed, "second" | "minute" | "hour" | "century");
    if !(named || calendar && !vague) {
        return None;
    }
    let end = day_part(words, at + 1);
    dated(n..end, day.and_then(|d| relative_norm(&first, printed, d.date())).unwrap_or_default())
}

fn relative_norm(first: &str, unit: &str, date: Date) -> Option<String> {
    let by: i64 = match first {
        "last" | "past" | "previous" => -1,
        "next" | "following" | "coming" => 1,
        _ => 0,
    };
    match unit {
        "year" => Some(format!("{:04}", date.checked_add(by.years()).ok()?.year())),
        "month" => {
            let d = date.checked_add(by.months()).ok()?;
            Some(format!("{:04}-{:02}", d.year(), d.month()))
        }
        "night" if by < 0 => Some(Day::from_date(date.checked_sub(1.days()).ok()?).to_string()),
        "morning" | "afternoon" | "evening" | "night" if by == 0 => Some(Day::from_date(date).to_string()),
        // "last Tuesday" of a story on a Tuesday is a week ago; "next Friday" is one of two, so it is left open.
        _ if by < 0 => past_weekday(date.checked_sub(1.days()).ok()?, unit),
        _ => None,
    }
}

/// "three years ago", "a week earlier", "10 days ago".
pub(super) fn ago(words: &Words<'_>, n: usize, day: Option<Day>) -> Option<Value> {
    let article = matches!(words.str(n), "a" | "an");
    let (count, end) = match number(words, n) {
        Some(number) => (number.value, number.end),
        None if article => (1.0, n + 1),
        None => return None,
    };
    let unit = words.after(end).filter(|w| w.lower() && w.is(lex::TIME_UNIT))?;
    let back = words.after(end + 1).is_some() && matches!(words.str(end + 1), "ago" | "earlier");
    if !back || unit.token.kind != TokenKind::Word {
        return None;
    }
    let from_story = day.filter(|_| words.str(end + 1) == "ago");
    let norm = from_story.and_then(|d| ago_norm(d.date(), count as i64, words.str(end)));
    dated(n..end + 2, norm.unwrap_or_default())
}

/// The day, month or year that lies so far back; as exact as the unit is.
fn ago_norm(date: Date, count: i64, unit: &str) -> Option<String> {
    // No story tells of days further back in such words.
    let count = (0..=5000).contains(&count).then_some(count)?;
    Some(match unit.trim_end_matches('s') {
        "year" => format!("{:04}", date.checked_sub(count.years()).ok()?.year()),
        "decade" => format!("{:04}", date.checked_sub((count * 10).years()).ok()?.year()),
        "month" => {
            let d = date.checked_sub(count.months()).ok()?;
            format!("{:04}-{:02}", d.year(), d.month())
        }
        "day" => Day::from_date(date.checked_sub(count.days()).ok()?).to_string(),
        _ => return None,
    })
}

/// A season where the words around say that it is one: "in the fall", "that summer", "spring training", "winter 1998".
pub(super) fn season(words: &Words<'_>, n: usize) -> Option<Value> {
    let word = words.get(n)?;
    let of = words.after(n + 1).is_some() && words.str(n + 1) == "of";
    let year_word = n + 1 + usize::from(of);
    if let Some(year) = year_at(words, year_word) {
        return dated(n..year_word + 1, year.to_string());
    }
    if !word.lower() || of {
        return None;
    }
    let before = |back: usize| match words.before(n + 1 - back) {
        Some(_) => words.str(n - back),
        None => "",
    };
    let falls = words.str(n) == "fall";
    let led = match before(1) {
        "this" | "that" | "every" | "each" | "late" | "early" | "mid" | "recent" => true,
        "the" => {
            !falls || matches!(before(2), "in" | "by" | "during" | "since" | "until" | "through" | "for")
        }
        "in" | "by" | "since" | "until" | "during" | "through" | "of" | "and" | "at" => !falls,
        _ => false,
    };
    let goes_on = words.after(n + 1).is_some_and(|w| w.lower())
        && matches!(
            words.str(n + 1),
            "training" | "solstice" | "solstices" | "semester" | "term" | "quarter" | "break" | "months"
        );
    (led || goes_on).then(|| dated(n..n + 1, "")).flatten()
}

/// "the second quarter", "nineteenth-century", "19th century".
pub(super) fn numbered(words: &Words<'_>, n: usize) -> Option<Value> {
    let hyphen = words.after(n + 1).is_some_and(|w| w.token.is('-') && w.token.gap == Gap::None);
    let at = n + 1 + usize::from(hyphen);
    words.after(at).filter(|w: &&Word| w.lower() || w.capital())?;
    let quarter = || matches!(words.str(n), "first" | "second" | "third" | "fourth" | "First");
    match words.str(at) {
        "century" | "centuries" | "Century" => dated(n..at + 1, ""),
        "quarter" if quarter() => {
            let of = words.after(at + 1).is_some() && words.str(at + 1) == "of";
            let year_word = at + 1 + usize::from(of);
            let end = year_at(words, year_word).map_or(at + 1, |_| year_word + 1);
            dated(n..end, "")
        }
        _ => None,
    }
}

/// "'60s" from the apostrophe on.
pub(super) fn short_decade(words: &Words<'_>, n: usize) -> Option<Value> {
    let decade =
        words.get(n + 1).filter(|w| w.token.kind == TokenKind::Number && w.token.gap == Gap::None)?;
    let printed = decade.token.span.of(words.text);
    let digits = printed.strip_suffix('s').unwrap_or(printed);
    let fits = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
    let whole = printed.len() == 2 || digits.ends_with('0');
    (fits && whole).then(|| dated(n..n + 2, "")).flatten()
}

/// "turn of the century", with hyphens or without.
pub(super) fn turn(words: &Words<'_>, n: usize) -> Option<Value> {
    let mut at = n + 1;
    for part in ["of", "the", "century"] {
        at += usize::from(words.after(at).is_some_and(|w| w.token.is('-')));
        words.after(at).filter(|_| words.str(at) == part)?;
        at += 1;
    }
    dated(n..at, "")
}

#[cfg(test)]
mod tests {
    use crate::ner::date::tests::check;

    #[test]
    fn days_are_told_from_the_story() {
        check("He left last year.", &[("last year", "2017")]);
        check("It rose earlier this year.", &[("earlier this year", "2018")]);
        check("It fell last Wednesday.", &[("last Wednesday", "2018-02-28")]);
        check(
            "three years ago, two months ago",
            &[("three years ago", "2015"), ("two months ago", "2018-01")],
        );
        check("10 days ago; a week earlier", &[("10 days ago", "2018-02-25"), ("a week earlier", "")]);
    }

    #[test]
    fn seasons_need_a_word_that_says_so() {
        check("in the fall, that summer", &[("fall", ""), ("summer", "")]);
        check(
            "in the spring of 2016 and winter 1998",
            &[("spring of 2016", "2016"), ("winter 1998", "1998")],
        );
        check("the fall of the wall; prices fall; a summer house", &[]);
        check("at spring training", &[("spring", "")]);
    }

    #[test]
    fn quarters_centuries_and_decades_are_dates() {
        check("in the second quarter of 2017", &[("second quarter of 2017", "")]);
        check("19th-century art, the twentieth century", &[("19th-century", ""), ("twentieth century", "")]);
        check("in the early '60s and the ’70s", &[("'60s", ""), ("’70s", "")]);
        check("at the turn of the century", &[("turn of the century", "")]);
    }
}
