//! What a person does with a story: read, star, ask where they are.

use std::sync::Arc;

use super::super::app::{App, Focus};
use super::super::doc::headline;
use super::super::layout::Pane;
use crate::model::Story;

/// Marks the story under the cursor as read, or unread.
pub(super) fn toggle_read(app: &mut App) {
    let snapshot = Arc::clone(app.snapshot());
    if let Some(story) = app.subject().and_then(|s| snapshot.story(s.no())) {
        let read = Arc::make_mut(&mut app.flags).read.toggle(&story);
        app.notice = if read { "read".into() } else { "unread".into() };
    }
}

/// Stars the story under the cursor, or takes the star away.
pub(super) fn toggle_star(app: &mut App) {
    let snapshot = Arc::clone(app.snapshot());
    if let Some(story) = app.subject().and_then(|s| snapshot.story(s.no())) {
        let starred = Arc::make_mut(&mut app.flags).starred.toggle(&story);
        app.notice = if starred { "starred".into() } else { "star taken away".into() };
    }
}

/// What stands for a story, on one line.
pub(super) fn title_line(story: &Story<'_>) -> String {
    headline(story).0.replace('\n', " ")
}

/// Where the person is, on one line.
pub(super) fn here(app: &App) -> String {
    let Some(story) = app.subject() else { return "no story".into() };
    let row = app
        .rows
        .row(story.no())
        .map_or("not in the list".into(), |r| format!("{} of {}", r + 1, app.rows.len()));
    match (app.focus, app.pane) {
        (Focus::Filter, _) => format!("filter bar, {} stories", app.rows.n_stories()),
        (_, Pane::List) => format!("list, story {row}: {}", title_line(&story)),
        (_, Pane::Reading) => {
            let name =
                app.name().map(|n| format!(", on {}", n.span.of(story.field(n.field)))).unwrap_or_default();
            format!("reading {}, story {row}, byte {}{name}", story.id(), app.reading.place.byte)
        }
    }
}
