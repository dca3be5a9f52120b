//! Text to mentions: which spans of a story name something, and what kind of thing.
//!
//! The stages, each in its file, in this order:
//!
//! ```text
//! tokens → word (lists and gazetteer) → fixed (patterns) → value (dates, sums ...) → run (capitalised words)
//!        → decode: person, org, place score candidates; the best way to cut the run wins
//!        → evidence (what the story taught) → decode again → story → mention
//! ```
//!
//! `decode` is where a trained tagger goes; all before it reads the text, all after it makes mentions.

mod date;
mod decode;
mod evidence;
mod fixed;
pub mod gazetteer;
mod lexicon;
mod mention;
mod org;
mod person;
mod piece;
mod place;
mod run;
mod story;
mod title;
mod value;
mod word;

use crate::model::{Draft, DraftMention};

/// The mentions of a story: those of the text, then those of a title that comes apart, each sorted by
/// place and without overlap. Clusters are not set.
pub fn recognize(draft: &Draft) -> Vec<DraftMention> {
    mention::mentions(draft)
}
