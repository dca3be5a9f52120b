//! What lies over the panes, one at a time, one file each.

mod card;
mod compare;
mod help;
mod links;
mod menu;
mod names;
mod problems;
mod prompt;
mod related;

use ratatui::layout::Rect;

use super::app::App;
use super::canvas::Canvas;
use super::layout::Panes;
use super::theme::Role;
pub(super) use super::update::hints;
use super::update::scroll;
pub(super) use card::CardView;
pub(super) use compare::CompareView;
pub(super) use links::LinksView;
pub(super) use menu::{Choice, Menu, MenuRow};
pub(super) use names::{NamesView, Pick};
pub(super) use prompt::{Prompt, Purpose};
pub(super) use related::RelatedView;

/// What lies over the panes.
#[derive(Clone, Debug)]
pub(super) enum Overlay {
    /// The key table, from its row `top`.
    Help { top: usize },
    /// What was wrong with the input, from row `top`.
    Problems { top: usize },
    /// The names table.
    Names(NamesView),
    /// A name's card.
    Card(CardView),
    /// Why a name is linked.
    Links(LinksView),
    /// Stories related to one.
    Related(RelatedView),
    /// Two stories compared.
    Compare(CompareView),
    /// A small menu.
    Menu(Menu),
    /// A line to type.
    Prompt(Prompt),
    /// Letters on the names in sight.
    Hints,
}

/// Number of rows: lines of a text, or rows that the cursor can be on.
pub(super) fn len(app: &App) -> usize {
    match &app.overlay {
        Some(Overlay::Help { .. }) => help::lines().len(),
        Some(Overlay::Problems { .. }) => problems::len(app),
        Some(Overlay::Names(view)) => view.len(),
        Some(Overlay::Related(view)) => view.len(),
        Some(Overlay::Compare(view)) => view.len(),
        Some(Overlay::Menu(menu)) => menu.rows.len(),
        Some(Overlay::Card(view)) => view.card.as_ref().map_or(0, |c| c.stories.len() + c.beside.len()),
        Some(Overlay::Links(view)) => view.len(),
        Some(Overlay::Hints | Overlay::Prompt(_)) | None => 0,
    }
}

/// Number of rows in sight.
pub(super) fn rows_shown(app: &App) -> usize {
    let inner = usize::from(inside(app.panes().overlay, app.plain).height);
    match &app.overlay {
        Some(Overlay::Names(_)) => inner.saturating_sub(names::HEAD_ROWS),
        Some(Overlay::Related(_)) => inner.div_ceil(related::ROW_LINES),
        Some(Overlay::Problems { .. }) => (inner / problems::ROW_LINES).max(1),
        _ => inner,
    }
}

/// Keeps cursor and scrolling inside what there is.
pub(super) fn settle(app: &mut App) {
    let width = inside(app.panes().overlay, app.plain).width;
    if let Some(Overlay::Compare(view)) = &mut app.overlay {
        view.settle(width);
    }
    let (len, shown) = (len(app), rows_shown(app));
    match &mut app.overlay {
        Some(Overlay::Help { top } | Overlay::Problems { top }) => {
            *top = (*top).min(len.saturating_sub(shown))
        }
        Some(Overlay::Links(view)) => view.top = view.top.min(len.saturating_sub(shown)),
        Some(Overlay::Compare(view)) => view.top = view.top.min(len.saturating_sub(shown)),
        Some(Overlay::Menu(menu)) => menu.cursor = menu.cursor.min(len.saturating_sub(1)),
        Some(Overlay::Related(view)) => {
            view.cursor = view.cursor.min(len.saturating_sub(1));
            view.top = scroll(view.top, view.cursor, shown.max(1), len);
        }
        Some(Overlay::Names(view)) => {
            view.cursor = view.cursor.min(len.saturating_sub(1));
            view.top = scroll(view.top, view.cursor, shown.max(1), len);
        }
        Some(Overlay::Card(view)) => {
            view.cursor = view.cursor.min(len.saturating_sub(1));
            card::settle(view, width, shown.max(1), app.plain);
        }
        Some(Overlay::Hints | Overlay::Prompt(_)) | None => {}
    }
}

