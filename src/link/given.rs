//! Full names of persons between stories: which of them differ in given names and are one.

use rustc_hash::{FxHashMap, FxHashSet};

use super::gather::{Corpus, Node};
use super::join::{Sets, is_person};
use super::nickname;
use super::person::{self, parts};
use super::printed::Printed;
use super::spanish;
use super::{alike, evidence};
use crate::model::LinkRule;

/// More persons than this whose given names begin with one letter, and initials say nothing.
pub(super) const MAX_NAMESAKES: usize = 64;

/// Of several longer forms of a name, one in this many times the stories of all others is the one that is meant: the
/// others are slips ("Ann Whatever Moss").
const CLEAR: u32 = 10;

/// A word in front of so many names is a given name, and a name without it must be in so many times the stories.
const GIVEN: u32 = 3;
const WITHOUT_WORD: u32 = 5;

/// Joins full names that are one person's. Each step works over the result of the one before: "Ann Moss-Reed" to "Ann
/// Moss Reed", "Ann B. Moss" to "Ann Berta Moss", "Ann Moss" to "Ann B. Moss", then what needs more than the names: "A. Moss"
/// to "Ann Moss", "Jim Moss" to "James Moss".
pub(super) fn full_names(corpus: &Corpus<'_>, sets: &mut Sets, printed: &Printed) {
    hyphens(corpus, sets);
    middle_initials(corpus, sets);
    without_middle(corpus, sets, printed);
    without_second_surname(corpus, sets);
    words_in_front(corpus, sets);
    initials(corpus, sets, printed);
    alike::alike(corpus, sets, printed);
}

/// The nodes that are full names of persons.
pub(super) fn persons<'a, 'c>(corpus: &'c Corpus<'a>) -> impl Iterator<Item = (u32, &'c Node<'a>)> {
    (0..).zip(&corpus.nodes).filter(|(_, n)| is_person(n))
}

/// Two surnames with a hyphen or a blank between, and the two spellings of the Arabic article.
fn hyphens(corpus: &Corpus<'_>, sets: &mut Sets) {
    let spelled = |key: &str| key.replace('-', " ").replace(" el ", " al ");
    let mut wanted: FxHashMap<String, u32> = FxHashMap::default();
    for (no, node) in persons(corpus).filter(|(_, n)| n.key.contains('-')) {
        let first = *wanted.entry(spelled(node.key)).or_insert(no);
        sets.unite(no, first, LinkRule::SameWords);
    }
    if wanted.is_empty() {
        return;
    }
    for (no, node) in persons(corpus).filter(|(_, n)| !n.key.contains('-')) {
        if let Some(hyphened) = wanted.remove(node.key) {
            sets.unite(hyphened, no, LinkRule::SameWords);
        }
    }
}

/// The one that fits, or that several do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fits {
    One(u32),
    Several,
}

fn middle_initials(corpus: &Corpus<'_>, sets: &mut Sets) {
    let mut long = FxHashMap::default();
    let with_middle =
        || persons(corpus).map(|(no, n)| (no, parts(n.key))).filter(|(_, p)| !p.middle.is_empty());
    let key = |p: &person::Parts<'_>| person::initials(p.middle);
    for (no, p) in with_middle().filter(|(_, p)| !person::is_initials(p.middle)) {
        let fits = long.entry((p.first, p.last, p.suffix, key(&p))).or_insert(Fits::One(no));
        if *fits != Fits::One(no) {
            *fits = Fits::Several;
        }
    }
    for (no, p) in with_middle().filter(|(_, p)| person::is_initials(p.middle)) {
        if let Some(Fits::One(full)) = long.get(&(p.first, p.last, p.suffix, key(&p))) {
            sets.unite(no, *full, LinkRule::ShorterForm);
        }
    }
}

/// The longer forms of one first and last name: the one in most stories, and how many stories have others.
#[derive(Clone, Copy, Debug)]
struct Longer {
    best: (u32, u32),
    others: u32,
}

impl Longer {
    fn add(&mut self, stories: u32, set: u32) {
        if self.best.1 == set {
            self.best.0 += stories;
        } else if stories > self.best.0 {
            self.others += self.best.0;
            self.best = (stories, set);
        } else {
            self.others += stories;
        }
    }

