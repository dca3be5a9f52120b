//! Stories beside a story: related ones, and two compared.

use std::sync::Arc;

use super::super::app::App;
use super::super::ask::Question;
use super::super::doc::headline;
use super::super::input_line::InputLine;
use super::super::overlay::{CompareView, Overlay, Prompt, Purpose, RelatedView};
use super::super::{Effect, layout::Pane};
use super::back;
use super::open::{self, Landing};
use crate::model::StoryNo;

/// `r`: shows the stories related to the one under the cursor.
pub(super) fn related(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(story) = app.subject().map(|s| s.id().into_owned()) else { return };
    app.overlay =
        Some(Overlay::Related(RelatedView { story: story.clone(), table: None, cursor: 0, top: 0 }));
    app.ask(Question::Related { story }, effects);
}

/// `v`: selects the story under the cursor, to compare another one with it; again, no more.
pub(super) fn select(app: &mut App) {
    let Some((id, title)) = app.subject().map(|s| (s.id().into_owned(), headline(&s).0.replace('\n', " ")))
    else {
        return;
    };
    if app.selected.as_deref() == Some(&*id) {
        app.selected = None;
        app.notice = "no story selected".into();
    } else {
        app.selected = Some(id);
        app.notice = format!("selected; c compares another story with it: {title}");
    }
}

/// `c`: compares the story under the cursor with the selected one.
pub(super) fn compare(app: &mut App, effects: &mut Vec<Effect>) {
    let here = app.subject().map(|s| s.id().into_owned());
    let stories = match (app.selected.clone(), here) {
        (None, _) => {
            app.notice = "v selects the story to compare with".into();
            return;
        }
        (Some(selected), Some(here)) if selected != here => [selected, here],
        _ => {
            app.notice = "this is the selected story: go to another one".into();
            return;
        }
    };
    app.overlay = Some(Overlay::Compare(CompareView::new(stories.clone())));
    app.ask(Question::Compare { stories }, effects);
}

/// Goes to read a story that an overlay lists.
pub(super) fn go(app: &mut App, story: StoryNo) {
    app.trail.leave(back::step(app));
    app.overlay = None;
    if let Some(row) = app.rows.row(story) {
        app.list.cursor = row;
        app.list.home = Some(story);
    }
    open::open(app, story, Landing::First);
    app.pane = Pane::Reading;
    open::mark_read(app);
}

/// `t`: asks for a tag.
pub(super) fn ask_tag(app: &mut App) {
    let Some(story) = app.subject() else { return };
    let tags: Vec<&str> = app.flags.tags_of(&story).collect();
    let title = match tags.as_slice() {
        [] => "Tag the story".to_owned(),
        tags => format!("Tag the story, or take a tag away: {}", tags.join(", ")),
    };
    let purpose = Purpose::Tag(story.id().into_owned());
    app.overlay = Some(Overlay::Prompt(Prompt { title, line: InputLine::default(), purpose }));
}

/// A tag was typed for a story.
pub(super) fn tag(app: &mut App, id: &str, typed: &str) {
    let typed = typed.trim();
    let snapshot = Arc::clone(app.snapshot());
    let Some(story) = snapshot.story_by_id(id).filter(|_| !typed.is_empty()) else { return };
    let on = Arc::make_mut(&mut app.flags).toggle_tag(&story, typed);
    app.notice = if on { format!("tagged {typed}") } else { format!("no longer tagged {typed}") };
}
