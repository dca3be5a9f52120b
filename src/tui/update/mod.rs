//! Messages to changes: the only thing that changes an [`App`].
//!
//! Each file here is one kind of change; [`settle`] then makes the state whole again (wrapping, scrolling,
//! the name cursor in sight), so that drawing has nothing left to decide.

mod answers;
mod back;
mod beside;
mod choosing;
mod decide;
mod filter;
mod follow;
mod mark;
mod moving;
mod names;
mod open;
mod overlays;
mod passage;
mod pile;
mod press;
mod settle;
mod steady;
mod undo;

pub(super) use filter::chips;
pub(super) use follow::Along;
pub(super) use names::hints;
pub(super) use overlays::idle;
pub(super) use passage::Passage;
pub(super) use press::places;
pub(super) use settle::{scroll, settle};
pub(super) use undo::History;

use super::app::App;
use super::{Effect, Msg};

/// Changes the state; the only thing that does.
pub fn update(app: &mut App, msg: Msg) -> Vec<Effect> {
    let mut effects = Vec::new();
    match msg {
        Msg::Key(key) => press::press(app, key, &mut effects),
        Msg::Paste(text) => press::paste(app, &text, &mut effects),
        Msg::Resize(size) => app.size = size,
        Msg::Snapshot(snapshot) => answers::snapshot(app, snapshot, &mut effects),
        Msg::Answer(answer) => answers::answer(app, answer, &mut effects),
        Msg::Notice(text) => app.notice = text,
    }
    settle(app);
    effects
}
