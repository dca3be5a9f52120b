//! Which nodes are one entity: the sets, and the steps *label* and *place*.

use rustc_hash::{FxHashMap, FxHashSet};

use super::gather::{Corpus, Node};
use crate::model::{Label, LinkRule};

/// Sets of nodes.
#[derive(Debug)]
pub(super) struct Sets {
    parent: Vec<u32>,
    /// The least sure rule by which a node's stories came to its set.
    rule: Vec<LinkRule>,
    /// Pairs of nodes that a person decided are two.
    apart: Vec<(u32, u32)>,
    /// The roots of those nodes: all others may be united without a look at the pairs.
    touchy: FxHashSet<u32>,
    /// Nodes that a person decided are one with another: no rule has a say in them.
    decided: FxHashSet<u32>,
}

impl Sets {
    /// Each node by itself.
    pub(super) fn new(n: usize) -> Sets {
        Sets {
            parent: (0..n as u32).collect(),
            rule: vec![LinkRule::SameWords; n],
            apart: Vec::new(),
            decided: FxHashSet::default(),
            touchy: FxHashSet::default(),
        }
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

    /// Makes one set of two because a person decided so; `b` gives it its name.
    pub(super) fn decide(&mut self, a: u32, b: u32) {
        if self.unite(a, b, LinkRule::Decision) {
            self.decided.extend([a, b]);
        }
    }

    /// Whether a person decided where a node belongs.
    pub(super) fn is_decided(&self, node: u32) -> bool {
        self.decided.contains(&node)
    }

    /// Keeps two nodes apart from now on, unless they are one already.
    pub(super) fn keep_apart(&mut self, a: u32, b: u32) {
        let (x, y) = (self.root(a), self.root(b));
        if x != y {
            self.apart.push((a, b));
            self.touchy.extend([x, y]);
        }
    }

    /// Whether no decision keeps the two apart.
    pub(super) fn may_unite(&self, a: u32, b: u32) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        let both = |(x, y): &(u32, u32)| {
            let (x, y) = (self.root(*x), self.root(*y));
            (x, y) == (a, b) || (y, x) == (a, b)
        };
        !(self.touchy.contains(&a) && self.touchy.contains(&b) && self.apart.iter().any(both))
    }

    /// Makes one set of two, unless a decision keeps them apart; says whether they are one now. `rule` is noted for
    /// the stories of `a`.
    pub(super) fn unite(&mut self, a: u32, b: u32, rule: LinkRule) -> bool {
        let (from, to) = (self.root(a), self.root(b));
        if from == to {
            return true;
        }
        if !self.touchy.is_empty() {
            if !self.may_unite(from, to) {
                return false;
            }
            if self.touchy.contains(&from) {
                self.touchy.insert(to);
            }
        }
        // Every node on the way points at the common root then, so that ways stay short.
        let mut at = a;
        while self.parent[at as usize] != at {
            at = std::mem::replace(&mut self.parent[at as usize], to);
        }
        self.parent[at as usize] = to;
        self.note(a, rule);
        true
    }

    fn note(&mut self, node: u32, rule: LinkRule) {
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
        LinkRule::Number => 2,
        LinkRule::Nickname => 8,
        LinkRule::ShorterForm => 4,
        LinkRule::Acronym => 5,
        LinkRule::SharedNames => 6,
        LinkRule::OneLetter => 7,
        LinkRule::GivenName => 8,
        LinkRule::Surname => 9,
        LinkRule::OnlyBearer => 10,
        LinkRule::Office => 10,
        LinkRule::BestKnown => 11,
        LinkRule::Ambiguous => 12,
        LinkRule::Decision => 13,
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
                sets.unite(*other, *best, LinkRule::SameWords);
            }
        }
    }
}

/// Of several places of one name, the one that has this many times the stories of all others is what the bare name means.
const CLEAR_PLACE: u32 = 10;

/// Bare places (and bodies of counties), and the same name with a state: one where the corpus knows one state for it, or
/// one far above all others. Where it knows two, those never meet, and the bare name stays by itself.
pub(super) fn places(corpus: &Corpus<'_>, sets: &mut Sets) {
    // The place with a state that most stories print, how many do, and how many print another one.
    let mut with_state: FxHashMap<&str, (u32, u32, u32)> = FxHashMap::default();
    let has_state =
        |n: &Node<'_>| n.label == Label::Place || (n.label == Label::Org && n.key.contains("county"));
    let places = || (0..).zip(&corpus.nodes).filter(|(_, n)| is_thing(n) && has_state(n));
    for (no, node) in places() {
        if let Some((place, _)) = node.key.split_once(", ") {
            let (best, most, others) = with_state.entry(place).or_insert((no, 0, 0));
            if node.stories > *most {
                *others += *most;
                (*best, *most) = (no, node.stories);
            } else {
                *others += node.stories;
            }
        }
    }
    for (no, node) in places() {
        if let Some((full, most, others)) = with_state.get(node.key)
            && *most >= others.saturating_mul(CLEAR_PLACE)
        {
            sets.unite(no, *full, LinkRule::PlaceForm);
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

/// Whether a node is a surname that stands alone in its stories.
pub(super) fn is_orphan(node: &Node<'_>) -> bool {
    node.label == Label::Person && node.partial && node.alone.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_unite() {
        let rule = LinkRule::SameWords;
        let mut sets = Sets::new(4);
        sets.unite(0, 1, rule);
        sets.unite(2, 3, rule);
        assert_ne!(sets.root(0), sets.root(3));
        sets.unite(1, 2, rule);
        assert!((0..4).all(|n| sets.root(n) == sets.root(0)));
        sets.unite(0, 3, rule);
        sets.grow(5);
        assert_eq!(sets.root(4), 4);
    }

    #[test]
    fn what_is_kept_apart_never_meets() {
        let rule = LinkRule::SameWords;
        let mut sets = Sets::new(6);
        sets.keep_apart(0, 1);
        assert!(!sets.unite(0, 1, rule));
        assert!(sets.unite(2, 0, rule) && sets.unite(1, 3, rule));
        assert!(!sets.unite(2, 3, rule), "nor through others");
        assert!(sets.unite(4, 2, rule) && !sets.unite(3, 4, rule) && sets.unite(5, 3, rule));
        assert_ne!(sets.root(4), sets.root(5));
    }
}
