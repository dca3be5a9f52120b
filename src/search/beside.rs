//! Names beside a name: those that the same stories establish.

use rustc_hash::FxHashMap;

use super::like::{STEPS, specificity};
use crate::model::{EntityNo, Snapshot, StoryNo};

/// The other names that `stories` establish, with how many of them, most first; of names in as many stories the one that
/// tells more (mentions in them times specificity, as chips are ranked), then by key. `None` when `go_on`, told how much was done in steps of about
/// a nanosecond, says so.
pub fn beside(
    snapshot: &Snapshot,
    entity: EntityNo,
    stories: impl Iterator<Item = StoryNo>,
    go_on: &mut dyn FnMut(usize) -> Option<()>,
) -> Option<Vec<(EntityNo, u32)>> {
    let mut counts: FxHashMap<EntityNo, (u32, u32)> = FxHashMap::default();
    for story in stories.filter_map(|no| snapshot.story(no)) {
        let mut names: Vec<EntityNo> = story.named().filter(|n| n.1).map(|n| n.0).collect();
        names.sort_unstable();
        names.dedup();
        go_on(names.len() * STEPS)?;
        for name in names.into_iter().filter(|name| *name != entity) {
            let posting = snapshot.entity(name).and_then(|e| e.posting(story.no()));
            let count = counts.entry(name).or_default();
            *count = (count.0 + 1, count.1 + posting.map_or(0, |p| p.mentions));
        }
    }
    let named = |(no, (stories, mentions)): (EntityNo, (u32, u32))| {
        let entity = snapshot.entity(no)?;
        let rank = f64::from(mentions).ln_1p() * specificity(snapshot, entity.shared_in());
        Some((no, stories, rank, entity.key()))
    };
    let mut found: Vec<_> = counts.into_iter().filter_map(named).collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then(b.2.total_cmp(&a.2)).then(a.3.cmp(b.3)));
    Some(found.into_iter().map(|(no, stories, ..)| (no, stories)).collect())
}
