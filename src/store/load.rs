//! The pipeline: files → raw stories → drafts with mentions and clusters → segments → snapshots.
//!
//! ```text
//! producer (one thread: walks, opens, reads)  ──batches──▶  workers (clean, recognise, sieve)  ──▶  collector
//! ```
//!
//! Batches carry a number and are put back in order, so that the result does not depend on the number of workers.
//! The collector packs stories into segments of 64, 64, 128 … stories and publishes a complete snapshot each
//! time one is closed: all the linking together costs at most about twice the last one.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

use super::collect::Collector;
use super::desk::Desk;
use super::input::Input;
use super::open::Waiting;
use super::produce::Producer;
use super::walk::File;
use crate::model::{Cluster, DateFrom, Day, Draft, DraftMention, Problem, Snapshot};
use crate::read::{self, Finished, RawStory};
use crate::{link, ner};

/// Stories and calendars of events are sent ahead, but not by ten years: a day behind that is a mistake.
const AHEAD_DAYS: i32 = 3_653;
/// Bytes of a story of which only one is worked on at a time: the names of 1 MiB may take 130 MB for a moment.
const BIG_BYTES: usize = 1 << 20;
/// What is told where our own rules fail.
pub(super) const FAULT: &str = "the program failed on it";
/// Batches waiting for each worker: the producer stays ahead, and memory stays bounded.
const WAITING_PER_WORKER: usize = 4;

/// How to load.
#[derive(Clone, Debug)]
pub struct LoadOptions {
    /// Told to the readers.
    pub read: read::Options,
    /// Threads that recognise names, at least 1.
    pub jobs: usize,
    /// Whether names are wanted; without them entities are empty and loading is many times faster.
    pub names: bool,
    /// Whether snapshots are wanted while loading, or only the complete one.
    pub partial: bool,
    /// Where links are made, with what a person decided about names.
    pub desk: Desk,
    /// Who is told what the load waits for.
    pub waiting: Waiting,
}

impl Default for LoadOptions {
    /// On one thread, with names, only the complete snapshot, nothing decided.
    fn default() -> LoadOptions {
        let (read, desk, waiting) = Default::default();
        LoadOptions { read, jobs: 1, names: true, partial: false, desk, waiting }
    }
}

/// A story on its way to the collector.
pub(super) struct Ready {
    pub(super) path: Arc<str>,
    pub(super) draft: Draft,
    pub(super) mentions: Vec<DraftMention>,
    pub(super) clusters: Vec<Cluster>,
}

/// A raw story with the path of its file.
pub(super) type Raw = (Arc<str>, RawStory);

/// A numbered batch.
pub(super) struct Batch<T> {
    pub(super) number: u64,
    pub(super) items: Vec<T>,
    pub(super) problems: Vec<Problem>,
}

/// Loads everything; `publish` gets each snapshot (the last one is complete) and says whether to go on.
pub fn load(input: &Input, options: &LoadOptions, publish: &mut dyn FnMut(Arc<Snapshot>) -> bool) {
    run(Source::Input(input), options, Collector::new(options, publish));
}

/// Loads everything and gives the last snapshot.
pub fn load_whole(input: &Input, options: &LoadOptions) -> Arc<Snapshot> {
    let mut last = Arc::new(Snapshot::empty());
    load(input, options, &mut |snapshot| {
        last = snapshot;
        true
    });
    last
}

