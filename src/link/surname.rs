//! Surnames and given names that stand alone in a story: which of its full names they belong to.

use rustc_hash::{FxHashMap, FxHashSet};

use super::doubt::{is_acronym, is_elder, names_company};
use super::group::{Group, Groups};
use super::person::{Index, MAX_CANDIDATES, is_numeral, parts, put, surnames};
use super::sex;
use super::spanish;
use super::title::Titles;
use crate::model::{Draft, DraftMention, LinkRule};

/// The persons that a bare word of the story fits: the number of its group, they, and what rule says so.
type Fits = (u32, Vec<u32>, LinkRule);

/// Links surnames (and given names) that stand alone to the full names of the story, wherever those stand.
pub(super) fn surnames_alone(draft: &Draft, mentions: &[DraftMention], groups: &mut Groups<'_>) {
    let fits = fits(draft, mentions, groups);
    let told_by_sex = |(no, found, _): &&Fits| found.len() > 1 || groups.group(*no).titles.tells_sex();
    let persons: Vec<u32> = fits.iter().filter(told_by_sex).flat_map(|fits| &fits.1).copied().collect();
    sex::add(draft, mentions, groups, &persons);
    let mut bare = Bare::default();
    fits.into_iter().for_each(|fits| bare.add(groups, fits));
    for (no, target, rule) in bare.whole {
        groups.join(no, target, rule);
    }
    for mention in 0..groups.n_mentions() {
        let Some((no, title)) = groups.mention(mention) else { continue };
        if bare.acronyms.contains(&no) {
            groups.doubt(mention);
        }
        match bare.companies.get(&no).map(Vec::as_slice) {
            None => {}
            Some(&[only]) if title != Titles::default() && !groups.titles(only).sexes_conflict(title) => {
                groups.move_mention(mention, only, LinkRule::Surname, None);
            }
            Some(_) => groups.doubt(mention),
        }
    }
    if !bare.doubtful.is_empty() {
        by_title(groups, &bare.doubtful);
    }
}

/// The bare words of a story, each with the persons that it fits, if any.
fn fits(draft: &Draft, mentions: &[DraftMention], groups: &Groups<'_>) -> Vec<Fits> {
    let (mut by_surname, mut by_given) = (BySurname::default(), Index::default());
    for (no, group) in groups.all().filter(|(_, g)| g.person && parts(&g.key).full) {
        let root = groups.root(no);
        // "Rojas Vidal" of "Oscar Rojas Vidal" is no Vidal whose given name is Rojas.
        if root == no || !spanish::is_surnames(&group.key, &groups.group(root).key) {
            by_surname.add(&group.key, root);
        }
        put(by_given.entry(parts(&group.key).first).or_default(), root);
    }
    let bare = groups.roots().filter(|(_, g)| g.person && !parts(&g.key).full);
    let fits = bare.filter_map(|(no, group)| {
        let named = by_surname.find(groups, no);
        if named.is_empty() {
            return by_given.get(&*group.key).map(|given| (no, given.clone(), LinkRule::GivenName));
        }
        let is_kin = |no| sex::is_kin(draft, mentions, groups, no);
        Some((no, elders(groups, group, &named, is_kin), LinkRule::Surname))
    });
    fits.collect()
}

/// The persons of a story by surname.
#[derive(Default)]
struct BySurname<'a> {
    only: Index<'a>,
    /// By the first and by the second of two surnames.
    first: Index<'a>,
    second: Index<'a>,
}

impl<'a> BySurname<'a> {
    fn add(&mut self, key: &'a str, no: u32) {
        let first = spanish::first_surname(key);
        if let Some(first) = first {
            put(self.first.entry(first).or_default(), no);
        }
        let index = if first.is_some() { &mut self.second } else { &mut self.only };
        surnames(key).for_each(|surname| put(index.entry(surname).or_default(), no));
    }

    /// Those whom a bare surname fits. Who has it as the first of two is called by it before anybody has it as the only
    /// one, who has it as the second only where nobody else has it.
    fn find(&self, groups: &Groups<'_>, bare: u32) -> Vec<u32> {
        let key = &*groups.group(bare).key;
        let of = |index: &Index<'_>| index.get(key).cloned().unwrap_or_default();
        let (mut found, first) = (of(&self.only), of(&self.first));
        let named = found.iter().map(|no| groups.first(*no)).min();
        if named.is_none_or(|named| groups.first(bare) < named) {
            first.iter().for_each(|no| put(&mut found, *no));
        }
        if found.is_empty() { of(&self.second) } else { found }
    }
}

/// Bare words by what is to be done with them, by the number of their group.
#[derive(Debug, Default)]
struct Bare {
    /// The only person that fits, and why.
    whole: Vec<(u32, u32, LinkRule)>,
    /// Capitals that are no syllable of a name.
    acronyms: FxHashSet<u32>,
    /// Words by which a company is called too, with the persons.
    companies: FxHashMap<u32, Vec<u32>>,
    /// Words that several persons fit, or one whose titles speak against it.
    doubtful: FxHashMap<u32, Vec<u32>>,
}

