//! The stories listed under a filter, in an order, with how many of them hold each name.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::sort::Sort;
use crate::model::{EntityNo, Snapshot, StoryNo, StorySet};
use crate::search::{self, Context, Note, Query, Typing};

/// How many stories are worked through between two looks at whether the answer is still wanted.
const STRIDE: usize = 4096;
/// Counting by postings is quicker once one story in this many is to be looked at: measured at 100,000 stories, all
/// postings take 3 ms, a story's names 0.8 µs.
const POSTINGS_FROM: u32 = 24;
/// In the index of rows: not listed.
const NOWHERE: u32 = u32::MAX;

/// The stories listed. Made by the worker; immutable.
#[derive(Debug)]
pub struct Rows {
    /// The snapshot they are of.
    pub(super) snapshot: Arc<Snapshot>,
    /// How they are sorted.
    pub(super) sort: Sort,
    /// The filter as typed.
    pub(super) filter: String,
    /// The filter as read; `None` where it is empty.
    pub(super) query: Option<Query>,
    /// What of it was read leniently.
    pub(super) notes: Vec<Note>,
    /// A name of the filter that nobody bears, where no story is listed.
    pub(super) unknown: Option<String>,
    /// Story numbers by row; `None` where every story has a row.
    listed: Option<Vec<u32>>,
    /// The row of each story, or [`NOWHERE`]; of a folded copy the row that it is folded under.
    row_of: Vec<u32>,
    /// Number of stories listed, folded copies too.
    n_stories: usize,
    /// The same with near-copies counted once.
    n_distinct: usize,
    /// How many copies are folded under a row, where any are.
    folded: FxHashMap<u32, u32>,
    /// The place of each story in the whole order; empty where it equals `row_of`.
    place_of: Vec<u32>,
    /// For each entity, the listed stories that establish it; `None` where every story is listed.
    counts: Option<Vec<u32>>,
}

impl Rows {
    /// Every story, before the worker has said anything: rows can be shown, places are not known.
    pub(super) fn first(snapshot: Arc<Snapshot>, sort: Sort) -> Rows {
        let n_stories = snapshot.n_stories() as usize;
        Rows {
            n_stories,
            n_distinct: n_stories,
            folded: FxHashMap::default(),
            snapshot,
            sort,
            filter: String::new(),
            query: None,
            notes: Vec::new(),
            unknown: None,
            listed: None,
            row_of: Vec::new(),
            place_of: Vec::new(),
            counts: None,
        }
    }

    /// Number of rows.
    pub(super) fn len(&self) -> usize {
        self.by_row().len()
    }

    /// Number of stories listed, folded copies too.
    pub(super) fn n_stories(&self) -> usize {
        self.n_stories
    }

    /// Number of stories listed, near-copies counted once.
    pub(super) fn n_distinct(&self) -> usize {
        self.n_distinct
    }

    /// How many near-copies are folded under a row.
    pub(super) fn folded(&self, row: usize) -> u32 {
        self.folded.get(&(row as u32)).copied().unwrap_or(0)
    }

    /// The story in a row.
    pub(super) fn story(&self, row: usize) -> Option<StoryNo> {
        self.by_row().get(row).copied().map(StoryNo)
    }

    /// The row of a story; `None` where it is not listed, or not known yet.
    pub(super) fn row(&self, story: StoryNo) -> Option<usize> {
        let row = self.row_of.get(story.0 as usize).copied().filter(|r| *r != NOWHERE);
        row.map(|r| r as usize)
    }

    /// The place of a story among all stories in this order.
    pub(super) fn place(&self, story: StoryNo) -> Option<usize> {
        let all = if self.place_of.is_empty() { &self.row_of } else { &self.place_of };
        all.get(story.0 as usize).map(|p| *p as usize)
    }

    /// Whether a story is listed.
    pub(super) fn lists(&self, story: StoryNo) -> bool {
        self.listed.is_none() || self.row(story).is_some()
    }

    /// How many listed stories establish an entity.
    pub(super) fn count(&self, entity: EntityNo) -> u32 {
        match &self.counts {
            Some(counts) => counts.get(entity.0 as usize).copied().unwrap_or(0),
            None => self.snapshot.entity(entity).map_or(0, |e| e.shared_in()),
        }
    }

