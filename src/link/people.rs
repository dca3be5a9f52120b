//! Persons between stories: surnames that stand alone in their story.

use rustc_hash::FxHashMap;

use super::gather::{Corpus, NO_NODE};
use super::join::{Sets, is_orphan, is_person};
use super::person::{self, parts};
use super::printed::Printed;
use super::title::Titles;
use crate::model::LinkRule;

/// A word that stands alone in more than so many times the stories of the full name that it would go to means
/// somebody or something else as a rule: a chance name must not take over a word that everybody uses.
const ALONE_PER_FULL: u32 = 3;

/// Of several who carry a word, the one in at least so many stories, and in this many times those of all others, is the
/// one that a story means which says no more: the others are relatives, slips and chance.
const KNOWN_STORIES: u32 = 20;
const KNOWN_SHARE: u32 = 9;
/// Relatives are named beside him as a rule: where the others are in so many times fewer stories, only those of their
/// stories count that are without him.
const KNOWN_SHARE_BESIDE: u32 = 5;
/// The same where the title printed before the word is that one's alone, or in this many times the stories of others who
/// hold it too.
const KNOWN_SHARE_BY_TITLE: u32 = 3;
const TITLE_SHARE: u32 = 20;

/// Most others whose titles are compared.
const MAX_RIVALS: usize = 64;

/// Who may be meant by a word that stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fits {
    /// This set.
    One(u32, LinkRule),
    /// This set where the title is its alone, else several.
    ByTitle(u32),
    Several,
}

/// How a full name carries a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum As {
    Surname,
    /// The surname before "Jr.": he is called so, and the bare surname is his only in that it is not clearly another's.
    Junior,
    Given,
}

/// The full names of the corpus that carry one word: the set of each, how it does, and its stories.
#[derive(Clone, Debug, Default)]
struct Carriers(Vec<(u32, As, u32)>);

impl Carriers {
    /// Who is meant by the word in the `n` stories in which it stands alone.
    fn fits(&mut self, n: u32) -> Option<Fits> {
        self.0.sort_unstable();
        let stories = |all: &[(u32, As, u32)]| all.iter().fold(0u32, |sum, c| sum.saturating_add(c.2));
        let sets = self.0.chunk_by(|a, b| a.0 == b.0);
        let best = sets.clone().map(|same| (stories(same), same[0])).max_by_key(|(n, _)| *n);
        let (most, (set, how, _)) = best?;
        let total = stories(&self.0);
        let known = |share: u32| most >= KNOWN_STORIES && most >= (total - most).saturating_mul(share);
        let at_home = n <= most.saturating_mul(ALONE_PER_FULL);
        let rule = match (how, sets.count()) {
            (As::Junior, _) => None,
            (As::Surname, 1) => Some(LinkRule::OnlyBearer),
            (As::Surname, _) => known(KNOWN_SHARE).then_some(LinkRule::BestKnown),
            (As::Given, _) => known(KNOWN_SHARE).then_some(LinkRule::GivenName),
        };
        match rule {
            Some(rule) if at_home => Some(Fits::One(set, rule)),
            Some(_) => None,
            // Known by the word alone.
            None if n > total.saturating_mul(ALONE_PER_FULL) || self.is_one() => None,
            None if known(KNOWN_SHARE_BY_TITLE) && how == As::Surname => Some(Fits::ByTitle(set)),
            None => Some(Fits::Several),
        }
    }

    fn is_one(&self) -> bool {
        self.0.iter().all(|c| c.0 == self.0[0].0)
    }

    /// The sets of the others with their stories, and how many stories `of` has.
    fn rivals(&self, of: u32) -> Option<(Vec<(u32, u32)>, u32)> {
        let (own, others): (Vec<&(u32, As, u32)>, Vec<_>) = self.0.iter().partition(|c| c.0 == of);
        let others: Vec<(u32, u32)> = others.into_iter().map(|c| (c.0, c.2)).collect();
        (others.len() <= MAX_RIVALS).then(|| (others, own.iter().map(|c| c.2).sum()))
    }
}

/// Of a word's node the sets of the others who carry it, with their stories, and the stories of the best known one.
type Rivals = FxHashMap<u32, (Vec<(u32, u32)>, u32)>;

/// Gives the surnames that stand alone in their story their person: the only full name of the corpus that carries the
/// word, or the one far better known than all others, unless titles conflict. Where several carry it, each story's is left
/// alone, as ambiguous, but for popes and kings, whose name is all they are called by. Where none does, all stories mean the
/// one person known by that word.
pub(super) fn orphans(corpus: &mut Corpus<'_>, sets: &mut Sets, printed: &Printed) {
    let mut carriers = carriers(corpus, sets);
    let mut fits = vec![None; corpus.nodes.len()];
    let mut wanted = Vec::new();
    let mut rivals = Rivals::default();
    for (no, (node, fits)) in (0..).zip(corpus.nodes.iter().zip(&mut fits)) {
        if !is_orphan(node) || sets.is_decided(no) {
            continue;
        }
        let Some(carriers) = carriers.get_mut(node.key) else { continue };
        *fits = carriers.fits(node.stories);
        match *fits {
            Some(Fits::One(set, _)) => wanted.push(set),
            Some(Fits::ByTitle(set)) => {
                if let Some(others) = carriers.rivals(set).filter(|_| sets.may_unite(no, set)) {
                    wanted.extend(others.0.iter().map(|rival| rival.0).chain([set]));
                    rivals.insert(no, others);
                }
            }
            Some(Fits::Several) | None => {}
        }
    }
    if fits.iter().all(Option::is_none) {
        return;
    }
    beside_the_best(corpus, sets, &rivals, &mut fits);
    let titles = printed.of_sets(sets, corpus, wanted.iter().copied());
    let of = |set: &u32| titles.get(set).copied().unwrap_or_default();
    for (no, fits) in (0..).zip(&mut fits) {
        if let Some(Fits::One(set, rule)) = *fits
            && !sets.unite(no, set, rule)
        {
            *fits = None;
        }
    }
    let in_full = printed.of_sets_in_full(sets, corpus, wanted.into_iter());
    let holds = |set: &u32, title| in_full.get(set).copied().unwrap_or_default().agree_in_office(title);
    let holders = |node: u32, here: Titles| {
        let all = rivals.get(&node).map_or(&[][..], |(all, _)| all.as_slice());
        all.iter().filter(|rival| holds(&rival.0, here)).map(|rival| rival.1).sum::<u32>()
    };
    let by_title = |node: u32, set: u32, here: Titles| {
        let most = rivals.get(&node).map_or(0, |(_, most)| *most);
        holds(&set, here) && holders(node, here).saturating_mul(TITLE_SHARE) <= most
    };
    let another = |node: u32, set: u32, here: Titles| !holds(&set, here) && holders(node, here) > 0;
    let meant = |node: u32, here: Titles| match fits.get(node as usize).copied().flatten()? {
        Fits::One(set, _) if !of(&set).conflict(here) && !another(node, set, here) => None,
        Fits::ByTitle(set) if by_title(node, set, here) => Some(Some(set)),
        _ => Some(None),
    };
    part(corpus, printed, &fits, meant);
    sets.grow(corpus.nodes.len());
}

