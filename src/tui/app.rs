//! The state of the screen.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Effect, Msg, Size};
use crate::model::{Day, Snapshot};

/// What the screen starts with.
#[derive(Clone, Debug)]
pub struct Setup {
    /// What is loaded so far.
    pub snapshot: Arc<Snapshot>,
    /// The terminal's size.
    pub size: Size,
    /// Today.
    pub today: Option<Day>,
    /// No colours (`NO_COLOR`): bold, underline, reverse only.
    pub monochrome: bool,
    /// One pane, no box characters.
    pub plain: bool,
    /// What was saved when the corpus was last left ([`App::saved`]), or empty.
    pub saved: String,
    /// The filter to start with, from `--query`.
    pub query: Option<String>,
}

/// The state of the screen.
#[derive(Debug)]
pub struct App {
    size: Size,
}

impl App {
    /// The state at the start, and what to do first.
    pub fn new(setup: Setup) -> (App, Vec<Effect>) {
        (App { size: setup.size }, Vec::new())
    }

    /// Place, filter, read and starred stories ... as text (JSON) to be kept; changes when they do.
    pub fn saved(&self) -> String {
        String::new()
    }
}

/// A drawn screen.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The cells.
    pub buffer: Buffer,
    /// Where the hardware cursor stands: selected row, current name's first cell, or insertion point.
    pub cursor: Position,
}

/// Changes the state; the only thing that does.
pub fn update(app: &mut App, msg: Msg) -> Vec<Effect> {
    let _ = (app, msg);
    Vec::new()
}

/// Draws the state; changes nothing.
pub fn view(app: &App) -> Frame {
    Frame {
        buffer: Buffer::empty(Rect::new(0, 0, app.size.width, app.size.height)),
        cursor: Position::ORIGIN,
    }
}
