//! Stories related to one, with the names that make them so.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::super::app::App;
use super::super::canvas::Canvas;
use super::super::doc::headline;
use super::super::tables::RelatedTable;
use super::super::theme::Role;
use super::super::tiers::tier;
use crate::model::{EntityNo, Story};

/// Lines a story takes: title, then names.
pub(super) const ROW_LINES: usize = 2;
/// Names told of a story: as many as a line holds.
const NAMES: usize = 8;

/// The state of the overlay.
#[derive(Clone, Debug)]
pub(in super::super) struct RelatedView {
    /// Id of the story that the others are related to.
    pub(in super::super) story: String,
    pub(in super::super) table: Option<Arc<RelatedTable>>,
    pub(in super::super) cursor: usize,
    pub(in super::super) top: usize,
}

impl RelatedView {
    /// Its title.
    pub(super) fn title(&self) -> String {
        let Some(table) = &self.table else { return "Related …".into() };
        let title =
            table.snapshot.story(table.story).map_or(String::new(), |s| headline(&s).0.replace('\n', " "));
        format!("Related to {title}")
    }

    /// Number of stories.
    pub(super) fn len(&self) -> usize {
        self.table.as_ref().map_or(0, |t| t.stories.len())
    }
}

/// Draws the stories.
pub(super) fn draw(canvas: &mut Canvas, app: &App, area: Rect, view: &RelatedView) {
    let Some(table) = &view.table else {
        canvas.text(area, 0, 0, "…", Role::Quiet);
        return;
    };
    if table.stories.is_empty() {
        canvas.text(area, 0, 0, "no story shares a name with it", Role::Quiet);
    }
    let shown = usize::from(area.height).div_ceil(ROW_LINES);
    for (n, row) in table.stories.iter().enumerate().skip(view.top).take(shown) {
        let y = ((n - view.top) * ROW_LINES) as u16;
        let Some(story) = table.snapshot.story(row.story) else { continue };
        let selected = n == view.cursor;
        if selected {
            canvas.text(area, 0, y, if canvas.plain { ">" } else { "▌" }, Role::Selected);
            canvas.set_cursor(area.x, area.y + y);
        }
        let role = if selected { Role::Selected } else { Role::Plain };
        canvas.text(area, 2, y, &format!("{:>3} %", (row.score * 100.0).round()), Role::Quiet);
        let date = story.date().map_or("—".to_owned(), |d| d.to_string());
        canvas.text(area, 9, y, &date, Role::Quiet);
        canvas.text(area, 21, y, headline(&story).0, role);
        let mut x = 21;
        for (n, no) in row.names.iter().take(NAMES).enumerate() {
            let Some(entity) = table.snapshot.entity(*no) else { continue };
            if n > 0 {
                x = canvas.text(area, x, y + 1, " · ", Role::Quiet);
            }
            x = canvas.text(area, x, y + 1, entity.name(), look(app, table, &story, *no));
        }
    }
}

/// How shared a name is among the stories listed; its number means nothing in another snapshot.
fn look(app: &App, table: &RelatedTable, story: &Story<'_>, name: EntityNo) -> Role {
    match Arc::ptr_eq(&table.snapshot, app.snapshot()) {
        true => tier(&app.rows, story, name).0.role(),
        false => Role::Some,
    }
}
