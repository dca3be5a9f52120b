//! What tests on data that is not part of the project have in common.

#![allow(dead_code, reason = "each test file uses its part")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use newshound::model::Snapshot;
use newshound::read::{RawStory, Sink};
use newshound::store::{Input, LoadOptions, load_whole};

/// The folder that `NEWSHOUND_SHARED` names; says so where it names none, as the test is skipped then.
pub(crate) fn shared() -> Option<PathBuf> {
    let dir = std::env::var_os("NEWSHOUND_SHARED").map(PathBuf::from);
    if dir.is_none() {
        eprintln!("NEWSHOUND_SHARED is not set: skipped");
    }
    dir
}

/// The stories of a file or folder, with names or without.
pub(crate) fn open(path: &Path, names: bool) -> Arc<Snapshot> {
    load_whole(&Input::Paths(vec![path.into()]), &LoadOptions { jobs: 2, names, ..LoadOptions::default() })
}

/// Keeps the stories that are read, and what was wrong.
#[derive(Default)]
pub(crate) struct Stories {
    pub(crate) stories: Vec<RawStory>,
    pub(crate) problems: Vec<String>,
}

impl Sink for Stories {
    fn member(&mut self, _: &str) {}

    fn story(&mut self, story: RawStory) -> bool {
        self.stories.push(story);
        true
    }

    fn problem(&mut self, number: u32, what: String, _: &'static str) {
        self.problems.push(format!("record {number}: {what}"));
    }
}