/// Gives the words that fit by title only to the best known one after all, where hardly a story names another bearer
/// without him.
fn beside_the_best(corpus: &Corpus<'_>, sets: &Sets, rivals: &Rivals, fits: &mut [Option<Fits>]) {
    let mut words_of: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    let mut apart: FxHashMap<u32, (u32, u32)> = FxHashMap::default();
    for (word, (others, most)) in rivals {
        let total = others.iter().fold(0u32, |sum, rival| sum.saturating_add(rival.1));
        if *most < total.saturating_mul(KNOWN_SHARE_BESIDE) {
            continue;
        }
        if let Some(Fits::ByTitle(best)) = fits[*word as usize] {
            apart.insert(*word, (best, 0));
            others.iter().for_each(|rival| words_of.entry(rival.0).or_default().push(*word));
        }
    }
    if apart.is_empty() {
        return;
    }
    let is_rival: Vec<bool> =
        (0..corpus.nodes.len() as u32).map(|no| words_of.contains_key(&sets.root(no))).collect();
    for story in &corpus.stories {
        let nodes = || corpus.node_of[story.cluster_numbers()].iter().filter(|n| **n != NO_NODE);
        let here = nodes().filter(|n| is_rival[**n as usize]).filter_map(|n| words_of.get(&sets.root(*n)));
        let mut words: Vec<u32> = here.flatten().copied().collect();
        words.sort_unstable();
        words.dedup();
        for word in words {
            if let Some((best, n)) = apart.get_mut(&word) {
                *n += u32::from(!nodes().any(|node| sets.root(*node) == *best));
            }
        }
    }
    for (word, (best, n)) in apart {
        if rivals[&word].1 >= n.saturating_mul(KNOWN_SHARE) {
            fits[word as usize] = Some(Fits::One(best, LinkRule::BestKnown));
        }
    }
}

/// Goes through the stories in which a word stands alone that has fits. `meant` tells nothing where all is done, else the
/// set that a story's titles tell, or none: then it is left alone there.
fn part(
    corpus: &mut Corpus<'_>,
    printed: &Printed,
    fits: &[Option<Fits>],
    meant: impl Fn(u32, Titles) -> Option<Option<u32>>,
) {
    let mut crowned: FxHashMap<(&str, Titles), u32> = FxHashMap::default();
    for no in 0..corpus.stories.len() {
        for number in corpus.stories[no].cluster_numbers() {
            let node = corpus.node_of[number];
            if fits.get(node as usize).is_none_or(Option::is_none) {
                continue;
            }
            let here = printed.of_cluster.get(&number).copied().unwrap_or_default();
            match meant(node, here) {
                None => continue,
                Some(Some(set)) => {
                    corpus.node_of[number] = set;
                    corpus.chosen.push((number as u32, LinkRule::BestKnown));
                    continue;
                }
                Some(None) => {}
            }
            let (key, crown) = (corpus.nodes[node as usize].key, here.crown());
            match crowned.get(&(key, crown)) {
                Some(known) => corpus.share(number, no as u32, *known),
                None => {
                    let fresh = corpus.leave_alone(number, no as u32);
                    if crown != Titles::default() {
                        corpus.nodes[fresh as usize].alone = None;
                        crowned.insert((key, crown), fresh);
                    }
                }
            }
        }
    }
}

/// The full names that carry each word that stands alone somewhere.
fn carriers<'a>(corpus: &Corpus<'a>, sets: &Sets) -> FxHashMap<&'a str, Carriers> {
    let orphans = corpus.nodes.iter().filter(|n| is_orphan(n));
    let mut all: FxHashMap<&'a str, Carriers> = orphans.map(|n| (n.key, Carriers::default())).collect();
    for (no, node) in (0..).zip(&corpus.nodes).filter(|(_, n)| is_person(n)) {
        let (set, p) = (sets.root(no), parts(node.key));
        for surname in person::surnames(node.key) {
            let Some(carriers) = all.get_mut(surname) else { continue };
            let plain = p.suffix.is_empty() || surname.ends_with(p.suffix);
            carriers.0.push((set, if plain { As::Surname } else { As::Junior }, node.stories));
        }
        if let Some(carriers) = all.get_mut(p.first) {
            carriers.0.push((set, As::Given, node.stories));
        }
    }
    all
}
