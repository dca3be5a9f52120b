//! The stories listed under a filter, in an order, with how many of them hold each name.

use std::sync::Arc;

use crate::model::{EntityNo, Order, Snapshot, StoryNo, StorySet};
use crate::search::{self, Context, Note, Query, Typing};

/// How many stories are worked through between two looks at whether the answer is still wanted.
const STRIDE: usize = 4096;
/// Counting by postings is quicker once one story in this many is to be looked at: measured at 100,000 stories, all
/// postings take 3 ms, a story's names 0.8 µs.
const POSTINGS_FROM: u32 = 24;
/// In the index of rows: not listed.
const NOWHERE: u32 = u32::MAX;

/// The stories listed. Made by the worker; immutable.
#[derive(Debug)]
pub struct Rows {
    /// The snapshot they are of.
    pub(super) snapshot: Arc<Snapshot>,
    /// Their order.
    pub(super) order: Order,
    /// The filter as typed.
    pub(super) filter: String,
    /// The filter as read; `None` where it is empty.
    pub(super) query: Option<Query>,
    /// What of it was read leniently.
    pub(super) notes: Vec<Note>,
    /// Story numbers by row; `None` where every story is listed.
    listed: Option<Vec<u32>>,
    /// The row of each story, or [`NOWHERE`].
    row_of: Vec<u32>,
    /// The place of each story in the whole order; empty where it equals `row_of`.
    place_of: Vec<u32>,
    /// For each entity, the listed stories that establish it; `None` where every story is listed.
    counts: Option<Vec<u32>>,
}

impl Rows {
    /// Every story, before the worker has said anything: rows can be shown, places are not known.
    pub(super) fn first(snapshot: Arc<Snapshot>, order: Order) -> Rows {
        Rows {
            snapshot,
            order,
            filter: String::new(),
            query: None,
            notes: Vec::new(),
            listed: None,
            row_of: Vec::new(),
            place_of: Vec::new(),
            counts: None,
        }
    }

    /// Number of stories listed.
    pub(super) fn len(&self) -> usize {
        self.by_row().len()
    }

    /// The story in a row.
    pub(super) fn story(&self, row: usize) -> Option<StoryNo> {
        self.by_row().get(row).copied().map(StoryNo)
    }

    /// The row of a story; `None` where it is not listed, or not known yet.
    pub(super) fn row(&self, story: StoryNo) -> Option<usize> {
        let row = self.row_of.get(story.0 as usize).copied().filter(|r| *r != NOWHERE);
        row.map(|r| r as usize)
    }

    /// The place of a story among all stories in this order.
    pub(super) fn place(&self, story: StoryNo) -> Option<usize> {
        let all = if self.place_of.is_empty() { &self.row_of } else { &self.place_of };
        all.get(story.0 as usize).map(|p| *p as usize)
    }

    /// Whether a story is listed.
    pub(super) fn lists(&self, story: StoryNo) -> bool {
        self.listed.is_none() || self.row(story).is_some()
    }

    /// How many listed stories establish an entity.
    pub(super) fn count(&self, entity: EntityNo) -> u32 {
        match &self.counts {
            Some(counts) => counts.get(entity.0 as usize).copied().unwrap_or(0),
            None => self.snapshot.entity(entity).map_or(0, |e| e.shared_in()),
        }
    }

    fn by_row(&self) -> &[u32] {
        self.listed.as_deref().unwrap_or_else(|| self.snapshot.order(self.order))
    }
}

