//! CSV and TSV: delimiter and header are found out; a row is a record.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use csv::{ByteRecord, ReaderBuilder};

use super::charset::repair_slice;
use super::columns::Columns;
use super::format::{Fit, Format, Source};
use super::keys::{Keys, Slot};
use super::limits::{HEAD_BYTES, RECORD_BYTES};
use super::record::Gather;
use super::stream::{Fenced, Room};
use super::tally::Tally;

/// CSV, TSV and what else separates cells by a sign.
pub(super) const FORMAT: Format =
    Format { name: "CSV", extensions: &["csv", "tsv", "tab", "psv"], sniff, read };

/// Signs that separate cells, the usual one first.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// Rows of the head that are looked at: enough to tell a column of text from one of titles.
const SAMPLE_ROWS: usize = 40;

/// A header of known names makes any file one of ours, if it has a text.
fn sniff(head: &[u8], keys: &Keys) -> Fit {
    if super::json::looks_like_json(head.trim_ascii_start()) {
        return Fit::No;
    }
    let line = head.split(|b| matches!(b, b'\n' | b'\r')).find(|l| !l.is_empty()).unwrap_or(&[]);
    let known = |delimiter: u8| {
        let first = sample(line, delimiter, 1).pop().unwrap_or_default();
        let slots: Vec<Slot> =
            first.iter().filter_map(|c| keys.find(str::from_utf8(c).ok()?)).map(|(s, _)| s).collect();
        // Prose has words like "text" and "name" between its commas too, but not only such.
        slots.contains(&Slot::Text) && slots.len() >= 2 && slots.len() * 4 >= first.len()
    };
    match line.starts_with(b"sep=") || DELIMITERS.into_iter().any(known) {
        true => Fit::Likely,
        false => Fit::Possible,
    }
}

fn read(source: &mut Source<'_>, tally: &mut Tally<'_>) {
    let mut head = source.head;
    let mut delimiter = None;
    if let Some(rest) = head.strip_prefix(b"sep=") {
        // As Excel writes it: the first line names the sign.
        delimiter = rest.first().copied().filter(|b| DELIMITERS.contains(b));
        let end = head.iter().position(|b| *b == b'\n').map_or(head.len(), |n| n + 1);
        head = head.get(end..).unwrap_or(&[]);
        if let Err(error) = io::copy(&mut (&mut *source.input).take(end as u64), &mut io::sink()) {
            return tally.problem(0, format!("cannot be read: {error}"), "skipped");
        }
    }
    let delimiter = delimiter.unwrap_or_else(|| best_delimiter(head));
    let columns = Columns::of(&sample(head, delimiter, SAMPLE_ROWS), source.keys);
    read_rows(source.input, delimiter, &columns, tally);
}

fn read_rows(input: &mut dyn BufRead, delimiter: u8, columns: &Columns, tally: &mut Tally<'_>) {
    let (room, quotes) = (Room::unbounded(), Rc::new(Cell::new(0)));
    // A quote that never closes would take the file into memory.
    let what = format!("a row of more than {} MiB; a quote may not be closed", RECORD_BYTES >> 20);
    let fenced = Fenced::new(input, &room, what);
    let mut rows = builder(delimiter).from_reader(Quotes { input: fenced, n: Rc::clone(&quotes) });
    let mut row = ByteRecord::new();
    let mut number = 0u32;
    let mut skip = columns.has_header;
    let mut last_spans_lines = false;
    loop {
        room.set(RECORD_BYTES as u64);
        match rows.read_byte_record(&mut row) {
            Ok(true) if skip => skip = false,
            Ok(true) if row.iter().all(<[u8]>::is_empty) => {}
            Ok(true) => {
                number = number.saturating_add(1);
                last_spans_lines = row.iter().any(|cell| memchr::memchr(b'\n', cell).is_some());
                if !tell_row(number, &row, columns, tally) {
                    return;
                }
            }
            Ok(false) => break,
            Err(error) => return tally.problem(number.saturating_add(1), told(error), "the rest left out"),
        }
    }
    if last_spans_lines && quotes.get() % 2 == 1 {
        tally.problem(number, "a quote that never closes".into(), "rows behind it read as its text");
    }
}

