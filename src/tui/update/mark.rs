//! What a person does with a story: read, star, copy, ask where they are.

use std::sync::Arc;

use super::super::Effect;
use super::super::app::{App, Focus};
use super::super::doc::headline;
use super::super::layout::Pane;
use crate::model::{Field, Story};
use crate::text::sentence_at;

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

/// Copies the sentence under the cursor with its source: title, outlet, date, id, bytes.
pub(super) fn copy(app: &mut App, effects: &mut Vec<Effect>) {
    let Some((sentence, source)) = sentence(app) else { return };
    let text = format!("{sentence}\n{source}\n");
    app.notice = format!("copied {} characters", text.chars().count());
    effects.push(Effect::Copy(text));
}

/// Appends the sentence under the cursor with its source to the file of quotations.
pub(super) fn quote(app: &mut App, effects: &mut Vec<Effect>) {
    let Some((sentence, source)) = sentence(app) else { return };
    app.notice = "quoted".into();
    effects.push(Effect::Quote(format!("> {sentence}\n>\n> — {source}\n\n")));
}

/// The sentence under the cursor on one line, and where it stands.
fn sentence(app: &App) -> Option<(String, String)> {
    let story = app.story()?;
    let at = match app.name().filter(|n| n.field == Field::Text) {
        Some(name) => name.span.start,
        None => app.reading.place.byte,
    };
    let sentence = sentence_at(story.text(), at as usize);
    let source = [
        title_line(&story),
        story.outlet().to_owned(),
        story.date().map(|d| d.to_string()).unwrap_or_default(),
    ];
    let source: Vec<String> = source.into_iter().filter(|s| !s.is_empty()).collect();
    let source = format!("{} ({}, bytes {}-{})", source.join(", "), story.id(), sentence.start, sentence.end);
    Some((sentence.of(story.text()).replace('\n', " "), source))
}

fn title_line(story: &Story<'_>) -> String {
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
