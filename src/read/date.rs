//! Reads a day out of whatever a date field holds.

use crate::model::Day;

/// Longer strings hold no date that is worth looking for, in bytes.
const DATE_BYTES: usize = 120;

/// The day that `date` tells: ISO forms, mail dates, `December 31, 2017`, `Aug. 16, 2017`, `16 August 2017`,
/// `7-Mar-18`, `6/19/17` (month first, as in the United States, unless that cannot be), `16.8.2017`, and
/// seconds, milliseconds, microseconds or nanoseconds since 1970. The day is the one written, whatever the
/// time zone. `None` for anything else, and where day, month or year is missing.
///
/// ```
/// let day = newshound::read::parse_date("Wed, 07 Mar 2018 10:20:30 GMT").unwrap();
/// assert_eq!(day.to_string(), "2018-03-07");
/// assert!(newshound::read::parse_date("March 2018").is_none());
/// ```
pub fn parse_date(date: &str) -> Option<Day> {
    let date = date.trim();
    if date.len() > DATE_BYTES || !date.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    since_1970(date).or_else(|| compact(date)).or_else(|| written(date))
}

/// The month whose name, or the first three letters or more of it, this is; 1 to 12.
pub(super) fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.strip_suffix('.').unwrap_or(word);
    if word.len() < 3 || !word.is_ascii() {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    (1i8..).zip(MONTHS).find(|(_, m)| m.starts_with(&lower)).map(|(n, _)| n)
}

/// A day from numbers; years of two digits are 1969 to 2068 (POSIX `strptime`).
fn day(year: i64, digits: usize, month: i64, day: i64) -> Option<Day> {
    let year = match (digits, year) {
        (4, 1000..) => year,
        (2, 69..) => 1900 + year,
        (2, _) => 2000 + year,
        _ => return None,
    };
    Day::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// A bare number of 9 digits or more: time since 1970, its unit told by its size.
fn since_1970(date: &str) -> Option<Day> {
    let whole = match date.split_once('.') {
        Some((whole, part)) if part.bytes().all(|b| b.is_ascii_digit()) => whole,
        Some(_) => return None,
        None => date,
    };
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let per_second: i64 = match digits.len() {
        9..=11 => 1,
        12..=14 => 1_000,
        15..=16 => 1_000_000,
        18..=19 => 1_000_000_000,
        _ => return None,
    };
    days_since_1970(whole.parse::<i64>().ok()?.div_euclid(per_second * 86_400))
}

/// The day that is so many behind the first of 1970, if it is in the years 1 to 9999.
pub(super) fn days_since_1970(days: i64) -> Option<Day> {
    i32::try_from(days).ok().filter(|d| (-719_162..=2_932_896).contains(d)).and_then(Day::from_days)
}

/// `20180307`, alone or before a `T`.
fn compact(date: &str) -> Option<Day> {
    let digits = date.get(..8).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
    if !matches!(date.as_bytes().get(8), None | Some(b'T' | b' ')) {
        return None;
    }
    let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i64>().ok();
    day(number(0..4)?, 4, number(4..6)?, number(6..8)?)
}

/// A part of a date: a number with its digits, a month, or the sign that stands before a number.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    Number(i64, usize),
    Month(i8),
}

/// The parts of a date, each with the byte before it, clock times left out.
fn parts(date: &str) -> Vec<(u8, Part)> {
    let bytes = date.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        let run =
            |test: fn(&u8) -> bool| bytes.get(start..).unwrap_or(&[]).iter().take_while(|b| test(b)).count();
        let before = start.checked_sub(1).and_then(|n| bytes.get(n)).copied().unwrap_or(b' ');
        if byte.is_ascii_digit() {
            at += run(u8::is_ascii_digit);
            // What stands around a colon is a time of day.
            let clock = bytes.get(at) == Some(&b':') || before == b':';
            if let Some(number) = date.get(start..at).and_then(|d| d.parse().ok()).filter(|_| !clock) {
                out.push((before, Part::Number(number, at - start)));
            }
        } else if byte.is_ascii_alphabetic() {
            at += run(u8::is_ascii_alphabetic);
            out.extend(date.get(start..at).and_then(month).map(|m| (before, Part::Month(m))));
        } else {
            at += 1;
        }
    }
    out
}

