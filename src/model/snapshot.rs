//! Everything loaded at one moment; immutable, replaced whole.

use std::sync::Arc;

use super::{Entity, EntityNo, Links, Problem, Segment, Story, StoryNo};

/// How stories are ordered in a list. Every tie ends with the story id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Order {
    /// Newest first, undated last.
    #[default]
    Date,
    /// Title, folded.
    Title,
    /// Outlet, then newest first.
    Outlet,
    /// Longest first.
    Length,
}

impl Order {
    /// Every order.
    pub const ALL: [Order; 4] = [Order::Date, Order::Title, Order::Outlet, Order::Length];

    /// Its word on the screen, in options and in saved state.
    pub fn as_str(self) -> &'static str {
        match self {
            Order::Date => "date",
            Order::Title => "title",
            Order::Outlet => "outlet",
            Order::Length => "length",
        }
    }

    /// The order with this word.
    pub fn parse(word: &str) -> Option<Order> {
        Order::ALL.into_iter().find(|o| o.as_str() == word)
    }
}

/// A corpus as far as it is loaded.
#[derive(Debug)]
pub struct Snapshot {
    segments: Vec<Arc<Segment>>,
    /// Number of each segment's first story, and of the first story behind the last.
    story_base: Vec<u32>,
    /// Number of each segment's first cluster in the whole corpus.
    cluster_base: Vec<usize>,
    links: Arc<Links>,
    orders: [Vec<u32>; Order::ALL.len()],
    problems: Arc<[Problem]>,
    complete: bool,
}

impl Snapshot {
    /// Puts segments and the link layer made of them together. `orders` has, for each [`Order`], every
    /// story number once.
    pub fn new(
        segments: Vec<Arc<Segment>>,
        links: Arc<Links>,
        orders: [Vec<u32>; Order::ALL.len()],
        problems: Arc<[Problem]>,
        complete: bool,
    ) -> Snapshot {
        let (mut story_base, mut cluster_base) = (vec![0], Vec::new());
        let (mut stories, mut clusters) = (0, 0);
        for segment in &segments {
            cluster_base.push(clusters);
            stories += segment.stories().len() as u32;
            clusters += segment.clusters().len();
            story_base.push(stories);
        }
        Snapshot { segments, story_base, cluster_base, links, orders, problems, complete }
    }

    /// The same with these orders.
    pub fn with_orders(self, orders: [Vec<u32>; Order::ALL.len()]) -> Snapshot {
        Snapshot { orders, ..self }
    }

    /// The same stories with another link layer.
    pub fn with_links(&self, links: Arc<Links>) -> Snapshot {
        let (segments, orders) = (self.segments.clone(), self.orders.clone());
        Snapshot::new(segments, links, orders, Arc::clone(&self.problems), self.complete)
    }

    /// Nothing loaded.
    pub fn empty() -> Snapshot {
        Snapshot::new(Vec::new(), Arc::new(Links::empty()), Default::default(), Arc::new([]), false)
    }

    /// Segments with the number of their first story.
    pub fn segments(&self) -> impl Iterator<Item = (u32, &Arc<Segment>)> {
        self.story_base.iter().copied().zip(&self.segments)
    }

    /// The link layer.
    pub fn links(&self) -> &Arc<Links> {
        &self.links
    }

    /// What was wrong with the input, in order of place.
    pub fn problems(&self) -> &Arc<[Problem]> {
        &self.problems
    }

    /// Whether everything is loaded.
    pub fn complete(&self) -> bool {
        self.complete
    }

    /// Number of stories.
    pub fn n_stories(&self) -> u32 {
        self.story_base.last().copied().unwrap_or(0)
    }

    /// Story numbers in an order.
    pub fn order(&self, order: Order) -> &[u32] {
        &self.orders[order as usize]
    }

    /// The story with this number.
    pub fn story(&self, no: StoryNo) -> Option<Story<'_>> {
        let n = self.story_base.partition_point(|base| *base <= no.0).checked_sub(1)?;
        let segment = self.segments.get(n)?;
        let record = segment.stories().get((no.0 - self.story_base[n]) as usize)?;
        Some(Story { no, snapshot: self, segment, record, cluster_base: self.cluster_base[n] })
    }

    /// The story that a cluster belongs to, by the cluster's number in the whole corpus.
    pub(super) fn story_of_cluster(&self, cluster: usize) -> Option<Story<'_>> {
        let n = self.cluster_base.partition_point(|base| *base <= cluster).checked_sub(1)?;
        let at = cluster - self.cluster_base[n];
        let before = self.segments[n].stories().partition_point(|s| s.clusters_at as usize <= at);
        self.story(StoryNo(self.story_base[n] + before.checked_sub(1)? as u32))
    }

    /// All stories, by number.
    pub fn stories(&self) -> impl Iterator<Item = Story<'_>> {
        (0..self.n_stories()).filter_map(|n| self.story(StoryNo(n)))
    }

    /// Stories in an order.
    pub fn stories_by(&self, order: Order) -> impl Iterator<Item = Story<'_>> {
        self.order(order).iter().filter_map(|n| self.story(StoryNo(*n)))
    }

    /// The story with this id, compared whole.
    pub fn story_by_id(&self, id: &str) -> Option<Story<'_>> {
        self.stories().find(|s| s.id() == id)
    }

    /// The entity with this number.
    pub fn entity(&self, no: EntityNo) -> Option<Entity<'_>> {
        self.links.entity(no)
    }
}
