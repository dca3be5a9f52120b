//! Takes gzip, zstd, xz and bzip2 off a file: all members, all frames, within limits of size and ratio.

use std::io::{self, BufRead, Read};
use std::rc::Rc;

use bzip2::bufread::BzDecoder;
use flate2::bufread::GzDecoder;
use lzma_rust2::XzReader;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::limits::WINDOW_KIB;
use super::stream::{Budget, bounded};

/// A wrapper around another file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrapper {
    Gzip,
    Zstd,
    Xz,
    Bzip2,
}

/// Endings of names that a wrapper adds, with what they leave behind.
const ENDINGS: [(&str, &str); 12] = [
    (".gz", ""),
    (".gzip", ""),
    (".tgz", ".tar"),
    (".zst", ""),
    (".zstd", ""),
    (".tzst", ".tar"),
    (".xz", ""),
    (".txz", ".tar"),
    (".bz2", ""),
    (".bz", ""),
    (".tbz2", ".tar"),
    (".tbz", ".tar"),
];

impl Wrapper {
    /// The wrapper that begins with these bytes.
    pub(super) fn of(head: &[u8]) -> Option<Wrapper> {
        match head {
            [0x1f, 0x8b, 8, ..] => Some(Wrapper::Gzip),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Wrapper::Zstd),
            // A frame that decoders must skip (RFC 8878, section 3.1.2).
            [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Some(Wrapper::Zstd),
            [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => Some(Wrapper::Xz),
            // The magic number of a first block, or of a stream without one.
            [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, ..]
            | [b'B', b'Z', b'h', b'1'..=b'9', 0x17, 0x72, 0x45, 0x38, 0x50, 0x90, ..] => Some(Wrapper::Bzip2),
            _ => None,
        }
    }

    /// What is inside, as a stream that fails where it is damaged or grows beyond the limits.
    pub(super) fn open<'a>(self, input: impl BufRead + 'a, budget: &Rc<Budget>) -> Box<dyn BufRead + 'a> {
        match self {
            Wrapper::Gzip => bounded(Joined::new(input, GzDecoder::new, GzDecoder::into_inner), budget),
            Wrapper::Zstd => bounded(ZstdFrames { input, decoder: FrameDecoder::new(), open: false }, budget),
            Wrapper::Xz => bounded(XzReader::new_mem_limit(input, true, WINDOW_KIB), budget),
            Wrapper::Bzip2 => bounded(Joined::new(input, BzDecoder::new, BzDecoder::into_inner), budget),
        }
    }
}

/// The name of what is inside `name`: `a.jsonl` for `a.jsonl.gz`.
pub(super) fn inner_name(name: &str) -> String {
    for (ending, rest) in ENDINGS {
        let at = name.len().saturating_sub(ending.len());
        if let (Some(stem), Some(last)) = (name.get(..at), name.get(at..))
            && last.eq_ignore_ascii_case(ending)
        {
            return format!("{stem}{rest}");
        }
    }
    name.to_owned()
}

/// Passes over zero bytes, with which tapes and some servers fill up what is behind the last member; whether nothing else
/// is left.
fn at_end(input: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let chunk = input.fill_buf()?;
        let zeros = chunk.iter().take_while(|byte| **byte == 0).count();
        let (all, empty) = (zeros == chunk.len(), chunk.is_empty());
        input.consume(zeros);
        if empty || !all {
            return Ok(empty);
        }
    }
}

/// All members of a gzip or bzip2 file, one after the other.
struct Joined<R, D> {
    /// What is behind the last member, while none is open.
    rest: Option<R>,
    member: Option<D>,
    open: fn(R) -> D,
    close: fn(D) -> R,
}

impl<R, D> Joined<R, D> {
    fn new(input: R, open: fn(R) -> D, close: fn(D) -> R) -> Joined<R, D> {
        Joined { rest: Some(input), member: None, open, close }
    }
}

impl<R: BufRead, D: Read> Joined<R, D> {
    /// The member that is open, or the next one; nothing at the end of the file.
    fn current(&mut self) -> io::Result<Option<&mut D>> {
        if let Some(rest) = &mut self.rest
            && !at_end(rest)?
        {
            self.member = self.rest.take().map(self.open);
        }
        Ok(self.member.as_mut())
    }
}

