//! Frames to bytes: what turns the frame on the screen into the next one, in as few bytes as we can.
//!
//! One sequence a change of look, erasing to the end of the line for blank tails, short gaps written again, the shortest
//! move to each change, margins and a scroll where whole rows moved, and nothing at all for a frame that is on the
//! screen already. Over a slow line bytes are what is felt.

mod glyph;
mod pen;
mod scroll;
#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use glyph::{Glyph, glyphs};
use pen::Pen;
use scroll::{Rows, Scroll};

/// Frames longer than this (bytes) are wrapped in a synchronized update, so that a terminal draws them at
/// once; shorter ones arrive in one packet anyway (1,200 bytes go through any network in one piece).
const SYNCHRONIZED_FROM: usize = 1000;

/// Remembers what is on the screen.
#[derive(Debug, Default)]
pub struct Encoder {
    shown: Option<(Buffer, Position)>,
}

impl Encoder {
    /// Forgets what is on the screen: the next frame is painted whole.
    pub fn forget(&mut self) {
        self.shown = None;
    }

    /// The bytes that show `next` with the cursor at `cursor`; none when the screen shows that already.
    pub fn frame(&mut self, next: Buffer, cursor: Position) -> Vec<u8> {
        let area = next.area;
        if area.is_empty() {
            self.shown = None;
            return Vec::new();
        }
        let cursor = Position::new(cursor.x.min(area.width - 1), cursor.y.min(area.height - 1));
        let mut bytes = match &self.shown {
            Some((old, at)) if old.area == area => {
                if *old == next && *at == cursor {
                    return Vec::new();
                }
                changes(old, Some(*at), &next, cursor)
            }
            _ => {
                let mut bytes = b"\x1b[r\x1b[m\x1b[H\x1b[2J".to_vec();
                bytes.extend(changes(&Buffer::empty(area), None, &next, cursor));
                bytes
            }
        };
        if bytes.len() > SYNCHRONIZED_FROM {
            bytes.splice(0..0, *b"\x1b[?2026h");
            bytes.extend_from_slice(b"\x1b[?2026l");
        }
        self.shown = Some((next, cursor));
        bytes
    }
}

/// The bytes from `old` to `next`, two buffers of one size; the cursor stands at `at`, if that is known.
fn changes(old: &Buffer, at: Option<Position>, next: &Buffer, cursor: Position) -> Vec<u8> {
    let width = usize::from(next.area.width);
    let (old, new) = (glyphs(old), glyphs(next));
    let (old, new): (Rows<'_>, Rows<'_>) = (old.chunks(width).collect(), new.chunks(width).collect());
    let at = at.map_or(At::Unknown, |p| At::Cell(usize::from(p.x), usize::from(p.y)));
    let cursor = (usize::from(cursor.x), usize::from(cursor.y));
    let write = |old: &Rows<'_>, scroll: Option<&Scroll>| {
        let mut writer = Writer { out: Vec::new(), at, pen: Pen::PLAIN, width };
        if let Some(scroll) = scroll {
            writer.scroll(scroll);
        }
        for (y, (old, new)) in old.iter().zip(&new).enumerate() {
            writer.row(y, old, new);
        }
        writer.pen(Pen::PLAIN);
        writer.goto(cursor.0, cursor.1);
        writer.out
    };
    let drawn = write(&old, None);
    let Some(scroll) = Scroll::find(&old, &new) else { return drawn };
    let blank = vec![Glyph::BLANK; width];
    let scrolled = write(&scroll.apply(&old, &blank), Some(&scroll));
    if scrolled.len() < drawn.len() { scrolled } else { drawn }
}

/// Where the terminal's cursor stands, as far as all terminals agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// In this column and row.
    Cell(usize, usize),
    /// Somewhere in this row: behind its last cell, or behind a glyph of uncertain width.
    Row(usize),
    /// Anywhere.
    Unknown,
}

/// Writes a frame's changes.
struct Writer {
    out: Vec<u8>,
    at: At,
    pen: Pen,
    width: usize,
}

impl Writer {
    fn scroll(&mut self, scroll: &Scroll) {
        let (top, bottom) = (scroll.band.start, scroll.band.end - 1);
        self.text(&format!("\x1b[{};{}r", top + 1, bottom + 1));
        self.at = At::Unknown;
        // Line feed and reverse index are understood where "scroll up" and "scroll down" are not.
        if scroll.up > 0 {
            self.goto(0, bottom);
            self.out.extend(std::iter::repeat_n(b'\n', scroll.up.unsigned_abs()));
        } else {
            self.goto(0, top);
            self.text(&"\x1bM".repeat(scroll.up.unsigned_abs()));
        }
        self.text("\x1b[r");
        self.at = At::Unknown;
    }

