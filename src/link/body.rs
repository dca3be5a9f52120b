//! Public bodies whose name many places share ("Ministry of Health", "City Council", "Senate"): whose each one is.
//!
//! The same words of two stories are the same body only where both say, or show, of which place it is. What a story
//! says comes first: the owner right before the name, then the only longer form of the story, then the place that the
//! story is of. The best known ones of the nation ("Supreme Court") are taken for those where nothing speaks for another.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::group::{Group, Groups};
use super::home::Homes;
use super::{key, nation, person, state};
use crate::model::{Draft, DraftMention, Label, LinkRule};
use crate::text::fold;

/// One of these is in the name of each such body.
const HEADS: &str = "army assembly bank board bureau cabinet commission council court department force forces house \
    legislature ministry navy office parliament police senate";
/// Of which rank they are.
const RANKS: &str = "city county district general high legislative local lower metropolitan municipal national \
    provincial regional representatives state superior supreme town township upper village";
/// What they are for.
const DUTIES: &str = "affairs agriculture air appeals armed attorney attorneys central commerce commissioners \
    constitutional correction corrections criminal culture defence defense economy education election elections \
    electoral emergency energy environment environmental external family finance fire fish foreign generals health \
    highway highways human information interior internal justice juvenile labor labour magistrates natural parks \
    planning prosecutors public quality resources revenue safety school schools sheriffs social supervisors tax \
    tourism trade transport transportation treasury trustees utilities water welfare wildlife works zoning";
/// Heads that have no duty beside them: a "Senate Foreign Affairs" is a committee, a "Defense Council" has members.
const OF_RANK: [&str; 3] = ["council", "house", "senate"];
/// Heads that name a body without any other word.
pub(super) const ALONE: [&str; 6] = ["army", "cabinet", "legislature", "navy", "parliament", "senate"];
/// Keys of the bodies that are the nation's where nothing is said of another.
const BEST_KNOWN: &[&str] = &[
    "air force",
    "armed forces",
    "army",
    "cabinet",
    "court supreme",
    "house of representatives",
    "navy",
    "senate",
];
/// What the departments of the nation are for.
const OF_DEPARTMENTS: &str = "agriculture commerce defense education energy human interior justice labor security \
    state transportation treasury";

/// The country whose bodies need not say so.
pub(super) const NATION: &str = "united states";
/// In front of the words of a body that a story calls the State's without naming it.
const OF_STATE: &str = "state ";

/// What a word says in the name of a body.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Head,
    Rank,
    Duty,
}

/// What each word that such bodies share says.
static PARTS: LazyLock<FxHashMap<&str, Part>> = LazyLock::new(|| {
    let lists = [(HEADS, Part::Head), (RANKS, Part::Rank), (DUTIES, Part::Duty)];
    lists.iter().flat_map(|(list, part)| list.split_whitespace().map(move |word| (word, *part))).collect()
});

/// Whether a name (its words) says what kind of body it is, and nothing of whose.
pub(super) fn is_common(words: &str) -> bool {
    let (mut heads, mut duties, mut of_rank) = (0, 0, false);
    for word in words.split(' ').filter(|w| !key::is_function_word(w)) {
        match PARTS.get(word) {
            Some(Part::Head) => heads += 1,
            Some(Part::Duty) => duties += 1,
            Some(Part::Rank) => {}
            None => return false,
        }
        of_rank |= OF_RANK.contains(&word);
    }
    heads == 1 && !(of_rank && duties > 0)
}

/// Whether a bare name is the nation's body, as far as nothing else is said.
fn is_best_known(key: &str) -> bool {
    let any = |list: &str| key.split(' ').any(|word| list.split_whitespace().any(|other| other == word));
    BEST_KNOWN.contains(&key) || (any("department") && any(OF_DEPARTMENTS) && !any("city county public"))
}

/// Of which place a body is, as the words right before it say: "Kenya's Ministry", "the Kenyan Ministry", "the state
/// Senate". `before` is the mention before it in the same field.
pub(super) fn owner<'a>(
    field: &'a str,
    before: Option<&DraftMention>,
    m: &DraftMention,
) -> Option<Cow<'a, str>> {
    if matches!(m.label, Label::Person | Label::Place | Label::Group) {
        return None;
    }
    let common = || is_common(&key::words(m.span.of(field)));
    let start = m.span.start as usize;
    if field.get(..start)?.ends_with(" state ") {
        return common().then_some(Cow::Borrowed(OF_STATE.trim_end()));
    }
    let before = before.filter(|before| matches!(before.label, Label::Place | Label::Group))?;
    let gap = field.get(before.span.end as usize..start).filter(|gap| gap.len() <= 5)?;
    let mark = gap.trim_end();
    let owner = match before.label {
        Label::Place if matches!(mark, "" | "'s" | "’s" | "'" | "’") && mark.len() < gap.len() => {
            Cow::Owned(key::place(before.span.of(field)))
        }
        Label::Group if mark.is_empty() && !gap.is_empty() => {
            Cow::Borrowed(nation::of_adjective(&fold(before.span.of(field)))?)
        }
        _ => return None,
    };
    common().then_some(owner)
}

/// The words of a body with its owner in front, a people's word as its country: "kenya ministry of health".
pub(super) fn with_owner(words: String, owner: Option<&str>) -> String {
    if let Some(owner) = owner {
        return format!("{owner} {words}");
    }
    match nation::split(&words).filter(|(country, rest)| *country != NATION && is_common(rest)) {
        Some((country, rest)) => format!("{country} {rest}"),
        None => words,
    }
}

/// The key of a body that the words name with its country or State, whichever way round: "court supreme, kenya".
pub(super) fn key(words: &str) -> Option<String> {
    let (owner, rest) = owners(words).find(|(owner, rest)| is_common(rest) && place(owner).is_some())?;
    Some(format!("{}, {}", body_key(rest), place(owner)?))
}

