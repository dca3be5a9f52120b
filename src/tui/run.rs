//! The reader in a terminal: threads around one loop that takes messages, changes the state and draws.
//!
//! ```text
//! keys ───┐
//! signals ┤            ┌─▶ update ─▶ view ─▶ encode ─▶ one write
//! loader ─┼─▶ channel ─┤
//! worker ─┤            └─▶ effects ─▶ worker, clipboard, job control
//! saver ──┘
//! ```
//!
//! Nothing ticks: each thread waits without waking up, and a timer is armed only while something is unsaved.

mod clipboard;
mod decider;
mod threads;
mod worker;

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use rustix::process::{Signal, getpid, kill_process};
use signal_hook::consts::SIGHUP;

use super::encode::Encoder;
use super::saved::Saved;
use super::terminal::{Terminal, kept_panic, restore};
use super::{App, Effect, Msg, Setup, Size, update, view};
use crate::model::{Day, Snapshot};
use crate::store::{DecisionFile, Input, LoadOptions, StateFile};
use decider::Decider;
use threads::{Quoter, Saver, exit_code};
use worker::Worker;

/// Messages taken before a frame is drawn, at most: keys held down over a slow line queue no frames, and yet a flood
/// of messages cannot keep the screen from being drawn.
const MAX_DRAIN: usize = 256;
/// From the first unsaved key to its saving.
const SAVE_AFTER: Duration = Duration::from_secs(3);

/// What the reader is started with.
#[derive(Clone, Debug)]
pub struct RunOptions {
    /// What to open.
    pub input: Input,
    /// How to load it; see [`spare_jobs`].
    pub load: LoadOptions,
    /// Where decisions about names are kept.
    pub decisions: Option<DecisionFile>,
    /// One pane, no box characters; also with `TERM=dumb`.
    pub plain: bool,
    /// No colours; also with `NO_COLOR`.
    pub monochrome: bool,
    /// Today, for relative dates.
    pub today: Option<Day>,
    /// The filter to start with.
    pub query: Option<String>,
    /// Whether files that are added or changed later are shown too.
    pub watch: bool,
    /// Neither read nor write what was seen before.
    pub no_state: bool,
}

/// Threads that load while somebody reads: all but one, which is kept for the screen.
pub fn spare_jobs() -> usize {
    std::thread::available_parallelism().map_or(1, |n| n.get().saturating_sub(1)).max(1)
}

/// What wakes the loop.
#[derive(Debug)]
enum Wake {
    /// A message for the screen.
    Msg(Msg),
    /// The terminal has another size.
    Resized,
    /// The program shall stop (SIGTSTP).
    Stop,
    /// The program was stopped and goes on.
    Continued,
    /// A signal says to end.
    Signal(i32),
    /// The line is gone.
    Gone,
    /// A thread panicked.
    Died(&'static str),
}

type Wakes = Sender<Wake>;

/// Opens the reader and stays until the person leaves, or must.
///
/// Gives the program's exit code: 0, or 128 and the signal's number (a line that is gone counts as SIGHUP).
///
/// # Errors
/// When there is no terminal, or a part of the program failed; the terminal is given back before.
pub fn run(options: RunOptions) -> io::Result<u8> {
    let (wakes, woken) = channel();
    let terminal = Terminal::take()?;
    threads::catch_signals(wakes.clone())?;
    threads::read_keys(terminal.keys()?, wakes.clone());
    let state = StateFile::of(&options.input).filter(|_| !options.no_state);
    let (saved, unsaved) = last_saved(state.as_ref());
    if let Some(why) = &unsaved {
        let _ = wakes.send(Wake::Msg(Msg::Notice(why.clone())));
    }
    let setup = setup(&options, terminal.size(), saved.clone());
    let load = LoadOptions { waiting: threads::tell_waiting(wakes.clone()), ..options.load };
    let held = setup.snapshot.clone();
    let (app, effects) = App::new(setup);
    let mut screen = Screen {
        app,
        terminal,
        encoder: Encoder::default(),
        worker: Worker::start(wakes.clone()),
        reaper: threads::start_reaper(wakes.clone()),
        saver: state.filter(|_| unsaved.is_none()).map(|file| Saver::start(file, wakes.clone())),
        unsaved,
        decider: Some(Decider::start(load.desk.clone(), options.decisions, wakes.clone())),
        quoter: Quoter::start(wakes.clone()),
        held,
        away: false,
        saved,
        save_at: None,
        end: None,
    };
    threads::start_loading(options.input, load, options.watch, wakes);
    screen.perform(effects);
    screen.stay(&woken);
    screen.leave()
}

fn setup(options: &RunOptions, size: Size, saved: String) -> Setup {
    Setup {
        snapshot: Arc::new(Snapshot::empty()),
        size,
        today: options.today,
        monochrome: options.monochrome || std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()),
        plain: options.plain || std::env::var_os("TERM").is_some_and(|v| v == "dumb"),
        saved,
        query: options.query.clone(),
    }
}

/// What was saved of the corpus last, and why nothing is to be saved now, if so: what cannot be read would be lost.
fn last_saved(state: Option<&StateFile>) -> (String, Option<String>) {
    match state.map(StateFile::read::<Saved>) {
        None => (String::new(), None),
        Some(Ok(saved)) => (serde_json::to_string(&saved).unwrap_or_default(), None),
        Some(Err(why)) => (String::new(), Some(format!("nothing is saved this time: {why}"))),
    }
}

