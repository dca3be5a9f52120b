//! Query to hits: the term index, the query language, and what a query marks in a text.
//!
//! ```text
//! text of the filter ── parse ─▶ Query ── eval(Snapshot) ─▶ StorySet
//!                                  ├──── matches(Story) ──▶ spans
//!                                  └──── Display ─────────▶ the same query as text
//! ```
//!
//! The query language is told in the help; `parse` has its grammar, `query` its meaning.

mod day_range;
mod edit;
mod eval;
mod lex;
mod matches;
mod names;
mod parse;
mod query;
mod scan;
mod terms;
mod value;

pub use day_range::{DayRange, Unit};
pub use edit::{has_term, term_of, with_term, without_part, without_term};
pub use eval::eval;
pub use matches::{matches, snippet, title_matches};
pub use names::entities;
pub use parse::{Part, parse, parts};
pub use query::{Last, Name, PartField, Pattern, Phrase, Query, TextField};
pub use terms::TermsBuilder;

use crate::model::{Day, Span};

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
}
