//! Takes a run apart: of all ways to cut it into names, titles and other words, the one with the highest score.
//!
//! This is the guessing part of the recogniser; a trained tagger takes its place behind the same seam, [`decode`].

use std::ops::Range;

use super::evidence::Evidence;
use super::piece::{Piece, Place};
use super::run::begins;
use super::word::{Word, Words, follows};
use super::{org, person, place};
use crate::text::Gap;

/// The pieces of a run, in order, without overlap. Words of no piece are no names.
pub(super) fn decode(words: &Words<'_>, evidence: &Evidence, run: Range<usize>) -> Vec<Piece> {
    let view = Place { words, evidence, end: run.end };
    let n = run.len();
    // best[i]: the score of the first i words, and the piece that ends there.
    let mut best: Vec<(f32, Option<Piece>)> = vec![(f32::NEG_INFINITY, None); n + 1];
    best[0].0 = 0.0;
    let mut found = Vec::new();
    for i in 0..n {
        let here = best[i].0;
        if here > best[i + 1].0 {
            best[i + 1] = (here, None);
        }
        let from = run.start + i;
        if !begins(words, from) {
            continue;
        }
        found.clear();
        person::titled(&view, from, &mut found);
        person::untitled(&view, from, false, &mut found);
        org::candidates(&view, from, &mut found);
        place::candidates(&view, from, &mut found);
        for piece in found.drain(..).filter(|p| p.score > 0.0 && p.words.end <= run.end) {
            let end = piece.words.end - run.start;
            let score = here + piece.score - cut_hyphens(words, &piece) - cut_capitals(words, from);
            if score > best[end].0 {
                best[end] = (score, Some(piece));
            }
        }
    }
    trace(best, run.start)
}

fn trace(mut best: Vec<(f32, Option<Piece>)>, start: usize) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut at = best.len() - 1;
    while at > 0 {
        match best[at].1.take() {
            Some(piece) => {
                let from = if piece.title.is_empty() { piece.words.start } else { piece.title.start };
                at = from - start;
                out.push(piece);
            }
            None => at -= 1,
        }
    }
    out.reverse();
    out
}

/// What it costs to cut at a hyphen: "Miami-Dade County" is one name, "U.S.-Mexico" is two.
fn cut_hyphens(words: &Words<'_>, piece: &Piece) -> f32 {
    let hyphen = |n: Option<usize>| {
        n.and_then(|n| words.get(n)).is_some_and(|w| w.token.is('-') && w.token.gap == Gap::None)
    };
    let cuts = u8::from(hyphen(piece.words.start.checked_sub(1))) + u8::from(hyphen(Some(piece.words.end)));
    0.8 * f32::from(cuts)
}

/// What it costs to cut between two capitalised words.
fn cut_capitals(words: &Words<'_>, from: usize) -> f32 {
    let here = words.get(from).is_some_and(|w| !w.heading && follows(w));
    let before = words.before(from).is_some_and(Word::capital);
    if here && before { 0.8 } else { 0.0 }
}
