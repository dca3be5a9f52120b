//! Keys to actions, and actions to what they change.

use super::super::action::Action;
use super::super::app::{App, Focus, Way};
use super::super::keymap::Where;
use super::super::keymap::lookup;
use super::super::layout::{Pane, Stand};
use super::super::overlay::Overlay;
use super::super::{Effect, Key, KeyCode};
use super::{
    back, beside, choosing, decide, filter, follow, mark, moving, names, open, overlays, passage, pile, undo,
};

/// Where keys are looked up, the first place first.
pub(in super::super) fn places(app: &App) -> &'static [Where] {
    match (&app.overlay, app.focus, app.pane) {
        (Some(Overlay::Names(table)), ..) if table.typing => &[Where::Filter],
        (Some(Overlay::Names(_)), ..) => &[Where::Names, Where::Name, Where::Moving, Where::Anywhere],
        (Some(Overlay::Card(_)), ..) => &[Where::Card, Where::Name, Where::Moving, Where::Anywhere],
        (Some(Overlay::Prompt(_)), ..) => &[Where::Filter],
        (Some(Overlay::Menu(_) | Overlay::Related(_)), ..) => {
            &[Where::Choice, Where::Moving, Where::Anywhere]
        }
        (Some(_), ..) => &[Where::Moving, Where::Anywhere],
        (None, Focus::Filter, _) => &[Where::Filter, Where::Anywhere],
        (None, Focus::Pane, Pane::List) => &[Where::List, Where::Story, Where::Moving, Where::Anywhere],
        (None, Focus::Pane, Pane::Reading) => {
            &[Where::Name, Where::Reading, Where::Story, Where::Moving, Where::Anywhere]
        }
    }
}

/// A key was pressed.
pub(super) fn press(app: &mut App, key: Key, effects: &mut Vec<Effect>) {
    app.notice.clear();
    app.told_where = false;
    app.list.opens = false;
    if matches!(app.overlay, Some(Overlay::Hints)) {
        return names::hint(app, key);
    }
    let armed = app.armed.take();
    if choosing::chosen_by_letter(app, key, effects) {
        return;
    }
    let Some(action) = lookup(key, places(app)) else { return };
    if matches!(&app.overlay, Some(Overlay::Names(table)) if table.typing) {
        return overlays::type_narrow(app, action, key, effects);
    }
    if matches!(app.overlay, Some(Overlay::Prompt(_))) {
        return choosing::type_prompt(app, action, key, effects);
    }
    if app.overlay.is_some() && overlays::act(app, action, effects) {
        return;
    }
    if app.focus == Focus::Filter && filter::edit(app, action, key, effects) {
        return;
    }
    match action {
        Action::Follow => follow::follow(app, Way::Next, armed),
        Action::FollowBack => follow::follow(app, Way::Previous, armed),
        Action::NextMatch => follow::go_to_match(app, Way::Next, armed),
        Action::PreviousMatch => follow::go_to_match(app, Way::Previous, armed),
        Action::Chip => chip(app, key, effects),
        action => act(app, action, effects),
    }
}

/// Text was pasted: into a text field, else nowhere.
pub(super) fn paste(app: &mut App, text: &str, effects: &mut Vec<Effect>) {
    match &app.overlay {
        Some(Overlay::Names(table)) if table.typing => overlays::paste_narrow(app, text, effects),
        Some(Overlay::Prompt(_)) => choosing::paste_prompt(app, text),
        None if app.focus == Focus::Filter => filter::paste(app, text, effects),
        _ => {}
    }
}

fn chip(app: &mut App, key: Key, effects: &mut Vec<Effect>) {
    let KeyCode::Char(c) = key.code else { return };
    let n = c.to_digit(10).unwrap_or(0) as usize;
    let name = filter::chips(app).nth(n.saturating_sub(1)).map(|name| name.entity);
    match name {
        Some(entity) => filter::toggle_name(app, entity, "", effects),
        None => app.notice = format!("no name {n}"),
    }
}

