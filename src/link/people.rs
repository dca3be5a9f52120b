//! Persons between stories: shorter full forms, and surnames that stand alone in their story.

use rustc_hash::FxHashMap;

use super::gather::{Corpus, NO_NODE, Node};
use super::join::{Sets, is_person};
use super::person::{self, parts};
use super::title::Titles;
use crate::model::{Field, Label, LinkRule};

/// More persons than this whose given names begin with one letter, and initials say nothing.
const MAX_NAMESAKES: usize = 64;

/// The one set that fits, or that several do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fits {
    One(u32),
    Several,
}

fn add<K: std::hash::Hash + Eq>(index: &mut FxHashMap<K, Fits>, key: K, set: u32) {
    let entry = index.entry(key).or_insert(Fits::One(set));
    if *entry != Fits::One(set) {
        *entry = Fits::Several;
    }
}

fn only<K: std::hash::Hash + Eq>(index: &FxHashMap<K, Fits>, key: &K) -> Option<u32> {
    match index.get(key) {
        Some(Fits::One(set)) => Some(*set),
        _ => None,
    }
}

fn persons<'a, 'c>(corpus: &'c Corpus<'a>) -> impl Iterator<Item = (u32, &'c Node<'a>)> {
    (0..).zip(&corpus.nodes).filter(|(_, n)| is_person(n))
}

/// Joins full names that differ in middle names or initials, where one longer name fits. Three steps, each over
/// the result of the one before: "Ann B. Moss" to "Ann Berta Moss", "Ann Moss" to "Ann B. Moss", "A. Moss" to "Ann Moss".
pub(super) fn shorter_forms(corpus: &Corpus<'_>, sets: &mut Sets) {
    middle_initials(corpus, sets);
    without_middle(corpus, sets);
    first_initials(corpus, sets);
}

fn middle_initials(corpus: &Corpus<'_>, sets: &mut Sets) {
    let mut long = FxHashMap::default();
    let with_middle =
        || persons(corpus).map(|(no, n)| (no, parts(n.key))).filter(|(_, p)| !p.middle.is_empty());
    let key = |p: &person::Parts<'_>| person::initials(p.middle);
    for (no, p) in with_middle().filter(|(_, p)| !person::is_initials(p.middle)) {
        add(&mut long, (p.first, p.last, p.suffix, key(&p)), no);
    }
    for (no, p) in with_middle().filter(|(_, p)| person::is_initials(p.middle)) {
        if let Some(full) = only(&long, &(p.first, p.last, p.suffix, key(&p))) {
            sets.unite(no, full, LinkRule::ShorterForm);
        }
    }
}

fn without_middle(corpus: &Corpus<'_>, sets: &mut Sets) {
    let mut long = FxHashMap::default();
    for (no, node) in persons(corpus) {
        let p = parts(node.key);
        if !p.middle.is_empty() {
            add(&mut long, (p.first, p.last, p.suffix), sets.root(no));
        }
    }
    for (no, node) in persons(corpus) {
        let p = parts(node.key);
        if p.middle.is_empty()
            && let Some(full) = only(&long, &(p.first, p.last, p.suffix))
        {
            sets.unite(no, full, LinkRule::ShorterForm);
        }
    }
}

fn first_initials(corpus: &Corpus<'_>, sets: &mut Sets) {
    type Known = Vec<(u32, String)>;
    let mut long: FxHashMap<(&str, &str, char), Known> = FxHashMap::default();
    let mut short = Vec::new();
    for (no, node) in persons(corpus) {
        let (p, given) = (parts(node.key), person::given(node.key));
        let Some(first) = p.first.chars().next() else { continue };
        let key = (p.last, p.suffix, first);
        if person::is_initials(given) {
            short.push((no, key, person::initials(given)));
            continue;
        }
        let all = long.entry(key).or_default();
        if all.len() <= MAX_NAMESAKES {
            all.push((sets.root(no), person::initials(given)));
        }
    }
    let mut joins = Vec::new();
    for (no, key, letters) in short {
        let all = long.get(&key).map_or(&[][..], Vec::as_slice);
        let fits = |known: &str| known.starts_with(&letters) || letters.starts_with(known);
        let mut sets = all.iter().filter(|(_, known)| fits(known)).map(|(set, _)| *set);
        if let Some(first) = sets.next()
            && all.len() <= MAX_NAMESAKES
            && sets.all(|set| set == first)
        {
            joins.push((no, first));
        }
    }
    for (no, full) in joins {
        sets.unite(no, full, LinkRule::ShorterForm);
    }
}

