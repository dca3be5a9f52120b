//! Snapshots and answers that arrive.

use std::sync::Arc;

use super::super::Effect;
use super::super::app::App;
use super::super::ask::{Answer, Reply};
use super::super::layout::Pane;
use super::super::overlay::Overlay;
use super::super::rows::Rows;
use super::back::locate;
use super::open::{self, Landing};
use super::steady;
use crate::model::{Field, Snapshot, StoryNo};
use crate::search::Typing;

/// More stories are there: their rows are asked for, and both are shown at once when the rows arrive.
pub(super) fn snapshot(app: &mut App, snapshot: Arc<Snapshot>, effects: &mut Vec<Effect>) {
    app.latest = snapshot;
    let typing = match app.focus {
        super::super::app::Focus::Filter => Typing::Live,
        super::super::app::Focus::Pane => Typing::Done,
    };
    app.ask_rows(typing, effects);
}

/// An answer of the worker.
pub(super) fn answer(app: &mut App, answer: Answer, effects: &mut Vec<Effect>) {
    if !app.arrived(answer.reply.kind(), answer.generation) {
        return;
    }
    match answer.reply {
        Reply::Rows(rows, sought) => {
            take_rows(app, rows, sought);
            if app.list.opens {
                open::read(app);
            }
            super::overlays::refresh(app, effects);
        }
        Reply::Card(card) => {
            if let Some(Overlay::Card(shown)) = &mut app.overlay {
                steady::take_card(shown, card);
            }
        }
        Reply::Names(table) => {
            if let Some(Overlay::Names(shown)) = &mut app.overlay {
                steady::take_names(shown, table);
            }
        }
        Reply::Related(table) => {
            if let Some(Overlay::Related(shown)) = &mut app.overlay {
                steady::take_related(shown, table);
            }
        }
        Reply::Compare(compared) => {
            if let Some(Overlay::Compare(shown)) = &mut app.overlay {
                shown.take(compared);
            }
        }
        Reply::Why(why) => {
            if let Some(Overlay::Links(shown)) = &mut app.overlay {
                shown.gone = why.is_none();
                shown.why = why;
            }
        }
        Reply::Complete(completion) => {
            if app.filter.line.word().1 != completion.word {
                return;
            }
            match completion.choices.first().map(|c| c.0.clone()) {
                Some(first) => {
                    app.filter.line.replace_word(&first);
                    app.filter.completion = Some((completion, 0));
                    app.ask_rows(Typing::Live, effects);
                }
                None => app.notice = "nothing to complete it with".into(),
            }
        }
    }
}

/// Shows other rows: the chosen story keeps its place on the screen.
fn take_rows(app: &mut App, rows: Arc<Rows>, sought: Option<StoryNo>) {
    let other = !Arc::ptr_eq(app.snapshot(), &rows.snapshot);
    let name = app.name().map(|n| (n.field, n.span.start));
    let moved = |no: Option<StoryNo>| {
        let no = no?;
        if !other {
            return Some(no);
        }
        let id = app.snapshot().story(no)?.id();
        locate(&rows.snapshot, no, &id)
    };
    let (home, open) = (moved(app.list.home), moved(app.reading.story));
    let changed = app.rows.filter != rows.filter;
    app.rows = rows;
    app.rows_no += 1;
    app.list.snippets.clear();
    app.list.home = home;
    let held = app.list.cursor - app.list.top.min(app.list.cursor);
    match home.and_then(|s| app.rows.row(s)) {
        Some(row) => {
            app.list.cursor = row;
            app.list.top = row.saturating_sub(held);
        }
        None if changed => (app.list.cursor, app.list.top) = (0, 0),
        None => {}
    }
    // Nobody has chosen a story yet: the first row is shown, if any, and at its first match.
    let untouched = home.is_none() && app.pane == Pane::List;
    let shown = app.rows.story(app.list.cursor);
    let stays = |open: &StoryNo| !untouched || shown.is_none_or(|shown| !changed && shown == *open);
    app.reading.story = open.filter(stays);
    if let (Some(story), Some((_, place))) = (sought, app.seek.take_if(|_| sought.is_some())) {
        restore(app, story, Landing::Place(place, None));
    }
    reopen(app, name);
}

/// Goes to the story of the last time.
fn restore(app: &mut App, story: StoryNo, landing: Landing) {
    open::open(app, story, landing);
    app.list.home = Some(story);
    if let Some(row) = app.rows.row(story) {
        app.list.cursor = row;
    }
}

/// The open story under other rows: its names may be more or less shared, and other words match.
fn reopen(app: &mut App, name: Option<(Field, u32)>) {
    if app.reading.story.is_none() {
        return;
    }
    open::reload(app);
    // Another text may stand under the story's id, where a folder is watched.
    let fits = |p: &super::Passage| app.story().is_some_and(|s| !s.part(Field::Text, p.span).is_empty());
    app.reading.passage = app.reading.passage.filter(fits);
    app.reading.name =
        name.and_then(|at| app.reading.names.iter().position(|n| (n.field, n.span.start) == at));
}
