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

    /// Takes a stream into memory, for what must be read at any place.
    ///
    /// # Errors
    /// In words for a person, when it is too large or cannot be read to its end.
    pub(super) fn hold(self: &Rc<Budget>, input: &mut dyn BufRead) -> Result<Held, String> {
        let room = HELD_BYTES.saturating_sub(self.held.get());
        let mut bytes = Vec::new();
        let read = input.take(room + 1).read_to_end(&mut bytes);
        read.map_err(|error| format!("cannot be read to its end: {error}"))?;
        if bytes.len() as u64 > room {
            return Err(format!("more than {} MiB, inside another file or through a pipe", HELD_BYTES >> 20));
        }
        self.held.set(self.held.get() + bytes.len() as u64);
        Ok(Held { bytes: Cursor::new(bytes), budget: Rc::clone(self) })
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

/// Fails where what comes out is too much for what went in. Once it has failed it fails again: a reader may take what came
/// before for a whole piece, and ask again for what is wrong.
struct Bounded<R> {
    inner: R,
    budget: Rc<Budget>,
    failed: Option<(io::ErrorKind, String)>,
}

/// What a packed form gives, within the limits.
pub(super) fn bounded<'a>(inner: impl Read + 'a, budget: &Rc<Budget>) -> Box<dyn BufRead + 'a> {
    let bounded = Bounded { inner, budget: Rc::clone(budget), failed: None };
    Box::new(BufReader::with_capacity(64 << 10, bounded))
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if let Some((kind, what)) = &self.failed {
            return Err(io::Error::new(*kind, what.clone()));
        }
        let read = self.inner.read(buf).and_then(|n| self.budget.add_unpacked(n as u64).map(|()| n));
        if let Err(error) = &read
            && error.kind() != io::ErrorKind::Interrupted
        {
            self.failed = Some((error.kind(), error.to_string()));
        }
        read
    }
}

/// Bytes that may still be read of a piece; handles on it share it.
#[derive(Clone, Debug)]
pub(super) struct Room(Rc<Cell<u64>>);

impl Room {
    /// Room without end, until it is set.
    pub(super) fn unbounded() -> Room {
        Room(Rc::new(Cell::new(u64::MAX)))
    }

    /// Makes room for the next piece.
    pub(super) fn set(&self, bytes: u64) {
        self.0.set(bytes);
    }
}

/// Fails where a piece is longer than there is room for: whoever reads it would take it into memory.
pub(super) struct Fenced<'a> {
    input: &'a mut dyn BufRead,
    room: Room,
    /// What is told then.
    what: String,
}

impl<'a> Fenced<'a> {
    pub(super) fn new(input: &'a mut dyn BufRead, room: &Room, what: String) -> Fenced<'a> {
        Fenced { input, room: room.clone(), what }
    }
}

impl BufRead for Fenced<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let room = usize::try_from(self.room.0.get()).unwrap_or(usize::MAX);
        let bytes = self.input.fill_buf()?;
        if room == 0 && !bytes.is_empty() {
            return Err(io::Error::other(self.what.clone()));
        }
        Ok(bytes.get(..room).unwrap_or(bytes))
    }

    fn consume(&mut self, n: usize) {
        self.room.set(self.room.0.get().saturating_sub(n as u64));
        self.input.consume(n);
    }
}

impl Read for Fenced<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(buf)?;
        self.consume(n);
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_failed_fails_again_with_the_same_words() {
        struct FailsOnce(bool);
        impl Read for FailsOnce {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                if std::mem::replace(&mut self.0, true) { Ok(0) } else { Err(io::Error::other("torn")) }
            }
        }
        let mut input = bounded(FailsOnce(false), &Rc::default());
        for _ in 0..2 {
            assert_eq!(input.fill_buf().unwrap_err().to_string(), "torn");
        }
    }

    #[test]
    fn a_piece_is_as_long_as_its_room() {
        let mut input: &[u8] = b"one two";
        let room = Room::unbounded();
        let mut fenced = Fenced::new(&mut input, &room, "too long".into());
        room.set(3);
        let mut piece = String::new();
        assert_eq!(fenced.read_to_string(&mut piece).unwrap_err().to_string(), "too long");
        room.set(4);
        assert_eq!(fenced.read_to_string(&mut piece).unwrap(), 4);
    }
}
