//! Frames replayed into an emulator show what was drawn.

use std::num::NonZeroU16;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

use super::Encoder;

const WIDTH: u16 = 20;
const HEIGHT: u16 = 9;
const COLORS: [Color; 6] =
    [Color::Reset, Color::Reset, Color::Red, Color::Gray, Color::DarkGray, Color::LightBlue];
const MODIFIERS: [Modifier; 7] = [
    Modifier::empty(),
    Modifier::empty(),
    Modifier::BOLD,
    Modifier::DIM,
    Modifier::ITALIC,
    Modifier::UNDERLINED,
    Modifier::REVERSED,
];
/// The emulator gives each of these the cells that we do, or more ("👩‍👧": four).
const PIECES: [&str; 12] =
    ["a", "word ", "two words", "é", "漢字", " ", "      ", "“q”", "─", "…", "👩‍👧", "\u{1b}[2J"];

/// What is done to the frame before.
#[derive(Clone, Debug)]
enum Change {
    Write { x: u16, y: u16, piece: usize, fg: usize, bg: usize, modifier: usize },
    Clear { y: u16 },
    Scroll { top: u16, bottom: u16, up: bool },
    Cursor { x: u16, y: u16 },
    Forget,
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        12 => (0..WIDTH, 0..HEIGHT, 0..PIECES.len(), 0..COLORS.len(), 0..COLORS.len(), 0..MODIFIERS.len())
            .prop_map(|(x, y, piece, fg, bg, modifier)| Change::Write { x, y, piece, fg, bg, modifier }),
        1 => (0..HEIGHT).prop_map(|y| Change::Clear { y }),
        2 => (0..HEIGHT, 0..HEIGHT, any::<bool>())
            .prop_map(|(a, b, up)| Change::Scroll { top: a.min(b), bottom: a.max(b), up }),
        2 => (0..WIDTH, 0..HEIGHT).prop_map(|(x, y)| Change::Cursor { x, y }),
        1 => Just(Change::Forget),
    ]
}

fn apply(change: &Change, buffer: &mut Buffer, cursor: &mut Position, encoder: &mut Encoder) {
    match *change {
        Change::Write { x, y, piece, fg, bg, modifier } => {
            let style = Style::new().fg(COLORS[fg]).bg(COLORS[bg]).add_modifier(MODIFIERS[modifier]);
            match PIECES[piece] {
                symbol if symbol.starts_with('\u{1b}') => {
                    buffer[(x, y)].set_symbol(symbol).set_style(Style::reset().patch(style));
                }
                piece => {
                    buffer.set_string(x, y, piece, Style::reset().patch(style));
                }
            }
        }
        Change::Clear { y } => {
            (0..WIDTH).for_each(|x| buffer[(x, y)].reset());
        }
        Change::Scroll { top, bottom, up } => {
            let row = |y: u16| usize::from(y * WIDTH)..usize::from((y + 1) * WIDTH);
            for y in top..bottom {
                let y = if up { y } else { bottom - 1 - (y - top) };
                let (to, from) = if up { (y, y + 1) } else { (y + 1, y) };
                let cells = buffer.content[row(from)].to_vec();
                buffer.content[row(to)].clone_from_slice(&cells);
            }
        }
        Change::Cursor { x, y } => *cursor = Position::new(x, y),
        Change::Forget => encoder.forget(),
    }
}

fn emulator(width: u16, height: u16) -> vt100::Parser {
    let size = |n| NonZeroU16::new(n).unwrap();
    vt100::Parser::new(size(height), size(width), 0)
}

fn color(color: Color) -> vt100::Color {
    match color {
        Color::Reset => vt100::Color::Default,
        Color::Red => vt100::Color::Idx(1),
        Color::Gray => vt100::Color::Idx(7),
        Color::DarkGray => vt100::Color::Idx(8),
        Color::LightBlue => vt100::Color::Idx(12),
        other => unreachable!("{other:?} is not drawn"),
    }
}

