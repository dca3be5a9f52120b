//! Questions for the worker thread and their answers: pure functions of a snapshot.

use std::sync::Arc;

use crate::model::{Day, Snapshot};

/// A question. It carries the snapshot it is about.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Answers with an older number than the newest question of the same kind are dropped.
    pub generation: u64,
    /// What it is about.
    pub snapshot: Arc<Snapshot>,
    /// Today.
    pub today: Option<Day>,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The question's number.
    pub generation: u64,
}

/// Answers a question; `None` when `stop` said that the answer is no longer wanted.
pub fn answer(ask: &Ask, stop: &dyn Fn() -> bool) -> Option<Answer> {
    let _ = stop;
    Some(Answer { generation: ask.generation })
}
