//! The rows of a segment: records of one size, which are kept as small as they can be, since a corpus has millions.

use bytemuck::{Pod, Zeroable};

use super::{Cluster, DraftMention, Field, Label, LinkRule, Rule, Span, Str, Weak};

/// A story's row.
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
#[repr(C)]
pub struct StoryRecord {
    /// Path of the file, as printed in the story's id.
    pub path: Str,
    /// The story's own id in the input.
    pub given_id: Str,
    /// Title; inside `text` where [`StoryRecord::TITLE_IN_TEXT`].
    pub title: Str,
    /// Text.
    pub text: Str,
    /// Publication.
    pub outlet: Str,
    /// Writers.
    pub author: Str,
    /// Web address.
    pub url: Str,
    /// Section or desk.
    pub section: Str,
    /// Language code.
    pub lang: Str,
    /// Record number in its container, or 0.
    pub number: u32,
    /// Published day ([`Day::days`](super::Day::days)), `i32::MIN` if none.
    pub date: i32,
    /// Number of words of the text.
    pub n_words: u32,
    /// First mention in the segment.
    pub mentions_at: u32,
    /// Number of mentions.
    pub n_mentions: u32,
    /// First cluster in the segment.
    pub clusters_at: u32,
    /// Number of clusters.
    pub n_clusters: u32,
    /// First mark in the segment.
    pub marks_at: u32,
    /// Number of marks.
    pub n_marks: u32,
    /// [`DateFrom`](super::DateFrom).
    pub date_from: u8,
    /// Flags.
    pub flags: u8,
    /// Zero.
    pub zero: u16,
}

impl StoryRecord {
    /// Flag: the title is a part of the text.
    pub const TITLE_IN_TEXT: u8 = 1;
    /// The flags above this many bits are the [`Charset`](super::Charset).
    pub const CHARSET_SHIFT: u32 = 1;
}

/// A mention's row: 12 bytes, since a corpus has more of them than of anything else.
///
/// ```text
/// at   start (22 bits) | label (4) | weak (2) | field (1)
/// of   of a name the cluster (16) and the anchor (16), of a value the number of its normal form
/// len  length (12) | length of the title (8) | bytes between title and mention (5) | link (5)
/// ```
///
/// The rule (5 bits) has the three that `at` leaves and the two that `len` leaves.
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
#[repr(C)]
pub struct MentionRecord {
    at: u32,
    of: u32,
    len: u32,
}

/// Where a part of a row's number begins, and how many bits it has.
#[derive(Clone, Copy)]
struct Bits(u32, u32);

impl Bits {
    const fn max(self) -> u32 {
        (1 << self.1) - 1
    }

    const fn get(self, number: u32) -> u32 {
        number >> self.0 & self.max()
    }

    /// The value in its place; the largest there is room for where it is larger.
    fn put(self, value: u32) -> u32 {
        value.min(self.max()) << self.0
    }
}

const START: Bits = Bits(0, 22);
const LABEL: Bits = Bits(22, 4);
const WEAK: Bits = Bits(26, 2);
const FIELD: Bits = Bits(28, 1);
const RULE_HIGH: Bits = Bits(29, 3);
const LEN: Bits = Bits(0, 12);
const TITLE_LEN: Bits = Bits(12, 8);
const TITLE_GAP: Bits = Bits(20, 5);
const LINK: Bits = Bits(25, 5);
const RULE_LOW: Bits = Bits(30, 2);

// Every label and rule has room.
const _: () = assert!(Label::ALL.len() <= LABEL.max() as usize + 1);
const _: () = assert!(LinkRule::ALL.len() <= LINK.max() as usize + 1);
const _: () = assert!(Rule::ALL.len() <= 1 << (RULE_HIGH.1 + RULE_LOW.1));

impl MentionRecord {
    /// The cluster number that stands for none.
    pub const NO_CLUSTER: u16 = u16::MAX;
    /// The last byte of a text that a mention may start at.
    pub const MAX_START: usize = START.max() as usize;
    /// Bytes of the longest mention.
    pub const MAX_LEN: usize = LEN.max() as usize;

