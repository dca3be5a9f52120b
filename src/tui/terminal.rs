//! The terminal: taken over at the start, given back whatever happens.
//!
//! Nothing is ever asked of the terminal, so no answer can come late and be taken for keys.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::os::fd::AsFd;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread;
use std::time::Duration;

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::queue;
use crossterm::style::{Attribute, Print, SetAttribute};
use crossterm::terminal::{
    DisableLineWrap, EnableLineWrap, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetwinsize, tcsetattr};

use super::Size;

/// Alternate screen, bracketed paste, no wrapping at the last column (a glyph that the terminal draws wider than we
/// think must not push into the next row), cursor shown.
fn enter_modes() -> Vec<u8> {
    let mut out = Vec::new();
    // Writing to memory does not fail.
    let _ = queue!(out, EnterAlternateScreen, EnableBracketedPaste, DisableLineWrap, Show);
    out
}

/// Takes back all that [`enter_modes`] and a frame that was cut off may have set.
fn leave_modes() -> Vec<u8> {
    let mut out = Vec::new();
    let _ = queue!(out, EndSynchronizedUpdate, Print(WHOLE_SCREEN_SCROLLS), SetAttribute(Attribute::Reset));
    let _ = queue!(out, EnableLineWrap, DisableBracketedPaste, Show, LeaveAlternateScreen);
    out
}

/// Ends a scroll region; the library has no command for it.
const WHOLE_SCREEN_SCROLLS: &str = "\x1b[r";

/// The size taken when the terminal does not tell one.
const USUAL_SIZE: Size = Size { width: 80, height: 24 };
/// More columns or rows than any screen has; a terminal that claims more would cost memory for nothing.
const MAX_SIDE: u16 = 2000;

/// What giving the terminal back needs. Global, because the panic hook must reach it.
static TAKEN: Mutex<Option<Taken>> = Mutex::new(None);

/// What a panic of a thread that does not draw would have printed.
static LAST_PANIC: Mutex<Option<String>> = Mutex::new(None);

struct Taken {
    out: File,
    tty: File,
    before: Termios,
}

fn taken() -> MutexGuard<'static, Option<Taken>> {
    TAKEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The terminal while it is ours; dropping gives it back.
#[derive(Debug)]
pub(super) struct Terminal {
    out: File,
    tty: File,
}

impl Terminal {
    /// Takes the terminal over: standard output for frames, keys from standard input or, when that carries stories, from
    /// the controlling terminal.
    ///
    /// # Errors
    /// When standard output is no terminal, or no keys can be read.
    pub(super) fn take() -> io::Result<Terminal> {
        if !io::stdout().is_terminal() {
            return Err(io::Error::other("standard output is not a terminal"));
        }
        let out = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        let tty = if io::stdin().is_terminal() {
            File::from(io::stdin().as_fd().try_clone_to_owned()?)
        } else {
            let tty = File::options().read(true).write(true).open("/dev/tty");
            tty.map_err(|e| io::Error::other(format!("no terminal to read keys from: {e}")))?
        };
        let terminal = Terminal { out, tty };
        watch_panics();
        terminal.enter()?;
        Ok(terminal)
    }

    /// Enters our modes: at the start, and when the program was stopped and goes on.
    ///
    /// # Errors
    /// When the line is gone.
    pub(super) fn enter(&self) -> io::Result<()> {
        let mut taken = taken();
        let before = match taken.take() {
            Some(taken) => taken.before,
            None => tcgetattr(&self.tty)?,
        };
        let mut raw = before.clone();
        raw.make_raw();
        *taken = Some(Taken { out: self.out.try_clone()?, tty: self.tty.try_clone()?, before });
        tcsetattr(&self.tty, OptionalActions::Now, &raw)?;
        write_all(&self.out, &enter_modes())
    }

    /// Another handle to read keys from.
    ///
    /// # Errors
    /// When the process has no file descriptors left.
    pub(super) fn keys(&self) -> io::Result<Keys> {
        Ok(Keys { tty: self.tty.try_clone()? })
    }

    /// The size now.
    pub(super) fn size(&self) -> Size {
        match tcgetwinsize(&self.out) {
            Ok(size) if size.ws_col > 0 && size.ws_row > 0 => {
                Size { width: size.ws_col.min(MAX_SIDE), height: size.ws_row.min(MAX_SIDE) }
            }
            _ => USUAL_SIZE,
        }
    }

