//! What is kept of the screen between two runs: place, filter, order, measure, and what was done with stories.

use serde::{Deserialize, Serialize};

use crate::store::Flags;

/// What is kept, as JSON.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Saved {
    /// Id of the open story.
    pub(crate) story: Option<String>,
    /// First byte of its text in sight; `None` at the start.
    pub(crate) byte: Option<u32>,
    pub(crate) filter: String,
    pub(crate) sort: String,
    pub(crate) measure: u16,
    pub(crate) zoom: bool,
    /// Filters kept before, oldest first.
    pub(crate) history: Vec<String>,
    /// Stories read, starred, tagged.
    #[serde(flatten)]
    pub(crate) flags: Flags,
}
