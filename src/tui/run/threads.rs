//! The threads around the one that draws: keys, signals, loading, saving, letting go.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::{Wake, Wakes};
use crate::model::Snapshot;
use crate::store::{Input, LoadOptions, QuoteChange, StateFile, Waiting, change_quotes, load, watch};
use crate::text::clean_line;
use crate::tui::Msg;
use crate::tui::decode::Decoder;
use crate::tui::terminal::{Keys, Waited, restore_at_once};

/// How long the drawing thread may take to leave in good order when the program must end; it takes milliseconds, unless the
/// line takes no more output.
const GRACE: Duration = Duration::from_secs(3);
/// Bytes read from the terminal at once: a screen full of typed-ahead keys.
const KEY_BYTES: usize = 4096;

/// Starts a thread; a panic in it ends the program in good order.
pub(super) fn spawn(name: &'static str, wakes: Wakes, work: impl FnOnce() + Send + 'static) {
    let body = move || {
        if catch_unwind(AssertUnwindSafe(work)).is_err() {
            let _ = wakes.send(Wake::Died(name));
        }
    };
    let spawned = thread::Builder::new().name(name.to_owned()).spawn(body);
    assert!(spawned.is_ok(), "the system starts no more threads");
}

/// Ends the program although the drawing thread does not: the last resort.
fn end_after_grace(code: i32) -> ! {
    thread::sleep(GRACE);
    restore_at_once();
    std::process::exit(code)
}

/// The exit code of a program ended by a signal.
pub(super) fn exit_code(signal: i32) -> u8 {
    u8::try_from(128 + signal).unwrap_or(u8::MAX)
}

/// Turns bytes of the terminal into messages, and a line that is gone into the end.
pub(super) fn read_keys(mut keys: Keys, wakes: Wakes) {
    spawn("keys", wakes.clone(), move || {
        let mut decoder = Decoder::default();
        let (mut buffer, mut msgs) = ([0; KEY_BYTES], Vec::new());
        loop {
            match keys.read(&mut buffer, decoder.patience()) {
                Waited::Bytes(n) => decoder.feed(&buffer[..n], &mut msgs),
                Waited::Nothing => decoder.give_up(&mut msgs),
                Waited::Gone => {
                    let _ = wakes.send(Wake::Gone);
                    end_after_grace(i32::from(exit_code(SIGHUP)));
                }
            }
            for msg in msgs.drain(..) {
                if wakes.send(Wake::Msg(msg)).is_err() {
                    return;
                }
            }
        }
    });
}

/// Turns signals into messages.
///
/// # Errors
/// When a signal cannot be caught.
pub(super) fn catch_signals(wakes: Wakes) -> std::io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH])?;
    spawn("signals", wakes.clone(), move || {
        for signal in signals.forever() {
            let wake = match signal {
                SIGWINCH => Wake::Resized,
                SIGTSTP => Wake::Stop,
                SIGCONT => Wake::Continued,
                signal => Wake::Signal(signal),
            };
            let ends = matches!(wake, Wake::Signal(_));
            if wakes.send(wake).is_err() || ends {
                end_after_grace(i32::from(exit_code(signal)));
            }
        }
    });
    Ok(())
}

/// Loads the corpus and, if that is wanted, watches it; each snapshot is a message. Ends early when nobody listens any
/// more.
pub(super) fn start_loading(input: Input, options: LoadOptions, watched: bool, wakes: Wakes) {
    spawn("loader", wakes.clone(), move || {
        let work = if watched { watch } else { load };
        work(&input, &options, &mut |snapshot| wakes.send(Wake::Msg(Msg::Snapshot(snapshot))).is_ok());
    });
}

/// Has the screen tell what the load waits for.
pub(super) fn tell_waiting(wakes: Wakes) -> Waiting {
    Waiting::new(move |place| {
        let _ = wakes.send(Wake::Msg(Msg::Notice(format!("waiting for {place}"))));
    })
}

/// Lets go of snapshots: giving back the memory of a large one takes longer than a frame may.
pub(super) fn start_reaper(wakes: Wakes) -> Sender<Arc<Snapshot>> {
    let (send, old) = channel::<Arc<Snapshot>>();
    spawn("reaper", wakes, move || old.into_iter().for_each(drop));
    send
}

/// Changes the file of quotations.
#[derive(Debug)]
pub(super) struct Quoter {
    changes: Option<Sender<QuoteChange>>,
    finished: Receiver<()>,
}

impl Quoter {
    /// Starts the thread.
    pub(super) fn start(wakes: Wakes) -> Quoter {
        let (changes, incoming) = channel();
        let (done, finished) = channel();
        spawn("quoter", wakes.clone(), move || {
            for change in incoming {
                let changed = change_quotes(&change).map(|path| clean_line(&path.to_string_lossy()));
                let told = match (&change, changed) {
                    (QuoteChange::Add(_), Ok(path)) => format!("appended to {path}"),
                    (QuoteChange::TakeBack(_), Ok(path)) => {
                        format!("the quotation is taken back from {path}")
                    }
                    (QuoteChange::Add(_), Err(error)) => format!("cannot quote: {error}"),
                    (QuoteChange::TakeBack(_), Err(error)) => format!("the quotation stays: {error}"),
                };
                let _ = wakes.send(Wake::Msg(Msg::Notice(told)));
            }
            let _ = done.send(());
        });
        Quoter { changes: Some(changes), finished }
    }

    /// Has the file changed soon.
    pub(super) fn change(&self, change: QuoteChange) {
        if let Some(changes) = &self.changes {
            // A thread that is gone has told so itself.
            let _ = changes.send(change);
        }
    }

    /// Waits until all is written.
    pub(super) fn finish(&mut self) {
        self.changes = None;
        let _ = self.finished.recv();
    }
}

/// Writes state, so that no disk makes a key wait.
#[derive(Debug)]
pub(super) struct Saver {
    texts: Option<Sender<String>>,
    finished: Receiver<Result<(), String>>,
}

impl Saver {
    /// Starts the thread.
    pub(super) fn start(file: StateFile, wakes: Wakes) -> Saver {
        let (texts, incoming) = channel::<String>();
        let (done, finished) = channel();
        spawn("saver", wakes.clone(), move || {
            let mut result = Ok(());
            while let Ok(text) = incoming.recv() {
                // Only the newest counts.
                let text = incoming.try_iter().last().unwrap_or(text);
                let written = file.write(&text).map_err(|e| {
                    let place = file.path().display().to_string();
                    format!("cannot save where you are: {}: {e}", clean_line(&place))
                });
                // Said once, not every few seconds.
                if let (Err(why), Ok(())) = (&written, &result) {
                    let _ = wakes.send(Wake::Msg(Msg::Notice(why.clone())));
                }
                result = written;
            }
            let _ = done.send(result);
        });
        Saver { texts: Some(texts), finished }
    }

    /// Has `text` written soon.
    pub(super) fn save(&self, text: String) {
        if let Some(texts) = &self.texts {
            let _ = texts.send(text);
        }
    }

    /// Waits until all is written; says what went wrong with the last write.
    pub(super) fn finish(mut self) -> Result<(), String> {
        self.texts = None;
        self.finished.recv().unwrap_or(Ok(()))
    }
}