/// Draws the open overlay.
pub(super) fn draw(canvas: &mut Canvas, app: &App, panes: &Panes) {
    let Some(overlay) = &app.overlay else { return };
    let title = match overlay {
        Overlay::Help { top } => format!("Keys  {}", lines_in_sight(app, *top)),
        Overlay::Problems { top } => format!("Problems with the input  {}", lines_in_sight(app, *top)),
        Overlay::Names(view) => view.title(),
        Overlay::Card(view) => view.title(),
        Overlay::Links(view) => format!("{}  {}", view.title(), lines_in_sight(app, view.top)),
        Overlay::Related(view) => view.title(),
        Overlay::Compare(view) => format!("{}  {}", view.title(), lines_in_sight(app, view.top)),
        Overlay::Menu(menu) => menu.title.clone(),
        Overlay::Prompt(prompt) => prompt.title.clone(),
        Overlay::Hints => return,
    };
    let area = frame(canvas, place(panes.overlay, overlay, app.plain), title.trim_end());
    canvas.set_cursor(area.x, area.y);
    match overlay {
        Overlay::Help { top } => help::draw(canvas, area, *top),
        Overlay::Problems { top } => problems::draw(canvas, app, area, *top),
        Overlay::Names(view) => names::draw(canvas, area, view),
        Overlay::Card(view) => card::draw(canvas, app, area, view),
        Overlay::Links(view) => links::draw(canvas, area, view),
        Overlay::Related(view) => related::draw(canvas, app, area, view),
        Overlay::Compare(view) => compare::draw(canvas, area, view),
        Overlay::Menu(menu) => menu::draw(canvas, area, menu),
        Overlay::Prompt(prompt) => prompt::draw(canvas, area, prompt),
        Overlay::Hints => {}
    }
}

/// A menu and a line to type take as many rows as they need, at the foot of the overlay's place, so that the text stays in
/// sight.
fn place(area: Rect, overlay: &Overlay, plain: bool) -> Rect {
    let rows = match overlay {
        Overlay::Menu(menu) => menu.rows.len() as u16,
        Overlay::Prompt(_) => 1,
        _ => return area,
    };
    let around = if framed(area, plain) { 2 } else { 1 };
    let height = (rows + around).min(area.height);
    Rect { y: area.bottom() - height, height, ..area }
}

/// Which lines of a text are in sight.
fn lines_in_sight(app: &App, top: usize) -> String {
    let (len, shown) = (len(app), rows_shown(app));
    match len {
        0 => String::new(),
        _ => format!("{}–{} of {len}", top + 1, (top + shown).min(len)),
    }
}

/// The inside of an overlay: a frame around it where there is room, else a title over it.
fn inside(area: Rect, plain: bool) -> Rect {
    match framed(area, plain) {
        true => Rect::new(area.x + 2, area.y + 1, area.width - 4, area.height - 2),
        false => Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area },
    }
}

/// An overlay that leaves a row free above it has room for a frame.
fn framed(area: Rect, plain: bool) -> bool {
    !plain && area.y > 0 && area.width > 4 && area.height > 2
}

/// Clears an overlay's place and draws its frame and title; gives the inside.
fn frame(canvas: &mut Canvas, area: Rect, title: &str) -> Rect {
    canvas.fill(area, " ", Role::Plain);
    if !framed(area, canvas.plain) {
        canvas.text(area, 0, 0, title, Role::Focused);
        return inside(area, canvas.plain);
    }
    let (right, bottom) = (area.right() - 1, area.bottom() - 1);
    let across = |y: u16| Rect::new(area.x, y, area.width, 1);
    let down = |x: u16| Rect::new(x, area.y, 1, area.height);
    for (rect, symbol) in [
        (across(area.y), "─"),
        (across(bottom), "─"),
        (down(area.x), "│"),
        (down(right), "│"),
        (Rect::new(area.x, area.y, 1, 1), "┌"),
        (Rect::new(right, area.y, 1, 1), "┐"),
        (Rect::new(area.x, bottom, 1, 1), "└"),
        (Rect::new(right, bottom, 1, 1), "┘"),
    ] {
        canvas.fill(rect, symbol, Role::Rule);
    }
    let place = Rect { width: area.width - 3, ..area };
    canvas.text(place, 2, 0, &format!(" {title} "), Role::Focused);
    inside(area, canvas.plain)
}
