//! The link layer: entities written into one flat block.

use std::cmp::Reverse;

use super::alias::Form;
use super::build::Made;
use super::copies::Copies;
use super::decide::{Entities, places};
use super::gather::{Corpus, NO_NODE, NONE_YET};
use super::join::{Sets, less_sure};
use crate::model::{
    AliasRecord, BlockBuilder, ChosenRecord, EntityRecord, LinkRule, Links, MovedRecord, PartRecord,
    PostingRecord, Strings, link_section as section,
};
use crate::text::fold_words;

/// Writes entities in the order of their keys. Those without mentions are left out. Everything is let go once it is
/// written.
pub(super) fn write(
    mut entities: Entities<'_>,
    forms: Vec<Form<'_>>,
    corpus: Corpus<'_>,
    sets: Sets,
    copies: &Copies,
) -> Links {
    let firsts = copies.firsts(&corpus.rank);
    let order = by_key(&entities.made);
    let mut new_number = vec![NO_NODE; entities.made.len()];
    for (number, old) in (0..).zip(&order) {
        new_number[*old as usize] = number;
    }
    let renumbered = |e: u32| new_number.get(e as usize).copied().unwrap_or(NO_NODE);
    let moved = entities.moved.iter().map(|(story, mention, e)| MovedRecord {
        story: *story,
        mention: *mention,
        entity: renumbered(*e),
        rule: entities.moved_by(*story, *mention, *e) as u32,
    });
    let moved: Vec<MovedRecord> = moved.collect();
    entities.of_cluster.iter_mut().for_each(|e| *e = renumbered(*e));
    let (strings, mut records, aliases) = named(&entities, &forms, &order, &corpus, &firsts);
    drop((forms, std::mem::take(&mut entities.made)));
    let entity_of = |node| renumbered(entities.of_root[sets.root(node) as usize]);
    let (parts_at, parts) = parts(&mut records, &corpus, entity_of, &sets);
    let chosen = chosen(&corpus);
    drop((corpus, sets, new_number, order));
    let mut block = BlockBuilder::new(strings);
    block.records(section::BY_KEY, (0..records.len() as u32).collect());
    block.records(section::ENTITIES, records);
    block.records(section::ALIASES, aliases);
    block.records(section::POSTINGS, entities.postings);
    block.records(section::CLUSTER_ENTITY, entities.of_cluster);
    block.records(section::PARTS_AT, parts_at);
    block.records(section::PARTS, parts);
    block.records(section::CHOSEN, chosen);
    block.records(section::MOVED, moved);
    block.records(section::COPIES, firsts);
    Links::open(Box::new(Links::finish(block))).expect("a block that was just written opens")
}

