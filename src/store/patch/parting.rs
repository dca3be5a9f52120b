//! Two names that were joined become two.

use super::Patch;
use super::going::{Count, Gone, collapsed};
use crate::model::{ClusterRecord, EntityNo, Label, NameKey};

/// What clusters of one part have in common: label, whether they are short forms, key.
type Kind = (Label, bool, String);

fn kind(record: &ClusterRecord, key: &str) -> Kind {
    (record.label(), record.is(ClusterRecord::PARTIAL), key.to_owned())
}

impl Patch<'_> {
    /// Keeps two names apart: where they are one, the stories that print the one without an entry of its own go to a
    /// further name.
    pub(super) fn part(&mut self, a: &NameKey, b: &NameKey) -> Option<()> {
        let (from, gone) = match (self.find(a), self.find(b)) {
            (Some(_), Some(_)) => return Some(()),
            (Some(from), None) => (from, b),
            (None, Some(from)) => (from, a),
            (None, None) => return None,
        };
        let parts = self.snapshot.parts(EntityNo(from));
        let words = gone.words();
        let fits = |(record, key): &(&ClusterRecord, &str)| {
            Some(record.label()) == gone.label() && key.replace('-', " ") == words
        };
        let n = parts.iter().position(fits).filter(|_| parts.len() > 1)?;
        let kind = kind(parts[n].0, parts[n].1);
        let counts = self.take(from, &kind);
        if counts.there.is_empty() {
            return None;
        }
        self.fresh(None, kind.0, &counts);
        let to = self.entities.len() as u32 - 1;
        self.entities[to as usize].link = self.entities[from as usize].link;
        self.move_part(from, n);
        self.recount(from, to, counts);
        Some(())
    }

    /// Gives the clusters of one kind that belong to `from` to the name that comes next.
    fn take(&mut self, from: u32, wanted: &Kind) -> Gone {
        let (snapshot, to) = (self.snapshot, self.entities.len() as u32);
        let mut gone = Gone::default();
        let postings = snapshot.entity(EntityNo(from)).map(|e| e.postings());
        for posting in postings.into_iter().flatten() {
            let Some(story) = snapshot.story(posting.story) else { continue };
            let of_cluster = self.of_cluster.to_mut();
            let is_taken = |(number, r): &(usize, &ClusterRecord)| {
                of_cluster.get(*number) == Some(&from) && kind(r, story.cluster_key(r)) == *wanted
            };
            let numbers: Vec<usize> = story.numbered().filter(is_taken).map(|(number, _)| number).collect();
            if numbers.is_empty() {
                continue;
            }
            numbers.iter().for_each(|number| of_cluster[*number] = to);
            let (mut left, mut there) = (Count::default(), Count::default());
            for m in story.mentions().filter(|m| m.entity == Some(EntityNo(from))) {
                if story.cluster_at(m.no).is_some_and(|number| numbers.contains(&number)) {
                    *gone.forms.entry(collapsed(m.span, story.field(m.field))).or_default() += 1;
                    there.add(&m);
                } else {
                    left.add(&m);
                }
            }
            gone.left.push((story.no().0, left));
            gone.there.push((story.no().0, there));
        }
        gone
    }

    /// Gives a part of a name to the last name.
    fn move_part(&mut self, from: u32, n: usize) {
        let (from, last) = (from as usize, self.entities.len() - 1);
        let Some(at) = self.parts_at.get(from).map(|at| *at as usize + n) else { return };
        let parts = self.parts.to_mut();
        let part = parts.remove(at);
        parts.push(part);
        self.parts_at.to_mut()[from + 1..=last].iter_mut().for_each(|at| *at -= 1);
    }
}
