//! The screen: keys and messages in, frames and effects out.
//!
//! [`update`] is the only thing that changes an [`App`]; [`view`] draws it and changes nothing; only `run`
//! performs an [`Effect`], and only `run` and `terminal` touch the terminal.
//!
//! ```text
//! Key ─ keymap ─▶ Action ─ update ─▶ App ─ layout, view ─▶ Frame
//!                            └─▶ Effect ─ worker: ask::answer ─▶ Msg::Answer ─ update ─▶ …
//! ```

mod action;
mod app;
pub mod ask;
mod canvas;
mod decode;
mod doc;
pub mod encode;
pub mod frame;
mod input_line;
mod key;
pub mod keymap;
mod layout;
mod msg;
mod overlay;
mod pane;
mod rows;
pub mod run;
mod saved;
mod sort;
mod tables;
mod terminal;
mod theme;
mod tiers;
mod timeline;
mod trail;
mod update;
mod view;
mod why;
mod wrap;

pub use app::{App, Frame, Setup};
pub use ask::{Ask, AskKind};
pub use key::{Key, KeyCode};
pub use msg::{Effect, Msg, Size};
pub use theme::Role;
pub use update::update;
pub use view::view;