/// The rows of the entities in this order, and their names and surface forms.
fn named(
    entities: &Entities<'_>,
    forms: &[Form<'_>],
    order: &[u32],
    corpus: &Corpus<'_>,
    firsts: &[u32],
) -> (Strings, Vec<EntityRecord>, Vec<AliasRecord>) {
    let mut strings = Strings::default();
    let (mut records, mut aliases) = (Vec::with_capacity(order.len()), Vec::with_capacity(forms.len()));
    for old in order {
        let entity = &entities.made[*old as usize];
        let mut record = record(entity, entities.postings_of(entity), corpus, firsts);
        record.key = strings.push(&entity.key);
        record.aliases_at = aliases.len() as u32;
        for (n, form) in (entity.forms.start..).zip(&forms[places(&entity.forms)]) {
            let text = strings.push(&form.text);
            let folded = fold_words(&form.text);
            let folded = if *folded == *form.text { text } else { strings.push(&folded) };
            if n == entity.name {
                record.name = text;
            }
            aliases.push(AliasRecord { text, folded, mentions: form.n });
        }
        if let Some(shown) = &entity.shown {
            record.name = strings.push(shown);
        }
        records.push(record);
    }
    (strings, records, aliases)
}

/// The clusters that came to their entities one by one; of two rules for one the later holds.
fn chosen(corpus: &Corpus<'_>) -> Vec<ChosenRecord> {
    let mut all = corpus.chosen.clone();
    all.sort_by_key(|c| c.0);
    let mut out: Vec<ChosenRecord> = Vec::with_capacity(all.len());
    for (cluster, rule) in all {
        if out.last().is_some_and(|last| last.cluster == cluster) {
            out.pop();
        }
        out.push(ChosenRecord { cluster, rule: rule as u32 });
    }
    out
}

/// The nodes of each entity, entity after entity; notes in `records` which cluster leads each.
fn parts(
    records: &mut [EntityRecord],
    corpus: &Corpus<'_>,
    entity_of: impl Fn(u32) -> u32,
    sets: &Sets,
) -> (Vec<u32>, Vec<PartRecord>) {
    let mut at = vec![0u32; records.len() + 1];
    for (no, _) in (0..).zip(&corpus.nodes) {
        if let Some(n) = at.get_mut(entity_of(no).saturating_add(1) as usize) {
            *n += 1;
        }
    }
    for n in 1..at.len() {
        at[n] += at[n - 1];
    }
    let mut next = at.clone();
    let mut parts = vec![PartRecord { first: EntityRecord::NO_CLUSTER, rule: 0 }; at[records.len()] as usize];
    let mut best = vec![(false, 0, Reverse(u32::MAX)); records.len()];
    let mut earliest = vec![NONE_YET; records.len()];
    for (no, node) in (0..).zip(&corpus.nodes) {
        let entity = entity_of(no) as usize;
        let Some(record) = records.get_mut(entity) else { continue };
        let rule =
            if node.alone.is_some() { less_sure(LinkRule::Ambiguous, sets.rule(no)) } else { sets.rule(no) };
        parts[next[entity] as usize] = PartRecord { first: node.first.1, rule: rule as u32 };
        next[entity] += 1;
        // What most stories print in full leads.
        let rank = (!node.partial, node.stories, Reverse(node.first.0));
        if rank > best[entity] {
            best[entity] = rank;
            record.lead = node.first.1;
        }
        if !node.partial && node.first_acronym < earliest[entity] {
            earliest[entity] = node.first_acronym;
            record.acronym = node.first_acronym.1;
        }
    }
    for range in at.windows(2) {
        parts[range[0] as usize..range[1] as usize].sort_unstable_by_key(|p| (p.first, p.rule));
    }
    (at, parts)
}

/// The row of an entity with these stories, but for its strings and surface forms.
fn record(
    entity: &Made<'_>,
    postings: &[PostingRecord],
    corpus: &Corpus<'_>,
    firsts: &[u32],
) -> EntityRecord {
    let days = || postings.iter().map(|p| corpus.stories[p.story as usize].record.date);
    let days = || days().filter(|d| *d != i32::MIN);
    let mentions = postings.iter().fold(0u32, |sum, p| sum.saturating_add(p.mentions >> 1));
    EntityRecord {
        key: Default::default(),
        name: Default::default(),
        aliases_at: 0,
        n_aliases: entity.forms.len() as u32,
        postings_at: entity.postings.start,
        n_postings: postings.len() as u32,
        n_mentions: mentions,
        shared_in: shared_in(postings, firsts),
        first: days().min().unwrap_or(i32::MIN),
        last: days().max().unwrap_or(i32::MIN),
        lead: EntityRecord::NO_CLUSTER,
        acronym: EntityRecord::NO_CLUSTER,
        label: entity.label as u8,
        flags: if entity.alone.is_some() { EntityRecord::AMBIGUOUS } else { 0 },
        link: entity.link as u8,
        zero: 0,
    }
}

/// How many stories establish an entity, near-copies counted once.
fn shared_in(postings: &[PostingRecord], firsts: &[u32]) -> u32 {
    let stories = || postings.iter().filter(|p| p.mentions & 1 == 1).map(|p| p.story as usize);
    if firsts.is_empty() {
        return stories().count() as u32;
    }
    // A story without copies is the first of itself, and so is one in each group: only what comes twice goes.
    let mut first: Vec<u32> = stories().filter_map(|no| firsts.get(no).copied()).collect();
    first.sort_unstable();
    first.dedup();
    first.len() as u32
}

/// Entities in the bytewise order of their keys. The first bytes are compared as one number, beside each other in
/// memory: reading a million keys where they lie takes ten times as long.
fn by_key(made: &[Made<'_>]) -> Vec<u32> {
    let head = |key: &str| {
        let mut bytes = [0; 16];
        let n = key.len().min(16);
        bytes[..n].copy_from_slice(&key.as_bytes()[..n]);
        u128::from_be_bytes(bytes)
    };
    let mut order: Vec<(u128, u32)> = made.iter().map(|e| head(&e.key)).zip(0..).collect();
    order.retain(|(_, no)| !made[*no as usize].postings.is_empty());
    order.sort_unstable_by(|(a, x), (b, y)| {
        let (x, y) = (&made[*x as usize], &made[*y as usize]);
        a.cmp(b).then_with(|| x.key.cmp(&y.key)).then_with(|| x.rank.cmp(&y.rank))
    });
    order.into_iter().map(|(_, no)| no).collect()
}
