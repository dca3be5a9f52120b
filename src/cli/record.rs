//! The records of JSON look-ups. Keys, their order, and `null` for what is not there are relied on by scripts.

use serde::Serialize;

use super::out::{one_line, some};
use crate::model::{Entity, Field, Mark, MarkKind, Mention, Snapshot, Span, Story, StoryNo};
use crate::text::reports_speech;

/// Bytes of a story's text.
#[derive(Serialize)]
pub(super) struct Place {
    start: u32,
    end: u32,
}

impl From<Span> for Place {
    fn from(span: Span) -> Place {
        Place { start: span.start, end: span.end }
    }
}

/// A story whole, with every mention: a line of `annotate`.
#[derive(Serialize)]
pub(super) struct StoryRecord<'a> {
    story: String,
    path: String,
    title: Option<&'a str>,
    date: Option<String>,
    date_from: Option<&'static str>,
    outlet: Option<&'a str>,
    author: Option<&'a str>,
    url: Option<&'a str>,
    lang: Option<&'a str>,
    text: &'a str,
    mentions: Vec<MentionRecord<'a>>,
    /// Offsets into `title`; only where the title comes apart from the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    title_mentions: Option<Vec<MentionRecord<'a>>>,
}

/// A mention of a story.
#[derive(Serialize)]
pub(super) struct MentionRecord<'a> {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) text: &'a str,
    #[serde(rename = "type")]
    pub(super) label: &'static str,
    pub(super) entity: Option<&'a str>,
    pub(super) name: Option<&'a str>,
    pub(super) rule: &'static str,
    pub(super) link: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weak: Option<&'static str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    boilerplate: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    norm: Option<&'a str>,
}

impl<'a> StoryRecord<'a> {
    /// The record of a story.
    pub(super) fn new(story: &Story<'a>, snapshot: &'a Snapshot) -> StoryRecord<'a> {
        let marks: Vec<Mark> = story.marks().collect();
        let of_field = |field: Field| {
            let all = story.mentions().filter(|m| m.field == field);
            all.map(|m| MentionRecord::new(&m, story, snapshot, &marks)).collect()
        };
        StoryRecord {
            story: id(story),
            path: one_line(story.path()).into_owned(),
            title: some(story.title()),
            date: date(story),
            date_from: story.date_from().as_str(),
            outlet: some(story.outlet()),
            author: some(story.author()),
            url: some(story.url()),
            lang: some(story.lang()),
            text: story.text(),
            mentions: of_field(Field::Text),
            title_mentions: story.title_span().is_none().then(|| of_field(Field::Title)),
        }
    }
}

impl<'a> MentionRecord<'a> {
    /// The record of a mention of `story`, whose marks are given.
    pub(super) fn new(
        mention: &Mention<'a>,
        story: &Story<'a>,
        snapshot: &'a Snapshot,
        marks: &[Mark],
    ) -> MentionRecord<'a> {
        let entity = mention.entity.and_then(|no| snapshot.entity(no));
        MentionRecord {
            start: mention.span.start,
            end: mention.span.end,
            text: story.part(mention.field, mention.span),
            label: mention.label.as_str(),
            entity: entity.map(|e| e.key()),
            name: entity.map(|e| e.name()),
            rule: mention.rule.as_str(),
            link: entity.map(|_| mention.link.as_str()),
            weak: mention.weak.map(|w| w.as_str()),
            boilerplate: mention.field == Field::Text && in_boilerplate(mention.span, marks),
            norm: some(mention.norm),
        }
    }
}

fn in_boilerplate(span: Span, marks: &[Mark]) -> bool {
    let n = marks.partition_point(|m| m.span.end <= span.start);
    marks.get(n).is_some_and(|m| m.kind == MarkKind::Boilerplate && m.span.overlaps(span))
}

/// A hit of `find`.
#[derive(Serialize)]
pub(super) struct HitRecord<'a> {
    pub(super) story: String,
    pub(super) path: String,
    pub(super) title: Option<&'a str>,
    pub(super) date: Option<String>,
    pub(super) outlet: Option<&'a str>,
    pub(super) snippet: String,
    pub(super) matches: Vec<Place>,
    pub(super) names: Vec<NameInStory<'a>>,
}

/// A name with its mentions in one story.
#[derive(Serialize)]
pub(super) struct NameInStory<'a> {
    pub(super) entity: &'a str,
    pub(super) name: &'a str,
    pub(super) mentions: u32,
}

impl<'a> NameInStory<'a> {
    /// A name, with its mentions in a story.
    pub(super) fn new(entity: &Entity<'a>, story: StoryNo) -> NameInStory<'a> {
        let mentions = entity.posting(story).map_or(0, |p| p.mentions);
        NameInStory { entity: entity.key(), name: entity.name(), mentions }
    }
}

/// A line of `lines`.
#[derive(Serialize)]
pub(super) struct LineRecord<'a> {
    story: String,
    path: String,
    title: Option<&'a str>,
    date: Option<String>,
    outlet: Option<&'a str>,
    #[serde(flatten)]
    sentence: SentenceRecord<'a>,
    matches: Vec<Place>,
    /// Whether the sentence has quotation marks or a verb of saying.
    reports_speech: bool,
}

impl<'a> LineRecord<'a> {
    /// A sentence of a story with its matches.
    pub(super) fn new(story: &Story<'a>, sentence: Span, matches: &[Span]) -> LineRecord<'a> {
        LineRecord {
            story: id(story),
            path: one_line(story.path()).into_owned(),
            title: some(story.title()),
            date: date(story),
            outlet: some(story.outlet()),
            sentence: SentenceRecord::new(story, sentence),
            matches: matches.iter().copied().map(Place::from).collect(),
            reports_speech: reports_speech(story.part(Field::Text, sentence)),
        }
    }
}

/// A sentence with its place in the story's text.
#[derive(Serialize)]
pub(super) struct SentenceRecord<'a> {
    start: u32,
    end: u32,
    sentence: &'a str,
}

