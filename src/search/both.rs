//! Two stories side by side: which names they have in common, and which only one of them has.

use rustc_hash::FxHashMap;

use crate::model::{EntityNo, Field, Span, Story, Weak};

/// The names of two stories. Each list begins with the names that tell most: those with most mentions in the two
/// stories for how many stories they are in, ties by key.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InBoth {
    /// In both.
    pub both: Vec<EntityNo>,
    /// Only in the first one.
    pub first: Vec<EntityNo>,
    /// Only in the second one.
    pub second: Vec<EntityNo>,
}

/// Compares two stories of one snapshot. Names that stand only in share bars and the like do not count.
pub fn in_both(first: &Story<'_>, second: &Story<'_>) -> InBoth {
    let snapshot = first.snapshot();
    let (left, right) = (mentions(first), mentions(second));
    let mut out = InBoth::default();
    for no in left.keys() {
        if right.contains_key(no) { out.both.push(*no) } else { out.first.push(*no) }
    }
    out.second = right.keys().filter(|no| !left.contains_key(no)).copied().collect();
    let stories = f64::from(snapshot.n_stories());
    let rank = |no: EntityNo| {
        let n: u32 = [&left, &right].into_iter().filter_map(|side| side.get(&no)).sum();
        let in_stories = snapshot.entity(no).map_or(0, |e| e.shared_in());
        f64::from(n).ln_1p() * (1.0 + (stories + 1.0) / (f64::from(in_stories) + 0.5)).ln()
    };
    let key = |no: EntityNo| snapshot.entity(no).map_or("", |e| e.key());
    for part in [&mut out.both, &mut out.first, &mut out.second] {
        part.sort_by(|a, b| rank(*b).total_cmp(&rank(*a)).then_with(|| key(*a).cmp(key(*b))));
    }
    out
}

/// How often a story mentions each name in its own words.
fn mentions(story: &Story<'_>) -> FxHashMap<EntityNo, u32> {
    let mut counts = FxHashMap::default();
    for mention in story.mentions().filter(|m| m.weak != Some(Weak::Boilerplate)) {
        if let Some(entity) = mention.entity {
            *counts.entry(entity).or_default() += 1;
        }
    }
    counts
}

/// Where a story's text mentions a name, in order.
pub fn mentions_of(story: &Story<'_>, entity: EntityNo) -> Vec<Span> {
    let mentions = story.mentions().filter(|m| m.entity == Some(entity) && m.field == Field::Text);
    mentions.map(|m| m.span).collect()
}