    fn clear(&self) -> Option<u32> {
        (self.best.0 >= self.others.saturating_mul(CLEAR)).then_some(self.best.1)
    }
}

/// Joins a name without middle to the only longer form, or the one clear above all others. A middle name that is printed in
/// full everywhere may be what tells a governor from his namesake: there an office or the stories must agree.
fn without_middle(corpus: &Corpus<'_>, sets: &mut Sets, printed: &Printed) {
    let mut stories: FxHashMap<u32, u32> = FxHashMap::default();
    let mut long: FxHashMap<(&str, &str, &str), Vec<u32>> = FxHashMap::default();
    let mut shortened: FxHashSet<u32> = FxHashSet::default();
    for (no, node) in persons(corpus) {
        let p = parts(node.key);
        if p.middle.is_empty() {
            continue;
        }
        let set = sets.root(no);
        *stories.entry(set).or_default() += node.stories;
        let mut note = |key| {
            let known = long.entry(key).or_default();
            if !known.contains(&set) {
                known.push(set);
            }
        };
        note((p.first, p.last, p.suffix));
        // "Theodore 'Ted' Moss" tells both of his names.
        let both_names = nickname::name(p.first).is_some_and(|name| nickname::name(p.middle) == Some(name));
        if both_names {
            note((p.middle, p.last, p.suffix));
        }
        if both_names || person::is_initials(p.middle) || p.middle.split(' ').any(person::is_particle) {
            shortened.insert(set);
        }
    }
    let mut pairs = Vec::new();
    for (no, node) in persons(corpus) {
        let p = parts(node.key);
        if !p.middle.is_empty() {
            continue;
        }
        let Some(sets_of) = long.get(&(p.first, p.last, p.suffix)) else { continue };
        let mut longer = Longer { best: (0, u32::MAX), others: 0 };
        sets_of.iter().for_each(|set| longer.add(stories[set], *set));
        if let Some(full) = longer.clear() {
            pairs.push((no, full));
        }
    }
    let of_few = surnames_of_one(corpus, &pairs);
    let (mut sure, pairs): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(no, full)| {
        shortened.contains(full) || of_few.contains(parts(corpus.nodes[*no as usize].key).last)
    });
    sure.extend(agreeing(corpus, sets, printed, &pairs));
    for (no, full) in sure {
        sets.unite(no, full, LinkRule::ShorterForm);
    }
}

/// The surnames of these persons that everybody in the corpus bears with one given name only.
fn surnames_of_one<'a>(corpus: &Corpus<'a>, pairs: &[(u32, u32)]) -> FxHashSet<&'a str> {
    let of = |no: u32| parts(corpus.nodes[no as usize].key);
    let first_of: FxHashMap<&str, &str> = pairs.iter().map(|(no, _)| (of(*no).last, of(*no).first)).collect();
    let mut out: FxHashSet<&'a str> = first_of.keys().copied().collect();
    for (_, node) in persons(corpus) {
        let p = parts(node.key);
        if first_of.get(p.last).is_some_and(|first| *first != p.first) {
            out.remove(p.last);
        }
    }
    out
}

/// Those pairs whose offices agree, or whose stories have other names in common and no offices against it.
fn agreeing(corpus: &Corpus<'_>, sets: &Sets, printed: &Printed, pairs: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let both = pairs.iter().flat_map(|(a, b)| [*a, *b]).map(|no| sets.root(no)).collect::<Vec<_>>();
    let titles = printed.of_sets(sets, corpus, both.into_iter());
    let of = |no: u32| titles.get(&sets.root(no)).copied().unwrap_or_default();
    let in_common = evidence::in_common(corpus, sets, pairs);
    let agree = |((a, b), n): &(&(u32, u32), &usize)| {
        of(*a).agree_in_office(of(*b)) || (**n > 0 && !of(*a).conflict(of(*b)))
    };
    pairs.iter().zip(&in_common).filter(agree).map(|(pair, _)| *pair).collect()
}

/// Joins "Oscar Rojas" to the only "Oscar Rojas Vidal".
fn without_second_surname(corpus: &Corpus<'_>, sets: &mut Sets) {
    let mut long: FxHashMap<&str, Fits> = FxHashMap::default();
    for (no, node) in persons(corpus) {
        if let Some(short) = spanish::without_second(node.key) {
            let fits = long.entry(short).or_insert(Fits::One(no));
            if !matches!(*fits, Fits::One(other) if sets.root(other) == sets.root(no)) {
                *fits = Fits::Several;
            }
        }
    }
    for (no, node) in persons(corpus) {
        if let Some(Fits::One(full)) = long.get(node.key) {
            sets.unite(no, *full, LinkRule::ShorterForm);
        }
    }
}

