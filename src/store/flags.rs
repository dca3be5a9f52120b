//! What a person who reads has done with stories: read, starred, tagged. Kept by story id, so that it outlives snapshots.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::state::fnv1a;
use crate::model::Story;
use crate::search::Flagged;
use crate::text::fold_words;

/// What a person has done with stories.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Flags {
    /// Read.
    pub read: StoryIds,
    /// Starred.
    pub starred: StoryIds,
    /// Tagged, by tag as typed.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub tags: BTreeMap<String, StoryIds>,
}

impl Flags {
    /// Whether a story is flagged so.
    pub fn has(&self, story: &Story<'_>, asked: Flagged<'_>) -> bool {
        match asked {
            Flagged::Read => self.read.contains(story),
            Flagged::Starred => self.starred.contains(story),
            Flagged::Tagged(wanted) => {
                let named = self.tags.iter().filter(|(tag, _)| fold_words(tag) == wanted);
                named.into_iter().any(|(_, stories)| stories.contains(story))
            }
        }
    }

    /// Flags the story with an id, or takes the flag away. A tag that is known but for case stays as it is.
    pub fn set(&mut self, story: &str, flag: Flagged<'_>, on: bool) {
        let tag = match flag {
            Flagged::Read => return self.read.set(story, on),
            Flagged::Starred => return self.starred.set(story, on),
            Flagged::Tagged(tag) => tag,
        };
        let folded = fold_words(tag);
        let known = self.tags.keys().find(|known| fold_words(known) == folded).cloned();
        let tag = known.unwrap_or_else(|| tag.to_owned());
        let stories = self.tags.entry(tag.clone()).or_default();
        stories.set(story, on);
        if stories.is_empty() {
            self.tags.remove(&tag);
        }
    }

    /// The tags of a story.
    pub fn tags_of(&self, story: &Story<'_>) -> impl Iterator<Item = &str> {
        self.tags.iter().filter(|(_, stories)| stories.contains(story)).map(|(tag, _)| tag.as_str())
    }
}

/// A set of stories that outlives snapshots.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
pub struct StoryIds(BTreeMap<u64, String>);

impl From<Vec<String>> for StoryIds {
    fn from(ids: Vec<String>) -> StoryIds {
        StoryIds(ids.into_iter().map(|id| (fnv1a(id.bytes()), id)).collect())
    }
}

impl From<StoryIds> for Vec<String> {
    /// The ids, sorted.
    fn from(ids: StoryIds) -> Vec<String> {
        let mut ids: Vec<String> = ids.0.into_values().collect();
        ids.sort_unstable();
        ids
    }
}

impl StoryIds {
    /// Whether no story is in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a story is in it.
    pub fn contains(&self, story: &Story<'_>) -> bool {
        !self.0.is_empty() && self.0.contains_key(&key(story))
    }

    /// Adds a story; says whether it was not there.
    pub fn insert(&mut self, story: &Story<'_>) -> bool {
        self.0.insert(key(story), story.id().into_owned()).is_none()
    }

    /// Adds the story with an id, or takes it out.
    fn set(&mut self, story: &str, on: bool) {
        let key = fnv1a(story.bytes());
        match on {
            true => self.0.insert(key, story.to_owned()),
            false => self.0.remove(&key),
        };
    }
}

fn key(story: &Story<'_>) -> u64 {
    // The ids of a million stories meet by chance once in ten million corpora.
    fnv1a(story.id().bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_survive_their_text_and_other_words_beside_them() {
        let text = r#"{"story":"a","read":["b.txt","a.txt"],"starred":[],"tags":{"Court":["a.txt"]}}"#;
        let flags: Flags = serde_json::from_str(text).unwrap();
        let again = serde_json::to_string(&flags).unwrap();
        assert_eq!(again, r#"{"read":["a.txt","b.txt"],"starred":[],"tags":{"Court":["a.txt"]}}"#);
        assert_eq!(serde_json::from_str::<Flags>("{}").unwrap(), Flags::default());
    }
}
