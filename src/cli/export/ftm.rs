//! FollowTheMoney entities, one JSON object a line: an `Article` a story, a `Person`, `Organization`, `Address` or `Event`
//! a name, and a `Mention` for each person and organization of each story.
//!
//! Laws, works, products and groups have no schema there: they are keywords of the article. Places in the text stand beside
//! a mention's properties as `spans`, which FollowTheMoney keeps as context.

use rustc_hash::FxHashMap;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::super::corpus::Corpus;
use super::super::exit::Stop;
use super::super::out::{Out, one_line};
use super::super::record;
use crate::model::{Entity, EntityNo, Field, Label, Story};

/// Longest text (characters) of a property: what the schema takes.
const MAX_TEXT: usize = 65_000;
/// Longest name.
const MAX_NAME: usize = 384;

/// A line.
#[derive(Serialize)]
struct Line<'a> {
    id: String,
    schema: &'a str,
    properties: Map<String, Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    spans: Vec<Value>,
}

/// Writes the stories, their names, and the mentions.
pub(super) fn write(stories: &[Story<'_>], corpus: &Corpus, out: &mut Out) -> Result<(), Stop> {
    let mut entities: Vec<EntityNo> = stories.iter().flat_map(|s| s.entities()).collect();
    entities.sort_unstable();
    entities.dedup();
    for entity in entities.iter().filter_map(|no| corpus.snapshot.entity(*no)) {
        if let Some(schema) = schema(entity.label()) {
            out.json(&name(&entity, schema))?;
        }
    }
    for story in stories {
        out.json(&article(story, corpus))?;
        for line in mentions(story, corpus) {
            out.json(&line)?;
        }
    }
    Ok(())
}

/// The schema of a kind of name, where there is one.
fn schema(label: Label) -> Option<&'static str> {
    match label {
        Label::Person => Some("Person"),
        Label::Org => Some("Organization"),
        Label::Place => Some("Address"),
        Label::Event => Some("Event"),
        _ => None,
    }
}

fn name<'a>(entity: &Entity<'_>, schema: &'a str) -> Line<'a> {
    let mut properties = Map::new();
    put(&mut properties, "name", [entity.name()]);
    if schema == "Address" {
        put(&mut properties, "full", [entity.name()]);
    }
    let others: Vec<&str> = entity.aliases().map(|a| a.text).filter(|text| *text != entity.name()).collect();
    put(&mut properties, "alias", others);
    Line { id: id_of(entity.key()), schema, properties, spans: Vec::new() }
}

fn article<'a>(story: &Story<'_>, corpus: &Corpus) -> Line<'a> {
    let id = record::id(story);
    let mut properties = Map::new();
    put(&mut properties, "fileName", [id.as_str()]);
    put(&mut properties, "title", [story.title()]);
    put(&mut properties, "author", [story.author()]);
    put(&mut properties, "publisher", [story.outlet()]);
    put(&mut properties, "publishedAt", record::date(story).iter().map(String::as_str));
    if story.url().starts_with("http://") || story.url().starts_with("https://") {
        put(&mut properties, "sourceUrl", [story.url()]);
    }
    let named = |label: Label| {
        let entities = story.entities().into_iter().filter_map(|no| corpus.snapshot.entity(no));
        entities.filter(move |e| e.label() == label).map(|e| e.name())
    };
    put(&mut properties, "peopleMentioned", named(Label::Person));
    put(&mut properties, "companiesMentioned", named(Label::Org));
    put(&mut properties, "locationMentioned", named(Label::Place));
    let others = [Label::Law, Label::Event, Label::Work, Label::Product, Label::Group];
    put(&mut properties, "keywords", others.into_iter().flat_map(named));
    if story.text().chars().nth(MAX_TEXT).is_none() && !story.text().is_empty() {
        properties.insert("bodyText".into(), json!([story.text()]));
    }
    Line { id: id_of(&format!("story:{id}")), schema: "Article", properties, spans: Vec::new() }
}

/// A mention for each person and organization, with its places.
fn mentions<'a>(story: &Story<'_>, corpus: &Corpus) -> Vec<Line<'a>> {
    let document = id_of(&format!("story:{}", record::id(story)));
    let mut spans: FxHashMap<EntityNo, Vec<Value>> = FxHashMap::default();
    for mention in story.mentions() {
        let Some(entity) = mention.entity else { continue };
        let text = story.part(mention.field, mention.span);
        let mut span = json!({ "start": mention.span.start, "end": mention.span.end, "text": text });
        if mention.field == Field::Title {
            span["field"] = json!("title");
        }
        spans.entry(entity).or_default().push(span);
    }
    let entities = story.entities().into_iter().filter_map(|no| corpus.snapshot.entity(no));
    let legal = entities.filter(|e| matches!(e.label(), Label::Person | Label::Org));
    legal
        .map(|entity| {
            let resolved = id_of(entity.key());
            let mut properties = Map::new();
            put(&mut properties, "document", [document.as_str()]);
            put(&mut properties, "resolved", [resolved.as_str()]);
            put(&mut properties, "name", [entity.name()]);
            put(&mut properties, "detectedSchema", schema(entity.label()));
            let id = id_of(&format!("{document} {resolved}"));
            Line { id, schema: "Mention", properties, spans: spans.remove(&entity.no()).unwrap_or_default() }
        })
        .collect()
}

/// Sets a property: each value once, on one line, cut to what the schema takes; nothing where there is none.
fn put<'v>(properties: &mut Map<String, Value>, key: &str, values: impl IntoIterator<Item = &'v str>) {
    let mut all: Vec<String> = Vec::new();
    for value in values {
        let value: String = one_line(value).chars().take(MAX_NAME).collect();
        if !value.is_empty() && !all.contains(&value) {
            all.push(value);
        }
    }
    if !all.is_empty() {
        properties.insert(key.to_owned(), json!(all));
    }
}

/// An id that is the same for the same key, of letters that every store takes: the Fowler-Noll-Vo hash, 64 bits, variant 1a.
fn id_of(key: &str) -> String {
    let hash = key
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("newshound-{hash:016x}")
}
