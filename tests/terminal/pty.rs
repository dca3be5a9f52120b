//! The program in a pseudo-terminal, with an emulator that reads what it sends.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

use crate::driven::Driven;

/// Long enough for any machine under any load; reached only by a test that fails.
pub(crate) const DEADLINE: Duration = Duration::from_secs(30);
/// How often a condition is looked at.
const LOOK: Duration = Duration::from_millis(5);

type Emulator = Arc<Mutex<(vt100::Parser<Driven>, Vec<u8>)>>;

/// A run of the program.
pub(crate) struct Run {
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    emulator: Emulator,
    /// The terminal's settings before the program ran.
    before: String,
    cut: Arc<AtomicBool>,
    reader: Option<JoinHandle<()>>,
}

/// Columns and rows of the pseudo-terminal.
pub(crate) const SIZE: (u16, u16) = (100, 30);

impl Run {
    /// Starts the program on `paths`, its state below `home`.
    pub(crate) fn start(home: &Path, paths: &[&str]) -> Run {
        Run::start_with(home, paths, &[])
    }

    /// The same with further environment variables.
    pub(crate) fn start_with(home: &Path, paths: &[&str], variables: &[(&str, &str)]) -> Run {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_newshound"));
        command.args(paths);
        Run::spawn(home, command, variables)
    }

    /// Starts the program with a file as its standard input.
    pub(crate) fn start_piped(home: &Path, file: &Path) -> Run {
        let mut command = CommandBuilder::new("/bin/sh");
        command.args(["-c", "cat \"$1\" | \"$0\" -", env!("CARGO_BIN_EXE_newshound")]);
        command.arg(file);
        Run::spawn(home, command, &[("PATH", "/usr/bin:/bin")])
    }