    fn by_row(&self) -> &[u32] {
        self.listed.as_deref().unwrap_or_else(|| self.snapshot.order(self.sort.order()))
    }
}

/// Works out the rows; `None` when stopped. Near-copies are folded under the first one listed, but for those of the
/// stories with the ids `unfolded`.
pub(super) fn rows(
    snapshot: &Arc<Snapshot>,
    filter: &str,
    typing: Typing,
    sort: &Sort,
    unfolded: &[String],
    context: &Context<'_>,
) -> Option<Rows> {
    let mut rows = Rows::first(Arc::clone(snapshot), sort.clone());
    rows.filter = filter.to_owned();
    let filtered = !filter.trim().is_empty();
    let (query, notes) = search::parse(filter, typing);
    let ordered = ordered(snapshot, sort, &query, context.stop)?;
    if ordered.is_none() {
        rows.sort = Sort::By(sort.order());
    }
    let all = ordered.as_deref().unwrap_or_else(|| snapshot.order(sort.order()));
    let mut listed = ordered.clone();
    if filtered {
        let set = search::eval(&query, snapshot, context)?;
        rows.unknown = if set.is_empty() { search::unknown_name(&query, snapshot) } else { None };
        listed = Some(all.iter().copied().filter(|n| set.contains(StoryNo(*n))).collect::<Vec<_>>());
        rows.counts = Some(counts(snapshot, &set, context.stop)?);
        (rows.query, rows.notes) = (Some(query), notes);
    }
    rows.n_stories = listed.as_ref().map_or(all.len(), Vec::len);
    rows.n_distinct = rows.n_stories;
    let asks_for_copies = rows.query.as_ref().is_some_and(Query::asks_for_copies);
    if !snapshot.links().firsts().is_empty() {
        let open: Vec<u32> =
            unfolded.iter().filter_map(|id| snapshot.story_by_id(id)).map(|s| s.no().0).collect();
        let unfold = |first: u32| asks_for_copies || open.contains(&first);
        rows.fold(listed.as_deref().unwrap_or(all), &unfold);
        rows.place_of = inverse(all, snapshot.n_stories());
        return Some(rows);
    }
    rows.row_of = inverse(listed.as_deref().unwrap_or(all), snapshot.n_stories());
    if filtered {
        rows.place_of = inverse(all, snapshot.n_stories());
    }
    rows.listed = listed;
    Some(rows)
}

/// Every story in an order that the corpus does not keep; the inner `None` where it does, or where the story is gone that
/// others are to be near to.
fn ordered(
    snapshot: &Snapshot,
    sort: &Sort,
    query: &Query,
    stop: &dyn Fn() -> bool,
) -> Option<Option<Vec<u32>>> {
    let go_on = &mut |_| (!stop()).then_some(());
    match sort {
        Sort::By(_) => Some(None),
        Sort::Ranked(order) => search::ranked(query, snapshot, *order, go_on),
        Sort::Near(nearness, story) => match snapshot.story_by_id(story) {
            Some(story) => search::nearest_first(&story, *nearness, sort.order(), go_on).map(Some),
            None => Some(None),
        },
    }
}

impl Rows {
    /// Gives each group of near-copies one row, but where `unfold`, told their first story, says no.
    fn fold(&mut self, listed: &[u32], unfold: &dyn Fn(u32) -> bool) {
        let firsts = self.snapshot.links().firsts();
        let mut row_of = vec![NOWHERE; self.snapshot.n_stories() as usize];
        let mut row_of_group: FxHashMap<u32, u32> = FxHashMap::default();
        let mut by_row = Vec::with_capacity(listed.len());
        self.n_distinct = 0;
        for story in listed {
            let first = firsts.get(*story as usize).copied().unwrap_or(*story);
            let next = by_row.len() as u32;
            let row = *row_of_group.entry(first).or_insert(next);
            self.n_distinct += usize::from(row == next);
            let folds = row != next && !unfold(first);
            if folds {
                *self.folded.entry(row).or_insert(0) += 1;
            } else {
                by_row.push(*story);
            }
            if let Some(place) = row_of.get_mut(*story as usize) {
                *place = if folds { row } else { next };
            }
        }
        (self.listed, self.row_of) = (Some(by_row), row_of);
    }
}

