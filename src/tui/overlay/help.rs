//! The keys, as the key table has them.

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::keymap;
use super::super::theme::Role;

/// Columns of the keys.
const KEY_COLUMNS: u16 = 22;

/// A line of the help.
pub(super) enum Line {
    /// A place where keys work.
    Heading(&'static str),
    /// Keys and what they do.
    Keys(String, &'static str),
    /// Nothing.
    Blank,
}

/// The lines of the help.
pub(super) fn lines() -> Vec<Line> {
    let mut lines = Vec::new();
    for (place, rows) in keymap::groups() {
        if !lines.is_empty() {
            lines.push(Line::Blank);
        }
        lines.push(Line::Heading(place.words()));
        lines.extend(rows.into_iter().map(|(keys, words)| Line::Keys(keys, words)));
    }
    lines
}

/// Draws the help from line `top`.
pub(super) fn draw(canvas: &mut Canvas, area: Rect, top: usize) {
    for (y, line) in (0..area.height).zip(lines().iter().skip(top)) {
        match line {
            Line::Heading(words) => {
                canvas.text(area, 0, y, words, Role::Title);
            }
            Line::Keys(keys, words) => {
                let x = canvas.text(area, 0, y, keys, Role::Press);
                canvas.text(area, (x + 1).max(KEY_COLUMNS), y, words, Role::Plain);
            }
            Line::Blank => {}
        }
    }
}
