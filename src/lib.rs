//! newshound finds the names your stories share: a terminal reader that loads a corpus into memory and shows a list, a
//! reading pane and a filter bar, with the people, organizations and places that stories have in common highlighted.
//!
//! This page is the architecture. It says where things are, what must stay true, and what the words mean.
//!
//! # From bytes to a frame
//!
//! ```text
//! bytes → read → RawStory → finish → Draft → mentions → clusters ┐  (workers, a batch at a time, order kept)
//!       → SegmentBuilder → Segment (text, stories, mentions, clusters, terms in one flat block) ┘
//! segments → link → Links → Snapshot (immutable) → Msg → update → App → layout → view → Frame → bytes
//! key → keymap → Action → update → App + Effect (a question …) → worker → Msg → update → …
//! ```
//!
//! No arrow points back.
//!
//! # Rooms
//!
//! | room | what it does | may use |
//! |---|---|---|
//! | `main` | arguments in, exit code out | everything |
//! | [`cli`] | look-ups: one question, one answer on standard output | `store` and below |
//! | [`tui`] | the screen | `store` and below |
//! | [`store`] | opens files, reads clocks, starts threads: walks, loads, packs, keeps state | the pure rooms |
//! | [`read`] | bytes to stories | `text`, `model` |
//! | [`ner`] | text to mentions | `text`, `model` |
//! | [`link`] | mentions to entities | `text`, `model` |
//! | [`search`] | query to hits | `text`, `model` |
//! | [`text`] | characters, words, sentences, folding | `model` |
//! | [`model`] | the nouns, and the flat blocks they live in | nothing |
//!
//! `read`, `ner`, `link` and `search` do not know each other; `cli` calls `tui` only to open the reader and to draw
//! frames. `tests/layers.rs` enforces the table.
//!
//! # What must stay true
//!
//! 1. Below `store` nothing opens a file, reads a clock or starts a thread. In `tui` only `run` and `terminal` do.
//! 2. [`tui::view`] takes `&App`; drawing changes nothing. One pure layout function serves `update` and `view`.
//! 3. Only [`tui::update`] changes the `App`; only `run` (or `frame`, without a terminal) performs an effect.
//! 4. The ui thread never opens a file, waits, or walks the corpus: that is asked of the worker ([`tui::ask`]).
//! 5. A [`model::Snapshot`] is never edited; it is replaced. A [`model::EntityNo`] and a [`model::StoryNo`] never leave
//!    theirs; an entity's key and a story's id may.
//! 6. A [`model::Span`] counts bytes of one field of one story. Cells and columns exist only where text is wrapped.
//! 7. Reading, recognising, linking and parsing never fail and never panic, on any bytes. What is wrong is a
//!    [`model::Problem`] or a note, with its place.
//! 8. The same files give the same ids, entities and output on any number of threads.
//! 9. No byte of a story, a file name or a field reaches the terminal but as a printing character: [`text::clean`] takes
//!    the others out when a [`model::Draft`] is made, and the encoder lets none through.
//! 10. The text shown is never altered; highlighting is style.
//! 11. Every fact has one table: keys, look-ups, formats, key names, query fields, limits, rules.
//!
//! # Threads
//!
//! *ui* owns the `App`; *input* reads the terminal; *loader* is a producer, workers and a collector ([`store::load`]);
//! *worker* answers questions, the newest of each kind wins; *signals* turns TERM, HUP, INT and CONT into messages. All of
//! them talk to the ui through one channel. No ticks: no input, no bytes, no wake-ups.
//!
//! # Blocks
//!
//! Stories live in [`model::Segment`]s: flat blocks with offsets, the same in memory as they would be in a file, so that
//! opening one means checking a header. While loading, segments close at 64, 64, 128 … stories and are never merged; at
//! each closing the link layer is made anew from all of them. A block that was damaged gives wrong words at worst, never
//! a panic.
//!
//! # Words
//!
//! *story, corpus* · *mention*: a span that names something in one story · *surface form*: its text as printed · *label*:
//! its kind · *cluster*: the mentions of one entity in one story · *entity*: what mentions refer to ("name" in front of
//! users) · *alias*: a surface form of an entity · *link*: mention to entity · *establish*: a mention that is not
//! boilerplate, credit or a place in a title makes its story count for sharing · *shared*: established by two stories or
//! more · *gazetteer*: a list of known names · *span, token, term, posting* · *query* (parsed), *filter* (in force) ·
//! *hit*: a story that matches · *match*: a span that does · *snippet, pane, overlay, action, effect, frame*.

#![warn(missing_docs)]

pub mod cli;
pub mod link;
pub mod model;
pub mod ner;
pub mod read;
pub mod search;
pub mod store;
pub mod text;
pub mod tui;
