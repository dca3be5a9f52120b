//! The list: a story takes one line (date, title, outlet) or two (its most telling shared names, or the
//! best sentence for the filter).

use ratatui::layout::Rect;

use super::super::app::{App, Focus};
use super::super::ask::AskKind;
use super::super::canvas::Canvas;
use super::super::doc::headline;
use super::super::layout::{Pane, Panes};
use super::super::theme::Role;
use super::super::tiers::{telling, tier};
use super::super::view::head_role;
use super::super::wrap::cells;
use crate::model::{Field, Mention, Snapshot, Span, Story};

/// Columns of the mark of the selected row and of the star.
const MARK_COLUMNS: u16 = 2;
/// Columns of a date and of the space behind it.
const DATE_COLUMNS: u16 = 12;
/// The date goes below this many columns, the outlet below that many.
const DATE_FROM_COLUMNS: u16 = 36;
const OUTLET_FROM_COLUMNS: u16 = 64;
/// Most columns of an outlet, with the space before it.
const OUTLET_COLUMNS: u16 = 20;
/// Names on a story's second line.
const MAX_NAMES: usize = 12;

/// Draws the list with its head.
pub(in super::super) fn draw(canvas: &mut Canvas, app: &App, panes: &Panes) {
    head(canvas, app, panes.list_head);
    let area = panes.list;
    if area.is_empty() {
        return;
    }
    if app.rows.len() == 0 {
        canvas.text(area, MARK_COLUMNS, 0, &nothing(app), Role::Quiet);
        canvas.set_cursor(area.x, area.y);
        return;
    }
    for n in 0..area.height / panes.list_lines {
        let row = app.list.top + usize::from(n);
        let Some(story) = app.rows.story(row).and_then(|no| app.snapshot().story(no)) else { break };
        let (y, height) = (area.y + n * panes.list_lines, panes.list_lines);
        let place = Rect { y, height, ..area };
        let selected = row == app.list.cursor;
        if selected && app.focus == Focus::Pane && (app.pane == Pane::List || panes.reading.is_empty()) {
            canvas.set_cursor(area.x, y);
        }
        draw_story(canvas, app, place, &story, row);
    }
}

/// Why there is nothing to list.
fn nothing(app: &App) -> String {
    match (app.snapshot().n_stories(), app.latest.complete(), &app.rows.unknown) {
        (0, false, _) => "loading …".to_owned(),
        (0, true, _) => "no stories".to_owned(),
        (_, true, Some(name)) => format!("no story matches: no name fits {name}"),
        (_, _, _) => "no story matches".to_owned(),
    }
}

fn head(canvas: &mut Canvas, app: &App, area: Rect) {
    let role = head_role(app, Pane::List);
    let (listed, all) = (app.rows.n_stories(), app.snapshot().n_stories());
    let (listed, all) = (thousands(listed as u64), thousands(u64::from(all)));
    // A number is shown only for the filter that stands in the bar.
    let other = app.rows.filter != app.filter.line.text() && app.waits(AskKind::Rows);
    let more = so_far(&app.latest);
    let count = match (other, app.rows.query.is_some()) {
        (true, _) => format!("… of {all}{more} "),
        (false, true) => format!("{listed} of {all}{more} "),
        (false, false) => format!("{all}{more} "),
    };
    let x = canvas.text(area, 1, 0, "Stories", role);
    let order = format!("  by {}", app.rows.sort.words());
    let room = area.width.saturating_sub(x);
    let used = canvas.text_right(area, 0, room, &count, role);
    if cells(&order) as u16 + used < room {
        canvas.text(area, x, 0, &order, Role::Head);
    }
}

/// What stands behind a count while more stories may come.
pub(in super::super) fn so_far(snapshot: &Snapshot) -> &'static str {
    if snapshot.complete() { "" } else { " …" }
}

/// A number of stories, in words.
pub(in super::super) fn stories(n: u64) -> String {
    format!("{} {}", thousands(n), if n == 1 { "story" } else { "stories" })
}

