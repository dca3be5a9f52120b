//! Days, months, years and times of day.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::lexicon as lex;
use super::value::{Value, number};
use super::word::{Word, Words};
use crate::model::{Day, Label};
use crate::text::{Gap, TokenKind};

/// Years that four digits are taken for.
const YEARS: std::ops::RangeInclusive<i16> = 1500..=2099;

/// A date or time that starts at word `n`.
pub(super) fn date(words: &Words<'_>, n: usize, day: Option<Day>) -> Option<Value> {
    let word = words.get(n)?;
    match word.token.kind {
        TokenKind::Number => digits(words, n),
        TokenKind::Word if word.is(lex::WEEKDAY) && word.capital() => Some(weekday(words, n, day)),
        TokenKind::Word if word.is(lex::MONTH) && word.capital() => month(words, n, day),
        TokenKind::Word if word.is(lex::NEAR_DAY) => Some(near(words, n, day)),
        TokenKind::Word
            if word.is(lex::RELATIVE)
                || matches!(words.str(n), "Last" | "This" | "earlier" | "Earlier" | "later") =>
        {
            relative(words, n, day)
        }
        TokenKind::Word if matches!(words.str(n), "noon" | "midnight") => Some(Value {
            words: n..n + 1,
            label: Label::Time,
            norm: if words.str(n) == "noon" { "12:00" } else { "00:00" }.into(),
        }),
        TokenKind::Word if word.is(lex::NUMBER) || matches!(words.str(n), "a" | "an") => ago(words, n),
        _ => None,
    }
}

fn value(words: std::ops::Range<usize>, label: Label, norm: impl Into<String>) -> Option<Value> {
    Some(Value { words, label, norm: norm.into() })
}

fn digits(words: &Words<'_>, n: usize) -> Option<Value> {
    let s = words.str(n);
    if let Some(time) = time(words, n) {
        return Some(time);
    }
    if let Ok(date) = s.parse::<Date>() {
        return value(n..n + 1, Label::Date, Day::from_date(date).to_string());
    }
    if s.matches('/').count() == 2 {
        let mut parts = s.split('/').map(str::parse::<i16>);
        let (Some(Ok(m)), Some(Ok(d)), Some(Ok(y))) = (parts.next(), parts.next(), parts.next()) else {
            return None;
        };
        let y = if y < 100 { y + if y > 50 { 1900 } else { 2000 } } else { y };
        let day = Day::new(y, i8::try_from(m).ok()?, i8::try_from(d).ok()?)?;
        return value(n..n + 1, Label::Date, day.to_string());
    }
    // "16 September 2017"
    let next = words.after(n + 1);
    if next.is_some_and(|w| w.is(lex::MONTH) && w.capital()) && day_of_month(s).is_some() {
        let (m, d) = (month_number(words.str(n + 1))?, day_of_month(s)?);
        let with_year = year_at(words, n + 2);
        let norm = with_year.map_or(format!("--{m:02}-{d:02}"), |y| format!("{y:04}-{m:02}-{d:02}"));
        return value(n..n + 2 + usize::from(with_year.is_some()), Label::Date, norm);
    }
    if let Some(year) = year(s) {
        let before = n.checked_sub(1).and_then(|b| words.get(b));
        let glued = words.get(n).is_some_and(|w| w.token.gap == Gap::None)
            && before.is_some_and(|w| w.token.is('$') || w.token.is('£'));
        let counts =
            words.after(n + 1).is_some_and(|w| w.lower() && w.is(lex::MEASURE | lex::CURRENCY | lex::SCALE));
        return if glued || counts { None } else { value(n..n + 1, Label::Date, year.to_string()) };
    }
    let decade = s.strip_suffix('s').and_then(year);
    if let Some(decade) = decade.filter(|d| d % 10 == 0) {
        return value(n..n + 1, Label::Date, format!("{}X", decade / 10));
    }
    ago(words, n)
}

