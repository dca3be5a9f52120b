//! The elements of XML, as `xml` makes them: names, attributes, and the text in them as a line or in paragraphs.

use super::flow::{Flow, Shape, shape};

/// An element.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// Its name as written.
    pub(super) name: String,
    /// Its attributes.
    pub(super) attrs: Vec<(String, String)>,
    /// What is in it.
    pub(super) children: Vec<Child>,
}

/// A part of an element.
#[derive(Debug)]
pub(super) enum Child {
    Node(Node),
    Text(String),
}

/// The part of a name behind its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

impl Child {
    /// Whether it is white space.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Child::Text(text) if text.trim().is_empty())
    }
}

impl Node {
    /// About what it takes in memory, without what is in it.
    pub(super) fn own_bytes(&self) -> usize {
        let attrs: usize = self.attrs.iter().map(|(name, value)| name.len() + value.len()).sum();
        size_of::<Node>() + self.name.len() + attrs
    }

    /// About what it takes in memory, with all in it.
    pub(super) fn bytes(&self) -> usize {
        let text = |child: &Child| match child {
            Child::Text(text) => text.len(),
            Child::Node(_) => 0,
        };
        self.all().map(|node| node.own_bytes() + node.children.iter().map(text).sum::<usize>()).sum()
    }

    /// Its name without a prefix.
    pub(super) fn local(&self) -> &str {
        local(&self.name)
    }

    /// The attribute with this local name, without white space around it; empty where there is none.
    pub(super) fn attr(&self, name: &str) -> &str {
        let found = self.attrs.iter().find(|(n, _)| n == name);
        let found = found.or_else(|| self.attrs.iter().find(|(n, _)| local(n) == name));
        found.map_or("", |(_, value)| value.trim())
    }

    /// The elements in it.
    pub(super) fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.children.iter().filter_map(|child| match child {
            Child::Node(node) => Some(node),
            Child::Text(_) => None,
        })
    }

    /// The first element in it with this local name.
    pub(super) fn child(&self, name: &str) -> Option<&Node> {
        self.nodes().find(|node| node.local() == name)
    }

    /// The first element at the end of this path of local names, tried depth first.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Node> {
        let Some((first, rest)) = path.split_first() else { return Some(self) };
        self.nodes().filter(|node| node.local() == *first).find_map(|node| node.at(rest))
    }

    /// The first element with this local name, at any depth.
    pub(super) fn first(&self, name: &str) -> Option<&Node> {
        self.all().find(|node| node.local() == name)
    }

    /// The element and all in it, in the order of the document.
    pub(super) fn all(&self) -> impl Iterator<Item = &Node> {
        let mut waiting = vec![self];
        std::iter::from_fn(move || {
            let node = waiting.pop()?;
            let from = waiting.len();
            waiting.extend(node.nodes());
            waiting.get_mut(from..)?.reverse();
            Some(node)
        })
    }

    /// All text in it, as one line.
    pub(super) fn line(&self) -> String {
        let mut flow = Flow::default();
        self.flow(&mut flow, &|_| Shape::Inline);
        flow.finish()
    }

    /// All text in it, in paragraphs.
    pub(super) fn paragraphs(&self) -> String {
        let mut flow = Flow::default();
        self.flow(&mut flow, &|node| shape(node.local()));
        flow.finish()
    }

    /// All text in it as it stands.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        let mut waiting: Vec<&Child> = self.children.iter().rev().collect();
        while let Some(child) = waiting.pop() {
            match child {
                Child::Text(text) => out.push_str(text),
                Child::Node(node) => waiting.extend(node.children.iter().rev()),
            }
        }
        out
    }

    /// Adds its text. No deeper than the tree is, which is bounded.
    pub(super) fn flow(&self, flow: &mut Flow, shape: &dyn Fn(&Node) -> Shape) {
        for child in &self.children {
            match child {
                Child::Text(text) => flow.text(text),
                Child::Node(node) => {
                    let shape_here = shape(node);
                    if shape_here != Shape::Hidden {
                        flow.open(shape_here);
                        node.flow(flow, shape);
                        flow.close(shape_here);
                    }
                }
            }
        }
    }
}
