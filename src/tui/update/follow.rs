//! Following a name, and matches, from story to story.

use super::super::app::{App, Armed, Way};
use super::back;
use super::open::{self, Landing};
use crate::model::{EntityNo, Field, StoryNo};

/// The listed stories that have a name, seen from where the person is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in super::super) struct Along {
    /// How many there are.
    pub(in super::super) n: usize,
    /// How many of them come before the open story.
    pub(in super::super) before: usize,
    /// Whether the open story is one of them.
    pub(in super::super) here: bool,
    next: Option<(usize, StoryNo)>,
    previous: Option<(usize, StoryNo)>,
    /// Stories with the name that are not listed, but for the open one.
    outside: usize,
    next_outside: Option<(usize, StoryNo)>,
    previous_outside: Option<(usize, StoryNo)>,
}

/// Looks along the stories that have a name.
pub(in super::super) fn along(app: &App, entity: EntityNo) -> Along {
    let (rows, open) = (&app.rows, app.reading.story);
    let Some(entity) = app.snapshot().entity(entity) else { return Along::default() };
    let here = open.and_then(|s| rows.place(s));
    let mut along = Along::default();
    for posting in entity.postings().filter(|p| p.establishes) {
        let Some(place) = rows.place(posting.story) else { continue };
        let listed = rows.lists(posting.story);
        if open == Some(posting.story) {
            along.here = listed;
            along.n += usize::from(listed);
            continue;
        }
        let (next, previous) = match listed {
            true => (&mut along.next, &mut along.previous),
            false => (&mut along.next_outside, &mut along.previous_outside),
        };
        let at = Some((place, posting.story));
        if here.is_none_or(|h| place > h) {
            *next = if next.is_none() { at } else { (*next).min(at) };
        } else {
            *previous = (*previous).max(at);
            along.before += usize::from(listed);
        }
        along.n += usize::from(listed);
        along.outside += usize::from(!listed);
    }
    along
}

/// Follows the name under the cursor to the next story, or the one before.
pub(super) fn follow(app: &mut App, way: Way, armed: Option<Armed>) {
    let Some(entity) = app.name().map(|n| n.entity) else {
        app.notice = "no name under the cursor".into();
        return;
    };
    let along = along(app, entity);
    let (listed, outside) = match way {
        Way::Next => (along.next, along.next_outside.or(along.previous_outside)),
        Way::Previous => (along.previous, along.previous_outside.or(along.next_outside)),
    };
    if let Some((_, story)) = listed {
        return go(app, story, entity);
    }
    match outside {
        Some((_, story)) if armed == Some(Armed::Follow(way)) => go(app, story, entity),
        _ => app.notice = end_of_the_line(app, entity, &along, way),
    }
    if outside.is_some() {
        app.armed = Some(Armed::Follow(way));
    }
}

fn end_of_the_line(app: &App, entity: EntityNo, along: &Along, way: Way) -> String {
    let name = app.snapshot().entity(entity).map_or("", |e| e.name());
    let (end, key) = match way {
        Way::Next => ("last", "f"),
        Way::Previous => ("first", "F"),
    };
    let mut words = match along.n {
        0 | 1 => format!("{name}: no other story of the list"),
        n => format!("{name}: {end} of {n} stories"),
    };
    if along.outside > 0 {
        words += &format!("; {} more outside the filter: {key} again", along.outside);
    }
    words
}

fn go(app: &mut App, story: StoryNo, entity: EntityNo) {
    app.trail.leave(back::step(app));
    if let Some(row) = app.rows.row(story) {
        app.list.cursor = row;
        app.list.home = Some(story);
    }
    open::open(app, story, Landing::Name(entity));
    app.pane = super::super::layout::Pane::Reading;
    open::mark_read(app);
    let name = app.snapshot().entity(entity).map_or("", |e| e.name()).to_owned();
    let along = along(app, entity);
    app.notice = match along.here {
        true => format!("{name}, story {} of {}", along.before + 1, along.n),
        false => format!("{name}, outside the filter"),
    };
}

/// Goes to the next match, or the one before; at the last one a second press crosses into the next story.
pub(super) fn go_to_match(app: &mut App, way: Way, armed: Option<Armed>) {
    let matches = &app.reading.matches;
    if app.rows.query.is_none() {
        app.notice = "no filter, so no matches".into();
        return;
    }
    let to = match (way, app.reading.at_match) {
        (Way::Next, None) => Some(0),
        (Way::Next, Some(n)) => Some(n + 1),
        (Way::Previous, None) => matches.len().checked_sub(1),
        (Way::Previous, Some(n)) => n.checked_sub(1),
    };
    if let Some((n, span)) = to.and_then(|n| Some((n, *matches.get(n)?))) {
        app.reading.at_match = Some(n);
        open::land(app, Field::Text, span.start);
        let on =
            app.reading.names.iter().position(|name| name.field == Field::Text && name.span.overlaps(span));
        app.reading.name = on.or(app.reading.name);
        app.notice = format!("match {} of {}", n + 1, app.reading.matches.len());
        return;
    }
    if armed == Some(Armed::Match(way)) {
        let (step, landing) = match way {
            Way::Next => (back::step(app), Landing::First),
            Way::Previous => (back::step(app), Landing::Last),
        };
        if open::go_to_neighbour(app, way, landing) {
            app.trail.leave(step);
            let n = app.reading.at_match.map_or(0, |n| n + 1);
            app.notice = format!("match {n} of {}", app.reading.matches.len());
        }
        return;
    }
    app.armed = Some(Armed::Match(way));
    app.notice = match way {
        Way::Next => "last match of the story; n again: next story".into(),
        Way::Previous => "first match of the story; N again: story before".into(),
    };
}