/// A number with a comma before each three digits.
pub(in super::super) fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn draw_story(canvas: &mut Canvas, app: &App, area: Rect, story: &Story<'_>, row: usize) {
    let selected = row == app.list.cursor;
    let mark = match (selected, canvas.plain) {
        (true, true) => ">",
        (true, false) => "▌",
        (false, _) => " ",
    };
    for row in 0..area.height {
        canvas.text(area, 0, row, mark, Role::Selected);
    }
    if app.selected.as_deref().is_some_and(|id| id == story.id()) {
        canvas.text(area, 1, 0, "+", Role::Press);
    } else if app.flags.starred.contains(story) {
        canvas.text(area, 1, 0, "*", Role::Press);
    }
    let dated = area.width >= DATE_FROM_COLUMNS;
    // The mark and the date tell the selected row; a title in bold too would be sent again at each move.
    let base = match (selected && !dated, app.flags.read.contains(story)) {
        (true, _) => Role::Selected,
        (false, true) => Role::Quiet,
        (false, false) => Role::Plain,
    };
    let mut x = MARK_COLUMNS;
    if dated {
        let date = story.date().map_or("—".to_owned(), |d| d.to_string());
        canvas.text(area, x, 0, &date, if selected { Role::Selected } else { Role::Quiet });
        x += DATE_COLUMNS;
    }
    let mut title = Rect { width: area.width.saturating_sub(1), ..area };
    if area.width >= OUTLET_FROM_COLUMNS && !story.outlet().is_empty() {
        let outlet = story.outlet();
        let wide = (outlet.chars().take(99).count() as u16 + 2).min(OUTLET_COLUMNS);
        title.width = title.width.saturating_sub(wide);
        let place = Rect { width: area.width - 1, ..area };
        canvas.text(place, title.width + 2, 0, outlet, Role::Quiet);
    }
    let copies = app.rows.folded(row);
    if copies > 0 {
        let words = format!(" +{copies}");
        title.width -= canvas.text_right(title, 0, title.width.saturating_sub(x), &words, Role::Quiet);
    }
    draw_title(canvas, app, title, x, story, base);
    if area.height > 1 {
        let line = Rect { y: area.y + 1, height: 1, width: area.width.saturating_sub(1), ..area };
        second_line(canvas, app, line, x, story);
    }
}

/// The title with its names in their looks.
fn draw_title(canvas: &mut Canvas, app: &App, area: Rect, x: u16, story: &Story<'_>, base: Role) {
    // Spans of a title inside the text count from the text's start.
    let (title, field, shift) = headline(story);
    if title.is_empty() {
        canvas.text(area, x, 0, "(no text)", Role::Quiet);
        return;
    }
    let end = shift + title.len() as u32;
    let named = |m: Mention<'_>| Some((m.span, tier(&app.rows, story, m.entity?).0.role()));
    let mut names: Vec<(Span, Role)> = match field {
        Field::Text => story.mentions().take_while(|m| in_text(m, end)).filter_map(named).collect(),
        // Mentions of the title come last.
        Field::Title => story.mentions().rev().take_while(|m| m.field == field).filter_map(named).collect(),
    };
    names.retain(|(span, role)| span.start >= shift && *role != Role::Here);
    names.sort_unstable_by_key(|n| n.0);
    canvas.text_by(area, x, 0, title, &|at| role_at(&names, at as u32 + shift).unwrap_or(base));
}

/// Whether a mention stands in the text before byte `end`.
fn in_text(mention: &Mention<'_>, end: u32) -> bool {
    mention.field == Field::Text && mention.span.start < end
}

/// The role of the span that holds a byte.
pub(super) fn role_at(spans: &[(Span, Role)], at: u32) -> Option<Role> {
    let n = spans.partition_point(|(span, _)| span.end <= at);
    spans.get(n).filter(|(span, _)| span.start <= at).map(|(_, role)| *role)
}

fn second_line(canvas: &mut Canvas, app: &App, area: Rect, mut x: u16, story: &Story<'_>) {
    if let Some((sentence, matches)) = app.list.snippets.get(&story.no()).filter(|s| !s.0.is_empty()) {
        let matches: Vec<(Span, Role)> = matches.iter().map(|m| (*m, Role::Match)).collect();
        let from = snippet_start(
            story.text(),
            *sentence,
            matches.first().map(|m| m.0),
            area.width - x.min(area.width),
        );
        let shown = Span { start: from, ..*sentence };
        if from > sentence.start {
            x = canvas.text(area, x, 0, "…", Role::Quiet);
        }
        let role = |at: usize| role_at(&matches, at as u32 + from).unwrap_or(Role::Quiet);
        canvas.text_by(area, x, 0, story.part(Field::Text, shown), &role);
        return;
    }
    let names = telling(&app.rows, story);
    let mut shown: Vec<&str> = Vec::new();
    for (n, name) in names.iter().take(MAX_NAMES).enumerate() {
        let Some(entity) = app.snapshot().entity(name.entity) else { continue };
        if shown.contains(&entity.name()) {
            continue;
        }
        shown.push(entity.name());
        let between = if n > 0 { " · " } else { "" };
        if usize::from(area.width.saturating_sub(x)) < cells(between) + cells(entity.name()).min(12) {
            break;
        }
        x = canvas.text(area, x, 0, between, Role::Quiet);
        x = canvas.text(area, x, 0, entity.name(), name.tier.role());
    }
}

/// Where a sentence begins on the line, so that its first match is in sight.
fn snippet_start(text: &str, sentence: Span, first: Option<Span>, width: u16) -> u32 {
    let Some(first) = first else { return sentence.start };
    let before = Span { start: sentence.start, end: first.start.max(sentence.start) };
    if cells(before.of(text)) + cells(first.of(text)) < usize::from(width) {
        return sentence.start;
    }
    // A third of the line for what comes before, from the start of a word.
    let keep = usize::from(width / 3);
    let mut from = (first.start as usize).saturating_sub(keep).max(sentence.start as usize);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let lead = text.get(from..first.start as usize).unwrap_or("");
    (from + lead.find(' ').map_or(0, |n| n + 1)) as u32
}
