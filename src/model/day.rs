//! A calendar day, as stories are dated.

use std::fmt;

use jiff::civil::Date;

/// A day, counted from 1970-01-01 (which is 0).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// 1970-01-01.
const EPOCH: Date = jiff::civil::date(1970, 1, 1);

impl Day {
    /// The number that stands for "no day" in a block.
    pub const NONE: i32 = i32::MIN;

    /// The day of this year, month and day of the month, if there is one.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Day> {
        Date::new(year, month, day).ok().map(Day::from_date)
    }

    /// The day of a civil date.
    pub fn from_date(date: Date) -> Day {
        let days = (date - EPOCH).get_days();
        Day(days)
    }

    /// As a civil date. Days outside the calendar's years (-9999 to 9999) give the nearest one inside.
    pub fn date(self) -> Date {
        EPOCH.checked_add(jiff::Span::new().days(self.0.clamp(-4_371_587, 2_932_896))).unwrap_or(EPOCH)
    }

    /// Days from 1970-01-01.
    pub fn days(self) -> i32 {
        self.0
    }

    /// The day this many days from 1970-01-01; `None` for the block's "no day".
    pub fn from_days(days: i32) -> Option<Day> {
        (days != Day::NONE).then_some(Day(days))
    }
}

impl fmt::Display for Day {
    /// ISO form: `2017-08-16`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let d = self.date();
        write!(f, "{:04}-{:02}-{:02}", d.year(), d.month(), d.day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_prints_as_it_was_made() {
        for (y, m, d, text) in
            [(2017, 8, 16, "2017-08-16"), (1902, 1, 1, "1902-01-01"), (2099, 12, 31, "2099-12-31")]
        {
            assert_eq!(Day::new(y, m, d).unwrap().to_string(), text);
        }
        assert_eq!(Day::new(2017, 2, 30), None);
        assert!(Day::new(2017, 8, 16) < Day::new(2017, 8, 17));
    }

    #[test]
    fn no_number_of_days_panics() {
        for days in [i32::MIN + 1, i32::MAX, 0] {
            let _ = Day(days).to_string();
        }
    }
}
