//! States printed behind a place ("Portland, Ore."): they tell apart places of one name.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::nation;
use crate::model::Span;
use crate::text::fold;

/// U.S. states and the capital's district, with the abbreviations of the AP stylebook and the older Calif. style
/// (folded, without stops).
const STATES: [(&str, &[&str]); 51] = [
    ("alabama", &["ala"]),
    ("alaska", &[]),
    ("arizona", &["ariz"]),
    ("arkansas", &["ark"]),
    ("california", &["calif", "cal"]),
    ("colorado", &["colo"]),
    ("connecticut", &["conn"]),
    ("delaware", &["del"]),
    ("district of columbia", &["dc"]),
    ("florida", &["fla"]),
    ("georgia", &["ga"]),
    ("hawaii", &[]),
    ("idaho", &[]),
    ("illinois", &["ill"]),
    ("indiana", &["ind"]),
    ("iowa", &[]),
    ("kansas", &["kan", "kans"]),
    ("kentucky", &["ky"]),
    ("louisiana", &["la"]),
    ("maine", &[]),
    ("maryland", &["md"]),
    ("massachusetts", &["mass"]),
    ("michigan", &["mich"]),
    ("minnesota", &["minn"]),
    ("mississippi", &["miss"]),
    ("missouri", &["mo"]),
    ("montana", &["mont"]),
    ("nebraska", &["neb"]),
    ("nevada", &["nev"]),
    ("new hampshire", &["nh"]),
    ("new jersey", &["nj"]),
    ("new mexico", &["nm"]),
    ("new york", &["ny"]),
    ("north carolina", &["nc"]),
    ("north dakota", &["nd"]),
    ("ohio", &[]),
    ("oklahoma", &["okla"]),
    ("oregon", &["ore"]),
    ("pennsylvania", &["pa"]),
    ("rhode island", &["ri"]),
    ("south carolina", &["sc"]),
    ("south dakota", &["sd"]),
    ("tennessee", &["tenn"]),
    ("texas", &["tex"]),
    ("utah", &[]),
    ("vermont", &["vt"]),
    ("virginia", &["va"]),
    ("washington", &["wash"]),
    ("west virginia", &["wva"]),
    ("wisconsin", &["wis"]),
    ("wyoming", &["wyo"]),
];

/// The State whose bare name is the city's: it is called "Washington state", or by its abbreviation.
pub(super) const CITY_TOO: &str = "washington";

/// The State whose name is a country's too, and what stands in stories on that country and hardly in any on the State.
pub(super) const COUNTRY_TOO: &str = "georgia";
const OF_COUNTRY: [&str; 13] = [
    "abkhazia",
    "adjara",
    "armenia",
    "azerbaijan",
    "batumi",
    "caucasus",
    "gori",
    "ossetia",
    "south caucasus",
    "south ossetia",
    "sukhumi",
    "tbilisi",
    "tskhinvali",
];
/// Cities of the State.
const OF_STATE: [&str; 6] = ["atlanta", "augusta", "columbus", "macon", "marietta", "savannah"];

/// The key of the country with the name of a State.
pub(super) const COUNTRY: &str = "georgia of the caucasus";

/// Whether a story that names these places (their keys), some of them in one list with it, means the country.
pub(super) fn is_country<'a>(places: impl Iterator<Item = &'a str>, beside: &[&str]) -> bool {
    let is_state = |place: &str| full(place).is_some_and(|state| state != COUNTRY_TOO);
    let (mut near, mut other_state, mut city) = (false, false, false);
    for place in places {
        let bare = place.split(", ").next().unwrap_or(place);
        if OF_COUNTRY.contains(&bare) {
            near = true;
            continue;
        }
        city |= place.ends_with(", georgia") || OF_STATE.contains(&bare);
        other_state |= is_state(bare);
    }
    let listed = beside.iter().any(|place| nation::named(place).is_some());
    let listed = listed && !beside.iter().any(|place| is_state(place));
    !city && (listed || (near && !other_state))
}

/// Whether two names are neighbours in a list: a comma, "and" or "or" between.
pub(super) fn is_list(text: &str, first: Span, second: Span) -> bool {
    let gap = text.get(first.end as usize..second.start as usize).filter(|gap| gap.len() <= 6);
    gap.is_some_and(|gap| matches!(gap.trim(), "," | "and" | "or" | ", and" | ", or"))
}

/// Longest printed state in bytes ("District of Columbia"), and a little for a line end.
const MAX_BYTES: usize = 24;

/// Each state under its name and its abbreviations.
static BY_NAME: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    let names = |(long, short): &(&'static str, &'static [&'static str])| {
        let long = *long;
        std::iter::once((long, long)).chain(short.iter().map(move |short| (*short, long)))
    };
    STATES.iter().flat_map(names).collect()
});

