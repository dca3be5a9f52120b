//! The names table: every name of the stories listed, with its counts.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::input_line::InputLine;
use super::super::pane::list::{so_far, thousands};
use super::super::tables::{NamesSort, NamesTable};
use super::super::theme::Role;
use super::super::wrap::cells;
use crate::model::{Mentions, NameKey};

/// Rows above the names: the columns' headings.
pub(super) const HEAD_ROWS: usize = 1;
/// Where the columns begin.
const MENTIONS_AT: u16 = 10;
const LABEL_AT: u16 = 20;
const NAME_AT: u16 = 29;

/// The names table's state.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct NamesView {
    pub(in super::super) table: Option<Arc<NamesTable>>,
    pub(in super::super) sort: NamesSort,
    pub(in super::super) narrow: InputLine,
    /// Whether `narrow` has the keys.
    pub(in super::super) typing: bool,
    pub(in super::super) cursor: usize,
    pub(in super::super) top: usize,
    /// What a name is picked for.
    pub(in super::super) pick: Option<Pick>,
}

/// What a name is picked for.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) enum Pick {
    /// The name with this key is the one that is picked; and how it is called.
    Same(NameKey, String),
    /// These mentions are those of the one that is picked, so many.
    Whose(Mentions, u32),
}

impl Pick {
    /// The key of the name that is decided about.
    pub(in super::super) fn of(&self) -> &NameKey {
        match self {
            Pick::Same(of, _) => of,
            Pick::Whose(mentions, _) => &mentions.of,
        }
    }

    /// Rows before the names: that it is none of them.
    fn others(&self) -> usize {
        matches!(self, Pick::Whose(..)).into()
    }
}

impl NamesView {
    /// Number of rows.
    pub(super) fn len(&self) -> usize {
        self.table.as_ref().map_or(0, |t| t.names.len() + self.others())
    }

    /// Rows before the names.
    pub(in super::super) fn others(&self) -> usize {
        self.pick.as_ref().map_or(0, Pick::others)
    }

    /// Its title.
    pub(super) fn title(&self) -> String {
        if let Some(pick) = &self.pick {
            let words = match pick {
                Pick::Same(_, name) => format!("{name} is the same as"),
                Pick::Whose(..) => "Who is it instead?".to_owned(),
            };
            return format!("{words}  / {}", self.narrow.text());
        }
        let count = self
            .table
            .as_ref()
            .map_or("…".to_owned(), |t| thousands(t.names.len() as u64) + so_far(&t.snapshot));
        let narrow = match (self.narrow.text(), self.typing) {
            ("", false) => String::new(),
            (text, _) => format!("  / {text}"),
        };
        format!("Names  by {}  {count}{narrow}", self.sort.as_str())
    }
}

/// Draws the table.
pub(super) fn draw(canvas: &mut Canvas, area: Rect, view: &NamesView) {
    for (x, words) in [(2, "stories"), (MENTIONS_AT, "mentions"), (LABEL_AT, "kind"), (NAME_AT, "name")] {
        canvas.text(area, x, 0, words, Role::Quiet);
    }
    let Some(table) = &view.table else { return };
    let others = view.others();
    for (y, n) in (1..area.height).zip(view.top..view.len()) {
        let selected = n == view.cursor;
        if selected {
            canvas.text(area, 0, y, if canvas.plain { ">" } else { "▌" }, Role::Selected);
            canvas.set_cursor(area.x, area.y + y);
        }
        let role = if selected { Role::Selected } else { Role::Plain };
        let Some((no, count)) = n.checked_sub(others).and_then(|n| table.names.get(n)) else {
            canvas.text(area, NAME_AT, y, "none of these: a name of its own", role);
            continue;
        };
        let Some(entity) = table.snapshot.entity(*no) else { continue };
        canvas.text(area, 2, y, &format!("{count:>7}"), role);
        canvas.text(area, MENTIONS_AT, y, &format!("{:>8}", entity.n_mentions()), role);
        canvas.text(area, LABEL_AT, y, entity.label().as_str(), Role::Quiet);
        canvas.text(area, NAME_AT, y, entity.name(), role);
    }
    if view.typing && area.y > 0 {
        // The title stands one row above, behind the frame's corner and a blank.
        let before = view.title();
        let behind = cells(view.narrow.text()) - cells(view.narrow.before());
        let x = area.x + if area.x > 0 { 1 } else { 0 } + (cells(&before) - behind) as u16;
        canvas.set_cursor(x, area.y - 1);
    }
}
