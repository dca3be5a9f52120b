//! Stories that are related by the names they share.
//!
//! Two stories are as related as their names point in the same direction: the cosine of their vectors of names, where a
//! name weighs its salience in the story times its specificity, `log(1 + (N + 1) / (df + 0.5))` (the same as ranks chips).

use crate::model::{EntityNo, Posting, Snapshot, Story, StoryNo};

/// Less related stories share a passing name, or one that half the corpus has: so for the five stories of a corpus of
/// 7,891 whose related ones were read down to 0.1.
const LEAST: f64 = 0.1;
/// The most related stories count in any case: few stories have few names in common, and each name only here counts
/// against them.
const IN_ANY_CASE: usize = 10;

/// A story that is related to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// The story.
    pub story: StoryNo,
    /// How related it is, from 0 to 1.
    pub score: f64,
    /// The names that make it so, those that count most first, ties by key.
    pub names: Vec<EntityNo>,
}

/// Work for a posting or a story's name, in steps of about a nanosecond (measured: 5 to 50).
pub(super) const STEPS: usize = 20;

/// The stories related to `story`, most related first, ties by id: all that share enough with it, and the ten that share
/// most however little that is; `None` when `go_on`, told how much was done, says so.
pub fn related(story: &Story<'_>, go_on: &mut dyn FnMut(usize) -> Option<()>) -> Option<Vec<Related>> {
    let snapshot = story.snapshot();
    let scores = scores(story, go_on)?;
    let own = weights(story);
    let others = (0u32..).zip(scores).filter(|(n, score)| *score > 0.0 && *n != story.no().0);
    let mut found: Vec<Related> =
        others.map(|(n, score)| Related { story: StoryNo(n), score, names: Vec::new() }).collect();
    let id = |r: &Related| snapshot.story(r.story).map(|s| s.id_order());
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| id(a).cmp(&id(b))));
    found.truncate(found.partition_point(|r| r.score >= LEAST).max(IN_ANY_CASE));
    for related in &mut found {
        let theirs = snapshot.story(related.story).map(|s| weights(&s)).unwrap_or_default();
        related.names = shared(snapshot, &own, &theirs);
    }
    Some(found)
}

/// How related every story is to `story`, by number, from 0 to 1; `None` when `go_on`, told how much was done, says so.
pub(super) fn scores(story: &Story<'_>, go_on: &mut dyn FnMut(usize) -> Option<()>) -> Option<Vec<f64>> {
    let snapshot = story.snapshot();
    let own = weights(story);
    let norm = norm(&own);
    let mut scores = vec![0.0f64; snapshot.n_stories() as usize];
    for (no, weight) in &own {
        let Some(entity) = snapshot.entity(*no) else { continue };
        for posting in entity.postings().filter(|p| p.establishes) {
            if let Some(product) = scores.get_mut(posting.story.0 as usize) {
                *product += weight * salience(&posting) * specificity(snapshot, entity.shared_in());
            }
        }
        go_on(entity.n_stories() as usize * STEPS)?;
    }
    for (n, product) in (0u32..).zip(&mut scores).filter(|(_, product)| **product > 0.0) {
        let Some(other) = snapshot.story(StoryNo(n)) else { continue };
        let theirs = weights(&other);
        go_on(theirs.len() * STEPS * 5)?;
        *product /= norm * self::norm(&theirs);
    }
    Some(scores)
}

/// The names that a story establishes, by number, each with its weight.
pub(super) fn weights(story: &Story<'_>) -> Vec<(EntityNo, f64)> {
    let snapshot = story.snapshot();
    let mut names: Vec<EntityNo> = story.named().map(|(entity, _)| entity).collect();
    names.sort_unstable();
    names.dedup();
    let weight = |no: EntityNo| {
        let entity = snapshot.entity(no)?;
        let posting = entity.posting(story.no()).filter(|p| p.establishes)?;
        Some((no, salience(&posting) * specificity(snapshot, entity.shared_in())))
    };
    names.into_iter().filter_map(weight).collect()
}

fn salience(posting: &Posting) -> f64 {
    1.0 + f64::from(posting.mentions).ln().max(0.0)
}

/// How little a name that `shared_in` stories establish is everywhere.
pub(super) fn specificity(snapshot: &Snapshot, shared_in: u32) -> f64 {
    (1.0 + (f64::from(snapshot.n_stories()) + 1.0) / (f64::from(shared_in) + 0.5)).ln()
}

fn norm(weights: &[(EntityNo, f64)]) -> f64 {
    weights.iter().map(|(_, w)| w * w).sum::<f64>().sqrt()
}

fn shared(snapshot: &Snapshot, own: &[(EntityNo, f64)], theirs: &[(EntityNo, f64)]) -> Vec<EntityNo> {
    let mut both: Vec<(EntityNo, f64)> = Vec::new();
    for (no, weight) in own {
        if let Ok(n) = theirs.binary_search_by_key(no, |t| t.0) {
            both.push((*no, weight * theirs[n].1));
        }
    }
    let key = |no: EntityNo| snapshot.entity(no).map_or("", |e| e.key());
    both.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| key(a.0).cmp(key(b.0))));
    both.into_iter().map(|(no, _)| no).collect()
}
