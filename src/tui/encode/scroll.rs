//! Finds rows that moved up or down between two frames.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::FxHasher;

use super::glyph::Glyph;

/// Rows of a frame.
pub(super) type Rows<'a> = Vec<&'a [Glyph<'a>]>;

/// A move of whole rows inside a band of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scroll {
    /// Rows inside the margins.
    pub(super) band: Range<usize>,
    /// How far the rows in it move: up when positive, down when negative.
    pub(super) up: isize,
}

/// A move that saves fewer cells than this is not tried: setting margins and taking them back costs some 20 bytes.
const MIN_GAIN: isize = 40;

impl Scroll {
    /// The move that saves most: rows that come to stand where the next frame has them, less rows that it
    /// would push away from where they stand already.
    pub(super) fn find(old: &Rows<'_>, new: &Rows<'_>) -> Option<Scroll> {
        let (old_hashes, new_hashes) = (hashes(old), hashes(new));
        let changed: Vec<isize> = old.iter().zip(new).map(|(old, new)| count(old, new)).collect();
        let ink: Vec<isize> = new.iter().map(|row| count(row, &[])).collect();
        let n = new.len() as isize;
        let mut best: Option<(isize, Range<usize>, isize)> = None;
        for up in (1 - n..n).filter(|up| *up != 0) {
            let gain = |y: usize| {
                let from = y.checked_add_signed(up)?;
                Some(match old_hashes.get(from)? == new_hashes.get(y)? {
                    true => changed[y],
                    false if changed[y] == 0 => -ink[y],
                    false => 0,
                })
            };
            let (gain, rows) = best_run(new.len(), gain);
            if gain >= MIN_GAIN && best.as_ref().is_none_or(|(most, ..)| gain > *most) {
                best = Some((gain, rows, up));
            }
        }
        let (_, rows, up) = best?;
        let reach = up.unsigned_abs();
        let band = if up > 0 { rows.start..rows.end + reach } else { rows.start - reach..rows.end };
        Some(Scroll { band, up })
    }

    /// The rows as they stand after the move.
    pub(super) fn apply<'a>(&self, rows: &Rows<'a>, blank: &'a [Glyph<'a>]) -> Rows<'a> {
        let mut moved = rows.clone();
        for y in self.band.clone() {
            let from = y.checked_add_signed(self.up).filter(|from| self.band.contains(from));
            moved[y] = from.map_or(blank, |from| rows[from]);
        }
        moved
    }
}

/// The run of neighbouring rows with the highest sum of gains, and that sum. Rows without a gain (`None`) part runs.
fn best_run(n: usize, gain: impl Fn(usize) -> Option<isize>) -> (isize, Range<usize>) {
    let mut best = (0, 0..0);
    let (mut sum, mut start) = (0, 0);
    for y in 0..n {
        let Some(gain) = gain(y) else {
            sum = 0;
            continue;
        };
        if sum <= 0 {
            (sum, start) = (0, y);
        }
        sum += gain;
        if sum > best.0 {
            best = (sum, start..y + 1);
        }
    }
    best
}

/// Number of cells in which two rows differ; a row that is missing counts as blank.
fn count(row: &[Glyph<'_>], other: &[Glyph<'_>]) -> isize {
    let differs = |x: &usize| row.get(*x) != Some(other.get(*x).unwrap_or(&Glyph::BLANK));
    (0..row.len()).filter(differs).count() as isize
}

fn hashes(rows: &Rows<'_>) -> Vec<u64> {
    let hash = |row: &&[Glyph<'_>]| {
        let mut hasher = FxHasher::default();
        row.hash(&mut hasher);
        hasher.finish()
    };
    rows.iter().map(hash).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &[&'static str], new: &[&'static str], expected: Option<(Range<usize>, isize)>) {
        let row = |symbol: &&'static str| vec![Glyph { symbol, ..Glyph::BLANK }; 20];
        let (old, new): (Vec<_>, Vec<_>) = (old.iter().map(row).collect(), new.iter().map(row).collect());
        let found =
            Scroll::find(&old.iter().map(|r| &r[..]).collect(), &new.iter().map(|r| &r[..]).collect());
        assert_eq!(found.map(|s| (s.band, s.up)), expected);
    }

    #[test]
    fn rows_that_moved_are_found_inside_rows_that_stayed() {
        check(&["t", "a", "b", "c", "d", "e", "s"], &["t", "b", "c", "d", "e", "f", "s"], Some((1..6, 1)));
        check(&["t", "b", "c", "d", "e", "f", "s"], &["t", "a", "b", "c", "d", "e", "s"], Some((1..6, -1)));
        check(&["a", "b", "c", "d", "e"], &["c", "d", "e", "f", "g"], Some((0..5, 2)));
    }

    #[test]
    fn rows_that_changed_as_well_do_not_part_a_move() {
        // The cursor stays in its screen row: one row loses it, another gets it.
        check(&["a", "b", "C", "d", "e", "f"], &["b", "c", "D", "e", "f", "g"], Some((0..6, 1)));
    }

    #[test]
    fn unchanged_blank_and_few_rows_are_no_move() {
        check(&["a", "a", "a", "a", "a"], &["a", "a", "a", "a", "a"], None);
        check(&["a", "b", "c", "d"], &["b", "x", "y", "z"], None);
        check(&["a", " ", " ", " "], &[" ", " ", " ", "b"], None);
        check(&[], &[], None);
    }
}
