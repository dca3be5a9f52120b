//! The file of decisions: one a line, readable, so that it can be edited and merged like any text.
//!
//! It lies in the corpus folder where it exists there (`.newshound-decisions`), else in the state folder. Every change reads
//! the file anew, under a lock that other newshounds respect, and writes it whole into its place: nothing that another
//! program or person wrote meanwhile is lost, and no line is ever dropped because it cannot be read.

mod line;
mod words;

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use rustix::fs::{FlockOperation, flock};

use super::Input;
use super::open;
use super::state::{name_of, state_folder, write_whole};
use super::walk::printable;
use crate::model::{Decision, Decisions, Problem};

pub use line::{parse, print};

/// The file's name in a corpus folder. The dot keeps it from being read as a story.
const IN_CORPUS: &str = ".newshound-decisions";
/// A longer file (bytes) is not ours: a hundred thousand decisions take less.
const MAX_BYTES: u64 = 64 << 20;
/// The first line of a new file.
const HEAD: &str =
    "# Decisions about names, one a line, the later one holds. newshound replays them at each load.\n";
/// How often the lock is tried, and how long is waited between: another program holds it for some milliseconds.
const LOCK_TRIES: u32 = 200;
const LOCK_WAIT: Duration = Duration::from_millis(10);

/// Where the decisions about a corpus are kept.
#[derive(Clone, Debug)]
pub struct DecisionFile {
    path: PathBuf,
    lock: PathBuf,
}

/// A change of the file.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// One more decision.
    Add(Decision),
    /// The last line that says this goes.
    TakeBack(Decision),
}

/// What the file says.
#[derive(Clone, Debug, Default)]
pub struct Decided {
    /// The decisions, in order.
    pub decisions: Decisions,
    /// Lines that say nothing, with their numbers.
    pub problems: Vec<Problem>,
}

impl DecisionFile {
    /// The place for a corpus; `None` for standard input and where there is no home folder.
    pub fn of(input: &Input) -> Option<DecisionFile> {
        let state = state_folder();
        if let Input::Paths(paths) = input
            && let [path] = paths.as_slice()
        {
            let folder = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(Path::new("")) };
            let beside = folder.join(IN_CORPUS);
            if beside.symlink_metadata().is_ok() {
                let lock = state.unwrap_or_else(std::env::temp_dir);
                let name = name_of(&Input::Paths(vec![beside.clone()]))?;
                // A link is followed, so that what it leads to is replaced, not the link.
                let path = fs::canonicalize(&beside).unwrap_or(beside);
                return Some(DecisionFile { path, lock: lock.join(format!("{name}.lock")) });
            }
        }
        Some(DecisionFile::below(&state?, &name_of(input)?))
    }

    fn below(folder: &Path, name: &str) -> DecisionFile {
        DecisionFile {
            path: folder.join(format!("{name}.decisions")),
            lock: folder.join(format!("{name}.lock")),
        }
    }

    /// Where it is, for messages.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What it says; nothing where it is not there. That it cannot be read is a problem.
    pub fn read(&self) -> Decided {
        match self.bytes() {
            Ok(bytes) => self.parse(&bytes),
            Err(error) => {
                let problem =
                    Problem { place: self.place(), what: error.to_string(), done: "no decision holds" };
                Decided { decisions: Decisions::new(), problems: vec![problem] }
            }
        }
    }

    /// Changes the file, and gives what it says then.
    ///
    /// # Errors
    /// When it cannot be read or written, or another program does not let go of it; then it stays as it is. In words for a
    /// person, with its place.
    pub fn change(&self, change: &Change) -> Result<Decided, String> {
        let at = |place: String| move |error: io::Error| format!("{place}: {error}");
        let _held = self.lock().map_err(at(printable(&self.lock)))?;
        self.change_held(change).map_err(at(self.place()))
    }

    /// Changes the file while the lock is held.
    fn change_held(&self, change: &Change) -> io::Result<Decided> {
        let mut bytes = self.bytes()?;
        match change {
            Change::Add(decision) => {
                if bytes.is_empty() {
                    bytes.extend_from_slice(HEAD.as_bytes());
                }
                if !bytes.ends_with(b"\n") {
                    bytes.push(b'\n');
                }
                bytes.extend_from_slice(print(decision).as_bytes());
                bytes.push(b'\n');
            }
            Change::TakeBack(decision) => match place_of(&bytes, decision) {
                Some(range) => drop(bytes.drain(range)),
                None => return Ok(self.parse(&bytes)),
            },
        }
        write_whole(&self.path, &bytes)?;
        Ok(self.parse(&bytes))
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        // Only a plain file has an end that is sure to come.
        let file = match open::file(&self.path) {
            Err(error) if open::is_missing(&error) => return Ok(Vec::new()),
            opened => opened?,
        };
        let mut bytes = Vec::new();
        file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MAX_BYTES {
            return Err(io::Error::other(format!("more than {} MiB", MAX_BYTES >> 20)));
        }
        Ok(bytes)
    }

    fn parse(&self, bytes: &[u8]) -> Decided {
        let mut said = Decided::default();
        for (n, line) in bytes.split(|b| *b == b'\n').enumerate() {
            let problem = |what: &str| Problem {
                place: format!("{}:{}", self.place(), n + 1),
                what: what.to_owned(),
                done: "this line decides nothing",
            };
            match std::str::from_utf8(line).map_err(|_| "not UTF-8").and_then(parse) {
                Ok(Some(decision)) => said.decisions.push(decision),
                Ok(None) => {}
                Err(what) => said.problems.push(problem(what)),
            }
        }
        said
    }

    /// Holds the lock as long as what it gives lives.
    fn lock(&self) -> io::Result<File> {
        if let Some(folder) = self.lock.parent() {
            DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        }
        let file =
            OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(&self.lock)?;
        for _ in 0..LOCK_TRIES {
            match flock(&file, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => return Ok(file),
                Err(error) if error == rustix::io::Errno::WOULDBLOCK => sleep(LOCK_WAIT),
                Err(error) => return Err(error.into()),
            }
        }
        Err(io::Error::new(io::ErrorKind::WouldBlock, "another program is writing it and does not end"))
    }

    fn place(&self) -> String {
        printable(&self.path)
    }
}

