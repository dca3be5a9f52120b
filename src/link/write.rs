//! The link layer: entities written into one flat block.

use super::alias::Form;
use super::build::Made;
use super::gather::{Corpus, NO_NODE};
use crate::model::{AliasRecord, BlockBuilder, EntityRecord, Links, Strings, link_section as section};
use crate::text::fold_words;

/// Writes entities in the order of their keys.
pub(super) fn write(made: &[Made<'_>], forms: &[Form<'_>], corpus: &Corpus<'_>, entity_of: &[u32]) -> Links {
    let order = by_key(made);
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
    order.sort_unstable_by(|(a, x), (b, y)| {
        let (x, y) = (&made[*x as usize], &made[*y as usize]);
        a.cmp(b).then_with(|| x.key.cmp(&y.key)).then_with(|| x.rank.cmp(&y.rank))
    });
    order.into_iter().map(|(_, no)| no).collect()
}
