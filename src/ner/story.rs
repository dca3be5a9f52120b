//! The stages of recognition over one string of a story.

use super::decode::decode;
use super::evidence::Evidence;
use super::fixed::fixed;
use super::gazetteer as gaz;
use super::piece::Piece;
use super::run::runs;
use super::value::{Value, values};
use super::word::{Words, follows};
use crate::model::{Day, Label, Rule};

/// Names less sure than this are not shown: one wrong name costs more trust than several missed.
const SHOWN: f32 = 1.0;

/// What is found in a text, with what it was found in.
pub(super) struct Reading<'a> {
    /// The text's words.
    pub(super) words: Words<'a>,
    /// Values, in order.
    pub(super) values: Vec<Value>,
    /// Names, in order.
    pub(super) names: Vec<Piece>,
}

impl<'a> Reading<'a> {
    /// Reads `text` twice: the second time with what the first has taught. `evidence` may hold what another
    /// string of the story taught, and is taught in turn.
    pub(super) fn new(
        text: &'a str,
        headline: bool,
        day: Option<Day>,
        evidence: &mut Evidence,
    ) -> Reading<'a> {
        let words = Words::new(text, headline);
        let (fixed, mut taken) = patterns(&words);
        let values: Vec<Value> =
            values(&words, day).into_iter().filter(|v| !v.words.clone().any(|n| taken[n])).collect();
        for value in &values {
            taken[value.words.clone()].iter_mut().for_each(|t| *t = true);
        }
        let runs = runs(&words, &taken);
        let read = |evidence: &Evidence| -> Vec<Piece> {
            runs.iter()
                .flat_map(|run| decode(&words, evidence, run.clone()))
                .filter(|p| p.label.is_some())
                .collect()
        };
        let first = read(evidence);
        evidence.learn(&words, &first);
        evidence.learn(&words, &fixed);
        let mut names = read(evidence);
        names.retain(|p| p.score >= SHOWN);
        names.extend(fixed);
        names.sort_by_key(|p| p.words.start);
        administrations(&words, &mut names);
        Reading { words, values, names }
    }
}

/// The pieces that patterns find, and which words they take.
fn patterns(words: &Words<'_>) -> (Vec<Piece>, Vec<bool>) {
    let mut taken = vec![false; words.all.len()];
    let mut out = Vec::new();
    let mut here = Vec::new();
    let mut n = 0;
    while n < words.all.len() {
        here.clear();
        fixed(words, n, &mut here);
        let end = here.iter().map(|p| p.words.end).max().unwrap_or(n + 1);
        for piece in here.drain(..) {
            taken[piece.words.clone()].iter_mut().for_each(|t| *t = true);
            out.push(piece);
        }
        n = end;
    }
    (out, taken)
}

/// "the Ruiz administration" is an organization, not its head.
fn administrations(words: &Words<'_>, names: &mut [Piece]) {
    for piece in names.iter_mut() {
        let next = words.after(piece.words.end).filter(|w| w.lower() && follows(w));
        if next.is_none() || words.str(piece.words.end) != "administration" {
            continue;
        }
        let place = piece.words.clone().any(|n| words.get(n).is_some_and(|w| w.listed(gaz::DEMONYM)));
        if piece.label == Some(Label::Person) && !place {
            piece.words.end += 1;
            piece.label = Some(Label::Org);
            piece.rule = Rule::OrgWord;
            piece.title = 0..0;
        }
    }
}
