//! The desk where links are made while somebody reads: it holds the decisions and the newest snapshot together, so that a
//! snapshot is never published without a decision that was made before.
//!
//! ```text
//! collector ─ segments ─▶ desk ─ link ─▶ Snapshot
//! reader ──── Change ───▶ desk ─ patch ─▶ Snapshot (at once) ─ link, on a thread of its own ─▶ Snapshot
//! ```

use std::sync::{Arc, Mutex, MutexGuard};

use super::decisions::{Change, Decided};
use super::order::ordered;
use super::patch::patch;
use crate::link::{self, Copies};
use crate::model::{Decision, Decisions, Links, Problem, Segment, Snapshot};

/// Links kept to go back to, one for each decision that was put into a link layer.
const MAX_BEFORE: usize = 100;

/// Decisions and the snapshot that heeds them. Cloning gives another handle on the same desk.
#[derive(Clone, Debug, Default)]
pub struct Desk(Arc<Mutex<Held>>);

#[derive(Debug, Default)]
struct Held {
    decisions: Arc<Decisions>,
    /// What was wrong with the file of decisions when it was read first.
    problems: Vec<Problem>,
    /// Goes up with each change.
    version: u64,
    /// The newest snapshot, and whether its links were only patched.
    snapshot: Option<Arc<Snapshot>>,
    patched: bool,
    /// The near-copies, when all is loaded.
    copies: Option<Arc<Copies>>,
    /// The links before each decision of this sitting, the newest last.
    before: Vec<(Decision, Arc<Links>)>,
}

/// Linking that is still to be done for a snapshot whose links were patched.
#[derive(Clone, Debug)]
pub struct Due {
    snapshot: Arc<Snapshot>,
    copies: Arc<Copies>,
    decisions: Arc<Decisions>,
    version: u64,
}

impl Desk {
    /// A desk with what a file of decisions says.
    pub fn new(decided: Decided) -> Desk {
        let decisions = Arc::new(decided.decisions);
        Desk(Arc::new(Mutex::new(Held { decisions, problems: decided.problems, ..Held::default() })))
    }

    /// The decisions that hold.
    pub fn decisions(&self) -> Arc<Decisions> {
        Arc::clone(&self.held().decisions)
    }

    /// Puts a snapshot on the desk that was made elsewhere.
    pub fn show(&self, snapshot: Arc<Snapshot>) {
        let mut held = self.held();
        held.snapshot = Some(snapshot);
        held.copies = Some(Arc::default());
        (held.patched, held.before) = (false, Vec::new());
    }

    /// Links segments and hands the snapshot on, without links where no copies were looked for; says whether to go on.
    pub(super) fn link(
        &self,
        segments: &[Arc<Segment>],
        copies: Option<&Arc<Copies>>,
        mut problems: Vec<Problem>,
        complete: bool,
        publish: &mut dyn FnMut(Arc<Snapshot>) -> bool,
    ) -> bool {
        let mut held = self.held();
        problems.extend(held.problems.iter().cloned());
        problems.sort();
        // Those of a snapshot that is watched have them already.
        problems.dedup();
        let links = match copies {
            Some(copies) => link::link(segments, copies, &held.decisions),
            None => Links::empty(),
        };
        let orders = Default::default();
        let snapshot = Snapshot::new(segments.to_vec(), Arc::new(links), orders, problems.into(), complete);
        let snapshot = Arc::new(ordered(snapshot));
        held.snapshot = Some(Arc::clone(&snapshot));
        (held.patched, held.before) = (false, Vec::new());
        // Until all is loaded the next linking comes by itself.
        held.copies = copies.filter(|_| complete).cloned();
        publish(snapshot)
    }

    /// Takes a change in, and hands on a snapshot that shows it where that can be done at once. `None` where nothing is left
    /// to link.
    pub fn change(&self, change: &Change, publish: &mut dyn FnMut(Arc<Snapshot>)) -> Option<Due> {
        let mut held = self.held();
        let mut decisions = Decisions::clone(&held.decisions);
        match change {
            Change::Add(decision) => decisions.push(decision.clone()),
            Change::TakeBack(decision) => decisions = without(&decisions, decision),
        }
        held.decisions = Arc::new(decisions);
        held.version += 1;
        let snapshot = Arc::clone(held.snapshot.as_ref()?);
        let links = match change {
            Change::Add(decision) => {
                let patched = patch(&snapshot, decision).map(Arc::new);
                if patched.is_some() {
                    held.before.push((decision.clone(), Arc::clone(snapshot.links())));
                }
                if held.before.len() > MAX_BEFORE {
                    held.before.remove(0);
                }
                patched
            }
            Change::TakeBack(decision) => {
                held.before.pop().filter(|(last, _)| last == decision).map(|(_, links)| links)
            }
        };
        if let Some(links) = links {
            let snapshot = Arc::new(snapshot.with_links(links));
            held.snapshot = Some(Arc::clone(&snapshot));
            held.patched = true;
            publish(snapshot);
        }
        held.due()
    }

    /// Takes over what the file says, where another program or person changed it; then all is to be linked anew.
    pub fn take(&self, decided: Decided) -> Option<Due> {
        let mut held = self.held();
        if *held.decisions == decided.decisions {
            return None;
        }
        held.decisions = Arc::new(decided.decisions);
        held.version += 1;
        held.due()
    }

    /// Hands on the snapshot of a linking that was due, unless it is out of date.
    pub fn settle(&self, due: &Due, links: Links, publish: &mut dyn FnMut(Arc<Snapshot>)) {
        let mut held = self.held();
        let same = held.snapshot.as_ref().is_some_and(|s| s.n_stories() == due.snapshot.n_stories());
        if held.version != due.version || !same {
            return;
        }
        let snapshot = Arc::new(due.snapshot.with_links(Arc::new(links)));
        held.snapshot = Some(Arc::clone(&snapshot));
        held.patched = false;
        publish(snapshot);
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        // What panicked left whole values behind.
        self.0.lock().unwrap_or_else(|e| e.into_inner())
    }
}

impl Held {
    fn due(&self) -> Option<Due> {
        let (snapshot, copies) = (Arc::clone(self.snapshot.as_ref()?), Arc::clone(self.copies.as_ref()?));
        Some(Due { snapshot, copies, decisions: Arc::clone(&self.decisions), version: self.version })
    }
}

impl Due {
    /// Links everything anew.
    pub fn link(&self) -> Links {
        let segments: Vec<Arc<Segment>> = self.snapshot.segments().map(|(_, s)| Arc::clone(s)).collect();
        link::link(&segments, &self.copies, &self.decisions)
    }
}

/// The decisions without the last one that says this.
fn without(decisions: &Decisions, gone: &Decision) -> Decisions {
    let mut all: Vec<Decision> = decisions.iter().cloned().collect();
    if let Some(last) = all.iter().rposition(|d| d == gone) {
        all.remove(last);
    }
    all.into_iter().collect()
}
