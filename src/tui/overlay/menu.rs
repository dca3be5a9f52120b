//! A small menu: a letter or Enter chooses a row.

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::theme::Role;
use crate::model::{Label, Mentions, NameKey};

/// A menu.
#[derive(Clone, Debug)]
pub(in super::super) struct Menu {
    pub(in super::super) title: String,
    pub(in super::super) rows: Vec<MenuRow>,
    pub(in super::super) cursor: usize,
}

/// A row of a menu.
#[derive(Clone, Debug)]
pub(in super::super) struct MenuRow {
    /// The letter that chooses it.
    pub(in super::super) letter: char,
    pub(in super::super) words: String,
    pub(in super::super) choice: Choice,
}

/// What a row of a menu leads to.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) enum Choice {
    /// Whose these mentions are is asked next; so many links change.
    Split(Mentions, u32),
    /// These mentions name nothing; so many links change.
    Hide(Mentions, u32),
    /// The name is of this kind.
    Label(NameKey, Label),
    /// What the name shall be called is asked next.
    Rename(NameKey),
}

/// Draws a menu.
pub(super) fn draw(canvas: &mut Canvas, area: Rect, menu: &Menu) {
    for (y, (n, row)) in (0..area.height).zip(menu.rows.iter().enumerate()) {
        let selected = n == menu.cursor;
        if selected {
            canvas.text(area, 0, y, if canvas.plain { ">" } else { "▌" }, Role::Selected);
            canvas.set_cursor(area.x, area.y + y);
        }
        canvas.text(area, 2, y, &row.letter.to_string(), Role::Press);
        canvas.text(area, 5, y, &row.words, if selected { Role::Selected } else { Role::Plain });
    }
}
