//! What two names have in common beside their words: the rarer names that stand in the stories of both.

use rustc_hash::{FxHashMap, FxHashSet};

use super::gather::{Corpus, NO_NODE};
use super::join::Sets;
use crate::model::Label;

/// A name in more stories than this says nothing of who stands beside it, unless the corpus is so large that it is
/// still rare.
const MAX_STORIES: u32 = 10;
/// What part of a large corpus is still rare.
const RARE: u32 = 100;
/// Names of a story that are looked at; a longer story is a list.
const MAX_NAMES: usize = 256;

/// For each pair of nodes, how many rare names the stories of one's set share with those of the other's. Places are
/// not counted: everybody is somewhere.
pub(super) fn in_common(corpus: &Corpus<'_>, sets: &Sets, pairs: &[(u32, u32)]) -> Vec<usize> {
    if pairs.is_empty() {
        return Vec::new();
    }
    let roots = |(a, b): &(u32, u32)| [sets.root(*a), sets.root(*b)];
    let mut beside: FxHashMap<u32, FxHashSet<u32>> =
        pairs.iter().flat_map(roots).map(|set| (set, FxHashSet::default())).collect();
    let wanted: Vec<bool> =
        (0..corpus.nodes.len() as u32).map(|no| beside.contains_key(&sets.root(no))).collect();
    let most = MAX_STORIES.max(corpus.stories.len() as u32 / RARE);
    let rare = |node: &u32| {
        let node = &corpus.nodes[*node as usize];
        node.stories <= most && node.label != Label::Place
    };
    for story in &corpus.stories {
        let nodes = || corpus.node_of[story.cluster_numbers()].iter().copied().filter(|n| *n != NO_NODE);
        if !nodes().any(|node| wanted[node as usize]) {
            continue;
        }
        let names: Vec<u32> = nodes().take(MAX_NAMES).filter(rare).map(|n| sets.root(n)).collect();
        for node in nodes().filter(|n| wanted[*n as usize]) {
            let set = sets.root(node);
            if let Some(beside) = beside.get_mut(&set) {
                beside.extend(names.iter().filter(|other| **other != set));
            }
        }
    }
    let both = |pair: &(u32, u32)| {
        let [a, b] = roots(pair);
        beside[&a].iter().filter(|other| **other != b && beside[&b].contains(other)).count()
    };
    pairs.iter().map(both).collect()
}