fn inverse(order: &[u32], n_stories: u32) -> Vec<u32> {
    let mut place = vec![NOWHERE; n_stories as usize];
    for (n, story) in order.iter().enumerate() {
        if let Some(place) = place.get_mut(*story as usize) {
            *place = n as u32;
        }
    }
    place
}

/// For each entity, the stories of `set` that establish it, near-copies counted once. Counts whichever needs least
/// reading: the stories of the set, those outside it (taken from the whole), or the names' postings.
fn counts(snapshot: &Snapshot, set: &StorySet, stop: &dyn Fn() -> bool) -> Option<Vec<u32>> {
    let n_stories = snapshot.n_stories();
    let most = set.len() > n_stories / 2;
    let mut few = set.clone();
    if most {
        few.complement();
    }
    if few.len() > n_stories / POSTINGS_FROM {
        return counts_by_postings(snapshot, set, stop);
    }
    if most { counts_by_rest(snapshot, set, &few, stop) } else { counts_by_stories(snapshot, set, stop) }
}

/// Takes what `outside`, the stories not in `set`, hold from the whole. Groups of near-copies are counted anew: there are
/// few.
fn counts_by_rest(
    snapshot: &Snapshot,
    set: &StorySet,
    outside: &StorySet,
    stop: &dyn Fn() -> bool,
) -> Option<Vec<u32>> {
    let copied = copied(snapshot);
    let mut single = outside.clone();
    single.subtract(&copied);
    let outside = counts_by_stories(snapshot, &single, stop)?;
    let whole = snapshot.links().entities().map(|e| e.shared_in());
    let left = whole.zip(outside).map(|(whole, outside)| whole.saturating_sub(outside));
    if copied.is_empty() {
        return Some(left.collect());
    }
    let all = counts_by_stories(snapshot, &copied, stop)?;
    let mut listed = copied;
    listed.intersect(set);
    let here = counts_by_stories(snapshot, &listed, stop)?;
    Some(left.zip(all).zip(here).map(|((left, all), here)| (left + here).saturating_sub(all)).collect())
}

/// The stories that have near-copies.
fn copied(snapshot: &Snapshot) -> StorySet {
    let mut set = StorySet::empty(snapshot.n_stories());
    for (no, first) in (0..).zip(snapshot.links().firsts()) {
        if *first != no {
            set.insert(StoryNo(no));
            set.insert(StoryNo(*first));
        }
    }
    set
}

fn counts_by_postings(snapshot: &Snapshot, set: &StorySet, stop: &dyn Fn() -> bool) -> Option<Vec<u32>> {
    let links = snapshot.links();
    let copied = copied(snapshot);
    let mut counts = Vec::with_capacity(links.n_entities() as usize);
    let mut groups: Vec<StoryNo> = Vec::new();
    for (n, entity) in links.entities().enumerate() {
        if n.is_multiple_of(STRIDE) && stop() {
            return None;
        }
        let here = || entity.postings().filter(|p| p.establishes && set.contains(p.story));
        let mut count = here().count();
        if !copied.is_empty() {
            groups.clear();
            groups.extend(here().filter(|p| copied.contains(p.story)).map(|p| links.first_copy(p.story)));
            let stories = groups.len();
            groups.sort_unstable();
            groups.dedup();
            count -= stories - groups.len();
        }
        counts.push(count as u32);
    }
    Some(counts)
}

