//! One column of a row group: its pages one after the other, its values row by row.

use std::io::{Read, SeekFrom};
use std::rc::Rc;

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

use super::decode::{Runs, deltas, number, plain, prefixed, strings, told};
use super::schema::{Kind, Leaf};
use super::thrift::{self, Value};
use crate::read::limits::{COLUMN_PAGE_HEADER_BYTES, RECORD_BYTES};
use crate::read::stream::{Budget, Seekable};

/// A column that is being read.
pub(super) struct Column {
    kind: Kind,
    max_def: u32,
    max_rep: u32,
    codec: i64,
    /// Where the next page begins.
    at: u64,
    /// Values that are still to come, in pages not yet opened.
    left: i64,
    dictionary: Vec<Rc<str>>,
    page: Page,
    /// The first value of the next row was seen, and whether it is there.
    begun: Option<bool>,
}

/// The values of a page.
#[derive(Default)]
struct Page {
    left: i64,
    reps: Option<Runs>,
    defs: Option<Runs>,
    values: Values,
}

enum Values {
    Told(std::vec::IntoIter<Rc<str>>),
    Dictionary(Runs),
}

impl Default for Values {
    fn default() -> Values {
        Values::Told(Vec::new().into_iter())
    }
}

impl Column {
    /// The column of a leaf, by what the footer says of its chunk.
    pub(super) fn new(leaf: &Leaf, chunk: &Value) -> Option<Column> {
        let data = chunk.int(9)?;
        // Some writers say 0 where there is none.
        let start = chunk.int(11).filter(|at| *at > 0 && *at < data).unwrap_or(data);
        Some(Column {
            kind: leaf.kind,
            max_def: leaf.max_def,
            max_rep: leaf.max_rep,
            codec: chunk.int(4)?,
            at: u64::try_from(start).ok()?,
            left: chunk.int(5)?,
            dictionary: Vec::new(),
            page: Page::default(),
            begun: None,
        })
    }

    /// The values of the next row: none where it has none, several in a list.
    ///
    /// # Errors
    /// In words for a person, when the column is damaged or ends too soon.
    pub(super) fn next_row(
        &mut self,
        file: &mut dyn Seekable,
        budget: &Budget,
    ) -> Result<Vec<Rc<str>>, String> {
        let mut out = Vec::new();
        let mut present = match self.begun.take() {
            Some(present) => present,
            None => self
                .next_level(file, budget)?
                .map(|(_, present)| present)
                .ok_or("a column that ends too soon")?,
        };
        loop {
            if present {
                out.push(self.next_value().ok_or("a column whose values are damaged")?);
            }
            if self.max_rep == 0 {
                return Ok(out);
            }
            match self.next_level(file, budget)? {
                Some((false, p)) => present = p,
                Some((true, p)) => {
                    self.begun = Some(p);
                    return Ok(out);
                }
                None => return Ok(out),
            }
        }
    }

    /// Whether the next value begins a row, and whether it is there; `None` behind the last.
    fn next_level(
        &mut self,
        file: &mut dyn Seekable,
        budget: &Budget,
    ) -> Result<Option<(bool, bool)>, String> {
        while self.page.left <= 0 {
            if self.left <= 0 {
                return Ok(None);
            }
            self.open_page(file, budget)?;
        }
        self.page.left -= 1;
        let level = |runs: &mut Option<Runs>, default| match runs {
            Some(runs) => runs.next().ok_or("a column whose levels are damaged"),
            None => Ok(default),
        };
        let rep = level(&mut self.page.reps, 0)?;
        let def = level(&mut self.page.defs, self.max_def)?;
        Ok(Some((rep == 0, def >= self.max_def)))
    }

    fn next_value(&mut self) -> Option<Rc<str>> {
        match &mut self.page.values {
            Values::Told(values) => values.next(),
            Values::Dictionary(runs) => self.dictionary.get(runs.next()? as usize).cloned(),
        }
    }

    /// Opens the next page of values, and the dictionary before it.
    fn open_page(&mut self, file: &mut dyn Seekable, budget: &Budget) -> Result<(), String> {
        let damaged = || "a page of a column that is damaged".to_owned();
        file.seek(SeekFrom::Start(self.at)).map_err(|e| e.to_string())?;
        let head = page_head(file)?;
        let (header, len) = thrift::read(&head).ok_or_else(damaged)?;
        let size = |id| header.int(id).and_then(|n| usize::try_from(n).ok()).filter(|n| *n <= RECORD_BYTES);
        let (packed, whole) = (size(3).ok_or_else(damaged)?, size(2).ok_or_else(damaged)?);
        let start = self.at + len as u64;
        file.seek(SeekFrom::Start(start)).map_err(|e| e.to_string())?;
        let mut bytes = vec![0; packed.min(RECORD_BYTES)];
        file.read_exact(&mut bytes).map_err(|_| "a column that is cut off".to_owned())?;
        self.at = start + packed as u64;
        budget.add_unpacked(whole as u64).map_err(|e| e.to_string())?;
        match header.int(1) {
            Some(0) => self.data(&self.unpack(&bytes, whole)?, header.field(5).ok_or_else(damaged)?),
            Some(2) => {
                let about = header.field(7).ok_or_else(damaged)?;
                let n = about.int(1).and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
                self.dictionary = plain(&self.unpack(&bytes, whole)?, self.kind, n);
                Ok(())
            }
            Some(3) => self.data_v2(&bytes, whole, header.field(8).ok_or_else(damaged)?),
            _ => Ok(()),
        }
    }

