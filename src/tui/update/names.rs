//! The name cursor: always on a name that is in sight.

use super::super::app::{App, Way};
use super::super::overlay::Overlay;
use super::super::{Key, KeyCode};
use super::open;

/// Letters for names in sight, the easiest to reach first.
const LETTERS: &[u8] = b"fjdkslaghrueiwovncm";

/// Names in sight: a range of the open story's names.
fn in_sight(app: &App) -> std::ops::Range<usize> {
    let (doc, names) = (&app.reading.doc, &app.reading.names);
    let top = doc.row_of_place(app.reading.place);
    let end = top + usize::from(app.reading_panes().reading.height);
    let row = |n: &super::super::app::NameAt| doc.row_of(n.field, n.span.start);
    names.partition_point(|n| row(n) < top)..names.partition_point(|n| row(n) < end)
}

/// Puts the name cursor on a name in sight: where it is, else the first match, else the first shared name, else any.
pub(super) fn keep_in_sight(app: &mut App) {
    let seen = in_sight(app);
    if app.reading.name.is_some_and(|n| seen.contains(&n)) {
        return;
    }
    let names = &app.reading.names;
    app.reading.name = seen.clone().find(|n| names[*n].shared).or(seen.clone().next());
}

/// The text was scrolled: a name that left the screen gives the cursor to the nearest one.
pub(super) fn scrolled(app: &mut App, way: Way) {
    let seen = in_sight(app);
    if app.reading.name.is_some_and(|n| seen.contains(&n)) {
        return;
    }
    app.reading.name = match way {
        Way::Next => seen.clone().next(),
        Way::Previous => seen.clone().next_back(),
    };
}

/// Goes to the next name, or the one before; with `shared`, to a shared one.
pub(super) fn step(app: &mut App, way: Way, shared: bool) {
    let names = &app.reading.names;
    let wanted = |n: &usize| !shared || names[*n].shared;
    let from = app.reading.name;
    let to = match way {
        Way::Next => (from.map_or(0, |n| n + 1)..names.len()).find(wanted),
        Way::Previous => (0..from.unwrap_or(0)).rev().find(wanted),
    };
    let kind = if shared { "shared name" } else { "name" };
    let Some(name) = to.and_then(|n| names.get(n)).copied() else {
        app.notice = match way {
            Way::Next => format!("last {kind} of the story"),
            Way::Previous => format!("first {kind} of the story"),
        };
        return;
    };
    app.reading.name = to;
    app.reading.passage = None;
    open::land(app, name.field, name.span.start);
}

/// The letters of the names in sight, in their order: one each, or two where one is not enough.
pub(in super::super) fn hints(app: &App) -> Vec<(usize, String)> {
    let seen = in_sight(app);
    let n = LETTERS.len();
    let letter = |n: usize| char::from(LETTERS[n % LETTERS.len()]);
    let label = |place: usize| match seen.len() <= n {
        true => letter(place).to_string(),
        false => format!("{}{}", letter(place / n), letter(place)),
    };
    seen.clone().take(n * n).enumerate().map(|(place, name)| (name, label(place))).collect()
}

/// Puts letters on the names in sight.
pub(super) fn show_hints(app: &mut App) {
    if hints(app).is_empty() {
        app.notice = "no name in sight".into();
    } else {
        app.overlay = Some(Overlay::Hints);
        app.notice = String::new();
    }
}

/// A letter was pressed while names have letters.
pub(super) fn hint(app: &mut App, key: Key) {
    app.overlay = None;
    let KeyCode::Char(c) = key.code else {
        app.hint_typed.clear();
        return;
    };
    app.hint_typed.push(c);
    let typed = app.hint_typed.clone();
    let labels = hints(app);
    if let Some((name, _)) = labels.iter().find(|(_, label)| *label == typed) {
        app.reading.name = Some(*name);
        app.reading.passage = None;
    } else if labels.iter().any(|(_, label)| label.starts_with(&typed)) {
        app.overlay = Some(Overlay::Hints);
        return;
    }
    app.hint_typed.clear();
}
