//! Keys while an overlay is open.

use std::sync::Arc;

use super::super::action::Action;
use super::super::app::{App, Way};
use super::super::ask::Question;
use super::super::layout::Pane;
use super::super::overlay::{self, CardView, LinksView, NamesView, Overlay};
use super::super::tables::NamesSort;
use super::super::why::WhyOf;
use super::super::{Effect, Key};
use super::moving::Far;
use super::open::{self, Landing};
use super::{back, beside, choosing, decide, filter, follow, pile};
use crate::model::{EntityNo, StoryNo};

/// Shows the names table.
pub(super) fn open_names(app: &mut App, effects: &mut Vec<Effect>) {
    pile::lay(app, Overlay::Names(NamesView::default()));
    ask_names(app, effects);
}

/// Shows the card of the name under the cursor.
pub(super) fn open_card_of_cursor(app: &mut App, effects: &mut Vec<Effect>) {
    match app.name().map(|n| n.entity) {
        Some(entity) => open_card(app, entity, effects),
        None => app.notice = "no name under the cursor".into(),
    }
}

fn open_card(app: &mut App, entity: EntityNo, effects: &mut Vec<Effect>) {
    let Some(key) = app.snapshot().entity(entity).map(|e| e.key().to_owned()) else { return };
    pile::lay(app, Overlay::Card(CardView { key: key.clone(), ..CardView::default() }));
    let rows = Arc::clone(&app.rows);
    app.ask(Question::Card { key, rows }, effects);
}

/// Shows why the name under the cursor is linked as it is.
pub(super) fn open_links_of_cursor(app: &mut App, effects: &mut Vec<Effect>) {
    let story = app.reading.story.and_then(|no| app.snapshot().story(no)).map(|s| s.id().into_owned());
    match (app.name().copied(), story) {
        (Some(name), Some(story)) => {
            open_links(app, WhyOf::Mention(story, name.field, name.span.start), effects);
        }
        _ => app.notice = "no name under the cursor".into(),
    }
}

fn open_links(app: &mut App, of: WhyOf, effects: &mut Vec<Effect>) {
    pile::lay(app, Overlay::Links(LinksView::new(of.clone())));
    app.ask(Question::Why { of }, effects);
}

pub(super) fn ask_names(app: &mut App, effects: &mut Vec<Effect>) {
    if let Some(Overlay::Names(view)) = &app.overlay {
        let (narrow, sort) = (view.narrow.text().to_owned(), view.sort);
        let near = view.pick.as_ref().map(|pick| pick.of().0.clone());
        let rows = Arc::clone(&app.rows);
        app.ask(Question::Names { rows, narrow, sort, near }, effects);
    }
}

/// Asks anew for what an open overlay shows, when other stories are listed.
pub(super) fn refresh(app: &mut App, effects: &mut Vec<Effect>) {
    let rows = Arc::clone(&app.rows);
    match &app.overlay {
        Some(Overlay::Names(_)) => ask_names(app, effects),
        Some(Overlay::Card(view)) => {
            let key = view.key.clone();
            app.ask(Question::Card { key, rows }, effects);
        }
        Some(Overlay::Links(view)) => {
            let of = view.of.clone();
            app.ask(Question::Why { of }, effects);
        }
        Some(Overlay::Related(view)) => {
            let story = view.story.clone();
            app.ask(Question::Related { story }, effects);
        }
        Some(Overlay::Compare(view)) => {
            let stories = view.stories.clone();
            app.ask(Question::Compare { stories }, effects);
        }
        _ => {}
    }
}

/// An action while an overlay is open; says whether it was the overlay's.
pub(super) fn act(app: &mut App, action: Action, effects: &mut Vec<Effect>) -> bool {
    if moved(app, action) {
        return true;
    }
    if choosing::decides(app, action, effects) {
        return true;
    }
    let cursor = under_cursor(app);
    match (action, cursor) {
        (Action::Enter, Some(Under::Found(story))) => beside::go(app, story),
        (Action::Same, Some(under)) => decide::ask_same(app, under.about(), effects),
        (Action::NotSame, Some(under)) => decide::ask_split(app, under.about()),
        (Action::Hide, Some(under)) => decide::ask_hide(app, under.about()),
        (Action::Label, Some(under)) => decide::ask_label(app, under.about()),
        (Action::Sort, _) => {
            if let Some(Overlay::Names(view)) = &mut app.overlay {
                view.sort = NamesSort::next(view.sort);
                ask_names(app, effects);
            }
        }
        (Action::Narrow, _) => {
            if let Some(Overlay::Names(view)) = &mut app.overlay {
                view.typing = true;
            }
        }
        (Action::Why, Some(Under::Name(entity) | Under::Story(_, entity))) => {
            if let Some(entity) = app.snapshot().entity(entity) {
                open_links(app, WhyOf::Name(entity.key().to_owned()), effects);
            }
        }
        (Action::Why, _) => {}
        (Action::Enter, Some(Under::Name(entity))) => open_card(app, entity, effects),
        (Action::Enter, Some(Under::Story(story, entity))) => go(app, story, entity),
        (Action::Follow | Action::FollowBack, Some(Under::Name(entity))) => {
            app.overlay = None;
            let way = if action == Action::Follow { Way::Next } else { Way::Previous };
            follow::follow_name(app, entity, way, None);
        }
        (Action::Follow | Action::FollowBack, _) => {}
        (Action::With | Action::Without, _) => {
            let name = match cursor {
                Some(Under::Name(entity) | Under::Story(_, entity)) => Some(entity),
                Some(Under::Found(_)) | None => None,
            };
            if let Some(entity) = name {
                app.overlay = None;
                filter::toggle_name(app, entity, if action == Action::With { "" } else { "-" }, effects);
            }
        }
        (Action::NextPane | Action::PreviousPane, _) if matches!(app.overlay, Some(Overlay::Card(_))) => {
            next_part(app);
        }
        (action, _) if closes(app, action) => {
            pile::close(app, effects);
        }
        (action, _) if idle(action) => {}
        (Action::Enter, None) => {}
        _ => return false,
    }
    true
}

