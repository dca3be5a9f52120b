//! Counts what a file gives, and keeps its problems to a number that a person reads.

use std::rc::Rc;

use super::limits::{MEMBERS, PAGE_BYTES, PROBLEMS, STORY_BYTES};
use super::record::cut;
use super::stream::Budget;
use super::{Markup, PdfText, RawStory, Sink};
use crate::model::Charset;

/// A sink that counts.
pub(super) struct Tally<'a> {
    sink: &'a mut dyn Sink,
    stories: u64,
    problems: u64,
    stopped: bool,
    /// The member that is being read, as a path below the file; empty for the file itself.
    member: String,
    /// The form that the file is read as.
    pub(super) form: &'static str,
    /// What the bytes of the file or member are written in.
    pub(super) charset: Charset,
    /// What the file and all in it may cost.
    pub(super) budget: Rc<Budget>,
    /// What makes text of PDF files, if anything does.
    pub(super) pdf: Option<PdfText>,
}

impl<'a> Tally<'a> {
    /// Passes on to `sink`.
    pub(super) fn new(sink: &'a mut dyn Sink, pdf: Option<PdfText>) -> Tally<'a> {
        let budget = Rc::default();
        Tally {
            sink,
            stories: 0,
            problems: 0,
            stopped: false,
            member: String::new(),
            form: "a file",
            charset: Charset::default(),
            budget,
            pdf,
        }
    }

    /// Passes a story on; `false` where reading must stop.
    pub(super) fn story(&mut self, number: u32, mut story: RawStory) -> bool {
        if story.text.trim().is_empty() {
            self.problem(number, "no text in it".into(), "left out");
            return !self.stopped;
        }
        let (noun, limit) = match story.markup {
            Markup::None | Markup::Mail => ("a story", STORY_BYTES),
            Markup::Fragment | Markup::Page => ("a page", PAGE_BYTES),
        };
        if let Some((what, done)) = cut(&mut story.text, noun, limit) {
            self.problem(number, what, done);
        }
        story.number = number;
        story.charset = self.charset;
        self.stories += 1;
        self.stopped = self.stopped || !self.sink.story(story);
        !self.stopped
    }

    /// Passes a problem on, or counts it where there were many.
    pub(super) fn problem(&mut self, number: u32, what: String, done: &'static str) {
        self.problems += 1;
        if self.problems <= PROBLEMS as u64 {
            self.sink.problem(number, what, done);
        }
    }

    /// Has a file inside this one read; `false` where reading must stop.
    pub(super) fn member(&mut self, name: &str, read: &mut dyn FnMut(&mut Tally<'a>)) -> bool {
        if !self.budget.add_member() {
            self.problem(0, format!("more than {MEMBERS} files inside"), "the rest left out");
            return false;
        }
        let (outer, before) = (self.member.len(), (self.stories, self.problems));
        let form = std::mem::replace(&mut self.form, "a file");
        if outer > 0 {
            self.member.push('/');
        }
        self.member.push_str(name);
        self.sink.member(&self.member);
        read(self);
        if before == (self.stories, self.problems) && !self.stopped {
            self.problem(0, format!("{} with no story in it", self.form), "skipped");
        }
        self.member.truncate(outer);
        self.sink.member(&self.member);
        self.form = form;
        self.charset = Charset::default();
        !self.stopped
    }

    /// Whether no more stories are wanted.
    pub(super) fn stopped(&self) -> bool {
        self.stopped
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
