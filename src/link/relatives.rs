//! Bare surnames of the better known relative: a story that names a daughter in full and then says "Mr. Moss" means her
//! father, whom all other stories name.
//!
//! Inside a story a bare surname goes to the only full name that bears it. Where the corpus knows another bearer far better,
//! and the one of the story is mostly named beside him, that says too little: the mention goes to the other one where its
//! title is his, and else is left alone.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::build::Made;
use super::decide::Entities;
use super::gather::{Corpus, NO_NODE};
use super::join::{Sets, is_person};
use super::person::parts;
use super::printed::Printed;
use super::title::Titles;
use super::{alias, key};
use crate::model::{Label, LinkRule, MentionRecord};

/// Whoever is named in fewer stories is known to nobody without his given name.
const KNOWN_STORIES: u32 = 20;
/// How many times the stories of a relative the better known one has.
const BETTER_KNOWN: u32 = 10;

/// A mention that belongs elsewhere than its cluster.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stray {
    story: u32,
    mention: u32,
    /// The set that it belongs to; [`NO_NODE`] where it is left alone.
    to: u32,
}

/// The mentions of bare surnames that are rather a better known relative's.
pub(super) fn strays(corpus: &Corpus<'_>, sets: &Sets, printed: &Printed) -> Vec<Stray> {
    let elder = elders(corpus, sets);
    // Of each relative the stories with the better known one, and the clusters in those without.
    let mut beside: FxHashMap<u32, u32> = FxHashMap::default();
    let mut without: FxHashMap<u32, Vec<(u32, usize)>> = FxHashMap::default();
    for (no, story) in (0..).zip(&corpus.stories) {
        let numbers = story.cluster_numbers();
        let elder_of = |number: usize| elder.get(corpus.node_of[number] as usize).copied().unwrap_or(NO_NODE);
        for number in numbers.clone().filter(|number| elder_of(*number) != NO_NODE) {
            let (set, elder) = (sets.root(corpus.node_of[number]), elder_of(number));
            let is_elder = |n: &u32| *n != NO_NODE && sets.root(*n) == elder;
            if corpus.node_of[numbers.clone()].iter().any(is_elder) {
                *beside.entry(set).or_default() += 1;
            } else {
                without.entry(set).or_default().push((no, number));
            }
        }
    }
    without.retain(|set, alone| beside.get(set).is_some_and(|n| *n as usize >= alone.len()));
    let wanted = without.iter().flat_map(|(set, alone)| [*set, elder[corpus.node_of[alone[0].1] as usize]]);
    let titles = printed.of_sets_in_full(sets, corpus, wanted.collect::<Vec<_>>().into_iter());
    let of = |set: &u32| titles.get(set).copied().unwrap_or_default();
    let mut out = Vec::new();
    for (set, alone) in &without {
        for (story, number) in alone {
            let elder = elder[corpus.node_of[*number] as usize];
            mentions(corpus, *story, *number, [(*set, of(set)), (elder, of(&elder))], &mut out);
        }
    }
    out.sort_unstable_by_key(|stray| (stray.story, stray.mention));
    out
}

/// For each node the set of a far better known person of its surname, or [`NO_NODE`].
fn elders(corpus: &Corpus<'_>, sets: &Sets) -> Vec<u32> {
    let mut stories = vec![0u32; corpus.nodes.len()];
    let persons = || (0u32..).zip(&corpus.nodes).filter(|(_, n)| is_person(n));
    for (no, node) in persons() {
        stories[sets.root(no) as usize] += node.stories;
    }
    let of = |no: u32| stories[sets.root(no) as usize];
    let mut known: FxHashMap<&str, (u32, Reverse<&str>, u32)> = FxHashMap::default();
    for (no, node) in persons().filter(|(no, _)| of(*no) >= KNOWN_STORIES) {
        let p = parts(node.key);
        if p.suffix.is_empty() {
            let this = (of(no), Reverse(node.key), sets.root(no));
            let best = known.entry(p.last).or_insert(this);
            *best = (*best).max(this);
        }
    }
    let mut elder = vec![NO_NODE; corpus.nodes.len()];
    for (no, node) in persons().filter(|(no, _)| !sets.is_decided(*no)) {
        if let Some((n, _, best)) = known.get(parts(node.key).last)
            && *best != sets.root(no)
            && *n >= of(no).saturating_mul(BETTER_KNOWN)
        {
            elder[no as usize] = *best;
        }
    }
    elder
}

/// The bare surnames of one cluster that may be meant for the better known one, the second of `persons`.
fn mentions(
    corpus: &Corpus<'_>,
    story: u32,
    number: usize,
    persons: [(u32, Titles); 2],
    out: &mut Vec<Stray>,
) {
    let at = &corpus.stories[story as usize];
    let cluster = (number - at.cluster_base) as u16;
    let bare = |m: &MentionRecord| m.cluster() == cluster && m.link() == LinkRule::Surname;
    let [(_, own), (elder, theirs)] = persons;
    for (mention, m) in (0..).zip(at.mentions).filter(|(_, m)| bare(m)) {
        let printed = key::person(alias::surface(at, m));
        let title = Titles::of(alias::title(at, m));
        if !parts(&printed).suffix.is_empty() || own.agree(title) {
            continue;
        }
        let to = if theirs.agree_in_office(title) { elder } else { NO_NODE };
        out.push(Stray { story, mention, to });
    }
}

/// Takes the mentions out of their clusters: gives those that are left alone an entity for each story and form.
pub(super) fn take_out(strays: &[Stray], corpus: &Corpus<'_>, entities: &mut Entities<'_>) {
    for stray in strays {
        let (entity, rule) = match entities.of_root.get(stray.to as usize) {
            Some(entity) => (*entity, LinkRule::BestKnown),
            None => (left_alone(stray, corpus, entities), LinkRule::Ambiguous),
        };
        entities.strays.insert((stray.story, stray.mention), (entity, rule));
    }
}

fn left_alone(stray: &Stray, corpus: &Corpus<'_>, entities: &mut Entities<'_>) -> u32 {
    let at = &corpus.stories[stray.story as usize];
    let words = key::person(alias::surface(at, &at.mentions[stray.mention as usize]));
    let same = |l: &&(u32, String, u32)| l.0 == stray.story && l.1 == words;
    if let Some(known) = entities.lone.iter().rev().take_while(|l| l.0 == stray.story).find(same) {
        return known.2;
    }
    let entity = entities.made.len() as u32;
    let alone = Made::new(Label::Person, Some(stray.story));
    entities.made.push(Made { link: LinkRule::Ambiguous, ..alone });
    entities.lone.push((stray.story, words, entity));
    entity
}
