//! Where everything is on a screen of a given size: the one place that knows, for `update` and for `view`.
//!
//! ```text
//! list head │ reading head
//! ──────────┼─────────────       the lines go where rows are few
//! list      │ reading
//! ──────────┴─────────────
//! chips                          goes below 24 rows while there is a filter or the bar has the focus
//! filter line
//! status line
//! ```

use ratatui::layout::Rect;

use super::Size;

/// Side by side from this many columns.
const SIDE_COLUMNS: u16 = 100;
/// One pane at a time below this many columns or rows.
const STACK_COLUMNS: u16 = 72;
const STACK_ROWS: u16 = 22;
/// The filter bar has three lines from this many rows.
const TALL_ROWS: u16 = 24;
/// Lines between panes are drawn from this many rows.
const RULED_ROWS: u16 = 16;
/// Share of the columns that the list gets side by side, in percent, and its most columns.
const LIST_PERCENT: u16 = 41;
const LIST_MAX_COLUMNS: u16 = 64;
/// Stories take two lines where the list has at least this many rows.
const TWO_LINE_ROWS: u16 = 6;

/// Which of the two panes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Pane {
    /// The list.
    #[default]
    List,
    /// The reading pane.
    Reading,
}

/// How the panes stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stand {
    /// Next to each other.
    Side,
    /// List over reading pane.
    Stacked,
    /// Only one.
    Single,
}

/// What the layout depends on besides the size.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// The pane in use.
    pub(crate) pane: Pane,
    /// It has the whole screen.
    pub(crate) zoom: bool,
    /// One pane, no lines.
    pub(crate) plain: bool,
    /// The filter bar has the focus or holds a filter: on a low screen its line goes before the chips.
    pub(crate) filtering: bool,
}

/// The rectangles of a screen; one without cells is not drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Panes {
    pub(crate) stand: Stand,
    pub(crate) list_head: Rect,
    pub(crate) list: Rect,
    /// Lines a story, 1 or 2.
    pub(crate) list_lines: u16,
    pub(crate) reading_head: Rect,
    pub(crate) reading: Rect,
    /// Lines across, from the top; side by side, the column where the line down meets them.
    pub(crate) rules: [Rect; 2],
    pub(crate) divider: Rect,
    pub(crate) chips: Rect,
    pub(crate) input: Rect,
    pub(crate) status: Rect,
    /// Where an overlay is drawn, with its frame.
    pub(crate) overlay: Rect,
}

/// Lays the screen out.
pub(crate) fn layout(size: Size, shape: Shape) -> Panes {
    let (w, h) = (size.width, size.height);
    let bar = match h {
        0..=2 => 0,
        3..=5 => 1,
        _ if h < TALL_ROWS => 2,
        _ => 3,
    };
    let stand = match () {
        () if shape.plain || shape.zoom || w < STACK_COLUMNS || h < STACK_ROWS => Stand::Single,
        () if w < SIDE_COLUMNS => Stand::Stacked,
        () => Stand::Side,
    };
    let rule = u16::from(h >= RULED_ROWS && !shape.plain && w > 0);
    let head = u16::from(h >= 4);
    let body = Rect::new(0, head + rule, w, h.saturating_sub(bar + head + rule * 2));
    let bar_at = h - bar;
    let line = |n: u16| Rect::new(0, bar_at + n, w, 1);
    let none = Rect::new(0, 0, 0, 0);
    let (chips, input, status) = match bar {
        0 => (none, none, none),
        1 => (none, none, line(0)),
        2 if shape.filtering => (none, line(0), line(1)),
        2 => (line(0), none, line(1)),
        _ => (line(0), line(1), line(2)),
    };
    let mut panes = Panes {
        stand,
        list_head: Rect::new(0, 0, w, head),
        list: body,
        list_lines: 1,
        reading_head: Rect::new(0, 0, w, head),
        reading: body,
        rules: [Rect::new(0, head, w, rule), Rect::new(0, bar_at.saturating_sub(rule), w, rule)],
        divider: none,
        chips,
        input,
        status,
        overlay: overlay(w, bar_at, shape.plain),
    };
    place_panes(&mut panes, shape, body, head, rule);
    panes.list_lines = if panes.list.height >= TWO_LINE_ROWS && !shape.plain { 2 } else { 1 };
    panes
}

fn place_panes(panes: &mut Panes, shape: Shape, body: Rect, head: u16, rule: u16) {
    let none = Rect::new(0, 0, 0, 0);
    match panes.stand {
        Stand::Single if shape.pane == Pane::List => {
            (panes.reading_head, panes.reading) = (none, none);
        }
        Stand::Single => (panes.list_head, panes.list) = (none, none),
        Stand::Side => {
            let list = (body.width * LIST_PERCENT / 100).min(LIST_MAX_COLUMNS);
            let rest = body.width - list - 1;
            panes.list.width = list;
            panes.list_head.width = list;
            panes.divider = Rect::new(list, 0, 1, body.height + head + rule * 2);
            panes.reading = Rect { x: list + 1, width: rest, ..body };
            panes.reading_head = Rect { x: list + 1, width: rest, ..panes.reading_head };
        }
        Stand::Stacked => {
            let list = body.height * 2 / 5 / 2 * 2;
            panes.list.height = list;
            panes.reading_head.y = body.y + list + rule;
            panes.reading.y = body.y + list + rule + head;
            panes.reading.height = body.height.saturating_sub(list + rule + head);
            // The line under the list's head goes between the panes instead.
            panes.rules[0].y = body.y + list;
            panes.list.y = head;
            panes.list.height += rule;
        }
    }
}

fn overlay(width: u16, height: u16, plain: bool) -> Rect {
    if plain || width < STACK_COLUMNS || height < RULED_ROWS {
        return Rect::new(0, 0, width, height);
    }
    let (w, h) = (width.min(92), height - 2);
    Rect::new((width - w) / 2, 1, w, h)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rectangle_is_inside_the_screen_at_any_size() {
        for width in 0..130 {
            for height in 0..45 {
                for bits in 0..16 {
                    let on = |n: u32| bits >> n & 1 == 1;
                    let pane = if on(0) { Pane::List } else { Pane::Reading };
                    let shape = Shape { pane, zoom: on(1), plain: on(2), filtering: on(3) };
                    let p = layout(Size { width, height }, shape);
                    let [a, b] = p.rules;
                    for r in [
                        p.list_head,
                        p.list,
                        p.reading_head,
                        p.reading,
                        a,
                        b,
                        p.divider,
                        p.chips,
                        p.input,
                        p.status,
                        p.overlay,
                    ] {
                        let inside = r.is_empty() || (r.right() <= width && r.bottom() <= height);
                        assert!(inside, "{r:?} at {width}x{height} {shape:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn panes_stand_by_the_size() {
        let shape = Shape { pane: Pane::List, zoom: false, plain: false, filtering: false };
        for (width, height, stand) in [
            (120, 40, Stand::Side),
            (99, 40, Stand::Stacked),
            (71, 40, Stand::Single),
            (120, 21, Stand::Single),
        ] {
            assert_eq!(layout(Size { width, height }, shape).stand, stand, "{width}x{height}");
        }
    }
}
