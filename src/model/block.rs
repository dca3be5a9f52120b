//! A flat block of bytes with numbered sections: the form of everything that is kept of a corpus.
//!
//! ```text
//! magic (8 bytes) | version u32 | number of sections u32 | table: (start u64, length u64) a section | sections
//! ```
//!
//! Numbers are little-endian, every section starts on a multiple of 8 bytes. Opening checks the table
//! and nothing else; records are read in place. Strings inside a block are told by [`Str`].

use std::borrow::Cow;
use std::ops::Range;

use bytemuck::{Pod, Zeroable};

/// The number of a section in its block's table.
pub type SectionId = usize;

const HEADER_BYTES: usize = 16;
const ENTRY_BYTES: usize = 16;
/// More sections than any block has; a table that claims more is damaged.
const MAX_SECTIONS: usize = 64;

#[cfg(not(target_endian = "little"))]
compile_error!("blocks are little-endian and read in place");

/// A string inside a block: where it starts in the strings section, and its length, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Str {
    /// First byte in the strings section.
    pub at: u32,
    /// Length in bytes.
    pub len: u32,
}

/// Why bytes are not a block of the wanted kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BlockError {
    /// Another kind of file.
    #[error("not a block of this kind")]
    Magic,
    /// Written by another version.
    #[error("written by another version")]
    Version,
    /// A section reaches beyond the end, or is not whole.
    #[error("cut off or damaged")]
    Damaged,
}

/// Bytes that start on a multiple of 8, as a block in memory must.
#[derive(Clone, Debug, Default)]
pub struct AlignedBytes {
    words: Vec<u64>,
    len: usize,
}

impl AlignedBytes {
    /// Copies `bytes` to an aligned place.
    pub fn copy(bytes: &[u8]) -> AlignedBytes {
        let mut words = vec![0u64; bytes.len().div_ceil(8)];
        bytemuck::cast_slice_mut(&mut words)[..bytes.len()].copy_from_slice(bytes);
        AlignedBytes { words, len: bytes.len() }
    }
}

impl AsRef<[u8]> for AlignedBytes {
    fn as_ref(&self) -> &[u8] {
        &bytemuck::cast_slice(&self.words)[..self.len]
    }
}

/// An opened block.
pub struct Block {
    bytes: Box<dyn AsRef<[u8]> + Send + Sync>,
    sections: Vec<Range<usize>>,
}

impl Block {
    /// Opens bytes (in memory or mapped, starting on a multiple of 8) written by a [`BlockBuilder`].
    ///
    /// # Errors
    /// When magic or version differ, or the table does not fit the bytes.
    pub fn open(
        bytes: Box<dyn AsRef<[u8]> + Send + Sync>,
        magic: [u8; 8],
        version: u32,
    ) -> Result<Block, BlockError> {
        let all = (*bytes).as_ref();
        let u32_at = |at: usize| all.get(at..at + 4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        let u64_at = |at: usize| {
            let b: [u8; 8] = all.get(at..at + 8)?.try_into().ok()?;
            usize::try_from(u64::from_le_bytes(b)).ok()
        };
        if all.get(..8) != Some(&magic[..]) {
            return Err(BlockError::Magic);
        }
        if u32_at(8) != Some(version) {
            return Err(BlockError::Version);
        }
        let n = u32_at(12).ok_or(BlockError::Damaged)? as usize;
        if n > MAX_SECTIONS || !(all.as_ptr() as usize).is_multiple_of(8) {
            return Err(BlockError::Damaged);
        }
        let mut sections = Vec::with_capacity(n);
        for i in 0..n {
            let start = u64_at(HEADER_BYTES + i * ENTRY_BYTES).ok_or(BlockError::Damaged)?;
            let len = u64_at(HEADER_BYTES + i * ENTRY_BYTES + 8).ok_or(BlockError::Damaged)?;
            let end = start.checked_add(len).ok_or(BlockError::Damaged)?;
            if end > all.len() || !start.is_multiple_of(8) {
                return Err(BlockError::Damaged);
            }
            sections.push(start..end);
        }
        Ok(Block { bytes, sections })
    }

    /// All bytes of the block, as they are written to a file.
    pub fn bytes(&self) -> &[u8] {
        (*self.bytes).as_ref()
    }

    /// The bytes of a section; none for a section that is not there.
    pub fn section(&self, id: SectionId) -> &[u8] {
        match self.sections.get(id) {
            Some(range) => &self.bytes()[range.clone()],
            None => &[],
        }
    }

    /// A section as records.
    pub fn records<T: Pod>(&self, id: SectionId) -> &[T] {
        bytemuck::try_cast_slice(self.section(id)).unwrap_or(&[])
    }

    /// Whether a section is a whole number of records.
    pub(crate) fn holds<T: Pod>(&self, id: SectionId) -> bool {
        let bytes = self.section(id);
        // An empty section may stand anywhere, also where records would not be aligned.
        bytes.is_empty() || bytemuck::try_cast_slice::<u8, T>(bytes).is_ok()
    }

    /// A string of the section `strings`; empty where it does not fit.
    pub fn str(&self, strings: SectionId, s: Str) -> &str {
        let start = s.at as usize;
        let bytes = self.section(strings).get(start..start + s.len as usize);
        bytes.and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("")
    }
}

impl std::fmt::Debug for Block {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Block({} bytes, {} sections)", self.bytes().len(), self.sections.len())
    }
}

