//! The reading pane: the open story, its names in their looks.

use ratatui::layout::Rect;

use super::super::app::{App, Focus};
use super::super::canvas::Canvas;
use super::super::doc::{DocRow, HeadRow, headline};
use super::super::layout::{Pane, Panes};
use super::super::overlay::{self, Overlay};
use super::super::theme::Role;
use super::super::view::head_role;
use super::super::wrap::cells;
use crate::model::{Field, MarkKind, Span, Story};

/// Draws the reading pane with its head.
pub(in super::super) fn draw(canvas: &mut Canvas, app: &App, panes: &Panes) {
    let area = panes.reading;
    let Some(story) = app.story() else {
        canvas.text(panes.reading_head, 1, 0, "no story open", Role::Head);
        return;
    };
    head(canvas, app, panes.reading_head, &story, area.height);
    let width = app.reading.doc.width;
    let margin = area.width.saturating_sub(width) / 2;
    let top = app.reading.doc.row_of_place(app.reading.place);
    for n in 0..area.height {
        let Some(row) = app.reading.doc.row(top + usize::from(n)) else { break };
        draw_row(canvas, app, area, margin, n, &story, row);
    }
    cursor(canvas, app, area, margin, &story);
    if matches!(app.overlay, Some(Overlay::Hints)) {
        hints(canvas, app, area, margin, &story);
    }
}

fn head(canvas: &mut Canvas, app: &App, area: Rect, story: &Story<'_>, height: u16) {
    let role = head_role(app, Pane::Reading);
    let top = app.reading.doc.row_of_place(app.reading.place);
    let (seen, len) = (top + usize::from(height), app.reading.doc.len());
    let percent = if seen >= len { 100 } else { seen * 100 / len.max(1) };
    let date = story.date().map(|d| format!("{d}  ")).unwrap_or_default();
    let away = if app.rows.lists(story.no()) { "" } else { "not in the list  " };
    let right = format!("  {away}{date}{percent:>3} % ");
    let short = format!(" {percent:>3} % ");
    let room = area.width.saturating_sub(area.width / 3);
    let mut used = canvas.text_right(area, 0, room, &right, Role::Head);
    if used == 0 {
        used = canvas.text_right(area, 0, area.width, &short, Role::Head);
    }
    let place = Rect { width: area.width.saturating_sub(used), ..area };
    let title = headline(story).0;
    canvas.text(place, 1, 0, if title.is_empty() { "(no text)" } else { title }, role);
}

fn draw_row(canvas: &mut Canvas, app: &App, area: Rect, x: u16, y: u16, story: &Story<'_>, row: DocRow<'_>) {
    match row {
        DocRow::Head(HeadRow::Title(span)) => {
            let role =
                |at: usize| name_role(app, Field::Title, at as u32 + span.start).unwrap_or(Role::Title);
            canvas.text_by(area, x, y, story.part(Field::Title, *span), &role);
        }
        DocRow::Head(HeadRow::Line(text)) => {
            canvas.text(area, x, y, text, Role::Quiet);
        }
        DocRow::Head(HeadRow::Blank) => {}
        DocRow::Text(span) => {
            let role = |at: usize| text_role(app, at as u32 + span.start);
            canvas.text_by(area, x, y, story.part(Field::Text, span), &role);
        }
    }
}

/// The role of a byte of the text: current name, passage, match, name, mark, in this order.
fn text_role(app: &App, at: u32) -> Role {
    let reading = &app.reading;
    let n = reading.matches.partition_point(|m| m.end <= at);
    let matched = reading.matches.get(n).is_some_and(|m| m.start <= at);
    let named = name_role(app, Field::Text, at);
    let chosen = reading.passage.is_some_and(|p| p.span.contains(at as usize));
    if chosen && named != Some(Role::Current) {
        return Role::Passage;
    }
    if matched && named != Some(Role::Current) {
        return Role::Match;
    }
    if let Some(role) = named.filter(|r| *r != Role::Here) {
        return role;
    }
    let n = reading.marks.partition_point(|m| m.span.end <= at);
    match reading.marks.get(n) {
        Some(mark) if mark.span.start <= at && mark.kind != MarkKind::Dateline => Role::Boilerplate,
        _ => named.unwrap_or(Role::Plain),
    }
}

fn name_role(app: &App, field: Field, at: u32) -> Option<Role> {
    let names = &app.reading.names;
    let place = (field == Field::Text, at);
    let n = names.partition_point(|n| (n.field == Field::Text, n.span.end) <= place);
    let name = names.get(n).filter(|n| n.field == field && n.span.start <= at)?;
    let current = app.pane == Pane::Reading && app.reading.name == Some(n);
    Some(if current { Role::Current } else { name.role })
}

/// Where a byte of a field stands in the pane.
fn position(
    app: &App,
    area: Rect,
    margin: u16,
    story: &Story<'_>,
    field: Field,
    byte: u32,
) -> Option<(u16, u16)> {
    let doc = &app.reading.doc;
    let row = doc.row_of(field, byte);
    let y = row.checked_sub(doc.row_of_place(app.reading.place)).filter(|y| *y < usize::from(area.height))?;
    let line = match doc.row(row)? {
        DocRow::Text(span) => span,
        DocRow::Head(HeadRow::Title(span)) => *span,
        DocRow::Head(_) => return None,
    };
    let before = Span { start: line.start, end: byte.max(line.start) };
    Some((margin + cells(before.of(story.field(field))) as u16, y as u16))
}

fn cursor(canvas: &mut Canvas, app: &App, area: Rect, margin: u16, story: &Story<'_>) {
    if app.pane != Pane::Reading || app.focus != Focus::Pane || area.is_empty() {
        return;
    }
    let at = app.name().and_then(|n| position(app, area, margin, story, n.field, n.span.start));
    let (x, y) = at.unwrap_or((margin, 0));
    canvas.set_cursor(area.x + x, area.y + y);
}

/// Letters on the first cells of the names in sight.
fn hints(canvas: &mut Canvas, app: &App, area: Rect, margin: u16, story: &Story<'_>) {
    for (n, label) in overlay::hints(app) {
        let Some(name) = app.reading.names.get(n) else { continue };
        if let Some((x, y)) = position(app, area, margin, story, name.field, name.span.start) {
            canvas.text(area, x, y, &label, Role::Hint);
        }
    }
}
