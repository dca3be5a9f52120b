//! Days, months and years: "Sept. 16", "16 September 2017", "May 1-31", "in March", "1972-73", "yesterday".

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::clock;
use super::lexicon as lex;
use super::period;
use super::value::Value;
use super::word::{Word, Words};
use crate::model::{Day, Label};
use crate::text::{Gap, TokenKind};

/// Years that four digits are taken for.
const YEARS: std::ops::RangeInclusive<i16> = 1500..=2099;

/// A date or time that starts at word `n`.
pub(super) fn date(words: &Words<'_>, n: usize, day: Option<Day>) -> Option<Value> {
    let word = words.get(n)?;
    let printed = words.str(n);
    match word.token.kind {
        TokenKind::Number => digits(words, n, day),
        TokenKind::Sign(_) => period::short_decade(words, n),
        TokenKind::Word if word.is(lex::WEEKDAY) && word.capital() => Some(weekday(words, n, day)),
        TokenKind::Word if word.is(lex::MONTH) && word.capital() => month(words, n, day),
        TokenKind::Word if word.is(lex::NEAR_DAY) => Some(near(words, n, day)),
        TokenKind::Word
            if word.is(lex::RELATIVE)
                || matches!(printed, "Last" | "This" | "earlier" | "Earlier" | "later") =>
        {
            period::relative(words, n, day)
        }
        TokenKind::Word if matches!(printed, "noon" | "midnight") => clock::named(words, n),
        TokenKind::Word if printed == "turn" => period::turn(words, n),
        TokenKind::Word if word.is(lex::SEASON) => period::season(words, n),
        TokenKind::Word if word.is(lex::ORDINAL) => period::numbered(words, n),
        TokenKind::Word if word.is(lex::NUMBER) || matches!(printed, "a" | "an") => {
            period::ago(words, n, day)
        }
        _ => None,
    }
}

fn value(words: std::ops::Range<usize>, label: Label, norm: impl Into<String>) -> Option<Value> {
    Some(Value { words, label, norm: norm.into() })
}

fn digits(words: &Words<'_>, n: usize, day: Option<Day>) -> Option<Value> {
    let s = words.str(n);
    if let Some(found) = clock::time(words, n).or_else(|| period::numbered(words, n)) {
        return Some(found);
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
        let norm = day_norm(with_year, m, d, day);
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
    if let Some(norm) = years(s) {
        return value(n..n + 1, Label::Date, norm);
    }
    period::ago(words, n, day)
}

/// "1972-73", "1939-1945": the first to the last; no norm where it may be a month ("2011-12").
fn years(s: &str) -> Option<String> {
    let (first, last) = s.split_once('-')?;
    let from = year(first)?;
    let to = match last.len() {
        2 => from / 100 * 100 + last.parse::<i16>().ok()?,
        _ => year(last)?,
    };
    let month = last.len() == 2 && (1..=12).contains(&(to % 100));
    (to > from || month).then(|| if month { String::new() } else { format!("{from:04}/{to:04}") })
}

/// A day whose year is printed, or else that of the story's which brings it nearest to the story's day.
fn day_norm(year: Option<i16>, m: i8, d: i8, day: Option<Day>) -> String {
    let nearest = |day: Day| {
        let y = day.date().year();
        let far = |c: &Day| (c.days() - day.days()).abs();
        (y - 1..=y + 1).filter_map(|y| Day::new(y, m, d)).min_by_key(far)
    };
    let exact = match year {
        Some(y) => Day::new(y, m, d),
        None => day.and_then(nearest),
    };
    exact.map_or_else(|| format!("--{m:02}-{d:02}"), |d| d.to_string())
}

fn weekday(words: &Words<'_>, n: usize, day: Option<Day>) -> Value {
    // "Saturday, May 20"
    let comma = words.after(n + 1).is_some_and(|w| w.token.is(','));
    let at = n + 1 + usize::from(comma);
    let next = words.after(at).filter(|w| w.is(lex::MONTH) && w.capital());
    let numbered = words.after(at + 1).is_some_and(|w| w.token.kind == TokenKind::Number);
    if let Some(date) = next.filter(|_| numbered).and_then(|_| month(words, at, day)) {
        return Value { words: n..date.words.end, ..date };
    }
    let end = day_part(words, n + 1);
    let norm = day.and_then(|d| past_weekday(d.date(), words.str(n))).unwrap_or_default();
    Value { words: n..end, label: Label::Date, norm }
}

/// The last day of this name up to the story's day: news tells what was.
pub(super) fn past_weekday(from: Date, name: &str) -> Option<String> {
    let number =
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].iter().position(|d| name.get(..3) == Some(*d))?;
    let today = from.weekday().to_monday_zero_offset() as i64;
    let back = (today - number as i64).rem_euclid(7);
    Some(Day::from_date(from.checked_sub(back.days()).ok()?).to_string())
}