    fn unpack(&self, bytes: &[u8], whole: usize) -> Result<Vec<u8>, String> {
        let damaged = || "a page of a column that does not unpack".to_owned();
        let mut out = Vec::new();
        match self.codec {
            0 => out = bytes.to_vec(),
            1 => {
                let claimed = snap::raw::decompress_len(bytes).map_err(|_| damaged())?;
                if claimed > whole {
                    return Err(damaged());
                }
                out = snap::raw::Decoder::new().decompress_vec(bytes).map_err(|_| damaged())?;
            }
            2 => {
                let read = MultiGzDecoder::new(bytes).take(whole as u64).read_to_end(&mut out);
                read.map_err(|_| damaged())?;
            }
            6 => {
                let decoder = StreamingDecoder::new(bytes).map_err(|_| damaged())?;
                decoder.take(whole as u64).read_to_end(&mut out).map_err(|_| damaged())?;
            }
            n => return Err(format!("columns packed by a method that is not known ({n})")),
        }
        Ok(out)
    }

    /// A page whose levels stand before its values, each with its length.
    fn data(&mut self, bytes: &[u8], about: &Value) -> Result<(), String> {
        let bytes: Rc<[u8]> = bytes.into();
        let mut at = 0;
        let mut levels = |max: u32| {
            if max == 0 {
                return Ok(None);
            }
            let size = bytes
                .get(at..)
                .and_then(|b| b.first_chunk::<4>())
                .ok_or("a column whose levels are cut off")?;
            let runs = Runs::new(Rc::clone(&bytes), at + 4, width(max));
            at += 4 + u32::from_le_bytes(*size) as usize;
            Ok::<_, String>(Some(runs))
        };
        let (reps, defs) = (levels(self.max_rep)?, levels(self.max_def)?);
        let left = about.int(1).unwrap_or(0);
        self.values(&bytes, at, about.int(2), left, reps, defs)
    }

    /// A page of the second version: levels are not packed, and their lengths stand in the header.
    fn data_v2(&mut self, bytes: &[u8], whole: usize, about: &Value) -> Result<(), String> {
        let len = |id| about.int(id).and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
        let (rep_len, def_len) = (len(6), len(5));
        let levels = rep_len.saturating_add(def_len);
        let rest = bytes.get(levels..).ok_or("a column whose levels are cut off")?;
        let mut all = bytes.get(..levels).unwrap_or(&[]).to_vec();
        if about.int(7) == Some(0) || self.codec == 0 {
            all.extend_from_slice(rest);
        } else {
            all.extend_from_slice(&self.unpack(rest, whole.saturating_sub(levels))?);
        }
        let all: Rc<[u8]> = all.into();
        let reps = (self.max_rep > 0).then(|| Runs::new(Rc::clone(&all), 0, width(self.max_rep)));
        let defs = (self.max_def > 0).then(|| Runs::new(Rc::clone(&all), rep_len, width(self.max_def)));
        self.values(&all, levels, about.int(4), about.int(1).unwrap_or(0), reps, defs)
    }

    fn values(
        &mut self,
        bytes: &Rc<[u8]>,
        at: usize,
        encoding: Option<i64>,
        left: i64,
        reps: Option<Runs>,
        defs: Option<Runs>,
    ) -> Result<(), String> {
        let rest = bytes.get(at..).ok_or("a column whose values are cut off")?;
        let damaged = "a column whose values are damaged";
        let limit = usize::try_from(left).unwrap_or(0);
        let kind = self.kind;
        let all =
            |strings: Vec<Vec<u8>>| strings.iter().map(|s| told(s, kind)).collect::<Vec<_>>().into_iter();
        let values = match encoding {
            Some(0) => Values::Told(plain(rest, kind, limit).into_iter()),
            Some(2 | 8) => {
                let width = u32::from(*rest.first().unwrap_or(&0));
                Values::Dictionary(Runs::new(Rc::clone(bytes), at + 1, width))
            }
            Some(5) => {
                let numbers = deltas(rest).ok_or(damaged)?.0;
                Values::Told(numbers.into_iter().map(|n| number(n, kind)).collect::<Vec<_>>().into_iter())
            }
            Some(6) => Values::Told(all(strings(rest).ok_or(damaged)?)),
            Some(7) => Values::Told(all(prefixed(rest, RECORD_BYTES).ok_or(damaged)?)),
            other => {
                return Err(format!("a column in an encoding that is not known ({})", other.unwrap_or(-1)));
            }
        };
        self.left -= left.max(1);
        self.page = Page { left, reps, defs, values };
        Ok(())
    }
}

/// The first bytes of a page, in which its header stands.
fn page_head(file: &mut dyn Seekable) -> Result<Vec<u8>, String> {
    // Nearly always the first buffer holds it.
    let first = file.fill_buf().map_err(|e| e.to_string())?;
    if thrift::read(first).is_some() {
        return Ok(first.to_vec());
    }
    let mut head = Vec::new();
    file.take(COLUMN_PAGE_HEADER_BYTES).read_to_end(&mut head).map_err(|e| e.to_string())?;
    Ok(head)
}

/// Bits that hold numbers up to `max`.
fn width(max: u32) -> u32 {
    u32::BITS - max.leading_zeros()
}
