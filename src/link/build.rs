//! Between stories: runs the steps and writes the entities they give into one flat block.

use std::ops::Range;
use std::sync::Arc;

use super::gather::{Corpus, NO_NODE};
use super::join::{Sets, labels, less_sure, places};
use super::name::name;
use super::write::write;
use super::{alias, expand, people};
use crate::model::{ClusterRecord, Label, LinkRule, Links, PostingRecord, Segment};

/// Number of labels that name entities.
const NAMES: usize = Label::Group as usize + 1;

/// Joins the clusters of all stories into entities. The result does not depend on the order of the segments'
/// stories: entities are numbered by key.
pub fn link(segments: &[Arc<Segment>]) -> Links {
    let mut corpus = Corpus::new(segments);
    let mut sets = Sets::new(corpus.nodes.len());
    labels(&corpus, &mut sets);
    places(&corpus, &mut sets);
    people::shorter_forms(&corpus, &mut sets);
    expand::acronyms(&mut corpus, &mut sets);
    people::orphans(&mut corpus, &mut sets);
    let rank = ranks(&corpus);
    let (mut made, entity_of) = entities(&corpus, &sets);
    let forms = alias::count(&corpus, &entity_of, &rank);
    name(&mut made, &forms, &corpus, &rank);
    write(&made, &forms, &corpus, &entity_of)
}

/// An entity on its way into the block.
#[derive(Debug)]
pub(super) struct Made<'a> {
    /// Its kind.
    pub label: Label,
    /// The state by which it is told from places of the same name.
    pub state: &'a str,
    /// The only story it stands for, where it fits several.
    pub alone: Option<u32>,
    /// The least sure rule that joined its stories.
    pub link: LinkRule,
    /// Its surface forms.
    pub forms: Range<usize>,
    /// Its name as printed.
    pub name: String,
    /// Its key.
    pub key: String,
    /// Place of its earliest story in the order of ids.
    pub rank: u32,
    /// Its stories, by number.
    pub postings: Vec<PostingRecord>,
}

/// The place of each story in the order of story ids.
fn ranks(corpus: &Corpus<'_>) -> Vec<u32> {
    let ids: Vec<(&str, u32)> =
        corpus.stories.iter().map(|s| (s.segment.str(s.record.path), s.record.number)).collect();
    let mut order: Vec<u32> = (0..ids.len() as u32).collect();
    order.sort_by_key(|n| ids[*n as usize]);
    let mut rank = vec![0; ids.len()];
    for (place, no) in (0..).zip(order) {
        rank[no as usize] = place;
    }
    rank
}

/// One entity for each set of nodes that some cluster is in, and the entity of each cluster.
fn entities<'a>(corpus: &Corpus<'a>, sets: &Sets) -> (Vec<Made<'a>>, Vec<u32>) {
    let mut entity_of_root = vec![NO_NODE; corpus.nodes.len()];
    let mut made: Vec<Made<'a>> = Vec::new();
    let mut entity_of = vec![NO_NODE; corpus.node_of.len()];
    for (node, entity) in corpus.node_of.iter().zip(&mut entity_of).filter(|(n, _)| **n != NO_NODE) {
        let known = &mut entity_of_root[sets.root(*node) as usize];
        if *known == NO_NODE {
            *known = made.len() as u32;
            let node = corpus.nodes[*node as usize];
            made.push(Made {
                label: node.label,
                state: "",
                alone: node.alone,
                link: LinkRule::SameWords,
                forms: 0..0,
                name: String::new(),
                key: String::new(),
                rank: u32::MAX,
                postings: Vec::new(),
            });
        }
        *entity = *known;
    }
    let mut votes = vec![[0u64; NAMES]; made.len()];
    for (no, node) in (0..).zip(&corpus.nodes) {
        let Some(entity) = made.get_mut(entity_of_root[sets.root(no) as usize] as usize) else { continue };
        entity.link = less_sure(entity.link, sets.rule(no));
        // One full form says more of the label than all short ones.
        let weight = if node.partial { 1 } else { 1 << 32 };
        if let Some(vote) =
            votes[entity_of_root[sets.root(no) as usize] as usize].get_mut(node.label as usize)
        {
            *vote += u64::from(node.stories) * weight;
        }
        if let Some((_, state)) = node.key.split_once(", ") {
            entity.state = state;
        }
    }
    for (entity, votes) in made.iter_mut().zip(votes) {
        let best = (0..NAMES).rev().max_by_key(|n| votes[*n]).unwrap_or(0);
        entity.label = Label::from_u8(best as u8);
    }
    for (no, story) in (0..).zip(&corpus.stories) {
        for (cluster, number) in story.clusters.iter().zip(story.cluster_numbers()) {
            let Some(entity) = made.get_mut(entity_of[number] as usize) else { continue };
            post(&mut entity.postings, no, cluster);
        }
    }
    (made, entity_of)
}

/// Adds a cluster to an entity's postings; two clusters of one story are one posting.
fn post(postings: &mut Vec<PostingRecord>, story: u32, cluster: &ClusterRecord) {
    let establishes = u32::from(cluster.is(ClusterRecord::ESTABLISHES));
    match postings.last_mut() {
        Some(last) if last.story == story => {
            let mentions = (last.mentions >> 1).saturating_add(cluster.n_mentions).min(u32::MAX >> 1);
            last.mentions = mentions << 1 | (last.mentions & 1) | establishes;
        }
        _ => postings.push(PostingRecord { story, mentions: cluster.n_mentions << 1 | establishes }),
    }
}