impl Bare {
    fn add(&mut self, groups: &Groups<'_>, (no, found, rule): Fits) {
        let group = groups.group(no);
        match *found {
            _ if is_acronym(groups, group) => {
                self.acronyms.insert(no);
            }
            _ if names_company(groups, group) => {
                self.companies.insert(no, found);
            }
            [only] if is_elder(groups, group, only) => {}
            [only] if !groups.titles(only).sexes_conflict(group.titles) => self.whole.push((no, only, rule)),
            _ => {
                self.doubtful.insert(no, found);
            }
        }
    }
}

/// Of several candidates for a surname without suffix, those without one where there are any: "Moss" beside "Sam
/// Moss" and "Sam Moss Jr." is the elder. A grandson who is named before "his grandfather, Sam Moss", and nowhere by
/// surname and numeral, may as well be the one whom the story is about.
fn elders(groups: &Groups<'_>, bare: &Group, all: &[u32], is_kin: impl Fn(u32) -> bool) -> Vec<u32> {
    let suffix = |no: &u32| parts(&groups.group(*no).key).suffix;
    let elders: Vec<u32> = match parts(&bare.key).suffix {
        "" => all.iter().copied().filter(|no| suffix(no).is_empty()).collect(),
        _ => Vec::new(),
    };
    let Some(first) = elders.iter().map(|no| groups.first(*no)).min() else { return all.to_vec() };
    let is_subject = |no: &u32| {
        is_numeral(suffix(no)) && groups.first(*no) < first && !is_called(groups, &bare.key, suffix(no))
    };
    let in_doubt = all.iter().any(is_subject) && elders.iter().all(|no| is_kin(*no));
    if in_doubt { all.to_vec() } else { elders }
}

/// Whether the story calls somebody by this surname and suffix.
pub(super) fn is_called(groups: &Groups<'_>, surname: &str, suffix: &str) -> bool {
    let with_suffix =
        |key: &str| key.strip_prefix(surname).and_then(|rest| rest.strip_prefix(' ')) == Some(suffix);
    groups.all().any(|(_, g)| g.person && with_suffix(&g.key))
}

/// Where one story has one full name for a surname, only "Mr." against "Ms." tells it apart: people change office.
/// Where several persons bear a surname, a mention goes to the one named last before it whose titles agree with
/// the title printed before the mention (or, if none was yet, to the only one that agrees, or to whom the title may
/// belong where it can belong to none of the others), or to the only one named so far; else it is left alone.
fn by_title(groups: &mut Groups<'_>, doubtful: &FxHashMap<u32, Vec<u32>>) {
    let mut last_seen: FxHashMap<u32, u32> = FxHashMap::default();
    let juniors = juniors(groups);
    for mention in 0..groups.n_mentions() {
        let Some((no, title)) = groups.mention(mention) else { continue };
        let Some(candidates) = doubtful.get(&no) else {
            last_seen.insert(groups.root(no), mention as u32);
            continue;
        };
        let introduced =
            || introduced(groups, candidates, title, &last_seen).filter(|no| !juniors.contains(no));
        let chosen = choose(groups, candidates, title, &last_seen).or_else(introduced);
        match chosen.filter(|_| candidates.len() <= MAX_CANDIDATES) {
            Some(target) => {
                groups.move_mention(mention, target, LinkRule::Surname, last_seen.get(&target).copied())
            }
            None => groups.doubt(mention),
        }
    }
}

/// Of several, the only one whom the story has named so far.
fn introduced(
    groups: &Groups<'_>,
    all: &[u32],
    title: Titles,
    last_seen: &FxHashMap<u32, u32>,
) -> Option<u32> {
    let named = only(all.iter().filter(|c| last_seen.contains_key(c)));
    named.filter(|no| all.len() > 1 && !groups.titles(*no).conflict(title))
}

/// Everybody of a surname that somebody bears with a suffix: "Mr. Jackson" may be the son, who is no candidate.
fn juniors(groups: &Groups<'_>) -> FxHashSet<u32> {
    let persons = || groups.all().filter(|(_, g)| g.person);
    let of_juniors: FxHashSet<&str> =
        persons().map(|(_, g)| parts(&g.key)).filter(|p| !p.suffix.is_empty()).map(|p| p.last).collect();
    persons()
        .filter(|(_, g)| of_juniors.contains(parts(&g.key).last))
        .map(|(no, _)| groups.root(no))
        .collect()
}

fn choose(groups: &Groups<'_>, all: &[u32], title: Titles, last_seen: &FxHashMap<u32, u32>) -> Option<u32> {
    let agreeing = |c: &&u32| match all.len() {
        1 => !groups.titles(**c).sexes_conflict(title),
        _ => groups.titles(**c).agree(title),
    };
    let fitting = || all.iter().take(MAX_CANDIDATES).filter(agreeing);
    let before = fitting().filter(|c| last_seen.contains_key(c)).max_by_key(|c| last_seen[c]).copied();
    let possible = || all.iter().filter(|c| !groups.titles(**c).conflict(title));
    before
        .or_else(|| only(fitting()))
        .or_else(|| only(possible()).filter(|_| all.len() > 1 && fitting().next().is_none()))
}

fn only<'a>(mut all: impl Iterator<Item = &'a u32>) -> Option<u32> {
    let first = all.next();
    first.filter(|_| all.next().is_none()).copied()
}
