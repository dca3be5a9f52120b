//! Back and forward along the trail.

use super::super::Effect;
use super::super::app::App;
use super::super::input_line::InputLine;
use super::open::{self, Landing};
use crate::model::{Snapshot, StoryNo};
use crate::search::Typing;

pub(super) use super::super::trail::Step;

/// Where the person is.
pub(super) fn step(app: &App) -> Step {
    Step {
        filter: app.filter.line.text().to_owned(),
        sort: app.sort.clone(),
        story: app.story().map(|s| (s.no(), s.id().into_owned())),
        place: app.reading.place,
        name: app.name().map(|n| (n.field, n.span.start)),
        pane: app.pane,
    }
}

/// Goes a step back.
pub(super) fn back(app: &mut App, effects: &mut Vec<Effect>) {
    let here = step(app);
    match app.trail.back(here) {
        Some(step) => go(app, step, effects),
        None => app.notice = "start of the trail".into(),
    }
}

/// Goes a step forward.
pub(super) fn forward(app: &mut App, effects: &mut Vec<Effect>) {
    let here = step(app);
    match app.trail.forward(here) {
        Some(step) => go(app, step, effects),
        None => app.notice = "end of the trail".into(),
    }
}

fn go(app: &mut App, step: Step, effects: &mut Vec<Effect>) {
    app.overlay = None;
    app.pane = step.pane;
    let snapshot = std::sync::Arc::clone(app.snapshot());
    if let Some(story) = step.story.and_then(|(hint, id)| locate(&snapshot, hint, &id)) {
        open::open(app, story, Landing::Place(step.place, step.name));
        app.list.home = Some(story);
        if let Some(row) = app.rows.row(story) {
            app.list.cursor = row;
        }
    }
    if app.filter.line.text() != step.filter || app.sort != step.sort {
        app.filter.line = InputLine::new(&step.filter);
        app.sort = step.sort;
        app.ask_rows(Typing::Done, effects);
    }
}

/// The story with an id, looked for first at the number it had in another snapshot.
pub(super) fn locate(snapshot: &Snapshot, hint: StoryNo, id: &str) -> Option<StoryNo> {
    let there = snapshot.story(hint).filter(|s| s.id() == id);
    there.or_else(|| snapshot.story_by_id(id)).map(|s| s.no())
}
