//! The encodings of Parquet's pages: runs, packed bits, differences. Every length is checked against the bytes there are.

use std::rc::Rc;

use super::schema::Kind;
use super::thrift::{varint, zigzag};
use crate::read::charset::repair_slice;
use crate::read::date::days_since_1970;
use crate::read::limits::COLUMN_PAGE_VALUES;

/// Numbers in runs, or packed in groups of eight (the format's "RLE/bit-packing hybrid"), one at a time.
#[derive(Debug)]
pub(super) struct Runs {
    bytes: Rc<[u8]>,
    at: usize,
    width: u32,
    left: u64,
    /// The number of a run; packed groups are read at `bit`.
    value: Option<u32>,
    bit: usize,
}

impl Runs {
    pub(super) fn new(bytes: Rc<[u8]>, at: usize, width: u32) -> Runs {
        Runs { bytes, at, width: width.min(32), left: 0, value: None, bit: 0 }
    }
}

impl Iterator for Runs {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        while self.left == 0 {
            let (head, len) = varint(self.bytes.get(self.at..)?)?;
            self.at += len;
            if head & 1 == 1 {
                let groups = head >> 1;
                self.value = None;
                self.bit = self.at * 8;
                let bytes = groups.checked_mul(u64::from(self.width))?;
                self.left = groups.checked_mul(8)?;
                self.at = self.at.checked_add(usize::try_from(bytes).ok()?)?;
            } else {
                let size = self.width.div_ceil(8) as usize;
                let value = self.bytes.get(self.at..self.at + size)?;
                self.value = Some(value.iter().rev().fold(0, |n, b| n << 8 | u32::from(*b)));
                self.left = head >> 1;
                self.at += size;
            }
        }
        self.left -= 1;
        if self.value.is_some() {
            return self.value;
        }
        let value = bits(&self.bytes, self.bit, self.width)?;
        self.bit += self.width as usize;
        u32::try_from(value).ok()
    }
}

/// A number of `width` bits at bit `at`, least first; up to 64.
fn bits(bytes: &[u8], at: usize, width: u32) -> Option<u64> {
    let mut value = 0u64;
    for n in 0..width {
        let place = at.checked_add(n as usize)?;
        let bit = bytes.get(place / 8)? >> (place % 8) & 1;
        value |= u64::from(bit) << n;
    }
    Some(value)
}

/// Whole numbers as differences in blocks (`DELTA_BINARY_PACKED`), and the bytes they took.
pub(super) fn deltas(bytes: &[u8]) -> Option<(Vec<i64>, usize)> {
    let mut at = 0;
    let number = |at: &mut usize| {
        let (value, len) = varint(bytes.get(*at..)?)?;
        *at += len;
        Some(value)
    };
    let block = usize::try_from(number(&mut at)?).ok()?;
    let minis = usize::try_from(number(&mut at)?).ok().filter(|n| (1..=512).contains(n))?;
    let total = usize::try_from(number(&mut at)?).ok().filter(|n| *n <= COLUMN_PAGE_VALUES)?;
    let mut last = zigzag(number(&mut at)?);
    let per_mini = block.checked_div(minis).filter(|n| (1..=1 << 16).contains(n))?;
    let mut out = Vec::new();
    if total > 0 {
        out.push(last);
    }
    while out.len() < total {
        let least = zigzag(number(&mut at)?);
        let widths = bytes.get(at..at + minis)?;
        at += minis;
        for width in widths {
            if out.len() >= total {
                break;
            }
            let width = u32::from(*width).min(64);
            // A block of equal steps takes no bytes: the next header must be paid for.
            for n in 0..per_mini.min(total - out.len()) {
                let step = bits(bytes, at * 8 + n * width as usize, width)?;
                last = last.wrapping_add(least).wrapping_add(step as i64);
                out.push(last);
            }
            at = at.checked_add(per_mini * width as usize / 8)?;
        }
    }
    Some((out, at.min(bytes.len())))
}

/// Values as they stand (`PLAIN`), up to `limit` of them.
pub(super) fn plain(bytes: &[u8], kind: Kind, limit: usize) -> Vec<Rc<str>> {
    let mut out = Vec::new();
    let limit = limit.min(COLUMN_PAGE_VALUES);
    let mut rest = bytes;
    if kind == Kind::Bool {
        return (0..limit.min(bytes.len() * 8))
            .filter_map(|n| Some(number(bits(bytes, n, 1)? as i64, kind)))
            .collect();
    }
    while out.len() < limit {
        let size = match kind {
            Kind::Bytes => {
                let Some((size, after)) = rest.split_first_chunk::<4>() else { break };
                rest = after;
                u32::from_le_bytes(*size) as usize
            }
            Kind::Int32 | Kind::Float | Kind::Day => 4,
            Kind::Int96 => 12,
            Kind::Fixed(size) => size,
            _ => 8,
        };
        let Some(value) = rest.get(..size).filter(|v| !v.is_empty() || kind == Kind::Bytes) else { break };
        rest = rest.get(size..).unwrap_or(&[]);
        out.push(told(value, kind));
    }
    out
}