impl<'a> SentenceRecord<'a> {
    /// A sentence of a story.
    pub(super) fn new(story: &Story<'a>, span: Span) -> SentenceRecord<'a> {
        SentenceRecord { start: span.start, end: span.end, sentence: story.part(Field::Text, span) }
    }
}

/// A name of `common`.
#[derive(Serialize)]
pub(super) struct CommonRecord<'a> {
    #[serde(rename = "in")]
    pub(super) part: &'static str,
    pub(super) entity: &'a str,
    pub(super) name: &'a str,
    #[serde(rename = "type")]
    pub(super) label: &'static str,
    pub(super) first: Vec<SentenceRecord<'a>>,
    pub(super) second: Vec<SentenceRecord<'a>>,
}

/// A story of `related`.
#[derive(Serialize)]
pub(super) struct RelatedRecord<'a> {
    pub(super) story: String,
    pub(super) path: String,
    pub(super) title: Option<&'a str>,
    pub(super) date: Option<String>,
    pub(super) outlet: Option<&'a str>,
    /// From 0 to 1.
    pub(super) related: f64,
    pub(super) names: Vec<NameInStory<'a>>,
}

/// A surface form.
#[derive(Serialize)]
pub(super) struct AliasRecord<'a> {
    /// As printed.
    pub(super) text: &'a str,
    /// Number of mentions.
    pub(super) mentions: u32,
}

/// A row of `names`.
#[derive(Serialize)]
pub(super) struct NameRecord<'a> {
    pub(super) entity: &'a str,
    pub(super) name: &'a str,
    #[serde(rename = "type")]
    pub(super) label: &'static str,
    pub(super) stories: u32,
    pub(super) shared_in: u32,
    pub(super) mentions: u32,
    pub(super) aliases: Vec<AliasRecord<'a>>,
    pub(super) first: Option<String>,
    pub(super) last: Option<String>,
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    pub(super) ids: Option<Vec<String>>,
}

/// The card of `who`.
#[derive(Serialize)]
pub(super) struct CardRecord<'a> {
    #[serde(flatten)]
    pub(super) name: NameRecord<'a>,
    pub(super) roles: Vec<RoleRecord>,
    #[serde(rename = "in")]
    pub(super) stories: Vec<InRecord<'a>>,
    pub(super) beside: Vec<BesideRecord<'a>>,
    /// Names that belong to it, or that it belongs to, and are not the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) kin: Vec<BesideRecord<'a>>,
    /// What an ambiguous name may stand for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) candidates: Vec<BesideRecord<'a>>,
    /// Stories that have nothing in common but a full name, group by group: the same name, to be checked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) check: Vec<Vec<String>>,
    /// Where a story says "the mayor"; not counted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) weak: Vec<PlaceRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) why: Option<Vec<LinkRecord<'a>>>,
}

/// A link of a mention, or of all mentions with its form in one story.
#[derive(Serialize)]
pub(super) struct LinkRecord<'a> {
    /// The rule.
    pub(super) link: &'static str,
    /// How many mentions of the story were linked so.
    pub(super) mentions: u32,
    /// What was linked.
    pub(super) place: PlaceRecord<'a>,
    /// What it was linked by.
    pub(super) by: Vec<PlaceRecord<'a>>,
}

/// A span of a story.
#[derive(Serialize)]
pub(super) struct PlaceRecord<'a> {
    pub(super) story: String,
    /// `title` where the span counts in a title that comes apart from the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) field: Option<&'static str>,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) text: &'a str,
}

/// A role of a person as printed, with its first place.
#[derive(Serialize)]
pub(super) struct RoleRecord {
    pub(super) text: String,
    /// How often it is printed beside the person.
    pub(super) mentions: u32,
    pub(super) story: String,
    /// Where it stands in the story's text, in bytes.
    pub(super) start: u32,
    pub(super) end: u32,
}

/// A story of a card, with the first sentence that has the name.
#[derive(Serialize)]
pub(super) struct InRecord<'a> {
    pub(super) story: String,
    pub(super) date: Option<String>,
    pub(super) title: Option<&'a str>,
    pub(super) mentions: u32,
    /// The sentence; `null` where only the title has the name.
    pub(super) sentence: Option<&'a str>,
    /// Where the sentence stands in the story's text, in bytes.
    pub(super) start: Option<u32>,
    /// One past its last byte.
    pub(super) end: Option<u32>,
}

/// A name that shares stories with the card's.
#[derive(Serialize)]
pub(super) struct BesideRecord<'a> {
    pub(super) entity: &'a str,
    pub(super) name: &'a str,
    #[serde(rename = "type")]
    pub(super) label: &'static str,
    pub(super) stories: u32,
}

impl<'a> BesideRecord<'a> {
    /// `entity`, in `stories` of the card's stories.
    pub(super) fn new(entity: &Entity<'a>, stories: u32) -> BesideRecord<'a> {
        BesideRecord { entity: entity.key(), name: entity.name(), label: entity.label().as_str(), stories }
    }
}

/// A story's id, clean.
pub(super) fn id(story: &Story<'_>) -> String {
    one_line(&story.id()).into_owned()
}

/// A story's day in ISO form.
pub(super) fn date(story: &Story<'_>) -> Option<String> {
    story.date().map(|day| day.to_string())
}
