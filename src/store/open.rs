//! Opens what is to be read: files without ever waiting for one, pipes that a person named with as much patience as it
//! takes, and a word about it.

use std::fmt;
use std::fs::{self, File, FileType, OpenOptions};
use std::io::{self, IsTerminal};
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use rustix::fs::OFlags;

use super::walk;

/// How long an input may give nothing before that is told: most commands have begun to write by then.
const UNTOLD: Duration = Duration::from_secs(1);

/// Opens a plain file. Nothing that has come into its place meanwhile (a pipe, a device) makes it wait.
///
/// # Errors
/// When it cannot be opened, or is no plain file.
pub(super) fn file(path: &Path) -> io::Result<File> {
    let opened = match OpenOptions::new().read(true).custom_flags(flags(OFlags::NONBLOCK)).open(path) {
        // Another program holds a lease on it, which it is asked to give up.
        Err(error) if error.kind() == io::ErrorKind::WouldBlock && fs::metadata(path)?.is_file() => {
            File::open(path)
        }
        Err(_) if fs::metadata(path).is_ok_and(|about| !about.is_file()) => return Err(no_file()),
        opened => opened,
    }?;
    if opened.metadata()?.is_file() { Ok(opened) } else { Err(no_file()) }
}

fn no_file() -> io::Error {
    io::Error::other(walk::NO_FILE)
}

/// Opens a pipe or a device, and waits until somebody writes to it.
///
/// # Errors
/// When it cannot be opened, or stories cannot come from it.
pub(super) fn flow(path: &Path) -> io::Result<File> {
    let opened = OpenOptions::new().read(true).custom_flags(flags(OFlags::NOCTTY)).open(path)?;
    // The reader takes its keys from there.
    if opened.is_terminal() { Err(io::Error::other("a terminal")) } else { Ok(opened) }
}

fn flags(flags: OFlags) -> i32 {
    // All flags of all systems are small.
    i32::try_from(flags.bits()).unwrap_or(0)
}

/// Whether what a person named gives its bytes as they come: a pipe, a device. In folders such things are left alone.
pub(super) fn flows(file: &walk::File) -> bool {
    file.typed && fs::metadata(&file.path).is_ok_and(|about| is_flow(about.file_type()))
}

fn is_flow(kind: FileType) -> bool {
    kind.is_fifo() || kind.is_char_device() || kind.is_block_device()
}

/// Whether a file or folder that a person named can be opened; of a pipe that is not known before somebody writes to it.
///
/// # Errors
/// When it cannot.
pub(super) fn check(path: &Path) -> io::Result<()> {
    let kind = fs::metadata(path)?.file_type();
    match kind {
        kind if kind.is_char_device() => flow(path).map(drop),
        kind if is_flow(kind) => Ok(()),
        kind if kind.is_dir() => fs::read_dir(path).map(drop),
        kind if kind.is_file() => file(path).map(drop),
        _ => Err(no_file()),
    }
}

/// Whether an error says that a path leads nowhere.
pub(super) fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Who is told what a load waits for, if anybody: a pipe that nobody writes to is a mistake that only a person sees.
#[derive(Clone, Default)]
pub struct Waiting(Option<Arc<Tell>>);

type Tell = dyn Fn(&str) + Send + Sync;

impl fmt::Debug for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Waiting").field(&self.0.is_some()).finish()
    }
}

impl Waiting {
    /// Tells by calling `tell` with the place, fit for printing, from another thread.
    pub fn new(tell: impl Fn(&str) + Send + Sync + 'static) -> Waiting {
        Waiting(Some(Arc::new(tell)))
    }

    /// Does something that may take long, which is told once if it does.
    pub(super) fn during<T>(&self, place: &str, wait: impl FnOnce() -> T) -> T {
        let (ended, end) = channel::<()>();
        if let Some(tell) = self.0.clone() {
            let place = place.to_owned();
            thread::spawn(move || {
                if end.recv_timeout(UNTOLD) == Err(RecvTimeoutError::Timeout) {
                    tell(&place);
                }
            });
        }
        let done = wait();
        drop(ended);
        done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_into_a_files_place_makes_nobody_wait() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
        for path in [&path, folder.path()] {
            assert_eq!(file(path).unwrap_err().to_string(), walk::NO_FILE);
        }
        assert!(check(&path).is_ok(), "nobody writes to it, which may change");
    }

    #[test]
    fn only_a_long_wait_is_told() {
        let (tell, told) = channel();
        let waiting = Waiting::new(move |place| tell.send(place.to_owned()).unwrap());
        waiting.during("short", || ());
        let heard = waiting.during("long", || told.recv_timeout(UNTOLD * 60));
        assert_eq!(heard.as_deref(), Ok("long"));
        drop(waiting);
        assert!(told.recv().is_err(), "and nothing else");
    }
}
