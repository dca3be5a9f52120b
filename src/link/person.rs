//! The parts of a person's name, and the shorter forms by which a story goes on speaking of someone.

use rustc_hash::FxHashMap;

use super::group::{Group, Groups};
use super::nickname;
use super::spanish;
use crate::model::LinkRule;

/// Words that belong to the surname behind them.
const PARTICLES: [&str; 23] = [
    "al", "ben", "bin", "da", "das", "de", "del", "dela", "den", "der", "di", "dos", "du", "el", "ibn", "la",
    "le", "san", "santa", "ter", "van", "von", "y",
];

/// Particles that are also given names; at the start of a name they are taken for one ("Al", "Ben", "Van").
const ALSO_GIVEN: [&str; 8] = ["al", "ben", "del", "el", "la", "le", "van", "von"];

/// What tells a son from his father.
const SUFFIXES: [&str; 7] = ["jr", "sr", "ii", "iii", "iv", "junior", "senior"];

/// More persons of one surname in one story are a list, not candidates for a bare surname.
pub(super) const MAX_CANDIDATES: usize = 16;

/// Most particles before a surname ("de los", "van der", "von und zu der").
const MAX_PARTICLES: usize = 4;

/// The parts of a person's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts<'a> {
    /// The first given name, or empty.
    pub first: &'a str,
    /// The names between first and last, particles included, or empty.
    pub middle: &'a str,
    /// The last word of the surname.
    pub last: &'a str,
    /// "jr", "iii" ..., or empty.
    pub suffix: &'a str,
    /// Whether there is a given name.
    pub full: bool,
}

/// Takes a key apart.
pub(super) fn parts(key: &str) -> Parts<'_> {
    let (name, suffix) = match key.rsplit_once(' ') {
        Some((name, suffix)) if SUFFIXES.contains(&suffix) => (name, suffix),
        _ => (key, ""),
    };
    let (rest, last) = name.rsplit_once(' ').unwrap_or(("", name));
    let (first, middle) = rest.split_once(' ').unwrap_or((rest, ""));
    let bare = |w: &str| PARTICLES.contains(&w) && !ALSO_GIVEN.contains(&w);
    Parts { first, middle, last, suffix, full: !first.is_empty() && !bare(first) }
}

/// The article that Arabic names begin with, in front of a hyphen: "al-Sadr" is called "Sadr" as well.
const ARTICLES: [&str; 9] = ["al", "an", "ar", "as", "ash", "at", "ad", "az", "el"];

/// The surnames by which the person with this key may be called: its last word, without its article too, and with its
/// particles; each also with the suffix. Of two with "y" between them ("Moreno y Prado") the first is enough.
pub(super) fn surnames(key: &str) -> impl Iterator<Item = &str> {
    let name = without_suffix(key);
    let mut at = name.rfind(' ').map_or(0, |n| n + 1);
    let mut starts = vec![at];
    let article = name[at..].split_once('-').filter(|(a, rest)| ARTICLES.contains(a) && !rest.is_empty());
    starts.extend(article.map(|(article, _)| at + article.len() + 1));
    while let Some(before) = at.checked_sub(1).filter(|_| starts.len() <= MAX_PARTICLES) {
        let start = name[..before].rfind(' ').map_or(0, |n| n + 1);
        if start == 0 || !PARTICLES.contains(&&name[start..before]) {
            break;
        }
        at = start;
        starts.push(at);
    }
    let first_of_two = name.split_once(" y ").and_then(|(before, _)| before.rsplit_once(' ')).map(|(_, w)| w);
    let suffixed = name.len() < key.len();
    let last = starts.into_iter().flat_map(move |at| {
        let with = suffixed.then(|| &key[at..]);
        std::iter::once(&name[at..]).chain(with)
    });
    last.chain(first_of_two)
}

/// A key without "jr", "iii" ....
pub(super) fn without_suffix(key: &str) -> &str {
    let suffix = parts(key).suffix.len();
    if suffix == 0 { key } else { &key[..key.len() - suffix - 1] }
}

/// Whether a word belongs to the surname behind it ("van", "al").
pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// Whether a suffix counts generations.
pub(super) fn is_numeral(suffix: &str) -> bool {
    matches!(suffix, "ii" | "iii" | "iv")
}

/// Whether a surface form is a surname with "Jr." or "Sr.", as only persons are called, whatever it was taken for.
pub(super) fn is_junior(surface: &str) -> bool {
    let (before, last) = surface.rsplit_once([' ', '\n']).unwrap_or(("", surface));
    let surname = !before.is_empty() && before.chars().all(|c| c.is_alphabetic() || c == '-');
    surname && matches!(last, "Jr." | "Sr." | "Jr" | "Sr")
}

/// Whether a given part is initials only: "j", "j b".
pub(super) fn is_initials(given: &str) -> bool {
    !given.is_empty() && given.split(' ').all(|w| w.chars().nth(1).is_none())
}

/// The words before the last word of the surname.
pub(super) fn given(key: &str) -> &str {
    without_suffix(key).rsplit_once(' ').map_or("", |(given, _)| given)
}

/// The first letters of the words.
pub(super) fn initials(words: &str) -> String {
    words.split(' ').filter_map(|w| w.chars().next()).collect()
}

/// Persons by one of their forms.
pub(super) type Index<'a> = FxHashMap<&'a str, Vec<u32>>;