impl<R: BufRead, D: Read> Read for Joined<R, D> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if buf.is_empty() {
            return Ok(0);
        }
        while let Some(member) = self.current()? {
            match member.read(buf) {
                Ok(0) => self.rest = self.member.take().map(self.close),
                Err(error) if error.kind() != io::ErrorKind::Interrupted => {
                    // Nothing that comes behind a damaged place can be told from it.
                    self.member = None;
                    return Err(error);
                }
                read => return read,
            }
        }
        Ok(0)
    }
}

/// All frames of a zstd file, one after the other.
struct ZstdFrames<R> {
    input: R,
    decoder: FrameDecoder,
    open: bool,
}

impl<R: BufRead> ZstdFrames<R> {
    /// Begins the next frame; `false` at the end of the file.
    fn next_frame(&mut self) -> io::Result<bool> {
        while !at_end(&mut self.input)? {
            match self.decoder.reset(&mut self.input) {
                Ok(()) => {
                    self.open = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    io::copy(&mut (&mut self.input).take(u64::from(length)), &mut io::sink())?;
                }
                Err(error) => {
                    return Err(io::Error::other(format!("a zstd frame that cannot be opened: {error}")));
                }
            }
        }
        Ok(false)
    }
}

impl<R: BufRead> Read for ZstdFrames<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if buf.is_empty() {
            return Ok(0);
        }
        loop {
            if !self.open && !self.next_frame()? {
                return Ok(0);
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let step = BlockDecodingStrategy::UptoBlocks(1);
                let done = self.decoder.decode_blocks(&mut self.input, step);
                done.map_err(|_| io::Error::other("a zstd frame that is damaged or cut off"))?;
            }
            match self.decoder.read(buf)? {
                0 => self.open = false,
                n => return Ok(n),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    fn unpack(packed: &[u8]) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        let budget = Rc::new(Budget::default());
        budget.add_packed(packed.len() as u64);
        Wrapper::of(packed).unwrap().open(packed, &budget).read_to_end(&mut out).map(|_| out)
    }

    #[test]
    fn all_members_and_frames_are_read() {
        assert_eq!(unpack(&[gzip(b"one "), gzip(b"two")].concat()).unwrap(), b"one two");
        assert_eq!(unpack(&[zstd(b"one "), zstd(b"two")].concat()).unwrap(), b"one two");
        let skip = [&[0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 9, 9, 9][..], &zstd(b"three")].concat();
        assert_eq!(unpack(&skip).unwrap(), b"three");
    }

    #[test]
    fn zeros_behind_the_end_are_padding_and_other_bytes_are_not() {
        let bzip2 = |bytes: &[u8]| {
            let mut out = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
            out.write_all(bytes).unwrap();
            out.finish().unwrap()
        };
        for packed in [gzip(b"words"), zstd(b"words"), bzip2(b"words")] {
            let with = |behind: &[u8]| unpack(&[&packed, behind].concat());
            assert_eq!(with(&[0; 100_000]).unwrap(), b"words");
            assert_eq!(with(&[&[0; 512][..], &packed].concat()).unwrap(), b"wordswords");
            assert!(with(b"\0\0junk").is_err());
        }
    }

    #[test]
    fn a_bomb_is_stopped() {
        let zeros = vec![0; 40 << 20];
        let stopped = unpack(&gzip(&zeros)).err().map(|e| e.to_string()).unwrap_or_default();
        assert!(stopped.contains("times its size"), "{stopped}");
    }

    #[test]
    fn a_cut_is_an_error() {
        let packed = gzip(b"some words that pack");
        assert!(unpack(&packed[..packed.len() - 12]).is_err());
    }

    #[test]
    fn names_lose_their_wrapper() {
        for (name, inner) in
            [("a.jsonl.gz", "a.jsonl"), ("A.TGZ", "A.tar"), ("x.zst", "x"), ("gz", "gz"), ("é", "é")]
        {
            assert_eq!(inner_name(name), inner);
        }
    }
}
