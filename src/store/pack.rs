//! Drafts to segments: gathers a batch of stories into one flat block.

use rustc_hash::FxHashMap;

use crate::model::{
    BlockBuilder, Cluster, ClusterRecord, Draft, DraftMention, FormRecord, Label, MarkRecord, MentionRecord,
    Segment, Sketch, StoryRecord, Str, Strings, Title, segment_section as section,
};
use crate::search::TermsBuilder;

/// Gathers stories into a segment.
#[derive(Debug, Default)]
pub struct SegmentBuilder {
    strings: Strings,
    stories: Vec<StoryRecord>,
    mentions: Vec<MentionRecord>,
    clusters: Vec<ClusterRecord>,
    forms: Vec<FormRecord>,
    marks: Vec<MarkRecord>,
    norms: Vec<Str>,
    sketches: Vec<Sketch>,
    /// Numbers of normal forms, by where they stand among the strings.
    norm_no: FxHashMap<u32, u32>,
    /// Numbers of forms.
    form_no: FxHashMap<(FormRecord, Label, bool), u32>,
    terms: TermsBuilder,
}

impl SegmentBuilder {
    /// Number of stories so far.
    pub fn len(&self) -> usize {
        self.stories.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.stories.is_empty()
    }

    /// Whether a story with `bytes` of text still fits.
    pub fn has_room(&self, bytes: usize) -> bool {
        self.stories.len() < Segment::MAX_STORIES
            && self.strings.len().saturating_add(bytes) < Segment::MAX_STRING_BYTES
    }

    /// Adds a story, with the path its id is made of.
    pub fn push(&mut self, path: &str, draft: &Draft, mentions: &[DraftMention], clusters: &[Cluster]) {
        let text = self.strings.push(&draft.text);
        let (title, flags) = match &draft.title {
            Title::Given(title) => (self.strings.push(title), 0),
            Title::InText(span) => {
                // A span of nothing may stand anywhere.
                let start = if span.of(&draft.text).is_empty() { 0 } else { span.start };
                (
                    Str { at: text.at + start, len: span.of(&draft.text).len() as u32 },
                    StoryRecord::TITLE_IN_TEXT,
                )
            }
        };
        let record = StoryRecord {
            path: self.strings.intern(path),
            given_id: self.strings.push(&draft.given_id),
            title,
            text,
            outlet: self.strings.intern(&draft.outlet),
            author: self.strings.intern(&draft.author),
            url: self.strings.push(&draft.url),
            section: self.strings.intern(&draft.section),
            lang: self.strings.intern(&draft.lang),
            number: draft.number,
            date: draft.date.map_or(i32::MIN, |d| d.days()),
            n_words: self.terms.add(draft),
            mentions_at: self.mentions.len() as u32,
            n_mentions: mentions.len() as u32,
            clusters_at: self.clusters.len() as u32,
            n_clusters: clusters.len() as u32,
            marks_at: self.marks.len() as u32,
            n_marks: draft.marks.len() as u32,
            date_from: draft.date_from as u8,
            flags: flags | draft.charset.bits() << StoryRecord::CHARSET_SHIFT,
            zero: 0,
        };
        self.stories.push(record);
        self.sketches.push(draft.sketch);
        self.push_parts(draft, mentions, clusters);
    }

    /// Adds what is in a story behind what is in those before it.
    fn push_parts(&mut self, draft: &Draft, mentions: &[DraftMention], clusters: &[Cluster]) {
        for mention in mentions {
            let norm = self.norm(&mention.norm);
            self.mentions.push(MentionRecord::new(mention, norm));
        }
        for cluster in clusters {
            let record = self.cluster(cluster);
            self.clusters.push(record);
        }
        self.marks.extend(draft.marks.iter().map(|m| MarkRecord {
            start: m.span.start,
            end: m.span.end,
            kind: m.kind as u32,
        }));
    }

    /// The segment of all stories added.
    pub fn finish(self) -> Segment {
        let mut block = BlockBuilder::new(self.strings);
        block.records(section::STORIES, self.stories);
        block.records(section::MENTIONS, self.mentions);
        block.records(section::CLUSTERS, self.clusters);
        block.records(section::FORMS, self.forms);
        block.records(section::MARKS, self.marks);
        block.records(section::NORMS, self.norms);
        block.records(section::SKETCHES, self.sketches);
        self.terms.finish(&mut block);
        let bytes = Segment::finish(block);
        Segment::open(Box::new(bytes)).expect("a segment that was just written opens")
    }

    /// The number of a normal form; 0 for none.
    fn norm(&mut self, norm: &str) -> u32 {
        if norm.is_empty() {
            return 0;
        }
        let str = self.strings.intern(norm);
        let norms = &mut self.norms;
        *self.norm_no.entry(str.at).or_insert_with(|| {
            if norms.is_empty() {
                norms.push(Str::default());
            }
            norms.push(str);
            norms.len() as u32 - 1
        })
    }

    fn cluster(&mut self, c: &Cluster) -> ClusterRecord {
        let form = FormRecord {
            name: self.strings.intern(&c.name),
            key: self.strings.intern(&c.key),
            acronym: self.strings.intern(&c.acronym),
        };
        let forms = &mut self.forms;
        let no = *self.form_no.entry((form, c.label, c.partial)).or_insert_with(|| {
            forms.push(form);
            forms.len() as u32 - 1
        });
        ClusterRecord::new(c, no)
    }
}
