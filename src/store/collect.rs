//! Stories in order to segments and snapshots.

use std::sync::Arc;

use super::desk::Desk;
use super::load::{LoadOptions, Ready};
use super::pack::SegmentBuilder;
use crate::link::Copies;
use crate::model::{Problem, Segment, Snapshot};

/// Stories in the first segments; each later one holds as many as all before it.
const FIRST_SEGMENT: usize = 64;

/// Packs stories and publishes snapshots.
pub(super) struct Collector<'a> {
    builder: SegmentBuilder,
    segments: Vec<Arc<Segment>>,
    /// Held here alone until all is loaded.
    copies: Arc<Copies>,
    /// Stories in closed segments.
    closed: usize,
    problems: Vec<Problem>,
    names: bool,
    partial: bool,
    desk: Desk,
    publish: &'a mut dyn FnMut(Arc<Snapshot>) -> bool,
}

impl<'a> Collector<'a> {
    pub(super) fn new(
        options: &LoadOptions,
        publish: &'a mut dyn FnMut(Arc<Snapshot>) -> bool,
    ) -> Collector<'a> {
        let (builder, segments, copies, problems) = Default::default();
        let (names, partial, desk) = (options.names, options.partial, options.desk.clone());
        Collector { builder, segments, copies, closed: 0, problems, names, partial, desk, publish }
    }

    /// Goes on from closed segments and what was wrong with their files.
    pub(super) fn resume(
        segments: Vec<Arc<Segment>>,
        problems: Vec<Problem>,
        options: &LoadOptions,
        publish: &'a mut dyn FnMut(Arc<Snapshot>) -> bool,
    ) -> Collector<'a> {
        let mut out = Collector { problems, ..Collector::new(options, publish) };
        for segment in segments {
            out.closed += segment.stories().len();
            out.add(segment);
        }
        out
    }

    /// Takes stories; `false` when no more are wanted.
    pub(super) fn batch(&mut self, stories: Vec<Ready>, problems: Vec<Problem>) -> bool {
        self.problems.extend(problems);
        for story in stories {
            let full = self.builder.len() >= self.segment_size();
            if full || !self.builder.has_room(story.draft.bytes()) {
                self.close();
                if self.partial && !self.send(false) {
                    return false;
                }
            }
            self.builder.push(&story.path, &story.draft, &story.mentions, &story.clusters);
        }
        true
    }

    /// Publishes the complete snapshot.
    pub(super) fn finish(mut self) {
        self.close();
        if let Some(copies) = Arc::get_mut(&mut self.copies) {
            copies.close();
        }
        self.send(true);
    }

    /// While loading, 64, 64, 128 …; where nobody looks before the end, as large as a segment may be.
    fn segment_size(&self) -> usize {
        if self.partial {
            self.closed.clamp(FIRST_SEGMENT, Segment::MAX_STORIES)
        } else {
            Segment::MAX_STORIES
        }
    }

    fn close(&mut self) {
        if self.builder.is_empty() {
            return;
        }
        self.closed += self.builder.len();
        let segment = Arc::new(std::mem::take(&mut self.builder).finish());
        self.add(segment);
    }

    fn add(&mut self, segment: Arc<Segment>) {
        if let (true, Some(copies)) = (self.names, Arc::get_mut(&mut self.copies)) {
            copies.add(&self.segments, &segment);
        }
        self.segments.push(segment);
    }

    fn send(&mut self, complete: bool) -> bool {
        let links = self.names.then_some(&self.copies);
        self.desk.link(&self.segments, links, self.problems.clone(), complete, self.publish)
    }
}