    fn row(&mut self, y: usize, old: &[Glyph<'_>], new: &[Glyph<'_>]) {
        if old == new {
            return;
        }
        let differs = |x: usize| old.get(x) != new.get(x);
        let tail = new.iter().rposition(|g| *g != Glyph::BLANK).map_or(0, |x| x + 1);
        let stale = (tail..new.len()).filter(|x| differs(*x)).count();
        // Erasing costs 3 bytes, and mostly a move.
        let erase = if stale > 4 { (tail..new.len()).find(|x| differs(*x)) } else { None };
        let end = if erase.is_some() { tail } else { new.len() };
        let (mut x, mut forced) = (0, 0);
        while x < end.max(forced).min(new.len()) {
            let glyph = &new[x];
            let cells = x..x + glyph.width.max(1);
            if glyph.width > 0 && (x < forced || cells.clone().any(differs)) {
                self.bridge(x, y, new);
                if glyph.uncertain() {
                    forced = forced.max(x + glyph.reach);
                    self.clear_below(x, y, glyph, &old[cells.start..cells.end.min(old.len())]);
                }
                self.put(x, y, glyph);
            }
            x = cells.end;
        }
        if let Some(x) = erase {
            self.goto(x, y);
            self.pen(Pen::PLAIN);
            self.text("\x1b[K");
        }
    }

    /// Gets to column `x` of row `y`: over a short gap by writing it again, else by a move.
    fn bridge(&mut self, x: usize, y: usize, new: &[Glyph<'_>]) {
        let start = match self.at {
            At::Cell(from, row) if row == y && from < x => Some((from, String::new())),
            At::Cell(_, row) | At::Row(row) if row < y => Some((0, format!("\r{}", "\n".repeat(y - row)))),
            _ => None,
        };
        let way = self.way(x, y);
        if let Some((from, first)) = start
            && first.len() + (x - from) <= way.len()
        {
            let gap = &new[from..x];
            // Blanks may be written in the look of what follows, which has to be set anyway.
            for pen in [self.pen, new[x].pen] {
                let plain = |g: &Glyph<'_>| g.symbol.len() == 1 && (g.pen == pen || blank_in(g, pen));
                if gap.iter().all(plain) {
                    self.pen(pen);
                    self.text(&first);
                    gap.iter().for_each(|glyph| self.text(glyph.symbol));
                    self.at = At::Cell(x, y);
                    return;
                }
            }
        }
        self.goto(x, y);
    }

    /// Blanks the cells of a wide glyph that some terminals draw narrow: what was there would stay.
    fn clear_below(&mut self, x: usize, y: usize, glyph: &Glyph<'_>, old: &[Glyph<'_>]) {
        if glyph.width < 2 || old.iter().all(|g| *g == Glyph::BLANK) || x + glyph.width >= self.width {
            return;
        }
        self.pen(glyph.pen);
        self.text(&" ".repeat(glyph.width));
        self.at = At::Cell(x + glyph.width, y);
        self.goto(x, y);
    }

    fn put(&mut self, x: usize, y: usize, glyph: &Glyph<'_>) {
        if !blank_in(glyph, self.pen) {
            self.pen(glyph.pen);
        }
        self.text(glyph.symbol);
        self.at = if !glyph.uncertain() {
            if x + glyph.width < self.width { At::Cell(x + glyph.width, y) } else { At::Row(y) }
        } else if x + glyph.reach < self.width {
            At::Row(y)
        } else {
            At::Unknown
        };
    }

    fn pen(&mut self, pen: Pen) {
        self.pen.change(pen, &mut self.out);
        self.pen = pen;
    }

    fn text(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    /// Moves the cursor, by the shortest way.
    fn goto(&mut self, x: usize, y: usize) {
        let way = self.way(x, y);
        self.text(&way);
        self.at = At::Cell(x, y);
    }

    /// The shortest move to a cell.
    fn way(&self, x: usize, y: usize) -> String {
        if self.at == At::Cell(x, y) {
            return String::new();
        }
        let mut best = match (x, y) {
            (0, 0) => "\x1b[H".to_owned(),
            (0, y) => format!("\x1b[{}H", y + 1),
            (x, y) => format!("\x1b[{};{}H", y + 1, x + 1),
        };
        let mut offer = |way: String| {
            if way.len() < best.len() {
                best = way;
            }
        };
        let row = match self.at {
            At::Cell(_, row) | At::Row(row) => Some(row),
            At::Unknown => None,
        };
        if let Some(down) = row.and_then(|row| y.checked_sub(row)) {
            if x == 0 {
                offer(format!("\r{}", "\n".repeat(down)));
            }
            if down == 0 {
                offer(format!("\x1b[{}G", x + 1));
            }
        }
        if let At::Cell(from_x, from_y) = self.at {
            offer(beside(from_x, x) + &below(from_y, y));
        }
        best
    }
}

/// Whether `glyph` is a blank that looks in `pen` as it should.
fn blank_in(glyph: &Glyph<'_>, pen: Pen) -> bool {
    glyph.symbol == " " && glyph.pen == pen.of_blank()
}

/// The way from a column to another in the same row.
fn beside(from: usize, to: usize) -> String {
    match (from, to) {
        _ if from == to => String::new(),
        (_, 0) => "\r".to_owned(),
        _ if to < from && from - to < 4 => "\u{8}".repeat(from - to),
        _ if to < from => format!("\x1b[{}D", from - to),
        _ if to - from == 1 => "\x1b[C".to_owned(),
        _ => format!("\x1b[{}C", to - from),
    }
}

/// The way from a row to another in the same column.
fn below(from: usize, to: usize) -> String {
    match (from, to) {
        _ if from == to => String::new(),
        _ if to > from && to - from < 4 => "\n".repeat(to - from),
        _ if to > from => format!("\x1b[{}B", to - from),
        _ if from - to == 1 => "\x1bM".to_owned(),
        _ => format!("\x1b[{}A", from - to),
    }
}
