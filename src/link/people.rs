//! Persons between stories: surnames that stand alone in their story.

use rustc_hash::FxHashMap;

use super::gather::Corpus;
use super::join::{Sets, is_orphan, is_person};
use super::person::{self, parts};
use super::printed::Printed;
use crate::model::LinkRule;

/// A word that stands alone in more than so many times the stories of the only full name that ends with it means
/// somebody or something else as a rule: a chance name must not take over a word that everybody uses.
const ALONE_PER_FULL: u32 = 3;

/// Who may be meant by a word that stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fits {
    One(u32),
    Several,
}

/// The full names of the corpus that carry one word.
#[derive(Clone, Copy, Debug, Default)]
struct Carriers {
    /// Who bears it as a surname.
    bearers: Option<Fits>,
    /// How many stories have a full name with that surname.
    stories: u32,
    /// A "Jr." who bears it.
    junior: Option<Fits>,
    /// Full names with it as a given name.
    given: u32,
}

fn add(fits: &mut Option<Fits>, set: u32) {
    *fits = Some(match *fits {
        None => Fits::One(set),
        Some(Fits::One(known)) if known == set => Fits::One(set),
        Some(_) => Fits::Several,
    });
}

impl Carriers {
    /// Who is meant by the word in the stories in which it stands alone, `n` of them. A "Jr." is called so: the bare
    /// surname is his only in that it is not clearly another's.
    fn fits(&self, n: u32) -> Option<Fits> {
        match self.bearers {
            Some(_) if self.junior.is_some() && self.junior != self.bearers => Some(Fits::Several),
            None if self.given > 1 => Some(Fits::Several),
            Some(Fits::One(_)) if self.given >= self.stories => Some(Fits::Several),
            Some(Fits::One(_)) if n > self.stories.saturating_mul(ALONE_PER_FULL) => None,
            bearers => bearers,
        }
    }
}

/// Gives the surnames that stand alone in their story their person: the only full name of the corpus that bears the
/// surname, unless titles conflict or the word is as often a given name. Where several bear it, each story's is left
/// alone, as ambiguous. Where none does, all stories mean the one person known by that word.
pub(super) fn orphans(corpus: &mut Corpus<'_>, sets: &mut Sets, printed: &Printed) {
    let carriers = carriers(corpus, sets);
    let mut fits = vec![None; corpus.nodes.len()];
    let mut any = false;
    for (no, (node, fits)) in (0..).zip(corpus.nodes.iter().zip(&mut fits)) {
        if is_orphan(node) && !sets.is_decided(no) {
            *fits = carriers.get(node.key).and_then(|c| c.fits(node.stories));
            any |= fits.is_some();
        }
    }
    if !any {
        return;
    }
    let candidates = fits.iter().filter_map(|f| if let Some(Fits::One(set)) = f { Some(*set) } else { None });
    let titles = printed.of_sets(sets, corpus, candidates);
    for (no, fits) in (0..).zip(&mut fits) {
        if let Some(Fits::One(set)) = fits
            && !sets.unite(no, *set, LinkRule::OnlyBearer)
        {
            *fits = None;
        }
    }
    for no in 0..corpus.stories.len() {
        for number in corpus.stories[no].cluster_numbers() {
            let node = corpus.node_of[number];
            let left_alone = match fits.get(node as usize).copied().flatten() {
                None => false,
                Some(Fits::Several) => true,
                Some(Fits::One(set)) => {
                    let here = printed.of_cluster.get(&number).copied().unwrap_or_default();
                    titles.get(&set).copied().unwrap_or_default().conflict(here)
                }
            };
            if left_alone {
                corpus.leave_alone(number, no as u32);
            }
        }
    }
    sets.grow(corpus.nodes.len());
}

/// The full names that carry each word that stands alone somewhere.
fn carriers<'a>(corpus: &Corpus<'a>, sets: &Sets) -> FxHashMap<&'a str, Carriers> {
    let orphans = corpus.nodes.iter().filter(|n| is_orphan(n));
    let mut all: FxHashMap<&'a str, Carriers> = orphans.map(|n| (n.key, Carriers::default())).collect();
    for (no, node) in (0..).zip(&corpus.nodes).filter(|(_, n)| is_person(n)) {
        let (set, p) = (sets.root(no), parts(node.key));
        for surname in person::surnames(node.key) {
            let Some(carriers) = all.get_mut(surname) else { continue };
            match p.suffix.is_empty() || surname.ends_with(p.suffix) {
                true => {
                    add(&mut carriers.bearers, set);
                    carriers.stories = carriers.stories.saturating_add(node.stories);
                }
                false => add(&mut carriers.junior, set),
            }
        }
        if let Some(carriers) = all.get_mut(p.first) {
            carriers.given += 1;
        }
    }
    all
}
