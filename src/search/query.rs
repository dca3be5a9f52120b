//! The query as a tree, and the one way in which it is printed.
//!
//! Printing a query and parsing what was printed gives the same query, so a chip, a saved filter and
//! the input line can all be made of it.

use std::fmt;

use regex::Regex;

use super::day_range::DayRange;
use crate::model::Label;

/// A parsed query.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Query {
    /// Every story.
    #[default]
    All,
    /// Every part matches; two parts or more, none of them an `And`.
    And(Vec<Query>),
    /// A part matches; two parts or more, none of them an `Or`.
    Or(Vec<Query>),
    /// The part does not match.
    Not(Box<Query>),
    /// Words one behind the other, in title or text.
    Words(Phrase),
    /// Whole words one behind the other in exactly this case; as typed, without what separates them.
    Case(Vec<String>),
    /// Letters (folded) inside a word of title or text.
    Inside(String),
    /// A pattern in title or text.
    Regex(Pattern),
    /// Entities with an alias that has these words.
    Name(Name),
    /// The entity with this key (`person:kate-brown`).
    Key(String),
    /// Words in one field.
    Field(TextField, Phrase),
    /// Letters (folded) anywhere in one field.
    Part(PartField, String),
    /// Published in a range of days.
    Day(DayRange),
    /// Holds so many shared names.
    Shared {
        /// At least.
        min: u32,
        /// At most; `u32::MAX` for no limit.
        max: u32,
    },
    /// Two things near to each other; each a part that has a place in a text ([`Query::has_place`]).
    Near(Box<Query>, Reach, Box<Query>),
    /// A `Name` or `Key` in a sentence with quotation marks or a verb of saying.
    Said(Box<Query>),
    /// Related by shared names to the stories with this id, or this end of an id.
    Like(String),
    /// Flagged so by the person who reads.
    Is(Flag),
    /// Tagged so by the person who reads; folded.
    Tag(String),
    /// A near-copy of another story, which comes before it in the order of ids.
    IsCopy,
    /// A near-copy of the story with this id, or with an id that alone ends so; `id:` and the story's own id in the
    /// input will do too.
    CopyOf(String),
}

/// How near two things must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// In either order, from the last word of the first to the first word of the second this many words on, at most;
    /// 1 for neighbours.
    Words(u32),
    /// In one sentence.
    Sentence,
}

/// What a person who reads has done with a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// Read it.
    Read,
    /// Not read it.
    Unread,
    /// Starred it.
    Starred,
}

impl Flag {
    /// Every flag with its word in a query.
    pub(super) const ALL: [(&'static str, Flag); 3] =
        [("read", Flag::Read), ("unread", Flag::Unread), ("starred", Flag::Starred)];
}

/// Words one behind the other, folded; at least 1, at most [`Phrase::MAX_WORDS`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The words.
    pub words: Vec<String>,
    /// Whether a longer word may stand for the last one.
    pub last: Last,
}

impl Phrase {
    /// Most words of a phrase: one bit of a `u64` each while a text is read. More are cut off.
    pub const MAX_WORDS: usize = 64;
}

/// How the last word of a phrase or name is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Last {
    /// The word.
    Whole,
    /// Any word that begins so.
    Prefix,
}

impl Last {
    /// Whether `word` fits `wanted`.
    pub(super) fn fits(self, word: &[u8], wanted: &[u8]) -> bool {
        match self {
            Last::Whole => word == wanted,
            Last::Prefix => word.starts_with(wanted),
        }
    }
}

/// What entities to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Only this kind.
    pub label: Option<Label>,
    /// Folded words that an alias must have, in this order; none for every entity.
    pub words: Vec<String>,
    /// Whether the last word is still being typed.
    pub last: Last,
}

/// A field in which words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextField {
    /// The title.
    Title,
    /// The text.
    Text,
    /// The publication.
    Outlet,
    /// The writers.
    Author,
    /// The section or desk.
    Section,
}