/// Gives the surnames that stand alone in their story their person: the only full name of the corpus that bears the
/// surname, unless titles conflict. Where several bear it, each story's is left alone, as ambiguous. Where none
/// does, all stories mean the one person known by that word.
pub(super) fn orphans(corpus: &mut Corpus<'_>, sets: &mut Sets) {
    let mut by_surname: FxHashMap<&str, Fits> = FxHashMap::default();
    for (no, node) in persons(corpus) {
        let set = sets.root(no);
        for surname in person::surnames(node.key) {
            add(&mut by_surname, surname, set);
        }
    }
    let mut fits = vec![None; corpus.nodes.len()];
    let mut any = false;
    for (no, (node, fits)) in (0..).zip(corpus.nodes.iter().zip(&mut fits)) {
        if is_orphan(node) && !sets.is_decided(no) {
            *fits = by_surname.get(node.key).copied();
            any |= fits.is_some();
        }
    }
    if !any {
        return;
    }
    let titles = titles(corpus, sets, &fits);
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
                    let printed = titles.of_cluster.get(&number).copied().unwrap_or_default();
                    titles.of_set.get(&set).copied().unwrap_or_default().conflict(printed)
                }
            };
            if left_alone {
                corpus.leave_alone(number, no as u32);
            }
        }
    }
    sets.grow(corpus.nodes.len());
}

/// Whether a node is a surname that stands alone in its stories.
fn is_orphan(node: &Node<'_>) -> bool {
    node.label == Label::Person && node.partial && node.alone.is_none()
}

/// Titles printed before orphans, and before the persons they may be.
#[derive(Debug, Default)]
struct Printed {
    of_cluster: FxHashMap<usize, Titles>,
    of_set: FxHashMap<u32, Titles>,
}

fn titles(corpus: &Corpus<'_>, sets: &Sets, fits: &[Option<Fits>]) -> Printed {
    let mut out = Printed::default();
    let candidates = fits.iter().filter_map(|f| if let Some(Fits::One(set)) = f { Some(*set) } else { None });
    out.of_set.extend(candidates.map(|set| (set, Titles::default())));
    if out.of_set.is_empty() {
        return out;
    }
    let mut known: FxHashMap<&str, Titles> = FxHashMap::default();
    for story in &corpus.stories {
        for m in story.mentions.iter().filter(|m| !m.title().is_empty()) {
            if m.cluster() as usize >= story.clusters.len() {
                continue;
            }
            let number = story.cluster_base + m.cluster() as usize;
            let node = corpus.node_of[number];
            let orphan = matches!(fits.get(node as usize), Some(Some(Fits::One(_))));
            if node == NO_NODE || !(orphan || is_person(&corpus.nodes[node as usize])) {
                continue;
            }
            let set = sets.root(node);
            if !orphan && !out.of_set.contains_key(&set) {
                continue;
            }
            let field = if m.field == Field::Text as u8 { story.record.text } else { story.record.title };
            let printed = m.title().of(story.segment.str(field));
            let titles = *known.entry(printed).or_insert_with(|| Titles::of(printed));
            match orphan {
                true => out.of_cluster.entry(number).or_default().add(titles),
                false => out.of_set.entry(set).or_default().add(titles),
            }
        }
    }
    out
}