    /// The row of a mention; `norm` is the number of its normal form.
    pub fn new(m: &DraftMention, norm: u32) -> MentionRecord {
        let cluster = m.cluster.unwrap_or(MentionRecord::NO_CLUSTER);
        let anchor = m.anchor.and_then(|n| u16::try_from(n).ok()).unwrap_or(u16::MAX);
        // A title is words right before the name; what does not fit here is none.
        let gap = m.span.start.checked_sub(m.title.end).filter(|gap| *gap <= TITLE_GAP.max());
        let title_len = u32::try_from(m.title.len()).ok().filter(|len| *len <= TITLE_LEN.max());
        let (gap, title_len) = gap.zip(title_len).unwrap_or_default();
        let rule = m.rule as u32;
        MentionRecord {
            at: START.put(m.span.start)
                | LABEL.put(m.label as u32)
                | WEAK.put(m.weak.map_or(0, |w| w as u32))
                | FIELD.put(m.field as u32)
                | RULE_HIGH.put(rule >> RULE_LOW.1),
            of: if m.label.is_name() { u32::from(anchor) << 16 | u32::from(cluster) } else { norm },
            len: LEN.put(m.span.end - m.span.start)
                | TITLE_LEN.put(title_len)
                | TITLE_GAP.put(gap)
                | LINK.put(m.link as u32)
                | RULE_LOW.put(rule & RULE_LOW.max()),
        }
    }

    /// Where it stands in its field.
    pub fn span(&self) -> Span {
        let start = START.get(self.at);
        Span { start, end: start + LEN.get(self.len) }
    }

    /// The string that its span counts in.
    pub fn field(&self) -> Field {
        if FIELD.get(self.at) == 0 { Field::Text } else { Field::Title }
    }

    /// Its kind.
    pub fn label(&self) -> Label {
        Label::from_u8(LABEL.get(self.at) as u8)
    }

    /// What found it.
    pub fn rule(&self) -> Rule {
        Rule::from_u8((RULE_HIGH.get(self.at) << RULE_LOW.1 | RULE_LOW.get(self.len)) as u8)
    }

    /// What linked it in its story.
    pub fn link(&self) -> LinkRule {
        LinkRule::from_u8(LINK.get(self.len) as u8)
    }

    /// Why it does not establish sharing, if so.
    pub fn weak(&self) -> Option<Weak> {
        Weak::from_u8(WEAK.get(self.at) as u8)
    }

    /// Its cluster in the story; [`MentionRecord::NO_CLUSTER`] for values.
    pub fn cluster(&self) -> u16 {
        if self.label().is_name() { self.of as u16 } else { MentionRecord::NO_CLUSTER }
    }

    /// The number of the mention of its story that it was linked by.
    pub fn anchor(&self) -> Option<u32> {
        let anchor = self.of >> 16;
        (self.label().is_name() && anchor != u32::from(u16::MAX)).then_some(anchor)
    }

    /// The number of a value's normal form, 0 for none.
    pub fn norm(&self) -> u32 {
        if self.label().is_name() { 0 } else { self.of }
    }

    /// Where the title printed before it stands; empty where there is none.
    pub fn title(&self) -> Span {
        let len = TITLE_LEN.get(self.len);
        if len == 0 {
            return Span::default();
        }
        let end = START.get(self.at).saturating_sub(TITLE_GAP.get(self.len));
        Span { start: end.saturating_sub(len), end }
    }
}

/// What clusters of a segment have in common: their words, which are the same for most stories with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Pod, Zeroable)]
#[repr(C)]
pub struct FormRecord {
    /// Fullest form as printed.
    pub name: Str,
    /// Folded full form.
    pub key: Str,
    /// Acronym, as printed.
    pub acronym: Str,
}

/// The row of an entity's mentions in one story: 8 bytes.
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
#[repr(C)]
pub struct ClusterRecord {
    /// The number of its [`FormRecord`] in the segment. Clusters of one form have one label, and are all partial or none.
    pub form: u32,
    of: u32,
}