/// A field in which a run of letters is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartField {
    /// The web address.
    Url,
    /// The file's path.
    Path,
    /// The story's id, printed or given.
    Id,
    /// The language code, from its beginning.
    Lang,
}

/// A compiled pattern; two are equal when they were typed alike.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// As typed between the slashes.
    pub source: String,
    /// Compiled: multi-line, case-insensitive.
    pub regex: Regex,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Pattern) -> bool {
        self.source == other.source
    }
}

impl Query {
    /// The parts that must all match: those of an `And`, else the query itself; none for every story.
    pub fn parts(&self) -> &[Query] {
        match self {
            Query::All => &[],
            Query::And(parts) => parts,
            one => std::slice::from_ref(one),
        }
    }

    /// All of `parts`, put together so that no `And` stands in an `And` and `All` nowhere but alone.
    pub fn and(parts: Vec<Query>) -> Query {
        Query::join(parts, Query::And, |q| match q {
            Query::And(parts) => Ok(parts),
            q => Err(q),
        })
    }

    /// Any of `parts`, put together so that no `Or` stands in an `Or`. Parts that are `All` are left out:
    /// they come from places where nothing was typed yet.
    pub fn or(parts: Vec<Query>) -> Query {
        Query::join(parts, Query::Or, |q| match q {
            Query::Or(parts) => Ok(parts),
            q => Err(q),
        })
    }

    /// The opposite of `part`; twice is none.
    pub fn negate(part: Query) -> Query {
        match part {
            Query::All => Query::All,
            Query::Not(inner) => *inner,
            part => Query::Not(Box::new(part)),
        }
    }

    /// Whether a match of it is a place in a text, so that it can be near to another.
    pub fn has_place(&self) -> bool {
        match self {
            Query::Words(_) | Query::Case(_) | Query::Inside(_) | Query::Regex(_) => true,
            Query::Name(_) | Query::Key(_) | Query::Said(_) => true,
            Query::Field(field, _) => matches!(field, TextField::Title | TextField::Text),
            Query::Or(parts) => parts.iter().all(Query::has_place),
            Query::All | Query::And(_) | Query::Not(_) | Query::Near(..) => false,
            Query::Part(..) | Query::Day(_) | Query::Shared { .. } | Query::Like(_) => false,
            Query::Is(_) | Query::Tag(_) | Query::IsCopy | Query::CopyOf(_) => false,
        }
    }

    fn join(
        parts: Vec<Query>,
        make: fn(Vec<Query>) -> Query,
        inner: fn(Query) -> Result<Vec<Query>, Query>,
    ) -> Query {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match inner(part) {
                Ok(parts) => flat.extend(parts),
                Err(Query::All) => {}
                Err(part) => flat.push(part),
            }
        }
        match flat.pop() {
            None => Query::All,
            Some(only) if flat.is_empty() => only,
            Some(last) => {
                flat.push(last);
                make(flat)
            }
        }
    }

    /// Whether near-copies themselves are what is looked for.
    pub fn asks_for_copies(&self) -> bool {
        self.positive().iter().any(|q| matches!(q, Query::IsCopy | Query::CopyOf(_)))
    }

    /// Every part that a match can come from, outside of `Not`.
    pub(super) fn positive(&self) -> Vec<&Query> {
        let (mut out, mut todo) = (Vec::new(), vec![self]);
        while let Some(query) = todo.pop() {
            match query {
                Query::And(parts) | Query::Or(parts) => todo.extend(parts.iter().rev()),
                Query::All | Query::Not(_) => {}
                part => out.push(part),
            }
        }
        out
    }
}