/// Writes a block.
#[derive(Debug, Default)]
pub struct BlockBuilder<'a> {
    sections: Vec<Section<'a>>,
}

/// The bytes of a section, and what comes behind them.
type Section<'a> = (Cow<'a, [u8]>, Cow<'a, [u8]>);

impl<'a> BlockBuilder<'a> {
    /// Sets a section's bytes. Sections not set are empty.
    pub fn section(&mut self, id: SectionId, bytes: impl Into<Cow<'a, [u8]>>) {
        if self.sections.len() <= id {
            self.sections.resize_with(id + 1, Section::default);
        }
        self.sections[id] = (bytes.into(), Cow::default());
    }

    /// Sets a section's records, which stay where they are until the block is finished: some, and those behind them.
    pub fn borrow_both<T: Pod>(&mut self, id: SectionId, records: &'a [T], behind: &'a [T]) {
        self.borrow(id, records);
        self.sections[id].1 = bytemuck::cast_slice::<T, u8>(behind).into();
    }

    /// Sets a section's records, which stay where they are until the block is finished.
    pub fn borrow<T: Pod>(&mut self, id: SectionId, records: &'a [T]) {
        self.section(id, bytemuck::cast_slice::<T, u8>(records));
    }

    /// Sets a section's records.
    pub fn records<T: Pod>(&mut self, id: SectionId, records: &[T]) {
        self.section(id, bytemuck::cast_slice(records).to_vec());
    }

    /// Puts the sections behind a header.
    pub fn finish(self, magic: [u8; 8], version: u32) -> AlignedBytes {
        let n = self.sections.len();
        let head = HEADER_BYTES + n * ENTRY_BYTES;
        let len = |(bytes, behind): &Section<'_>| bytes.len() + behind.len();
        let total: usize = self.sections.iter().map(|s| len(s).next_multiple_of(8)).sum();
        let mut words = vec![0u64; (head + total).div_ceil(8)];
        let out: &mut [u8] = bytemuck::cast_slice_mut(&mut words);
        out[..8].copy_from_slice(&magic);
        out[8..12].copy_from_slice(&version.to_le_bytes());
        out[12..16].copy_from_slice(&(n as u32).to_le_bytes());
        let mut at = head;
        for (i, section) in self.sections.into_iter().enumerate() {
            let entry = HEADER_BYTES + i * ENTRY_BYTES;
            out[entry..entry + 8].copy_from_slice(&(at as u64).to_le_bytes());
            out[entry + 8..entry + 16].copy_from_slice(&(len(&section) as u64).to_le_bytes());
            let (bytes, behind) = &section;
            out[at..at + bytes.len()].copy_from_slice(bytes);
            out[at + bytes.len()..at + len(&section)].copy_from_slice(behind);
            at += len(&section).next_multiple_of(8);
        }
        AlignedBytes { words, len: head + total }
    }
}

/// Gathers the strings section of a block.
#[derive(Debug, Default)]
pub struct Strings {
    bytes: Vec<u8>,
    known: rustc_hash::FxHashMap<Box<str>, Str>,
}

impl Strings {
    /// Adds a string that is there once (a text).
    pub fn push(&mut self, s: &str) -> Str {
        let at = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
        self.bytes.extend_from_slice(s.as_bytes());
        Str { at, len: u32::try_from(s.len()).unwrap_or(0) }
    }

    /// Adds a string that may come again (a path, an outlet, a key); the same string gives the same place.
    pub fn intern(&mut self, s: &str) -> Str {
        if s.is_empty() {
            return Str::default();
        }
        if let Some(known) = self.known.get(s) {
            return *known;
        }
        let str = self.push(s);
        self.known.insert(s.into(), str);
        str
    }

    /// Bytes so far.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The section.
    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAGIC: [u8; 8] = *b"nhtest\0\0";

    fn sample() -> Vec<u8> {
        let mut b = BlockBuilder::default();
        let mut strings = Strings::default();
        let word = strings.intern("Añil");
        assert_eq!(strings.intern("Añil"), word);
        b.section(0, strings.finish());
        b.records(2, &[word]);
        b.finish(MAGIC, 1).as_ref().to_vec()
    }

    fn open(bytes: &[u8]) -> Result<Block, BlockError> {
        Block::open(Box::new(AlignedBytes::copy(bytes)), MAGIC, 1)
    }

    #[test]
    fn what_was_written_is_read_back() {
        let block = open(&sample()).unwrap();
        let word = block.records::<Str>(2)[0];
        assert_eq!(block.str(0, word), "Añil");
        assert_eq!(block.section(1), b"");
        assert_eq!(block.section(9), b"");
    }

    #[test]
    fn cut_and_flipped_bytes_are_refused_or_harmless() {
        let good = sample();
        for end in 0..good.len() {
            let _ = open(&good[..end]).map(|b| b.str(0, Str { at: 0, len: 5 }).len());
        }
        for at in 0..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 0xff;
            if let Ok(block) = open(&bad) {
                for s in block.records::<Str>(2) {
                    let _ = block.str(0, *s);
                }
            }
        }
        assert_eq!(open(b"").unwrap_err(), BlockError::Magic);
    }
}