/// Links the shorter full forms of a story: without middle name, with initials, the last words of a longer name.
/// Only where one longer name fits.
pub(super) fn shorter_forms(groups: &mut Groups<'_>) {
    let joins = {
        let full = || groups.roots().filter(|(_, g)| g.person && parts(&g.key).full);
        let mut by_tail: Index<'_> = Index::default();
        let mut by_ends: FxHashMap<(&str, &str, &str), Vec<u32>> = FxHashMap::default();
        let mut by_initial: FxHashMap<(&str, &str, char), Vec<u32>> = FxHashMap::default();
        for (no, group) in full() {
            let p = parts(&group.key);
            for tail in tails(&group.key) {
                put(by_tail.entry(tail).or_default(), no);
            }
            if !p.middle.is_empty() {
                put(by_ends.entry((p.first, p.last, p.suffix)).or_default(), no);
            }
            if let Some(short) = spanish::without_second(&group.key) {
                put(by_tail.entry(short).or_default(), no);
            }
            if let Some(first) = p.first.chars().next().filter(|_| !is_initials(given(&group.key))) {
                put(by_initial.entry((p.last, p.suffix, first)).or_default(), no);
            }
        }
        let find = |group: &Group| {
            let p = parts(&group.key);
            let longer = match p.middle {
                "" => by_ends.get(&(p.first, p.last, p.suffix)),
                _ => None,
            };
            let initial = || {
                let first = p.first.chars().next().filter(|_| is_initials(given(&group.key)))?;
                // "J.P. Moss" is no Jerry Moss, as far as that one's letters are told.
                let own = initials(given(&group.key));
                let fits = |no: &u32| initials(given(&groups.group(*no).key)).starts_with(&own);
                by_initial.get(&(p.last, p.suffix, first)).filter(|all| all.iter().all(fits))
            };
            match longer.or_else(initial).or_else(|| by_tail.get(&*group.key)).map(Vec::as_slice) {
                Some(&[only]) => Some(only),
                _ => None,
            }
        };
        full().filter_map(|(no, group)| Some((no, find(group)?))).collect::<Vec<_>>()
    };
    for (no, target) in joins {
        groups.join(no, target, LinkRule::ShorterForm);
    }
}

/// Links full names of one surname whose given names are one name ("Jim", "James"): of two, the one printed less, or
/// later, to the other.
pub(super) fn nicknames(groups: &mut Groups<'_>) {
    let mut alike: FxHashMap<(u8, &str, &str), Vec<u32>> = FxHashMap::default();
    for (no, group) in groups.roots().filter(|(_, g)| g.person && parts(&g.key).full) {
        let p = parts(&group.key);
        if let Some(name) = nickname::name(p.first) {
            put(alike.entry((name, p.last, p.suffix)).or_default(), no);
        }
    }
    let middle = |no: u32| parts(&groups.group(no).key).middle.chars().next();
    let middles_conflict = |a, b| middle(a).is_some() && middle(b).is_some() && middle(a) != middle(b);
    let titles_conflict = |a, b| groups.group(a).titles.conflict(groups.group(b).titles);
    let pair = |nodes: Vec<u32>| match *nodes {
        [a, b] if !titles_conflict(a, b) && !middles_conflict(a, b) => {
            Some(if groups.group(b).n > groups.group(a).n { (a, b) } else { (b, a) })
        }
        _ => None,
    };
    let mut joins: Vec<(u32, u32)> = alike.into_values().filter_map(pair).collect();
    joins.sort_unstable();
    for (no, target) in joins {
        groups.join(no, target, LinkRule::Nickname);
    }
}

/// The endings of two words or more of a full name of three or more, each with the suffix.
fn tails(key: &str) -> impl Iterator<Item = &str> {
    let last = without_suffix(key).rfind(' ').unwrap_or(0);
    let after_blank = key.match_indices(' ').take_while(move |(n, _)| *n < last).map(|(n, _)| &key[n + 1..]);
    after_blank.take(MAX_CANDIDATES)
}

/// Adds a person to a list of candidates, which ends one behind [`MAX_CANDIDATES`].
pub(super) fn put(list: &mut Vec<u32>, no: u32) {
    if list.len() <= MAX_CANDIDATES && !list.contains(&no) {
        list.push(no);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_parts() {
        for (key, first, middle, last, suffix, full) in [
            ("kate brown", "kate", "", "brown", "", true),
            ("sam b moss jr", "sam", "b", "moss", "jr", true),
            ("brown", "", "", "brown", "", false),
            ("de leon", "de", "", "leon", "", false),
            ("al moss", "al", "", "moss", "", true),
            ("moss jr", "", "", "moss", "jr", false),
            ("", "", "", "", "", false),
        ] {
            assert_eq!(parts(key), Parts { first, middle, last, suffix, full }, "{key}");
        }
    }

    #[test]
    fn a_tail_keeps_what_tells_a_son() {
        assert_eq!(tails("arden ann moss").collect::<Vec<_>>(), ["ann moss"]);
        assert_eq!(tails("arden sam moss jr").collect::<Vec<_>>(), ["sam moss jr"]);
        assert_eq!(tails("sam moss jr").next(), None);
        assert_eq!(tails("moss").next(), None);
    }

    #[test]
    fn surnames_with_particles_and_suffixes() {
        for (key, expected) in [
            ("kevin de leon", vec!["leon", "de leon"]),
            ("ann van der berg", vec!["berg", "der berg", "van der berg"]),
            ("sam moss jr", vec!["moss", "moss jr"]),
            ("al moss", vec!["moss"]),
            ("brown", vec!["brown"]),
            ("ada al-sadr", vec!["al-sadr", "sadr"]),
            ("ada al", vec!["al"]),
            ("ana moreno y prado", vec!["prado", "y prado", "moreno"]),
        ] {
            assert_eq!(surnames(key).collect::<Vec<_>>(), expected);
        }
    }
}
