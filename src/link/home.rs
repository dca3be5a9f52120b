//! Of which place a story is: its country, its State, its town, as its names and its dateline say.

use rustc_hash::FxHashMap;

use super::body::{ALONE, NATION, is_common, owners};
use super::group::{Group, Groups, field_str};
use super::{key, nation, state};
use crate::model::{Draft, DraftMention, Label, Rule};

/// Last word of a county's name.
const COUNTY: &str = " county";
/// Words of bodies that a country has one of.
const OF_COUNTRY: [&str; 7] =
    ["cabinet", "central", "constitutional", "foreign", "ministry", "national", "parliament"];
/// Words of bodies that a town has one of.
const OF_TOWN: [&str; 10] =
    ["city", "fire", "municipal", "planning", "police", "school", "schools", "town", "village", "zoning"];
/// Words of bodies that a State has many of.
const OF_COUNTY: [&str; 3] = ["county", "sheriff", "sheriffs"];

/// The places that a story is of.
pub(super) struct Homes {
    /// Its country, if it names just one beside the United States.
    country: Option<&'static str>,
    /// Its State, if it names just one, or that of its dateline.
    state: Option<String>,
    /// The town of its dateline, or the one it names most.
    town: Option<String>,
    /// It speaks of the nation's capital or Congress.
    pub(super) of_nation: bool,
}

impl Homes {
    /// Reads the places of a story.
    pub(super) fn new(draft: &Draft, mentions: &[DraftMention], groups: &Groups<'_>) -> Homes {
        let (mut countries, mut states) = (Vec::new(), Vec::new());
        let mut towns: FxHashMap<&str, u32> = FxHashMap::default();
        let mut of_nation = false;
        for (_, group) in groups.roots() {
            let (place, in_state) = bare(&group.key);
            of_nation |= matches!(place, "washington" | "congress" | "capitol hill" | "white house");
            match group.label() {
                Label::Group => countries.extend(nation::of_adjective(place)),
                Label::Place => {
                    states.extend(in_state.or_else(|| state_of_key(place)).map(str::to_owned));
                    countries.extend(nation::named(place));
                    if is_town(place) {
                        *towns.entry(place).or_insert(0) += group.n;
                    }
                }
                _ => {}
            }
        }
        countries.retain(|country| *country != NATION);
        let in_dateline = dateline(draft, mentions).filter(|town| is_town(town));
        let state = state_of_dateline(draft, mentions).map(str::to_owned);
        Homes {
            country: only(&countries).copied(),
            state: state.or_else(|| only(&states).cloned()),
            town: in_dateline.or_else(|| most_named(&towns)),
            of_nation,
        }
    }

    /// The place whose body a bare one is most likely.
    pub(super) fn of(&self, words: &str) -> Option<&str> {
        if words.split(' ').filter(|w| !key::is_function_word(w)).count() == 1 && !ALONE.contains(&words) {
            return None;
        }
        let any = |of: &[&str]| words.split(' ').any(|w| of.contains(&w));
        if any(&OF_COUNTRY) {
            self.country
        } else if any(&OF_TOWN) {
            self.town.as_deref()
        } else {
            // "County Board": of which of a State's counties?
            self.state.as_deref().filter(|_| !any(&OF_COUNTY))
        }
    }
}

/// A place's key without its State, and the State.
fn bare(key: &str) -> (&str, Option<&str>) {
    key.split_once(", ").map_or((key, None), |(place, state)| (place, Some(state)))
}

/// The State that the key of a place says.
fn state_of_key(place: &str) -> Option<&'static str> {
    if place == key::state_of_city() { Some(state::CITY_TOO) } else { state_only(place) }
}

/// Whether a place's key is neither a country's, nor a State's, nor a county's.
fn is_town(place: &str) -> bool {
    nation::named(place).is_none() && state::full(place).is_none() && !place.ends_with(COUNTY)
}

/// The town that the story names most, if it is one only.
fn most_named(towns: &FxHashMap<&str, u32>) -> Option<String> {
    let most = towns.values().max()?;
    let mut often = towns.iter().filter(|(_, n)| *n == most).map(|(town, _)| *town);
    let first = often.next();
    first.filter(|_| often.next().is_none()).map(str::to_owned)
}

/// The only thing in a list, however often.
fn only<T: PartialEq>(all: &[T]) -> Option<&T> {
    all.first().filter(|first| all.iter().all(|other| other == *first))
}

/// The place of the dateline, as compared.
fn dateline(draft: &Draft, mentions: &[DraftMention]) -> Option<String> {
    let m = mentions.iter().find(|m| m.rule == Rule::Dateline && m.label == Label::Place)?;
    Some(key::place(state::split(m.span.of(field_str(draft, m.field))).0))
}

/// Tells the counties of a story's own State, and their bodies, from those of one name elsewhere: where a dateline says the
/// State, a county told without one is there.
pub(super) fn counties(draft: &Draft, mentions: &[DraftMention], groups: &mut Groups<'_>) {
    let is_county = |g: &Group| match g.label() {
        Label::Place => g.key.ends_with(COUNTY),
        Label::Org => g.forms.iter().any(|form| of_county(&groups.form(*form).words)),
        _ => false,
    };
    let found: Vec<u32> =
        groups.roots().filter(|(_, g)| !g.key.contains(", ") && is_county(g)).map(|(no, _)| no).collect();
    if found.is_empty() {
        return;
    }
    if let Some(state) = state_of_dateline(draft, mentions) {
        for no in found {
            let key = format!("{}, {state}", groups.group(no).key);
            groups.rename(no, key);
        }
    }
}

/// Whether a body's words begin with a county: "jackson county | sheriffs office".
fn of_county(words: &str) -> bool {
    owners(words).any(|(owner, rest)| owner.ends_with(COUNTY) && is_common(rest))
}

/// The State that a printed place names and that is no city's name too.
fn state_only(place: &str) -> Option<&'static str> {
    state::full(place).filter(|_| !place.eq_ignore_ascii_case(state::CITY_TOO))
}

/// The State of the dateline, where one is printed in it or behind it.
fn state_of_dateline(draft: &Draft, mentions: &[DraftMention]) -> Option<&'static str> {
    let places = mentions.iter().filter(|m| m.rule == Rule::Dateline && m.label == Label::Place);
    let printed = |m: &DraftMention| m.span.of(field_str(draft, m.field)).to_owned();
    places.take(2).map(printed).find_map(|place| state::split(&place).1.or_else(|| state_only(&place)))
}
