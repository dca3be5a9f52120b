//! The link layer: entities, and which cluster of which story belongs to which, in one flat block.

use bytemuck::{Pod, Zeroable};

use super::{AlignedBytes, Block, BlockBuilder, BlockError, Entity, EntityNo, StoryNo, Str};

/// The sections of a link layer.
pub mod link_section {
    use crate::model::SectionId;

    /// Every string.
    pub const STRINGS: SectionId = 0;
    /// [`EntityRecord`](super::EntityRecord)s, by number.
    pub const ENTITIES: SectionId = 1;
    /// [`AliasRecord`](super::AliasRecord)s, entity after entity.
    pub const ALIASES: SectionId = 2;
    /// [`PostingRecord`](super::PostingRecord)s, each entity's together, by story.
    pub const POSTINGS: SectionId = 3;
    /// `u32`: the entity of each cluster, segment after segment, story after story.
    pub const CLUSTER_ENTITY: SectionId = 4;
    /// `u32`: entity numbers in order of their keys.
    pub const BY_KEY: SectionId = 5;
    /// `u32`: where the parts of each entity start; one more at the end.
    pub const PARTS_AT: SectionId = 6;
    /// [`PartRecord`](super::PartRecord)s, entity after entity.
    pub const PARTS: SectionId = 7;
    /// [`ChosenRecord`](super::ChosenRecord)s, by cluster.
    pub const CHOSEN: SectionId = 8;
    /// [`MovedRecord`](super::MovedRecord)s, by story, then mention.
    pub const MOVED: SectionId = 9;
    /// `u32`: for each story the first one of its near-copies; empty where no story has any.
    pub const COPIES: SectionId = 10;
}

/// An entity's row.
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
#[repr(C)]
pub struct EntityRecord {
    /// `label:folded-full-form`.
    pub key: Str,
    /// Most frequent full form, as printed.
    pub name: Str,
    /// First alias.
    pub aliases_at: u32,
    /// Number of aliases.
    pub n_aliases: u32,
    /// First posting.
    pub postings_at: u32,
    /// Number of stories with a mention.
    pub n_postings: u32,
    /// Number of mentions.
    pub n_mentions: u32,
    /// Number of stories that establish it.
    pub shared_in: u32,
    /// Earliest day, `i32::MIN` if none.
    pub first: i32,
    /// Latest day, `i32::MIN` if none.
    pub last: i32,
    /// Number of the cluster that prints its full form in the earliest story; [`EntityRecord::NO_CLUSTER`] if none.
    pub lead: u32,
    /// The same of a story that also prints its acronym.
    pub acronym: u32,
    /// [`Label`](super::Label).
    pub label: u8,
    /// Flags.
    pub flags: u8,
    /// [`LinkRule`](super::LinkRule) that joined its stories.
    pub link: u8,
    /// Zero.
    pub zero: u8,
}

impl EntityRecord {
    /// Flag: several full names would fit, so it was left alone.
    pub const AMBIGUOUS: u8 = 1;
    /// The cluster number that stands for none.
    pub const NO_CLUSTER: u32 = u32::MAX;
}

/// Clusters of one label and key that belong to an entity.
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
#[repr(C)]
pub struct PartRecord {
    /// Number of the cluster in the earliest story.
    pub first: u32,
    /// [`LinkRule`](super::LinkRule) by which they came to the entity.
    pub rule: u32,
}

/// A cluster that came to its entity by itself, not with the others of its key.
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
#[repr(C)]
pub struct ChosenRecord {
    /// Number of the cluster.
    pub cluster: u32,
    /// [`LinkRule`](super::LinkRule) by which it did.
    pub rule: u32,
}

/// A mention that belongs to another entity than its cluster, by a person's decision as a rule.
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
#[repr(C)]
pub struct MovedRecord {
    /// Story number.
    pub story: u32,
    /// Number of the mention in it.
    pub mention: u32,
    /// Its entity; a number that no entity has where it names nothing.
    pub entity: u32,
    /// [`LinkRule`](super::LinkRule) that took it there: a person's decision, or a step between stories.
    pub rule: u32,
}

