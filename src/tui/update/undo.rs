//! What was done since the start, to take back and to do again: one history of decisions, marks, tags and quotations.

use std::sync::Arc;

use super::super::Effect;
use super::super::app::App;
use crate::model::Decision;
use crate::search::Flagged;
use crate::store::{Change, QuoteChange};

/// Deeds kept: more than a person takes back.
const MAX_DEEDS: usize = 1000;

/// Something done that can be taken back.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    /// Decided about names.
    Decided(Decision),
    /// The story with this id was marked as read, or as unread.
    Read(String, bool),
    /// The story with this id was starred, or its star was taken away.
    Starred(String, bool),
    /// The story with this id was tagged so, or the tag was taken away.
    Tagged(String, String, bool),
    /// Quoted, as it stands in the file.
    Quoted(String),
}

/// Deeds with the words for each, the newest last.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct History {
    done: Vec<(Deed, String)>,
    undone: Vec<(Deed, String)>,
}

/// Which way to go through the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Do,
    TakeBack,
}

/// Does something that can be taken back; `words` tell what.
pub(super) fn act(app: &mut App, deed: Deed, words: String, effects: &mut Vec<Effect>) {
    turn(app, &deed, Turn::Do, effects);
    let history = &mut app.history;
    history.undone.clear();
    history.done.push((deed, words));
    if history.done.len() > MAX_DEEDS {
        history.done.remove(0);
    }
}

/// `U`: takes back what was done last.
pub(super) fn undo(app: &mut App, effects: &mut Vec<Effect>) {
    let Some((deed, words)) = app.history.done.pop() else {
        app.notice = "nothing to take back: nothing was done since the start".into();
        return;
    };
    turn(app, &deed, Turn::TakeBack, effects);
    app.notice = format!("taken back: {words}");
    app.history.undone.push((deed, words));
}

/// `Ctrl-r`: does again what was taken back last.
pub(super) fn redo(app: &mut App, effects: &mut Vec<Effect>) {
    let Some((deed, words)) = app.history.undone.pop() else {
        app.notice = "nothing was taken back".into();
        return;
    };
    turn(app, &deed, Turn::Do, effects);
    app.notice = format!("{words}; U takes it back");
    app.history.done.push((deed, words));
}

fn turn(app: &mut App, deed: &Deed, turn: Turn, effects: &mut Vec<Effect>) {
    let mut flag = |story: &str, flagged: Flagged<'_>, on: bool| {
        Arc::make_mut(&mut app.flags).set(story, flagged, on == (turn == Turn::Do));
    };
    match deed {
        Deed::Read(story, on) => flag(story, Flagged::Read, *on),
        Deed::Starred(story, on) => flag(story, Flagged::Starred, *on),
        Deed::Tagged(story, tag, on) => flag(story, Flagged::Tagged(tag), *on),
        Deed::Decided(decision) => effects.push(Effect::Decide(match turn {
            Turn::Do => Change::Add(decision.clone()),
            Turn::TakeBack => Change::TakeBack(decision.clone()),
        })),
        Deed::Quoted(text) => effects.push(Effect::Quote(match turn {
            Turn::Do => QuoteChange::Add(text.clone()),
            Turn::TakeBack => QuoteChange::TakeBack(text.clone()),
        })),
    }
}