pub(super) fn day_part(words: &Words<'_>, n: usize) -> usize {
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
    end = of_month.and_then(|first| last_day(words, end, first)).unwrap_or(end);
    let comma = words.after(end).is_some_and(|w| w.token.is(','));
    let year = year_at(words, end + usize::from(comma));
    if year.is_some() {
        end += 1 + usize::from(comma);
    }
    if of_month.is_none() && year.is_none() && !month_alone(words, n) {
        return None;
    }
    let norm = match (year, of_month) {
        (year, Some(d)) => day_norm(year, m, d, day),
        (Some(y), None) => format!("{y:04}-{m:02}"),
        (None, None) => format!("--{m:02}"),
    };
    value(n..end, Label::Date, norm)
}

/// Where the second day of "May 1-31" ends, whose first was read.
fn last_day(words: &Words<'_>, at: usize, first: i8) -> Option<usize> {
    words.after(at).filter(|w| matches!(w.token.kind, TokenKind::Sign('-' | '–')))?;
    words.after(at + 1).filter(|w| w.token.kind == TokenKind::Number)?;
    day_of_month(words.str(at + 1)).filter(|last| *last > first).map(|_| at + 2)
}

/// Whether a month's word alone is a date: "in March", not "March for Life", "April Ruiz", "May I".
fn month_alone(words: &Words<'_>, n: usize) -> bool {
    // "Jan-Willem", "Mar del Plata": without their stop, these are names.
    if matches!(words.str(n), "Jan" | "Mar") {
        return false;
    }
    let name_follows = words.after(n + 1).is_some_and(|w| w.capital() && w.token.gap != Gap::Break);
    let doubtful = matches!(words.str(n), "May" | "March" | "April" | "June" | "August" | "Mar.");
    if !doubtful {
        return !(name_follows && words.str(n) == "Jan.");
    }
    let before = words.before(n);
    let time_word = n.checked_sub(1).map_or("", |b| words.str(b));
    let said = before.is_some() && BEFORE_MONTH.contains(&time_word.to_ascii_lowercase().as_str());
    // "the March results", but not "the March for Bread".
    let next = words.after(n + 1).filter(|w| w.lower());
    let counted = before.is_some()
        && time_word == "the"
        && next.is_some()
        && !matches!(words.str(n + 1), "for" | "on" | "of" | "to" | "against" | "in");
    (said || counted) && !name_follows
}

/// Words before a month that say it is one.
const BEFORE_MONTH: &[&str] = &[
    "in", "last", "since", "early", "late", "mid", "by", "until", "till", "next", "this", "of", "from", "to",
    "through", "between", "and", "during", "before", "after", "every", "-",
];

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

pub(super) fn year_at(words: &Words<'_>, n: usize) -> Option<i16> {
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

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::ner::value::values;
    use crate::ner::weights::built_in;

    /// The dates of a text of 7 March 2018, with their norms.
    pub(in crate::ner) fn check(text: &str, expected: &[(&str, &str)]) {
        let words = Words::new(text, 0, built_in());
        // 2018-03-07 was a Wednesday.
        let found = values(&words, Day::new(2018, 3, 7));
        let found: Vec<(&str, &str)> = found
            .iter()
            .filter(|v| v.label == Label::Date)
            .map(|v| (words.span(v.words.start, v.words.end).of(text), v.norm.as_str()))
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn days_are_resolved_against_the_story() {
        check("It closed on Tuesday.", &[("Tuesday", "2018-03-06")]);
        check("On Wednesday afternoon we left.", &[("Wednesday afternoon", "2018-03-07")]);
        check("It came yesterday.", &[("yesterday", "2018-03-06")]);
        check("He left last year.", &[("last year", "2017")]);
        check("It rose earlier this year.", &[("earlier this year", "2018")]);
        check("It was sold on Sept. 16.", &[("Sept. 16", "2017-09-16")]);
    }

    #[test]
    fn dates_say_their_day() {
        check(
            "on January 5, 2016 and 6 June 1944",
            &[("January 5, 2016", "2016-01-05"), ("6 June 1944", "1944-06-06")],
        );
        check("since 2013, in the 1990s", &[("2013", "2013"), ("1990s", "199X")]);
        check("2017-08-16 and 3/7/18", &[("2017-08-16", "2017-08-16"), ("3/7/18", "2018-03-07")]);
        check("three years ago", &[("three years ago", "2015")]);
    }

    #[test]
    fn case_decides_on_months() {
        check("They march in March and may go.", &[("March", "--03")]);
        check("May we go? The March for Bread.", &[]);
        check("They and Jan-Willem met in Mar del Plata.", &[]);
    }

    #[test]
    fn a_day_without_its_year_is_the_nearest() {
        check("from April 2 to Dec. 30", &[("April 2", "2018-04-02"), ("Dec. 30", "2017-12-30")]);
        check("on 16 September", &[("16 September", "2017-09-16")]);
    }

    #[test]
    fn a_weekday_belongs_to_its_day() {
        check("on Saturday, May 20, 2017", &[("Saturday, May 20, 2017", "2017-05-20")]);
        check("July 25, 2017Attorney", &[("July 25, 2017", "2017-07-25")]);
    }

    #[test]
    fn ranges_of_days_and_years_are_one() {
        check("from May 1-31, 2017", &[("May 1-31, 2017", "2017-05-01")]);
        check("the 1939-1945 war, in 1972-73", &[("1939-1945", "1939/1945"), ("1972-73", "1972/1973")]);
        check("in 2011-12 they", &[("2011-12", "")]);
    }
}
