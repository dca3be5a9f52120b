//! The value of `date:` in a query: days, months, years, ranges, and days counted from today.

use std::fmt;

use jiff::civil::Date;

use crate::model::Day;

/// Which published days fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayRange {
    /// Stories without a day.
    Undated,
    /// From the first to the last day, both with it; open where `None`.
    Days(Option<Day>, Option<Day>),
    /// So many units that end with today; 1 or more.
    Last(u16, Unit),
    /// The day before today.
    Yesterday,
}

/// A length of time in a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A day.
    Day,
    /// Seven days.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

impl Unit {
    const ALL: [(&'static str, Unit); 4] =
        [("day", Unit::Day), ("week", Unit::Week), ("month", Unit::Month), ("year", Unit::Year)];

    fn as_str(self) -> &'static str {
        Unit::ALL.iter().find(|(_, unit)| *unit == self).map_or("", |(word, _)| word)
    }
}

impl DayRange {
    /// Reads a value: `2017`, `2017-08`, `2017-08-16`, `a..b` with open ends, `>a`, `>=a`, `<a`, `<=a`, `none`,
    /// `today`, `yesterday`, `last 2 weeks` (or `last-2-weeks`). Fewer than four digits are the years that begin so.
    pub fn parse(value: &str) -> Option<DayRange> {
        let value = value.trim().to_ascii_lowercase();
        match value.as_str() {
            "none" => return Some(DayRange::Undated),
            "today" => return Some(DayRange::Last(1, Unit::Day)),
            "yesterday" => return Some(DayRange::Yesterday),
            _ => {}
        }
        if let Some(rest) = value.strip_prefix("last") {
            return last(rest);
        }
        if let Some((low, high)) = value.split_once("..") {
            let from = if low.is_empty() { None } else { Some(days_of(low)?.0) };
            let to = if high.is_empty() { None } else { Some(days_of(high)?.1) };
            return (from.is_some() || to.is_some()).then_some(DayRange::Days(from, to));
        }
        let next = |day: Day| Day::from_days(day.days() + 1);
        let before = |day: Day| Day::from_days(day.days() - 1);
        for (sign, range) in [
            (">=", (|d| DayRange::Days(Some(d.0), None)) as fn((Day, Day)) -> DayRange),
            ("<=", |d| DayRange::Days(None, Some(d.1))),
        ] {
            if let Some(rest) = value.strip_prefix(sign) {
                return days_of(rest).map(range);
            }
        }
        if let Some(rest) = value.strip_prefix('>') {
            return Some(DayRange::Days(next(days_of(rest)?.1), None));
        }
        if let Some(rest) = value.strip_prefix('<') {
            return Some(DayRange::Days(None, before(days_of(rest)?.0)));
        }
        days_of(&value).map(|(from, to)| DayRange::Days(Some(from), Some(to)))
    }

    /// The same without need of a today; `None` where it is counted from one and there is none.
    pub fn resolve(self, today: Option<Day>) -> Option<DayRange> {
        let (n, unit) = match self {
            DayRange::Undated | DayRange::Days(..) => return Some(self),
            DayRange::Yesterday => {
                let day = Day::from_days(today?.days().saturating_sub(1));
                return Some(DayRange::Days(day, day));
            }
            DayRange::Last(n, unit) => (n, unit),
        };
        let span = match unit {
            Unit::Day => jiff::Span::new().days(n),
            Unit::Week => jiff::Span::new().weeks(n),
            Unit::Month => jiff::Span::new().months(n),
            // More years than the calendar has reach its beginning all the same.
            Unit::Year => jiff::Span::new().years(n.min(9_999)),
        };
        let before = Day::from_date(today?.date().saturating_sub(span));
        Some(DayRange::Days(Day::from_days(before.days().saturating_add(1)), today))
    }