impl TextField {
    /// Every field with its word in a query.
    pub(super) const ALL: [(&'static str, TextField); 5] = [
        ("title", TextField::Title),
        ("text", TextField::Text),
        ("outlet", TextField::Outlet),
        ("author", TextField::Author),
        ("section", TextField::Section),
    ];
}

impl PartField {
    /// Every field with its word in a query.
    pub(super) const ALL: [(&'static str, PartField); 4] = [
        ("url", PartField::Url),
        ("path", PartField::Path),
        ("id", PartField::Id),
        ("lang", PartField::Lang),
    ];
}

fn word_of<T: PartialEq>(table: &[(&'static str, T)], wanted: &T) -> &'static str {
    table.iter().find(|(_, field)| field == wanted).map_or("", |(word, _)| word)
}

impl fmt::Display for Query {
    /// As it can be typed; empty for every story.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Query::All => Ok(()),
            Query::And(parts) => write_joined(f, parts, " ", |q| matches!(q, Query::Or(_))),
            Query::Or(parts) => write_joined(f, parts, " OR ", |_| false),
            Query::Not(part) => match **part {
                Query::And(_) | Query::Or(_) | Query::Near(..) => write!(f, "-({part})"),
                _ => write!(f, "-{part}"),
            },
            Query::Words(phrase) => phrase.fmt(f),
            Query::Case(words) if words.len() == 1 => write!(f, "={}", words.join(" ")),
            Query::Case(words) => write!(f, "=\"{}\"", words.join(" ")),
            Query::Inside(letters) => write!(f, "*{letters}*"),
            Query::Regex(pattern) => write!(f, "/{}/", pattern.source),
            Query::Name(name) => name.fmt(f),
            Query::Key(key) => write!(f, "@{}", Quoted(key)),
            Query::Field(field, phrase) => write!(f, "{}:{phrase}", word_of(&TextField::ALL, field)),
            Query::Part(field, part) => write!(f, "{}:{}", word_of(&PartField::ALL, field), Quoted(part)),
            Query::Day(range) => write!(f, "date:{range}"),
            Query::Shared { min, max } if min == max => write!(f, "shared:{min}"),
            Query::Shared { min, max: u32::MAX } => write!(f, "shared:>={min}"),
            Query::Shared { min: 0, max } => write!(f, "shared:<={max}"),
            Query::Shared { min, max } => write!(f, "shared:{min}..{max}"),
            Query::Near(left, reach, right) => {
                write_joined(f, std::slice::from_ref(left), "", |q| matches!(q, Query::Or(_)))?;
                match reach {
                    Reach::Words(n) => write!(f, " ~{n} ")?,
                    Reach::Sentence => f.write_str(" ~s ")?,
                }
                write_joined(f, std::slice::from_ref(right), "", |q| matches!(q, Query::Or(_)))
            }
            Query::Said(name) => write!(f, "said:{}", name.to_string().trim_start_matches('@')),
            Query::Like(story) => write!(f, "like:{}", Quoted(story)),
            Query::Is(flag) => write!(f, "is:{}", word_of(&Flag::ALL, flag)),
            Query::Tag(tag) => write!(f, "tag:{}", Quoted(tag)),
            Query::IsCopy => f.write_str("is:copy"),
            Query::CopyOf(story) => write!(f, "copy:{}", Quoted(story)),
        }
    }
}

fn write_joined(
    f: &mut fmt::Formatter<'_>,
    parts: &[Query],
    between: &str,
    bracket: fn(&Query) -> bool,
) -> fmt::Result {
    for (n, part) in parts.iter().enumerate() {
        if n > 0 {
            f.write_str(between)?;
        }
        match bracket(part) {
            true => write!(f, "({part})")?,
            false => write!(f, "{part}")?,
        }
    }
    Ok(())
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.last {
            Last::Whole => write!(f, "\"{}\"", self.words.join(" ")),
            Last::Prefix => f.write_str(&self.words.join("-")),
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.label {
            None => f.write_str("@")?,
            Some(label) => write!(f, "{}:", label.as_str())?,
        }
        f.write_str(&self.words.join("-"))?;
        if self.words.is_empty() || self.last == Last::Prefix { f.write_str("*") } else { Ok(()) }
    }
}

/// A value that is put between quotes where it could not be read back without.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.chars().any(|c| c.is_whitespace() || matches!(c, '(' | ')') || super::lex::is_quote(c)) {
            write!(f, "\"{}\"", self.0)
        } else {
            f.write_str(self.0)
        }
    }
}
