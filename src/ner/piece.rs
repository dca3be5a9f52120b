//! A piece: words of a text that are one name, on their way to a mention.

use std::ops::Range;

use super::word::Words;
use crate::model::{Label, Rule};

/// Words that are one name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    /// Words of the name.
    pub(super) words: Range<usize>,
    /// Its kind.
    pub(super) label: Label,
    /// What found it.
    pub(super) rule: Rule,
    /// Words of the title before it; empty if none.
    pub(super) title: Range<usize>,
}

/// For each word of a text, whether it is in a piece.
pub(super) fn taken(words: &Words<'_>, pieces: &[Piece]) -> Vec<bool> {
    let mut taken = vec![false; words.all.len()];
    pieces.iter().for_each(|p| taken[p.words.clone()].fill(true));
    taken
}

/// The piece that holds word `n`.
pub(super) fn piece_at(pieces: &[Piece], n: usize) -> Option<&Piece> {
    pieces.get(pieces.partition_point(|p| p.words.end <= n)).filter(|p| p.words.start <= n)
}

/// Whether no piece reaches over an end of these words, so that they may become one piece.
pub(super) fn holds_whole(pieces: &[Piece], range: &Range<usize>) -> bool {
    let first = piece_at(pieces, range.start).is_none_or(|p| p.words.start >= range.start);
    let last = range.end.checked_sub(1).and_then(|n| piece_at(pieces, n));
    first && last.is_none_or(|p| p.words.end <= range.end)
}

/// Puts in pieces that are in order and do not overlap, in place of those that they overlap.
pub(super) fn replace(pieces: &mut Vec<Piece>, found: Vec<Piece>) {
    if found.is_empty() {
        return;
    }
    pieces.retain(|p| {
        let at = found.partition_point(|f| f.words.end <= p.words.start);
        found.get(at).is_none_or(|f| p.words.end <= f.words.start)
    });
    pieces.extend(found);
    pieces.sort_by_key(|p| p.words.start);
}
