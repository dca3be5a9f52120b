//! What an overlay shows is answered anew while stories arrive: its cursor stays on what it was on, in its row of the screen.

use std::sync::Arc;

use super::super::overlay::{CardView, NamesView, RelatedView};
use super::super::tables::{Card, NamesTable, RelatedTable};
use super::back::locate;
use crate::model::{EntityNo, Snapshot, StoryNo};

/// Shows another names table.
pub(super) fn take_names(view: &mut NamesView, table: Arc<NamesTable>) {
    let others = view.others();
    // In one snapshot another table is another question: its rows are looked at from where the cursor is.
    let row =
        view.table.as_ref().filter(|old| !Arc::ptr_eq(&old.snapshot, &table.snapshot)).and_then(|old| {
            let (name, _) = old.names.get(view.cursor.checked_sub(others)?)?;
            let name = same_name(&old.snapshot, *name, &table.snapshot)?;
            Some(table.names.iter().position(|(no, _)| *no == name)? + others)
        });
    follow(&mut view.cursor, &mut view.top, row);
    view.table = Some(table);
}

/// Shows another card of the name.
pub(super) fn take_card(view: &mut CardView, card: Option<Arc<Card>>) {
    if let (Some(old), Some(new)) = (&view.card, &card) {
        let row = row_of(old, view.cursor, new);
        follow(&mut view.cursor, &mut view.top, row);
    }
    view.gone = card.is_none();
    view.card = card;
}

/// The row of a card that shows what a row of another one does.
fn row_of(old: &Card, row: usize, new: &Card) -> Option<usize> {
    match row.checked_sub(old.stories.len()) {
        None => {
            let story = same_story(&old.snapshot, old.stories[row].0, &new.snapshot)?;
            new.stories.iter().position(|s| s.0 == story)
        }
        Some(n) => {
            let name = same_name(&old.snapshot, old.beside.get(n)?.0, &new.snapshot)?;
            Some(new.beside.iter().position(|b| b.0 == name)? + new.stories.len())
        }
    }
}

/// Shows another table of related stories.
pub(super) fn take_related(view: &mut RelatedView, table: Option<Arc<RelatedTable>>) {
    if let (Some(old), Some(new)) = (&view.table, &table) {
        let story =
            old.stories.get(view.cursor).and_then(|r| same_story(&old.snapshot, r.story, &new.snapshot));
        let row = story.and_then(|story| new.stories.iter().position(|r| r.story == story));
        follow(&mut view.cursor, &mut view.top, row);
    }
    view.table = table;
}

fn same_name(old: &Snapshot, name: EntityNo, new: &Snapshot) -> Option<EntityNo> {
    Some(new.links().by_key(old.entity(name)?.key())?.no())
}

fn same_story(old: &Snapshot, story: StoryNo, new: &Snapshot) -> Option<StoryNo> {
    locate(new, story, &old.story(story)?.id())
}

/// Puts the cursor on a row, which takes the place on the screen that the cursor has.
fn follow(cursor: &mut usize, top: &mut usize, row: Option<usize>) {
    if let Some(row) = row {
        *top = (*top + row).saturating_sub(*cursor);
        *cursor = row;
    }
}
