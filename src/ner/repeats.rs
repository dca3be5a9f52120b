//! The rule that finds a name of several words again wherever its story prints the same words.

use rustc_hash::FxHashMap;

use super::piece::{Piece, taken};
use super::word::{Word, Words};
use crate::model::{Label, Rule};

/// Longer names are not looked for.
const MAX_WORDS: usize = 8;

/// Puts in what the tagger saw at one place and not at another: "Code Pink" at the start of a sentence.
pub(super) fn repeats(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    // By the forms of its first two words, the longest name and its label.
    let mut names: FxHashMap<[u32; 2], (Vec<u32>, Label)> = FxHashMap::default();
    let forms = |piece: &Piece| piece.words.clone().map(|n| words.all[n].form).collect::<Vec<u32>>();
    let several = |p: &&Piece| (2..=MAX_WORDS).contains(&p.words.len()) && is_printed_as_name(words, p);
    for piece in pieces.iter().filter(several) {
        let forms = forms(piece);
        let known = names.entry([forms[0], forms[1]]).or_insert_with(|| (Vec::new(), piece.label));
        if known.0.len() < forms.len() {
            *known = (forms, piece.label);
        }
    }
    if names.is_empty() {
        return;
    }
    let mut taken = taken(words, pieces);
    for n in 1..words.all.len() {
        let begins = |n: usize| !taken[n] && words.all[n].capital() && !words.all[n].heading;
        let key = [words.all[n - 1].form, words.all[n].form];
        let Some((forms, label)) = names.get(&key).filter(|_| begins(n - 1)) else { continue };
        let range = n - 1..n - 1 + forms.len();
        let same = words.all.get(range.clone()).is_some_and(|all| {
            all.iter().zip(forms).all(|(w, form)| w.form == *form) && !all.iter().skip(1).any(|w| w.starts)
        });
        if same && !taken[range.clone()].contains(&true) && cased(words, range.clone()) {
            taken[range.clone()].fill(true);
            pieces.push(Piece { words: range, label: *label, rule: Rule::SameWords, title: 0..0 });
        }
    }
    pieces.sort_by_key(|p| p.words.start);
}

/// Whether a piece is a name that the tagger found outside of headings, whose words all of it prints as names are.
fn is_printed_as_name(words: &Words<'_>, piece: &Piece) -> bool {
    let heading = words.all[piece.words.start].heading;
    piece.label.is_name() && piece.rule == Rule::Model && !heading && cased(words, piece.words.clone())
}

/// Whether the first word and the last have capitals.
fn cased(words: &Words<'_>, range: std::ops::Range<usize>) -> bool {
    let capital = |n: usize| words.get(n).is_some_and(Word::capital);
    capital(range.start) && range.end.checked_sub(1).is_some_and(capital)
}
