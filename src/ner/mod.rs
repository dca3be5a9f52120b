//! Text to mentions: which spans of a story name something, and what kind of thing.

use crate::model::{Draft, DraftMention};

/// The mentions of a story: those of the text, then those of a title that comes apart, each sorted by
/// place and without overlap. Clusters are not set.
pub fn recognize(draft: &Draft) -> Vec<DraftMention> {
    let _ = draft;
    Vec::new()
}
