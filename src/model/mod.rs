//! The nouns: what a corpus is made of, and how the nouns point at each other.
//!
//! ```text
//! Snapshot ── segments ─▶ Segment ── stories ─▶ Story ── mentions ─▶ Mention ── span into the story's text
//!    │                       └─ terms ─▶ Terms (word → stories)        │ cluster
//!    └────── links ────▶ Links ── entities ─▶ Entity ◀─────────────────┘
//!                                               └─ aliases, postings (entity → stories)
//! ```
//!
//! [`Segment`] and [`Links`] are views of flat blocks of bytes ([`Block`]), the same in memory as on disk.
//! Owned stories ([`Draft`]) exist only while a corpus is being loaded.

mod block;
mod charset;
mod day;
mod decision;
mod draft;
mod entity;
mod label;
mod links;
mod problem;
mod rows;
mod rule;
mod segment;
mod set;
mod sketch;
mod snapshot;
mod span;
mod story;
mod why;

pub use block::{AlignedBytes, Block, BlockBuilder, BlockError, SectionId, Str, Strings};
pub use charset::Charset;
pub use day::Day;
pub use decision::{Decision, Decisions, Mentions, NameKey, Scope};
pub use draft::{Cluster, DateFrom, Draft, DraftMention, Field, GivenName, Mark, MarkKind, Title, Weak};
pub use entity::{Alias, Entity, EntityNo, Posting};
pub use label::Label;
pub use links::{
    AliasRecord, ChosenRecord, EntityRecord, Links, MovedRecord, PartRecord, PostingRecord, link_section,
};
pub use problem::Problem;
pub use rows::{ClusterRecord, FormRecord, MarkRecord, MentionRecord, StoryRecord};
pub use rule::{LinkRule, Rule};
pub use segment::{Segment, Terms, segment_section};
pub use set::StorySet;
pub use sketch::Sketch;
pub use snapshot::{Order, Snapshot};
pub use span::Span;
pub use story::{Mention, Story, StoryNo};
pub use why::{Place, Reason};
