//! Between stories: runs the steps and writes the entities they give into one flat block.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use super::copies::Copies;
use super::decide::{self, Entities, Names};
use super::gather::{Corpus, NO_NODE};
use super::join::{Sets, labels, less_sure, places};
use super::name::name;
use super::printed::Printed;
use super::write::write;
use super::{alias, expand, given, key, mislabelled, numeral, org, people, relatives, state};
use crate::model::{ClusterRecord, Decisions, Label, LinkRule, Links, PostingRecord, Segment};

/// Number of labels that name entities.
const NAMES: usize = Label::Group as usize + 1;

/// Joins the clusters of all stories into entities; what was decided goes before every rule. The result does not
/// depend on the order of the segments' stories: entities are numbered by key.
///
/// `copies` has been given the same segments, or none where copies are not wanted.
pub fn link(segments: &[Arc<Segment>], copies: &Copies, decisions: &Decisions) -> Links {
    let mut corpus = Corpus::new(segments);
    let mut sets = Sets::new(corpus.nodes.len());
    let names = Names::new(&corpus, decisions);
    decide::before(&mut corpus, &mut sets, &names, decisions);
    labels(&corpus, &mut sets);
    org::without_legal_ending(&corpus, &mut sets);
    org::by_first_word(&corpus, &mut sets);
    places(&corpus, &mut sets);
    let printed = Printed::new(&corpus);
    given::full_names(&corpus, &mut sets, &printed);
    numeral::numerals(&corpus, &mut sets);
    mislabelled::run_together(&corpus, &mut sets);
    expand::acronyms(&mut corpus, &mut sets);
    people::orphans(&mut corpus, &mut sets, &printed);
    let strays = relatives::strays(&corpus, &sets, &printed);
    // Behind the relatives: a word found as a thing does not tell that a story names its best known bearer.
    mislabelled::surnames(&corpus, &mut sets);
    let mut entities = entities(&corpus, &sets);
    relatives::take_out(&strays, &corpus, &mut entities);
    decide::after(&mut corpus, &sets, &names, &mut entities, decisions);
    post(&corpus, &mut entities);
    let forms = alias::count(&corpus, &entities);
    name(&mut entities, &forms, &corpus);
    write(entities, forms, corpus, sets, copies)
}

/// An entity on its way into the block.
#[derive(Clone, Debug)]
pub(super) struct Made<'a> {
    /// Its kind.
    pub label: Label,
    /// The state by which it is told from places of the same name.
    pub state: &'a str,
    /// Whether it is the State whose bare name is a city's.
    pub is_state: bool,
    /// The only story it stands for, where it fits several.
    pub alone: Option<u32>,
    /// The least sure rule that joined its stories.
    pub link: LinkRule,
    /// Where its surface forms are among all.
    pub forms: Range<u32>,
    /// The node whose forms name it, where a person decided that.
    pub lead: Option<u32>,
    /// The name that a person gave it.
    pub shown: Option<Box<str>>,
    /// The number of the surface form that names it.
    pub name: u32,
    /// Its key.
    pub key: String,
    /// Place of its earliest story in the order of ids.
    pub rank: u32,
    /// Where its stories are among [`Entities::postings`].
    pub postings: Range<u32>,
}

impl Made<'_> {
    /// One of this kind, with nothing in it.
    pub(super) fn new(label: Label, alone: Option<u32>) -> Self {
        Made {
            label,
            state: "",
            is_state: false,
            alone,
            link: LinkRule::SameWords,
            forms: 0..0,
            lead: None,
            shown: None,
            name: 0,
            key: String::new(),
            rank: u32::MAX,
            postings: 0..0,
        }
    }
}

