//! The bytes of a file that is being opened: a stream, or one that can be read at any place.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};
use std::rc::Rc;

use super::limits::{HELD_BYTES, MEMBERS, RATIO_FREE_BYTES, UNPACKED_BYTES, UNPACKED_RATIO};

/// What an open file is: bytes that can be read at any place.
pub trait Seekable: BufRead + Seek {}

impl<T: BufRead + Seek> Seekable for T {}

/// The bytes of a file.
pub(super) enum Stream<'a> {
    /// Only from first to last: standard input, a file inside another.
    Flow(&'a mut dyn BufRead),
    /// At any place.
    File(&'a mut dyn Seekable),
}

impl Stream<'_> {
    /// The same bytes, to be read in order.
    pub(super) fn flow(&mut self) -> &mut dyn BufRead {
        match self {
            Stream::Flow(input) => *input,
            Stream::File(input) => &mut **input as &mut dyn BufRead,
        }
    }

    /// Its number of bytes, where that can be known beforehand; the place to read from stays.
    pub(super) fn len(&mut self) -> Option<u64> {
        let Stream::File(file) = self else { return None };
        let place = file.stream_position().ok()?;
        let len = file.seek(SeekFrom::End(0)).ok()?;
        file.seek(SeekFrom::Start(place)).ok().map(|_| len)
    }

    /// Back to the first byte; `false` where there is no way back.
    pub(super) fn rewind(&mut self) -> bool {
        match self {
            Stream::Flow(_) => false,
            Stream::File(input) => input.seek(SeekFrom::Start(0)).is_ok(),
        }
    }
}

/// What a file given by a person may cost, with all that is packed in it: shared by every layer of it.
#[derive(Debug, Default)]
pub(super) struct Budget {
    packed: Cell<u64>,
    unpacked: Cell<u64>,
    held: Cell<u64>,
    members: Cell<u64>,
}

impl Budget {
    /// Counts bytes of the file as it lies on the disk.
    pub(super) fn add_packed(&self, n: u64) {
        self.packed.set(self.packed.get().saturating_add(n));
    }

    /// Counts bytes that came out of a packed form.
    ///
    /// # Errors
    /// When they are too many, or too many for what went in.
    pub(super) fn add_unpacked(&self, n: u64) -> io::Result<()> {
        let unpacked = self.unpacked.get().saturating_add(n);
        self.unpacked.set(unpacked);
        if unpacked > UNPACKED_BYTES {
            return Err(io::Error::other(format!("unpacks to more than {} GiB", UNPACKED_BYTES >> 30)));
        }
        if unpacked > RATIO_FREE_BYTES && unpacked / UNPACKED_RATIO > self.packed.get() {
            return Err(io::Error::other(format!("unpacks to more than {UNPACKED_RATIO} times its size")));
        }
        Ok(())
    }

    /// Whether enough was unpacked already.
    pub(super) fn spent(&self) -> bool {
        self.add_unpacked(0).is_err()
    }

    /// Counts a file inside; `false` where there are too many.
    pub(super) fn add_member(&self) -> bool {
        self.members.set(self.members.get() + 1);
        self.members.get() <= MEMBERS
    }

    /// Takes a stream into memory, for what must be read at any place; `None` where it is too large.
    ///
    /// # Errors
    /// When it cannot be read to its end.
    pub(super) fn hold(self: &Rc<Budget>, input: &mut dyn BufRead) -> io::Result<Option<Held>> {
        let room = HELD_BYTES.saturating_sub(self.held.get());
        let mut bytes = Vec::new();
        input.take(room + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > room {
            return Ok(None);
        }
        self.held.set(self.held.get() + bytes.len() as u64);
        Ok(Some(Held { bytes: Cursor::new(bytes), budget: Rc::clone(self) }))
    }
}

/// A file inside another, in memory.
pub(super) struct Held {
    pub(super) bytes: Cursor<Vec<u8>>,
    budget: Rc<Budget>,
}

impl Drop for Held {
    fn drop(&mut self) {
        let held = &self.budget.held;
        held.set(held.get().saturating_sub(self.bytes.get_ref().len() as u64));
    }
}

/// Counts the bytes that are taken from a file that flows.
pub(super) struct Metered<R> {
    pub(super) inner: R,
    pub(super) budget: Rc<Budget>,
}

impl<R: BufRead> BufRead for Metered<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        self.budget.add_packed(n as u64);
        self.inner.consume(n);
    }
}

impl<R: BufRead> Read for Metered<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.budget.add_packed(n as u64);
        Ok(n)
    }
}

/// Fails where what comes out is too much for what went in.
pub(super) struct Bounded<R> {
    inner: R,
    budget: Rc<Budget>,
}

/// What a packed form gives, within the limits.
pub(super) fn bounded<'a>(inner: impl Read + 'a, budget: &Rc<Budget>) -> Box<dyn BufRead + 'a> {
    Box::new(BufReader::with_capacity(64 << 10, Bounded { inner, budget: Rc::clone(budget) }))
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.budget.add_unpacked(n as u64)?;
        Ok(n)
    }
}