/// "11 a.m.", "8:42 p.m. PST", "14:30".
fn time(words: &Words<'_>, n: usize) -> Option<Value> {
    let s = words.str(n);
    let (clock, glued) = match s.find(|c: char| c.is_ascii_alphabetic()) {
        Some(at) => (&s[..at], &s[at..]),
        None => (s, ""),
    };
    let (hour, minute) = match clock.split_once(':') {
        Some((h, m)) => (h.parse::<u8>().ok()?, m.get(..2)?.parse::<u8>().ok()?),
        None => (clock.parse::<u8>().ok()?, 0),
    };
    let half = |s: &str| match s.to_ascii_lowercase().as_str() {
        "a.m." | "am" | "a.m" => Some(0),
        "p.m." | "pm" | "p.m" => Some(12),
        _ => None,
    };
    let (offset, mut end) = match (half(glued), words.after(n + 1).and_then(|_| half(words.str(n + 1)))) {
        (Some(h), _) => (Some(h), n + 1),
        (None, Some(h)) if glued.is_empty() => (Some(h), n + 2),
        _ if clock.contains(':') && glued.is_empty() => (None, n + 1),
        _ => return None,
    };
    if words.after(end).is_some()
        && matches!(
            words.str(end),
            "EST"
                | "EDT"
                | "PST"
                | "PDT"
                | "CST"
                | "CDT"
                | "MST"
                | "MDT"
                | "ET"
                | "PT"
                | "CT"
                | "GMT"
                | "UTC"
        )
    {
        end += 1;
    }
    let hour = offset.map_or(hour, |o| hour % 12 + o);
    if hour > 23 || minute > 59 {
        return None;
    }
    value(n..end, Label::Time, format!("{hour:02}:{minute:02}"))
}

fn weekday(words: &Words<'_>, n: usize, day: Option<Day>) -> Value {
    let end = day_part(words, n + 1);
    let norm = day.and_then(|d| past_weekday(d.date(), words.str(n))).unwrap_or_default();
    Value { words: n..end, label: Label::Date, norm }
}

/// The last day of this name up to the story's day: news tells what was.
fn past_weekday(from: Date, name: &str) -> Option<String> {
    let number =
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].iter().position(|d| name.get(..3) == Some(*d))?;
    let today = from.weekday().to_monday_zero_offset() as i64;
    let back = (today - number as i64).rem_euclid(7);
    Some(Day::from_date(from.checked_sub(back.days()).ok()?).to_string())
}

fn day_part(words: &Words<'_>, n: usize) -> usize {
    n + usize::from(words.after(n).is_some_and(|w| w.lower() && w.is(lex::DAYPART)))
}

fn month(words: &Words<'_>, n: usize, day: Option<Day>) -> Option<Value> {
    let m = month_number(words.str(n))?;
    let mut end = n + 1;
    let of_month = words
        .after(end)
        .filter(|w| w.token.kind == TokenKind::Number)
        .and_then(|_| day_of_month(words.str(end)));
    end += usize::from(of_month.is_some());
    let comma = words.after(end).is_some_and(|w| w.token.is(','));
    let year = year_at(words, end + usize::from(comma));
    if year.is_some() {
        end += 1 + usize::from(comma);
    }
    if of_month.is_none() && year.is_none() && !month_alone(words, n) {
        return None;
    }
    let year = year.or_else(|| of_month.and(day).map(|d| d.date().year()));
    let norm = match (year, of_month) {
        (Some(y), Some(d)) => Day::new(y, m, d).map(|d| d.to_string()).unwrap_or_default(),
        (Some(y), None) => format!("{y:04}-{m:02}"),
        (None, Some(d)) => format!("--{m:02}-{d:02}"),
        (None, None) => format!("--{m:02}"),
    };
    value(n..end, Label::Date, norm)
}

