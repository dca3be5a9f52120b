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

/// Fewer moved rows than this are drawn anew: setting margins and taking them back costs some 20 bytes.
const MIN_ROWS: usize = 3;

impl Scroll {
    /// The move that puts the most rows where the next frame has them.
    pub(super) fn find(old: &Rows<'_>, new: &Rows<'_>) -> Option<Scroll> {
        let (old_hashes, new_hashes) = (hashes(old), hashes(new));
        let n = new.len() as isize;
        let mut best: Option<(usize, Range<usize>, isize)> = None;
        for up in (1 - n..n).filter(|up| *up != 0) {
            let moved = |y: usize| {
                let from = y.checked_add_signed(up)?;
                (old_hashes.get(from)? == new_hashes.get(y)?).then_some(old_hashes[y] != new_hashes[y])
            };
            for (gain, rows) in runs(new.len(), moved) {
                if gain >= MIN_ROWS && best.as_ref().is_none_or(|(most, ..)| gain > *most) {
                    best = Some((gain, rows, up));
                }
            }
        }
        let (_, rows, up) = best?;
        // Equal hashes are a promise only; the rows decide.
        if rows.clone().any(|y| y.checked_add_signed(up).and_then(|from| old.get(from)) != new.get(y)) {
            return None;
        }
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

/// Runs of rows for which `moved` says yes, each cut to begin and end with a row that gains by the move
/// (`Some(true)`), with the number of rows that gain.
fn runs(n: usize, moved: impl Fn(usize) -> Option<bool>) -> Vec<(usize, Range<usize>)> {
    let mut runs = Vec::new();
    let mut run: Option<(usize, Range<usize>)> = None;
    for y in 0..n {
        match (moved(y), &mut run) {
            (Some(true), Some((gain, rows))) => (*gain, rows.end) = (*gain + 1, y + 1),
            (Some(true), None) => run = Some((1, y..y + 1)),
            (Some(false), _) => {}
            (None, _) => runs.extend(run.take()),
        }
    }
    runs.extend(run);
    runs
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
        let glyph = |symbol| [Glyph { symbol, ..Glyph::BLANK }];
        let old: Vec<_> = old.iter().map(|s| glyph(*s)).collect();
        let new: Vec<_> = new.iter().map(|s| glyph(*s)).collect();
        let rows = |all: &'_ [[Glyph<'static>; 1]]| -> Vec<Vec<Glyph<'static>>> {
            all.iter().map(|r| r.to_vec()).collect()
        };
        let (old, new) = (rows(&old), rows(&new));
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
    fn unchanged_blank_and_few_rows_are_no_move() {
        check(&["a", "a", "a", "a", "a"], &["a", "a", "a", "a", "a"], None);
        check(&["a", "b", "c", "d"], &["b", "c", "x", "y"], None);
        check(&[], &[], None);
    }
}
