//! Which nodes are one entity: the sets, and the steps *label* and *place*.

use rustc_hash::FxHashMap;

use super::gather::{Corpus, Node};
use crate::model::{Label, LinkRule};

/// Sets of nodes.
#[derive(Debug)]
pub(super) struct Sets {
    parent: Vec<u32>,
    /// The least sure rule by which a story came to the set through this node.
    rule: Vec<LinkRule>,
}

impl Sets {
    /// Each node by itself.
    pub(super) fn new(n: usize) -> Sets {
        Sets { parent: (0..n as u32).collect(), rule: vec![LinkRule::SameWords; n] }
    }

    /// Makes room for nodes that came later, each by itself.
    pub(super) fn grow(&mut self, n: usize) {
        let old = self.parent.len() as u32;
        self.parent.extend(old..n as u32);
        self.rule.resize(n, LinkRule::SameWords);
    }

    /// The node that stands for the set of `node`.
    pub(super) fn root(&self, mut node: u32) -> u32 {
        while self.parent[node as usize] != node {
            node = self.parent[node as usize];
        }
        node
    }

    /// Makes one set of two.
    pub(super) fn unite(&mut self, a: u32, b: u32) {
        let (mut a, b) = (a, self.root(b));
        // Every node on the way points at the common root then, so that ways stay short.
        while self.parent[a as usize] != a {
            a = std::mem::replace(&mut self.parent[a as usize], b);
        }
        self.parent[a as usize] = b;
    }

    /// Notes the rule by which a node's stories came to its set.
    pub(super) fn note(&mut self, node: u32, rule: LinkRule) {
        let known = &mut self.rule[node as usize];
        *known = less_sure(*known, rule);
    }

    /// The rule noted for a node.
    pub(super) fn rule(&self, node: u32) -> LinkRule {
        self.rule[node as usize]
    }
}

/// The less sure of two rules: what a reader who doubts wants to know.
pub(super) fn less_sure(a: LinkRule, b: LinkRule) -> LinkRule {
    let doubt = |rule| match rule {
        LinkRule::None => 0,
        LinkRule::SameWords => 1,
        LinkRule::Reordered => 2,
        LinkRule::PlaceForm => 3,
        LinkRule::Acronym => 4,
        LinkRule::OneLetter => 5,
        LinkRule::GivenName => 6,
        LinkRule::Surname => 7,
        LinkRule::Ambiguous => 8,
    };
    if doubt(b) > doubt(a) { b } else { a }
}

/// A single word that stories label differently may name two things ("Jordan"); only where one label has this many
/// times the stories of the other, the other is a slip of the recogniser.
const CLEAR_MAJORITY: u32 = 3;

/// Things of one key and different labels: of two words or more they are one, with the label most stories found
/// (of equals the first in the order of labels); a single word only where that label has a clear majority.
/// Persons are never among them.
pub(super) fn labels(corpus: &Corpus<'_>, sets: &mut Sets) {
    let mut first_of: FxHashMap<&str, u32> = FxHashMap::default();
    let mut several: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
    for (no, node) in (0..).zip(&corpus.nodes).filter(|(_, n)| is_thing(n)) {
        if let Some(first) = first_of.get(node.key) {
            several.entry(node.key).or_insert_with(|| vec![*first]).push(no);
        } else {
            first_of.insert(node.key, no);
        }
    }
    for (key, mut nodes) in several {
        nodes.sort_unstable_by_key(|no| {
            let node = &corpus.nodes[*no as usize];
            (std::cmp::Reverse(node.stories), node.label)
        });
        let [best, rest @ ..] = &*nodes else { continue };
        let stories = |no: &u32| corpus.nodes[*no as usize].stories;
        for other in rest {
            if key.contains(' ') || stories(best) >= CLEAR_MAJORITY.saturating_mul(stories(other)) {
                sets.unite(*other, *best);
            }
        }
    }
}

/// Bare places and the same name with a state: one where the corpus knows one state for it. Where it knows two,
/// those never meet, and the bare name stays by itself.
pub(super) fn places(corpus: &Corpus<'_>, sets: &mut Sets) {
    let mut with_state: FxHashMap<&str, Option<u32>> = FxHashMap::default();
    let places = || (0..).zip(&corpus.nodes).filter(|(_, n)| is_thing(n) && n.label == Label::Place);
    for (no, node) in places() {
        if let Some((place, _)) = node.key.split_once(", ") {
            with_state.entry(place).and_modify(|only| *only = None).or_insert(Some(no));
        }
    }
    for (no, node) in places() {
        if let Some(Some(full)) = with_state.get(node.key) {
            sets.unite(no, *full);
        }
    }
}

/// Whether a node is a full name of something that is no person.
pub(super) fn is_thing(node: &Node<'_>) -> bool {
    node.label != Label::Person && !node.partial && node.alone.is_none()
}

/// Whether a node is a full name of a person.
pub(super) fn is_person(node: &Node<'_>) -> bool {
    node.label == Label::Person && !node.partial && node.alone.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_unite() {
        let mut sets = Sets::new(4);
        sets.unite(0, 1);
        sets.unite(2, 3);
        assert_ne!(sets.root(0), sets.root(3));
        sets.unite(1, 2);
        assert!((0..4).all(|n| sets.root(n) == sets.root(0)));
        sets.unite(0, 3);
        sets.grow(5);
        assert_eq!(sets.root(4), 4);
    }
}