/// Whether a month's word alone is a date: "in March", not "March for Life", "April Ruiz", "May I".
fn month_alone(words: &Words<'_>, n: usize) -> bool {
    let name_follows = words.after(n + 1).is_some_and(|w| w.capital() && w.token.gap != Gap::Break);
    let doubtful = matches!(words.str(n), "May" | "March" | "April" | "June" | "August" | "Mar.");
    if !doubtful {
        return !(name_follows && words.str(n) == "Jan.");
    }
    let before = words.before(n);
    let time_word = n.checked_sub(1).map_or("", |b| words.str(b));
    let said = before.is_some()
        && matches!(
            time_word.to_ascii_lowercase().as_str(),
            "in" | "last"
                | "since"
                | "early"
                | "late"
                | "mid"
                | "by"
                | "until"
                | "till"
                | "next"
                | "this"
                | "of"
                | "from"
                | "to"
                | "through"
                | "between"
                | "and"
                | "during"
                | "before"
                | "after"
                | "every"
                | "-"
        );
    said && !name_follows
}

fn near(words: &Words<'_>, n: usize, day: Option<Day>) -> Value {
    let (shift, label) = match words.str(n).to_ascii_lowercase().as_str() {
        "yesterday" => (-1, Label::Date),
        "tomorrow" => (1, Label::Date),
        _ => (0, Label::Date),
    };
    let norm = day
        .and_then(|d| Day::from_days(d.days().saturating_add(shift)))
        .map(|d| d.to_string())
        .unwrap_or_default();
    Value { words: n..day_part(words, n + 1), label, norm }
}

/// "last week", "next March", "earlier this year", "this past weekend".
fn relative(words: &Words<'_>, n: usize, day: Option<Day>) -> Option<Value> {
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
        && (unit.is(lex::TIME_UNIT | lex::DAYPART)
            || matches!(printed, "weekend" | "spring" | "summer" | "fall" | "autumn" | "winter"));
    let named = unit.capital() && unit.is(lex::MONTH | lex::WEEKDAY);
    // "this second", "last minute" and "past years" tell no day.
    let vague =
        printed.ends_with('s') && unit.lower() || matches!(printed, "second" | "minute" | "hour" | "century");
    if !(named || calendar && !vague) {
        return None;
    }
    let end = day_part(words, at + 1);
    value(n..end, Label::Date, relative_norm(&first, printed, day).unwrap_or_default())
}

fn relative_norm(first: &str, unit: &str, day: Option<Day>) -> Option<String> {
    let date = day?.date();
    let by: i64 = match first {
        "last" | "past" | "previous" => -1,
        "next" | "following" | "coming" => 1,
        _ => 0,
    };
    let text = match unit {
        "year" => format!("{:04}", date.checked_add(by.years()).ok()?.year()),
        "month" => {
            let d = date.checked_add(by.months()).ok()?;
            format!("{:04}-{:02}", d.year(), d.month())
        }
        _ => return None,
    };
    Some(text)
}

/// "three years ago", "a week earlier".
fn ago(words: &Words<'_>, n: usize) -> Option<Value> {
    let unit = words.after(n + 1).filter(|w| w.lower() && w.is(lex::TIME_UNIT))?;
    let back = words.after(n + 2).is_some() && matches!(words.str(n + 2), "ago" | "earlier");
    let counted = unit.token.kind == TokenKind::Word && number(words, n).is_some()
        || matches!(words.str(n), "a" | "an");
    if back && counted { value(n..n + 3, Label::Date, "") } else { None }
}

fn year_at(words: &Words<'_>, n: usize) -> Option<i16> {
    words.after(n).filter(|w: &&Word| w.token.kind == TokenKind::Number)?;
    year(words.str(n))
}

fn year(s: &str) -> Option<i16> {
    let y = (s.len() == 4).then(|| s.parse::<i16>().ok())??;
    YEARS.contains(&y).then_some(y)
}

fn day_of_month(s: &str) -> Option<i8> {
    let digits = s.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &s[digits.len()..];
    let d: i8 = digits.parse().ok()?;
    ((1..=31).contains(&d) && matches!(suffix, "" | "st" | "nd" | "rd" | "th")).then_some(d)
}

fn month_number(s: &str) -> Option<i8> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let head = s.get(..3)?.to_ascii_lowercase();
    MONTHS.iter().position(|m| *m == head).map(|n| n as i8 + 1)
}
