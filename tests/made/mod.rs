//! Short made-up stories with hand-made mentions, through all steps of linking.

#![allow(dead_code, reason = "each test file uses its part")]

use std::sync::Arc;

use newshound::link;
use newshound::model::{Decisions, Draft, DraftMention, Entity, Label, Order, Rule, Snapshot, Span};
use newshound::store::SegmentBuilder;

/// A story with its names: `[Mayor |Ann Moss]` in the text is a person with a title; after the bracket a letter
/// tells another label: `[Harbour Watch]o`, `[Arden]l`, `[Fleet Act]w`, `[Holmian]g`.
pub(crate) fn story(id: &str, marked: &str) -> (String, Draft, Vec<DraftMention>) {
    let (mut text, mut mentions) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let (inside, after) = after.split_once(']').expect("each [ has its ]");
        let (title, name) = inside.rsplit_once('|').unwrap_or(("", inside));
        let at = text.len();
        text.push_str(title);
        let start = text.len();
        text.push_str(name);
        let (label, used) = match after.as_bytes().first() {
            Some(b'o') => (Label::Org, 1),
            Some(b'l') => (Label::Place, 1),
            Some(b'w') => (Label::Law, 1),
            Some(b'g') => (Label::Group, 1),
            _ => (Label::Person, 0),
        };
        let mut mention = DraftMention::new(Span::new(start, text.len()), label, Rule::Model);
        if !title.is_empty() {
            mention.title = Span::new(at, at + title.trim_end().len());
        }
        mentions.push(mention);
        rest = &after[used..];
    }
    text.push_str(rest);
    (id.to_owned(), Draft { text, ..Draft::default() }, mentions)
}

pub(crate) type Stories = Vec<(String, Draft, Vec<DraftMention>)>;

/// The snapshot of stories, in segments of so many.
pub(crate) fn snapshot(stories: &Stories, segment_size: usize) -> Snapshot {
    decided(stories, segment_size, &Decisions::new())
}

/// The same with decisions.
pub(crate) fn decided(stories: &Stories, segment_size: usize, decisions: &Decisions) -> Snapshot {
    let mut segments = Vec::new();
    for batch in stories.chunks(segment_size.max(1)) {
        let mut builder = SegmentBuilder::default();
        for (id, draft, mentions) in batch {
            let mut mentions = mentions.clone();
            let clusters = link::sieve(draft, &mut mentions);
            builder.push(id, draft, &mentions, &clusters);
        }
        segments.push(Arc::new(builder.finish()));
    }
    let links = Arc::new(link::link(&segments, &link::Copies::default(), decisions));
    let order: Vec<u32> = (0..stories.len() as u32).collect();
    Snapshot::new(segments, links, Order::ALL.map(|_| order.clone()), Arc::new([]), true)
}

pub(crate) fn stories(texts: &[&str]) -> Stories {
    texts.iter().zip('a'..).map(|(text, id)| story(&format!("{id}.txt"), text)).collect()
}

pub(crate) fn ids(snapshot: &Snapshot, entity: Entity<'_>) -> String {
    let mut ids: Vec<String> =
        entity.postings().filter_map(|p| Some(snapshot.story(p.story)?.id().into_owned())).collect();
    ids.sort();
    ids.join(" ")
}

/// One line an entity: key, name, stories, aliases with counts.
pub(crate) fn lines(snapshot: &Snapshot) -> Vec<String> {
    let line = |e: Entity<'_>| {
        let aliases: Vec<String> = e.aliases().map(|a| format!("{} {}", a.text, a.mentions)).collect();
        let doubt = if e.ambiguous() { "?" } else { "" };
        format!("{}{doubt} = {} in {}: {}", e.key(), e.name(), ids(snapshot, e), aliases.join(", "))
    };
    snapshot.links().entities().map(line).collect()
}

/// Checks the key and number of mentions of each entity of the stories.
pub(crate) fn check_mentions(texts: &[&str], expected: &[&str]) {
    let snapshot = snapshot(&stories(texts), 1);
    let found: Vec<String> =
        snapshot.links().entities().map(|e| format!("{} {}", e.key(), e.n_mentions())).collect();
    assert_eq!(found, expected);
}
