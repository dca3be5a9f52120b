//! The look of a glyph, and the shortest sequence from one look to another.

use std::fmt::Write;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Colours and attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Pen {
    fg: Color,
    bg: Color,
    mods: Modifier,
}

/// The attributes that are sent, with the code that sets and the code that ends each.
const MODS: [(Modifier, u8, u8); 5] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::REVERSED, 7, 27),
];
const INTENSITY: Modifier = Modifier::BOLD.union(Modifier::DIM);
const ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED);

impl Pen {
    /// The terminal's own look.
    pub(super) const PLAIN: Pen = Pen { fg: Color::Reset, bg: Color::Reset, mods: Modifier::empty() };

    /// The look of a cell, as far as it is sent.
    pub(super) fn of(cell: &Cell) -> Pen {
        let sent = MODS.iter().fold(Modifier::empty(), |all, (m, _, _)| all | *m);
        Pen { fg: cell.fg, bg: cell.bg, mods: cell.modifier & sent }
    }

    /// The part of the look that can be seen on a blank.
    pub(super) fn of_blank(self) -> Pen {
        if self.mods.intersects(ON_BLANKS) { self } else { Pen { bg: self.bg, ..Pen::PLAIN } }
    }

    /// Appends what turns this look into `next`: additions to what is set, or a fresh start, whichever is
    /// shorter.
    pub(super) fn change(self, next: Pen, out: &mut Vec<u8>) {
        if self == next {
            return;
        }
        let (mut fresh, mut added) = (String::new(), String::new());
        Pen::PLAIN.codes(next, &mut fresh);
        self.codes(next, &mut added);
        // A fresh start is "0" and the codes; the 0 may be left out where it stands alone.
        let codes = match fresh.as_str() {
            "" => String::new(),
            _ if fresh.len() + 2 < added.len() => format!("0;{fresh}"),
            _ => added,
        };
        out.extend_from_slice(b"\x1b[");
        out.extend_from_slice(codes.as_bytes());
        out.push(b'm');
    }

    fn codes(self, next: Pen, codes: &mut String) {
        let gone = self.mods - next.mods;
        let mut new = next.mods - self.mods;
        let mut last = 0;
        for (modifier, _, end) in MODS {
            if gone.contains(modifier) && end != last {
                push(codes, &end.to_string());
                last = end;
            }
        }
        if gone.intersects(INTENSITY) {
            new |= next.mods & INTENSITY;
        }
        for (modifier, start, _) in MODS {
            if new.contains(modifier) {
                push(codes, &start.to_string());
            }
        }
        if self.fg != next.fg {
            push(codes, &color(next.fg, 30));
        }
        if self.bg != next.bg {
            push(codes, &color(next.bg, 40));
        }
    }
}

fn push(codes: &mut String, code: &str) {
    if !codes.is_empty() {
        codes.push(';');
    }
    codes.push_str(code);
}

/// The code of a colour; `base` is 30 for text, 40 for the ground.
fn color(color: Color, base: u8) -> String {
    let basic = |n: u8| (base + n).to_string();
    let bright = |n: u8| (base + 60 + n).to_string();
    match color {
        Color::Reset => basic(9),
        Color::Black => basic(0),
        Color::Red => basic(1),
        Color::Green => basic(2),
        Color::Yellow => basic(3),
        Color::Blue => basic(4),
        Color::Magenta => basic(5),
        Color::Cyan => basic(6),
        Color::Gray => basic(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(n) => format!("{};5;{n}", base + 8),
        Color::Rgb(r, g, b) => {
            let mut code = format!("{};2", base + 8);
            // Writing to a String cannot fail.
            let _ = write!(code, ";{r};{g};{b}");
            code
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pen(fg: Color, mods: Modifier) -> Pen {
        Pen { fg, mods, ..Pen::PLAIN }
    }

    fn check(from: Pen, to: Pen, expected: &str) {
        let mut out = Vec::new();
        from.change(to, &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), expected, "{from:?} to {to:?}");
    }

    #[test]
    fn a_change_of_look_is_one_sequence_and_the_shortest() {
        let bold = pen(Color::Reset, Modifier::BOLD);
        let bold_red = pen(Color::Red, Modifier::BOLD);
        let dim = pen(Color::Reset, Modifier::DIM);
        let all = Pen { fg: Color::Red, bg: Color::Blue, mods: Modifier::BOLD | Modifier::UNDERLINED };
        check(bold, bold, "");
        check(Pen::PLAIN, bold_red, "\x1b[1;31m");
        check(bold_red, Pen::PLAIN, "\x1b[m");
        check(bold_red, bold, "\x1b[39m");
        check(bold, dim, "\x1b[0;2m");
        check(all, bold, "\x1b[0;1m");
        check(bold | dim, bold, "\x1b[0;1m");
        check(bold_red | dim, bold_red, "\x1b[22;1m");
    }

    impl std::ops::BitOr for Pen {
        type Output = Pen;
        fn bitor(self, other: Pen) -> Pen {
            Pen { mods: self.mods | other.mods, ..self }
        }
    }
}
