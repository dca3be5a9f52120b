//! What a person does with a story: read, star, tag, ask where they are.

use std::sync::Arc;

use super::super::Effect;
use super::super::app::{App, Focus};
use super::super::doc::headline;
use super::super::input_line::InputLine;
use super::super::layout::Pane;
use super::super::overlay::{Overlay, Prompt, Purpose};
use super::back::locate;
use super::undo::{self, Deed};
use crate::model::{Story, StoryNo};
use crate::search::Flagged;
use crate::text::fold_words;

/// Marks the story under the cursor as read, or unread.
pub(super) fn toggle_read(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(story) = app.subject() else { return };
    let read = !app.flags.read.contains(&story);
    let told = if read { "read" } else { "unread" };
    let words = format!("marked {told}: {}", title_line(&story));
    let deed = Deed::Read(story.id().into_owned(), read);
    undo::act(app, deed, words, effects);
    app.notice = told.into();
}

/// Stars the story under the cursor, or takes the star away.
pub(super) fn toggle_star(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(story) = app.subject() else { return };
    let starred = !app.flags.starred.contains(&story);
    let told = if starred { "starred" } else { "star taken away" };
    let words = format!("{told}: {}", title_line(&story));
    let deed = Deed::Starred(story.id().into_owned(), starred);
    undo::act(app, deed, words, effects);
    app.notice = told.into();
}

/// `t`: asks for a tag.
pub(super) fn ask_tag(app: &mut App) {
    let Some(story) = app.subject() else { return };
    let tags: Vec<&str> = app.flags.tags_of(&story).collect();
    let title = match tags.as_slice() {
        [] => "Tag the story".to_owned(),
        tags => format!("Tag the story, or take a tag away: {}", tags.join(", ")),
    };
    let purpose = Purpose::Tag(story.no(), story.id().into_owned());
    app.overlay = Some(Overlay::Prompt(Prompt { title, line: InputLine::default(), purpose }));
}

/// A tag was typed for the story with an id, which had the number `hint` when it was asked.
pub(super) fn tag(app: &mut App, hint: StoryNo, id: &str, typed: &str, effects: &mut Vec<Effect>) {
    let typed = typed.trim();
    let snapshot = Arc::clone(app.snapshot());
    let story = locate(&snapshot, hint, id).and_then(|no| snapshot.story(no));
    let Some(story) = story.filter(|_| !typed.is_empty()) else { return };
    let on = !app.flags.has(&story, Flagged::Tagged(&fold_words(typed)));
    let told = if on { format!("tagged {typed}") } else { format!("no longer tagged {typed}") };
    let words = format!("{told}: {}", title_line(&story));
    undo::act(app, Deed::Tagged(id.to_owned(), typed.to_owned(), on), words, effects);
    app.notice = told;
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
                app.name().map(|n| format!(", on {}", story.part(n.field, n.span))).unwrap_or_default();
            // The id comes last: it may be as long as a path.
            format!("reading, story {row}, byte {}{name}: {}", app.reading.place.byte, story.id())
        }
    }
}
