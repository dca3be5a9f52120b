//! Query to hits: the term index, the query language, and what a query marks in a text.

use crate::model::{BlockBuilder, Day, Draft, Snapshot, Span, Story, StorySet};

/// Gathers the term index of a segment.
#[derive(Debug, Default)]
pub struct TermsBuilder {}

impl TermsBuilder {
    /// Adds the words of a story's title and text; stories come in order. Returns the number of words of the text.
    pub fn add(&mut self, draft: &Draft) -> u32 {
        let _ = draft;
        0
    }

    /// Puts the sections `TERM_ARENA`, `TERM_AT`, `POST_AT`, `POST` into the segment's block.
    pub fn finish(self, block: &mut BlockBuilder) {
        let _ = block;
    }
}

/// A parsed query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {}

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

/// Parses a query. Never fails; what was read leniently is noted.
pub fn parse(text: &str, typing: Typing) -> (Query, Vec<Note>) {
    let _ = (text, typing);
    (Query::default(), Vec::new())
}

/// What evaluation needs besides the snapshot.
pub struct Context<'a> {
    /// Today, for relative dates.
    pub today: Option<Day>,
    /// Whether the answer is no longer wanted; asked often.
    pub stop: &'a dyn Fn() -> bool,
}

/// The stories that match; `None` when stopped.
pub fn eval(query: &Query, snapshot: &Snapshot, context: &Context<'_>) -> Option<StorySet> {
    let _ = (query, context);
    Some(StorySet::full(snapshot.n_stories()))
}

/// The spans of the story's text that match the query's words, phrases and names: sorted, without overlap.
pub fn matches(query: &Query, story: &Story<'_>) -> Vec<Span> {
    let _ = (query, story);
    Vec::new()
}

/// The sentence of the story that shows best why it matches, with the matches in it (spans of the story's
/// text); the first content sentence where nothing in the text matches.
pub fn snippet(query: &Query, story: &Story<'_>) -> (Span, Vec<Span>) {
    let _ = (query, story);
    (Span::default(), Vec::new())
}