/// A date in words or in three numbers.
fn written(date: &str) -> Option<Day> {
    let parts = parts(date);
    for at in 0..parts.len() {
        let Some([(_, a), (first, b), (second, c)]) = parts.get(at..at + 3) else { break };
        let found = match (*a, *b, *c) {
            (Part::Month(m), Part::Number(d, 1..=2), Part::Number(y, n @ 4)) => day(y, n, i64::from(m), d),
            (Part::Number(d, 1..=2), Part::Month(m), Part::Number(y, n)) => day(y, n, i64::from(m), d),
            (Part::Number(y, n @ 4), Part::Month(m), Part::Number(d, 1..=2)) => day(y, n, i64::from(m), d),
            (Part::Number(x, xn), Part::Number(y, yn), Part::Number(z, zn)) if first == second => {
                numbers(*first, [(x, xn), (y, yn), (z, zn)])
            }
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// Three numbers with the same sign between them.
fn numbers(sign: u8, [(x, xn), (y, yn), (z, zn)]: [(i64, usize); 3]) -> Option<Day> {
    if !matches!(sign, b'-' | b'/' | b'.') || yn > 2 {
        return None;
    }
    if xn == 4 {
        return if zn <= 2 { day(x, 4, y, z) } else { None };
    }
    if xn > 2 || (zn != 4 && zn != 2) {
        return None;
    }
    let (month_first, day_first) = (day(z, zn, x, y), day(z, zn, y, x));
    if sign == b'.' { day_first.or(month_first) } else { month_first.or(day_first) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(date: &str, expected: &str) {
        let found = parse_date(date).map(|d| d.to_string()).unwrap_or_default();
        assert_eq!(found, expected, "{date}");
    }

    #[test]
    fn dates_of_many_shapes_are_read() {
        for date in [
            "2018-03-07",
            "2018-03-07T10:20:30Z",
            "2018-03-07T10:20:30.123+05:30",
            "2018-03-07 10:20:30.426130",
            "Wed, 07 Mar 2018 10:20:30 GMT",
            "March 7, 2018",
            "7 March 2018",
            "7-Mar-18",
            "03/07/2018",
            "3/7/18",
            "07.03.2018",
            "20180307",
            "20180307T102030Z",
            "1520380800",
            "1520380800000",
            "1520380800000000",
            "1520380800.5",
            "Updated: March 7, 2018 at 4:05 p.m. ET",
            "2018-03-07T25:61:61Z",
            "Mar. 7, 2018",
            "Wednesday, 7th of March, 2018",
            "March 7th 2018",
            "2018/03/07",
            "2018 Mar 7",
            "10:20, 7 Mar 2018",
            "Wed Mar 7 2018 10:20:30 GMT+0000 (UTC)",
            "Sat, 07 Mar 18 10:20:30 +0000",
        ] {
            check(date, "2018-03-07");
        }
        check("12/31/16", "2016-12-31");
        check("31/12/2016", "2016-12-31");
        check("-2145916800000", "1902-01-01");
    }

    #[test]
    fn what_is_no_full_date_is_none() {
        for date in [
            "2018",
            "2018-03",
            "2018-02-30",
            "0000-00-00",
            "10000-01-01",
            "-0001-01-01",
            "yesterday",
            "",
            "Mar 2018",
            "٢٠١٨-٠٣-٠٧",
            "-1",
            "1e300",
            "12:30:45",
            "1.2.3",
            "9999999999999999999",
            "March 7",
        ] {
            check(date, "");
        }
    }

    proptest! {
        #[test]
        fn no_string_panics(s in "\\PC{0,40}", n in "[-0-9/.: TZ]{0,30}") {
            let _ = (parse_date(&s), parse_date(&n));
        }
    }
}
