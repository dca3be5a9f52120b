//! A flat block of bytes with numbered sections: the form of everything that is kept of a corpus.
//!
//! ```text
//! magic (8 bytes) | version u32 | number of sections u32 | table: (start u64, length u64) for 16 sections | sections
//! ```
//!
//! Numbers are little-endian, every section starts on a multiple of 8 bytes. Opening checks the table
//! and nothing else; records are read in place. Strings inside a block are told by [`Str`].

use std::hash::BuildHasher;
use std::ops::Range;

use bytemuck::{Pod, Zeroable};
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::Span;

/// The number of a section in its block's table.
pub type SectionId = usize;

const HEADER_BYTES: usize = 16;
const ENTRY_BYTES: usize = 16;
/// More sections than any block has; a table that claims more is damaged.
const MAX_SECTIONS: usize = 16;
/// Bytes before the first section: the table has room for all sections there may be.
const HEADER_ROOM: usize = HEADER_BYTES + MAX_SECTIONS * ENTRY_BYTES;

#[cfg(not(target_endian = "little"))]
compile_error!("blocks are little-endian and read in place");

/// A string inside a block: where it starts in the strings section, and its length, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Pod, Zeroable)]
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

    /// This many zeros.
    fn zeros(len: usize) -> AlignedBytes {
        AlignedBytes { words: vec![0; len.div_ceil(8)], len }
    }

    /// Puts bytes behind the others.
    fn extend(&mut self, bytes: &[u8]) {
        let (start, end) = (self.len, self.len + bytes.len());
        self.words.resize(end.div_ceil(8), 0);
        bytemuck::cast_slice_mut(&mut self.words)[start..end].copy_from_slice(bytes);
        self.len = end;
    }

    /// Makes room for just this many bytes more.
    fn reserve(&mut self, bytes: usize) {
        self.words.reserve_exact(bytes.div_ceil(8));
    }

    fn as_mut(&mut self) -> &mut [u8] {
        &mut bytemuck::cast_slice_mut(&mut self.words)[..self.len]
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

    /// The part of a string that a span of it covers, or nothing where it has none such. Only the part is looked at,
    /// however long the string.
    pub fn part(&self, strings: SectionId, s: Str, span: Span) -> &str {
        let start = s.at as usize;
        let bytes = self.section(strings).get(start..start + s.len as usize);
        bytes.and_then(|b| std::str::from_utf8(b.get(span.range())?).ok()).unwrap_or("")
    }
}

impl std::fmt::Debug for Block {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Block({} bytes, {} sections)", self.bytes().len(), self.sections.len())
    }
}

/// Writes a block. Sections are let go one after the other when it is finished, so that at no time all of them are there
/// twice; the largest, the strings, are not copied at all.
#[derive(Default)]
pub struct BlockBuilder<'a> {
    /// The first section, with room for the header before it.
    strings: Strings,
    /// Those behind it, from number 1 on.
    sections: Vec<Section<'a>>,
}

/// The number of the section that has the strings.
const STRINGS: SectionId = 0;

/// The parts of a section.
type Section<'a> = Vec<Box<dyn AsRef<[u8]> + 'a>>;

/// Records as bytes.
struct Rows<T>(Vec<T>);

impl<T: Pod> AsRef<[u8]> for Rows<T> {
    fn as_ref(&self) -> &[u8] {
        bytemuck::cast_slice(&self.0)
    }
}

