//! A person's decisions: which nodes are one or two before the steps between stories, and where mentions go after
//! them.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::build::Made;
use super::gather::{Corpus, NO_NODE};
use super::join::Sets;
use super::{alias, key};
use crate::model::{Decision, Decisions, Label, LinkRule, Mentions, NameKey, PostingRecord, Scope};
use crate::text::fold_words;

/// Finds what a key means in a corpus.
#[derive(Debug)]
pub(super) struct Names<'a> {
    by_words: FxHashMap<Cow<'a, str>, Vec<u32>>,
}

impl<'a> Names<'a> {
    /// The names of a corpus; of none where nothing was decided, since nobody asks then.
    pub(super) fn new(corpus: &Corpus<'a>, decisions: &Decisions) -> Names<'a> {
        let mut by_words: FxHashMap<Cow<'a, str>, Vec<u32>> = FxHashMap::default();
        if !decisions.is_empty() {
            for (no, node) in (0..).zip(&corpus.nodes).filter(|(_, n)| n.alone.is_none()) {
                by_words.entry(plain(node.key)).or_default().push(no);
                if let Some((place, _)) = node.key.split_once(", ") {
                    by_words.entry(plain(place)).or_default().push(no);
                }
            }
        }
        Names { by_words }
    }

    /// The node that a key means everywhere: of its label, full, in most stories.
    fn node(&self, name: &NameKey, corpus: &Corpus<'_>) -> Option<u32> {
        let (words, label) = (name.words(), name.label());
        let thing = key::thing(&words);
        let rank = |no: &u32| {
            let node = &corpus.nodes[*no as usize];
            let family = label.map(|l| l == Label::Person) == Some(node.label == Label::Person);
            (family, label == Some(node.label), !node.partial, node.stories, Reverse(node.key))
        };
        let found = [&*words, &*thing].into_iter().filter_map(|w| self.by_words.get(w)).flatten();
        found.copied().max_by_key(rank)
    }

    /// The node that a key means; of a name that was left alone in its story, one for that story alone.
    fn node_or_split(&self, name: &NameKey, corpus: &mut Corpus<'_>) -> Option<u32> {
        let Some(cluster) = self.cluster(name, corpus) else {
            // Mentions that a later step takes out of their cluster have none of their own.
            let here = name.story().is_some_and(|id| story(corpus, id, true).is_some());
            return if here { None } else { self.node(name, corpus) };
        };
        let (story, number) = cluster;
        let node = &corpus.nodes[corpus.node_of[number] as usize];
        match node.partial && node.alone.is_none() {
            true => Some(corpus.leave_alone(number, story)),
            false => Some(corpus.node_of[number]),
        }
    }

    /// The story and the number of the cluster that a key with a story means.
    fn cluster(&self, name: &NameKey, corpus: &Corpus<'_>) -> Option<(u32, usize)> {
        let (words, label) = (name.words(), name.label());
        let no = story(corpus, name.story()?, true)?;
        let at = &corpus.stories[no as usize];
        let thing = key::thing(&words);
        let fits = |number: &usize| {
            let node = corpus.nodes.get(corpus.node_of[*number] as usize);
            node.is_some_and(|n| [&*words, &*thing].contains(&&*plain(n.key)))
        };
        let of_label = |number: &usize| corpus.nodes[corpus.node_of[*number] as usize].label;
        let found =
            at.cluster_numbers().filter(fits).max_by_key(|n| (label == Some(of_label(n)), Reverse(*n)));
        Some((no, found?))
    }

    /// The entity that a key means.
    fn entity(&self, name: &NameKey, corpus: &Corpus<'_>, sets: &Sets, made: &Entities<'_>) -> Option<u32> {
        let known = |entity: u32| (entity != NO_NODE).then_some(entity);
        match self.cluster(name, corpus) {
            Some((_, number)) => known(made.of_cluster[number]),
            None => lone(name, corpus, made)
                .map(|n| made.lone[n].2)
                .or_else(|| known(made.of_root[sets.root(self.node(name, corpus)?) as usize])),
        }
    }
}

/// The number, among those left alone, of the entity that a key with a story means.
fn lone(name: &NameKey, corpus: &Corpus<'_>, entities: &Entities<'_>) -> Option<usize> {
    if entities.lone.is_empty() {
        return None;
    }
    let (no, words) = (story(corpus, name.story()?, true)?, name.words());
    entities.lone.iter().position(|(story, of, _)| *story == no && *plain(of) == *words)
}

/// Words as keys print them: with blanks for hyphens and commas.
fn plain(key: &str) -> Cow<'_, str> {
    match key.contains(['-', ',']) {
        true => Cow::Owned(key.replace(", ", " ").replace('-', " ")),
        false => Cow::Borrowed(key),
    }
}

