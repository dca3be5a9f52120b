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
use super::{alias, expand, given, key, mislabelled, numeral, org, people, relatives};
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
    name(&mut entities.made, &forms, &corpus);
    write(&entities, &forms, &corpus, &sets, &copies.firsts(&corpus.rank))
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
    /// Its surface forms.
    pub forms: Range<usize>,
    /// The node whose forms name it, where a person decided that.
    pub lead: Option<u32>,
    /// The name that a person gave it.
    pub shown: Option<String>,
    /// Its name as printed.
    pub name: String,
    /// Its key.
    pub key: String,
    /// Place of its earliest story in the order of ids.
    pub rank: u32,
    /// Its stories, by number.
    pub postings: Vec<PostingRecord>,
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
            name: String::new(),
            key: String::new(),
            rank: u32::MAX,
            postings: Vec::new(),
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
    let (moved, strays, given, lone) = Default::default();
    Entities { made, of_cluster, of_root, moved, strays, given, lone }
}

/// Gives each entity its stories. Where mentions were moved, they are counted one by one.
fn post(corpus: &Corpus<'_>, entities: &mut Entities<'_>) {
    for (no, story) in (0..).zip(&corpus.stories) {
        let moved = entities.moved_in(no).to_vec();
        for (cluster, number) in story.clusters.iter().zip(story.cluster_numbers()) {
            let n = cluster.n_mentions;
            let establishes = cluster.is(ClusterRecord::ESTABLISHES);
            if moved.is_empty() {
                add(entities, entities.of_cluster[number], no, n, establishes);
            }
        }
        if moved.is_empty() {
            continue;
        }
        for (n, m) in (0..).zip(story.mentions).filter(|(_, m)| (m.cluster() as usize) < story.clusters.len())
        {
            let to = moved.binary_search_by_key(&n, |m| m.1).ok().map(|i| moved[i].2);
            let of_cluster = entities.of_cluster[story.cluster_base + m.cluster() as usize];
            add(entities, to.unwrap_or(of_cluster), no, 1, m.weak == 0);
        }
    }
}

/// Adds mentions to an entity's postings; two clusters of one story are one posting.
fn add(entities: &mut Entities<'_>, entity: u32, story: u32, n: u32, establishes: bool) {
    let Some(made) = entities.made.get_mut(entity as usize) else { return };
    let establishes = u32::from(establishes);
    match made.postings.last_mut() {
        Some(last) if last.story == story => {
            let mentions = (last.mentions >> 1).saturating_add(n).min(u32::MAX >> 1);
            last.mentions = mentions << 1 | (last.mentions & 1) | establishes;
        }
        _ => made.postings.push(PostingRecord { story, mentions: n << 1 | establishes }),
    }
}
