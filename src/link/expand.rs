//! Acronyms between stories: what a bare "ICE" means is known from the stories that print it beside its long form.

use rustc_hash::{FxHashMap, FxHashSet};

use super::gather::{Corpus, NO_NODE};
use super::join::{Sets, is_thing};
use crate::model::{Label, LinkRule};

/// How many more of a story's names one expansion must share with it than any other.
const MARGIN: usize = 2;

/// One story with both forms stands for this many stories with the bare acronym, no more: a chance likeness in one
/// story must not give its name to an acronym that everybody uses.
const STORIES_PER_EVIDENCE: u32 = 8;
/// So many stories with both forms are no chance.
const NO_CHANCE: u32 = 3;
/// An expansion that this many times as many stories print beside the acronym as another is what it means.
const CLEAR: u32 = 5;

/// Names of a story that are looked at to tell expansions apart; a longer story is a list, and lists would make
/// the work grow with the square of their length.
const MAX_NAMES: usize = 256;

/// Expansions of one acronym, and contested expansions in one story, that are looked at; as for names.
const MAX_CONTESTED: usize = 64;

/// Gives bare acronyms their long forms: the only one that the corpus knows by that acronym; of several the one that
/// shares the most other names with the story, by a margin; else each story's is left alone, as ambiguous. An
/// acronym that no story expands is the same as a name of the same letters ("NATO", "Nato").
pub(super) fn acronyms(corpus: &mut Corpus<'_>, sets: &mut Sets) {
    let mut things: FxHashMap<&str, u32> = FxHashMap::default();
    for (no, node) in (0..).zip(&corpus.nodes).filter(|(_, n)| is_thing(n)) {
        let known = things.entry(node.key).or_insert(no);
        let (old, rank) = (&corpus.nodes[*known as usize], (node.stories, std::cmp::Reverse(node.label)));
        if rank > (old.stories, std::cmp::Reverse(old.label)) {
            *known = no;
        }
    }
    let expansions = expansions(corpus, sets);
    let mut contested: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    let mut joins = Vec::new();
    for (no, node) in (0..).zip(&corpus.nodes) {
        if node.label == Label::Person || !node.partial || node.alone.is_some() || sets.is_decided(no) {
            continue;
        }
        let known = corpus.acronyms.get(node.key).and_then(|acronym| expansions.get(acronym));
        let most = known.into_iter().flatten().map(|(_, n)| *n).max().unwrap_or(0);
        let enough = |n: &u32| {
            let chance = *n < NO_CHANCE && n.saturating_mul(STORIES_PER_EVIDENCE) < node.stories;
            !chance && n.saturating_mul(CLEAR) > most
        };
        let long: Vec<u32> =
            known.into_iter().flatten().filter(|(_, n)| enough(n)).map(|(set, _)| *set).collect();
        match *long {
            [] => joins.extend(things.get(node.key).map(|same| (no, *same, LinkRule::SameWords))),
            [only] => joins.push((no, only, LinkRule::Acronym)),
            _ => {
                contested.insert(no, long);
            }
        }
    }
    if !contested.is_empty() {
        resolve(corpus, sets, &contested);
    }
    for (no, target, rule) in joins {
        sets.unite(no, target, rule);
    }
    same_letters(corpus, sets);
}

/// What each acronym (by number) stands for, and in how many stories it does beside it.
fn expansions(corpus: &Corpus<'_>, sets: &Sets) -> FxHashMap<u32, FxHashMap<u32, u32>> {
    let mut out: FxHashMap<u32, FxHashMap<u32, u32>> = FxHashMap::default();
    for ((acronym, node), n) in &corpus.evidence {
        *out.entry(*acronym).or_default().entry(sets.root(*node)).or_insert(0) += n;
    }
    out
}

/// Bare acronyms of one key and several labels, still without a long form, are one.
fn same_letters(corpus: &Corpus<'_>, sets: &mut Sets) {
    let mut first: FxHashMap<&str, u32> = FxHashMap::default();
    for (no, node) in (0..).zip(&corpus.nodes) {
        if node.label != Label::Person && node.partial && node.alone.is_none() && sets.root(no) == no {
            let first = *first.entry(node.key).or_insert(no);
            sets.unite(no, first, LinkRule::SameWords);
        }
    }
}

/// Decides for each story with a contested acronym.
fn resolve(corpus: &mut Corpus<'_>, sets: &mut Sets, contested: &FxHashMap<u32, Vec<u32>>) {
    let beside = beside(corpus, sets, contested);
    let mut choices = Vec::new();
    for (story, at) in corpus.stories.iter().enumerate() {
        let numbers = at.cluster_numbers();
        for number in numbers.clone() {
            if let Some(long) = contested.get(&corpus.node_of[number]) {
                let others = names(corpus, sets, numbers.clone());
                choices.push((story as u32, number, choose(long, &others, &beside)));
            }
        }
    }
    for (story, number, choice) in choices {
        match choice {
            Some(long) => {
                corpus.node_of[number] = long;
                corpus.chosen.push((number as u32, LinkRule::SharedNames));
            }
            None => {
                corpus.leave_alone(number, story);
            }
        }
    }
    sets.grow(corpus.nodes.len());
}

/// The expansion that shares the most names, if it does so by the margin.
fn choose(long: &[u32], others: &[u32], beside: &FxHashMap<u32, FxHashSet<u32>>) -> Option<u32> {
    if long.len() > MAX_CONTESTED {
        return None;
    }
    let shared = |set: &u32| beside.get(set).map_or(0, |b| others.iter().filter(|o| b.contains(o)).count());
    let mut scores: Vec<(usize, u32)> = long.iter().map(|set| (shared(set), *set)).collect();
    scores.sort_unstable_by_key(|(n, _)| std::cmp::Reverse(*n));
    match *scores {
        [(best, set), (second, _), ..] if best >= second + MARGIN => Some(set),
        _ => None,
    }
}

/// For each contested expansion, the names that stand in its stories.
fn beside(
    corpus: &Corpus<'_>,
    sets: &Sets,
    contested: &FxHashMap<u32, Vec<u32>>,
) -> FxHashMap<u32, FxHashSet<u32>> {
    let mut out: FxHashMap<u32, FxHashSet<u32>> =
        contested.values().flatten().map(|set| (*set, FxHashSet::default())).collect();
    for story in &corpus.stories {
        let names = names(corpus, sets, story.cluster_numbers());
        for long in
            names.iter().filter(|n| out.contains_key(n)).take(MAX_CONTESTED).copied().collect::<Vec<_>>()
        {
            if let Some(set) = out.get_mut(&long) {
                set.extend(names.iter().filter(|n| **n != long));
            }
        }
    }
    out
}

/// The sets of a story's full names.
fn names(corpus: &Corpus<'_>, sets: &Sets, clusters: std::ops::Range<usize>) -> Vec<u32> {
    let full = |node: &u32| *node != NO_NODE && !corpus.nodes[*node as usize].partial;
    corpus.node_of[clusters].iter().copied().filter(full).take(MAX_NAMES).map(|n| sets.root(n)).collect()
}
