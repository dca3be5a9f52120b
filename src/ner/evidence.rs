//! What the story itself says about its names: full names give surnames, long names give acronyms, sure
//! mentions say what the same words are elsewhere.

use rustc_hash::FxHashMap;

use super::lexicon as lex;
use super::piece::{Piece, Span};
use super::word::Words;
use crate::model::Label;

/// A mention this sure teaches others.
const SURE: f32 = 2.4;

/// What was learnt from a first reading of the story; empty before it.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// Last words of full names, by hash.
    pub(super) surnames: FxHashMap<u64, u32>,
    /// First words of full names, by hash.
    pub(super) given: FxHashMap<u64, u32>,
    labels: FxHashMap<u64, [f32; KINDS]>,
    acronyms: FxHashMap<u64, Label>,
}

/// Labels of names: [`Label::Person`] to [`Label::Group`].
const KINDS: usize = 8;

impl Evidence {
    /// Learns from the pieces of a story.
    pub(super) fn learn(&mut self, words: &Words<'_>, pieces: &[Piece]) {
        for piece in pieces {
            let Some(label) = piece.label else { continue };
            let mut span = Span::new(piece.words.start);
            while span.to < piece.words.end && span.grow(words) {}
            let sums = self.labels.entry(span.hash).or_default();
            if let Some(sum) = sums.get_mut(label as usize).filter(|_| piece.score >= SURE) {
                *sum += piece.score;
            }
            if label == Label::Person {
                self.learn_person(words, piece, &span);
            } else if span.caps >= 3 && label != Label::Group && label != Label::Work {
                for initials in span.initials() {
                    self.acronyms.entry(initials).or_insert(label);
                }
            }
        }
    }

    fn learn_person(&mut self, words: &Words<'_>, piece: &Piece, span: &Span) {
        let titled = !piece.title.is_empty();
        if piece.score < SURE || !(span.caps >= 2 || titled) {
            return;
        }
        let capitals = || piece.words.clone().filter_map(|n| words.get(n)).filter(|w| w.capital());
        if let Some(last) = capitals().rfind(|w| !w.is(lex::NAME_SUFFIX)) {
            *self.surnames.entry(last.hash).or_default() += 1;
        }
        if let Some(first) = capitals().next().filter(|w| span.caps >= 2 && w.token.span.len() > 2) {
            *self.given.entry(first.hash).or_default() += 1;
        }
    }

    /// The label that sure mentions of these words have elsewhere in the story.
    pub(super) fn label(&self, hash: u64) -> Option<Label> {
        let sums = self.labels.get(&hash)?;
        let (best, sum) = sums.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)))?;
        (*sum > 0.0).then(|| Label::from_u8(best as u8))
    }

    /// The label of the longer name that these capitals stand for.
    pub(super) fn acronym(&self, hash: u64) -> Option<Label> {
        self.acronyms.get(&hash).copied()
    }
}