/// One entity for each set of nodes that some cluster is in, and the entity of each cluster.
fn entities<'a>(corpus: &Corpus<'a>, sets: &Sets) -> Entities<'a> {
    let mut of_root = vec![NO_NODE; corpus.nodes.len()];
    let mut made: Vec<Made<'a>> = Vec::new();
    let mut of_cluster = vec![NO_NODE; corpus.node_of.len()];
    for (node, entity) in corpus.node_of.iter().zip(&mut of_cluster).filter(|(n, _)| **n != NO_NODE) {
        let known = &mut of_root[sets.root(*node) as usize];
        if *known == NO_NODE {
            *known = made.len() as u32;
            let node = corpus.nodes[*node as usize];
            made.push(Made::new(node.label, node.alone));
        }
        *entity = *known;
    }
    let mut votes = vec![[0u64; NAMES]; made.len()];
    let state_of_city = key::state_of_city();
    for (no, node) in (0..).zip(&corpus.nodes) {
        let entity = of_root[sets.root(no) as usize] as usize;
        let Some(made) = made.get_mut(entity) else { continue };
        made.link = less_sure(made.link, sets.rule(no));
        if node.alone.is_none() {
            made.alone = None;
        }
        // One full form says more of the label than all short ones.
        let weight = if node.partial { 1 } else { 1 << 32 };
        if let Some(vote) = votes[entity].get_mut(node.label as usize) {
            *vote += u64::from(node.stories) * weight;
        }
        if let Some((_, state)) = node.key.split_once(", ") {
            made.state = state;
        }
        made.is_state |= node.key == state_of_city;
        if node.key == state::COUNTRY {
            made.state = "country";
        }
    }
    for (entity, votes) in made.iter_mut().zip(votes) {
        let best = (0..NAMES).max_by_key(|n| (votes[*n], Reverse(*n))).unwrap_or(0);
        entity.label = Label::from_u8(best as u8);
    }
    for (number, rule) in &corpus.chosen {
        if let Some(entity) = made.get_mut(of_cluster[*number as usize] as usize) {
            entity.link = less_sure(entity.link, *rule);
        }
    }
    let (moved, strays, given, lone, postings) = Default::default();
    Entities { made, of_cluster, of_root, moved, strays, given, lone, postings }
}

/// Gives each entity its stories. They are gone through twice, so that all postings lie in one place, not each entity's
/// in a list that grows: there are hundreds of thousands of entities.
fn post(corpus: &Corpus<'_>, entities: &mut Entities<'_>) {
    // Number of postings of each entity, then where its next one goes; and the story (from 1) that it had last.
    let mut next = vec![(0u32, 0u32); entities.made.len()];
    each(corpus, entities, |story, entity, _, _| {
        if let Some((n, last)) = next.get_mut(entity as usize).filter(|(_, last)| *last != story + 1) {
            (*n, *last) = (*n + 1, story + 1);
        }
    });
    let mut at = 0;
    for (entity, next) in entities.made.iter_mut().zip(&mut next) {
        entity.postings = at..at + next.0;
        at += next.0;
        *next = (entity.postings.start, 0);
    }
    let mut postings = vec![PostingRecord { story: 0, mentions: 0 }; at as usize];
    each(corpus, entities, |story, entity, n, establishes| {
        let Some((next, last)) = next.get_mut(entity as usize) else { return };
        if *last != story + 1 {
            (*next, *last) = (*next + 1, story + 1);
        }
        // Two clusters of one story are one posting.
        let posting = &mut postings[*next as usize - 1];
        let mentions = (posting.mentions >> 1).saturating_add(n).min(u32::MAX >> 1);
        let mentions = mentions << 1 | (posting.mentions & 1) | u32::from(establishes);
        *posting = PostingRecord { story, mentions };
    });
    entities.postings = postings;
}

/// Tells of each story which entities it mentions, how often, and whether it establishes them. Where mentions were
/// moved, they are counted one by one.
fn each(corpus: &Corpus<'_>, entities: &Entities<'_>, mut tell: impl FnMut(u32, u32, u32, bool)) {
    for (no, story) in (0..).zip(&corpus.stories) {
        let moved = entities.moved_in(no);
        if moved.is_empty() {
            for (cluster, number) in story.clusters.iter().zip(story.cluster_numbers()) {
                let establishes = cluster.is(ClusterRecord::ESTABLISHES);
                tell(no, entities.of_cluster[number], cluster.n_mentions(), establishes);
            }
            continue;
        }
        for (n, m) in (0..).zip(story.mentions).filter(|(_, m)| (m.cluster() as usize) < story.clusters.len())
        {
            let to = moved.binary_search_by_key(&n, |m| m.1).ok().map(|i| moved[i].2);
            let of_cluster = entities.of_cluster[story.cluster_base + m.cluster() as usize];
            tell(no, to.unwrap_or(of_cluster), 1, m.weak().is_none());
        }
    }
}
