//! Orders that depend on a story: the most related ones first, or those that have most names in common with it.

use super::like;
use super::query::Query;
use crate::model::{Order, Snapshot, Story, StoryNo};

/// What brings a story near to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Nearness {
    /// How related they are ([`super::related`]).
    Related,
    /// How many names both establish.
    Names,
}

/// Every story, the nearest to `story` first and itself before them; ties, and those that have nothing in common with it,
/// as in `order`. `None` when `go_on`, told how much was done in steps of about a nanosecond, says so.
pub fn nearest_first(
    story: &Story<'_>,
    nearness: Nearness,
    order: Order,
    go_on: &mut dyn FnMut(usize) -> Option<()>,
) -> Option<Vec<u32>> {
    let mut scores = match nearness {
        Nearness::Related => like::scores(story, go_on)?,
        Nearness::Names => names_in_common(story, go_on)?,
    };
    if let Some(own) = scores.get_mut(story.no().0 as usize) {
        *own = f64::INFINITY;
    }
    Some(by_scores(story.snapshot(), order, &scores))
}

/// Every story in the order that a query itself gives them: those that are most related to the stories of its `like:`
/// parts first, ties as in `order`. The inner `None` where it has no such part; the outer one as in [`nearest_first`].
pub fn ranked(
    query: &Query,
    snapshot: &Snapshot,
    order: Order,
    go_on: &mut dyn FnMut(usize) -> Option<()>,
) -> Option<Option<Vec<u32>>> {
    let mut best: Option<Vec<f64>> = None;
    for part in query.positive() {
        let Query::Like(typed) = part else { continue };
        let best = best.get_or_insert_with(|| vec![0.0; snapshot.n_stories() as usize]);
        for story in super::stories(snapshot, typed) {
            let scores = like::scores(&story, go_on)?;
            best.iter_mut().zip(scores).for_each(|(best, score)| *best = best.max(score));
            best[story.no().0 as usize] = f64::INFINITY;
        }
    }
    Some(best.map(|scores| by_scores(snapshot, order, &scores)))
}

fn by_scores(snapshot: &Snapshot, order: Order, scores: &[f64]) -> Vec<u32> {
    let mut all = snapshot.order(order).to_vec();
    let score = |no: u32| scores.get(no as usize).copied().unwrap_or(0.0);
    all.sort_by(|a, b| score(*b).total_cmp(&score(*a)));
    all
}

/// How many names that `story` establishes each story establishes too, by number.
fn names_in_common(story: &Story<'_>, go_on: &mut dyn FnMut(usize) -> Option<()>) -> Option<Vec<f64>> {
    let snapshot = story.snapshot();
    let mut counts = vec![0.0; snapshot.n_stories() as usize];
    for (no, _) in like::weights(story) {
        let Some(entity) = snapshot.entity(no) else { continue };
        for StoryNo(other) in entity.postings().filter(|p| p.establishes).map(|p| p.story) {
            if let Some(count) = counts.get_mut(other as usize) {
                *count += 1.0;
            }
        }
        go_on(entity.n_stories() as usize * like::STEPS)?;
    }
    Some(counts)
}
