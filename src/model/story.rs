//! A story of a snapshot, read in place.

use std::borrow::Cow;

use super::{
    Charset, ClusterRecord, DateFrom, Day, EntityNo, Field, Label, LinkRule, Mark, MarkKind, MentionRecord,
    Rule, Segment, Snapshot, Span, StoryRecord, Weak,
};

/// A story's number in one snapshot: order of arrival. Never printed; its id is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoryNo(pub u32);

/// A story of a snapshot.
#[derive(Clone, Copy)]
pub struct Story<'a> {
    pub(super) no: StoryNo,
    pub(super) snapshot: &'a Snapshot,
    pub(super) segment: &'a Segment,
    pub(super) record: &'a StoryRecord,
    /// Number of the segment's first cluster in the whole corpus.
    pub(super) cluster_base: usize,
}

/// A mention of a story.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mention<'a> {
    /// Its number in the story.
    pub no: u32,
    /// Where it stands in `field`.
    pub span: Span,
    /// Which string the span counts in.
    pub field: Field,
    /// Kind found for this mention; its entity's may differ.
    pub label: Label,
    /// What found it.
    pub rule: Rule,
    /// What linked it.
    pub link: LinkRule,
    /// Why it does not establish sharing, if so.
    pub weak: Option<Weak>,
    /// The title printed before it, in the same field; empty if none.
    pub title: Span,
    /// Normal form of a value, or empty.
    pub norm: &'a str,
    /// Number of the mention of the story by which it was linked; `None` for values.
    pub anchor: Option<u32>,
    /// Its entity; `None` for values, and for names that were hidden.
    pub entity: Option<EntityNo>,
}

impl<'a> Story<'a> {
    /// Its number in this snapshot.
    pub fn no(&self) -> StoryNo {
        self.no
    }

