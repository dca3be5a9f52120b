//! How shared a name is among the stories listed, and which names of a story tell most.
//!
//! Rank is salience in the story times specificity `log(1 + (N + 1) / (df + 0.5))`: plain inverse document frequency would
//! give nothing to the name that all stories turn on.

use super::rows::Rows;
use super::theme::Role;
use crate::model::{EntityNo, Story};

/// From this many listed stories on, tiers are most, some, few instead of exact numbers.
const MANY_STORIES: u32 = 10;
/// A name in at least this many of many stories is in some, in fewer it is in few.
const SOME_STORIES: u32 = 10;
/// Clusters of a story that are ranked where a row shows its names: the first ones carry the story.
const MAX_RANKED: usize = 256;

/// How shared a name is. The order is that of the filter bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tier {
    /// In every listed story.
    All,
    /// In more than a third of many listed stories.
    Most,
    /// In this many of fewer than ten listed stories.
    In(std::cmp::Reverse<u32>),
    /// In ten or more of many.
    Some,
    /// In two to nine of many.
    Few,
    /// In this story only.
    Here,
}

impl Tier {
    /// The tier of a name in `count` of `n` stories.
    pub(crate) fn of(count: u32, n: u32) -> Tier {
        match count {
            0 | 1 => Tier::Here,
            _ if n < MANY_STORIES && count >= n => Tier::All,
            _ if n < MANY_STORIES => Tier::In(std::cmp::Reverse(count)),
            _ if count > n / 3 => Tier::Most,
            _ if count >= SOME_STORIES => Tier::Some,
            _ => Tier::Few,
        }
    }

    /// Its heading.
    pub(crate) fn words(self) -> String {
        match self {
            Tier::All => "In all".into(),
            Tier::Most => "Most".into(),
            Tier::In(k) => format!("In {}", k.0),
            Tier::Some => "Some".into(),
            Tier::Few => "Few".into(),
            Tier::Here => "Only here".into(),
        }
    }

    /// Its look in a text.
    pub(crate) fn role(self) -> Role {
        match self {
            Tier::All | Tier::Most => Role::Most,
            Tier::In(_) | Tier::Some => Role::Some,
            Tier::Few => Role::Few,
            Tier::Here => Role::Here,
        }
    }
}

/// A name of a story, placed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ranked {
    pub(crate) entity: EntityNo,
    pub(crate) tier: Tier,
    /// Listed stories that establish it, this one counted in where it is not listed.
    pub(crate) count: u32,
    rank: f64,
}

/// The tier of an entity as seen from a story, and its count.
pub(crate) fn tier(rows: &Rows, story: &Story<'_>, entity: EntityNo) -> (Tier, u32) {
    let listed = rows.lists(story.no());
    let here = || rows.snapshot.entity(entity).and_then(|e| e.posting(story.no()));
    let extra = u32::from(!listed && here().is_some_and(|p| p.establishes));
    let count = rows.count(entity) + extra;
    (Tier::of(count, rows.n_distinct() as u32 + u32::from(!listed)), count)
}

/// The names of a story: the most shared tier first, by rank inside a tier, ties by order in the story.
/// At most the first 256 names are looked at.
pub(crate) fn ranked(rows: &Rows, story: &Story<'_>) -> Vec<Ranked> {
    let n = rows.n_distinct() as f64;
    let mut seen = rustc_hash::FxHashSet::default();
    let mut names: Vec<Ranked> = Vec::new();
    for (place, (entity, _)) in story.named().take(MAX_RANKED).enumerate() {
        let Some(of) = rows.snapshot.entity(entity) else { continue };
        if !seen.insert(entity) {
            continue;
        }
        let Some(posting) = of.posting(story.no()).filter(|p| p.establishes) else { continue };
        let (tier, count) = tier(rows, story, entity);
        let salience = f64::from(posting.mentions).ln_1p() + 1.0 / (1.0 + place as f64);
        let specificity = (1.0 + (n + 1.0) / (f64::from(count) + 0.5)).ln();
        names.push(Ranked { entity, tier, count, rank: salience * specificity });
    }
    names.sort_by(|a, b| a.tier.cmp(&b.tier).then(b.rank.total_cmp(&a.rank)));
    names
}

/// The names of a story that tell most: the shared ones by rank alone.
pub(crate) fn telling(rows: &Rows, story: &Story<'_>) -> Vec<Ranked> {
    let mut names = ranked(rows, story);
    names.retain(|n| n.tier != Tier::Here);
    names.sort_by(|a, b| b.rank.total_cmp(&a.rank));
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiers_are_exact_below_ten_stories_and_relative_from_ten_on() {
        for (count, n, words) in [
            (3, 3, "In all"),
            (2, 3, "In 2"),
            (1, 3, "Only here"),
            (1, 1, "Only here"),
            (9, 9, "In all"),
            (5, 12, "Most"),
            (4, 12, "Few"),
            (30, 1000, "Some"),
            (9, 1000, "Few"),
        ] {
            assert_eq!(Tier::of(count, n).words(), words, "{count} of {n}");
        }
        assert!(Tier::In(std::cmp::Reverse(5)) < Tier::In(std::cmp::Reverse(2)));
    }
}