/// The full name of a state, printed in full or short.
pub(super) fn full(printed: &str) -> Option<&'static str> {
    if printed.len() > MAX_BYTES {
        return None;
    }
    let name = fold(printed).split_whitespace().collect::<Vec<_>>().join(" ").replace('.', "");
    if let Some(state) = BY_NAME.get(&*name).filter(|long| **long == name) {
        return Some(state);
    }
    // Letters with stops between are the initials of two words ("N.C."); "M.D." is a doctor.
    let initials = printed.trim_end_matches('.').contains('.');
    let short = name.replace(' ', "");
    BY_NAME.get(&*short).copied().filter(|long| *long != short && (!initials || long.contains(' ')))
}

/// A place and the state printed in its span: `("Portland", "oregon")` of "Portland, Ore.".
pub(super) fn split(surface: &str) -> (&str, Option<&'static str>) {
    match surface.split_once(',') {
        Some((place, state)) => match full(state.trim()) {
            Some(state) => (place, Some(state)),
            None => (surface, None),
        },
        None => (surface, None),
    }
}

/// The state that is printed behind the place that ends at byte `end` of `text`: a comma, a state, and neither a
/// further word of a name nor the rest of a list behind it ("Ohio, Texas and Maine").
pub(super) fn behind(text: &str, place: &str, end: usize) -> Option<&'static str> {
    if is_state_of_city(text, place, end) {
        return Some(CITY_TOO);
    }
    let rest = text.get(end..)?.strip_prefix([','])?.strip_prefix([' ', '\n', '\u{a0}'])?;
    if !rest.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let (state, printed, after) = longest(rest)?;
    let district = state == "district of columbia";
    if full(place).is_some() && !(district && fold(place) == "washington") {
        return None;
    }
    let after = after.trim_start_matches([' ', '\n']);
    let list = after.starts_with("and ") || after.starts_with("or ");
    let longer = !printed.ends_with('.') && after.starts_with(char::is_uppercase);
    (!list && !longer).then_some(state)
}

/// Whether the word "state" stands behind the name of the State that is a city's too.
fn is_state_of_city(text: &str, place: &str, end: usize) -> bool {
    let rest = text.get(end..).and_then(|rest| rest.strip_prefix([' ', '\n', '\u{a0}']));
    let word = rest.and_then(|rest| rest.split(|c: char| !c.is_alphanumeric()).next());
    word == Some("state") && fold(place) == CITY_TOO
}

/// The longest state that `rest` begins with, as printed too, and what stands behind it.
fn longest(rest: &str) -> Option<(&'static str, &str, &str)> {
    let mut ends = rest
        .char_indices()
        .map(|(n, c)| (n, c, n + c.len_utf8()))
        .take_while(|(n, c, _)| *n < MAX_BYTES && (c.is_alphabetic() || matches!(c, '.' | ' ' | '\n')))
        .filter(|(_, c, _)| !c.is_whitespace())
        .map(|(_, _, end)| end)
        .collect::<Vec<_>>();
    while let Some(end) = ends.pop() {
        let (printed, after) = rest.split_at(end);
        if after.starts_with(char::is_alphanumeric) {
            continue;
        }
        if let Some(state) = full(printed) {
            return Some((state, printed, after));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, place: &str, expected: Option<&str>) {
        assert_eq!(behind(text, place, place.len()), expected, "{text:?}");
    }

    #[test]
    fn a_state_behind_a_comma_belongs_to_the_place() {
        check("ARDEN, Ore. – The", "ARDEN", Some("oregon"));
        check("Arden, West Virginia, on", "Arden", Some("west virginia"));
        check("Arden, N.C., on", "Arden", Some("north carolina"));
        check("Arden,\nMaine.", "Arden", Some("maine"));
        check("Arden, Ore. Mayor Moss", "Arden", Some("oregon"));
        check("Washington, D.C.", "Washington", Some("district of columbia"));
        check("Washington state officials", "Washington", Some("washington"));
        check("Washington State University", "Washington", None);
        check("Oregon state officials", "Oregon", None);
        check("Arden, M.D.", "Arden", None);
    }

    #[test]
    fn lists_and_longer_names_do_not() {
        check("Ohio, Texas, Maine", "Ohio", None);
        check("Arden, Ohio and Texas", "Arden", None);
        check("Arden, Washington County", "Arden", None);
        check("Arden, Orestes", "Arden", None);
        check("Arden, in Maine", "Arden", None);
        check("Arden,", "Arden", None);
    }

    #[test]
    fn a_span_may_hold_the_state() {
        assert_eq!(split("ARDEN, Ore."), ("ARDEN", Some("oregon")));
        assert_eq!(split("Arden, Elsewhere"), ("Arden, Elsewhere", None));
    }
}
