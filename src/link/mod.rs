//! Mentions to entities: first inside each story ([`sieve`]), then between stories ([`link`]).

use std::sync::Arc;

use crate::model::{Cluster, Draft, DraftMention, Links, Segment};

/// Clusters the mentions of one story that name the same thing; sets `cluster` and `link` of each name.
/// Clusters come in the order of first mention.
pub fn sieve(draft: &Draft, mentions: &mut [DraftMention]) -> Vec<Cluster> {
    let _ = (draft, mentions);
    Vec::new()
}

/// Joins the clusters of all stories into entities. The result does not depend on the order of the segments'
/// stories but for entity numbers.
pub fn link(segments: &[Arc<Segment>]) -> Links {
    let _ = segments;
    Links::empty()
}
