//! Times of day: "11 a.m.", "8:42 p.m. PST", "14:30", noon.

use super::value::Value;
use super::word::Words;
use crate::model::Label;

/// Zones that news prints behind a time.
const ZONES: &[&str] =
    &["EST", "EDT", "PST", "PDT", "CST", "CDT", "MST", "MDT", "ET", "PT", "CT", "GMT", "UTC", "BST", "CET"];

/// "11 a.m.", "8:42 p.m. PST", "14:30".
pub(super) fn time(words: &Words<'_>, n: usize) -> Option<Value> {
    let s = words.str(n);
    let (clock, glued) = match s.find(|c: char| c.is_ascii_alphabetic()) {
        Some(at) => (&s[..at], &s[at..]),
        None => (s, ""),
    };
    let half = |s: &str| match s.to_ascii_lowercase().as_str() {
        "a.m." | "am" | "a.m" => Some(0),
        "p.m." | "pm" | "p.m" => Some(12),
        _ => None,
    };
    // "0137 GMT"
    if let Some(norm) = military(clock).filter(|_| glued.is_empty() && zone(words, n + 1)) {
        return Some(Value { words: n..n + 2, label: Label::Time, norm });
    }
    let (hour, minute) = match clock.split_once(':') {
        Some((h, m)) => (h.parse::<u8>().ok()?, m.get(..2)?.parse::<u8>().ok()?),
        None => (clock.parse::<u8>().ok()?, 0),
    };
    let (offset, mut end) = match (half(glued), words.after(n + 1).and_then(|_| half(words.str(n + 1)))) {
        (Some(h), _) => (Some(h), n + 1),
        (None, Some(h)) if glued.is_empty() => (Some(h), n + 2),
        _ if clock.contains(':') && glued.is_empty() => (None, n + 1),
        _ => return None,
    };
    end += usize::from(zone(words, end));
    let hour = offset.map_or(hour, |o| hour % 12 + o);
    if hour > 23 || minute > 59 {
        return None;
    }
    Some(Value { words: n..end, label: Label::Time, norm: format!("{hour:02}:{minute:02}") })
}

fn zone(words: &Words<'_>, n: usize) -> bool {
    words.after(n).is_some() && ZONES.contains(&words.str(n))
}

/// Four digits that are hours and minutes.
fn military(digits: &str) -> Option<String> {
    let plain = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
    let (hour, minute) = plain.then(|| digits.split_at(2))?;
    (hour < "24" && minute < "60").then(|| format!("{hour}:{minute}"))
}

/// "noon", "midnight".
pub(super) fn named(words: &Words<'_>, n: usize) -> Option<Value> {
    let norm = match words.str(n) {
        "noon" => "12:00",
        "midnight" => "00:00",
        _ => return None,
    };
    Some(Value { words: n..n + 1, label: Label::Time, norm: norm.into() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ner::weights::built_in;

    fn check(text: &str, expected: Option<&str>) {
        let words = Words::new(text, 0, built_in());
        let found = time(&words, 0).or_else(|| named(&words, 0));
        assert_eq!(found.as_ref().map(|v| v.norm.as_str()), expected, "{text:?}");
    }

    #[test]
    fn clocks_are_read() {
        check("8:42 p.m. PST", Some("20:42"));
        check("11am", Some("11:00"));
        check("14:30", Some("14:30"));
        check("12 a.m.", Some("00:00"));
        check("noon", Some("12:00"));
        check("0137 GMT", Some("01:37"));
        check("1950 men", None);
        check("25:00", None);
        check("11 men", None);
    }
}