/// The story with an id, `hyphens` standing for blanks where it comes out of a key.
fn story(corpus: &Corpus<'_>, id: &str, hyphens: bool) -> Option<u32> {
    let (path, number) = match id.rsplit_once('#').map(|(path, n)| (path, n.parse::<u32>())) {
        Some((path, Ok(number))) => (path, number),
        _ => (id, 0),
    };
    let same = |of: &str, number_of: u32, path: &str, number: u32| {
        let alike = |of: &str| of == path || (hyphens && of.replace(char::is_whitespace, "-") == path);
        number_of == number && alike(of)
    };
    let fits = |no: &u32| {
        let at = &corpus.stories[*no as usize];
        let (of, number_of) = (at.segment.str(at.record.path), at.record.number);
        same(of, number_of, path, number) || same(of, number_of, id, 0)
    };
    (0..corpus.stories.len() as u32).find(fits)
}

/// Makes one of what was decided to be one, and keeps apart what is not. Of two decisions that say the opposite the
/// later one holds, so they are taken from the last one on.
pub(super) fn before(corpus: &mut Corpus<'_>, sets: &mut Sets, names: &Names<'_>, decisions: &Decisions) {
    let all: Vec<&Decision> = decisions.iter().collect();
    for decision in all.into_iter().rev() {
        let (Decision::Same(a, b) | Decision::Different(a, b)) = decision else { continue };
        let (a, b) = (names.node_or_split(a, corpus), names.node_or_split(b, corpus));
        sets.grow(corpus.nodes.len());
        let (Some(a), Some(b)) = (a, b) else { continue };
        match decision {
            Decision::Same(..) => sets.decide(b, a),
            _ => sets.keep_apart(a, b),
        }
    }
}

/// The entities made, and what belongs to which.
#[derive(Debug)]
pub(super) struct Entities<'a> {
    /// The entities.
    pub made: Vec<Made<'a>>,
    /// The entity of each cluster, or [`NO_NODE`].
    pub of_cluster: Vec<u32>,
    /// The entity of each set of nodes, by its root, or [`NO_NODE`].
    pub of_root: Vec<u32>,
    /// Mentions that belong elsewhere than their cluster: story, mention, entity or [`NO_NODE`]; sorted.
    pub moved: Vec<(u32, u32, u32)>,
    /// Those of them that a rule took out, not a person: their entity and the rule, by story and mention.
    pub strays: FxHashMap<(u32, u32), (u32, LinkRule)>,
    /// Clusters that a person gave to another entity whole.
    pub given: FxHashSet<u32>,
    /// The entities that were made for strays: story, words, entity.
    pub lone: Vec<(u32, String, u32)>,
    /// The stories of all entities, entity after entity; each one's by number.
    pub postings: Vec<PostingRecord>,
}

impl Entities<'_> {
    /// The stories of one of the entities.
    pub(super) fn postings_of(&self, made: &Made<'_>) -> &[PostingRecord] {
        self.postings.get(places(&made.postings)).unwrap_or(&[])
    }

    /// The rule that took a mention out of its cluster to an entity.
    pub(super) fn moved_by(&self, story: u32, mention: u32, entity: u32) -> LinkRule {
        let stray = self.strays.get(&(story, mention)).filter(|stray| stray.0 == entity);
        stray.map_or(LinkRule::Decision, |stray| stray.1)
    }

    /// The moved mentions of a story.
    pub(super) fn moved_in(&self, story: u32) -> &[(u32, u32, u32)] {
        if self.moved.is_empty() {
            return &[];
        }
        let start = self.moved.partition_point(|m| m.0 < story);
        let end = self.moved.partition_point(|m| m.0 <= story);
        &self.moved[start..end]
    }
}

/// A range of places as one that slices.
pub(super) fn places(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

/// Moves and hides mentions, gives labels and names.
pub(super) fn after<'a>(
    corpus: &mut Corpus<'a>,
    sets: &Sets,
    names: &Names<'_>,
    entities: &mut Entities<'a>,
    decisions: &Decisions,
) {
    let mut moved: FxHashMap<(u32, u32), u32> = entities.strays.iter().map(|(at, to)| (*at, to.0)).collect();
    for decision in decisions.iter() {
        match decision {
            Decision::Same(a, b) => {
                same_as_lone(a, b, corpus, sets, names, entities, &mut moved);
                if let (Some(entity), Some(lead)) =
                    (names.entity(a, corpus, sets, entities), names.node(a, corpus))
                {
                    let made = &mut entities.made[entity as usize];
                    made.label = corpus.nodes[lead as usize].label;
                    made.lead = Some(lead);
                }
            }
            Decision::Different(..) => {}
            Decision::Move(which, to) => {
                let target = match to {
                    Some(name) => names.entity(name, corpus, sets, entities),
                    None => Some(own(corpus, entities, which)),
                };
                let Some(target) = target else { continue };
                for at in mentions(corpus, sets, names, entities, which, &moved) {
                    moved.insert(at, target);
                }
            }
            Decision::Hide(which) => {
                for at in mentions(corpus, sets, names, entities, which, &moved) {
                    moved.insert(at, NO_NODE);
                }
            }
            Decision::Label(name, label) => {
                if let Some(entity) = names.entity(name, corpus, sets, entities) {
                    entities.made[entity as usize].label = *label;
                }
            }
            Decision::Name(name, shown) => {
                if let Some(entity) = names.entity(name, corpus, sets, entities) {
                    entities.made[entity as usize].shown = Some(shown.as_str().into());
                }
            }
        }
    }
    settle(corpus, entities, moved);
}

