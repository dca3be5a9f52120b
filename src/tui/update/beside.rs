//! Stories beside a story: related ones, and two compared.

use super::super::app::App;
use super::super::ask::Question;
use super::super::doc::headline;
use super::super::overlay::{CompareView, Overlay, RelatedView};
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