    fn spawn(home: &Path, mut command: CommandBuilder, variables: &[(&str, &str)]) -> Run {
        let (columns, rows) = SIZE;
        let pair = native_pty_system()
            .openpty(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 })
            .expect("the system has pseudo-terminals");
        command.env_clear();
        command.env("TERM", "xterm-256color");
        for folder in ["HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"] {
            command.env(folder, home.as_os_str());
        }
        for (name, value) in variables {
            command.env(name, value);
        }
        let before = settings(&*pair.master);
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let size = |n| NonZeroU16::new(n).expect("a size above 0");
        let emulator = vt100::Parser::new_with_callbacks(size(rows), size(columns), 0, Driven::default());
        let emulator: Emulator = Arc::new(Mutex::new((emulator, Vec::new())));
        let mut output = pair.master.try_clone_reader().expect("the terminal can be read");
        let (reads, cut) = (emulator.clone(), Arc::new(AtomicBool::new(false)));
        let is_cut = cut.clone();
        let reader = std::thread::spawn(move || {
            let mut buffer = [0; 65536];
            while let Ok(n @ 1..) = output.read(&mut buffer) {
                if is_cut.load(Ordering::SeqCst) {
                    return;
                }
                let mut reads = reads.lock().expect("nothing panics with the emulator");
                reads.0.process(&buffer[..n]);
                reads.1.extend_from_slice(&buffer[..n]);
            }
        });
        let keys = pair.master.take_writer().expect("the terminal can be written");
        Run {
            master: Some(pair.master),
            keys: Some(keys),
            child,
            emulator,
            before,
            cut,
            reader: Some(reader),
        }
    }

    /// Types keys.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Run {
        let typed = self.keys.as_mut().map(|k| k.write_all(keys.as_bytes()).and_then(|()| k.flush()));
        typed.expect("the line is there").expect("keys can be typed");
        self
    }

    /// Looks at the emulator.
    pub(crate) fn look<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        look(self.emulator.lock().expect("nothing panics with the emulator").0.screen())
    }

    /// The screen as text.
    pub(crate) fn text(&self) -> String {
        self.look(vt100::Screen::contents)
    }

    /// What the terminal was made to do beside showing text.
    pub(crate) fn driven(&self) -> Vec<String> {
        self.emulator.lock().expect("nothing panics with the emulator").0.callbacks().events.clone()
    }

    /// Everything sent so far.
    pub(crate) fn sent(&self) -> Vec<u8> {
        self.emulator.lock().expect("nothing panics with the emulator").1.clone()
    }

    /// Waits until the screen is as wanted.
    pub(crate) fn until(&mut self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) -> &mut Run {
        self.wait_for(what, |run| run.look(&wanted));
        self
    }

    /// Waits until the screen has a text.
    pub(crate) fn until_shown(&mut self, text: &str) -> &mut Run {
        self.until(text, |screen| screen.contents().contains(text))
    }

    /// Waits until something is so.
    pub(crate) fn wait_for(&mut self, what: &str, is_so: impl Fn(&Run) -> bool) {
        let start = Instant::now();
        while !is_so(self) {
            assert!(start.elapsed() < DEADLINE, "never came: {what}; the screen:\n{}", self.text());
            std::thread::sleep(LOOK);
        }
    }

    /// Sends the program a signal.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).expect("the program runs");
    }

    /// The program's state in the kernel's words: `R`, `S`, `T` (stopped) ...
    #[cfg(target_os = "linux")]
    pub(crate) fn process_state(&self) -> char {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.pid().as_raw_nonzero()));
        let stat = stat.unwrap_or_default();
        stat.rsplit(") ").next().and_then(|rest| rest.chars().next()).unwrap_or('?')
    }

    /// How often its threads have gone to sleep of their own will.
    #[cfg(target_os = "linux")]
    pub(crate) fn naps(&self) -> u64 {
        let folder = format!("/proc/{}/task", self.pid().as_raw_nonzero());
        let tasks = std::fs::read_dir(folder).expect("the program runs").flatten();
        let of = |task: std::fs::DirEntry| {
            let status = std::fs::read_to_string(task.path().join("status")).unwrap_or_default();
            let line = status.lines().find_map(|l| l.strip_prefix("voluntary_ctxt_switches:"));
            line.and_then(|n| n.trim().parse::<u64>().ok()).unwrap_or(0)
        };
        tasks.map(of).sum()
    }

    fn pid(&self) -> Pid {
        let pid = self.child.process_id().and_then(|pid| i32::try_from(pid).ok());
        pid.and_then(Pid::from_raw).expect("the program runs")
    }

    /// Changes the terminal's size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        let size = |n| NonZeroU16::new(n).expect("a size above 0");
        self.emulator
            .lock()
            .expect("nothing panics with the emulator")
            .0
            .screen_mut()
            .set_size(size(rows), size(columns));
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().map(|m| m.resize(size)).expect("the line is there").expect("resizes");
    }

    /// Cuts the line.
    pub(crate) fn cut(&mut self) {
        // The thread that reads holds the line too: it lets go at the next output, which a repaint brings.
        self.cut.store(true, Ordering::SeqCst);
        self.keys("\x0c");
        self.reader.take().expect("cut once").join().expect("the reader does not panic");
        self.keys = None;
        self.master = None;
    }

    /// Waits until the program has ended; its exit code.
    pub(crate) fn ended(&mut self) -> u32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("the program can be waited for") {
                return status.exit_code();
            }
            assert!(start.elapsed() < DEADLINE, "the program goes on; the screen:\n{}", self.text());
            std::thread::sleep(LOOK);
        }
    }

    /// Asserts that the terminal is as it was.
    pub(crate) fn assert_restored(&mut self) {
        self.until("the terminal given back", |s| {
            !s.alternate_screen() && !s.bracketed_paste() && !s.hide_cursor()
        });
        let master = self.master.as_ref().expect("the line is there");
        assert_eq!(settings(&**master), self.before);
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn settings(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().expect("the terminal has settings"))
}