    /// Sends a frame in one write; nothing after [`restore`], as then the screen is no longer ours.
    ///
    /// # Errors
    /// When the line is gone.
    pub(super) fn send(&self, bytes: &[u8]) -> io::Result<()> {
        if bytes.is_empty() || taken().is_none() {
            return Ok(());
        }
        write_all(&self.out, bytes)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back as it was. Does nothing when it is not ours; a line that is gone is no error.
pub(super) fn restore() {
    // Let go of the lock first: writing may take long on a slow line.
    let taken = taken().take();
    if let Some(Taken { out, tty, before }) = taken {
        let _ = tcsetattr(&tty, OptionalActions::Now, &before);
        let _ = write_all(&out, &leave_modes());
    }
}

/// The same without waiting for a line that takes nothing any more.
pub(super) fn restore_at_once() {
    let taken = taken().take();
    if let Some(Taken { out, tty, before }) = taken {
        let _ = tcsetattr(&tty, OptionalActions::Now, &before);
        let now = Timespec { tv_sec: 0, tv_nsec: 0 };
        if poll(&mut [PollFd::new(&out, PollFlags::OUT)], Some(&now)) == Ok(1) {
            let _ = write_all(&out, &leave_modes());
        }
    }
}

/// A panic of the thread that draws prints on the screen that the person came from, where it stays to be read. One of
/// another thread may be caught where it happens, and must not print over the screen: it is kept.
fn watch_panics() {
    static HOOK: Once = Once::new();
    let drawing = thread::current().id();
    HOOK.call_once(|| {
        let print = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if thread::current().id() != drawing && taken().is_some() {
                *last_panic() = Some(panic.to_string());
                return;
            }
            restore();
            print(panic);
        }));
    });
}

fn last_panic() -> MutexGuard<'static, Option<String>> {
    LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What the last panic of another thread would have printed.
pub(super) fn kept_panic() -> String {
    last_panic().take().unwrap_or_default()
}

/// Writes all, in one call wherever the terminal takes it; waits where the line is slow and left non-blocking
/// by another program.
fn write_all(mut out: &File, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match out.write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(n) => bytes = &bytes[n..],
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) if e.kind() == io::ErrorKind::WouldBlock => {
                let _ = poll(&mut [PollFd::new(&out, PollFlags::OUT)], None);
            }
            Err(e) => return Err(e),
        }
    }
    Ok(())
}

/// Reads keys, waiting without waking up.
#[derive(Debug)]
pub(super) struct Keys {
    tty: File,
}

/// What came of waiting for keys.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Waited {
    /// This many bytes.
    Bytes(usize),
    /// Nothing in the time given.
    Nothing,
    /// The line is gone; nothing will ever come.
    Gone,
}

impl Keys {
    /// Waits for bytes, for ever or for `patience`. A line that is gone without a signal is noticed here: a wait for keys
    /// ends with a hang-up, and nothing has to look at a clock.
    pub(super) fn read(&mut self, buffer: &mut [u8], patience: Option<Duration>) -> Waited {
        let timeout = patience.and_then(|p| Timespec::try_from(p).ok());
        loop {
            let mut fds = [PollFd::new(&self.tty, PollFlags::IN)];
            match poll(&mut fds, timeout.as_ref()) {
                Ok(0) => return Waited::Nothing,
                Ok(_) => {}
                Err(rustix::io::Errno::INTR) => continue,
                Err(_) => return Waited::Gone,
            }
            let events = fds[0].revents();
            if !events.intersects(PollFlags::IN | PollFlags::NVAL) {
                return Waited::Gone;
            }
            match self.tty.read(buffer) {
                Ok(0) => return Waited::Gone,
                Ok(n) => return Waited::Bytes(n),
                Err(e) if matches!(e.kind(), io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock) => {}
                Err(_) => return Waited::Gone,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    use super::*;

    #[test]
    #[ignore = "run in a pseudo-terminal by the test below"]
    fn panics_while_the_terminal_is_taken() {
        let terminal = Terminal::take().unwrap();
        terminal.send(b"a frame").unwrap();
        let other = thread::spawn(|| panic!("of another thread"));
        assert!(other.join().is_err());
        assert!(kept_panic().contains("of another thread"));
        panic!("of the drawing thread");
    }

    #[test]
    fn a_panic_prints_after_the_terminal_is_given_back() {
        let pair = native_pty_system().openpty(PtySize::default()).unwrap();
        let before = format!("{:?}", pair.master.get_termios());
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        let test = "tui::terminal::tests::panics_while_the_terminal_is_taken";
        command.args(["--exact", test, "--ignored", "--nocapture"]);
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let (mut reader, mut bytes) = (pair.master.try_clone_reader().unwrap(), Vec::new());
        // On Linux the end of a pseudo-terminal is an error.
        let _ = reader.read_to_end(&mut bytes);
        assert!(!child.wait().unwrap().success());
        let printed = String::from_utf8_lossy(&bytes);
        let left = printed.find("\x1b[?1049l").expect("the alternate screen is left");
        assert!(printed.find("of the drawing thread").is_some_and(|at| at > left), "{printed:?}");
        assert!(printed.find("of another thread").is_none(), "{printed:?}");
        assert_eq!(printed.matches("\x1b[?1049l").count(), 1, "given back once");
        assert_eq!(format!("{:?}", pair.master.get_termios()), before);
    }
}
