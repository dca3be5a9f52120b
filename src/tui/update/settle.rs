//! Makes the state whole after a change: rows in sight, text wrapped, the name cursor on the screen.

use super::super::app::App;
use super::super::layout::Pane;
use super::super::overlay;
use super::super::tiers;
use super::follow::along;
use super::{names, open};
use crate::model::StoryNo;
use crate::search;

/// Rows kept in sight above and below the list's cursor.
const SCROLL_OFF: usize = 3;
/// Best sentences kept: some screens full.
const MAX_SNIPPETS: usize = 2000;
/// Longer stories get no best sentence in the list: finding it would hold up the screen.
const MAX_SNIPPET_BYTES: usize = 100_000;

/// Makes the state whole.
pub(in super::super) fn settle(app: &mut App) {
    settle_list(app);
    settle_reading(app);
    settle_names(app);
    if app.overlay.is_none() {
        app.below.clear();
    }
    overlay::settle(app);
}

fn settle_list(app: &mut App) {
    let panes = app.panes();
    let shown = usize::from(panes.list.height / panes.list_lines.max(1)).max(1);
    let last = app.rows.len().saturating_sub(1);
    let list = &mut app.list;
    list.cursor = list.cursor.min(last);
    list.top = scroll(list.top, list.cursor, shown, last + 1);
    if app.rows.query.is_none() || panes.list_lines < 2 {
        return;
    }
    if app.list.snippets.len() > MAX_SNIPPETS {
        app.list.snippets.clear();
    }
    for row in app.list.top..app.list.top + shown {
        let Some(no) = app.rows.story(row) else { break };
        if !app.list.snippets.contains_key(&no) {
            let snippet = snippet(app, no).unwrap_or_default();
            app.list.snippets.insert(no, snippet);
        }
    }
}

fn snippet(app: &App, no: StoryNo) -> Option<(crate::model::Span, Vec<crate::model::Span>)> {
    let query = app.rows.query.as_ref()?;
    let story = app.snapshot().story(no)?;
    if story.text().len() > MAX_SNIPPET_BYTES {
        return None;
    }
    Some(search::snippet(query, &story)).filter(|(_, matches)| !matches.is_empty())
}

/// The first row in sight, moved as little as keeps `cursor` in sight with some rows around it.
pub(in super::super) fn scroll(top: usize, cursor: usize, shown: usize, len: usize) -> usize {
    let off = SCROLL_OFF.min(shown.saturating_sub(1) / 2);
    let highest = cursor.saturating_sub(off);
    let lowest = (cursor + off + 1).saturating_sub(shown);
    top.clamp(lowest, highest.max(lowest)).min(len.saturating_sub(shown))
}

fn settle_reading(app: &mut App) {
    if app.reading.story.is_none() {
        return;
    }
    if app.reading.doc.width != app.measure() {
        open::reload(app);
    }
    let height = usize::from(app.reading_panes().reading.height);
    let top = app.reading.doc.row_of_place(app.reading.place);
    let lowest = app.reading.doc.len().saturating_sub(height);
    if top > lowest {
        app.reading.place = app.reading.doc.place_of_row(lowest);
    }
    names::keep_in_sight(app);
    let of = app.name().zip(app.reading.story).map(|(name, story)| (name.entity, story, app.rows_no));
    if app.reading.along_of != of {
        app.reading.along = of.map(|(entity, ..)| along(app, entity));
        app.reading.along_of = of;
    }
}

/// The names of the story under the cursor, for the filter bar.
fn settle_names(app: &mut App) {
    let of = app.subject().map(|s| (s.no(), app.rows_no));
    if of == app.names_of {
        return;
    }
    app.names = app.subject().map(|story| tiers::ranked(&app.rows, &story)).unwrap_or_default();
    app.names_of = of;
    if app.pane == Pane::List && app.reading.story.is_none() {
        open::ensure(app);
        settle_reading(app);
    }
}

#[cfg(test)]
mod tests {
    use super::scroll;

    #[test]
    fn the_cursor_stays_in_sight_and_rows_move_as_little_as_needed() {
        for (top, cursor, shown, len, expected) in [
            (0, 5, 10, 100, 0),
            (0, 7, 10, 100, 1),
            (50, 52, 10, 100, 49),
            (0, 99, 10, 100, 90),
            (0, 0, 1, 1, 0),
            (5, 0, 10, 3, 0),
        ] {
            assert_eq!(scroll(top, cursor, shown, len), expected, "{top} {cursor} {shown} {len}");
        }
    }
}
