//! GraphML: stories and names as nodes, an edge from each story to each name that it mentions.
//!
//! Places stand on the edge as `start-end`, in bytes of the story's text (of its title behind a `title:`), a blank between.

use std::borrow::Cow;
use std::io;

use rustc_hash::FxHashMap;

use super::super::corpus::Corpus;
use super::super::exit::Stop;
use super::super::out::Out;
use super::super::record;
use super::super::tally::Tally;
use crate::model::{EntityNo, Field, Story};

/// The attributes: id, node or edge, name, type.
const KEYS: [(&str, &str, &str, &str); 11] = [
    ("kind", "node", "kind", "string"),
    ("label", "node", "label", "string"),
    ("type", "node", "type", "string"),
    ("key", "node", "key", "string"),
    ("date", "node", "date", "string"),
    ("outlet", "node", "outlet", "string"),
    ("url", "node", "url", "string"),
    ("stories", "node", "stories", "int"),
    ("mentions", "node", "mentions", "int"),
    ("count", "edge", "mentions", "int"),
    ("at", "edge", "at", "string"),
];

/// Writes the graph of the stories.
pub(super) fn write(stories: &[Story<'_>], corpus: &Corpus, out: &mut Out) -> Result<(), Stop> {
    out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
    out.raw("<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n")?;
    for (id, place, name, kind) in KEYS {
        out.raw(&format!(
            "  <key id=\"{id}\" for=\"{place}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>\n"
        ))?;
    }
    out.raw("  <graph id=\"newshound\" edgedefault=\"directed\">\n")?;
    let mut entities: Vec<EntityNo> = Vec::new();
    for (n, story) in stories.iter().enumerate() {
        story_node(n, story, out)?;
        entities.extend(story.entities());
    }
    entities.sort_unstable();
    entities.dedup();
    for no in &entities {
        entity_node(*no, corpus, out)?;
    }
    for (n, story) in stories.iter().enumerate() {
        edges(n, story, out)?;
    }
    out.raw("  </graph>\n</graphml>\n")?;
    Ok(())
}

fn story_node(n: usize, story: &Story<'_>, out: &mut Out) -> io::Result<()> {
    let (id, date) = (record::id(story), record::date(story).unwrap_or_default());
    let label = if story.title().is_empty() { id.as_str() } else { story.title() };
    out.raw(&format!("    <node id=\"s{n}\">"))?;
    let rows = [
        ("kind", "story"),
        ("label", label),
        ("key", &id),
        ("date", &date),
        ("outlet", story.outlet()),
        ("url", story.url()),
    ];
    data(&rows, out)?;
    out.raw("</node>\n")
}

fn entity_node(no: EntityNo, corpus: &Corpus, out: &mut Out) -> io::Result<()> {
    let Some(entity) = corpus.snapshot.entity(no) else { return Ok(()) };
    let tally = Tally::new(entity, corpus);
    out.raw(&format!("    <node id=\"n{}\">", no.0))?;
    let rows = [
        ("kind", "name"),
        ("label", entity.name()),
        ("type", entity.label().as_str()),
        ("key", entity.key()),
        ("stories", &tally.stories.to_string()),
        ("mentions", &tally.mentions.to_string()),
    ];
    data(&rows, out)?;
    out.raw("</node>\n")
}

fn edges(n: usize, story: &Story<'_>, out: &mut Out) -> io::Result<()> {
    let mut places: FxHashMap<EntityNo, Vec<String>> = FxHashMap::default();
    for mention in story.mentions() {
        let Some(entity) = mention.entity else { continue };
        let field = if mention.field == Field::Title { "title:" } else { "" };
        let place = format!("{field}{}-{}", mention.span.start, mention.span.end);
        places.entry(entity).or_default().push(place);
    }
    for no in story.entities() {
        let Some(places) = places.get(&no) else { continue };
        out.raw(&format!("    <edge source=\"s{n}\" target=\"n{}\">", no.0))?;
        data(&[("count", &places.len().to_string()), ("at", &places.join(" "))], out)?;
        out.raw("</edge>\n")?;
    }
    Ok(())
}

fn data(rows: &[(&str, &str)], out: &mut Out) -> io::Result<()> {
    for (key, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        out.raw(&format!("<data key=\"{key}\">{}</data>", escaped(value)))?;
    }
    Ok(())
}

/// Text as XML 1.0 has it; characters that XML knows no way to write are left out.
fn escaped(text: &str) -> Cow<'_, str> {
    let odd = |c: char| matches!(c, '&' | '<' | '>' | '\u{fffe}' | '\u{ffff}') || c < ' ';
    if !text.contains(odd) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' | '\n' => out.push(c),
            c if odd(c) => {}
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_leave_its_element() {
        assert_eq!(escaped("a<b>&c\u{1}\u{ffff}\nd"), "a&lt;b&gt;&amp;c\nd");
        assert_eq!(escaped("plain"), "plain");
    }
}