/// Joins a name with a word in front ("Impeach Ann Moss", "Senora Ann Moss") to the name without it, where many more
/// stories print that and the word is hardly ever a given name.
fn words_in_front(corpus: &Corpus<'_>, sets: &mut Sets) {
    let mut with_word: FxHashMap<&str, Vec<(u32, &str)>> = FxHashMap::default();
    let mut words: FxHashMap<&str, u32> = FxHashMap::default();
    let rest = |key| {
        let (word, rest) = str::split_once(key, ' ')?;
        rest.contains(' ').then_some((word, rest))
    };
    for (no, node) in persons(corpus) {
        if let Some((word, name)) = rest(node.key).filter(|(_, name)| parts(name).full) {
            with_word.entry(name).or_default().push((no, word));
            words.entry(word).or_default();
        }
    }
    for (_, node) in persons(corpus) {
        if let Some(n) = words.get_mut(parts(node.key).first) {
            *n += 1;
        }
    }
    let mut joins = Vec::new();
    for (no, node) in persons(corpus) {
        let all = with_word.get(node.key).map_or(&[][..], Vec::as_slice);
        let few = |longer: &(u32, &str)| {
            let stories = corpus.nodes[longer.0 as usize].stories;
            words[longer.1] < GIVEN && node.stories >= stories.saturating_mul(WITHOUT_WORD)
        };
        joins.extend(all.iter().filter(|l| few(l)).map(|(longer, _)| (*longer, no)));
    }
    for (longer, no) in joins {
        sets.unite(longer, no, LinkRule::ShorterForm);
    }
}

/// Joins initials to the only full name that they fit: two or more by themselves, and a single one where nobody else bears
/// the surname, or where the titles or the stories agree.
fn initials(corpus: &Corpus<'_>, sets: &mut Sets, printed: &Printed) {
    type Known = Vec<(u32, u32, String)>;
    let mut long: FxHashMap<(&str, &str, char), Known> = FxHashMap::default();
    let mut short = Vec::new();
    let mut bearers: FxHashMap<&str, Option<Fits>> = FxHashMap::default();
    for (no, node) in persons(corpus) {
        let (p, given) = (parts(node.key), person::given(node.key));
        let Some(first) = p.first.chars().next() else { continue };
        if person::is_initials(given) {
            let key = (p.last, p.suffix, first);
            long.entry(key).or_default();
            bearers.entry(p.last).or_default();
            short.push((no, key, person::initials(given)));
        }
    }
    for (no, node) in persons(corpus) {
        let (p, given) = (parts(node.key), person::given(node.key));
        let Some(first) = p.first.chars().next() else { continue };
        if person::is_initials(given) {
            continue;
        }
        if let Some(fits) = bearers.get_mut(p.last) {
            *fits = match *fits {
                Some(Fits::One(set)) if set != sets.root(no) => Some(Fits::Several),
                known => known.or(Some(Fits::One(sets.root(no)))),
            };
        }
        if let Some(all) = long.get_mut(&(p.last, p.suffix, first))
            && all.len() <= MAX_NAMESAKES
        {
            all.push((sets.root(no), no, person::initials(given)));
        }
    }
    let (mut sure, mut pairs) = (Vec::new(), Vec::new());
    for (no, key, letters) in short {
        let all = &long[&key];
        let mut fitting = all.iter().filter(|(.., known)| known.starts_with(&letters));
        let Some((set, full, _)) = fitting.next() else { continue };
        if all.len() > MAX_NAMESAKES || fitting.any(|(other, ..)| other != set) {
            continue;
        }
        // Who is told by a single letter may be anybody whose name begins so.
        if letters.chars().nth(1).is_some() || matches!(bearers[key.0], Some(Fits::One(_))) {
            sure.push((no, *full));
        } else {
            pairs.push((no, *full));
        }
    }
    sure.extend(agreeing(corpus, sets, printed, &pairs));
    for (no, full) in sure {
        sets.unite(no, full, LinkRule::ShorterForm);
    }
}