/// Whether an action is for the panes below, and does nothing while an overlay is open.
pub(in super::super) fn idle(action: Action) -> bool {
    matches!(action, Action::Filter | Action::Find | Action::NextPane | Action::PreviousPane | Action::Zoom)
}

/// Whether an action closes the overlay: the key that opened it, or the one that goes back.
fn closes(app: &App, action: Action) -> bool {
    match (&app.overlay, action) {
        (Some(Overlay::Names(_)), Action::Names)
        | (Some(Overlay::Help { .. }), Action::Help)
        | (Some(Overlay::Problems { .. }), Action::Problems) => true,
        (_, action) => action == Action::Back,
    }
}

/// Goes from the stories of a card to the names beside it, and back.
fn next_part(app: &mut App) {
    if let Some(Overlay::Card(view)) = &mut app.overlay
        && let Some(card) = &view.card
    {
        let n_stories = card.stories.len();
        view.cursor = if view.cursor < n_stories && !card.beside.is_empty() { n_stories } else { 0 };
    }
}

fn moved(app: &mut App, action: Action) -> bool {
    let shown = overlay::rows_shown(app);
    let len = overlay::len(app);
    let Some(far) = Far::of(action, shown) else { return false };
    match &mut app.overlay {
        Some(Overlay::Help { top } | Overlay::Problems { top }) => {
            *top = far.from(*top, len.saturating_sub(shown) + 1);
        }
        Some(Overlay::Links(view)) => view.top = far.from(view.top, len.saturating_sub(shown) + 1),
        Some(Overlay::Compare(view)) => view.top = far.from(view.top, len.saturating_sub(shown) + 1),
        Some(Overlay::Related(view)) => view.cursor = far.from(view.cursor, len),
        Some(Overlay::Menu(menu)) => menu.cursor = far.from(menu.cursor, len),
        Some(Overlay::Names(view)) => view.cursor = far.from(view.cursor, len),
        Some(Overlay::Card(view)) => view.cursor = far.from(view.cursor, len),
        Some(Overlay::Hints | Overlay::Prompt(_)) | None => {}
    }
    true
}

/// What the cursor of an overlay is on.
#[derive(Clone, Copy, Debug)]
pub(super) enum Under {
    Name(EntityNo),
    /// A story, and the name that the card is of.
    Story(StoryNo, EntityNo),
    /// A related story.
    Found(StoryNo),
}

impl Under {
    /// What a decision would be about.
    fn about(self) -> Option<decide::About> {
        match self {
            Under::Name(entity) | Under::Story(_, entity) => Some(decide::About { entity, at: None }),
            Under::Found(_) => None,
        }
    }
}

/// Numbers of an answer count only while its snapshot is the one drawn.
pub(super) fn under_cursor(app: &App) -> Option<Under> {
    match app.overlay.as_ref()? {
        Overlay::Names(view) => {
            let table = view.table.as_ref().filter(|t| Arc::ptr_eq(&t.snapshot, app.snapshot()))?;
            let n = view.cursor.checked_sub(view.others())?;
            table.names.get(n).map(|n| Under::Name(n.0))
        }
        Overlay::Related(view) => {
            let table = view.table.as_ref().filter(|t| Arc::ptr_eq(&t.snapshot, app.snapshot()))?;
            table.stories.get(view.cursor).map(|r| Under::Found(r.story))
        }
        Overlay::Card(view) => {
            let card = view.card.as_ref().filter(|c| Arc::ptr_eq(&c.snapshot, app.snapshot()))?;
            match view.cursor.checked_sub(card.stories.len()) {
                None => Some(Under::Story(card.stories[view.cursor].0, card.entity)),
                Some(n) => card.beside.get(n).map(|b| Under::Name(b.0)),
            }
        }
        _ => None,
    }
}

fn go(app: &mut App, story: StoryNo, entity: EntityNo) {
    app.trail.leave(back::step(app));
    app.overlay = None;
    if let Some(row) = app.rows.row(story) {
        app.list.cursor = row;
        app.list.home = Some(story);
    }
    open::open(app, story, Landing::Name(entity));
    app.pane = Pane::Reading;
    open::mark_read(app);
}

/// A key while the names table is narrowed.
pub(super) fn type_narrow(app: &mut App, action: Action, key: Key, effects: &mut Vec<Effect>) {
    let Some(Overlay::Names(view)) = &mut app.overlay else { return };
    let line = &mut view.narrow;
    match action {
        Action::Keep if view.pick.is_some() => return choosing::pick(app, effects),
        Action::Revert | Action::Cancel if view.pick.is_some() => {
            pile::close(app, effects);
            return;
        }
        Action::Keep => view.typing = false,
        Action::Revert | Action::Cancel => {
            view.typing = false;
            line.clear();
        }
        Action::Down => view.cursor += 1,
        Action::Up => view.cursor = view.cursor.saturating_sub(1),
        action if line.edit(action, key) => {}
        _ => return,
    }
    if !matches!(action, Action::Down | Action::Up | Action::Keep) {
        ask_names(app, effects);
    }
}

/// Text was pasted while the names table is narrowed.
pub(super) fn paste_narrow(app: &mut App, text: &str, effects: &mut Vec<Effect>) {
    if let Some(Overlay::Names(view)) = &mut app.overlay {
        view.narrow.insert(text);
        ask_names(app, effects);
    }
}
