//! Why a mention is linked to its entity: the rules, and the spans that caused each link.

use super::{
    ClusterRecord, Entity, EntityNo, EntityRecord, Field, LinkRule, Mention, MentionRecord, Snapshot, Span,
    Story, StoryNo,
};

/// A span of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The story.
    pub story: StoryNo,
    /// The string that the span counts in.
    pub field: Field,
    /// Where.
    pub span: Span,
}

/// A link and what caused it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The rule.
    pub rule: LinkRule,
    /// The span that was linked, then those it was linked by; none of these where it is the first of its name.
    pub places: Vec<Place>,
}

impl<'a> Story<'a> {
    /// Why a mention is linked as it is: first inside the story, then between stories. Nothing for values.
    pub fn why(&self, mention: u32) -> Vec<Reason> {
        let Some((of, cluster)) = self.mention(mention).zip(self.cluster_of(mention)) else {
            return Vec::new();
        };
        let mut reasons = vec![Reason { rule: of.link, places: vec![self.place(&of)] }];
        if let Some(anchor) = of.anchor.filter(|n| *n != mention).and_then(|n| self.mention(n)) {
            reasons[0].places.push(self.place(&anchor));
        }
        let Some(entity) = of.entity.and_then(|no| self.snapshot().entity(no)) else { return reasons };
        let moved = self.snapshot().links().moved_in(self.no().0).iter().find(|m| m.mention == mention);
        match moved.map(|m| LinkRule::from_u8(m.rule as u8)) {
            None => reasons.extend(self.why_joined(cluster, &entity)),
            Some(LinkRule::Decision) => {
                reasons.push(Reason { rule: LinkRule::Decision, places: vec![self.place(&of)] });
            }
            // What linked it inside the story holds no more.
            Some(rule) => {
                let lead = self.snapshot().cluster(entity.record().lead);
                let lead = lead.and_then(|(story, cluster)| story.full_mention(cluster));
                let places = std::iter::once(self.place(&of)).chain(lead).collect();
                reasons = vec![Reason { rule, places }];
            }
        }
        reasons
    }

    /// Why the story's mentions of an entity are linked to those in other stories, one reason for each cluster; none
    /// for the story that all others are linked to.
    pub fn joined(&self, entity: &Entity<'a>) -> Vec<Reason> {
        let of_entity = |(_, (_, no)): &(u16, (&ClusterRecord, _))| *no == entity.no();
        let clusters = (0..).zip(self.clusters()).filter(of_entity).map(|(n, _)| n);
        clusters.filter_map(|cluster| self.why_joined(cluster, entity)).collect()
    }

    fn why_joined(&self, cluster: u16, entity: &Entity<'a>) -> Option<Reason> {
        let snapshot = self.snapshot();
        let number = self.cluster_number(cluster) as u32;
        let here = self.full_mention(cluster)?;
        let links = snapshot.links();
        let (rule, first) = match links.chosen(number) {
            Some(rule) => (rule, number),
            None => {
                let same = |part: &&super::PartRecord| snapshot.same_key(part.first, self, cluster);
                let part = links.parts_of(entity.no()).iter().find(same)?;
                (part.rule, part.first)
            }
        };
        let rule = LinkRule::from_u8(rule as u8);
        let record = entity.record();
        let (evidence, both) = match rule {
            LinkRule::SameWords if first != number => (first, false),
            LinkRule::Acronym | LinkRule::SharedNames if record.acronym != EntityRecord::NO_CLUSTER => {
                (record.acronym, true)
            }
            _ => (record.lead, false),
        };
        let mut places = vec![here];
        if evidence != number && evidence != EntityRecord::NO_CLUSTER {
            let (story, cluster) = snapshot.cluster(evidence)?;
            places.extend(story.full_mention(cluster));
            if both {
                places.extend(story.acronym_mention(cluster));
            }
        }
        // What is the first of its name came to it by no rule but a person's.
        (places.len() > 1 || matches!(rule, LinkRule::Decision | LinkRule::Ambiguous))
            .then_some(Reason { rule, places })
    }

    fn place(&self, m: &Mention<'_>) -> Place {
        Place { story: self.no(), field: m.field, span: m.span }
    }

    fn cluster_of(&self, mention: u32) -> Option<u16> {
        let record = self.segment.mentions_of(self.record).get(mention as usize)?;
        Some(record.cluster()).filter(|c| *c != MentionRecord::NO_CLUSTER)
    }

    /// The mention that prints a cluster's fullest form.
    fn full_mention(&self, cluster: u16) -> Option<Place> {
        let own = |m: &Mention<'_>| m.anchor == Some(m.no);
        let mut of_cluster = self.mentions().filter(|m| self.cluster_of(m.no) == Some(cluster));
        let first = of_cluster.next()?;
        let full = std::iter::once(first).chain(of_cluster).find(own).unwrap_or(first);
        Some(self.place(&full))
    }

    fn acronym_mention(&self, cluster: u16) -> Option<Place> {
        let mut all = self.mentions().filter(|m| m.link == LinkRule::Acronym);
        Some(self.place(&all.find(|m| self.cluster_of(m.no) == Some(cluster))?))
    }
}

impl Snapshot {
    /// The parts of an entity: for each the cluster of the earliest story, with its key.
    pub fn parts(&self, entity: EntityNo) -> Vec<(&ClusterRecord, &str)> {
        let of = |part: &super::PartRecord| {
            let (story, n) = self.cluster(part.first)?;
            let record = story.segment.clusters_of(story.record).get(n as usize)?;
            Some((record, story.cluster_key(record)))
        };
        self.links().parts_of(entity).iter().filter_map(of).collect()
    }

    /// The story and the place in it of a cluster, by its number in the whole corpus.
    fn cluster(&self, number: u32) -> Option<(Story<'_>, u16)> {
        let story = self.story_of_cluster(number as usize)?;
        let n = (number as usize).checked_sub(story.cluster_number(0))?;
        (n < story.record.n_clusters as usize).then_some((story, n as u16))
    }

    /// Whether a cluster of the corpus has the label and key of one of a story.
    fn same_key(&self, number: u32, story: &Story<'_>, cluster: u16) -> bool {
        let key = |story: &Story<'_>, n: u16| {
            let record = story.segment.clusters_of(story.record).get(n as usize)?;
            let partial = record.is(ClusterRecord::PARTIAL);
            Some((record.label(), partial, story.cluster_key(record).to_owned()))
        };
        let other = self.cluster(number).and_then(|(story, n)| key(&story, n));
        other.is_some() && other == key(story, cluster)
    }
}