/// What the producer reads.
#[derive(Clone, Copy)]
pub(super) enum Source<'a> {
    /// What a person named.
    Input(&'a Input),
    /// These files.
    Files(&'a [File]),
}

/// Reads a source into a collector.
pub(super) fn run(source: Source<'_>, options: &LoadOptions, collector: Collector<'_>) {
    let (stop, big) = (AtomicBool::new(false), Mutex::new(()));
    let jobs = options.jobs.max(1);
    let (raw_in, raw_out) = sync_channel::<Batch<Raw>>(jobs * WAITING_PER_WORKER);
    let (ready_in, ready_out) = channel::<Batch<Ready>>();
    let raw_out = Arc::new(Mutex::new(raw_out));
    // The producer may run ahead of the collector by this many batches, so that stories wait in bounded number.
    let (give, credit) = channel();
    for _ in 0..jobs * WAITING_PER_WORKER * 2 {
        let _ = give.send(());
    }
    thread::scope(|scope| {
        let (stop, big) = (&stop, &big);
        scope.spawn(move || {
            let mut producer = Producer::new(raw_in, stop, credit, &options.waiting);
            let read = read::Options { pdf: Some(super::pdf::text), ..options.read.clone() };
            producer.all(source, &read);
        });
        for _ in 0..jobs {
            let (raw_out, ready_in) = (raw_out.clone(), ready_in.clone());
            scope.spawn(move || work(&raw_out, &ready_in, options.names, big));
        }
        drop((ready_in, raw_out));
        // Each side's ends of the channels live on its own thread: when one side fails, the others run out and end.
        collect(ready_out, give, stop, collector);
    });
}

/// Puts batches in order and hands them to the collector, until it wants no more; for each it gives a credit.
fn collect(ready: Receiver<Batch<Ready>>, give: Sender<()>, stop: &AtomicBool, mut collector: Collector<'_>) {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    while let Ok(batch) = ready.recv() {
        waiting.insert(batch.number, batch);
        while let Some(batch) = waiting.remove(&next) {
            next += 1;
            let _ = give.send(());
            if !stop.load(Ordering::Relaxed) && !collector.batch(batch.items, batch.problems) {
                stop.store(true, Ordering::Relaxed);
            }
        }
    }
    if !stop.load(Ordering::Relaxed) {
        collector.finish();
    }
}

/// A worker: makes drafts of raw stories and finds their names until there are no more; `big` is held for a big one.
fn work(raw: &Mutex<Receiver<Batch<Raw>>>, ready: &Sender<Batch<Ready>>, names: bool, big: &Mutex<()>) {
    let today = super::today();
    loop {
        let next = raw.lock().unwrap_or_else(|e| e.into_inner()).recv();
        let Ok(batch) = next else { return };
        let (mut items, mut problems) = (Vec::with_capacity(batch.items.len()), batch.problems);
        for (path, raw) in batch.items {
            let number = raw.number;
            // A fault in our own rules must cost the story at hand, never the corpus.
            let turn = (raw.text.len() > BIG_BYTES).then(|| big.lock().unwrap_or_else(|e| e.into_inner()));
            let ready = catch_unwind(AssertUnwindSafe(|| prepare(&path, raw, names, today)));
            drop(turn);
            let mut tell = |(what, done)| {
                problems.push(Problem { place: place(&path, number), what, done });
            };
            match ready {
                // A page may turn out to say nothing.
                Ok((story, _)) if story.draft.text.trim().is_empty() => {
                    tell(("no text in it".into(), "left out"));
                }
                Ok((story, problem)) => {
                    items.push(story);
                    problem.map(tell);
                }
                Err(_) => tell((FAULT.into(), "skipped")),
            }
        }
        if ready.send(Batch { number: batch.number, items, problems }).is_err() {
            return;
        }
    }
}

