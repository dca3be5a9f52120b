//! How the stories of a name spread over time: counts by day, month or year.

use crate::model::Day;

/// Most columns of a timeline.
const MAX_COLUMNS: usize = 48;
/// Blocks from low to high.
const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Stories by day, month or year.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Timeline {
    /// The first column, as printed: `2017-08`.
    first: String,
    /// The last column.
    last: String,
    unit: &'static str,
    /// Stories of each column, with its name.
    columns: Vec<(String, u32)>,
}

/// A way to cut time: the number of a day's column, and its name.
type Unit = (&'static str, fn(i32, i32) -> i32, fn(i32) -> String);

impl Timeline {
    /// Of the days of stories; nothing where there are fewer than two days.
    pub(super) fn new(days: impl IntoIterator<Item = Day>) -> Option<Timeline> {
        let mut days: Vec<Day> = days.into_iter().collect();
        days.sort_unstable();
        let (first, last) = (*days.first()?, *days.last()?);
        if first == last {
            return None;
        }
        let wide = |from: i32, to: i32| (to - from) as usize + 1;
        if wide(first.days(), last.days()) <= MAX_COLUMNS {
            let name = |n: i32| Day::from_days(n).map_or(String::new(), |d| d.to_string());
            return Some(Timeline::of("day", days.iter().map(|d| d.days()), name));
        }
        let units: [Unit; 2] = [
            (
                "month",
                |year, month| year * 12 + month - 1,
                |n| format!("{:04}-{:02}", n.div_euclid(12), n.rem_euclid(12) + 1),
            ),
            ("year", |year, _| year, |n| format!("{n:04}")),
        ];
        let column = |unit: &Unit, day: &Day| {
            let date = day.date();
            (unit.1)(i32::from(date.year()), i32::from(date.month()))
        };
        let fits = |unit: &&Unit| wide(column(unit, &first), column(unit, &last)) <= MAX_COLUMNS;
        match units.iter().find(fits) {
            Some(unit) => Some(Timeline::of(unit.0, days.iter().map(|d| column(unit, d)), unit.2)),
            None => {
                let year = &units[1];
                let from = column(year, &last) - MAX_COLUMNS as i32 + 1;
                let numbers = days.iter().map(|d| column(year, d)).filter(|n| *n >= from);
                Some(Timeline::of("year", numbers, year.2))
            }
        }
    }

    fn of(unit: &'static str, numbers: impl Iterator<Item = i32>, name: impl Fn(i32) -> String) -> Timeline {
        let numbers: Vec<i32> = numbers.collect();
        let (from, to) = (numbers[0], numbers[numbers.len() - 1]);
        let mut columns: Vec<(String, u32)> = (from..=to).map(|n| (name(n), 0)).collect();
        for n in numbers {
            columns[(n - from) as usize].1 += 1;
        }
        Timeline { first: name(from), last: name(to), unit, columns }
    }

    /// As a row of blocks between its first and last column.
    pub(super) fn sparkline(&self) -> String {
        let most = self.columns.iter().map(|c| c.1).max().unwrap_or(0).max(1);
        let block = |n: u32| match n {
            0 => ' ',
            n => BLOCKS[(n as usize * BLOCKS.len()).div_ceil(most as usize) - 1],
        };
        let blocks: String = self.columns.iter().map(|c| block(c.1)).collect();
        format!("{} {blocks} {}  by {}", self.first, self.last, self.unit)
    }

    /// In words and numbers: each column that has a story.
    pub(super) fn plain(&self) -> String {
        let some = self.columns.iter().filter(|c| c.1 > 0);
        let words: Vec<String> = some.map(|(name, n)| format!("{name} {n}")).collect();
        format!("stories by {}: {}", self.unit, words.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(days: &[(i16, i8, i8)], sparkline: &str, plain: &str) {
        let days = days.iter().map(|(y, m, d)| Day::new(*y, *m, *d).unwrap());
        let timeline = Timeline::new(days).unwrap();
        assert_eq!((timeline.sparkline().as_str(), timeline.plain().as_str()), (sparkline, plain));
    }

    #[test]
    fn time_is_cut_as_finely_as_fits() {
        check(
            &[(2017, 8, 3), (2017, 8, 1), (2017, 8, 3)],
            "2017-08-01 ▄ █ 2017-08-03  by day",
            "stories by day: 2017-08-01 1, 2017-08-03 2",
        );
        check(
            &[(2017, 8, 3), (2017, 11, 1)],
            "2017-08 █  █ 2017-11  by month",
            "stories by month: 2017-08 1, 2017-11 1",
        );
        check(
            &[(1990, 1, 1), (1999, 1, 1)],
            "1990 █        █ 1999  by year",
            "stories by year: 1990 1, 1999 1",
        );
        check(
            &[(1, 1, 1), (1998, 1, 1), (1999, 1, 1)],
            "1998 ██ 1999  by year",
            "stories by year: 1998 1, 1999 1",
        );
    }

    #[test]
    fn one_day_is_no_time() {
        let day = Day::new(2017, 8, 1).unwrap();
        assert_eq!(Timeline::new([day, day]), None);
        assert_eq!(Timeline::new([]), None);
    }
}
