//! The thread that answers questions, so that the one that draws never waits for an answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use super::threads::spawn;
use super::{Wake, Wakes};
use crate::tui::Msg;
use crate::tui::ask::{Ask, answer};

/// More kinds of questions than there are.
const KINDS: usize = 16;
/// A number that no question has: what is being worked out is no longer wanted.
const NONE: u64 = u64::MAX;

/// The newest question of each kind, by number.
type Newest = Arc<[AtomicU64; KINDS]>;

/// Takes questions; the newest of each kind wins.
#[derive(Debug)]
pub(super) struct Worker {
    asks: Sender<Ask>,
    newest: Newest,
}

impl Worker {
    /// Starts the thread; answers go to `wakes`.
    pub(super) fn start(wakes: Wakes) -> Worker {
        let newest: Newest = Arc::new(std::array::from_fn(|_| AtomicU64::new(NONE)));
        let (asks, incoming) = channel();
        let known = newest.clone();
        spawn("worker", wakes.clone(), move || work(&incoming, &known, &wakes));
        Worker { asks, newest }
    }

    /// Asks; a question of the same kind that is not answered yet is dropped, or stopped.
    pub(super) fn ask(&self, ask: Ask) {
        self.newest[slot(&ask)].store(ask.generation, Ordering::Relaxed);
        // A worker that is gone has told so itself.
        let _ = self.asks.send(ask);
    }

    /// Stops whatever is being worked out.
    pub(super) fn stop(&self) {
        self.newest.iter().for_each(|newest| newest.store(NONE, Ordering::Relaxed));
    }
}

fn slot(ask: &Ask) -> usize {
    ask.kind() as usize % KINDS
}

fn work(incoming: &Receiver<Ask>, newest: &Newest, wakes: &Wakes) {
    let mut waiting: Vec<Ask> = Vec::new();
    loop {
        if waiting.is_empty() {
            let Ok(ask) = incoming.recv() else { return };
            waiting.push(ask);
        }
        for ask in incoming.try_iter() {
            waiting.retain(|old| slot(old) != slot(&ask));
            waiting.push(ask);
        }
        let ask = waiting.remove(0);
        let outdated = || newest[slot(&ask)].load(Ordering::Relaxed) != ask.generation;
        if outdated() {
            continue;
        }
        if let Some(answer) = answer(&ask, &outdated)
            && wakes.send(Wake::Msg(Msg::Answer(answer))).is_err()
        {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Snapshot;
    use crate::search::Typing;
    use crate::tui::ask::Question;
    use crate::tui::sort::Sort;
    use std::time::Duration;

    #[test]
    fn the_newest_question_is_answered_last() {
        let (wakes, woken) = channel();
        let worker = Worker::start(wakes);
        let snapshot = Arc::new(Snapshot::empty());
        for generation in 1..=50 {
            let (filter, seek, flags) = (String::new(), None, None);
            let question = Question::Rows {
                filter,
                typing: Typing::Done,
                sort: Sort::default(),
                unfolded: Vec::new(),
                seek,
                flags,
            };
            worker.ask(Ask { generation, snapshot: snapshot.clone(), today: None, question });
        }
        let mut last = 0;
        while last < 50 {
            match woken.recv_timeout(Duration::from_secs(10)).unwrap() {
                Wake::Msg(Msg::Answer(answer)) => {
                    assert!(answer.generation > last, "answers come in order");
                    last = answer.generation;
                }
                other => panic!("{other:?}"),
            }
        }
        worker.stop();
    }
}
