//! Persons whom some stories' recognition took for something else: a bare surname found as an organization, or a name
//! run together ("AnnMoss", as handles and faulty copies print it).

use rustc_hash::FxHashMap;

use super::gather::Corpus;
use super::join::{Sets, is_orphan, is_person, is_thing};
use super::person::parts;
use crate::model::{Label, LinkRule};

/// A thing's name is a slip where the person of this surname is in so many times its stories, and in so many times by the
/// surname alone.
const CLEAR: u32 = 10;
const CLEAR_ALONE: u32 = 3;

/// Shorter names run together are words as a rule ("JonLee").
const MIN_BYTES: usize = 8;

/// Joins names run together to the only full name of the same letters, where more stories print that.
pub(super) fn run_together(corpus: &Corpus<'_>, sets: &mut Sets) {
    let one_word = |key: &str| key.len() >= MIN_BYTES && !key.contains([' ', '-']);
    let nodes = || (0..).zip(&corpus.nodes);
    let wanted = nodes().filter(|(_, n)| (is_thing(n) || is_orphan(n)) && one_word(n.key));
    let mut wanted_of: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
    wanted.for_each(|(no, n)| wanted_of.entry(n.key).or_default().push(no));
    let mut joins: FxHashMap<u32, Option<u32>> = FxHashMap::default();
    let mut letters = String::new();
    for (full, node) in nodes().filter(|(_, n)| is_person(n) && parts(n.key).full) {
        letters.clear();
        letters.extend(node.key.chars().filter(|c| !matches!(c, ' ' | '-')));
        for no in wanted_of.get(&*letters).into_iter().flatten() {
            if node.stories > corpus.nodes[*no as usize].stories {
                let same = |known: Option<u32>| known.filter(|known| sets.root(*known) == sets.root(full));
                joins.entry(*no).and_modify(|known| *known = same(*known)).or_insert(Some(full));
            }
        }
    }
    for (no, full) in joins {
        if let Some(full) = full.filter(|_| !sets.is_decided(no)) {
            sets.unite(no, full, LinkRule::SameWords);
        }
    }
}

/// Joins bare surnames that were found as things to the person that they are in far more stories, as far as the steps
/// before know who that is. Places keep theirs: many a town is called after somebody better known.
pub(super) fn surnames(corpus: &Corpus<'_>, sets: &mut Sets) {
    let known = |rule| matches!(rule, LinkRule::OnlyBearer | LinkRule::BestKnown);
    let orphans = || (0..).zip(&corpus.nodes).filter(|(no, n)| is_orphan(n) && known(sets.rule(*no)));
    let person_of: FxHashMap<&str, (u32, u32)> = orphans().map(|(no, n)| (n.key, (no, n.stories))).collect();
    let mut stories: FxHashMap<u32, u32> = orphans().map(|(no, _)| (sets.root(no), 0)).collect();
    for (no, node) in (0..).zip(&corpus.nodes) {
        if let Some(n) = stories.get_mut(&sets.root(no)) {
            *n = n.saturating_add(node.stories);
        }
    }
    let slip = |no: u32| {
        let node = &corpus.nodes[no as usize];
        let (person, alone) =
            person_of.get(node.key).filter(|_| is_thing(node) && node.label != Label::Place)?;
        let all = stories[&sets.root(*person)];
        let times = |n: u32| node.stories.saturating_mul(n);
        (all >= times(CLEAR) && *alone >= times(CLEAR_ALONE)).then_some((no, *person))
    };
    let joins: Vec<(u32, u32)> = (0..corpus.nodes.len() as u32).filter_map(slip).collect();
    for (no, person) in joins {
        if !sets.is_decided(no) {
            sets.unite(no, person, LinkRule::BestKnown);
        }
    }
}
