//! Stories of a snapshot packed anew, without those of files that have changed or are gone.

use std::sync::Arc;

use super::pack::SegmentBuilder;
use crate::model::{
    Cluster, ClusterRecord, Draft, DraftMention, MentionRecord, Segment, Sketch, Snapshot, Story,
    StoryRecord, Title,
};

/// Segments up to this number may be small; more of them are packed together, since each is searched for itself.
const SMALL_SEGMENTS: usize = 32;
/// Stories of a small one.
const SMALL: usize = 4096;

/// The segments of a snapshot without the stories for whose path `gone` says so, in the same order.
pub(super) fn without(snapshot: &Snapshot, gone: &dyn Fn(&str) -> bool) -> Vec<Arc<Segment>> {
    let small = |segment: &Segment| segment.stories().len() < SMALL;
    let many = snapshot.segments().filter(|(_, s)| small(s)).count() > SMALL_SEGMENTS;
    let mut out = Vec::new();
    let mut builder = SegmentBuilder::default();
    let mut stories = snapshot.stories();
    for (_, segment) in snapshot.segments() {
        let records = segment.stories();
        let touched = records.iter().any(|r| gone(segment.str(r.path)));
        let packs = touched || (many && small(segment));
        if !packs {
            close(&mut builder, &mut out);
            out.push(Arc::clone(segment));
        }
        for (n, (record, story)) in records.iter().zip(stories.by_ref()).enumerate() {
            if !packs || gone(story.path()) {
                continue;
            }
            if !builder.has_room(story.text().len() * 2) {
                close(&mut builder, &mut out);
            }
            let (mentions, clusters) = (mentions(segment, record), clusters(segment, record));
            let sketch = segment.sketches().get(n).copied().unwrap_or_default();
            builder.push(story.path(), &draft(&story, sketch), &mentions, &clusters);
        }
    }
    close(&mut builder, &mut out);
    out
}

fn close(builder: &mut SegmentBuilder, out: &mut Vec<Arc<Segment>>) {
    if !builder.is_empty() {
        out.push(Arc::new(std::mem::take(builder).finish()));
    }
}

fn draft(story: &Story<'_>, sketch: Sketch) -> Draft {
    let title = story.title_span().map_or_else(|| Title::Given(story.title().to_owned()), Title::InText);
    Draft {
        number: story.number(),
        given_id: story.given_id().to_owned(),
        title,
        text: story.text().to_owned(),
        date: story.date(),
        date_from: story.date_from(),
        outlet: story.outlet().to_owned(),
        author: story.author().to_owned(),
        url: story.url().to_owned(),
        section: story.section().to_owned(),
        lang: story.lang().to_owned(),
        marks: story.marks().collect(),
        // They were put among the mentions.
        names: Vec::new(),
        charset: story.charset(),
        sketch,
    }
}

fn mentions(segment: &Segment, story: &StoryRecord) -> Vec<DraftMention> {
    let mention = |r: &MentionRecord| DraftMention {
        span: r.span(),
        field: r.field(),
        label: r.label(),
        rule: r.rule(),
        weak: r.weak(),
        title: r.title(),
        norm: segment.norm(r).to_owned(),
        cluster: Some(r.cluster()).filter(|n| *n != MentionRecord::NO_CLUSTER),
        link: r.link(),
        anchor: r.anchor(),
    };
    segment.mentions_of(story).iter().map(mention).collect()
}

fn clusters(segment: &Segment, story: &StoryRecord) -> Vec<Cluster> {
    let cluster = |r: &ClusterRecord| {
        let form = segment.form(r);
        Cluster {
            label: r.label(),
            name: segment.str(form.name).to_owned(),
            key: segment.str(form.key).to_owned(),
            acronym: segment.str(form.acronym).to_owned(),
            partial: r.is(ClusterRecord::PARTIAL),
            ambiguous: r.is(ClusterRecord::AMBIGUOUS),
            establishes: r.is(ClusterRecord::ESTABLISHES),
            mentions: r.n_mentions(),
        }
    };
    segment.clusters_of(story).iter().map(cluster).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Input, LoadOptions, load_whole};
    use super::*;

    #[test]
    fn stories_packed_anew_are_the_same_bytes() {
        let snapshot = load_whole(&Input::BuiltIn, &LoadOptions::default());
        let second = super::super::seeds()[1].0;
        let all = without(&snapshot, &|_| false);
        assert!(Arc::ptr_eq(&all[0], snapshot.segments().next().unwrap().1), "what is untouched stays");
        let two = without(&snapshot, &|path| path == second);
        assert_eq!(two[0].stories().len(), 2);
        // A touched segment of which nothing is gone packs to what it was.
        let mut builder = SegmentBuilder::default();
        let segment = &all[0];
        for ((record, story), sketch) in
            segment.stories().iter().zip(snapshot.stories()).zip(segment.sketches())
        {
            builder.push(
                story.path(),
                &draft(&story, *sketch),
                &mentions(segment, record),
                &clusters(segment, record),
            );
        }
        assert_eq!(builder.finish().bytes(), segment.bytes());
    }
}