/// Joins an entity that was left alone in its story to another one.
fn same_as_lone(
    a: &NameKey,
    b: &NameKey,
    corpus: &Corpus<'_>,
    sets: &Sets,
    names: &Names<'_>,
    entities: &mut Entities<'_>,
    moved: &mut FxHashMap<(u32, u32), u32>,
) {
    for (from, to) in [(b, a), (a, b)] {
        let Some(n) = lone(from, corpus, entities) else { continue };
        let Some(entity) = names.entity(to, corpus, sets, entities) else { continue };
        let gone = std::mem::replace(&mut entities.lone[n].2, entity);
        moved.values_mut().filter(|to| **to == gone).for_each(|to| *to = entity);
        return;
    }
}

/// An entity for mentions that are taken from theirs and belong to no other one.
fn own(corpus: &Corpus<'_>, entities: &mut Entities<'_>, which: &Mentions) -> u32 {
    let alone = match &which.scope {
        Scope::Here { story: id, .. } | Scope::Story { story: id, .. } => story(corpus, id, false),
        Scope::Everywhere { .. } => None,
    };
    let label = which.of.label().filter(|l| l.is_name()).unwrap_or(Label::Person);
    entities.made.push(Made { link: LinkRule::Decision, ..Made::new(label, alone) });
    entities.made.len() as u32 - 1
}

/// The mentions that a decision is about: story and number of each.
fn mentions(
    corpus: &Corpus<'_>,
    sets: &Sets,
    names: &Names<'_>,
    entities: &Entities<'_>,
    which: &Mentions,
    moved: &FxHashMap<(u32, u32), u32>,
) -> Vec<(u32, u32)> {
    let Some(entity) = names.entity(&which.of, corpus, sets, entities) else { return Vec::new() };
    let stories: Vec<u32> = match &which.scope {
        Scope::Here { story: id, .. } | Scope::Story { story: id, .. } => {
            story(corpus, id, false).into_iter().collect()
        }
        Scope::Everywhere { .. } => (0..corpus.stories.len() as u32).collect(),
    };
    let mut out = Vec::new();
    for no in stories {
        let at = &corpus.stories[no as usize];
        let here = |number: usize| entities.of_cluster[number] == entity;
        if !at.cluster_numbers().any(here) && moved.is_empty() {
            continue;
        }
        for (n, m) in (0..).zip(at.mentions) {
            let known = moved.get(&(no, n)).copied();
            let cluster =
                || at.clusters.get(m.cluster() as usize).map(|_| at.cluster_base + m.cluster() as usize);
            let of = known.or_else(|| Some(entities.of_cluster[cluster()?]));
            if of != Some(entity) {
                continue;
            }
            let surface = alias::surface(at, m);
            let fits = match &which.scope {
                Scope::Here { field: wanted, span, text, .. } => {
                    m.span() == *span && m.field() == *wanted && surface == *text
                }
                Scope::Story { printed, .. } | Scope::Everywhere { printed } => {
                    printed.is_empty() || fold_words(surface) == *printed
                }
            };
            if fits {
                out.push((no, n));
            }
        }
    }
    out
}

/// Where all mentions of a cluster went the same way, the cluster goes; the others are kept one by one.
fn settle(corpus: &mut Corpus<'_>, entities: &mut Entities<'_>, moved: FxHashMap<(u32, u32), u32>) {
    let stories: FxHashSet<u32> = moved.keys().map(|(story, _)| *story).collect();
    let mut rest: Vec<(u32, u32, u32)> = moved.into_iter().map(|((story, n), to)| (story, n, to)).collect();
    rest.sort_unstable();
    let mut stories: Vec<u32> = stories.into_iter().collect();
    stories.sort_unstable();
    entities.moved = rest;
    let mut whole: FxHashSet<(u32, u16)> = FxHashSet::default();
    for no in stories {
        let at = corpus.stories[no as usize];
        let mut ways: FxHashMap<u16, Option<u32>> = FxHashMap::default();
        let gone = entities.moved_in(no);
        let to_of = |n: u32| gone.binary_search_by_key(&n, |m| m.1).ok().map(|i| gone[i].2);
        for (n, m) in (0..).zip(at.mentions).filter(|(_, m)| (m.cluster() as usize) < at.clusters.len()) {
            let to = to_of(n);
            let way = ways.entry(m.cluster()).or_insert(to);
            if *way != to {
                *way = None;
            }
        }
        for (cluster, to) in ways.into_iter().filter_map(|(c, way)| Some((c, way?))) {
            let number = at.cluster_base + cluster as usize;
            entities.of_cluster[number] = to;
            corpus.chosen.push((number as u32, LinkRule::Decision));
            entities.given.insert(number as u32);
            whole.insert((no, cluster));
        }
    }
    let cluster = |story: u32, n: u32| corpus.stories[story as usize].mentions[n as usize].cluster();
    entities.moved.retain(|(story, n, _)| !whole.contains(&(*story, cluster(*story, *n))));
}
