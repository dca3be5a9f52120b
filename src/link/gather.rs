//! The clusters of all stories as nodes: one for each label and key, the step *same words* between stories.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::key;
use crate::model::{ClusterRecord, Label, LinkRule, MentionRecord, Segment, StoryRecord};

/// The node of a cluster that no story has.
pub(super) const NO_NODE: u32 = u32::MAX;

/// What clusters of one label and key name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'a> {
    /// The label its stories found.
    pub label: Label,
    /// The key its stories found.
    pub key: &'a str,
    /// A single-word person or a bare acronym.
    pub partial: bool,
    /// The only story it stands for, where it fits several and was left alone.
    pub alone: Option<u32>,
    /// Its cluster in the earliest story, in the order of ids.
    pub first: Earliest,
    /// The same of stories that print an acronym for it.
    pub first_acronym: Earliest,
    /// Number of stories (an alone one counts itself).
    pub stories: u32,
}

/// The cluster in the earliest story: the story's place in the order of ids, and the cluster's number in the corpus.
pub(super) type Earliest = (u32, u32);

/// No cluster yet.
pub(super) const NONE_YET: Earliest = (u32::MAX, u32::MAX);

/// A story with what belongs to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct StoryAt<'a> {
    /// Its segment.
    pub segment: &'a Segment,
    /// Its row.
    pub record: &'a StoryRecord,
    /// Its mentions.
    pub mentions: &'a [MentionRecord],
    /// Its clusters.
    pub clusters: &'a [ClusterRecord],
    /// The number of its first cluster in the corpus.
    pub cluster_base: usize,
}

impl StoryAt<'_> {
    /// The numbers of its clusters in the corpus.
    pub(super) fn cluster_numbers(&self) -> std::ops::Range<usize> {
        self.cluster_base..self.cluster_base + self.clusters.len()
    }
}

/// The stories of all segments and the nodes of their clusters.
#[derive(Debug)]
pub(super) struct Corpus<'a> {
    /// Stories, by number.
    pub stories: Vec<StoryAt<'a>>,
    /// Nodes, in order of arrival: no result may depend on their numbers.
    pub nodes: Vec<Node<'a>>,
    /// The place of each story in the order of ids.
    pub rank: Vec<u32>,
    /// The node of each cluster.
    pub node_of: Vec<u32>,
    /// Clusters that were given to a node one by one, and by which rule.
    pub chosen: Vec<(u32, LinkRule)>,
    /// Numbers of acronyms, by their folded letters.
    pub acronyms: FxHashMap<String, u32>,
    /// In how many stories an acronym (by number) stands beside a node that it stands for there.
    pub evidence: FxHashMap<(u32, u32), u32>,
}

