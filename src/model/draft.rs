//! A story while it is being loaded, with strings of its own, before it is packed into a segment.

use super::{Charset, Day, Label, LinkRule, Rule, Sketch, Span};

/// A clean story on its way into a segment.
///
/// `read` makes it, `ner` finds its mentions, `link` clusters them, `store` packs it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// The record's number in its container, from 1, unreadable records counted; 0 in a file of one story.
    pub number: u32,
    /// The story's own id in the input, or empty.
    pub given_id: String,
    /// The title, or where in the text it stands.
    pub title: Title,
    /// Clean text: only `\n` as line end, no other control characters, no bidi overrides.
    pub text: String,
    /// The published day.
    pub date: Option<Day>,
    /// Where the day was found.
    pub date_from: DateFrom,
    /// Publication, or empty.
    pub outlet: String,
    /// Writers, or empty.
    pub author: String,
    /// Web address, or empty.
    pub url: String,
    /// Section or desk, or empty.
    pub section: String,
    /// ISO 639-1 code, or empty.
    pub lang: String,
    /// Parts of the text that are not content, sorted, without overlap.
    pub marks: Vec<Mark>,
    /// What near-copies are known by, set by `link::sketch`.
    pub sketch: Sketch,
    /// Names that came with the story.
    pub names: Vec<GivenName>,
    /// What its bytes were written in.
    pub charset: Charset,
}

/// A name that an editor or a machine before us gave with a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenName {
    /// Its kind; always a name, never a value.
    pub label: Label,
    /// The name as it stands, or should stand, in the text.
    pub name: String,
}

impl Draft {
    /// The title as text: the given one, else the span of the text, else empty.
    pub fn title_str(&self) -> &str {
        match &self.title {
            Title::Given(title) => title,
            Title::InText(span) => span.of(&self.text),
        }
    }

    /// Bytes of all its strings.
    pub fn bytes(&self) -> usize {
        let title = match &self.title {
            Title::Given(title) => title.len(),
            Title::InText(_) => 0,
        };
        let fields =
            [&self.given_id, &self.text, &self.outlet, &self.author, &self.url, &self.section, &self.lang];
        title + fields.iter().map(|s| s.len()).sum::<usize>()
    }

    /// The mark that covers the byte `at` of the text.
    pub fn mark_at(&self, at: usize) -> Option<MarkKind> {
        let n = self.marks.partition_point(|m| m.span.end as usize <= at);
        let mark = self.marks.get(n)?;
        mark.span.contains(at).then_some(mark.kind)
    }
}

/// A story's title.
#[derive(Clone, Debug, PartialEq)]
pub enum Title {
    /// It comes apart from the text (clean, one line).
    Given(String),
    /// It is a span of the text and stays there.
    InText(Span),
}

impl Default for Title {
    fn default() -> Title {
        Title::InText(Span::default())
    }
}

/// Where a story's day was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum DateFrom {
    /// There is none.
    #[default]
    Nowhere,
    /// A field of the input.
    Given,
    /// The head of the text (inferred).
    Text,
    /// The file's or a folder's name (inferred).
    Name,
    /// A field of the input, but a story cannot be of this day.
    Doubtful,
}

impl DateFrom {
    /// Its word in JSON; `None` where there is no day.
    pub fn as_str(self) -> Option<&'static str> {
        match self {
            DateFrom::Nowhere => None,
            DateFrom::Given => Some("given"),
            DateFrom::Text => Some("text"),
            DateFrom::Name => Some("name"),
            DateFrom::Doubtful => Some("doubtful"),
        }
    }

    /// The value with this number.
    pub fn from_u8(n: u8) -> DateFrom {
        match n {
            1 => DateFrom::Given,
            2 => DateFrom::Text,
            3 => DateFrom::Name,
            4 => DateFrom::Doubtful,
            _ => DateFrom::Nowhere,
        }
    }
}

/// A part of the text that is not content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where.
    pub span: Span,
    /// What it is.
    pub kind: MarkKind,
}

/// What a part of the text is, when it is not content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum MarkKind {
    /// "PORTLAND, Ore. –", "MIAMI (CBSMiami) –".
    Dateline,
    /// "By Ann Ruiz".
    Byline,
    /// The source inside a dateline or at the end: "(Reuters)".
    Credit,
    /// Share bars, newsletter and "click here" lines, bare date lines.
    Boilerplate,
}

impl MarkKind {
    /// The kind with this number.
    pub fn from_u8(n: u8) -> MarkKind {
        match n {
            0 => MarkKind::Dateline,
            1 => MarkKind::Byline,
            2 => MarkKind::Credit,
            _ => MarkKind::Boilerplate,
        }
    }
}

/// Which string of a story a mention's span counts in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Field {
    /// The text.
    #[default]
    Text,
    /// A title that comes apart from the text.
    Title,
}

/// Why a mention does not establish that its entity is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Weak {
    /// It stands in a share bar or newsletter line.
    Boilerplate = 1,
    /// It is the source of the story.
    Credit = 2,
    /// A place inside a title ("U.S. Attorney General").
    Title = 3,
}

impl Weak {
    /// Its word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Weak::Boilerplate => "boilerplate",
            Weak::Credit => "credit",
            Weak::Title => "title",
        }
    }

    /// The value with this number; 0 is none.
    pub fn from_u8(n: u8) -> Option<Weak> {
        match n {
            1 => Some(Weak::Boilerplate),
            2 => Some(Weak::Credit),
            3 => Some(Weak::Title),
            _ => None,
        }
    }
}

/// A mention while its story is being loaded.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftMention {
    /// Where it stands in `field`; titles and possessive marks are outside.
    pub span: Span,
    /// Which string the span counts in.
    pub field: Field,
    /// Its kind.
    pub label: Label,
    /// What found it.
    pub rule: Rule,
    /// Why it does not establish sharing, if so.
    pub weak: Option<Weak>,
    /// The title printed before it ("Attorney General"), in the same field, just before `span`; empty if none.
    pub title: Span,
    /// For values: the normal form (ISO day ...), or empty.
    pub norm: String,
    /// Its cluster's number in the story, set by `link::sieve`; `None` for values.
    pub cluster: Option<u16>,
    /// What linked it to its cluster.
    pub link: LinkRule,
    /// The number of the mention by which it was linked (a surname's full name), set by `link::sieve`.
    pub anchor: Option<u32>,
}

impl DraftMention {
    /// A mention in the text, found by `rule`, not yet linked.
    pub fn new(span: Span, label: Label, rule: Rule) -> DraftMention {
        DraftMention {
            span,
            field: Field::Text,
            label,
            rule,
            weak: None,
            title: Span::default(),
            norm: String::new(),
            cluster: None,
            link: LinkRule::None,
            anchor: None,
        }
    }
}

/// The mentions of one entity in one story.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// Kind of the entity.
    pub label: Label,
    /// The fullest form, as printed in the story.
    pub name: String,
    /// The folded full form, by which clusters of different stories are compared (see `link::key`).
    pub key: String,
    /// The acronym by which the story also calls it, as printed, or empty.
    pub acronym: String,
    /// A single-word person or bare acronym that nothing in the story makes full.
    pub partial: bool,
    /// Several full names fit and it was left alone.
    pub ambiguous: bool,
    /// Whether at least one mention establishes sharing.
    pub establishes: bool,
    /// Number of mentions.
    pub mentions: u32,
}
