//! Everything that can wake the screen, and everything it can ask to be done.

use std::sync::Arc;

use super::{Ask, Key};
use crate::model::Snapshot;
use crate::store::{Change, QuoteChange};

/// The terminal's size in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// What can wake the screen.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The terminal has another size.
    Resize(Size),
    /// More stories are there (or all).
    Snapshot(Arc<Snapshot>),
    /// An answer of the worker.
    Answer(super::ask::Answer),
    /// Something to tell on the status line ("copied 120 characters").
    Notice(String),
}

/// What the screen asks to be done; performed by `run` (or by `frame`, without a terminal).
#[derive(Clone, Debug)]
pub enum Effect {
    /// Work for the worker thread; the newest of each kind wins.
    Ask(Ask),
    /// Copy to the clipboard of the person's own machine (OSC 52).
    Copy(String),
    /// Take a decision in, or back.
    Decide(Change),
    /// Append to the file of quotations, or take back what was appended.
    Quote(QuoteChange),
    /// Stop the program as the shell's job control does (Ctrl-Z).
    Suspend,
    /// Paint the whole screen anew.
    Repaint,
    /// Leave.
    Quit,
}