/// A story ready to be packed, and what is to be told of it.
fn prepare(
    path: &Arc<str>,
    raw: RawStory,
    names: bool,
    today: Option<Day>,
) -> (Ready, Option<(String, &'static str)>) {
    let Finished { mut draft, problem } = read::finish(raw, path);
    if names {
        draft.sketch = link::sketch(&draft.text);
    }
    if draft.date_from == DateFrom::Given
        && draft.date.zip(today).is_some_and(|(d, t)| d.days() > t.days() + AHEAD_DAYS)
    {
        draft.date_from = DateFrom::Doubtful;
    }
    let mut mentions = if names { ner::recognize(&draft) } else { Vec::new() };
    let clusters = if names { link::sieve(&draft, &mut mentions) } else { Vec::new() };
    (Ready { path: path.clone(), draft, mentions, clusters }, problem)
}

/// The place of a record as problems tell it.
pub(super) fn place(path: &str, number: u32) -> String {
    if number == 0 { path.to_owned() } else { format!("{path}#{number}") }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::model::Order;

    fn options(jobs: usize) -> LoadOptions {
        LoadOptions { jobs, partial: true, ..LoadOptions::default() }
    }

    fn load_all(input: &Input, jobs: usize) -> Vec<Arc<Snapshot>> {
        let mut all = Vec::new();
        load(input, &options(jobs), &mut |s| {
            all.push(s);
            true
        });
        all
    }

    #[test]
    fn the_seeds_load_whole() {
        let all = load_all(&Input::BuiltIn, 1);
        let last = all.last().unwrap();
        assert!(last.complete());
        assert_eq!(last.n_stories(), 3);
        for (story, (name, text)) in last.stories().zip(super::super::seeds()) {
            assert_eq!((story.id().as_ref(), story.text()), (name, text));
        }
    }

    #[test]
    fn snapshots_come_while_loading_and_do_not_depend_on_threads() {
        let dir = tempfile::tempdir().unwrap();
        for n in 0..300 {
            fs::write(
                dir.path().join(format!("{n:03}.txt")),
                format!("Story {n}\n\nOf the town of Number{n}.\n"),
            )
            .unwrap();
        }
        let input = Input::Paths(vec![dir.path().into()]);
        let one = load_all(&input, 1);
        let sizes: Vec<u32> = one.iter().map(|s| s.n_stories()).collect();
        assert_eq!(sizes, [64, 128, 256, 300]);
        assert!(one.iter().all(|s| s.complete() == (s.n_stories() == 300)));
        let ids = |s: &Snapshot| s.stories_by(Order::Date).map(|s| s.id().into_owned()).collect::<Vec<_>>();
        let four = load_all(&input, 4);
        assert_eq!(ids(&one[3]), ids(&four.last().unwrap().clone()));
        assert_eq!(one[3].links().bytes(), four[3].links().bytes());
    }

    #[test]
    fn loading_stops_when_told() {
        let dir = tempfile::tempdir().unwrap();
        for n in 0..2000 {
            fs::write(dir.path().join(format!("{n}.txt")), "A story.\n").unwrap();
        }
        let mut seen = 0;
        load(&Input::Paths(vec![dir.path().into()]), &options(2), &mut |_| {
            seen += 1;
            false
        });
        assert_eq!(seen, 1);
    }

    #[test]
    fn a_file_that_is_gone_when_it_is_opened_costs_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let file = |name: &str| File { path: dir.path().join(name), id: name.into(), typed: false };
        fs::write(dir.path().join("b.txt"), "It rained.\n").unwrap();
        let files = [file("a.txt"), file("b.txt")];
        let mut last = Arc::new(Snapshot::empty());
        let mut publish = |snapshot| {
            last = snapshot;
            true
        };
        let options = options(1);
        run(Source::Files(&files), &options, Collector::new(&options, &mut publish));
        let told: Vec<String> = last.problems().iter().map(ToString::to_string).collect();
        assert_eq!((last.n_stories(), told.len()), (1, 1));
        assert!(told[0].contains("a.txt: No such file") && told[0].ends_with("(skipped)"), "{told:?}");
    }

    #[test]
    fn an_empty_folder_gives_an_empty_complete_snapshot() {
        let dir = tempfile::tempdir().unwrap();
        let all = load_all(&Input::Paths(vec![dir.path().into()]), 2);
        assert!(all.len() == 1 && all[0].complete() && all[0].n_stories() == 0);
    }
}