impl<'a> Corpus<'a> {
    /// Reads the clusters of all stories.
    pub(super) fn new(segments: &'a [Arc<Segment>]) -> Corpus<'a> {
        let n_clusters = segments.iter().map(|s| s.clusters().len()).sum();
        let stories = stories(segments);
        let mut corpus = Corpus {
            rank: ranks(&stories),
            stories,
            nodes: Vec::new(),
            node_of: vec![NO_NODE; n_clusters],
            chosen: Vec::new(),
            acronyms: FxHashMap::default(),
            evidence: FxHashMap::default(),
        };
        let mut by_key: FxHashMap<(u8, &'a str), u32> = FxHashMap::default();
        let mut memo = Memo::default();
        for no in 0..corpus.stories.len() {
            let story = corpus.stories[no];
            if no == 0 || !std::ptr::eq(story.segment, corpus.stories[no - 1].segment) {
                memo = Memo::new(story.segment);
            }
            for (cluster, number) in story.clusters.iter().zip(story.cluster_numbers()) {
                let node = corpus.node(cluster, no as u32, story.segment, &mut by_key, &mut memo);
                corpus.node_of[number] = node;
                let at = (corpus.rank[no], number as u32);
                let known = &mut corpus.nodes[node as usize];
                known.first = known.first.min(at);
                let acronym = story.segment.form(cluster).acronym;
                if acronym.len > 0 {
                    known.first_acronym = known.first_acronym.min(at);
                }
                if acronym.len > 0 && !cluster.is(ClusterRecord::PARTIAL) {
                    let known = memo.acronyms.get_mut(cluster.form as usize);
                    corpus.expand(story.segment.str(acronym), node, known);
                }
            }
        }
        corpus
    }

    /// Gives one cluster of one story, which fits several, a node of its own.
    pub(super) fn leave_alone(&mut self, cluster: usize, story: u32) -> u32 {
        let like = self.nodes[self.node_of[cluster] as usize];
        let first = (self.rank[story as usize], cluster as u32);
        self.nodes.push(Node { alone: Some(story), stories: 1, first, first_acronym: NONE_YET, ..like });
        self.node_of[cluster] = self.nodes.len() as u32 - 1;
        self.node_of[cluster]
    }

    /// Gives one cluster of one story to a node that was made for another.
    pub(super) fn share(&mut self, cluster: usize, story: u32, node: u32) {
        let at = (self.rank[story as usize], cluster as u32);
        let known = &mut self.nodes[node as usize];
        known.stories += 1;
        known.first = known.first.min(at);
        self.node_of[cluster] = node;
    }

    fn node(
        &mut self,
        cluster: &ClusterRecord,
        story: u32,
        segment: &'a Segment,
        by_key: &mut FxHashMap<(u8, &'a str), u32>,
        memo: &mut Memo,
    ) -> u32 {
        let partial = cluster.is(ClusterRecord::PARTIAL);
        let label = cluster.label();
        let new = Node {
            label,
            key: "",
            partial,
            alone: None,
            first: NONE_YET,
            first_acronym: NONE_YET,
            stories: 0,
        };
        if cluster.is(ClusterRecord::AMBIGUOUS) {
            let key = segment.str(segment.form(cluster).key);
            self.nodes.push(Node { key, alone: Some(story), stories: 1, ..new });
            return self.nodes.len() as u32 - 1;
        }
        let nodes = &mut self.nodes;
        let find = || {
            let (key, tag) = (segment.str(segment.form(cluster).key), label as u8 | u8::from(partial) << 7);
            *by_key.entry((tag, key)).or_insert_with(|| {
                nodes.push(Node { key, ..new });
                nodes.len() as u32 - 1
            })
        };
        let node = known_or(memo.nodes.get_mut(cluster.form as usize), find);
        self.nodes[node as usize].stories += 1;
        node
    }

    /// Counts a story in which an acronym stands for a node; `known` has its number, where it was looked up already.
    fn expand(&mut self, acronym: &str, node: u32, known: Option<&mut u32>) {
        let acronyms = &mut self.acronyms;
        let find = || {
            let next = acronyms.len() as u32;
            *acronyms.entry(key::words(acronym)).or_insert(next)
        };
        let acronym = known_or(known, find);
        *self.evidence.entry((acronym, node)).or_insert(0) += 1;
    }
}

/// What was looked up in one segment already, by form.
#[derive(Debug, Default)]
struct Memo {
    nodes: Vec<u32>,
    acronyms: Vec<u32>,
}

impl Memo {
    fn new(segment: &Segment) -> Memo {
        let nothing = vec![NO_NODE; segment.forms().len()];
        Memo { nodes: nothing.clone(), acronyms: nothing }
    }
}

/// What is known already, else what `find` finds, which is known then.
fn known_or(known: Option<&mut u32>, find: impl FnOnce() -> u32) -> u32 {
    match known {
        Some(known) if *known != NO_NODE => *known,
        Some(unknown) => {
            *unknown = find();
            *unknown
        }
        None => find(),
    }
}

/// The place of each story in the order of story ids.
fn ranks(stories: &[StoryAt<'_>]) -> Vec<u32> {
    let ids: Vec<(&str, u32)> =
        stories.iter().map(|s| (s.segment.str(s.record.path), s.record.number)).collect();
    let mut order: Vec<u32> = (0..ids.len() as u32).collect();
    order.sort_by_key(|n| ids[*n as usize]);
    let mut rank = vec![0; ids.len()];
    for (place, no) in (0..).zip(order) {
        rank[no as usize] = place;
    }
    rank
}

/// The stories of all segments. Rows of a damaged segment that claim what an earlier story has get nothing, so
/// that the work stays linear in its size.
fn stories(segments: &[Arc<Segment>]) -> Vec<StoryAt<'_>> {
    let mut out = Vec::with_capacity(segments.iter().map(|s| s.stories().len()).sum());
    let mut base = 0;
    for segment in segments {
        let (mut next_cluster, mut next_mention) = (0, 0);
        for record in segment.stories() {
            let mut clusters = segment.clusters_of(record);
            let mut mentions = segment.mentions_of(record);
            if record.clusters_at < next_cluster {
                clusters = &[];
            }
            if record.mentions_at < next_mention {
                mentions = &[];
            }
            next_cluster = next_cluster.max(record.clusters_at.saturating_add(clusters.len() as u32));
            next_mention = next_mention.max(record.mentions_at.saturating_add(mentions.len() as u32));
            let first = if clusters.is_empty() { 0 } else { record.clusters_at as usize };
            out.push(StoryAt { segment, record, mentions, clusters, cluster_base: base + first });
        }
        base += segment.clusters().len();
    }
    out
}