/// The row of a surface form.
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
#[repr(C)]
pub struct AliasRecord {
    /// As printed.
    pub text: Str,
    /// Folded words, a blank between.
    pub folded: Str,
    /// Number of mentions.
    pub mentions: u32,
}

/// The row of an entity's mentions in one story.
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
#[repr(C)]
pub struct PostingRecord {
    /// Story number.
    pub story: u32,
    /// Number of mentions, shifted left by one; the lowest bit says whether the story establishes it.
    pub mentions: u32,
}

/// The entities of a snapshot.
#[derive(Debug)]
pub struct Links {
    block: Block,
}

impl Links {
    const MAGIC: [u8; 8] = *b"nhlnk\r\n\0";
    const VERSION: u32 = 4;

    /// Opens the bytes of a link layer.
    ///
    /// # Errors
    /// When they are not a whole link layer of this version.
    pub fn open(bytes: Box<dyn AsRef<[u8]> + Send + Sync>) -> Result<Links, BlockError> {
        use link_section::*;
        let block = Block::open(bytes, Links::MAGIC, Links::VERSION)?;
        let whole = block.holds::<EntityRecord>(ENTITIES)
            && block.holds::<AliasRecord>(ALIASES)
            && block.holds::<PostingRecord>(POSTINGS)
            && block.holds::<u32>(CLUSTER_ENTITY)
            && block.holds::<u32>(BY_KEY)
            && block.holds::<u32>(PARTS_AT)
            && block.holds::<PartRecord>(PARTS)
            && block.holds::<ChosenRecord>(CHOSEN)
            && block.holds::<MovedRecord>(MOVED)
            && block.holds::<u32>(COPIES);
        if whole { Ok(Links { block }) } else { Err(BlockError::Damaged) }
    }

    /// Puts a header on a link layer's sections.
    pub fn finish(builder: BlockBuilder<'_>) -> AlignedBytes {
        builder.finish(Links::MAGIC, Links::VERSION)
    }

    /// A layer without entities.
    pub fn empty() -> Links {
        let bytes = Links::finish(BlockBuilder::default());
        Links::open(Box::new(bytes)).expect("a block that was just written opens")
    }

    /// All bytes, as they are written to a file.
    pub fn bytes(&self) -> &[u8] {
        self.block.bytes()
    }

    /// The bytes of a section.
    pub fn section(&self, id: super::SectionId) -> &[u8] {
        self.block.section(id)
    }

    /// The rows of a section.
    pub fn rows<T: Pod>(&self, id: super::SectionId) -> &[T] {
        self.block.records(id)
    }

    /// A string of the layer.
    pub fn str(&self, s: Str) -> &str {
        self.block.str(link_section::STRINGS, s)
    }

    /// The bytes of a string of the layer, not checked to be text: for comparing many.
    pub fn bytes_of(&self, s: Str) -> &[u8] {
        let start = s.at as usize;
        self.block.section(link_section::STRINGS).get(start..start + s.len as usize).unwrap_or(&[])
    }

    /// Number of entities.
    pub fn n_entities(&self) -> u32 {
        self.records().len() as u32
    }

    /// Rows of the entities.
    pub fn records(&self) -> &[EntityRecord] {
        self.block.records(link_section::ENTITIES)
    }

    /// Rows of all aliases, entity after entity.
    pub fn aliases(&self) -> &[AliasRecord] {
        self.block.records(link_section::ALIASES)
    }

