//! Names beside a name: those that the same stories establish.

use rustc_hash::FxHashMap;

use super::like::STEPS;
use crate::model::{EntityNo, Snapshot, StoryNo};

/// The other names that `stories` establish, with how many of them, most first; of names in as many stories the one that
/// fewer stories of the whole corpus establish, then by key. `None` when `go_on`, told how much was done in steps of about
/// a nanosecond, says so.
pub fn beside(
    snapshot: &Snapshot,
    entity: EntityNo,
    stories: impl Iterator<Item = StoryNo>,
    go_on: &mut dyn FnMut(usize) -> Option<()>,
) -> Option<Vec<(EntityNo, u32)>> {
    let mut counts: FxHashMap<EntityNo, u32> = FxHashMap::default();
    for story in stories.filter_map(|no| snapshot.story(no)) {
        let mut names: Vec<EntityNo> = story.named().filter(|n| n.1).map(|n| n.0).collect();
        names.sort_unstable();
        names.dedup();
        go_on(names.len() * STEPS)?;
        for name in names {
            *counts.entry(name).or_default() += 1;
        }
    }
    counts.remove(&entity);
    let mut found: Vec<(EntityNo, u32)> = counts.into_iter().collect();
    let tie = |no: EntityNo| snapshot.entity(no).map_or((0, ""), |e| (e.shared_in(), e.key()));
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| tie(a.0).cmp(&tie(b.0))));
    Some(found)
}
