//! Numerals behind a name ("Sam B. Moss III"): one person with the name without, where nothing speaks for two.

use rustc_hash::FxHashMap;

use super::evidence;
use super::gather::{Corpus, NO_NODE};
use super::join::{Sets, is_person};
use super::person::{is_numeral, parts};
use crate::model::LinkRule;

/// Names that the stories of both forms must have in common.
const SHARED: usize = 2;

/// A grandson is mostly named with his forebears: of this many stories with the numeral at most one may name both.
const MOST_WITH_BOTH: u32 = 3;

/// The forms of one given name and surname.
#[derive(Default)]
struct Forms<'a> {
    /// Those with a numeral.
    numbered: Vec<u32>,
    /// Those without.
    plain: Vec<u32>,
    /// The one suffix, and whether there are others.
    suffix: &'a str,
    several: bool,
    /// The one first letter of a middle name, as far as one is printed.
    middle: Option<char>,
}

/// Joins a name with a numeral to the only one without it, where no form has another suffix or another middle name, and
/// the stories of both have names in common. A father is told from "Jr." and "Sr." by the word itself, so those stay.
pub(super) fn numerals(corpus: &Corpus<'_>, sets: &mut Sets) {
    let persons = || (0..).zip(&corpus.nodes).filter(|(_, n)| is_person(n)).map(|(no, n)| (no, parts(n.key)));
    let mut all: FxHashMap<(&str, &str), Forms<'_>> = FxHashMap::default();
    for (no, p) in persons().filter(|(_, p)| p.full && is_numeral(p.suffix)) {
        all.entry((p.first, p.last))
            .or_insert_with(|| Forms { suffix: p.suffix, ..Forms::default() })
            .numbered
            .push(no);
    }
    for (no, p) in persons().filter(|(_, p)| p.full) {
        let Some(forms) = all.get_mut(&(p.first, p.last)) else { continue };
        let middle = p.middle.chars().next();
        forms.several |= !p.suffix.is_empty() && p.suffix != forms.suffix;
        forms.several |= middle.is_some() && forms.middle.is_some() && middle != forms.middle;
        forms.middle = forms.middle.or(middle);
        if p.suffix.is_empty() {
            forms.plain.push(no);
        }
    }
    let mut pairs = Vec::new();
    for forms in all.values().filter(|forms| !forms.several) {
        let [plain, rest @ ..] = &*forms.plain else { continue };
        if rest.iter().all(|no| sets.root(*no) == sets.root(*plain)) {
            pairs.extend(forms.numbered.iter().map(|no| (*no, *plain)));
        }
    }
    let in_common = evidence::in_common(corpus, sets, &pairs);
    let both = in_both(corpus, sets, &pairs);
    for (((no, plain), n), both) in pairs.into_iter().zip(in_common).zip(both) {
        let named = corpus.nodes[no as usize].stories;
        if n >= SHARED && both.saturating_mul(MOST_WITH_BOTH) <= named {
            sets.unite(no, plain, LinkRule::ShorterForm);
        }
    }
}

/// For each pair, how many stories name both.
fn in_both(corpus: &Corpus<'_>, sets: &Sets, pairs: &[(u32, u32)]) -> Vec<u32> {
    let mut numbered_of: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (at, (no, _)) in pairs.iter().enumerate() {
        numbered_of.entry(*no).or_default().push(at);
    }
    let mut both = vec![0; pairs.len()];
    if pairs.is_empty() {
        return both;
    }
    for story in &corpus.stories {
        let nodes = || corpus.node_of[story.cluster_numbers()].iter().filter(|n| **n != NO_NODE);
        for at in nodes().filter_map(|no| numbered_of.get(no)).flatten() {
            let plain = sets.root(pairs[*at].1);
            both[*at] += u32::from(nodes().any(|no| sets.root(*no) == plain));
        }
    }
    both
}
