//! Moves by rows and pages, in the list and in the reading pane.

use super::super::action::Action;
use super::super::app::{App, Focus, Way};
use super::super::layout::Pane;
use super::{names, open};

/// How far a move goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Far {
    /// This many rows down, or up where below zero.
    Rows(isize),
    /// To the start.
    Start,
    /// To the end.
    End,
}

impl Far {
    /// How far an action goes where `shown` rows are in sight; `None` for an action that is no move.
    pub(super) fn of(action: Action, shown: usize) -> Option<Far> {
        let page = shown.saturating_sub(1).max(1) as isize;
        let half = (shown / 2).max(1) as isize;
        Some(match action {
            Action::Down => Far::Rows(1),
            Action::Up => Far::Rows(-1),
            Action::HalfDown => Far::Rows(half),
            Action::HalfUp => Far::Rows(-half),
            Action::PageDown => Far::Rows(page),
            Action::PageUp => Far::Rows(-page),
            Action::First => Far::Start,
            Action::Last => Far::End,
            _ => return None,
        })
    }

    /// The row this far from `from`, below `len`.
    pub(super) fn from(self, from: usize, len: usize) -> usize {
        let last = len.saturating_sub(1);
        match self {
            Far::Rows(by) => from.saturating_add_signed(by).min(last),
            Far::Start => 0,
            Far::End => last,
        }
    }
}

/// Moves in the pane in use.
pub(super) fn act(app: &mut App, action: Action) {
    let panes = app.panes();
    if app.pane == Pane::List || app.focus == Focus::Filter {
        let shown = usize::from(panes.list.height / panes.list_lines.max(1));
        if let Some(far) = Far::of(action, shown) {
            let row = far.from(app.list.cursor, app.rows.len());
            open::select(app, row);
        }
        return;
    }
    let height = usize::from(panes.reading.height);
    let Some(far) = Far::of(action, height) else { return };
    let top = app.reading.doc.row_of_place(app.reading.place);
    // The last page stays full: a text is not scrolled out of sight.
    let to = far.from(top, app.reading.doc.len().saturating_sub(height) + 1);
    app.reading.place = app.reading.doc.place_of_row(to);
    let way = if to < top { Way::Previous } else { Way::Next };
    names::scrolled(app, way);
    if to == top && top > 0 && matches!(far, Far::Rows(n) if n > 0) {
        app.notice = "end of the story".into();
    }
}

/// Goes to the next unread story of the list, or the one before.
pub(super) fn unread(app: &mut App, way: Way) {
    let from = app.list.cursor;
    let is_unread = |row: &usize| {
        let story = app.rows.story(*row).and_then(|no| app.snapshot().story(no));
        story.is_some_and(|s| !app.flags.read.contains(&s))
    };
    let row = match way {
        Way::Next => (from + 1..app.rows.len()).find(is_unread),
        Way::Previous => (0..from.min(app.rows.len())).rev().find(is_unread),
    };
    match row {
        Some(row) => open::select(app, row),
        None if way == Way::Next => app.notice = "no unread story further down".into(),
        None => app.notice = "no unread story further up".into(),
    }
}
