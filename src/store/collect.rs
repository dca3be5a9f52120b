//! Stories in order to segments and snapshots.

use std::sync::Arc;

use super::load::Ready;
use super::order::ordered;
use super::pack::SegmentBuilder;
use crate::link;
use crate::model::{Links, Problem, Segment, Snapshot};

/// Stories in the first segments; each later one holds as many as all before it.
const FIRST_SEGMENT: usize = 64;

/// Packs stories and publishes snapshots.
pub(super) struct Collector<'a> {
    builder: SegmentBuilder,
    segments: Vec<Arc<Segment>>,
    /// Stories in closed segments.
    closed: usize,
    problems: Vec<Problem>,
    names: bool,
    partial: bool,
    publish: &'a mut dyn FnMut(Arc<Snapshot>) -> bool,
}

impl<'a> Collector<'a> {
    pub(super) fn new(
        names: bool,
        partial: bool,
        publish: &'a mut dyn FnMut(Arc<Snapshot>) -> bool,
    ) -> Collector<'a> {
        let (builder, segments, problems) = Default::default();
        Collector { builder, segments, closed: 0, problems, names, partial, publish }
    }

    /// Goes on from closed segments and what was wrong with their files; publishes once, at the end.
    pub(super) fn resume(
        segments: Vec<Arc<Segment>>,
        problems: Vec<Problem>,
        names: bool,
        publish: &'a mut dyn FnMut(Arc<Snapshot>) -> bool,
    ) -> Collector<'a> {
        let closed = segments.iter().map(|s| s.stories().len()).sum();
        Collector { segments, closed, problems, ..Collector::new(names, false, publish) }
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
        self.segments.push(Arc::new(std::mem::take(&mut self.builder).finish()));
    }

    fn send(&mut self, complete: bool) -> bool {
        let links = if self.names { link::link(&self.segments) } else { Links::empty() };
        let mut problems = self.problems.clone();
        problems.sort();
        let snapshot = Snapshot::new(
            self.segments.clone(),
            Arc::new(links),
            Default::default(),
            problems.into(),
            complete,
        );
        (self.publish)(Arc::new(ordered(snapshot)))
    }
}