/// Strings with all their lengths in front (`DELTA_LENGTH_BYTE_ARRAY`).
pub(super) fn strings(bytes: &[u8]) -> Option<Vec<Vec<u8>>> {
    let (lengths, mut at) = deltas(bytes)?;
    let mut out = Vec::with_capacity(lengths.len());
    for length in lengths {
        let end = at.checked_add(usize::try_from(length).ok()?)?;
        out.push(bytes.get(at..end)?.to_vec());
        at = end;
    }
    Some(out)
}

/// Strings that begin as the one before (`DELTA_BYTE_ARRAY`), in no more than `limit` bytes.
pub(super) fn prefixed(bytes: &[u8], limit: usize) -> Option<Vec<Vec<u8>>> {
    let (prefixes, at) = deltas(bytes)?;
    let suffixes = strings(bytes.get(at..)?)?;
    let mut out: Vec<Vec<u8>> = Vec::new();
    let mut all = 0;
    for (prefix, suffix) in prefixes.into_iter().zip(suffixes) {
        let last = out.last().map_or(&[][..], Vec::as_slice);
        let mut value = last.get(..usize::try_from(prefix).ok()?)?.to_vec();
        value.extend_from_slice(&suffix);
        all += value.len();
        if all > limit {
            return None;
        }
        out.push(value);
    }
    Some(out)
}

/// A value as text.
pub(super) fn told(value: &[u8], kind: Kind) -> Rc<str> {
    let array = |at: usize| value.get(at..).and_then(|v| v.first_chunk::<8>()).copied().unwrap_or([0; 8]);
    let word = |at: usize| value.get(at..).and_then(|v| v.first_chunk::<4>()).copied().unwrap_or([0; 4]);
    match kind {
        Kind::Bytes | Kind::Fixed(_) => repair_slice(value).into(),
        Kind::Float => f32::from_le_bytes(word(0)).to_string().into(),
        Kind::Double => f64::from_le_bytes(array(0)).to_string().into(),
        Kind::Int32 | Kind::Day => number(i64::from(i32::from_le_bytes(word(0))), kind),
        // The Julian day of 1970 is 2,440,588.
        Kind::Int96 => number(i64::from(i32::from_le_bytes(word(8))) - 2_440_588, Kind::Day),
        _ => number(i64::from_le_bytes(array(0)), kind),
    }
}

/// A whole number as text; of a time, the day.
pub(super) fn number(n: i64, kind: Kind) -> Rc<str> {
    let days = match kind {
        Kind::Day => n,
        Kind::Time(per_day) => n.div_euclid(per_day),
        _ => return n.to_string().into(),
    };
    days_since_1970(days).map(|day| day.to_string()).unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_and_packed_groups_are_read() {
        // Three times 5, then eight numbers of three bits: 0 to 7.
        let bytes: Rc<[u8]> = [6, 5, 3, 0x88, 0xc6, 0xfa][..].into();
        let found: Vec<u32> = Runs::new(bytes, 0, 3).collect();
        assert_eq!(found, [5, 5, 5, 0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(Runs::new([0xff; 3][..].into(), 0, 8).next(), None);
    }

    #[test]
    fn differences_are_read() {
        // The example of the format's description: 7, 5, 3, 1, 2, 3, 4, 5.
        let bytes = [128, 1, 4, 8, 14, 3, 2, 0, 0, 0, 0xc0, 0x3f, 0, 0, 0, 0, 0, 0];
        assert_eq!(deltas(&bytes).unwrap().0, [7, 5, 3, 1, 2, 3, 4, 5]);
        assert_eq!(deltas(&[128, 1, 4, 0xff, 0xff, 0xff, 0xff, 0x0f, 0]), None);
    }

    #[test]
    fn values_are_told_as_text() {
        assert_eq!(&*told(&17_597i32.to_le_bytes(), Kind::Day), "2018-03-07");
        assert_eq!(&*told(&1_520_380_800_000i64.to_le_bytes(), Kind::Time(86_400_000)), "2018-03-07");
        assert_eq!(&*told(&(-2i64).to_le_bytes(), Kind::Int64), "-2");
        let plain: Vec<Rc<str>> = plain(b"\x03\0\0\0one\x09\0\0\0tw", Kind::Bytes, 10);
        assert_eq!(plain, ["one".into()]);
    }
}
