//! The screen: keys and messages in, frames and effects out.
//!
//! [`update`] is the only thing that changes an [`App`]; [`view`] draws it and changes nothing; only `run`
//! performs an [`Effect`], and only `run` and `terminal` touch the terminal.

mod app;
pub mod ask;
mod key;
mod msg;

pub use app::{App, Frame, Setup, update, view};
pub use ask::Ask;
pub use key::{Key, KeyCode};
pub use msg::{Effect, Msg, Size};
