//! Counts what a file gives, and keeps its problems to a number that a person reads.

use super::limits::{PROBLEMS, STORY_BYTES};
use super::record::cut;
use super::{RawStory, Sink};

/// A sink that counts.
pub(super) struct Tally<'a> {
    sink: &'a mut dyn Sink,
    stories: u64,
    problems: u64,
    stopped: bool,
    /// The form that the file is read as.
    pub(super) form: &'static str,
}

impl<'a> Tally<'a> {
    /// Passes on to `sink`.
    pub(super) fn new(sink: &'a mut dyn Sink) -> Tally<'a> {
        Tally { sink, stories: 0, problems: 0, stopped: false, form: "a file" }
    }

    /// Passes a story on; `false` where reading must stop.
    pub(super) fn story(&mut self, number: u32, mut story: RawStory) -> bool {
        if story.text.trim().is_empty() {
            self.problem(number, "no text in it".into(), "left out");
            return !self.stopped;
        }
        if cut(&mut story.text) {
            let what = format!("a story of more than {} MiB", STORY_BYTES >> 20);
            self.problem(number, what, "the rest of it left out");
        }
        story.number = number;
        self.stories += 1;
        self.stopped |= self.stopped || !self.sink.story(story);
        !self.stopped
    }

    /// Passes a problem on, or counts it where there were many.
    pub(super) fn problem(&mut self, number: u32, what: String, done: &'static str) {
        self.problems += 1;
        if self.problems <= PROBLEMS as u64 {
            self.sink.problem(number, what, done);
        }
    }

    /// Says what is to be said at the end of the file.
    pub(super) fn close(mut self) {
        if self.problems > PROBLEMS as u64 {
            let more = self.problems - PROBLEMS as u64;
            self.sink.problem(0, format!("{more} more problems in this file"), "left out");
        } else if self.stories == 0 && self.problems == 0 && !self.stopped {
            self.problem(0, format!("{} with no story in it", self.form), "skipped");
        }
    }
}
