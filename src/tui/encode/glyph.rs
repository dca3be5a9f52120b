//! Cells as a terminal gets them: one glyph a cell, with the width that we reckon with and the widest that a
//! terminal might draw.

use ratatui::buffer::{Buffer, Cell};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::pen::Pen;

/// What one cell shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Glyph<'a> {
    /// Text without control characters; empty for a cell behind a wide glyph.
    pub(super) symbol: &'a str,
    /// Cells it takes: 0 behind a wide glyph.
    pub(super) width: usize,
    /// Cells that a terminal with another table might give it; equal to `width` where all agree.
    pub(super) reach: usize,
    /// Its look.
    pub(super) pen: Pen,
}

impl Glyph<'static> {
    /// A cell as erasing leaves it.
    pub(super) const BLANK: Glyph<'static> = Glyph { symbol: " ", width: 1, reach: 1, pen: Pen::PLAIN };

    const HIDDEN: Glyph<'static> = Glyph { symbol: "", width: 0, reach: 0, pen: Pen::PLAIN };
}

impl Glyph<'_> {
    /// Whether terminals may disagree on its width.
    pub(super) fn uncertain(&self) -> bool {
        self.reach != self.width || !certain(self.symbol)
    }
}

/// All glyphs of a buffer, row by row.
pub(super) fn glyphs(buffer: &Buffer) -> Vec<Glyph<'_>> {
    let width = usize::from(buffer.area.width);
    let mut all = Vec::with_capacity(buffer.content.len());
    if width == 0 {
        return all;
    }
    for row in buffer.content.chunks(width) {
        let start = all.len();
        while all.len() - start < row.len() {
            let x = all.len() - start;
            let glyph = glyph(&row[x], row.len() - x);
            let hidden = glyph.width - 1;
            all.push(glyph);
            all.extend(std::iter::repeat_n(Glyph::HIDDEN, hidden));
        }
    }
    all
}

/// The glyph of a cell with `room` cells (at least 1) to the end of the row; its width is 1 to `room`.
fn glyph(cell: &Cell, room: usize) -> Glyph<'_> {
    let symbol = cell.symbol();
    let pen = Pen::of(cell);
    if symbol == " " || symbol.is_empty() {
        return Glyph { pen: pen.of_blank(), ..Glyph::BLANK };
    }
    if let [byte] = symbol.as_bytes()
        && byte.is_ascii_graphic()
    {
        return Glyph { symbol, width: 1, reach: 1, pen };
    }
    if symbol.chars().any(char::is_control) {
        return Glyph { symbol: "?", width: 1, reach: 1, pen };
    }
    let width = symbol.width();
    let reach = reach(symbol).max(width);
    if width > 0 && reach <= room {
        return Glyph { symbol, width, reach, pen };
    }
    // Too near to the edge for a terminal that draws it wider: a part of it that fits.
    let first = symbol.chars().next().map_or(0, char::len_utf8);
    let first = symbol.get(..first).unwrap_or("");
    if (1..=room).contains(&first.width()) && (first.width() == width || width > room) {
        let reach = reach_of_room(first, room);
        return Glyph { symbol: first, width: first.width(), reach, pen };
    }
    Glyph { symbol: "?", width: 1, reach: 1, pen }
}

fn reach_of_room(symbol: &str, room: usize) -> usize {
    reach(symbol).clamp(symbol.width(), room)
}

/// The most cells any terminal is known to give `symbol`: the sum of its characters, each as wide as in East
/// Asian settings, which is what a terminal does that knows no clusters.
fn reach(symbol: &str) -> usize {
    if certain(symbol) {
        return symbol.width();
    }
    symbol.chars().map(|c| c.width_cjk().unwrap_or(0)).sum::<usize>().max(symbol.width_cjk())
}

/// Whether every terminal gives `symbol` the same width: letters, box drawing and ideographs that stand
/// alone, and letters of European scripts with combining accents.
fn certain(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    let Some(first) = chars.next() else { return true };
    let rest = chars.as_str();
    if !rest.is_empty() {
        return first < '\u{530}'
            && first.is_alphabetic()
            && rest.chars().all(|c| matches!(c, '\u{300}'..='\u{36f}'));
    }
    match first.width() {
        Some(1) => first.is_alphanumeric() || first.width_cjk() == Some(1) || is_box(first),
        Some(2) => is_ideograph(first),
        _ => false,
    }
}

/// Box drawing and block elements: of ambiguous width on paper, one cell wherever programs draw boxes.
fn is_box(c: char) -> bool {
    matches!(c, '\u{2500}'..='\u{259f}')
}

/// The blocks whose characters have been wide in every table since Unicode 3.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}'
        | '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    fn row(symbols: &[&str]) -> Vec<(String, usize, usize)> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, symbols.len() as u16, 1));
        for (x, symbol) in (0u16..).zip(symbols) {
            buffer[(x, 0)].set_symbol(symbol).set_style(Style::new());
        }
        glyphs(&buffer).into_iter().map(|g| (g.symbol.to_owned(), g.width, g.reach)).collect()
    }

    #[test]
    fn no_control_character_gets_through() {
        for symbol in ["\u{1b}[2J", "\u{7}", "a\u{9b}", "\u{7f}", "\n"] {
            assert_eq!(row(&[symbol]), [("?".to_owned(), 1, 1)], "{symbol:?}");
        }
    }

    #[test]
    fn a_wide_glyph_hides_the_next_cell_and_never_passes_the_edge() {
        assert_eq!(row(&["漢", " "]), [("漢".to_owned(), 2, 2), (String::new(), 0, 0)]);
        assert_eq!(row(&["漢"]), [("?".to_owned(), 1, 1)]);
        assert_eq!(row(&["👩‍👧", " "]), [("👩".to_owned(), 2, 2), (String::new(), 0, 0)]);
    }

    #[test]
    fn widths_are_certain_where_terminals_agree() {
        for (symbol, expected) in [
            ("a", true),
            ("é", true),
            ("e\u{301}", true),
            ("д", true),
            ("漢", true),
            ("─", true),
            ("“", false),
            ("…", false),
            ("❤\u{fe0f}", false),
            ("👩", false),
            ("👩‍👧", false),
        ] {
            assert_eq!(certain(symbol), expected, "{symbol}");
        }
    }
}