fn act(app: &mut App, action: Action, effects: &mut Vec<Effect>) {
    match action {
        Action::Close => close(app, effects),
        Action::Quit => effects.push(Effect::Quit),
        Action::Leave => leave(app, effects),
        Action::Cancel => {
            if !pile::close(app, effects) {
                effects.push(Effect::Quit);
            }
        }
        Action::Suspend => effects.push(Effect::Suspend),
        Action::Repaint => effects.push(Effect::Repaint),
        Action::Help => pile::lay(app, Overlay::Help { top: 0 }),
        Action::Problems => pile::lay(app, Overlay::Problems { top: 0 }),
        Action::Names => overlays::open_names(app, effects),
        Action::Enter => overlays::open_card_of_cursor(app, effects),
        Action::Why => overlays::open_links_of_cursor(app, effects),
        Action::Filter => filter::focus(app, Pane::List),
        Action::Find => filter::focus(app, app.pane),
        Action::NextPane | Action::PreviousPane => next_pane(app, action == Action::NextPane),
        Action::Zoom => app.zoom = !app.zoom,
        Action::Back => back::back(app, effects),
        Action::Forward => back::forward(app, effects),
        Action::DropFilter => filter::set(app, "", effects),
        Action::Where => (app.notice, app.told_where) = (mark::here(app), true),
        Action::With | Action::Without => {
            if let Some(name) = app.name() {
                let sign = if action == Action::With { "" } else { "-" };
                filter::toggle_name(app, name.entity, sign, effects);
            }
        }
        Action::Same => decide::ask_same(app, decide::of_cursor(app), effects),
        Action::NotSame => decide::ask_split(app, decide::of_cursor(app)),
        Action::Hide => decide::ask_hide(app, decide::of_cursor(app)),
        Action::Label => decide::ask_label(app, decide::of_cursor(app)),
        Action::Undo => undo::undo(app, effects),
        Action::Redo => undo::redo(app, effects),
        Action::Related => beside::related(app, effects),
        Action::Select => beside::select(app),
        Action::Compare => beside::compare(app, effects),
        Action::Tag => mark::ask_tag(app),
        Action::ToggleRead => mark::toggle_read(app, effects),
        Action::ToggleStar => mark::toggle_star(app, effects),
        Action::Read => open::read(app),
        Action::NextUnread => moving::unread(app, Way::Next),
        Action::PreviousUnread => moving::unread(app, Way::Previous),
        Action::Sort => filter::sort(app, effects),
        Action::Copies => filter::copies(app, effects),
        Action::NextName => names::step(app, Way::Next, false),
        Action::PreviousName => names::step(app, Way::Previous, false),
        Action::NextShared => names::step(app, Way::Next, true),
        Action::PreviousShared => names::step(app, Way::Previous, true),
        Action::NextStory => open::neighbour(app, Way::Next),
        Action::PreviousStory => open::neighbour(app, Way::Previous),
        Action::Hints => names::show_hints(app),
        Action::Extend => passage::extend(app),
        Action::Copy => passage::copy(app, effects),
        Action::Quote => passage::quote(app, effects),
        Action::Narrower => app.reading.measure = app.measure().saturating_sub(4).max(20),
        Action::Wider => app.reading.measure = app.reading.measure.saturating_add(4).min(200),
        Action::List => app.pane = Pane::List,
        action => moving::act(app, action),
    }
}

/// `q`: closes the top thing, else leaves.
fn close(app: &mut App, effects: &mut Vec<Effect>) {
    let single = app.panes().stand == Stand::Single && !app.zoom;
    match () {
        () if pile::close(app, effects) => {}
        () if app.zoom => app.zoom = false,
        () if single && app.pane == Pane::Reading => app.pane = Pane::List,
        () => effects.push(Effect::Quit),
    }
}

/// Leaves one level, the top one.
fn leave(app: &mut App, effects: &mut Vec<Effect>) {
    match () {
        () if pile::close(app, effects) => {}
        () if app.focus == Focus::Filter => app.focus = Focus::Pane,
        () if app.pane == Pane::Reading && app.reading.passage.take().is_some() => {}
        () if app.zoom => app.zoom = false,
        () => app.pane = Pane::List,
    }
}

pub(super) fn next_pane(app: &mut App, forward: bool) {
    match (app.focus, app.pane, forward) {
        (Focus::Pane, Pane::List, true) | (Focus::Filter, _, false) => {
            (app.focus, app.pane) = (Focus::Pane, Pane::Reading);
            open::ensure(app);
        }
        (Focus::Pane, Pane::Reading, true) | (Focus::Pane, Pane::List, false) => {
            filter::focus(app, app.pane);
        }
        (Focus::Filter, _, true) | (Focus::Pane, Pane::Reading, false) => {
            (app.focus, app.pane) = (Focus::Pane, Pane::List);
        }
    }
}
