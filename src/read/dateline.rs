//! The dateline: "PORTLAND, Ore. –", "MIAMI (CBSMiami) –", and the credit in its brackets.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::Span;

/// Bytes of a line in which a dateline ends, if it has one: the longest kind names two cities, a state, a day
/// and an agency.
const DATELINE_BYTES: usize = 140;

/// A dateline in a line of a story.
#[derive(Debug, PartialEq)]
pub(super) struct Dateline {
    /// From the first letter of the place to the dash.
    pub(super) span: Span,
    /// The credit with its brackets.
    pub(super) credit: Option<Span>,
}

/// How datelines look: place, region, day, credit, dash.
static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    let place = r"\p{Lu}[\p{Lu}.’'\-]+(?: \p{Lu}[\p{Lu}.’'\-]*){0,3}";
    let titled = r"\p{Lu}[\p{L}.’'\-]+(?: \p{Lu}[\p{L}.’'\-]*){0,2}";
    let region = r",? (?:\p{Lu}[\p{L}.]*)(?: \p{Lu}[\p{L}.]*){0,2}";
    let day =
        r",? (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, (?:19|20)\d\d)?";
    let credit = r"\s?(?P<credit>\([\p{L}][^()\n]{1,40}\))";
    let dash = r"(?:\s*(?:–|—|―|--)|\s+-(?:\s|$)|\s*-\s)";
    Regex::new(&format!(
        "^(?:(?P<place>{place}(?:/{place})*)(?P<region>{region})?(?:{day})?(?:{credit})?|\
         (?P<titled>{titled})(?:{region})?(?:{day})?(?P<c2>\\s?\\([\\p{{L}}][^()\\n]{{1,40}}\\)))(?P<dash>{dash})"
    ))
    .expect("the pattern is tested")
});

/// Words in capitals before a dash that are no place.
const NO_PLACE: [&str; 24] = [
    "UPDATE",
    "UPDATED",
    "BREAKING",
    "BREAKING NEWS",
    "EXCLUSIVE",
    "WATCH",
    "VIDEO",
    "PHOTOS",
    "LISTEN",
    "NOTE",
    "OPINION",
    "ANALYSIS",
    "CORRECTION",
    "ALERT",
    "LIVE",
    "READ",
    "MORE",
    "NEWS",
    "REPORT",
    "EDITORIAL",
    "REVIEW",
    "INTERVIEW",
    "JUST IN",
    "WARNING",
];

/// The dateline at the beginning of `line`, which begins at byte `at` of the text.
pub(super) fn dateline(line: &str, at: usize) -> Option<Dateline> {
    let lead = line.len() - line.trim_start().len();
    let head = super::field::head(line.get(lead..)?, DATELINE_BYTES);
    // What the pattern would find out too, but sooner.
    if !head.starts_with(char::is_uppercase) {
        return None;
    }
    let found = DATELINE.captures(head)?;
    let credit = found.name("credit").or_else(|| found.name("c2"));
    if let Some(place) = found.name("place") {
        let word = place.as_str().trim_end_matches(['.', '-']);
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let alone = credit.is_none() && found.name("region").is_none();
        // Two or three capitals alone are initials ("GOP – ...").
        if NO_PLACE.contains(&word) || letters < 3 || (alone && letters < 4) {
            return None;
        }
    }
    let whole = found.get(0)?;
    let end = whole.start() + whole.as_str().trim_end().len();
    let start = at + lead;
    Some(Dateline {
        span: Span::new(start, start + end),
        credit: credit.map(|c| {
            let blanks = c.as_str().len() - c.as_str().trim_start().len();
            Span::new(start + c.start() + blanks, start + c.end())
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<(&str, &str)>) {
        let found = dateline(line, 0);
        let found = found.as_ref().map(|d| (d.span.of(line), d.credit.map_or("", |c| c.of(line))));
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn datelines_are_found_with_their_credit() {
        for (line, dateline, credit) in [
            ("PORTLAND, Ore. – The mayor spoke.", "PORTLAND, Ore. –", ""),
            ("MIAMI (CBSMiami) – A number of groups", "MIAMI (CBSMiami) –", "(CBSMiami)"),
            ("SACRAMENTO — The bill passed.", "SACRAMENTO —", ""),
            ("WASHINGTON (Reuters) - The bill passed.", "WASHINGTON (Reuters) -", "(Reuters)"),
            ("WASHINGTON/NEW YORK (AP) — The bill", "WASHINGTON/NEW YORK (AP) —", "(AP)"),
            ("  SANTA CRUZ, CA--What does it cost?", "SANTA CRUZ, CA--", ""),
            ("ST. LOUIS—Saying he hoped", "ST. LOUIS—", ""),
            ("WASHINGTON, D.C. (AP) — Early", "WASHINGTON, D.C. (AP) —", "(AP)"),
            (
                "BADEN-BADEN, Germany, March 7, 2018 (AP) — Talks",
                "BADEN-BADEN, Germany, March 7, 2018 (AP) —",
                "(AP)",
            ),
            ("HILO, Hawaii, Aug. 16 - Rain", "HILO, Hawaii, Aug. 16 -", ""),
            ("Lyon, France (AFP) - The vote", "Lyon, France (AFP) -", "(AFP)"),
            ("MÜNCHEN – Die Stadt", "MÜNCHEN –", ""),
            ("RIO DE JANEIRO (Reuters) - The vote", "RIO DE JANEIRO (Reuters) -", "(Reuters)"),
        ] {
            check(line, Some((dateline, credit)));
        }
    }

    #[test]
    fn sentences_and_headlines_are_no_datelines() {
        for line in [
            "UPDATE (8:42 p.m. PST): The mayor spoke.",
            "BREAKING – The mayor spoke.",
            "GOP – the party",
            "The mayor – who spoke – left.",
            "Oscar-winner Ann Ruiz took to the stage",
            "Tweet Tower—The company is looking",
            "President-elect Ann Ruiz",
            "A – B",
            "",
        ] {
            check(line, None);
        }
    }
}