    /// The entity with this number.
    pub fn entity(&self, no: EntityNo) -> Option<Entity<'_>> {
        self.records().get(no.0 as usize).map(|r| Entity::new(no, self, r))
    }

    /// All entities, by number.
    pub fn entities(&self) -> impl Iterator<Item = Entity<'_>> {
        self.records().iter().zip(0..).map(|(r, n)| Entity::new(EntityNo(n), self, r))
    }

    /// The entity with this key.
    pub fn by_key(&self, key: &str) -> Option<Entity<'_>> {
        let order: &[u32] = self.block.records(link_section::BY_KEY);
        let key_of = |no: &u32| self.entity(EntityNo(*no)).map_or("", |e| e.key());
        let n = order.binary_search_by(|no| key_of(no).cmp(key)).ok()?;
        self.entity(EntityNo(order[n]))
    }

    /// The entity of a cluster, by the cluster's number in the whole corpus.
    pub fn of_cluster(&self, cluster: usize) -> Option<EntityNo> {
        let all: &[u32] = self.block.records(link_section::CLUSTER_ENTITY);
        all.get(cluster).copied().map(EntityNo).filter(|e| e.0 < self.n_entities())
    }

    /// The entities of some clusters, by the clusters' numbers in the whole corpus; a number that no entity has where a
    /// cluster has none.
    pub(super) fn of_clusters(&self, numbers: std::ops::Range<usize>) -> &[u32] {
        self.block.records(link_section::CLUSTER_ENTITY).get(numbers).unwrap_or(&[])
    }

    /// For each story, by number, the first one of its near-copies in the order of ids; empty where no story has any.
    pub fn firsts(&self) -> &[u32] {
        self.block.records(link_section::COPIES)
    }

    /// The first one, in the order of ids, of a story and its near-copies.
    pub fn first_copy(&self, story: StoryNo) -> StoryNo {
        self.firsts().get(story.0 as usize).map_or(story, |first| StoryNo(*first))
    }

    /// A story and its near-copies, by number; the story alone where it has none.
    pub fn copies(&self, story: StoryNo) -> Vec<StoryNo> {
        let first = self.first_copy(story).0;
        let copies = (0..).zip(self.firsts()).filter(|(_, f)| **f == first).map(|(no, _)| StoryNo(no));
        let copies: Vec<StoryNo> = copies.collect();
        if copies.is_empty() { vec![story] } else { copies }
    }

    /// The mentions of a story that belong elsewhere than their cluster, by mention.
    pub(super) fn moved_in(&self, story: u32) -> &[MovedRecord] {
        let all: &[MovedRecord] = self.block.records(link_section::MOVED);
        if all.is_empty() {
            return all;
        }
        let start = all.partition_point(|m| m.story < story);
        let end = all.partition_point(|m| m.story <= story);
        all.get(start..end).unwrap_or(&[])
    }

    /// The parts of an entity.
    pub(super) fn parts_of(&self, entity: EntityNo) -> &[PartRecord] {
        let at: &[u32] = self.block.records(link_section::PARTS_AT);
        let n = entity.0 as usize;
        let (Some(start), Some(end)) = (at.get(n), at.get(n + 1)) else { return &[] };
        self.block.records(link_section::PARTS).get(*start as usize..*end as usize).unwrap_or(&[])
    }

    /// The rule by which a cluster came to its entity by itself, if it did.
    pub(super) fn chosen(&self, cluster: u32) -> Option<u32> {
        let all: &[ChosenRecord] = self.block.records(link_section::CHOSEN);
        let n = all.binary_search_by_key(&cluster, |c| c.cluster).ok()?;
        Some(all[n].rule)
    }

    pub(super) fn aliases_of(&self, r: &EntityRecord) -> &[AliasRecord] {
        let at = r.aliases_at as usize;
        self.aliases().get(at..at.saturating_add(r.n_aliases as usize)).unwrap_or(&[])
    }

    pub(super) fn postings_of(&self, r: &EntityRecord) -> &[PostingRecord] {
        let at = r.postings_at as usize;
        let all: &[PostingRecord] = self.block.records(link_section::POSTINGS);
        all.get(at..at.saturating_add(r.n_postings as usize)).unwrap_or(&[])
    }
}
