//! Rule on text all in capitals: names that the rest of the story has are looked up in it.

use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};

use super::gazetteer as gaz;
use super::piece::{Piece, holds_whole, piece_at, replace, taken};
use super::word::Words;
use crate::model::{Label, Rule};

/// Longer names are not looked for.
const MAX_WORDS: usize = 8;

/// Puts names of the story into its lines of capitals, where capitals say nothing and the tagger sees little.
pub(super) fn apply(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    if !words.all.iter().any(|w| w.shouted) {
        return;
    }
    several(words, pieces);
    single(words, pieces);
}

/// Names of two words or more, from wherever the story has them.
fn several(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    // By the forms of its first two words, the longest name and the shortest, with their labels.
    let mut names: FxHashMap<[u32; 2], [(Vec<u32>, Label); 2]> = FxHashMap::default();
    let forms = |piece: &Piece| piece.words.clone().map(|n| words.all[n].form).collect::<Vec<u32>>();
    let shouted = |p: &Piece| words.all[p.words.start].shouted;
    let named = |p: &&Piece| is_sure(p.label) && (2..=MAX_WORDS).contains(&p.words.len());
    // Only names whose first two words stand in capitals somewhere.
    let pair = |n: usize| [words.all[n - 1].form, words.all[n].form];
    let lines = |n: &usize| words.all[*n].shouted && !words.all[*n].starts;
    let pairs: FxHashSet<[u32; 2]> = (1..words.all.len()).filter(lines).map(pair).collect();
    let named = |p: &&Piece| named(p) && pairs.contains(&pair(p.words.start + 1));
    // What stands in ordinary case is surer.
    let (loud, plain): (Vec<&Piece>, Vec<&Piece>) = pieces.iter().filter(named).partition(|p| shouted(p));
    let person = |p: &&Piece| {
        p.label == Label::Person && words.get(p.words.start).is_some_and(|w| w.listed(gaz::GIVEN))
    };
    for piece in plain.into_iter().chain(loud.into_iter().filter(person)) {
        let forms = forms(piece);
        let here = (forms, piece.label);
        match names.entry([here.0[0], here.0[1]]) {
            Entry::Vacant(free) => _ = free.insert([here.clone(), here]),
            Entry::Occupied(_) if shouted(piece) => {}
            Entry::Occupied(mut known) => {
                let [longest, shortest] = known.get_mut();
                if here.0.len() > longest.0.len() {
                    *longest = here;
                } else if here.0.len() < shortest.0.len() {
                    *shortest = here;
                }
            }
        }
    }
    let mut found: Vec<Piece> = Vec::new();
    for n in (1..words.all.len()).filter(lines) {
        let Some(names) = names.get(&pair(n)) else { continue };
        let Some((forms, label)) = names.iter().find(|(forms, _)| stands(words, n - 1, forms)) else {
            continue;
        };
        let range = n - 1..n - 1 + forms.len();
        let free = found.last().is_none_or(|before| before.words.end <= range.start);
        let known = piece_at(pieces, range.start).is_some_and(|p| p.words == range);
        if free && !known && holds_whole(pieces, &range) {
            found.push(Piece { words: range, label: *label, rule: Rule::SameWords, title: 0..0 });
        }
    }
    replace(pieces, found);
}

/// Whether the words of these forms stand at word `n`, all in a line of capitals.
fn stands(words: &Words<'_>, n: usize, forms: &[u32]) -> bool {
    words.all.get(n..n + forms.len()).is_some_and(|all| {
        all.iter().zip(forms).all(|(w, form)| w.form == *form && w.shouted)
            && !all.iter().skip(1).any(|w| w.starts)
    })
}

/// Kinds whose words are seldom anything else; "Western" may be.
fn is_sure(label: Label) -> bool {
    matches!(label, Label::Person | Label::Org | Label::Place)
}

/// Organizations and places of one word that is no common one, from ordinary text; not those that the story has for two
/// kinds. Surnames have a rule of their own.
fn single(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    let mut names: FxHashMap<u32, Option<Label>> = FxHashMap::default();
    for piece in pieces.iter().filter(|p| p.words.len() == 1 && is_sure(p.label)) {
        let n = piece.words.start;
        let word = &words.all[n];
        let common = word.common() || words.form(n).is_some_and(|f| f.small > 0);
        if !word.heading && word.capital() && !common {
            let known = names.entry(word.form).or_insert(Some(piece.label));
            *known = known.filter(|label| *label == piece.label);
        }
    }
    let taken = taken(words, pieces);
    for (n, word) in words.all.iter().enumerate().filter(|(n, w)| w.shouted && !taken[*n]) {
        if let Some(label) =
            names.get(&word.form).copied().flatten().filter(|l| *l != Label::Person && !words.hyphenated(n))
        {
            pieces.push(Piece { words: n..n + 1, label, rule: Rule::SameWords, title: 0..0 });
        }
    }
    pieces.sort_by_key(|p| p.words.start);
}

#[cfg(test)]
mod tests {
    use crate::model::{Label, Label::*};
    use crate::ner::found;

    fn check(text: &str, expected: &[(&str, Label)]) {
        assert_eq!(found::names(text), expected, "{text}");
    }

    #[test]
    fn names_of_the_text_are_found_in_its_headline() {
        check(
            "O'HARROW BAKING MUST PAY BBMG FOR OVEN, COURT SAYS\n\nThe town court has fined O'Harrow Baking Co. on Monday. The \
             Bread Bakers and Millers Guild (BBMG) had sued O'Harrow Baking.",
            &[
                ("O'HARROW BAKING", Org),
                ("BBMG", Org),
                ("O'Harrow Baking Co.", Org),
                ("Bread Bakers and Millers Guild", Org),
                ("BBMG", Org),
                ("O'Harrow Baking", Org),
            ],
        );
    }
}
