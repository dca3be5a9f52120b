//! A line to type, with what it is for over it.

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::input_line::InputLine;
use super::super::theme::Role;
use super::super::wrap::cells;
use crate::model::{NameKey, StoryNo};

/// A line to type.
#[derive(Clone, Debug)]
pub(in super::super) struct Prompt {
    pub(in super::super) title: String,
    pub(in super::super) line: InputLine,
    pub(in super::super) purpose: Purpose,
}

/// What the line is for.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) enum Purpose {
    /// What a name shall be called.
    Rename(NameKey),
    /// A tag for the story with this id, and this number for now.
    Tag(StoryNo, String),
}

/// Draws the line.
pub(super) fn draw(canvas: &mut Canvas, area: Rect, prompt: &Prompt) {
    let room = usize::from(area.width.saturating_sub(3));
    let (text, before) = (prompt.line.text(), prompt.line.before());
    // The insertion point stays in sight: what does not fit is cut off at the left.
    let mut from = 0;
    while cells(&before[from..]) > room {
        from += text[from..].chars().next().map_or(1, char::len_utf8);
    }
    let x = canvas.text(area, 0, 0, "> ", Role::Press);
    canvas.text(area, x, 0, &text[from..], Role::Plain);
    canvas.set_cursor(area.x + x + cells(&before[from..]) as u16, area.y);
}