fn told(error: csv::Error) -> String {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error.to_string(),
        other => format!("{other:?}"),
    }
}

/// Passes a row on; `false` where reading must stop.
fn tell_row(number: u32, row: &ByteRecord, columns: &Columns, tally: &mut Tally<'_>) -> bool {
    let mut gather = Gather::default();
    for (column, place) in &columns.places {
        if let Some(cell) = row.get(*column).filter(|c| !c.is_empty()) {
            gather.offer_text(*place, repair_slice(cell));
        }
    }
    tally.story(number, gather.finish().unwrap_or_default())
}

fn builder(delimiter: u8) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(delimiter).flexible(true).has_headers(false).buffer_capacity(HEAD_BYTES);
    builder
}

/// The first rows of `head`; the last one, which may be cut off, only where it is the only one.
fn sample(head: &[u8], delimiter: u8, rows: usize) -> Vec<Vec<Vec<u8>>> {
    let mut reader = builder(delimiter).from_reader(head);
    let mut out = Vec::new();
    for row in reader.byte_records().take(rows + 1).map_while(Result::ok) {
        out.push(row.iter().take(super::limits::COLUMNS).map(<[u8]>::to_vec).collect());
    }
    if out.len() > rows || (out.len() > 2 && head.len() >= HEAD_BYTES) {
        out.pop();
    }
    out
}

/// The sign that cuts most rows into the same number of cells, two or more.
fn best_delimiter(head: &[u8]) -> u8 {
    let score = |delimiter: u8| {
        let rows = sample(head, delimiter, SAMPLE_ROWS);
        let width = rows.first().map_or(0, Vec::len);
        let same = rows.iter().filter(|r| r.len() == width).count();
        // The share of like rows counts in tenths, so that one ragged row does not decide.
        if width < 2 { (0, 0) } else { (1 + same * 10 / rows.len().max(1), width) }
    };
    DELIMITERS.into_iter().rev().max_by_key(|d| score(*d)).unwrap_or(b',')
}

/// Counts the quotes that go by: an odd number of them leaves one open.
struct Quotes<R> {
    input: R,
    n: Rc<Cell<usize>>,
}

impl<R: Read> Read for Quotes<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.input.read(buf)?;
        self.n.set(self.n.get() + memchr::memchr_iter(b'"', buf.get(..n).unwrap_or(&[])).count());
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use crate::read::check::check;

    #[test]
    fn delimiters_and_headers_are_found_out() {
        check("a.csv", b"title,text\nA,one\nB,\"two, 2\"\n", &[(1, "one"), (2, "two, 2")], &[]);
        check("a.csv", b"id;title;text\n1;A, a;one, 1\n2;B;two, 2\n", &[(1, "one, 1"), (2, "two, 2")], &[]);
        check("a.tsv", b"title\ttext\nA\tone\n", &[(1, "one")], &[]);
        check("a.csv", b"sep=;\ntitle;text\nA;one\n", &[(1, "one")], &[]);
        check("a.csv", b"3,A title here,\"The longest of them\"\n", &[(1, "The longest of them")], &[]);
        check("a", b"\xff\xfet\0i\0t\0l\0e\0\t\0t\0e\0x\0t\0\n\0A\0\t\0o\0", &[(1, "o")], &[]);
    }

    #[test]
    fn cells_and_rows_may_be_odd() {
        check("a.csv", b"title,text\rA,one\rB,two\r", &[(1, "one"), (2, "two")], &[]);
        check("a.csv", b"title,text\nA,\"one\n\nmore\"\n", &[(1, "one\n\nmore")], &[]);
        check(
            "a.csv",
            b"title,text,date\nA,one\nB,two,2018-01-01,x,y\n,,\n,,2018-01-01\n",
            &[(1, "one"), (2, "two")],
            &[(3, "no text")],
        );
        check(
            "a.csv",
            b"title,text\nA,one\nB,\"two\nC,three\n",
            &[(1, "one"), (2, "two\nC,three\n")],
            &[(2, "never closes")],
        );
        check("a.csv", b"title,text\n", &[], &[(0, "CSV with no story")]);
    }
}
