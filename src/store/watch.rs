//! Loading that goes on: what is added to the paths, changed or taken away shows up in a new snapshot.
//!
//! The system tells when something below a path has changed; nothing ticks. What exactly has is found by walking
//! anew and comparing sizes and times, so that no order or loss of messages can matter.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant, SystemTime};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::input::Input;
use super::load::{LoadOptions, Source, load, run};
use super::walk::{self, File};
use super::{again, collect::Collector};
use crate::model::{Problem, Segment, Snapshot};

/// Quiet that must follow a change before it is read: a program that writes a file writes on soon.
const QUIET: Duration = Duration::from_millis(200);
/// Longest wait for that, so that a file that grows all the time is read now and then.
const LONGEST: Duration = Duration::from_secs(3);

/// What is compared of a file: its size, and when its words, or the permission to read them, changed last.
type Look = (u64, Option<SystemTime>, (i64, i64));

/// What a walk finds.
#[derive(Default)]
struct Seen {
    files: BTreeMap<File, Look>,
    /// Folders that cannot be read, and what is no file.
    problems: Vec<Problem>,
}

/// Loads as [`load`] does, then stays and publishes a complete snapshot after each change, until `publish` says that
/// no more are wanted. Standard input and the built-in stories do not change: there it comes back after loading.
pub fn watch(input: &Input, options: &LoadOptions, publish: &mut dyn FnMut(Arc<Snapshot>) -> bool) {
    let Input::Paths(paths) = input else { return load(input, options, publish) };
    let paths: Vec<PathBuf> = paths.iter().filter(|p| p.as_os_str() != "-").cloned().collect();
    // Begun before loading, so that nothing that changes meanwhile is missed.
    let (watcher, changes, trouble) = listen(&paths);
    let mut seen = looks(&paths);
    let mut going = true;
    let mut last = Arc::new(Snapshot::empty());
    load(input, options, &mut |snapshot| {
        let snapshot = if snapshot.complete() { with_problems(&snapshot, &trouble) } else { snapshot };
        last = Arc::clone(&snapshot);
        going = publish(snapshot);
        going
    });
    let whole = LoadOptions { partial: false, ..options.clone() };
    while going && settle(&changes) {
        let now = looks(&paths);
        let changed = now.unlike(&seen);
        let gone = seen.unlike(&now);
        if changed.is_empty() && gone.is_empty() && seen.problems == now.problems {
            continue;
        }
        let (segments, problems) = what_stays(&last, &gone, &seen.problems);
        let problems = problems.into_iter().chain(now.problems.iter().cloned()).collect();
        let mut newer = |snapshot: Arc<Snapshot>| {
            last = Arc::clone(&snapshot);
            going = publish(snapshot);
            going
        };
        run(Source::Files(&changed), &whole, Collector::resume(segments, problems, &whole, &mut newer));
        seen = now;
    }
    drop(watcher);
}

/// What stays of a snapshot without what came of some files, and without some problems.
fn what_stays(last: &Snapshot, gone: &[File], solved: &[Problem]) -> (Vec<Arc<Segment>>, Vec<Problem>) {
    let stale: HashSet<String> =
        gone.iter().flat_map(|file| [file.id.clone(), walk::printable(&file.path)]).collect();
    // A place is a file, or a part of one behind `/` or `#`.
    let of = |place: &str| {
        let ends = place.match_indices(['/', '#']).map(|(n, _)| n).chain([place.len()]);
        ends.filter_map(|n| place.get(..n)).any(|file| stale.contains(file))
    };
    let problems = last.problems().iter().filter(|p| !of(&p.place) && !solved.contains(p));
    (again::without(last, &of), problems.cloned().collect())
}

impl Seen {
    /// The files that `other` has not, or not so.
    fn unlike(&self, other: &Seen) -> Vec<File> {
        let same = |file, look| other.files.get(file) == Some(look);
        self.files.iter().filter(|(file, look)| !same(file, look)).map(|(file, _)| file.clone()).collect()
    }
}

/// What there is below the paths now. A pipe gives its words once, so that nothing of it can change.
fn looks(paths: &[PathBuf]) -> Seen {
    let mut seen = Seen::default();
    walk::walk(paths, &mut |item| {
        match item.map(|file| (fs::metadata(&file.path), file)) {
            Ok((Ok(about), file)) if about.is_file() => {
                let look = (about.len(), about.modified().ok(), (about.ctime(), about.ctime_nsec()));
                seen.files.insert(file, look);
            }
            Ok(_) => {}
            Err(problem) => seen.problems.push(problem),
        }
        true
    });
    seen
}

/// Has the system tell of changes below the paths; what cannot be watched is a problem.
fn listen(paths: &[PathBuf]) -> (Option<RecommendedWatcher>, Receiver<()>, Vec<Problem>) {
    let (tell, changes) = channel();
    let config = notify::Config::default().with_follow_symlinks(false);
    let handler = move |event: notify::Result<notify::Event>| {
        // Looking at a file is no change, and is what comes of reading it.
        if event.is_ok_and(|e| !e.kind.is_access()) {
            let _ = tell.send(());
        }
    };
    let mut problems = Vec::new();
    let mut trouble = |path: &Path, error: notify::Error| {
        problems.push(walk::problem(path, format!("cannot be watched: {error}"), "shown as it was"));
    };
    let mut watcher = match RecommendedWatcher::new(handler, config) {
        Ok(watcher) => watcher,
        Err(error) => {
            trouble(paths.first().map_or(Path::new(""), |p| p), error);
            return (None, changes, problems);
        }
    };
    for path in paths.iter().filter(|path| path.is_dir() || path.is_file()) {
        // A file is watched by its folder: programs replace files by new ones of the same name.
        let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let (place, mode) = match path.is_dir() {
            true => (path.as_path(), RecursiveMode::Recursive),
            false => (parent, RecursiveMode::NonRecursive),
        };
        if let Err(error) = watcher.watch(place, mode) {
            trouble(path, error);
        }
    }
    (Some(watcher), changes, problems)
}

