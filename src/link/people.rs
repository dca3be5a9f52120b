//! Persons between stories: shorter full forms, and surnames that stand alone in their story.

use rustc_hash::FxHashMap;

use super::gather::{Corpus, NO_NODE, Node};
use super::join::{Sets, is_person};
use super::nickname;
use super::person::{self, parts};
use super::title::Titles;
use crate::model::{Field, Label, LinkRule, MentionRecord};

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
pub(super) fn orphans(corpus: &mut Corpus<'_>, sets: &mut Sets, printed: &Printed) {
    let by_surname = bearers(corpus, sets);
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

/// Who bears each surname. A "Jr." is called so: the bare surname is his only in that it is not clearly another's.
fn bearers<'a>(corpus: &Corpus<'a>, sets: &Sets) -> FxHashMap<&'a str, Fits> {
    let mut by_surname: FxHashMap<&'a str, Fits> = FxHashMap::default();
    let mut juniors: Vec<(&'a str, u32)> = Vec::new();
    for (no, node) in persons(corpus) {
        let (set, suffix) = (sets.root(no), parts(node.key).suffix);
        for surname in person::surnames(node.key) {
            match suffix.is_empty() || surname.ends_with(suffix) {
                true => add(&mut by_surname, surname, set),
                false => juniors.push((surname, set)),
            }
        }
    }
    for (surname, set) in juniors {
        if by_surname.contains_key(surname) {
            add(&mut by_surname, surname, set);
        }
    }
    by_surname
}

/// Whether a node is a surname that stands alone in its stories.
fn is_orphan(node: &Node<'_>) -> bool {
    node.label == Label::Person && node.partial && node.alone.is_none()
}

/// The titles printed before persons.
#[derive(Debug)]
pub(super) struct Printed {
    /// Of the clusters in which a surname stands alone.
    of_cluster: FxHashMap<usize, Titles>,
    /// Of each node.
    of_node: Vec<Titles>,
}

impl Printed {
    /// Reads the titles of all stories.
    pub(super) fn new(corpus: &Corpus<'_>) -> Printed {
        let of_node = vec![Titles::default(); corpus.nodes.len()];
        let mut printed = Printed { of_cluster: FxHashMap::default(), of_node };
        let mut known: FxHashMap<&str, Titles> = FxHashMap::default();
        for story in &corpus.stories {
            let person = Label::Person as u8;
            let titled = |m: &&MentionRecord| m.label == person && !m.title().is_empty();
            let mut titled = story.mentions.iter().filter(titled).peekable();
            if titled.peek().is_none() {
                continue;
            }
            let text = story.segment.str(story.record.text);
            for m in titled.filter(|m| (m.cluster() as usize) < story.clusters.len()) {
                let in_text = m.field == Field::Text as u8;
                let field = if in_text { text } else { story.segment.str(story.record.title) };
                let number = story.cluster_base + m.cluster() as usize;
                let node = corpus.node_of[number];
                let title = m.title().of(field);
                let titles = *known.entry(title).or_insert_with(|| Titles::of(title));
                if node == NO_NODE {
                    continue;
                }
                printed.of_node[node as usize].add(titles);
                if is_orphan(&corpus.nodes[node as usize]) {
                    printed.of_cluster.entry(number).or_default().add(titles);
                }
            }
        }
        printed
    }

    /// The titles of these sets, by their roots.
    fn of_sets(
        &self,
        sets: &Sets,
        corpus: &Corpus<'_>,
        wanted: impl Iterator<Item = u32>,
    ) -> FxHashMap<u32, Titles> {
        let mut out: FxHashMap<u32, Titles> = wanted.map(|set| (set, Titles::default())).collect();
        for (no, titles) in (0..).zip(&self.of_node).filter(|(_, t)| **t != Titles::default()) {
            if is_person(&corpus.nodes[no as usize])
                && let Some(known) = out.get_mut(&sets.root(no))
            {
                known.add(*titles);
            }
        }
        out
    }
}

/// Joins full names of one surname whose given names are one name ("Jim", "James"), where the offices printed before
/// them agree.
pub(super) fn nicknames(corpus: &Corpus<'_>, sets: &mut Sets, printed: &Printed) {
    let mut alike: FxHashMap<(u8, &str, &str), Vec<u32>> = FxHashMap::default();
    for (no, node) in persons(corpus) {
        let p = parts(node.key);
        if let Some(name) = nickname::name(p.first) {
            alike.entry((name, p.last, p.suffix)).or_default().push(no);
        }
    }
    alike.retain(|_, nodes| nodes.len() > 1);
    let titles = printed.of_sets(
        sets,
        corpus,
        alike.values().flatten().map(|no| sets.root(*no)).collect::<Vec<_>>().into_iter(),
    );
    let mut joins = Vec::new();
    for nodes in alike.values_mut() {
        // What most stories print comes first, and the others join it.
        nodes.sort_unstable_by_key(|no| {
            let node = &corpus.nodes[*no as usize];
            (std::cmp::Reverse(node.stories), node.key)
        });
        let of = |no: &u32| titles.get(&sets.root(*no)).copied().unwrap_or_default();
        let (first, rest) = (&nodes[0], &nodes[1..]);
        if rest.len() < MAX_NAMESAKES && rest.iter().all(|no| of(no).agree_in_office(of(first))) {
            joins.extend(rest.iter().map(|no| (*no, *first)));
        }
    }
    for (no, first) in joins {
        sets.unite(no, first, LinkRule::Nickname);
    }
}
