//! The status line: what was just told, or the name under the cursor; then the keys that work here.

use ratatui::layout::Rect;

use super::super::app::{App, Focus, NameAt};
use super::super::canvas::Canvas;
use super::super::keymap::{self, Where};
use super::super::layout::{Pane, Panes};
use super::super::overlay::Overlay;
use super::super::theme::Role;
use super::super::update::{idle, places};
use super::super::wrap::cells;
use super::list::{so_far, stories, thousands};

/// Draws the status line.
pub(in super::super) fn draw(canvas: &mut Canvas, app: &App, panes: &Panes) {
    let area = panes.status;
    if area.is_empty() || (app.focus == Focus::Filter && panes.input.is_empty()) {
        return;
    }
    let told = told(app);
    if app.told_where {
        canvas.set_cursor(area.x + 1, area.y);
    }
    let role = if app.notice.is_empty() { Role::Plain } else { Role::Notice };
    let x = canvas.text(Rect { width: area.width.saturating_sub(1), ..area }, 1, 0, &told, role);
    hints(canvas, app, area, if told.is_empty() { 0 } else { x + 3 });
}

fn told(app: &App) -> String {
    if !app.notice.is_empty() {
        return app.notice.clone();
    }
    match &app.overlay {
        Some(Overlay::Hints) => return "a letter goes to its name, any other key leaves".into(),
        Some(Overlay::Menu(_)) => return "a letter or Enter chooses, Esc leaves".into(),
        Some(Overlay::Prompt(_)) => return "Enter keeps it, Esc leaves".into(),
        Some(Overlay::Names(view)) if view.pick.is_some() => {
            return "letters narrow, ↓ ↑ move, Enter picks, Esc leaves".into();
        }
        Some(Overlay::Names(view)) if view.typing => {
            return "letters narrow, ↓ ↑ move, Enter keeps the words, Esc drops them".into();
        }
        _ => {}
    }
    if app.overlay.is_some() {
        return String::new();
    }
    if app.focus == Focus::Filter {
        return in_filter(app);
    }
    if app.pane == Pane::Reading
        && let Some(passage) = app.reading.passage
    {
        return chosen(passage.n_sentences);
    }
    if app.pane == Pane::Reading
        && let Some(name) = app.name()
    {
        return standing(app, name);
    }
    if !app.latest.complete() {
        return format!("loading … {}", stories(u64::from(app.latest.n_stories())));
    }
    match app.snapshot().problems().len() {
        0 => String::new(),
        1 => "1 problem with the input (P)".into(),
        n => format!("{} problems with the input (P)", thousands(n as u64)),
    }
}

fn in_filter(app: &App) -> String {
    if let Some((completion, at)) = &app.filter.completion {
        let count = |n: u32| if n > 0 { format!(" {n}") } else { String::new() };
        let rest = completion.choices.iter().cycle().skip(*at).take(completion.choices.len());
        let words: Vec<String> = rest.map(|(word, n)| format!("{word}{}", count(*n))).collect();
        return words.join("  ");
    }
    match app.rows.notes.first() {
        Some(note) if app.rows.filter == app.filter.line.text() => {
            format!("at {}: {}", note.span.start + 1, note.message)
        }
        _ => String::new(),
    }
}

fn chosen(n_sentences: u32) -> String {
    let sentences = if n_sentences == 1 { "1 sentence" } else { &format!("{n_sentences} sentences") };
    format!("{sentences}: v takes the next, y copies, Y quotes, Esc lets go")
}

/// The name under the cursor, and where the open story stands among those that have it.
fn standing(app: &App, at: &NameAt) -> String {
    let (Some(entity), Some(story)) = (app.snapshot().entity(at.entity), app.story()) else {
        return String::new();
    };
    let printed = story.part(at.field, at.span).replace('\n', " ");
    let name = match printed == entity.name() {
        true => printed,
        false => format!("{printed}: {}", entity.name()),
    };
    let Some(along) = app.reading.along else { return name };
    let outside = match along.outside {
        0 => String::new(),
        n => format!(", {} outside the filter", thousands(n as u64)),
    } + so_far(&app.latest);
    match (along.here, along.n) {
        (true, 1) => format!("{name}, only here{outside}"),
        (true, n) => format!("{name}, story {} of {}{outside}", along.before + 1, thousands(n as u64)),
        (false, 0) => format!("{name}, in no other story of the list{outside}"),
        (false, n) => format!("{name}, in {} of the list{outside}", stories(n as u64)),
    }
}

/// Keys and their words, as many as fit.
fn hints(canvas: &mut Canvas, app: &App, area: Rect, from: u16) {
    let mut shown = Vec::new();
    let mut wide = 1;
    // What a key does while a name is narrowed or picked is told in words.
    if matches!(&app.overlay, Some(Overlay::Names(view)) if view.typing) {
        return;
    }
    let works = |b: &&keymap::Binding| app.overlay.is_none() || b.place == Where::Card || !idle(b.action);
    let all: Vec<_> = keymap::hints(places(app)).filter(works).map(|b| (b.keys[0], b.hint)).collect();
    // The last one, the help, goes before the others where not all fit.
    let (last, others) = all.split_last().map_or((None, &[][..]), |(last, others)| (Some(last), others));
    let room = last.map_or(0, |(key, words)| cells(key) + cells(words) + 3);
    let others = others.iter().take_while({
        let mut sum = usize::from(from) + room;
        move |(key, words)| {
            sum += cells(key) + cells(words) + 3;
            sum <= usize::from(area.width)
        }
    });
    for (key, words) in others.chain(last) {
        let more = cells(key) + 1 + cells(words) + if shown.is_empty() { 0 } else { 2 };
        if usize::from(from) + wide + more > usize::from(area.width) {
            break;
        }
        wide += more;
        shown.push((key, words));
    }
    let mut x = area.width.saturating_sub(wide as u16);
    for (key, words) in shown {
        x = canvas.text(area, x, 0, key, Role::Press);
        x = canvas.text(area, x + 1, 0, words, Role::Quiet) + 2;
    }
}
