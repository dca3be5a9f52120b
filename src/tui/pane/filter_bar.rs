//! The filter bar: the shared names of the story under the cursor as numbered chips, and the filter's line.

use ratatui::layout::Rect;

use super::super::app::{App, Focus};
use super::super::ask::AskKind;
use super::super::canvas::Canvas;
use super::super::layout::Panes;
use super::super::theme::Role;
use super::super::tiers::Tier;
use super::super::update::chips;
use super::super::wrap::cells;
use super::list::{so_far, stories, thousands};

/// Draws the chips and the filter's line.
pub(in super::super) fn draw(canvas: &mut Canvas, app: &App, panes: &Panes) {
    draw_chips(canvas, app, panes.chips);
    // Where there is one line only, the filter's goes over the status while it is typed.
    let over = panes.input.is_empty() && app.focus == Focus::Filter;
    draw_input(canvas, app, if over { panes.status } else { panes.input });
}

fn draw_chips(canvas: &mut Canvas, app: &App, area: Rect) {
    if area.is_empty() {
        return;
    }
    let here = app.names.iter().filter(|n| n.tier == Tier::Here).count();
    let here = match here {
        0 => String::new(),
        n => format!("{} {n}{} ", Tier::Here.words(), so_far(&app.latest)),
    };
    let used = canvas.text_right(area, 0, area.width / 2, &here, Role::Quiet);
    // A blank stands between the two.
    let area = Rect { width: area.width.saturating_sub(used + used.min(1)), ..area };
    let (mut x, mut last) = (1, None);
    for (n, name) in chips(app).enumerate() {
        let Some(entity) = app.snapshot().entity(name.entity) else { continue };
        let heading = if last == Some(name.tier) { String::new() } else { name.tier.words() + "  " };
        let gap = if last.is_none() {
            0
        } else if heading.is_empty() {
            2
        } else {
            4
        };
        let count = format!(" {}", thousands(u64::from(name.count)));
        // Two names that look the same are told apart by their kinds.
        let twins = chips(app).filter_map(|c| app.snapshot().entity(c.entity));
        let kind = match twins.filter(|e| e.name() == entity.name()).count() {
            0 | 1 => String::new(),
            _ => format!(" ({})", entity.label().as_str()),
        };
        let wide = gap + cells(&heading) + 2 + cells(entity.name()) + kind.len() + count.len();
        if wide + usize::from(x) > usize::from(area.width) {
            break;
        }
        last = Some(name.tier);
        x = canvas.text(area, x + gap as u16, 0, &heading, Role::Quiet);
        x = canvas.text(area, x, 0, &format!("{} ", n + 1), Role::Press);
        let on = filtered(app, entity.key());
        x = canvas.text(area, x, 0, entity.name(), if on { Role::Chip } else { name.tier.role() });
        x = canvas.text(area, x, 0, &format!("{kind}{count}"), Role::Quiet);
    }
    if last.is_none() {
        let words = if app.subject().is_some() { "no shared names" } else { "" };
        canvas.text(area, 1, 0, words, Role::Quiet);
    }
}

/// Whether a name is a term of the filter.
fn filtered(app: &App, key: &str) -> bool {
    let words = app.filter.line.text().split_whitespace();
    words.filter_map(|w| w.strip_prefix('@')).any(|w| w == key)
}

fn draw_input(canvas: &mut Canvas, app: &App, area: Rect) {
    if area.is_empty() {
        return;
    }
    canvas.fill(area, " ", Role::Plain);
    let focused = app.focus == Focus::Filter;
    let text = app.filter.line.text();
    let start = canvas.text(area, 1, 0, "& ", if focused { Role::Press } else { Role::Quiet });
    let mut all = stories(u64::from(app.snapshot().n_stories())) + so_far(&app.latest);
    match app.snapshot().problems().len() {
        0 => {}
        1 => all += " · 1 problem (P)",
        n => all += &format!(" · {} problems (P)", thousands(n as u64)),
    }
    let other = app.rows.filter != text && app.waits(AskKind::Rows);
    let count = match (other, app.rows.query.is_some()) {
        (true, _) => "  … ".to_owned(),
        (false, true) => format!("  {} of {all} ", thousands(app.rows.n_stories() as u64)),
        (false, false) => format!("  {all} "),
    };
    let used = canvas.text_right(area, 0, area.width / 2, &count, Role::Quiet);
    let area = Rect { width: area.width - used, ..area };
    if text.is_empty() && !focused {
        canvas.text(area, start, 0, "words, \"phrases\", @names, date:2017 …", Role::Quiet);
        return;
    }
    // The insertion point stays in sight: what does not fit is cut off at the left.
    let room = usize::from(area.width.saturating_sub(start + 1));
    let mut from = 0;
    while focused && cells(&app.filter.line.before()[from..]) > room {
        from += text[from..].chars().next().map_or(1, char::len_utf8);
    }
    canvas.text_by(area, start, 0, &text[from..], &|at| role(app, at + from));
    if focused {
        let x = start + cells(&app.filter.line.before()[from..]) as u16;
        canvas.set_cursor(area.x + x, area.y);
    }
}

/// The role of a byte of the filter's line: read leniently, a name's term, or plain.
fn role(app: &App, at: usize) -> Role {
    let text = app.filter.line.text();
    if app.rows.filter == text && app.rows.notes.iter().any(|n| n.span.contains(at)) {
        return Role::Wrong;
    }
    let word = &text[text[..at].rfind(' ').map_or(0, |n| n + 1)..];
    match word.trim_start_matches('-').starts_with('@') && !text[at..].starts_with(' ') {
        true => Role::Chip,
        false => Role::Plain,
    }
}
