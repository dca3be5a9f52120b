//! Keys in a menu, in a line to type, and where a name is picked.

use super::super::action::Action;
use super::super::app::App;
use super::super::overlay::{Overlay, Purpose};
use super::super::{Effect, Key, KeyCode};
use super::overlays::{Under, under_cursor};
use super::{decide, mark, pile};

/// The row under the cursor is picked.
pub(super) fn pick(app: &mut App, effects: &mut Vec<Effect>) {
    let under = under_cursor(app);
    let Some(Overlay::Names(view)) = &app.overlay else { return };
    let (Some(pick), Some(_)) = (view.pick.clone(), &view.table) else { return };
    let none = view.cursor < view.others();
    match under {
        Some(Under::Name(entity)) => decide::picked(app, pick, Some(entity), effects),
        _ if none => decide::picked(app, pick, None, effects),
        _ => {}
    }
}

/// An action that chooses from a menu or picks a name; says whether it did.
pub(super) fn decides(app: &mut App, action: Action, effects: &mut Vec<Effect>) -> bool {
    match (&app.overlay, action) {
        (Some(Overlay::Menu(menu)), Action::Enter | Action::Read) => {
            if let Some(row) = menu.rows.get(menu.cursor).cloned() {
                decide::choose(app, row.choice, effects);
            }
        }
        (Some(Overlay::Names(view)), Action::Enter) if view.pick.is_some() => pick(app, effects),
        _ => return false,
    }
    true
}

/// A letter of an open menu chooses its row; says whether it did.
pub(super) fn chosen_by_letter(app: &mut App, key: Key, effects: &mut Vec<Effect>) -> bool {
    let (Some(Overlay::Menu(menu)), KeyCode::Char(c), false) = (&app.overlay, key.code, key.ctrl) else {
        return false;
    };
    let Some(row) = menu.rows.iter().find(|row| row.letter == c).cloned() else { return false };
    decide::choose(app, row.choice, effects);
    true
}

/// A key while a line is typed.
pub(super) fn type_prompt(app: &mut App, action: Action, key: Key, effects: &mut Vec<Effect>) {
    let Some(Overlay::Prompt(prompt)) = &mut app.overlay else { return };
    let line = &mut prompt.line;
    match action {
        Action::Keep => {
            let (typed, purpose) = (line.text().to_owned(), prompt.purpose.clone());
            pile::close(app, effects);
            match purpose {
                Purpose::Rename(of) => decide::rename(app, of, &typed, effects),
                Purpose::Tag(no, id) => mark::tag(app, no, &id, &typed, effects),
            }
        }
        Action::Revert | Action::Cancel => {
            pile::close(app, effects);
        }
        action => {
            line.edit(action, key);
        }
    }
}

/// Text was pasted while a line is typed.
pub(super) fn paste_prompt(app: &mut App, text: &str) {
    if let Some(Overlay::Prompt(prompt)) = &mut app.overlay {
        prompt.line.insert(text);
    }
}
