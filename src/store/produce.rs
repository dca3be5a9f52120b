//! The first stage of the pipeline: one thread that walks, opens and reads, and hands numbered batches to the workers.
//!
//! It is one thread so that stories keep the order of their files. What fails here costs a file, never the corpus.

use std::fs;
use std::io::{self, BufRead, BufReader};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender};
use std::time::Duration;

use super::input::Input;
use super::load::{Batch, FAULT, Raw, Source, place};
use super::open::{self, Waiting};
use super::patience::{Patient, Sign};
use super::walk::{self, File};
use crate::model::Problem;
use crate::read::{self, RawStory, limits};

/// Stories in a batch: enough to make handing over cheap, few enough that the first is done at once.
const BATCH_STORIES: usize = 32;
/// Bytes of text in a batch, for the same reason.
const BATCH_BYTES: usize = 256 << 10;
/// Bytes read from a file at a time; what the readers see of it when they find out its form.
const READ_BYTES: usize = 64 << 10;
/// Time in which a file may give neither a story nor a problem.
const SILENCE: Duration = Duration::from_secs(limits::FILE_SECONDS);

/// Reads the input in order and hands batches to the workers.
pub(super) struct Producer<'a> {
    out: SyncSender<Batch<Raw>>,
    next: u64,
    items: Vec<Raw>,
    bytes: usize,
    problems: Vec<Problem>,
    stop: &'a AtomicBool,
    credit: Receiver<()>,
    waiting: &'a Waiting,
}

impl<'a> Producer<'a> {
    /// Hands batches to `out` until `stop` is set; for each it waits for a `credit`. Who waits for a pipe is told.
    pub(super) fn new(
        out: SyncSender<Batch<Raw>>,
        stop: &'a AtomicBool,
        credit: Receiver<()>,
        waiting: &'a Waiting,
    ) -> Producer<'a> {
        let (items, problems) = Default::default();
        Producer { out, next: 0, items, bytes: 0, problems, stop, credit, waiting }
    }

    /// Reads a source to its end.
    pub(super) fn all(&mut self, source: Source<'_>, options: &read::Options) {
        match source {
            Source::Input(input) => self.input(input, options),
            Source::Files(files) => self.files(files, options),
        }
        self.send();
    }

    fn input(&mut self, input: &Input, options: &read::Options) {
        match input {
            Input::BuiltIn => {
                for (name, text) in super::seeds() {
                    self.read(name, &mut text.as_bytes(), options);
                }
            }
            Input::Stdin => self.stdin(options),
            Input::Paths(paths) => {
                let (stdin, paths): (Vec<_>, Vec<_>) =
                    paths.iter().cloned().partition(|p| p.as_os_str() == "-");
                if !stdin.is_empty() {
                    self.stdin(options);
                }
                walk::walk(&paths, &mut |item| {
                    match item {
                        Ok(file) => self.file(&file, options),
                        Err(problem) => self.problems.push(problem),
                    }
                    !self.stopped()
                });
            }
        }
    }

    fn files(&mut self, files: &[File], options: &read::Options) {
        for file in files {
            self.file(file, options);
            if self.stopped() {
                return;
            }
        }
    }

    fn stdin(&mut self, options: &read::Options) {
        let waiting = self.waiting.clone();
        let mut input = waiting.during("standard input", || first_bytes(io::stdin()));
        self.read("-", &mut input, options);
    }

    fn file(&mut self, file: &File, options: &read::Options) {
        let waiting = self.waiting.clone();
        let opened = match open::flows(file) {
            true => waiting.during(&walk::printable(&file.path), || {
                open::flow(&file.path).map(|open| Opened::Flow(first_bytes(open)))
            }),
            false => open::file(&file.path).map(Opened::File),
        };
        match opened {
            Ok(Opened::Flow(mut input)) => self.read(&file.id, &mut input, options),
            Ok(Opened::File(open)) => {
                let sign = Sign::new();
                let mut input = BufReader::with_capacity(READ_BYTES, Patient::new(open, &sign, SILENCE));
                let mut sink = FileSink::new(&file.id, sign, self);
                sink.guard(|sink| read::read_file(last_part(&file.id), &mut input, options, sink));
            }
            Err(error) => self.problems.push(walk::problem(&file.path, error.to_string(), "skipped")),
        }
    }

    fn read(&mut self, path: &str, input: &mut dyn BufRead, options: &read::Options) {
        let mut sink = FileSink::new(path, Sign::new(), self);
        sink.guard(|sink| read::read(last_part(path), input, options, sink));
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn send(&mut self) {
        if self.items.is_empty() && self.problems.is_empty() {
            return;
        }
        if self.credit.recv().is_err() {
            self.stop.store(true, Ordering::Relaxed);
            return;
        }
        let batch = Batch {
            number: self.next,
            items: std::mem::take(&mut self.items),
            problems: std::mem::take(&mut self.problems),
        };
        self.next += 1;
        self.bytes = 0;
        if self.out.send(batch).is_err() {
            self.stop.store(true, Ordering::Relaxed);
        }
    }
}

/// An input that is open.
enum Opened {
    /// At any place, and not for ever.
    File(fs::File),
    /// From first to last, for as long as whoever writes it takes.
    Flow(BufReader<fs::File>),
}

/// An input of which the first bytes have come. What went wrong comes again when they are read.
fn first_bytes<R: io::Read>(input: R) -> BufReader<R> {
    let mut input = BufReader::with_capacity(READ_BYTES, input);
    let _ = input.fill_buf();
    input
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Where the stories of one file go.
struct FileSink<'a, 'b> {
    file: Arc<str>,
    /// The file, and the path inside it, if it holds others.
    path: Arc<str>,
    /// Of the file being alive.
    sign: Sign,
    producer: &'a mut Producer<'b>,
}

impl<'a, 'b> FileSink<'a, 'b> {
    fn new(file: &str, sign: Sign, producer: &'a mut Producer<'b>) -> FileSink<'a, 'b> {
        let file: Arc<str> = file.into();
        FileSink { path: file.clone(), file, sign, producer }
    }

    /// Reads into the sink. A fault of a reader costs the rest of its file, never the corpus.
    fn guard(&mut self, read: impl FnOnce(&mut Self)) {
        if catch_unwind(AssertUnwindSafe(|| read(self))).is_err() {
            read::Sink::problem(self, 0, FAULT.into(), "what came before is read");
        }
    }
}

impl read::Sink for FileSink<'_, '_> {
    fn member(&mut self, path: &str) {
        self.path = match path {
            "" => self.file.clone(),
            path => format!("{}/{path}", self.file).into(),
        };
    }

    fn story(&mut self, story: RawStory) -> bool {
        self.producer.bytes += story.text.len();
        self.producer.items.push((self.path.clone(), story));
        if self.producer.items.len() >= BATCH_STORIES || self.producer.bytes >= BATCH_BYTES {
            self.producer.send();
        }
        self.sign.give();
        !self.producer.stopped()
    }

    fn problem(&mut self, number: u32, what: String, done: &'static str) {
        self.sign.give();
        let what = crate::text::clean_line(&what);
        self.producer.problems.push(Problem { place: place(&self.path, number), what, done });
    }
}
