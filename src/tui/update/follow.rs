//! Following a name, and matches, from story to story.

use super::super::app::{App, Armed, Way};
use super::back;
use super::open::{self, Landing};
use crate::model::{Entity, EntityNo, Field, StoryNo};
use crate::search;

/// Stories looked through for one whose text has a match: they are read on the thread that draws.
const MAX_LOOKED_THROUGH: usize = 32;

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
    pub(in super::super) outside: usize,
    next_outside: Option<(usize, StoryNo)>,
    previous_outside: Option<(usize, StoryNo)>,
}

/// A story that has a name.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Stop {
    story: StoryNo,
    /// Its place in the whole order.
    place: usize,
    listed: bool,
}

/// The stories that establish a name; of near-copies one: the open one, else the first one listed.
fn stops(app: &App, entity: &Entity<'_>) -> Vec<Stop> {
    let (rows, links) = (&app.rows, app.snapshot().links());
    let stop = |story| Some(Stop { story, place: rows.place(story)?, listed: rows.lists(story) });
    let mut stops: Vec<Stop> =
        entity.postings().filter(|p| p.establishes).filter_map(|p| stop(p.story)).collect();
    if !links.firsts().is_empty() {
        let open = app.reading.story;
        stops.sort_by_key(|s| (links.first_copy(s.story), Some(s.story) != open, !s.listed, s.place));
        stops.dedup_by_key(|s| links.first_copy(s.story));
    }
    stops
}

/// Looks along the stories that have a name.
pub(in super::super) fn along(app: &App, entity: EntityNo) -> Along {
    let (rows, open) = (&app.rows, app.reading.story);
    let Some(entity) = app.snapshot().entity(entity) else { return Along::default() };
    let here = open.and_then(|s| rows.place(s));
    let mut along = Along::default();
    for Stop { story, place, listed } in stops(app, &entity) {
        if open == Some(story) {
            along.here = listed;
            along.n += usize::from(listed);
            continue;
        }
        let (next, previous) = match listed {
            true => (&mut along.next, &mut along.previous),
            false => (&mut along.next_outside, &mut along.previous_outside),
        };
        let at = Some((place, story));
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
    match app.name().map(|n| n.entity) {
        Some(entity) => follow_name(app, entity, way, armed),
        None => app.notice = "no name under the cursor".into(),
    }
}

/// Follows a name to the next story, or the one before.
pub(super) fn follow_name(app: &mut App, entity: EntityNo, way: Way, armed: Option<Armed>) {
    let along = along(app, entity);
    let (listed, ahead, behind) = match way {
        Way::Next => (along.next, along.next_outside, along.previous_outside),
        Way::Previous => (along.previous, along.previous_outside, along.next_outside),
    };
    // From a listed story any other one may be gone to; once outside, only on in the same direction.
    let outside = if along.here { ahead.or(behind) } else { ahead };
    if let Some((_, story)) = listed {
        return go(app, story, entity);
    }
    match outside {
        Some((_, story)) if armed == Some(Armed::Follow(way)) => go(app, story, entity),
        _ => app.notice = end_of_the_line(app, entity, &along, way, outside.is_some()),
    }
    if outside.is_some() {
        app.armed = Some(Armed::Follow(way));
    }
}

fn end_of_the_line(app: &App, entity: EntityNo, along: &Along, way: Way, outside: bool) -> String {
    let name = app.snapshot().entity(entity).map_or("", |e| e.name());
    let (end, key) = match way {
        Way::Next => ("last", "f"),
        Way::Previous => ("first", "F"),
    };
    let mut words = match along.n {
        0 | 1 => format!("{name}: no other story of the list"),
        n => format!("{name}: {end} of {n} stories"),
    };
    if outside {
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
        app.reading.passage = None;
        open::land(app, Field::Text, span.start);
        let on =
            app.reading.names.iter().position(|name| name.field == Field::Text && name.span.overlaps(span));
        app.reading.name = on.or(app.reading.name);
        app.notice = format!("match {} of {}", n + 1, app.reading.matches.len());
        return;
    }
    if armed == Some(Armed::Match(way)) {
        return cross(app, way);
    }
    app.armed = Some(Armed::Match(way));
    app.notice = match way {
        Way::Next => "last match of the story; n again: next story".into(),
        Way::Previous => "first match of the story; N again: story before".into(),
    };
}

/// Goes to the next story of the list whose text has a match, or the one before.
fn cross(app: &mut App, way: Way) {
    let step = back::step(app);
    let rows: Vec<usize> = match (way, open::next_row(app, way)) {
        (_, None) => Vec::new(),
        (Way::Next, Some(row)) => (row..app.rows.len()).take(MAX_LOOKED_THROUGH).collect(),
        (Way::Previous, Some(row)) => (0..=row).rev().take(MAX_LOOKED_THROUGH).collect(),
    };
    let matches = |row: &usize| {
        let story = app.rows.story(*row).and_then(|no| app.snapshot().story(no));
        let query = app.rows.query.as_ref();
        query.zip(story).is_some_and(|(query, story)| !search::matches(query, &story).is_empty())
    };
    let Some(row) = rows.iter().copied().find(matches).or(rows.last().copied()) else {
        app.notice = "no further story in the list".into();
        return;
    };
    let landing = if way == Way::Next { Landing::First } else { Landing::Last };
    open::go_to_row(app, row, landing);
    app.trail.leave(step);
    let n = app.reading.at_match.map_or(0, |n| n + 1);
    app.notice = format!("match {n} of {}", app.reading.matches.len());
}