/// Works out the rows; `None` when stopped.
pub(super) fn rows(
    snapshot: &Arc<Snapshot>,
    filter: &str,
    typing: Typing,
    order: Order,
    context: &Context<'_>,
) -> Option<Rows> {
    let mut rows = Rows::first(Arc::clone(snapshot), order);
    rows.filter = filter.to_owned();
    let all = snapshot.order(order);
    if filter.trim().is_empty() {
        rows.row_of = inverse(all, snapshot.n_stories());
        return Some(rows);
    }
    let (query, notes) = search::parse(filter, typing);
    let set = search::eval(&query, snapshot, context)?;
    let listed: Vec<u32> = all.iter().copied().filter(|n| set.contains(StoryNo(*n))).collect();
    rows.row_of = inverse(&listed, snapshot.n_stories());
    rows.place_of = inverse(all, snapshot.n_stories());
    rows.counts = Some(counts(snapshot, &set, context.stop)?);
    rows.listed = Some(listed);
    (rows.query, rows.notes) = (Some(query), notes);
    Some(rows)
}

fn inverse(order: &[u32], n_stories: u32) -> Vec<u32> {
    let mut place = vec![NOWHERE; n_stories as usize];
    for (n, story) in order.iter().enumerate() {
        if let Some(place) = place.get_mut(*story as usize) {
            *place = n as u32;
        }
    }
    place
}

/// For each entity, the stories of `set` that establish it. Counts whichever needs least reading: the stories of the
/// set, those outside it (taken from the whole), or the names' postings.
fn counts(snapshot: &Snapshot, set: &StorySet, stop: &dyn Fn() -> bool) -> Option<Vec<u32>> {
    let n_stories = snapshot.n_stories();
    let most = set.len() > n_stories / 2;
    let mut few = set.clone();
    if most {
        few.complement();
    }
    if few.len() > n_stories / POSTINGS_FROM {
        return counts_by_postings(snapshot, set, stop);
    }
    let mut counts = counts_by_stories(snapshot, &few, stop)?;
    if most {
        for (count, entity) in counts.iter_mut().zip(snapshot.links().entities()) {
            *count = entity.shared_in().saturating_sub(*count);
        }
    }
    Some(counts)
}

fn counts_by_postings(snapshot: &Snapshot, set: &StorySet, stop: &dyn Fn() -> bool) -> Option<Vec<u32>> {
    let mut counts = Vec::with_capacity(snapshot.links().n_entities() as usize);
    for (n, entity) in snapshot.links().entities().enumerate() {
        if n.is_multiple_of(STRIDE) && stop() {
            return None;
        }
        counts.push(entity.postings().filter(|p| p.establishes && set.contains(p.story)).count() as u32);
    }
    Some(counts)
}

fn counts_by_stories(snapshot: &Snapshot, set: &StorySet, stop: &dyn Fn() -> bool) -> Option<Vec<u32>> {
    let mut counts = vec![0u32; snapshot.links().n_entities() as usize];
    // Two clusters of a story may have one entity: the last story that counted an entity is kept.
    let mut counted = vec![NOWHERE; counts.len()];
    for (n, no) in set.iter().enumerate() {
        if n.is_multiple_of(STRIDE) && stop() {
            return None;
        }
        let Some(story) = snapshot.story(no) else { continue };
        for (entity, establishes) in story.named() {
            let at = entity.0 as usize;
            if establishes && counted[at] != no.0 {
                counted[at] = no.0;
                counts[at] += 1;
            }
        }
    }
    Some(counts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Input, LoadOptions, load};

    #[test]
    fn all_ways_of_counting_agree() {
        let options = LoadOptions {
            read: Default::default(),
            jobs: 1,
            names: true,
            partial: false,
            desk: Default::default(),
        };
        let mut last = Snapshot::empty();
        load(&Input::BuiltIn, &options, &mut |s| {
            last = Arc::into_inner(s).expect("nobody else has it");
            true
        });
        for bits in 0..8u32 {
            let mut set = StorySet::empty(3);
            (0..3).filter(|n| bits >> n & 1 == 1).for_each(|n| set.insert(StoryNo(n)));
            let expected = counts_by_postings(&last, &set, &|| false);
            assert_eq!(counts_by_stories(&last, &set, &|| false), expected, "{bits:b}");
            assert_eq!(counts(&last, &set, &|| false), expected, "{bits:b}");
            assert!(expected.is_some_and(|c| c.iter().any(|n| *n > 0) == (bits > 0)));
        }
    }
}
