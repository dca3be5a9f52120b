//! The threads that take decisions in: one shows them at once and keeps them, one links everything anew behind it.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::threads::spawn;
use super::{Wake, Wakes};
use crate::model::Snapshot;
use crate::store::{Change, DecisionFile, Desk, Due};
use crate::tui::Msg;

/// Takes changes; snapshots that heed them are messages.
#[derive(Debug)]
pub(super) struct Decider {
    changes: Option<Sender<Change>>,
    finished: Receiver<()>,
}

impl Decider {
    /// Starts the threads.
    pub(super) fn start(desk: Desk, file: Option<DecisionFile>, wakes: Wakes) -> Decider {
        let (changes, incoming) = channel();
        let (done, finished) = channel();
        let (linker, dues) = channel();
        let (at_linker, to_linker) = (desk.clone(), wakes.clone());
        spawn("linker", wakes.clone(), move || link(&at_linker, &dues, &to_linker));
        spawn("decider", wakes.clone(), move || {
            decide(&desk, file.as_ref(), &incoming, &linker, &wakes);
            let _ = done.send(());
        });
        Decider { changes: Some(changes), finished }
    }

    /// Takes a change in.
    pub(super) fn decide(&self, change: Change) {
        if let Some(changes) = &self.changes {
            // A thread that is gone has told so itself.
            let _ = changes.send(change);
        }
    }

    /// Waits until all changes are kept.
    pub(super) fn finish(mut self) {
        self.changes = None;
        let _ = self.finished.recv();
    }
}

fn decide(
    desk: &Desk,
    file: Option<&DecisionFile>,
    incoming: &Receiver<Change>,
    linker: &Sender<Due>,
    wakes: &Wakes,
) {
    while let Ok(change) = incoming.recv() {
        let mut due = desk.change(&change, &mut |snapshot| publish(snapshot, wakes));
        // Shown first, kept then: no disk makes a key wait.
        match file.map(|file| file.change(&change)) {
            None => {}
            Some(Ok(decided)) => due = desk.take(decided).or(due),
            Some(Err(why)) => {
                let told = format!("the decision holds only until you leave: {why}");
                let _ = wakes.send(Wake::Msg(Msg::Notice(told)));
            }
        }
        if let Some(due) = due {
            let _ = linker.send(due);
        }
    }
}

fn link(desk: &Desk, dues: &Receiver<Due>, wakes: &Wakes) {
    while let Ok(due) = dues.recv() {
        // Only the newest counts.
        let due = dues.try_iter().last().unwrap_or(due);
        desk.settle(&due, due.link(), &mut |snapshot| publish(snapshot, wakes));
    }
}

fn publish(snapshot: Arc<Snapshot>, wakes: &Wakes) {
    let _ = wakes.send(Wake::Msg(Msg::Snapshot(snapshot)));
}