    /// The snapshot it is a story of.
    pub fn snapshot(&self) -> &'a Snapshot {
        self.snapshot
    }

    /// Its id: path, and `#number` in a container.
    pub fn id(&self) -> Cow<'a, str> {
        match self.record.number {
            0 => Cow::Borrowed(self.path()),
            n => Cow::Owned(format!("{}#{n}", self.path())),
        }
    }

    /// What sorts as its id does: path, then number.
    pub fn id_order(&self) -> (&'a str, u32) {
        (self.path(), self.record.number)
    }

    /// The file's path as printed.
    pub fn path(&self) -> &'a str {
        self.segment.str(self.record.path)
    }

    /// The record's number in its container, 0 in a file of one story.
    pub fn number(&self) -> u32 {
        self.record.number
    }

    /// The story's own id in the input, or empty.
    pub fn given_id(&self) -> &'a str {
        self.segment.str(self.record.given_id)
    }

    /// Title, on one line only where it was given apart; may be empty.
    pub fn title(&self) -> &'a str {
        self.segment.str(self.record.title)
    }

    /// Where the title stands in the text; `None` where it comes apart.
    pub fn title_span(&self) -> Option<Span> {
        if self.record.flags & StoryRecord::TITLE_IN_TEXT == 0 {
            return None;
        }
        let start = self.record.title.at.saturating_sub(self.record.text.at) as usize;
        Some(Span::new(start, start + self.record.title.len as usize))
    }

    /// The text.
    pub fn text(&self) -> &'a str {
        self.segment.str(self.record.text)
    }

    /// The string that a field's spans count in.
    pub fn field(&self, field: Field) -> &'a str {
        match field {
            Field::Text => self.text(),
            Field::Title => self.title(),
        }
    }

    /// What a span of a field covers. Only that is looked at, however long the field.
    pub fn part(&self, field: Field, span: Span) -> &'a str {
        let whole = match field {
            Field::Text => self.record.text,
            Field::Title => self.record.title,
        };
        self.segment.part(whole, span)
    }

    /// Published day.
    pub fn date(&self) -> Option<Day> {
        Day::from_days(self.record.date)
    }

    /// Where the day was found.
    pub fn date_from(&self) -> DateFrom {
        DateFrom::from_u8(self.record.date_from)
    }

    /// What its bytes were written in.
    pub fn charset(&self) -> Charset {
        Charset::from_bits(self.record.flags >> StoryRecord::CHARSET_SHIFT)
    }

    /// Publication, or empty.
    pub fn outlet(&self) -> &'a str {
        self.segment.str(self.record.outlet)
    }

    /// Writers, or empty.
    pub fn author(&self) -> &'a str {
        self.segment.str(self.record.author)
    }

    /// Web address, or empty.
    pub fn url(&self) -> &'a str {
        self.segment.str(self.record.url)
    }

    /// Section or desk, or empty.
    pub fn section(&self) -> &'a str {
        self.segment.str(self.record.section)
    }

    /// Language code, or empty.
    pub fn lang(&self) -> &'a str {
        self.segment.str(self.record.lang)
    }

    /// Number of words of the text.
    pub fn n_words(&self) -> u32 {
        self.record.n_words
    }

    /// Parts of the text that are not content, sorted.
    pub fn marks(&self) -> impl Iterator<Item = Mark> + use<'a> {
        self.segment.marks_of(self.record).iter().map(|r| Mark {
            span: Span { start: r.start, end: r.end.max(r.start) },
            kind: MarkKind::from_u8(r.kind as u8),
        })
    }

    /// Mentions, those of the text first, each field's sorted and without overlap.
    pub fn mentions(&self) -> impl DoubleEndedIterator<Item = Mention<'a>> + ExactSizeIterator + use<'a> {
        let story = *self;
        let all = self.segment.mentions_of(self.record);
        (0..all.len()).map(move |n| story.read(n as u32, &all[n]))
    }

    /// The mentions of two entities; quick where a story has many others.
    pub fn mentions_of(&self, wanted: [EntityNo; 2]) -> impl Iterator<Item = Mention<'a>> + use<'a> {
        let story = *self;
        let all = self.segment.mentions_of(self.record);
        let first = self.cluster_number(0);
        let n = self.segment.clusters_of(self.record).len();
        let of_clusters = self.snapshot.links().of_clusters(first..first.saturating_add(n));
        let moved = !self.snapshot.links().moved_in(self.no.0).is_empty();
        let may = move |r: &MentionRecord| {
            let entity = of_clusters.get(r.cluster() as usize).copied().map(EntityNo);
            moved || entity.is_some_and(|e| wanted.contains(&e))
        };
        let mentions = (0..).zip(all).filter(move |(_, r)| may(r)).map(move |(n, r)| story.read(n, r));
        mentions.filter(move |m| m.entity.is_some_and(|e| wanted.contains(&e)))
    }

    /// A mention by its number.
    pub fn mention(&self, no: u32) -> Option<Mention<'a>> {
        let r = self.segment.mentions_of(self.record).get(no as usize)?;
        Some(self.read(no, r))
    }

    /// Clusters with their entities, in the order of first mention. Two clusters may have one entity.
    pub fn clusters(&self) -> impl Iterator<Item = (&'a ClusterRecord, EntityNo)> + use<'a> {
        let story = *self;
        let all = self.segment.clusters_of(self.record);
        all.iter().zip(0u16..).filter_map(move |(r, n)| Some((r, story.entity_of_cluster(n)?)))
    }

    /// Clusters with their numbers in the whole corpus.
    pub fn numbered(&self) -> impl Iterator<Item = (usize, &'a ClusterRecord)> + use<'a> {
        (self.cluster_number(0)..).zip(self.segment.clusters_of(self.record))
    }

    /// The number in the whole corpus of the cluster that holds a mention.
    pub fn cluster_at(&self, mention: u32) -> Option<usize> {
        let record = self.segment.mentions_of(self.record).get(mention as usize)?;
        let cluster = Some(record.cluster()).filter(|c| *c != MentionRecord::NO_CLUSTER)?;
        Some(self.cluster_number(cluster))
    }

    /// The key by which a cluster is compared.
    pub fn cluster_key(&self, cluster: &ClusterRecord) -> &'a str {
        self.segment.str(self.segment.form(cluster).key)
    }

    /// The printed form of a cluster's fullest mention.
    pub fn cluster_name(&self, cluster: &ClusterRecord) -> &'a str {
        self.segment.str(self.segment.form(cluster).name)
    }

    /// The entities of the story in the order of first mention, and whether that mention's cluster establishes them.
    /// One may come twice.
    pub fn named(&self) -> impl Iterator<Item = (EntityNo, bool)> + use<'a> {
        let moved = !self.snapshot.links().moved_in(self.no.0).is_empty();
        let clusters = self.clusters().filter(move |_| !moved);
        let mentions = self.mentions().filter(move |_| moved);
        let of_mention = move |m: Mention<'a>| Some((m.entity?, m.weak.is_none()));
        clusters.map(|(r, e)| (e, r.is(ClusterRecord::ESTABLISHES))).chain(mentions.filter_map(of_mention))
    }

    /// The entities of the story, each once, in the order of first mention.
    pub fn entities(&self) -> Vec<EntityNo> {
        let mut seen = Vec::new();
        for (entity, _) in self.named() {
            if !seen.contains(&entity) {
                seen.push(entity);
            }
        }
        seen
    }

    /// The number of one of its clusters in the whole corpus.
    pub(super) fn cluster_number(&self, cluster: u16) -> usize {
        self.cluster_base + self.record.clusters_at as usize + cluster as usize
    }

    fn entity_of_cluster(&self, cluster: u16) -> Option<EntityNo> {
        self.snapshot.links().of_cluster(self.cluster_number(cluster))
    }

    /// The entity of a mention, and what linked it there inside its story or, where a rule took it elsewhere, between
    /// stories.
    fn entity_of(&self, no: u32, r: &MentionRecord) -> (Option<EntityNo>, LinkRule) {
        let link = r.link();
        if r.cluster() == MentionRecord::NO_CLUSTER {
            return (None, link);
        }
        let links = self.snapshot.links();
        let moved = links.moved_in(self.no.0);
        let Ok(n) = moved.binary_search_by_key(&no, |m| m.mention) else {
            return (self.entity_of_cluster(r.cluster()), link);
        };
        let entity = Some(EntityNo(moved[n].entity)).filter(|e| e.0 < links.n_entities());
        match LinkRule::from_u8(moved[n].rule as u8) {
            LinkRule::Decision => (entity, link),
            rule => (entity, rule),
        }
    }

    fn read(&self, no: u32, r: &'a MentionRecord) -> Mention<'a> {
        let (entity, link) = self.entity_of(no, r);
        Mention {
            no,
            span: r.span(),
            field: r.field(),
            label: r.label(),
            rule: r.rule(),
            link,
            weak: r.weak(),
            title: r.title(),
            norm: self.segment.norm(r),
            anchor: r.anchor(),
            entity,
        }
    }
}

impl std::fmt::Debug for Story<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Story({} {})", self.no.0, self.id())
    }
}
