//! A segment: up to [`Segment::MAX_STORIES`] stories in one flat block, with their mentions and terms.

use bytemuck::Zeroable;

use super::rows::{ClusterRecord, FormRecord, MarkRecord, MentionRecord, StoryRecord};
use super::{AlignedBytes, Block, BlockError, Sketch, Span, Str};

/// The sections of a segment.
pub mod segment_section {
    use crate::model::SectionId;

    /// Every string.
    pub const STRINGS: SectionId = 0;
    /// [`StoryRecord`](super::StoryRecord)s in order of arrival.
    pub const STORIES: SectionId = 1;
    /// [`MentionRecord`](super::MentionRecord)s, story after story.
    pub const MENTIONS: SectionId = 2;
    /// [`ClusterRecord`](super::ClusterRecord)s, story after story.
    pub const CLUSTERS: SectionId = 3;
    /// [`MarkRecord`](super::MarkRecord)s, story after story.
    pub const MARKS: SectionId = 4;
    /// Terms: `\n` and each term with a `\n` behind it, sorted bytewise.
    pub const TERM_ARENA: SectionId = 5;
    /// `u32`: where term i starts in the arena; one more at the end.
    pub const TERM_AT: SectionId = 6;
    /// `u32`: where the postings of term i start; one more at the end.
    pub const POST_AT: SectionId = 7;
    /// `u16`: story numbers inside the segment, ascending, in term order.
    pub const POST: SectionId = 8;
    /// [`Str`](crate::model::Str)s: normal forms of values, each once; number 0 is none.
    pub const NORMS: SectionId = 9;
    /// [`Sketch`](crate::model::Sketch)es, story after story.
    pub const SKETCHES: SectionId = 10;
    /// [`FormRecord`](super::FormRecord)s: what clusters are printed as, each once.
    pub const FORMS: SectionId = 11;
}

/// Up to 65,536 stories in one block; records are read in place.
#[derive(Debug)]
pub struct Segment {
    block: Block,
}

impl Segment {
    /// Story numbers inside a segment are `u16`.
    pub const MAX_STORIES: usize = 1 << 16;
    /// Most bytes of strings, so that places in it fit `u32` with room to spare.
    pub const MAX_STRING_BYTES: usize = 512 << 20;
    const MAGIC: [u8; 8] = *b"nhseg\r\n\0";
    const VERSION: u32 = 3;

    /// Opens the bytes of a segment.
    ///
    /// # Errors
    /// When they are not a whole segment of this version.
    pub fn open(bytes: Box<dyn AsRef<[u8]> + Send + Sync>) -> Result<Segment, BlockError> {
        use segment_section::*;
        let block = Block::open(bytes, Segment::MAGIC, Segment::VERSION)?;
        let whole = block.holds::<StoryRecord>(STORIES)
            && block.holds::<MentionRecord>(MENTIONS)
            && block.holds::<ClusterRecord>(CLUSTERS)
            && block.holds::<MarkRecord>(MARKS)
            && block.holds::<u32>(TERM_AT)
            && block.holds::<u32>(POST_AT)
            && block.holds::<u16>(POST)
            && block.holds::<Str>(NORMS)
            && block.holds::<Sketch>(SKETCHES)
            && block.holds::<FormRecord>(FORMS)
            && block.records::<StoryRecord>(STORIES).len() <= Segment::MAX_STORIES
            && block.records::<u32>(TERM_AT).len() == block.records::<u32>(POST_AT).len();
        if whole { Ok(Segment { block }) } else { Err(BlockError::Damaged) }
    }

    /// Puts a header on a segment's sections.
    pub fn finish(builder: super::BlockBuilder<'_>) -> AlignedBytes {
        builder.finish(Segment::MAGIC, Segment::VERSION)
    }

    /// All bytes, as they are written to a file.
    pub fn bytes(&self) -> &[u8] {
        self.block.bytes()
    }

    /// The bytes of a section.
    pub fn section(&self, id: super::SectionId) -> &[u8] {
        self.block.section(id)
    }

    /// A string of the segment.
    pub fn str(&self, s: Str) -> &str {
        self.block.str(segment_section::STRINGS, s)
    }

    /// The part of a string that a span of it covers.
    pub fn part(&self, s: Str, span: Span) -> &str {
        self.block.part(segment_section::STRINGS, s, span)
    }

    /// Rows of the stories.
    pub fn stories(&self) -> &[StoryRecord] {
        self.block.records(segment_section::STORIES)
    }

    /// Rows of all mentions.
    pub fn mentions(&self) -> &[MentionRecord] {
        self.block.records(segment_section::MENTIONS)
    }

    /// Rows of all clusters.
    pub fn clusters(&self) -> &[ClusterRecord] {
        self.block.records(segment_section::CLUSTERS)
    }

