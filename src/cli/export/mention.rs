//! A mention with all that is known of it: a line of `csv` and of `jsonl`.

use serde::Serialize;

use super::super::out::{one_line, some};
use super::super::record;
use crate::model::{Field, Mention, Story};
use crate::text::sentences;

/// A mention. Places are bytes of the field; the sentence's are bytes of the text.
#[derive(Serialize)]
pub(super) struct Row<'a> {
    story: String,
    path: String,
    title: Option<&'a str>,
    date: Option<String>,
    outlet: Option<&'a str>,
    url: Option<&'a str>,
    field: &'static str,
    start: u32,
    end: u32,
    text: &'a str,
    #[serde(rename = "type")]
    label: &'static str,
    entity: Option<&'a str>,
    name: Option<&'a str>,
    rule: &'static str,
    link: Option<&'static str>,
    weak: Option<&'static str>,
    norm: Option<&'a str>,
    sentence_start: Option<u32>,
    sentence_end: Option<u32>,
    sentence: Option<&'a str>,
}

/// The rows of a story, in the order of its mentions.
pub(super) fn rows<'a>(story: &Story<'a>) -> impl Iterator<Item = Row<'a>> {
    let story = *story;
    let sentences = sentences(story.text());
    story.mentions().map(move |mention| {
        let n = sentences.partition_point(|s| s.end <= mention.span.start);
        let sentence = sentences.get(n).filter(|s| mention.field == Field::Text && s.overlaps(mention.span));
        row(&story, &mention, sentence.copied())
    })
}

fn row<'a>(story: &Story<'a>, mention: &Mention<'a>, sentence: Option<crate::model::Span>) -> Row<'a> {
    let entity = mention.entity.and_then(|no| story.snapshot().entity(no));
    Row {
        story: record::id(story),
        path: one_line(story.path()).into_owned(),
        title: some(story.title()),
        date: record::date(story),
        outlet: some(story.outlet()),
        url: some(story.url()),
        field: match mention.field {
            Field::Text => "text",
            Field::Title => "title",
        },
        start: mention.span.start,
        end: mention.span.end,
        text: story.part(mention.field, mention.span),
        label: mention.label.as_str(),
        entity: entity.map(|e| e.key()),
        name: entity.map(|e| e.name()),
        rule: mention.rule.as_str(),
        link: entity.map(|_| mention.link.as_str()),
        weak: mention.weak.map(|w| w.as_str()),
        norm: some(mention.norm),
        sentence_start: sentence.map(|s| s.start),
        sentence_end: sentence.map(|s| s.end),
        sentence: sentence.map(|s| story.part(Field::Text, s)),
    }
}