fn counts_by_stories(snapshot: &Snapshot, set: &StorySet, stop: &dyn Fn() -> bool) -> Option<Vec<u32>> {
    let links = snapshot.links();
    let mut stories: Vec<(StoryNo, StoryNo)> = set.iter().map(|no| (links.first_copy(no), no)).collect();
    if !links.firsts().is_empty() {
        // Copies stand beside each other then.
        stories.sort_unstable();
    }
    let mut counts = vec![0u32; links.n_entities() as usize];
    // Two clusters of a story may have one entity, and so do copies: the last group that counted an entity is kept.
    let mut counted = vec![NOWHERE; counts.len()];
    for (n, (first, no)) in stories.into_iter().enumerate() {
        if n.is_multiple_of(STRIDE) && stop() {
            return None;
        }
        let Some(story) = snapshot.story(no) else { continue };
        for (entity, establishes) in story.named() {
            let at = entity.0 as usize;
            if establishes && counted[at] != first.0 {
                counted[at] = first.0;
                counts[at] += 1;
            }
        }
    }
    Some(counts)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::store::{Input, LoadOptions, load_whole};

    fn snapshot(input: &Input) -> Arc<Snapshot> {
        load_whole(input, &LoadOptions::default())
    }

    /// Five stories; the second and the fourth are copies of the first, the fourth with one name more.
    fn with_copies() -> Arc<Snapshot> {
        let text = "Mayor Anna Ruiz opened the bridge at Port Arden on Monday, after the council had asked for it \
                    three times since the spring, and said that the ferry would go on until the end of the year.";
        let texts = [
            text.to_owned(),
            text.to_owned(),
            "Sheriff Tom Becker met Anna Ruiz.".to_owned(),
            format!("{text} Sheriff Tom Becker came late."),
            "It rained.".to_owned(),
        ];
        let mut file = tempfile::Builder::new().suffix(".jsonl").tempfile().expect("a file");
        for text in texts {
            writeln!(file, "{}", serde_json::json!({ "text": text })).expect("a story written");
        }
        snapshot(&Input::Paths(vec![file.path().into()]))
    }

    #[test]
    fn all_ways_of_counting_agree() {
        for snapshot in [snapshot(&Input::BuiltIn), with_copies()] {
            let n = snapshot.n_stories();
            for bits in 0..1u32 << n {
                let mut set = StorySet::empty(n);
                (0..n).filter(|n| bits >> n & 1 == 1).for_each(|n| set.insert(StoryNo(n)));
                let mut outside = set.clone();
                outside.complement();
                let expected = counts_by_postings(&snapshot, &set, &|| false);
                assert_eq!(counts_by_stories(&snapshot, &set, &|| false), expected, "{bits:b}");
                assert_eq!(counts_by_rest(&snapshot, &set, &outside, &|| false), expected, "{bits:b}");
            }
        }
    }

    #[test]
    fn copies_count_once_and_fold_under_the_first_one_listed() {
        let snapshot = with_copies();
        let count = |rows: &Rows, key: &str| {
            let key = snapshot.links().by_key(key).map(|e| e.no());
            key.map(|no| rows.count(no))
        };
        let rows = |filter: &str, unfolded: &[String]| {
            let made = rows(
                &snapshot,
                filter,
                Typing::Done,
                &Sort::default(),
                unfolded,
                &Context::new(None, &|| false),
            )
            .expect("rows");
            let shown: Vec<u32> = (0..made.len()).filter_map(|n| made.story(n)).map(|s| s.0).collect();
            (made, shown)
        };
        let (all, shown) = rows("", &[]);
        assert_eq!(shown, [0, 2, 4]);
        assert_eq!((all.n_stories(), all.n_distinct(), all.folded(0), all.folded(1)), (5, 3, 2, 0));
        assert_eq!(all.row(StoryNo(3)), Some(0), "a copy is where it is folded");
        assert_eq!((count(&all, "person:anna-ruiz"), count(&all, "person:tom-becker")), (Some(2), Some(2)));
        let (_, shown) = rows("", &[snapshot.story(StoryNo(0)).expect("a story").id().into_owned()]);
        assert_eq!(shown, [0, 1, 2, 3, 4]);
        let (becker, shown) = rows("@tom-becker", &[]);
        assert_eq!((shown, count(&becker, "person:anna-ruiz")), (vec![2, 3], Some(2)));
        let (_, shown) = rows("is:copy", &[]);
        assert_eq!(shown, [1, 3], "asked for, copies have rows");
        let (_, shown) = rows("copy:jsonl#2", &[]);
        assert_eq!(shown, [0, 3]);
    }
}
