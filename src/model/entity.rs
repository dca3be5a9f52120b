//! What mentions refer to.

use super::links::{AliasRecord, EntityRecord, Links, PostingRecord};
use super::{Day, Label, LinkRule, StoryNo};

/// An entity's number in one snapshot; never kept beyond it (its key may be).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityNo(pub u32);

/// A name that mentions of one or more stories refer to.
#[derive(Clone, Copy)]
pub struct Entity<'a> {
    no: EntityNo,
    links: &'a Links,
    record: &'a EntityRecord,
}

/// A surface form of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alias<'a> {
    /// As printed.
    pub text: &'a str,
    /// Folded words, a blank between.
    pub folded: &'a str,
    /// Number of mentions.
    pub mentions: u32,
}

/// An entity's mentions in one story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// The story.
    pub story: StoryNo,
    /// Number of mentions in it.
    pub mentions: u32,
    /// Whether the story establishes the entity as shared.
    pub establishes: bool,
}

impl From<&PostingRecord> for Posting {
    fn from(r: &PostingRecord) -> Posting {
        Posting { story: StoryNo(r.story), mentions: r.mentions >> 1, establishes: r.mentions & 1 == 1 }
    }
}

impl<'a> Entity<'a> {
    pub(super) fn new(no: EntityNo, links: &'a Links, record: &'a EntityRecord) -> Entity<'a> {
        Entity { no, links, record }
    }

    /// Its number in this snapshot.
    pub fn no(&self) -> EntityNo {
        self.no
    }

    /// Its key: `person:kate-brown`.
    pub fn key(&self) -> &'a str {
        self.links.str(self.record.key)
    }

    /// Its name: the most frequent full form, as printed.
    pub fn name(&self) -> &'a str {
        self.links.str(self.record.name)
    }

    /// Its kind.
    pub fn label(&self) -> Label {
        Label::from_u8(self.record.label)
    }

    /// Whether it is a single-word person or acronym that several full names would fit.
    pub fn ambiguous(&self) -> bool {
        self.record.flags & EntityRecord::AMBIGUOUS != 0
    }

    /// Surface forms, most frequent first, ties by text.
    pub fn aliases(&self) -> impl Iterator<Item = Alias<'a>> + use<'a> {
        let links = self.links;
        self.alias_records().iter().map(move |r| Alias {
            text: links.str(r.text),
            folded: links.str(r.folded),
            mentions: r.mentions,
        })
    }

    /// Rows of the aliases.
    pub fn alias_records(&self) -> &'a [AliasRecord] {
        self.links.aliases_of(self.record)
    }

    /// The stories that mention it, by story number.
    pub fn postings(&self) -> impl ExactSizeIterator<Item = Posting> + Clone + use<'a> {
        self.links.postings_of(self.record).iter().map(Posting::from)
    }

    /// Its posting for a story.
    pub fn posting(&self, story: StoryNo) -> Option<Posting> {
        let all = self.links.postings_of(self.record);
        let n = all.binary_search_by_key(&story.0, |p| p.story).ok()?;
        Some(Posting::from(&all[n]))
    }

    /// Number of stories with a mention.
    pub fn n_stories(&self) -> u32 {
        self.record.n_postings
    }

    /// Number of stories that establish it as shared.
    pub fn shared_in(&self) -> u32 {
        self.record.shared_in
    }

    /// Whether it is shared: two stories or more establish it.
    pub fn is_shared(&self) -> bool {
        self.record.shared_in >= 2
    }

    /// Number of mentions.
    pub fn n_mentions(&self) -> u32 {
        self.record.n_mentions
    }

    /// The earliest published day of a story with a mention.
    pub fn first(&self) -> Option<Day> {
        Day::from_days(self.record.first)
    }

    /// The latest published day of a story with a mention.
    pub fn last(&self) -> Option<Day> {
        Day::from_days(self.record.last)
    }

    /// Its row.
    pub(super) fn record(&self) -> &'a EntityRecord {
        self.record
    }

    /// The least sure rule that joined its stories.
    pub fn link(&self) -> LinkRule {
        LinkRule::from_u8(self.record.link)
    }
}

impl std::fmt::Debug for Entity<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Entity({} {})", self.no.0, self.key())
    }
}
