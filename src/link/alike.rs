//! Full names between stories whose given names are one name: "Jim Moss" and "James Moss", "Sergei" and "Sergey".

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::gather::{Corpus, NO_NODE};
use super::given::{MAX_NAMESAKES, persons};
use super::join::Sets;
use super::person::parts;
use super::printed::Printed;
use super::{alias, evidence, key, nickname};
use crate::model::LinkRule;

/// Names that the stories of two forms must have in common where no office tells that they are one person's: fewer where
/// nobody else bears the surname, or the forms are spellings of one word.
const SHARED_BY_MANY: usize = 2;
const SHARED_BY_FEW: usize = 1;

/// Joins full names of one surname whose given names are one name. Spellings of a foreign one ("Sergei", "Sergey") are
/// one where nobody else bears the surname; else the offices printed before them must agree, or their stories must have
/// other names in common.
pub(super) fn alike(corpus: &Corpus<'_>, sets: &mut Sets, printed: &Printed) {
    let mut groups: FxHashMap<(u8, &str, &str), Vec<u32>> = FxHashMap::default();
    for (no, node) in persons(corpus) {
        let p = parts(node.key);
        if let Some(name) = nickname::name(p.first) {
            groups.entry((name, p.last, p.suffix)).or_default().push(no);
        }
    }
    groups.retain(|_, nodes| (2..=MAX_NAMESAKES).contains(&nodes.len()));
    let mut crowded: FxHashMap<&str, Option<u8>> =
        groups.keys().map(|(name, last, _)| (*last, Some(*name))).collect();
    for (_, node) in persons(corpus) {
        let p = parts(node.key);
        if let Some(only) = crowded.get_mut(p.last)
            && *only != nickname::name(p.first)
        {
            *only = None;
        }
    }
    let wanted: Vec<u32> = groups.values().flatten().map(|no| sets.root(*no)).collect();
    let titles = printed.of_sets(sets, corpus, wanted.into_iter());
    let of = |no: u32| titles.get(&sets.root(no)).copied().unwrap_or_default();
    let (mut pairs, mut leasts) = (Vec::new(), Vec::new());
    for ((name, last, _), mut nodes) in groups {
        let middle = |no: &u32| parts(corpus.nodes[*no as usize].key).middle.chars().next();
        let mut middles: Vec<char> = nodes.iter().filter_map(middle).collect();
        middles.sort_unstable();
        middles.dedup();
        // What most stories print comes first, and the others join it.
        nodes.sort_unstable_by_key(|no| {
            let node = &corpus.nodes[*no as usize];
            (middles.len() > 1 && middle(no).is_some(), Reverse(node.stories), node.key)
        });
        let first = nodes[0];
        // Several middle names are several persons, and nothing tells which of them the others are.
        let told = |no: &&u32| middles.len() < 2 || middle(no).is_none();
        let rest = nodes[1..].iter().filter(told).filter(|no| sets.root(**no) != sets.root(first));
        let rest: Vec<u32> = rest.copied().collect();
        if rest.iter().any(|no| of(*no).conflict(of(first))) {
            continue;
        }
        let spelling = nickname::is_spelling(name);
        let alone = crowded.get(last).is_some_and(|only| only.is_some());
        let least = match (spelling, alone) {
            (true, true) => 0,
            (true, false) | (false, true) => SHARED_BY_FEW,
            (false, false) => SHARED_BY_MANY,
        };
        leasts.extend(rest.iter().map(|_| least));
        pairs.extend(rest.iter().map(|no| (*no, first)));
    }
    let in_common = evidence::in_common(corpus, sets, &pairs);
    let called = called_so(corpus, sets, &pairs);
    let mut joins = Vec::new();
    for (((a, b), least), n) in pairs.into_iter().zip(leasts).zip(in_common) {
        if n >= least || of(a).agree_in_office(of(b)) || called.contains(&(a, b)) {
            joins.push((a, b));
        }
    }
    for (no, first) in joins {
        sets.unite(no, first, LinkRule::Nickname);
    }
}

/// Those pairs of which some story calls the one by the other's name: "William Moss ... Bill Moss" in one story tell who
/// "Bill Moss" is in the next.
fn called_so(corpus: &Corpus<'_>, sets: &Sets, pairs: &[(u32, u32)]) -> FxHashSet<(u32, u32)> {
    let mut wanted: FxHashMap<u32, Vec<(u32, u32)>> = FxHashMap::default();
    for (a, b) in pairs {
        [a, b].into_iter().for_each(|no| wanted.entry(sets.root(*no)).or_default().push((*a, *b)));
    }
    let mut called = FxHashSet::default();
    for story in corpus.stories.iter().filter(|_| !wanted.is_empty()) {
        for m in story.mentions.iter().filter(|m| m.link() == LinkRule::Nickname) {
            let cluster = usize::from(m.cluster());
            let node = (cluster < story.clusters.len()).then(|| corpus.node_of[story.cluster_base + cluster]);
            let Some(pairs) = node.filter(|no| *no != NO_NODE).and_then(|no| wanted.get(&sets.root(no)))
            else {
                continue;
            };
            let form = key::person(alias::surface(story, m));
            let keys = |(a, b): &&(u32, u32)| [a, b].iter().any(|no| corpus.nodes[**no as usize].key == form);
            called.extend(pairs.iter().filter(keys).copied());
        }
    }
    called
}