    /// The mentions of a story, sorted by field, then place.
    pub fn mentions_of(&self, story: &StoryRecord) -> &[MentionRecord] {
        slice(self.mentions(), story.mentions_at, story.n_mentions)
    }

    /// The clusters of a story.
    pub fn clusters_of(&self, story: &StoryRecord) -> &[ClusterRecord] {
        slice(self.clusters(), story.clusters_at, story.n_clusters)
    }

    /// The marks of a story, sorted.
    pub fn marks_of(&self, story: &StoryRecord) -> &[MarkRecord] {
        let all: &[MarkRecord] = self.block.records(segment_section::MARKS);
        slice(all, story.marks_at, story.n_marks)
    }

    /// The words of a cluster; none where it has no form.
    pub fn form(&self, cluster: &ClusterRecord) -> FormRecord {
        self.forms().get(cluster.form as usize).copied().unwrap_or(FormRecord::zeroed())
    }

    /// Rows of all forms.
    pub fn forms(&self) -> &[FormRecord] {
        self.block.records(segment_section::FORMS)
    }

    /// What near-copies of the stories are known by, story after story.
    pub fn sketches(&self) -> &[Sketch] {
        self.block.records(segment_section::SKETCHES)
    }

    /// The normal form of a value, or empty.
    pub fn norm(&self, mention: &MentionRecord) -> &str {
        let norms: &[Str] = self.block.records(segment_section::NORMS);
        norms.get(mention.norm() as usize).map_or("", |s| self.str(*s))
    }

    /// Its term index.
    pub fn terms(&self) -> Terms<'_> {
        Terms {
            arena: self.block.section(segment_section::TERM_ARENA),
            term_at: self.block.records(segment_section::TERM_AT),
            post_at: self.block.records(segment_section::POST_AT),
            post: self.block.records(segment_section::POST),
        }
    }
}

fn slice<T>(all: &[T], at: u32, n: u32) -> &[T] {
    let at = at as usize;
    all.get(at..at.saturating_add(n as usize)).unwrap_or(&[])
}

/// The term index of a segment: which folded word stands in which stories (title and text).
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// `\n` and each term with a `\n` behind it, sorted bytewise.
    pub arena: &'a [u8],
    term_at: &'a [u32],
    post_at: &'a [u32],
    post: &'a [u16],
}

impl<'a> Terms<'a> {
    /// Number of distinct terms.
    pub fn len(&self) -> usize {
        self.term_at.len().saturating_sub(1)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes of term `n`; empty where there is none.
    pub fn term(&self, n: usize) -> &'a [u8] {
        let (Some(&start), Some(&next)) = (self.term_at.get(n), self.term_at.get(n + 1)) else {
            return &[];
        };
        let end = (next as usize).saturating_sub(1);
        self.arena.get(start as usize..end).unwrap_or(&[])
    }

    /// The first term that is not below `term`, bytewise.
    pub fn lower_bound(&self, term: &[u8]) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let mid = (low + high) / 2;
            if self.term(mid) < term { low = mid + 1 } else { high = mid }
        }
        low
    }

    /// The terms that begin with `prefix`.
    pub fn with_prefix(&self, prefix: &[u8]) -> std::ops::Range<usize> {
        let start = self.lower_bound(prefix);
        let (mut low, mut high) = (start, self.len());
        while low < high {
            let mid = (low + high) / 2;
            if self.term(mid).starts_with(prefix) { low = mid + 1 } else { high = mid }
        }
        start..low
    }

    /// The term, if it is there.
    pub fn find(&self, term: &[u8]) -> Option<usize> {
        let n = self.lower_bound(term);
        (n < self.len() && self.term(n) == term).then_some(n)
    }

    /// The term whose bytes (or whose `\n`) stand at `at` in the arena.
    pub fn term_at_byte(&self, at: usize) -> usize {
        self.term_at.partition_point(|start| *start as usize <= at).saturating_sub(1)
    }

    /// The same, looked for from term `from` on, which must not be behind it: quick where it is near.
    pub fn term_at_byte_from(&self, from: usize, at: usize) -> usize {
        let (mut low, mut step) = (from, 1);
        while self.term_at.get(low + step).is_some_and(|start| *start as usize <= at) {
            low += step;
            step *= 2;
        }
        let high = (low + step).min(self.term_at.len());
        let near = self.term_at.get(low..high).unwrap_or(&[]);
        low + near.partition_point(|start| *start as usize <= at).saturating_sub(1)
    }

    /// Story numbers inside the segment of the terms in `range`: ascending for one term, in term order for more.
    pub fn postings(&self, range: std::ops::Range<usize>) -> &'a [u16] {
        let (Some(&start), Some(&end)) = (self.post_at.get(range.start), self.post_at.get(range.end)) else {
            return &[];
        };
        self.post.get(start as usize..end as usize).unwrap_or(&[])
    }
}
