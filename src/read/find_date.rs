//! Looks for the day of a story where none is given: in the head of its text, in its path.

use std::sync::LazyLock;

use regex::Regex;

use super::date::parse_date;
use crate::model::Day;

/// A month's name in any usual length.
const MONTH: &str = "(?:Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?\\.?|July?\\.?|\
    Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)";

/// A full date in running text: day, month and year are there.
static IN_TEXT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"\b(?:(?:19|20)\d\d-[01]\d-[0-3]\d|(?i:{MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d|\d{{1,2}}(?:st|nd|rd|th)?\s+(?i:{MONTH}),?\s+(?:19|20)\d\d)\b"
    ))
    .expect("the pattern is tested")
});

/// A full date in a path: `2017-08-16`, `2017_08_16`, `2017/08/16`, `20170816`, with no digit beside it.
static IN_PATH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:^|[^0-9])((?:19|20)\d\d)(?:([-_./])([01]\d)([-_./])([0-3]\d)|([01]\d)([0-3]\d))(?:[^0-9]|$)",
    )
    .expect("the pattern is tested")
});

/// Words before a date that make it the day of something else.
const OTHER_DAY: [&str; 14] = [
    "since",
    "born",
    "until",
    "till",
    "before",
    "after",
    "from",
    "dated",
    "by",
    "through",
    "expires",
    "effective",
    "died",
    "in",
];

/// The first full date in `head` that can be the day of the story.
pub(super) fn in_text(head: &str) -> Option<Day> {
    IN_TEXT.find_iter(head).find_map(|found| {
        let before = head.get(..found.start()).unwrap_or("").trim_end();
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let joined = before.ends_with(word) && !word.is_empty();
        if joined && OTHER_DAY.iter().any(|w| w.eq_ignore_ascii_case(word)) {
            return None;
        }
        parse_date(found.as_str())
    })
}

/// Where the first full date in a line begins.
pub(super) fn place(line: &str) -> Option<usize> {
    IN_TEXT.find(line).map(|found| found.start())
}

/// The last full date in a path: the file's name goes before its folders.
pub(super) fn in_path(path: &str) -> Option<Day> {
    let mut last = None;
    let mut at = 0;
    // Two dates may share the sign between them, so each search begins inside the one before.
    while let Some(found) = path.get(at..).and_then(|rest| IN_PATH.captures(rest)) {
        let part = |n: usize| found.get(n).map_or("", |m| m.as_str());
        let year = found.get(1)?;
        if part(2) == part(4) {
            let (month, day) = if part(3).is_empty() { (part(6), part(7)) } else { (part(3), part(5)) };
            last = parse_date(&format!("{}-{month}-{day}", year.as_str())).or(last);
        }
        at += year.end();
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(find: fn(&str) -> Option<Day>, input: &str, expected: &str) {
        assert_eq!(find(input).map(|d| d.to_string()).unwrap_or_default(), expected, "{input}");
    }

    #[test]
    fn a_full_date_in_the_text_is_found() {
        check(in_text, "HILO (Aug. 16, 2017) – Rain fell.", "2017-08-16");
        check(in_text, " date 2017-08-16 Follow us", "2017-08-16");
        check(in_text, "Posted on Wednesday, 16 August 2017 by Ann", "2017-08-16");
        check(in_text, "The mayor, born May 3, 1961, spoke on March 7, 2018.", "2018-03-07");
        check(in_text, "since March 7, 2018, and on Sept. 16 there was rain", "");
        check(in_text, "In March 2018 and at 12-30-2017-5", "");
        check(in_text, "the 14th of 2017", "");
    }

    #[test]
    fn a_full_date_in_the_path_is_found() {
        check(in_path, "2017-08-16-ferry.txt", "2017-08-16");
        check(in_path, "wire/2017/08/16/ferry.txt", "2017-08-16");
        check(in_path, "2016/01/02/20170816_ferry.txt", "2017-08-16");
        check(in_path, "article730081389.txt", "");
        check(in_path, "2017-08/16.txt", "");
        check(in_path, "20179916.txt", "");
        check(in_path, "809a9f2017081612.txt", "");
    }
}
