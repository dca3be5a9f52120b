//! What is kept of the screen between two runs: place, filter, order, measure, read and starred stories.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::Story;

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
    /// Ids.
    pub(crate) read: Vec<String>,
    /// Ids.
    pub(crate) starred: Vec<String>,
}

/// A set of stories that outlives snapshots.
#[derive(Clone, Debug, Default)]
pub(crate) struct StoryIds(BTreeMap<u64, String>);

impl StoryIds {
    /// The set of these ids.
    pub(crate) fn new(ids: Vec<String>) -> StoryIds {
        StoryIds(ids.into_iter().map(|id| (hash(id.bytes()), id)).collect())
    }

    /// Whether a story is in it.
    pub(crate) fn contains(&self, story: &Story<'_>) -> bool {
        !self.0.is_empty() && self.0.contains_key(&key(story))
    }

    /// Adds a story; says whether it was not there.
    pub(crate) fn insert(&mut self, story: &Story<'_>) -> bool {
        self.0.insert(key(story), story.id().into_owned()).is_none()
    }

    /// Takes a story out, or adds it; says whether it is there then.
    pub(crate) fn toggle(&mut self, story: &Story<'_>) -> bool {
        match self.0.remove(&key(story)) {
            Some(_) => false,
            None => self.insert(story),
        }
    }

    /// The ids, sorted.
    pub(crate) fn ids(&self) -> Vec<String> {
        let mut ids: Vec<String> = self.0.values().cloned().collect();
        ids.sort_unstable();
        ids
    }
}

fn key(story: &Story<'_>) -> u64 {
    hash(story.id().bytes())
}

/// FNV-1a, 64 bits: the ids of a million stories meet by chance once in ten million corpora.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}