/// Waits for a change and for the quiet behind it; `false` where none can come any more.
fn settle(changes: &Receiver<()>) -> bool {
    if changes.recv().is_err() {
        return false;
    }
    let first = Instant::now();
    while first.elapsed() < LONGEST {
        match changes.recv_timeout(QUIET) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return true,
        }
    }
    true
}

fn with_problems(snapshot: &Arc<Snapshot>, more: &[Problem]) -> Arc<Snapshot> {
    if more.is_empty() {
        return Arc::clone(snapshot);
    }
    let mut problems: Vec<Problem> = snapshot.problems().iter().chain(more).cloned().collect();
    problems.sort();
    let segments: Vec<_> = snapshot.segments().map(|(_, s)| Arc::clone(s)).collect();
    let same =
        Snapshot::new(segments, Arc::clone(snapshot.links()), Default::default(), problems.into(), true);
    Arc::new(super::order::ordered(same))
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::mpsc::{Sender, channel};
    use std::thread;

    use super::*;

    /// Watches a folder on another thread; snapshots come through the channel, and it ends when that is dropped.
    fn start(path: &Path) -> Receiver<Arc<Snapshot>> {
        let (send, snapshots): (Sender<Arc<Snapshot>>, _) = channel();
        let input = Input::Paths(vec![path.to_owned()]);
        let options = LoadOptions::default();
        thread::spawn(move || watch(&input, &options, &mut |s| send.send(s).is_ok()));
        snapshots
    }

    /// The ids of the next snapshot that has this many stories.
    fn ids(snapshots: &Receiver<Arc<Snapshot>>, n: u32) -> Vec<String> {
        let long = Duration::from_secs(60);
        let snapshot = loop {
            let snapshot = snapshots.recv_timeout(long).expect("a snapshot comes");
            if snapshot.n_stories() == n {
                break snapshot;
            }
        };
        let mut ids: Vec<String> = snapshot.stories().map(|s| s.id().into_owned()).collect();
        ids.sort();
        ids
    }

    #[test]
    fn what_is_added_changed_and_taken_away_shows_up() {
        let dir = tempfile::tempdir().unwrap();
        let path = |name: &str| dir.path().join(name);
        fs::write(path("a.txt"), "Ann Ruiz spoke.\n").unwrap();
        fs::write(path("b.jsonl"), "{\"text\": \"one\"}\n").unwrap();
        let snapshots = start(dir.path());
        assert_eq!(ids(&snapshots, 2), ["a.txt", "b.jsonl#1"]);
        fs::create_dir(path("sub")).unwrap();
        fs::write(path("sub/c.txt"), "Ann Ruiz left.\n").unwrap();
        assert_eq!(ids(&snapshots, 3), ["a.txt", "b.jsonl#1", "sub/c.txt"]);
        let mut grows = fs::OpenOptions::new().append(true).open(path("b.jsonl")).unwrap();
        grows.write_all(b"{\"text\": \"two\"}\n{\"text\": ").unwrap();
        assert_eq!(ids(&snapshots, 4), ["a.txt", "b.jsonl#1", "b.jsonl#2", "sub/c.txt"]);
        fs::remove_file(path("a.txt")).unwrap();
        assert_eq!(ids(&snapshots, 3), ["b.jsonl#1", "b.jsonl#2", "sub/c.txt"]);
    }

    #[test]
    fn problems_go_with_their_cause() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a.txt"), "Ann Ruiz spoke.\n").unwrap();
        std::os::unix::fs::symlink("c.txt", dir.path().join("b.txt")).unwrap();
        let snapshots = start(dir.path());
        let until = |stories: u32, problems: usize| {
            let long = Duration::from_secs(60);
            let wanted = |s: &Snapshot| s.n_stories() == stories && s.problems().len() == problems;
            while !wanted(&snapshots.recv_timeout(long).expect("a snapshot comes")) {}
        };
        until(1, 1);
        fs::write(dir.path().join("c.txt"), "Ann Ruiz left.\n").unwrap();
        until(3, 0);
        fs::remove_file(dir.path().join("c.txt")).unwrap();
        until(1, 1);
    }

    #[test]
    fn a_file_alone_is_watched_though_it_is_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a.jsonl");
        fs::write(&file, "{\"text\": \"one\"}\n").unwrap();
        let snapshots = start(&file);
        assert_eq!(ids(&snapshots, 1), ["a.jsonl#1"]);
        fs::write(dir.path().join("new"), "{\"text\": \"one\"}\n{\"text\": \"two\"}\n").unwrap();
        fs::rename(dir.path().join("new"), &file).unwrap();
        assert_eq!(ids(&snapshots, 2), ["a.jsonl#1", "a.jsonl#2"]);
    }
}