/// The bytes of the last line that says `decision`, with its line end.
fn place_of(bytes: &[u8], decision: &Decision) -> Option<std::ops::Range<usize>> {
    let (mut at, mut found) = (0, None);
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        let text = std::str::from_utf8(line).unwrap_or("");
        if parse(text.trim_end_matches('\n')) == Ok(Some(decision.clone())) {
            found = Some(at..at + line.len());
        }
        at += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::NameKey;

    fn same(a: &str, b: &str) -> Decision {
        Decision::Same(NameKey(a.into()), NameKey(b.into()))
    }

    #[test]
    fn what_is_decided_is_read_again_and_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let file = DecisionFile::below(&folder.path().join("x"), "a");
        assert!(file.read().decisions.is_empty());
        let (one, two) = (same("person:a", "person:b"), same("person:c", "person:d"));
        file.change(&Change::Add(one.clone())).unwrap();
        file.change(&Change::Add(two.clone())).unwrap();
        let said = file.change(&Change::Add(one.clone())).unwrap();
        assert_eq!(said.decisions.iter().collect::<Vec<_>>(), [&one, &two, &one]);
        let said = file.change(&Change::TakeBack(one.clone())).unwrap();
        assert_eq!(said.decisions.iter().collect::<Vec<_>>(), [&one, &two], "the last one goes");
        assert_eq!(file.read().decisions.len(), 2);
        assert!(file.change(&Change::TakeBack(same("person:x", "person:y"))).is_ok());
    }

    #[test]
    fn a_bad_line_is_told_and_kept_and_the_rest_holds() {
        let folder = tempfile::tempdir().unwrap();
        let file = DecisionFile::below(folder.path(), "a");
        let text = b"# mine\nsame person:a person:b\n<<<<<<< HEAD\n\xff\n\nhide org:x everywhere";
        fs::write(&file.path, text).unwrap();
        let said = file.read();
        assert_eq!((said.decisions.len(), said.problems.len()), (2, 2));
        let place = |n: usize| said.problems[n].place.rsplit(':').next().unwrap().to_owned();
        assert_eq!((place(0), place(1)), ("3".into(), "4".into()));
        file.change(&Change::Add(same("person:c", "person:d"))).unwrap();
        file.change(&Change::TakeBack(same("person:a", "person:b"))).unwrap();
        let kept = fs::read(&file.path).unwrap();
        assert_eq!(kept, b"# mine\n<<<<<<< HEAD\n\xff\n\nhide org:x everywhere\nsame person:c person:d\n");
    }

    #[test]
    fn two_programs_lose_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = DecisionFile::below(folder.path(), "a");
        std::thread::scope(|scope| {
            for writer in 0..4 {
                let file = &file;
                scope.spawn(move || {
                    for n in 0..20 {
                        let decision = same(&format!("person:{writer}"), &format!("person:{n}"));
                        file.change(&Change::Add(decision)).unwrap();
                    }
                });
            }
        });
        assert_eq!(file.read().decisions.len(), 80);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "the file and its lock, nothing else");
    }

    #[test]
    fn what_cannot_be_read_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let file = DecisionFile::below(folder.path(), "a");
        fs::create_dir(&file.path).unwrap();
        assert_eq!(file.read().problems.len(), 1);
        assert!(file.change(&Change::Add(same("person:a", "person:b"))).is_err());
        assert!(file.path.is_dir());
    }

    #[test]
    fn the_corpus_folder_has_its_own_where_the_file_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let input = Input::Paths(vec![folder.path().into()]);
        let inside =
            |input: &Input| DecisionFile::of(input).is_some_and(|f| f.path.starts_with(folder.path()));
        assert!(!inside(&input));
        fs::write(folder.path().join(IN_CORPUS), "").unwrap();
        assert!(inside(&input));
        assert!(inside(&Input::Paths(vec![folder.path().join("dump.jsonl")])));
        assert!(DecisionFile::of(&Input::Stdin).is_none());
    }
}