/// The loop's own state, around the [`App`].
struct Screen {
    app: App,
    terminal: Terminal,
    encoder: Encoder,
    worker: Worker,
    reaper: Sender<Arc<Snapshot>>,
    saver: Option<Saver>,
    /// Why nothing is saved, where that could be.
    unsaved: Option<String>,
    decider: Option<Decider>,
    quoter: Quoter,
    /// The newest snapshot: held here too, so that the app is never the last to let one go.
    held: Arc<Snapshot>,
    /// Whether the terminal is not ours, as the program is being stopped.
    away: bool,
    /// What was saved last.
    saved: String,
    /// When to look whether something is unsaved.
    save_at: Option<Instant>,
    /// Why the loop shall end: an exit code, or what failed.
    end: Option<io::Result<u8>>,
}

impl Screen {
    fn stay(&mut self, woken: &Receiver<Wake>) {
        while self.end.is_none() {
            self.draw();
            let wake = match self.save_at {
                None => woken.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(at) => woken.recv_timeout(at.saturating_duration_since(Instant::now())),
            };
            match wake {
                Ok(wake) => self.take(wake),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => self.end = Some(Ok(0)),
            }
            for wake in woken.try_iter().take(MAX_DRAIN) {
                if self.end.is_some() {
                    break;
                }
                self.take(wake);
            }
            if self.save_at.is_some_and(|at| at <= Instant::now()) {
                self.save();
            }
        }
    }

    fn take(&mut self, wake: Wake) {
        match wake {
            Wake::Msg(msg) => self.update(msg),
            Wake::Resized => self.update(Msg::Resize(self.terminal.size())),
            Wake::Stop => self.suspend(),
            Wake::Continued => self.go_on(),
            Wake::Signal(signal) => self.end = Some(Ok(exit_code(signal))),
            Wake::Gone => self.end = Some(Ok(exit_code(SIGHUP))),
            Wake::Died(name) => {
                let why = format!("the {name} thread failed: {}", kept_panic());
                self.end = Some(Err(io::Error::other(why)));
            }
        }
    }

    fn update(&mut self, msg: Msg) {
        match &msg {
            Msg::Key(_) | Msg::Paste(_) if self.saver.is_some() && self.save_at.is_none() => {
                self.save_at = Some(Instant::now() + SAVE_AFTER);
            }
            Msg::Snapshot(snapshot) => {
                let old = std::mem::replace(&mut self.held, snapshot.clone());
                let effects = update(&mut self.app, msg);
                // A reaper that is gone has told so itself.
                let _ = self.reaper.send(old);
                return self.perform(effects);
            }
            _ => {}
        }
        let effects = update(&mut self.app, msg);
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Ask(ask) => self.worker.ask(ask),
                Effect::Copy(text) => {
                    let tmux = std::env::var_os("TMUX").is_some_and(|v| !v.is_empty());
                    self.send(&clipboard::copy(&text, tmux));
                    self.update(Msg::Notice(clipboard::notice(&text)));
                }
                Effect::Decide(change) => {
                    if let Some(decider) = &self.decider {
                        decider.decide(change);
                    }
                }
                Effect::Quote(change) => self.quoter.change(change),
                Effect::Suspend => self.suspend(),
                Effect::Repaint => self.encoder.forget(),
                Effect::Quit => self.end = Some(Ok(0)),
            }
        }
    }

    fn draw(&mut self) {
        if !self.away {
            let frame = view(&self.app);
            let bytes = self.encoder.frame(frame.buffer, frame.cursor);
            self.send(&bytes);
        }
    }

    fn send(&mut self, bytes: &[u8]) {
        // A terminal that takes nothing is a line that is gone.
        if self.terminal.send(bytes).is_err() {
            self.end = Some(Ok(exit_code(SIGHUP)));
        }
    }

    /// Gives the terminal back and stops the program; [`Screen::go_on`] follows when it is continued.
    fn suspend(&mut self) {
        self.away = true;
        self.save();
        restore();
        // Not SIGTSTP, which nobody obeys who was started without job control between him and the terminal.
        if kill_process(getpid(), Signal::STOP).is_err() {
            self.go_on();
        }
    }

    fn go_on(&mut self) {
        self.away = false;
        self.encoder.forget();
        if self.terminal.enter().is_err() {
            self.end = Some(Ok(exit_code(SIGHUP)));
        }
        self.update(Msg::Resize(self.terminal.size()));
    }

    /// Has the state saved if it changed.
    fn save(&mut self) {
        self.save_at = None;
        let Some(saver) = &self.saver else { return };
        let now = self.app.saved();
        if now != self.saved {
            saver.save(now.clone());
            self.saved = now;
        }
    }

    fn leave(mut self) -> io::Result<u8> {
        self.worker.stop();
        restore();
        self.save();
        if let Some(decider) = self.decider.take() {
            decider.finish();
        }
        self.quoter.finish();
        let saved = self.saver.take().map_or(Ok(()), Saver::finish);
        if let Some(why) = saved.err().or(self.unsaved.take()) {
            eprintln!("newshound: {why}");
        }
        let end = self.end.take().unwrap_or(Ok(0));
        // The process ends: to take a large corpus apart first would only take time.
        std::mem::forget(self);
        end
    }
}
