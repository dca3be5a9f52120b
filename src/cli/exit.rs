//! How a call ends.

use std::io;

use super::out::say;

/// The exit codes: scripts rely on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Exit {
    /// Something was found, or the person left the reader.
    Found = 0,
    /// Nothing was found.
    Nothing = 1,
    /// It could not be done; with `--strict` also: something was read leniently or not at all.
    Error = 2,
    /// A NAME or STORY fits several.
    Several = 3,
    /// The reader's line was gone (128 and the number of SIGHUP).
    Hangup = 129,
    /// The reader was interrupted (SIGINT).
    Interrupt = 130,
    /// The reader was told to end (SIGTERM).
    Terminate = 143,
}

impl Exit {
    /// Found where there is at least one.
    pub(super) fn of(n: usize) -> Exit {
        if n > 0 { Exit::Found } else { Exit::Nothing }
    }

    /// The exit that the reader's code stands for.
    pub(super) fn of_code(code: u8) -> Exit {
        let ends = [Exit::Found, Exit::Hangup, Exit::Interrupt, Exit::Terminate];
        ends.into_iter().find(|exit| *exit as u8 == code).unwrap_or(Exit::Error)
    }
}

/// Why a look-up stops before its answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum Stop {
    /// The arguments, or what they point at, are wrong.
    #[error("{0}")]
    Usage(String),
    /// What was asked for is not there.
    #[error("{0}")]
    Nothing(String),
    /// What was asked for fits several; the lines name them.
    #[error("{0}")]
    Several(String, Vec<String>),
    /// Everything was told already.
    #[error("told")]
    Told(Exit),
    /// Output failed.
    #[error("{0}")]
    Io(#[from] io::Error),
}

impl Stop {
    /// Tells the reason on standard error; the exit code for it.
    pub(super) fn tell(self) -> Exit {
        match self {
            // Whoever read our output has seen enough.
            Stop::Io(e) if e.kind() == io::ErrorKind::BrokenPipe => return Exit::Found,
            Stop::Io(e) => say(&format!("cannot write: {e}")),
            Stop::Usage(message) => say(&message),
            Stop::Told(exit) => return exit,
            Stop::Nothing(message) => {
                say(&message);
                return Exit::Nothing;
            }
            Stop::Several(message, lines) => {
                say(&message);
                lines.iter().for_each(|line| say(&format!("  {line}")));
                return Exit::Several;
            }
        }
        Exit::Error
    }
}
