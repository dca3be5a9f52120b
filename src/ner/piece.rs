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
