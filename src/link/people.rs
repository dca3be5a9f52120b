//! Persons between stories: surnames that stand alone in their story.

use rustc_hash::FxHashMap;

use super::gather::Corpus;
use super::join::{Sets, is_orphan, is_person};
use super::person::{self, parts};
use super::printed::Printed;
use crate::model::LinkRule;

/// A word that stands alone in more than so many times the stories of the full name that it would go to means
/// somebody or something else as a rule: a chance name must not take over a word that everybody uses.
const ALONE_PER_FULL: u32 = 3;

/// Of several bearers of a surname, the one in at least so many stories, and in this many times those of all others, is
/// the one that a story means which says no more: the others are relatives, slips and chance.
const KNOWN_STORIES: u32 = 20;
const KNOWN_SHARE: u32 = 9;
/// The same for a given name, which many more share.
const KNOWN_SHARE_GIVEN: u32 = 19;

/// Who may be meant by a word that stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fits {
    One(u32, LinkRule),
    Several,
}

/// The full names of the corpus that carry one word: the set of each, and its stories.
#[derive(Clone, Debug, Default)]
struct Carriers {
    /// With it as a surname.
    surname: Vec<(u32, u32)>,
    /// With it as the surname before "Jr.": he is called so, and the bare surname is his only in that it is not
    /// clearly another's.
    junior: Vec<(u32, u32)>,
    /// With it as a given name.
    given: Vec<(u32, u32)>,
}

/// Of some carriers the one in most stories, in how many it is, and in how many all others are.
#[derive(Clone, Copy, Debug)]
struct Best {
    set: u32,
    stories: u32,
    others: u32,
    several: bool,
}

fn best(all: &mut [(u32, u32)]) -> Option<Best> {
    all.sort_unstable();
    let sets = all.chunk_by(|a, b| a.0 == b.0);
    let sets = sets.map(|same| (same.iter().fold(0u32, |sum, s| sum.saturating_add(s.1)), same[0].0));
    let (mut best, mut total, mut n) = ((0, 0), 0u32, 0);
    for (stories, set) in sets {
        best = best.max((stories, set));
        total = total.saturating_add(stories);
        n += 1;
    }
    let (stories, set) = best;
    (n > 0).then(|| Best { set, stories, others: total - stories, several: n > 1 })
}

impl Best {
    fn is_known(&self, others: u32, share: u32) -> bool {
        self.stories >= KNOWN_STORIES && self.stories >= others.saturating_mul(share)
    }
}

impl Carriers {
    /// Who is meant by the word in the `n` stories in which it stands alone.
    fn fits(&mut self, n: u32) -> Option<Fits> {
        let given_names = self.given.len() as u32;
        let (given, junior) = (best(&mut self.given), best(&mut self.junior));
        let Some(best) = best(&mut self.surname) else {
            let best = given?;
            return match best.is_known(best.others, KNOWN_SHARE_GIVEN) && n <= best.stories {
                true => Some(Fits::One(best.set, LinkRule::GivenName)),
                false => best.several.then_some(Fits::Several),
            };
        };
        if given_names >= best.stories {
            return Some(Fits::Several);
        }
        let juniors = junior.map_or(0, |j| j.stories.saturating_add(j.others));
        let one = !best.several && junior.is_none_or(|j| j.set == best.set && !j.several);
        let rule = match one {
            true => LinkRule::OnlyBearer,
            false if best.is_known(best.others.saturating_add(juniors), KNOWN_SHARE) => LinkRule::BestKnown,
            false => return Some(Fits::Several),
        };
        (n <= best.stories.saturating_mul(ALONE_PER_FULL)).then_some(Fits::One(best.set, rule))
    }
}

/// Gives the surnames that stand alone in their story their person: the only full name of the corpus that bears the
/// surname, or the one far better known than all others, unless titles conflict or the word is as often a given name.
/// Where several bear it, each story's is left alone, as ambiguous. Where none does, all stories mean the one person
/// known by that word.
pub(super) fn orphans(corpus: &mut Corpus<'_>, sets: &mut Sets, printed: &Printed) {
    let mut carriers = carriers(corpus, sets);
    let mut fits = vec![None; corpus.nodes.len()];
    let mut any = false;
    for (no, (node, fits)) in (0..).zip(corpus.nodes.iter().zip(&mut fits)) {
        if is_orphan(node) && !sets.is_decided(no) {
            *fits = carriers.get_mut(node.key).and_then(|c| c.fits(node.stories));
            any |= fits.is_some();
        }
    }
    if !any {
        return;
    }
    let one = |fits: &Option<Fits>| if let Some(Fits::One(set, _)) = fits { Some(*set) } else { None };
    let titles = printed.of_sets(sets, corpus, fits.iter().filter_map(one));
    for (no, fits) in (0..).zip(&mut fits) {
        if let Some(Fits::One(set, rule)) = *fits
            && !sets.unite(no, set, rule)
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
                Some(Fits::One(set, _)) => {
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
            let plain = p.suffix.is_empty() || surname.ends_with(p.suffix);
            let list = if plain { &mut carriers.surname } else { &mut carriers.junior };
            list.push((set, node.stories));
        }
        if let Some(carriers) = all.get_mut(p.first) {
            carriers.given.push((set, node.stories));
        }
    }
    all
}
