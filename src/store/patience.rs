//! A file read with patience, but not without end: its bytes fail once it has given nothing for too long.

use std::cell::Cell;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;
use std::time::{Duration, Instant};

/// When a file last gave something.
#[derive(Clone, Debug)]
pub(super) struct Sign(Rc<Cell<Instant>>);

impl Sign {
    pub(super) fn new() -> Sign {
        Sign(Rc::new(Cell::new(Instant::now())))
    }

    /// It has just given something; what the reader waits for others does not count.
    pub(super) fn give(&self) {
        self.0.set(Instant::now());
    }
}

/// An open file whose bytes fail when it has given no sign for `time`.
pub(super) struct Patient<F> {
    file: F,
    sign: Sign,
    time: Duration,
}

impl<F> Patient<F> {
    pub(super) fn new(file: F, sign: &Sign, time: Duration) -> Patient<F> {
        Patient { file, sign: sign.clone(), time }
    }
}

impl<F: Read> Read for Patient<F> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.sign.0.get().elapsed() > self.time {
            let what = format!("nothing came of it in {} s", self.time.as_secs());
            return Err(io::Error::other(what));
        }
        self.file.read(buf)
    }
}

impl<F: Seek> Seek for Patient<F> {
    fn seek(&mut self, place: SeekFrom) -> io::Result<u64> {
        self.file.seek(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_gives_nothing_comes_to_an_end() {
        let sign = Sign::new();
        let mut all = String::new();
        Patient::new(&b"words"[..], &sign, Duration::from_secs(600)).read_to_string(&mut all).unwrap();
        assert_eq!(all, "words");
        let late = Patient::new(io::repeat(b' '), &sign, Duration::ZERO).read_to_end(&mut Vec::new());
        assert!(late.unwrap_err().to_string().contains("nothing came of it"));
    }
}
