//! Between stories: runs the steps and writes the entities they give into one flat block.

use std::ops::Range;
use std::sync::Arc;

use super::alias::{self, Form};
use super::gather::{Corpus, NO_NODE};
use super::join::{Sets, labels, less_sure, places};
use super::{expand, key, people};
use crate::model::{
    AliasRecord, BlockBuilder, ClusterRecord, EntityRecord, Label, LinkRule, Links, PostingRecord, Segment,
    Strings, link_section as section,
};
use crate::text::fold_words;

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
    write(made, &forms, &corpus, &entity_of)
}

/// An entity on its way into the block.
#[derive(Debug)]
struct Made<'a> {
    label: Label,
    /// The state by which it is told from places of the same name.
    state: &'a str,
    /// The only story it stands for, where it fits several.
    alone: Option<u32>,
    link: LinkRule,
    forms: Range<usize>,
    name: String,
    key: String,
    /// Place of its earliest story in the order of ids.
    rank: u32,
    postings: Vec<PostingRecord>,
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

/// Gives each entity its name and its key, and sorts the entities' forms out.
fn name(made: &mut [Made<'_>], forms: &[Form<'_>], corpus: &Corpus<'_>, rank: &[u32]) {
    let mut at = 0;
    for group in forms.chunk_by(|a, b| a.entity == b.entity) {
        if let Some(entity) = made.get_mut(group[0].entity as usize) {
            entity.forms = at..at + group.len();
        }
        at += group.len();
    }
    for entity in made.iter_mut() {
        let forms = &forms[entity.forms.clone()];
        entity.rank = entity.postings.iter().map(|p| rank[p.story as usize]).min().unwrap_or(u32::MAX);
        entity.name = alias::name(entity.label, forms).to_owned();
        entity.key = format!("{}:{}", entity.label.as_str(), key::slug(entity.label, &entity.name));
        if entity.postings.len() > 1 && entity.label == Label::Org && alias::is_reordered(forms) {
            entity.link = less_sure(entity.link, LinkRule::Reordered);
        }
        if entity.alone.is_some() {
            entity.link = LinkRule::Ambiguous;
        }
    }
    qualify(made, corpus, rank);
}

/// Makes keys differ by what the text says: the state behind a place; the story, for names that were left alone
/// in it. Of what still collides the entity in most stories keeps the key, the others get their earliest story.
fn qualify(made: &mut [Made<'_>], corpus: &Corpus<'_>, rank: &[u32]) {
    let id = |story: u32| {
        let at = &corpus.stories[story as usize];
        let path = at.segment.str(at.record.path).replace(char::is_whitespace, "-");
        if at.record.number == 0 { path } else { format!("{path}#{}", at.record.number) }
    };
    let mut order: Vec<usize> = Vec::with_capacity(made.len());
    for (n, entity) in made.iter_mut().enumerate() {
        match entity.alone {
            Some(story) => entity.key = format!("{}/{}", entity.key, id(story)),
            None => order.push(n),
        }
    }
    for by_state in [true, false] {
        order.sort_unstable_by(|a, b| {
            let (a, b) = (&made[*a], &made[*b]);
            let size = |e: &Made<'_>| (std::cmp::Reverse(e.postings.len()), e.rank);
            a.key.cmp(&b.key).then_with(|| size(a).cmp(&size(b)))
        });
        let mut start = 0;
        while start < order.len() {
            let same = order[start..].iter().take_while(|n| made[**n].key == made[order[start]].key).count();
            for (n, entity) in order[start..start + same].iter().enumerate() {
                let entity = &mut made[*entity];
                if same > 1 && by_state && !entity.state.is_empty() {
                    entity.key = format!("{}-{}", entity.key, entity.state.replace(' ', "-"));
                } else if n > 0 && !by_state {
                    let first = entity.postings.iter().map(|p| p.story).min_by_key(|no| rank[*no as usize]);
                    entity.key = format!("{}/{}", entity.key, first.map_or(String::new(), id));
                }
            }
            start += same;
        }
    }
}

/// Writes entities in the order of their keys.
fn write(made: Vec<Made<'_>>, forms: &[Form<'_>], corpus: &Corpus<'_>, entity_of: &[u32]) -> Links {
    let mut order: Vec<u32> = (0..made.len() as u32).collect();
    order.sort_unstable_by(|a, b| {
        let (a, b) = (&made[*a as usize], &made[*b as usize]);
        a.key.cmp(&b.key).then(a.rank.cmp(&b.rank))
    });
    let mut new_number = vec![NO_NODE; made.len()];
    let mut strings = Strings::default();
    let (mut records, mut aliases, mut postings) = (Vec::with_capacity(made.len()), Vec::new(), Vec::new());
    for (number, old) in (0..).zip(&order) {
        new_number[*old as usize] = number;
        let entity = &made[*old as usize];
        let mut record = record(entity, corpus);
        record.key = strings.push(&entity.key);
        record.aliases_at = aliases.len() as u32;
        record.postings_at = postings.len() as u32;
        for form in &forms[entity.forms.clone()] {
            let text = strings.push(&form.text);
            let folded = fold_words(&form.text);
            let folded = if *folded == *form.text { text } else { strings.push(&folded) };
            if *form.text == *entity.name {
                record.name = text;
            }
            aliases.push(AliasRecord { text, folded, mentions: form.n });
        }
        postings.extend_from_slice(&entity.postings);
        records.push(record);
    }
    let renumbered = |e: &u32| new_number.get(*e as usize).copied().unwrap_or(NO_NODE);
    let cluster_entity: Vec<u32> = entity_of.iter().map(renumbered).collect();
    let by_key: Vec<u32> = (0..records.len() as u32).collect();
    let mut block = BlockBuilder::default();
    block.section(section::STRINGS, strings.finish());
    block.records(section::ENTITIES, &records);
    block.records(section::ALIASES, &aliases);
    block.records(section::POSTINGS, &postings);
    block.records(section::CLUSTER_ENTITY, &cluster_entity);
    block.records(section::BY_KEY, &by_key);
    Links::open(Box::new(Links::finish(block))).expect("a block that was just written opens")
}

/// The row of an entity, but for its strings and places.
fn record(entity: &Made<'_>, corpus: &Corpus<'_>) -> EntityRecord {
    let days = || entity.postings.iter().map(|p| corpus.stories[p.story as usize].record.date);
    let days = || days().filter(|d| *d != i32::MIN);
    let mentions = entity.postings.iter().fold(0u32, |sum, p| sum.saturating_add(p.mentions >> 1));
    EntityRecord {
        key: Default::default(),
        name: Default::default(),
        aliases_at: 0,
        n_aliases: entity.forms.len() as u32,
        postings_at: 0,
        n_postings: entity.postings.len() as u32,
        n_mentions: mentions,
        shared_in: entity.postings.iter().filter(|p| p.mentions & 1 == 1).count() as u32,
        first: days().min().unwrap_or(i32::MIN),
        last: days().max().unwrap_or(i32::MIN),
        label: entity.label as u8,
        flags: if entity.alone.is_some() { EntityRecord::AMBIGUOUS } else { 0 },
        link: entity.link as u8,
        zero: 0,
    }
}
