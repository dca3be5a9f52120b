//! The titles printed before persons, over all stories.

use rustc_hash::FxHashMap;

use super::gather::{Corpus, NO_NODE};
use super::join::{Sets, is_orphan, is_person};
use super::title::Titles;
use crate::model::{Field, Label, LinkRule, MentionRecord};

/// The titles printed before persons.
#[derive(Debug)]
pub(super) struct Printed {
    /// Of the clusters in which a surname stands alone.
    pub of_cluster: FxHashMap<usize, Titles>,
    /// Of each node.
    of_node: Vec<Titles>,
    /// Of each node those that stand before a full name.
    of_full: Vec<Titles>,
}

impl Printed {
    /// Reads the titles of all stories.
    pub(super) fn new(corpus: &Corpus<'_>) -> Printed {
        let of_node = vec![Titles::default(); corpus.nodes.len()];
        let mut printed = Printed { of_cluster: FxHashMap::default(), of_full: of_node.clone(), of_node };
        let mut known: FxHashMap<&str, Titles> = FxHashMap::default();
        for story in &corpus.stories {
            let titled = |m: &&MentionRecord| m.label() == Label::Person && !m.title().is_empty();
            let mut titled = story.mentions.iter().filter(titled).peekable();
            if titled.peek().is_none() {
                continue;
            }
            let text = story.segment.str(story.record.text);
            for m in titled.filter(|m| (m.cluster() as usize) < story.clusters.len()) {
                let in_text = m.field() == Field::Text;
                let field = if in_text { text } else { story.segment.str(story.record.title) };
                let number = story.cluster_base + m.cluster() as usize;
                let node = corpus.node_of[number];
                let title = m.title().of(field);
                let titles = *known.entry(title).or_insert_with(|| Titles::of(title));
                if node == NO_NODE {
                    continue;
                }
                printed.of_node[node as usize].add(titles);
                if m.link() != LinkRule::Surname {
                    printed.of_full[node as usize].add(titles);
                }
                if is_orphan(&corpus.nodes[node as usize]) {
                    printed.of_cluster.entry(number).or_default().add(titles);
                }
            }
        }
        printed
    }

    /// The titles of these sets, by their roots.
    pub(super) fn of_sets(
        &self,
        sets: &Sets,
        corpus: &Corpus<'_>,
        wanted: impl Iterator<Item = u32>,
    ) -> FxHashMap<u32, Titles> {
        gather(&self.of_node, sets, corpus, wanted)
    }

    /// The same, but for those that stand before a bare surname, which may be somebody else's.
    pub(super) fn of_sets_in_full(
        &self,
        sets: &Sets,
        corpus: &Corpus<'_>,
        wanted: impl Iterator<Item = u32>,
    ) -> FxHashMap<u32, Titles> {
        gather(&self.of_full, sets, corpus, wanted)
    }
}

fn gather(
    of_node: &[Titles],
    sets: &Sets,
    corpus: &Corpus<'_>,
    wanted: impl Iterator<Item = u32>,
) -> FxHashMap<u32, Titles> {
    let mut out: FxHashMap<u32, Titles> = wanted.map(|set| (set, Titles::default())).collect();
    for (no, titles) in (0..).zip(of_node).filter(|(_, t)| **t != Titles::default()) {
        if is_person(&corpus.nodes[no as usize])
            && let Some(known) = out.get_mut(&sets.root(no))
        {
            known.add(*titles);
        }
    }
    out
}