const CLUSTER_LABEL: Bits = Bits(0, 4);
const FLAGS: Bits = Bits(4, 3);
const N_MENTIONS: Bits = Bits(7, 25);

impl ClusterRecord {
    /// Flag: a single-word person or a bare acronym.
    pub const PARTIAL: u8 = 1;
    /// Flag: several full names of the story fit.
    pub const AMBIGUOUS: u8 = 2;
    /// Flag: at least one mention establishes sharing.
    pub const ESTABLISHES: u8 = 4;

    /// The row of a cluster with this form.
    pub fn new(c: &Cluster, form: u32) -> ClusterRecord {
        let flag = |on: bool, flag: u8| if on { flag } else { 0 };
        let flags = flag(c.partial, ClusterRecord::PARTIAL)
            | flag(c.ambiguous, ClusterRecord::AMBIGUOUS)
            | flag(c.establishes, ClusterRecord::ESTABLISHES);
        let of = CLUSTER_LABEL.put(c.label as u32) | FLAGS.put(flags.into()) | N_MENTIONS.put(c.mentions);
        ClusterRecord { form, of }
    }

    /// Its kind.
    pub fn label(&self) -> Label {
        Label::from_u8(CLUSTER_LABEL.get(self.of) as u8)
    }

    /// Whether a flag is set.
    pub fn is(&self, flag: u8) -> bool {
        FLAGS.get(self.of) & u32::from(flag) != 0
    }

    /// Number of mentions.
    pub fn n_mentions(&self) -> u32 {
        N_MENTIONS.get(self.of)
    }
}

/// The row of a part of a text that is not content.
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
#[repr(C)]
pub struct MarkRecord {
    /// First byte of the text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// [`MarkKind`](super::MarkKind).
    pub kind: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_gives_back_what_was_put_in() {
        for (rule, link) in Rule::ALL.iter().zip(LinkRule::ALL.iter().cycle()) {
            let mut m = DraftMention::new(Span::new(4_000_000, 4_000_900), Label::Org, *rule);
            m.title = Span::new(3_999_800, 3_999_990);
            (m.link, m.weak, m.field) = (*link, Some(Weak::Title), Field::Title);
            (m.cluster, m.anchor) = (Some(65_000), Some(64_000));
            let r = MentionRecord::new(&m, 7);
            assert_eq!((r.span(), r.title(), r.label(), r.rule()), (m.span, m.title, m.label, m.rule));
            assert_eq!((r.link(), r.weak(), r.field()), (m.link, m.weak, m.field));
            assert_eq!((r.cluster(), r.anchor(), r.norm()), (65_000, Some(64_000), 0));
        }
        let value = DraftMention::new(Span::new(0, 4), Label::Email, Rule::Email);
        let r = MentionRecord::new(&value, 70_000);
        assert_eq!(
            (r.norm(), r.cluster(), r.anchor(), r.weak()),
            (70_000, MentionRecord::NO_CLUSTER, None, None)
        );
    }

    #[test]
    fn a_title_that_does_not_fit_is_none() {
        let mut m = DraftMention::new(Span::new(1000, 1004), Label::Person, Rule::Title);
        m.title = Span::new(700, 999);
        assert!(MentionRecord::new(&m, 0).title().is_empty(), "too long");
        m.title = Span::new(900, 905);
        assert!(MentionRecord::new(&m, 0).title().is_empty(), "too far away");
    }

    #[test]
    fn a_cluster_gives_back_what_was_put_in() {
        let cluster = Cluster {
            label: Label::Group,
            name: String::new(),
            key: String::new(),
            acronym: String::new(),
            partial: true,
            ambiguous: false,
            establishes: true,
            mentions: 2_000_000,
        };
        let r = ClusterRecord::new(&cluster, 9);
        assert_eq!((r.form, r.label(), r.n_mentions()), (9, Label::Group, 2_000_000));
        assert!(r.is(ClusterRecord::PARTIAL) && r.is(ClusterRecord::ESTABLISHES));
        assert!(!r.is(ClusterRecord::AMBIGUOUS));
    }
}
