//! Stories for the tests of the query language, with four names wherever they are printed.

#![allow(dead_code, reason = "each test file uses its part")]

use std::sync::Arc;

use newshound::model::{
    AliasRecord, BlockBuilder, Cluster, Day, Draft, DraftMention, EntityRecord, Label, LinkRule, Links,
    Order, PostingRecord, Rule, Snapshot, Span, Strings, Title, link_section,
};
use newshound::search::{Context, DayRange, Query, Typing, eval, parse};
use newshound::store::SegmentBuilder;
use newshound::text::fold;

/// A name that stands in some stories of a fixture: key, label, printed form.
pub(crate) type Known = (&'static str, Label, &'static str);

pub(crate) const NAMES: [Known; 4] = [
    ("person:ada-lovell", Label::Person, "Ada Lovell"),
    ("person:bo-lovell", Label::Person, "Bo Lovell"),
    ("org:harbor-board", Label::Org, "Harbor Board"),
    ("place:port-lovell", Label::Place, "Port Lovell"),
];

/// A snapshot of `drafts` in segments of `size` stories, where each of [`NAMES`] is mentioned wherever it is printed.
pub(crate) fn snapshot(drafts: &[Draft], size: usize) -> Snapshot {
    let mut segments = Vec::new();
    let mut cluster_entities: Vec<u32> = Vec::new();
    let mut stories_of: Vec<Vec<PostingRecord>> = vec![Vec::new(); NAMES.len()];
    for (chunk_no, chunk) in drafts.chunks(size.max(1)).enumerate() {
        let mut builder = SegmentBuilder::default();
        for (n, draft) in chunk.iter().enumerate() {
            let story = (chunk_no * size.max(1) + n) as u32;
            let (mut mentions, mut clusters) = (Vec::new(), Vec::new());
            for (entity, (key, label, form)) in NAMES.iter().enumerate() {
                let found: Vec<_> = draft.text.match_indices(form).collect();
                if found.is_empty() {
                    continue;
                }
                let cluster = clusters.len() as u16;
                for (at, form) in &found {
                    let mut mention = DraftMention::new(Span::new(*at, at + form.len()), *label, Rule::Model);
                    (mention.cluster, mention.link) = (Some(cluster), LinkRule::SameWords);
                    mentions.push(mention);
                }
                clusters.push(Cluster {
                    label: *label,
                    name: (*form).to_owned(),
                    key: (*key).to_owned(),
                    acronym: String::new(),
                    partial: false,
                    ambiguous: false,
                    establishes: true,
                    mentions: found.len() as u32,
                });
                cluster_entities.push(entity as u32);
                stories_of[entity].push(PostingRecord { story, mentions: (found.len() as u32) << 1 | 1 });
            }
            mentions.sort_by_key(|m| m.span);
            builder.push(&format!("wire/{story}.txt"), draft, &mentions, &clusters);
        }
        segments.push(Arc::new(builder.finish()));
    }
    let order: Vec<u32> = (0..drafts.len() as u32).collect();
    let links = Arc::new(links(&stories_of, &cluster_entities));
    Snapshot::new(segments, links, Order::ALL.map(|_| order.clone()), Arc::new([]), true)
}

pub(crate) fn links(stories_of: &[Vec<PostingRecord>], cluster_entities: &[u32]) -> Links {
    let mut strings = Strings::default();
    let (mut rows, mut aliases, mut postings) = (Vec::new(), Vec::new(), Vec::new());
    for ((key, label, form), stories) in NAMES.iter().zip(stories_of) {
        rows.push(EntityRecord {
            key: strings.intern(key),
            name: strings.intern(form),
            aliases_at: aliases.len() as u32,
            n_aliases: 1,
            postings_at: postings.len() as u32,
            n_postings: stories.len() as u32,
            n_mentions: stories.len() as u32,
            shared_in: stories.len() as u32,
            first: Day::NONE,
            last: Day::NONE,
            lead: EntityRecord::NO_CLUSTER,
            acronym: EntityRecord::NO_CLUSTER,
            label: *label as u8,
            flags: 0,
            link: LinkRule::SameWords as u8,
            zero: 0,
        });
        let folded = strings.intern(&fold(form));
        aliases.push(AliasRecord { text: strings.intern(form), folded, mentions: 1 });
        postings.extend_from_slice(stories);
    }
    let mut by_key: Vec<u32> = (0..NAMES.len() as u32).collect();
    by_key.sort_by_key(|n| NAMES[*n as usize].0);
    let mut block = BlockBuilder::new(strings);
    block.records(link_section::ENTITIES, rows);
    block.records(link_section::ALIASES, aliases);
    block.records(link_section::POSTINGS, postings);
    block.borrow(link_section::CLUSTER_ENTITY, cluster_entities);
    block.records(link_section::BY_KEY, by_key);
    Links::open(Box::new(Links::finish(block))).unwrap()
}

pub(crate) fn draft(title: Option<&str>, text: &str, day: Option<&str>) -> Draft {
    let date = day.map(|day| match DayRange::parse(day) {
        Some(DayRange::Days(Some(day), _)) => day,
        other => panic!("{other:?}"),
    });
    let title = title.map_or_else(Title::default, |title| Title::Given(title.to_owned()));
    Draft { title, text: text.to_owned(), date, outlet: "Harbor Gazette".to_owned(), ..Draft::default() }
}

pub(crate) fn hits(query: &str, snapshot: &Snapshot) -> Vec<u32> {
    let query = parse(query, Typing::Done).0;
    hits_of(&query, snapshot)
}

pub(crate) fn hits_of(query: &Query, snapshot: &Snapshot) -> Vec<u32> {
    let today = Day::new(2018, 3, 31);
    let set = eval(query, snapshot, &Context::new(today, &|| false)).unwrap();
    set.iter().map(|s| s.0).collect()
}

pub(crate) fn sample() -> Snapshot {
    snapshot(
        &[
            draft(
                None,
                "Ada Lovell left the Harbor\nBoard.\n\nThe ferry stops in Port Lovell.",
                Some("2017-08-16"),
            ),
            draft(
                Some("ICE on the pier"),
                "Bo Lovell said the ice was thin in Añil Bay.",
                Some("2018-03-30"),
            ),
            draft(None, "Ferries, not a ferry: Ada Lovell met Bo Lovell at the Harbor Board.", None),
            draft(Some("在東京都"), "U.S. ferry-boats cost $60.2 million, NICE!", Some("2018-01-01")),
        ],
        3,
    )
}