impl<'a> BlockBuilder<'a> {
    /// A block with these strings, which are its section 0.
    pub fn new(strings: Strings) -> BlockBuilder<'a> {
        BlockBuilder { strings, sections: Vec::new() }
    }

    /// Puts bytes behind those that the section has. Sections without any are empty.
    ///
    /// # Panics
    /// For section 0, which has the strings.
    pub fn bytes(&mut self, id: SectionId, bytes: impl AsRef<[u8]> + 'a) {
        assert_ne!(id, STRINGS, "strings are given first");
        if self.sections.len() < id {
            self.sections.resize_with(id, Section::default);
        }
        self.sections[id - 1].push(Box::new(bytes));
    }

    /// Puts records behind those that the section has.
    pub fn records<T: Pod>(&mut self, id: SectionId, records: Vec<T>) {
        self.bytes(id, Rows(records));
    }

    /// Puts records behind those that the section has; they stay where they are until the block is finished.
    pub fn borrow<T: Pod>(&mut self, id: SectionId, records: &'a [T]) {
        self.bytes(id, bytemuck::cast_slice::<T, u8>(records));
    }

    /// Puts the sections behind a header.
    pub fn finish(self, magic: [u8; 8], version: u32) -> AlignedBytes {
        let mut out = self.strings.bytes;
        let parts = self.sections.iter().flatten();
        // The ends of sections, and the last one's, take up to 7 bytes each.
        out.reserve(parts.map(|p| (**p).as_ref().len()).sum::<usize>() + 8 * (self.sections.len() + 1));
        let mut table = vec![(HEADER_ROOM, out.len - HEADER_ROOM)];
        for parts in self.sections {
            out.extend(&[0; 7][..out.len.next_multiple_of(8) - out.len]);
            let start = out.len;
            for part in parts {
                out.extend((*part).as_ref());
            }
            table.push((start, out.len - start));
        }
        let head = out.as_mut();
        head[..8].copy_from_slice(&magic);
        head[8..12].copy_from_slice(&version.to_le_bytes());
        head[12..16].copy_from_slice(&(table.len() as u32).to_le_bytes());
        for (entry, (start, len)) in head[HEADER_BYTES..HEADER_ROOM].chunks_exact_mut(ENTRY_BYTES).zip(table)
        {
            entry[..8].copy_from_slice(&(start as u64).to_le_bytes());
            entry[8..].copy_from_slice(&(len as u64).to_le_bytes());
        }
        // Strings grow by doubling, and what they did not need is given back.
        out.words.shrink_to_fit();
        out
    }
}

/// Gathers the strings section of a block, in the place where the block will be.
#[derive(Debug)]
pub struct Strings {
    /// Room for the header, and the strings behind it.
    bytes: AlignedBytes,
    /// Where strings that may come again stand, by their hash, or by the next free number where that is taken.
    known: FxHashMap<u64, Str>,
}

impl Default for Strings {
    fn default() -> Strings {
        Strings { bytes: AlignedBytes::zeros(HEADER_ROOM), known: FxHashMap::default() }
    }
}

impl Strings {
    /// The strings of other blocks, one section behind the other.
    pub fn of(sections: &[&[u8]]) -> Strings {
        let mut strings = Strings::default();
        strings.bytes.reserve(sections.iter().map(|s| s.len() + 8).sum());
        sections.iter().for_each(|section| strings.bytes.extend(section));
        strings
    }

    /// Adds a string that is there once (a text).
    pub fn push(&mut self, s: &str) -> Str {
        let at = u32::try_from(self.len()).unwrap_or(u32::MAX);
        self.bytes.extend(s.as_bytes());
        Str { at, len: u32::try_from(s.len()).unwrap_or(0) }
    }

    /// Adds a string that may come again (a path, an outlet, a key); the same string gives the same place.
    pub fn intern(&mut self, s: &str) -> Str {
        if s.is_empty() {
            return Str::default();
        }
        let mut hash = FxBuildHasher.hash_one(s);
        while let Some(known) = self.known.get(&hash) {
            if self.get(*known) == s.as_bytes() {
                return *known;
            }
            hash = hash.wrapping_add(1);
        }
        let str = self.push(s);
        self.known.insert(hash, str);
        str
    }

    fn get(&self, s: Str) -> &[u8] {
        let start = HEADER_ROOM + s.at as usize;
        self.bytes.as_ref().get(start..start + s.len as usize).unwrap_or(&[])
    }

    /// Bytes so far.
    pub fn len(&self) -> usize {
        self.bytes.len - HEADER_ROOM
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAGIC: [u8; 8] = *b"nhtest\0\0";

    fn sample() -> Vec<u8> {
        let mut strings = Strings::default();
        let word = strings.intern("Añil");
        assert_eq!(strings.intern("Añil"), word);
        let mut b = BlockBuilder::new(strings);
        b.records(2, vec![word]);
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
