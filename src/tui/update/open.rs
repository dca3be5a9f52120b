//! Opening stories in the reading pane.

use std::sync::Arc;

use super::super::app::{App, NameAt, Way};
use super::super::ask::AskKind;
use super::super::doc::{Doc, Place};
use super::super::layout::{Pane, Stand};
use super::super::theme::Role;
use super::super::tiers::{Tier, tier};
use crate::link::{self, Reference};
use crate::model::{EntityNo, Field, Story, StoryNo, Weak};
use crate::search;

/// Where to stand in a story that opens.
#[derive(Clone, Copy, Debug)]
pub(super) enum Landing {
    /// At the first match, else at the start.
    First,
    /// At the last match, else at the end.
    Last,
    /// At the first sentence that has the name.
    Name(EntityNo),
    /// Where it was, with the name that starts here.
    Place(Place, Option<(Field, u32)>),
}

/// Opens a story.
pub(super) fn open(app: &mut App, story: StoryNo, landing: Landing) {
    app.reading.story = Some(story);
    app.reading.passage = None;
    app.seek = None;
    reload(app);
    match landing {
        Landing::Place(place, name) => {
            app.reading.place = place;
            app.reading.name =
                name.and_then(|at| app.reading.names.iter().position(|n| (n.field, n.span.start) == at));
        }
        Landing::Name(entity) => {
            let names = &app.reading.names;
            let first = names
                .iter()
                .position(|n| n.entity == entity && !matches!(n.role, Role::Boilerplate | Role::Weak));
            let first = first.or_else(|| names.iter().position(|n| n.entity == entity));
            app.reading.name = first;
            if let Some(name) = first.and_then(|n| app.reading.names.get(n)).copied() {
                land(app, name.field, name.span.start);
            }
        }
        Landing::First | Landing::Last => land_on_match(app, matches!(landing, Landing::Last)),
    }
}

/// Puts a byte into sight: the page stays where it holds it, else it stands in the upper third.
pub(super) fn land(app: &mut App, field: Field, byte: u32) {
    let row = app.reading.doc.row_of(field, byte);
    let height = usize::from(app.reading_panes().reading.height);
    let top = app.reading.doc.row_of_place(app.reading.place);
    if row < top || row + 1 >= top + height.max(2) {
        app.reading.place = app.reading.doc.place_of_row(row.saturating_sub(height / 3));
    }
}

fn land_on_match(app: &mut App, last: bool) {
    app.reading.place = Place::START;
    app.reading.name = None;
    let n = if last { app.reading.matches.len().checked_sub(1) } else { Some(0) };
    app.reading.at_match = n.filter(|n| *n < app.reading.matches.len());
    let Some(span) = app.reading.at_match.map(|n| app.reading.matches[n]) else { return };
    land(app, Field::Text, span.start);
    let on = |n: &NameAt| n.field == Field::Text && n.span.overlaps(span);
    app.reading.name = app.reading.names.iter().position(on);
}

/// Reads names, matches and marks of the open story anew and wraps it.
pub(super) fn reload(app: &mut App) {
    let width = app.measure();
    let Some(story) = app.story() else { return };
    let doc = Doc::new(&story, width);
    let names = names(app, &story);
    let matches = app.rows.query.as_ref().map(|q| search::matches(q, &story)).unwrap_or_default();
    let marks = story.marks().collect();
    let reading = &mut app.reading;
    (reading.doc, reading.names, reading.marks) = (doc, names, marks);
    if reading.matches != matches {
        reading.at_match = None;
    }
    reading.matches = matches;
}

fn names(app: &App, story: &Story<'_>) -> Vec<NameAt> {
    let mut names: Vec<NameAt> = Vec::new();
    let mut tiers = rustc_hash::FxHashMap::default();
    for mention in story.mentions() {
        let Some(entity) = mention.entity else { continue };
        let tier = *tiers.entry(entity).or_insert_with(|| tier(&app.rows, story, entity).0);
        let weak = mention.weak == Some(Weak::Boilerplate);
        names.push(NameAt {
            field: mention.field,
            span: mention.span,
            entity,
            role: if weak { Role::Boilerplate } else { tier.role() },
            shared: tier != Tier::Here && !weak,
        });
    }
    for Reference { span, entity, .. } in link::references(story) {
        names.push(NameAt { field: Field::Text, span, entity, role: Role::Weak, shared: false });
    }
    names.sort_by_key(|n| (n.field == Field::Text, n.span.start));
    names
}

/// Moves the list's cursor to a row; side by side the reading pane follows.
pub(super) fn select(app: &mut App, row: usize) {
    let Some(story) = app.rows.story(row) else { return };
    app.list.cursor = row;
    app.list.home = Some(story);
    if app.panes().stand == Stand::Side && app.reading.story != Some(story) {
        open(app, story, Landing::First);
    }
}

/// Opens the story under the list's cursor where none is open.
pub(super) fn ensure(app: &mut App) {
    if app.reading.story.is_none()
        && let Some(story) = app.rows.story(app.list.cursor)
    {
        // Opened for want of another: the story of the last time is still looked for.
        let seek = app.seek.take();
        open(app, story, Landing::First);
        app.seek = seek;
    }
}

/// Goes to read the story under the list's cursor. Where the list is still that of an older filter, it waits for
/// the rows: keys typed ahead mean what the person will see, not what is left of it.
pub(super) fn read(app: &mut App) {
    app.list.opens = app.rows.filter != app.filter.line.text() && app.waits(AskKind::Rows);
    if app.list.opens {
        return;
    }
    let Some(story) = app.rows.story(app.list.cursor) else { return };
    app.list.home = Some(story);
    if app.reading.story != Some(story) {
        open(app, story, Landing::First);
    }
    app.pane = Pane::Reading;
    mark_read(app);
}

/// Marks the open story as read.
pub(super) fn mark_read(app: &mut App) {
    let snapshot = Arc::clone(app.snapshot());
    if let Some(story) = app.reading.story.and_then(|no| snapshot.story(no))
        && !app.flags.read.contains(&story)
    {
        Arc::make_mut(&mut app.flags).read.insert(&story);
    }
}

/// Opens the next story of the list, or the one before.
pub(super) fn neighbour(app: &mut App, way: Way) {
    match (next_row(app, way), way) {
        (Some(row), _) => go_to_row(app, row, Landing::First),
        (None, Way::Next) => app.notice = "last story of the list".into(),
        (None, Way::Previous) => app.notice = "first story of the list".into(),
    }
}

/// The row next to the open story's, or the cursor's where that is not listed.
pub(super) fn next_row(app: &App, way: Way) -> Option<usize> {
    let row = match (way, app.reading.story.and_then(|s| app.rows.row(s))) {
        (Way::Next, Some(row)) => Some(row + 1),
        (Way::Previous, Some(row)) => row.checked_sub(1),
        (_, None) => Some(app.list.cursor),
    };
    row.filter(|row| *row < app.rows.len())
}

/// Reads the story of a row.
pub(super) fn go_to_row(app: &mut App, row: usize, landing: Landing) {
    let Some(story) = app.rows.story(row) else { return };
    app.list.cursor = row;
    app.list.home = Some(story);
    open(app, story, landing);
    mark_read(app);
}
