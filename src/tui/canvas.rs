//! A screen being drawn: cells with their roles, and the cursor. Nothing is drawn outside a rectangle given.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::theme::Role;
use super::wrap::cluster;
use super::{Frame, Size};

/// A screen being drawn.
pub(crate) struct Canvas {
    buffer: Buffer,
    roles: Vec<Role>,
    cursor: Position,
    monochrome: bool,
    /// No box or block characters.
    pub(crate) plain: bool,
}

impl Canvas {
    /// A blank screen.
    pub(crate) fn new(size: Size, monochrome: bool, plain: bool) -> Canvas {
        let area = Rect::new(0, 0, size.width, size.height);
        let roles = vec![Role::Plain; usize::from(size.width) * usize::from(size.height)];
        Canvas { buffer: Buffer::empty(area), roles, cursor: Position::ORIGIN, monochrome, plain }
    }

    /// Sets where the hardware cursor stands.
    pub(crate) fn set_cursor(&mut self, x: u16, y: u16) {
        let area = self.buffer.area;
        let last = |at: u16, len: u16| at.min(len.saturating_sub(1));
        self.cursor = Position::new(last(x, area.width), last(y, area.height));
    }

    /// Writes `text` in `area`'s row `row` from column `x` (of the area); gives the column behind it. What
    /// does not fit is cut off and told by `…`.
    pub(crate) fn text(&mut self, area: Rect, x: u16, row: u16, text: &str, role: Role) -> u16 {
        self.text_by(area, x, row, text, &|_| role)
    }

    /// As [`Canvas::text`], with a role for each byte of `text`.
    pub(crate) fn text_by(
        &mut self,
        area: Rect,
        x: u16,
        row: u16,
        text: &str,
        role: &dyn Fn(usize) -> Role,
    ) -> u16 {
        let (mut x, mut at) = (x, 0);
        if row >= area.height {
            return x;
        }
        while at < text.len() {
            let (len, cells) = cluster(&text[at..]);
            let (end, cells) = (at + len, cells as u16);
            let left = area.width.saturating_sub(x);
            let more = end < text.len();
            if left < cells || (left == cells && more && cells > 0 && !fits(&text[end..], left - cells)) {
                if left > 0 {
                    self.cell(area.x + x, area.y + row, "…", 1, role(at));
                }
                return area.width;
            }
            if cells > 0 {
                let symbol = if &text[at..end] == "\n" { " " } else { &text[at..end] };
                self.cell(area.x + x, area.y + row, symbol, cells, role(at));
            }
            x += cells;
            at = end;
        }
        x
    }

    /// Writes `text` so that it ends at the right edge of the row, if `room` columns hold it.
    pub(crate) fn text_right(&mut self, area: Rect, row: u16, room: u16, text: &str, role: Role) -> u16 {
        let cells = super::wrap::cells(text) as u16;
        if cells > room.min(area.width) {
            return 0;
        }
        self.text(area, area.width - cells, row, text, role);
        cells
    }

    /// Fills a rectangle with a symbol.
    pub(crate) fn fill(&mut self, area: Rect, symbol: &str, role: Role) {
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                self.cell(x, y, symbol, 1, role);
            }
        }
    }

    fn cell(&mut self, x: u16, y: u16, symbol: &str, cells: u16, role: Role) {
        let style = role.style(self.monochrome);
        let width = self.buffer.area.width;
        for n in 0..cells {
            let Some(cell) = self.buffer.cell_mut((x + n, y)) else { return };
            cell.reset();
            cell.set_symbol(if n == 0 { symbol } else { " " }).set_style(style);
            let at = usize::from(y) * usize::from(width) + usize::from(x + n);
            if let Some(place) = self.roles.get_mut(at) {
                *place = role;
            }
        }
    }

    /// The finished screen.
    pub(crate) fn finish(self) -> Frame {
        Frame { buffer: self.buffer, cursor: self.cursor, roles: self.roles }
    }
}

/// Whether what is left of a text takes at most `room` cells.
fn fits(text: &str, room: u16) -> bool {
    let (mut at, mut sum) = (0, 0);
    while at < text.len() && sum <= usize::from(room) {
        let (len, cells) = cluster(&text[at..]);
        at += len;
        sum += cells;
    }
    sum <= usize::from(room)
}
