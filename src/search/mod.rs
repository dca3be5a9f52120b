//! Query to hits: the term index, the query language, and what a query marks in a text.
//!
//! ```text
//! text of the filter ── parse ─▶ Query ── eval(Snapshot) ─▶ StorySet
//!                                  ├──── matches(Story) ──▶ spans
//!                                  └──── Display ─────────▶ the same query as text
//! ```
//!
//! The query language is told in the help; `parse` has its grammar, `query` its meaning.

mod beside;
mod both;
mod day_range;
mod edit;
mod eval;
mod lex;
mod like;
mod literal;
mod lookup;
mod matches;
mod names;
mod near;
mod parse;
mod query;
mod rank;
mod scan;
mod terms;
mod value;

pub use beside::beside;
pub use both::{InBoth, in_both, mentions_of};
pub use day_range::{DayRange, Unit};
pub use edit::{has_term, term_of, with_term, without_part, without_term};
pub use eval::eval;
pub use like::{Related, related};
pub use matches::{in_sentences, matches, sentences_with, snippet, title_matches};
pub use names::{entities, unknown_name};
pub use parse::{Part, parse, parts};
pub use query::{Flag, Last, Name, PartField, Pattern, Phrase, Query, Reach, TextField};
pub use rank::{Nearness, nearest_first, ranked};
pub use terms::TermsBuilder;

use crate::model::{Day, Snapshot, Span, Story};

/// Something that was read leniently.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Where in the query, in bytes.
    pub span: Span,
    /// What is odd and how it was taken, in lower case.
    pub message: String,
}

/// Whether the last word may still be being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typing {
    /// The filter bar while it has the focus: the last word of a name is a prefix.
    Live,
    /// A whole query.
    Done,
}

/// What evaluation needs besides the snapshot.
pub struct Context<'a> {
    /// Today, for relative dates.
    pub today: Option<Day>,
    /// Whether the answer is no longer wanted; asked often.
    pub stop: &'a dyn Fn() -> bool,
    /// What the person who reads has done with a story.
    pub flagged: &'a dyn Fn(&Story<'_>, Flagged<'_>) -> bool,
}

/// What is asked about a story that a person may have read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flagged<'a> {
    /// Whether it was read.
    Read,
    /// Whether it has a star.
    Starred,
    /// Whether it has this tag (folded).
    Tagged(&'a str),
}

impl<'a> Context<'a> {
    /// For stories that nobody has read.
    pub fn new(today: Option<Day>, stop: &'a dyn Fn() -> bool) -> Context<'a> {
        Context { today, stop, flagged: &|_, _| false }
    }
}

/// The stories that a STORY means: the one with this id, else those whose id ends so; `id:GIVEN` is the story's own id
/// in the input.
pub fn stories<'a>(snapshot: &'a Snapshot, typed: &str) -> Vec<Story<'a>> {
    if let Some(story) = snapshot.story_by_id(typed) {
        return vec![story];
    }
    let given = typed.strip_prefix("id:").filter(|id| !id.is_empty());
    let fits = |story: &Story<'_>| match given {
        Some(id) => story.given_id() == id,
        None => !typed.is_empty() && story.id().ends_with(typed),
    };
    snapshot.stories().filter(fits).collect()
}