    /// Whether a story of this day fits a range that was resolved; nothing fits one that was not.
    pub fn fits(self, day: Option<Day>) -> bool {
        match (self, day) {
            (DayRange::Undated, day) => day.is_none(),
            (DayRange::Days(from, to), Some(day)) => {
                from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
            }
            (DayRange::Days(..), None) | (DayRange::Last(..) | DayRange::Yesterday, _) => false,
        }
    }
}

/// What stands behind `last`: a number (1 where there is none) and a unit.
fn last(rest: &str) -> Option<DayRange> {
    let mut words = rest.split([' ', '-', '_']).filter(|w| !w.is_empty());
    let mut word = words.next()?;
    let n = word.parse::<u16>();
    if n.is_ok() {
        word = words.next()?;
    }
    let (_, unit) = Unit::ALL.into_iter().find(|(unit, _)| word.trim_end_matches('s') == *unit)?;
    let n = n.unwrap_or(1);
    (n > 0 && words.next().is_none()).then_some(DayRange::Last(n, unit))
}

/// The first and the last day of a year, month or day.
fn days_of(value: &str) -> Option<(Day, Day)> {
    let mut parts = value.trim().trim_end_matches('-').split('-');
    let year = parts.next()?;
    let digits = |s: &str, most: usize| {
        (1..=most).contains(&s.len()).then_some(())?;
        s.bytes().all(|b| b.is_ascii_digit()).then(|| s.parse::<i16>().ok())?
    };
    let number = digits(year, 4)?;
    let (month, day, more) = (parts.next(), parts.next(), parts.next());
    if year.len() < 4 {
        // Year 0 is in the calendar, so the years that begin with 0 need no special case.
        let tens = 10i16.pow(4 - year.len() as u32);
        let (first, last) = (number * tens, number * tens + (tens - 1));
        return match month {
            None => Some((Day::new(first, 1, 1)?, Day::new(last, 12, 31)?)),
            Some(_) => None,
        };
    }
    let Some(month) = month else { return Some((Day::new(number, 1, 1)?, Day::new(number, 12, 31)?)) };
    let month = digits(month, 2)? as i8;
    let Some(day) = day else {
        let first = Date::new(number, month, 1).ok()?;
        return Some((Day::from_date(first), Day::from_date(first.last_of_month())));
    };
    let day = Day::new(number, month, digits(day, 2)? as i8)?;
    more.is_none().then_some((day, day))
}

impl fmt::Display for DayRange {
    /// As it can be typed; whole years and months are told as such.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = match *self {
            DayRange::Undated => return f.write_str("none"),
            DayRange::Yesterday => return f.write_str("yesterday"),
            DayRange::Last(1, Unit::Day) => return f.write_str("today"),
            DayRange::Last(1, unit) => return write!(f, "\"last {}\"", unit.as_str()),
            DayRange::Last(n, unit) => return write!(f, "\"last {n} {}s\"", unit.as_str()),
            DayRange::Days(from, to) => (from, to),
        };
        let (Some(first), Some(last)) = (from, to) else {
            if let Some(from) = from {
                write!(f, "{from}")?;
            }
            f.write_str("..")?;
            return to.map_or(Ok(()), |to| write!(f, "{to}"));
        };
        let (a, b) = (first.date(), last.date());
        if first == last {
            write!(f, "{first}")
        } else if a.year() == b.year() && a == a.first_of_year() && b == b.last_of_year() {
            write!(f, "{:04}", a.year())
        } else if a.first_of_month() == b.first_of_month() && a.day() == 1 && b == b.last_of_month() {
            write!(f, "{:04}-{:02}", a.year(), a.month())
        } else {
            write!(f, "{first}..{last}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        days_of(text).unwrap().0
    }

    fn check(value: &str, from: &str, to: &str) {
        let today = Some(day("2018-03-31"));
        let range = DayRange::parse(value).unwrap_or_else(|| panic!("{value}")).resolve(today);
        let day = |s: &str| (!s.is_empty()).then(|| day(s));
        assert_eq!(range, Some(DayRange::Days(day(from), day(to))), "{value}");
    }

    #[test]
    fn values_become_days() {
        check("2017", "2017-01-01", "2017-12-31");
        check("2016-02", "2016-02-01", "2016-02-29");
        check("2017-8-6", "2017-08-06", "2017-08-06");
        check("201", "2010-01-01", "2019-12-31");
        check("2017-", "2017-01-01", "2017-12-31");
        check("2017-08..2018-03", "2017-08-01", "2018-03-31");
        check("..2018", "", "2018-12-31");
        check("2018..", "2018-01-01", "");
        check(">2018-01-01", "2018-01-02", "");
        check(">2017", "2018-01-01", "");
        check("<2017", "", "2016-12-31");
        check(">=2017-05", "2017-05-01", "");
        check("<=2017-05", "", "2017-05-31");
        check("today", "2018-03-31", "2018-03-31");
        check("yesterday", "2018-03-30", "2018-03-30");
        check("last 2 weeks", "2018-03-18", "2018-03-31");
        check("last-week", "2018-03-25", "2018-03-31");
        check("last month", "2018-03-01", "2018-03-31");
        check("last 2 years", "2016-04-01", "2018-03-31");
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for value in [
            "",
            "soon",
            "2017-13",
            "2017-02-30",
            "20171",
            "..",
            "last",
            "last 0 days",
            "last 2 blue moons",
            "2017-é",
            ">",
        ] {
            assert_eq!(DayRange::parse(value), None, "{value}");
        }
    }

    #[test]
    fn a_printed_range_is_read_back() {
        for value in
            ["none", "today", "yesterday", "last 3 months", "last week", "2017", "2017-12", "0", "9999"]
        {
            let range = DayRange::parse(value).unwrap();
            let printed = range.to_string();
            assert_eq!(DayRange::parse(printed.trim_matches('"')), Some(range), "{printed}");
        }
        assert_eq!(DayRange::parse("2017-01-01..2017-12-31").unwrap().to_string(), "2017");
        assert_eq!(DayRange::parse("2017-08-01..").unwrap().to_string(), "2017-08-01..");
    }

    #[test]
    fn undated_stories_fit_only_none() {
        let none = DayRange::parse("none").unwrap();
        assert!(none.fits(None) && !none.fits(Some(day("2017"))));
        assert!(!DayRange::parse("..2017").unwrap().fits(None));
        assert_eq!(DayRange::parse("today").unwrap().resolve(None), None);
        for n in [1, u16::MAX] {
            for (_, unit) in Unit::ALL {
                let _ = DayRange::Last(n, unit).resolve(Day::from_days(i32::MIN + 1));
                let _ = DayRange::Last(n, unit).resolve(Day::from_days(i32::MAX));
            }
        }
    }
}
