//! Parquet: the columns that say something to us, row by row.
//!
//! Read by code of our own: the one crate that does it needs a C compiler for zstd and takes a megabyte of the program
//! for types and encodings that texts do not have. What is here is what writers of tables of text use: flat columns and
//! lists, all encodings of strings and whole numbers, no compression, snappy, gzip or zstd. Pages are held one a column.

mod column;
mod decode;
mod schema;
mod thrift;

use std::io::{Read, SeekFrom};
use std::rc::Rc;

use super::RawStory;
use super::format::{Raw, RawFormat};
use super::keys::{Keys, Slot};
use super::limits::{EMPTY_ROWS, FOOTER_BYTES};
use super::loose::Loose;
use super::record::Gather;
use super::stream::{Budget, Seekable, Stream};
use super::tally::Tally;
use column::Column;
use schema::{Leaf, leaves};
use thrift::Value;

/// A table in Parquet.
pub(super) const FORMAT: RawFormat =
    RawFormat { name: "a Parquet file", nests: false, is: |_, head| head.starts_with(b"PAR1"), read };

fn read(raw: &mut Raw<'_, '_>, tally: &mut Tally<'_>) {
    let budget = Rc::clone(&tally.budget);
    let keys = raw.keys;
    let done = match &mut raw.stream {
        Stream::File(file) => rows(&mut **file, keys, tally),
        Stream::Flow(input) => match budget.hold(*input) {
            Ok(mut held) => rows(&mut held.bytes, keys, tally),
            Err(what) => Err(what),
        },
    };
    if let Err(what) = done {
        tally.problem(0, what, "what came before is read");
    }
}

/// What a file says of itself in its last bytes.
fn footer(file: &mut dyn Seekable) -> Result<Value, String> {
    let len = file.seek(SeekFrom::End(0)).map_err(|e| e.to_string())?;
    let cut = || "a Parquet file that is cut off".to_owned();
    let mut tail = [0; 8];
    file.seek(SeekFrom::Start(len.checked_sub(8).ok_or_else(cut)?)).map_err(|e| e.to_string())?;
    file.read_exact(&mut tail).map_err(|e| e.to_string())?;
    let [a, b, c, d, magic @ ..] = tail;
    if &magic == b"PARE" {
        return Err("a Parquet file that is locked".into());
    }
    if &magic != b"PAR1" {
        return Err(cut());
    }
    let size = u64::from(u32::from_le_bytes([a, b, c, d]));
    let start = (len - 8).checked_sub(size).filter(|_| size <= FOOTER_BYTES);
    let start = start.ok_or("a Parquet file that claims a footer of a wrong length")?;
    file.seek(SeekFrom::Start(start)).map_err(|e| e.to_string())?;
    let mut bytes = Vec::new();
    file.take(size).read_to_end(&mut bytes).map_err(|e| e.to_string())?;
    thrift::read(&bytes).map(|(value, _)| value).ok_or_else(|| "a Parquet file with a damaged footer".into())
}

/// The columns of a row group, each with the slot that it fills.
type Columns = Vec<(Column, (Slot, u8))>;

fn rows(file: &mut dyn Seekable, keys: &Keys, tally: &mut Tally<'_>) -> Result<(), String> {
    let footer = footer(file)?;
    let all = leaves(footer.list(2)).into_iter();
    let wanted: Vec<(Leaf, _)> =
        all.filter_map(|leaf| keys.find(&leaf.name).map(|slot| (leaf, slot))).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let (mut number, mut empty) = (0u32, 0u64);
    for group in footer.list(4) {
        let chunks = group.list(1);
        let column = |leaf: &Leaf| Column::new(leaf, chunks.get(leaf.no)?.field(3)?);
        let columns = wanted.iter().map(|(leaf, slot)| Some((column(leaf)?, *slot)));
        let mut columns: Columns = columns.collect::<Option<_>>().ok_or("a column that is not described")?;
        for _ in 0..group.int(3).unwrap_or(0) {
            number = number.saturating_add(1);
            let story = next_story(&mut columns, file, &tally.budget)?;
            empty = if story.text.is_empty() { empty + 1 } else { 0 };
            if empty > EMPTY_ROWS {
                return Err(format!("more than {EMPTY_ROWS} rows without a text"));
            }
            if !tally.story(number, story) {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// The story of the next row; an empty one where the row has nothing to read.
fn next_story(columns: &mut Columns, file: &mut dyn Seekable, budget: &Budget) -> Result<RawStory, String> {
    let mut gather = Gather::default();
    let mut bytes = 0;
    for (column, slot) in columns {
        let values = column.next_row(file, budget)?;
        bytes += values.iter().map(|v| v.len() as u64).sum::<u64>();
        let mut values: Vec<Loose> = values.into_iter().map(|v| Loose::Text(v.to_string())).collect();
        match values.len() {
            0 => {}
            1 => gather.offer(*slot, values.swap_remove(0)),
            _ => gather.offer(*slot, Loose::List(values)),
        }
    }
    // A word of a dictionary may be told a thousand times by two bytes.
    budget.add_unpacked(bytes).map_err(|e| e.to_string())?;
    Ok(gather.finish().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use crate::read::check::{check, check_fields};

    /// The same three stories as pyarrow writes them, in other encodings and compressions.
    const FILES: [&[u8]; 4] = [
        include_bytes!("../../../tests/parquet/plain.parquet"),
        include_bytes!("../../../tests/parquet/v2-snappy.parquet"),
        include_bytes!("../../../tests/parquet/delta-gzip.parquet"),
        include_bytes!("../../../tests/parquet/groups-zstd.parquet"),
    ];

    #[test]
    fn tables_are_read_whatever_they_are_packed_in() {
        for file in FILES {
            let stories =
                [(1, "The ferry was late."), (2, "The ferry was early."), (3, "The ferry sank, \u{e9}.")];
            check("a.parquet", file, &stories, &[]);
            check_fields("a.parquet", file, "Ferry late|2018-03-07||Ann Ruiz, Bo Lee||");
        }
    }

    #[test]
    fn no_byte_that_is_wrong_does_harm() {
        for file in FILES {
            for n in 0..file.len() {
                for wrong in [0, 0x7f, 0xff] {
                    let mut bytes = file.to_vec();
                    bytes[n] = wrong;
                    crate::read::check::survives("a.parquet", &bytes);
                }
                crate::read::check::survives("a.parquet", &file[..n]);
            }
        }
    }
}