/// Whether a printed name is a body's and says nothing of whose.
pub(super) fn is_bare(name: &str) -> bool {
    is_common(&key::words(name))
}

/// The country or State, other than the nation itself, that an owner (folded words) names; "alabamas" is "Alabama's".
fn place(owner: &str) -> Option<&'static str> {
    let known =
        |owner: &str| nation::named(owner).or_else(|| state::full(owner)).filter(|place| *place != NATION);
    known(owner).or_else(|| known(owner.strip_suffix('s')?))
}

/// Gives each bare body of a story to the only longer form with its place in front or behind, or to the place that the
/// story is of. What is then still anybody's is left alone, but for those that are best known as the nation's.
pub(super) fn bodies(draft: &Draft, mentions: &[DraftMention], groups: &mut Groups<'_>) {
    let is_bare =
        |g: &Group| !g.person && g.is_org() && g.forms.iter().all(|f| is_common(&groups.form(*f).words));
    let mut bare: Vec<(u32, String)> = groups
        .roots()
        .filter(|(_, g)| is_bare(g))
        .map(|(no, _)| (no, first_words(groups, no).to_owned()))
        .collect();
    if bare.is_empty() {
        return;
    }
    // "The state Senate" finds its own before "the Senate" asks how many there are.
    bare.sort_by_key(|(_, words)| !words.starts_with(OF_STATE));
    let owned = Owned::new(groups);
    let homes = Homes::new(draft, mentions, groups);
    let mut doubted = Vec::new();
    for (no, words) in bare {
        let body = words.strip_prefix(OF_STATE).filter(|body| *body != "department").unwrap_or(&words);
        let best_known = body == words && is_best_known(&body_key(body));
        let longer = owned.of(groups, no, body, best_known);
        if best_known && (longer.is_empty() || homes.of_nation) {
            continue;
        }
        match *longer {
            [only] => groups.join(no, only, LinkRule::ShorterForm),
            [] => match homes.of(&words) {
                Some(home) => {
                    let words = format!("{home} {body}");
                    groups.rename(no, self::key(&words).unwrap_or_else(|| key::thing(&words)));
                }
                None => doubted.push(no),
            },
            _ => doubted.push(no),
        }
    }
    groups.doubt_all(&doubted);
}

fn first_words<'a>(groups: &'a Groups<'_>, no: u32) -> &'a str {
    groups.group(no).forms.first().map_or("", |form| &groups.form(*form).words)
}

/// The bodies of a story that are told with an owner, by the key of the rest.
struct Owned {
    by_rest: FxHashMap<String, Vec<(u32, String)>>,
    /// Names of the story's places, and surnames of its persons.
    places: FxHashSet<String>,
    surnames: FxHashSet<String>,
}

impl Owned {
    fn new(groups: &Groups<'_>) -> Owned {
        let mut by_rest: FxHashMap<String, Vec<(u32, String)>> = FxHashMap::default();
        for (no, group) in groups.roots().filter(|(_, g)| !g.person && g.is_org()) {
            for form in &group.forms {
                let owned = owners(&groups.form(*form).words)
                    .filter(|(owner, rest)| is_common(rest) && may_own(owner));
                for (owner, rest) in owned {
                    by_rest.entry(body_key(rest)).or_default().push((no, owner.to_owned()));
                }
            }
        }
        let bare = |g: &Group| g.key.split_once(", ").map_or(&*g.key, |(place, _)| place).to_owned();
        let places = groups.all().filter(|(_, g)| g.label() == Label::Place).map(|(_, g)| bare(g)).collect();
        let surname = |g: &Group| person::parts(&g.key).last.to_owned();
        let surnames = groups.all().filter(|(_, g)| g.person).map(|(_, g)| surname(g)).collect();
        Owned { by_rest, places, surnames }
    }

    /// The groups that name the body `words` with an owner; of a body that is best known as the nation's only those with
    /// a place.
    fn of(&self, groups: &Groups<'_>, no: u32, words: &str, best_known: bool) -> Vec<u32> {
        let is_place = |owner: &str| {
            let known = self.places.contains(owner) || owner == OF_STATE.trim_end();
            known || place(owner).is_some()
        };
        let is_owner = |owner: &str| {
            let last = owner.rsplit(' ').next().unwrap_or("");
            is_place(owner) || !(best_known || self.surnames.contains(last) || key::is_function_word(last))
        };
        let all = self.by_rest.get(&body_key(words)).into_iter().flatten();
        let mut found: Vec<u32> =
            all.filter(|(_, owner)| is_owner(owner)).map(|(other, _)| groups.root(*other)).collect();
        found.retain(|other| *other != groups.root(no));
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The key of a body's words without an owner; a "House" is a "House of Representatives".
fn body_key(words: &str) -> String {
    key::thing(if words == "house" { key::HOUSE } else { words })
}

/// Whether words in front of or behind a body can say whose it is: neither the nation, nor more of what the body is.
fn may_own(owner: &str) -> bool {
    owner == OF_STATE.trim_end()
        || (owner != NATION && !owner.split(' ').all(|word| PARTS.contains_key(word)))
}

/// The ways in which words may be an owner of up to three words and what it owns: "ohio | senate", "senate of | ohio".
pub(super) fn owners(words: &str) -> impl Iterator<Item = (&str, &str)> {
    let front = words.match_indices(' ').take(3).map(|(at, _)| (&words[..at], &words[at + 1..]));
    let behind = words.rsplit_once(" of ").map(|(rest, owner)| (owner, rest));
    front.chain(behind).filter(|(_, rest)| !rest.starts_with("the "))
}