/// Compares the emulator's cells with the buffer's.
fn assert_shown(screen: &vt100::Screen, buffer: &Buffer, cursor: Position) {
    assert_eq!(screen.cursor_position(), (cursor.y, cursor.x));
    let glyphs = super::glyphs(buffer);
    for (n, glyph) in glyphs.iter().enumerate() {
        let (x, y) = (n as u16 % WIDTH, n as u16 / WIDTH);
        let (cell, drawn) = (screen.cell(y, x).unwrap(), &buffer[(x, y)]);
        let place = format!("column {x}, row {y}, {glyph:?}");
        if glyph.width == 0 {
            continue;
        }
        let contents = if cell.contents().is_empty() { " " } else { cell.contents() };
        if glyph.symbol.contains('\u{200d}') {
            assert!(contents.starts_with('👩'), "{place}");
        } else {
            assert_eq!(contents, glyph.symbol, "{place}");
        }
        let is = |modifier| drawn.modifier.contains(modifier);
        assert_eq!(cell.bgcolor(), color(drawn.bg), "{place}");
        assert_eq!(cell.underline(), is(Modifier::UNDERLINED), "{place}");
        assert_eq!(cell.inverse(), is(Modifier::REVERSED), "{place}");
        if glyph.symbol != " " {
            assert_eq!(cell.fgcolor(), color(drawn.fg), "{place}");
            assert_eq!(cell.bold(), is(Modifier::BOLD), "{place}");
            assert_eq!(cell.dim(), is(Modifier::DIM), "{place}");
            assert_eq!(cell.italic(), is(Modifier::ITALIC), "{place}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn the_screen_shows_what_was_drawn(
        frames in proptest::collection::vec(proptest::collection::vec(change(), 0..12), 1..12)
    ) {
        let mut emulator = emulator(WIDTH, HEIGHT);
        let mut encoder = Encoder::default();
        let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
        let mut cursor = Position::ORIGIN;
        for changes in frames {
            for change in &changes {
                apply(change, &mut buffer, &mut cursor, &mut encoder);
            }
            emulator.process(&encoder.frame(buffer.clone(), cursor));
            assert_shown(emulator.screen(), &buffer, cursor);
            prop_assert_eq!(encoder.frame(buffer.clone(), cursor), b"");
        }
    }
}

fn page(first: usize, rows: u16) -> Buffer {
    let area = Rect::new(0, 0, 80, rows);
    let mut buffer = Buffer::empty(area);
    buffer.set_string(0, 0, "a title that stays", Style::new().bold());
    for y in 1..rows - 1 {
        let n = first + usize::from(y);
        buffer.set_string(0, y, format!("{n} is the number of a row of prose {}", n * n), Style::new());
    }
    buffer.set_string(0, rows - 1, "a status line that stays", Style::new().reversed());
    buffer
}

#[test]
fn a_page_that_scrolls_by_a_row_costs_little_more_than_the_row() {
    let mut encoder = Encoder::default();
    let mut emulator = emulator(80, 24);
    emulator.process(&encoder.frame(page(0, 24), Position::ORIGIN));
    for first in [1, 2, 1, 0, 3] {
        let bytes = encoder.frame(page(first, 24), Position::ORIGIN);
        assert!(bytes.len() < 180, "{} bytes: {:?}", bytes.len(), String::from_utf8_lossy(&bytes));
        emulator.process(&bytes);
        assert!(emulator.screen().contents().contains(&format!("\n{} is the", first + 1)));
    }
}

#[test]
fn a_cursor_move_is_all_that_is_sent_for_a_cursor_that_moved() {
    let mut encoder = Encoder::default();
    encoder.frame(page(0, 24), Position::ORIGIN);
    assert_eq!(encoder.frame(page(0, 24), Position::new(0, 1)), b"\n");
    assert_eq!(encoder.frame(page(0, 24), Position::new(3, 1)), b"\x1b[4G");
    assert_eq!(encoder.frame(page(0, 24), Position::new(70, 20)), b"\x1b[21;71H");
}

#[test]
fn a_frame_of_another_size_is_painted_whole_and_an_empty_one_not_at_all() {
    let mut encoder = Encoder::default();
    encoder.frame(page(0, 24), Position::ORIGIN);
    let bytes = encoder.frame(page(0, 20), Position::new(500, 500));
    let mut emulator = emulator(80, 20);
    emulator.process(&bytes);
    assert_eq!(emulator.screen().cursor_position(), (19, 79));
    assert!(emulator.screen().contents().starts_with("a title that stays\n1 is"));
    assert_eq!(encoder.frame(Buffer::empty(Rect::ZERO), Position::ORIGIN), b"");
}

#[test]
fn large_frames_are_shown_at_once() {
    let mut encoder = Encoder::default();
    let bytes = encoder.frame(page(0, 60), Position::ORIGIN);
    assert!(bytes.starts_with(b"\x1b[?2026h") && bytes.ends_with(b"\x1b[?2026l"));
}
