//! A query and a snapshot to the set of stories that match.
//!
//! Words (`lookup`), names and days are answered by the index alone. Phrases, case, fields and patterns are read
//! from the stories, but only from those that the rest of the query leaves over: the parts of an `And`
//! are taken in the order of what they cost.

use std::cell::Cell;

use memchr::memmem::Finder;
use rustc_hash::FxHashMap;

use super::day_range::DayRange;
use super::matches::{in_text, in_title};
use super::names::Wanted;
use super::query::{Flag, PartField, Phrase, Query, TextField};
use super::scan::Scan;
use super::{Context, Flagged, like};
use crate::model::{Day, Snapshot, Story, StoryNo, StorySet};
use crate::text;

/// The stories that match; `None` when stopped.
pub fn eval(query: &Query, snapshot: &Snapshot, context: &Context<'_>) -> Option<StorySet> {
    let run = Run { snapshot, context, spent: Cell::new(0) };
    run.eval(query, &StorySet::full(snapshot.n_stories()))
}

/// One evaluation.
pub(super) struct Run<'a> {
    pub(super) snapshot: &'a Snapshot,
    context: &'a Context<'a>,
    /// Work since `stop` was asked, in steps of about a nanosecond.
    spent: Cell<usize>,
}

/// Steps between two questions: about half a millisecond.
const SLICE: usize = 500_000;
/// Steps for one story whose fields are looked up (measured: 50 to 100 ns).
const STORY_STEPS: usize = 100;

impl<'a> Run<'a> {
    /// The stories of `within` that match.
    fn eval(&self, query: &Query, within: &StorySet) -> Option<StorySet> {
        self.spend(STORY_STEPS + within.bound() as usize / 64)?;
        match query {
            Query::All => Some(within.clone()),
            Query::And(parts) => self.all_of(parts, within),
            Query::Or(parts) => {
                let (mut found, mut rest) = (StorySet::empty(within.bound()), within.clone());
                for part in parts {
                    let hits = self.eval(part, &rest)?;
                    rest.subtract(&hits);
                    found.unite(&hits);
                }
                Some(found)
            }
            Query::Not(part) => {
                let mut rest = within.clone();
                rest.subtract(&self.eval(part, within)?);
                Some(rest)
            }
            Query::Words(phrase) => self.words(phrase, within),
            Query::Case(words) => self.exact(words, within),
            Query::Inside(letters) => self.inside(letters, within),
            Query::Regex(pattern) => self.filter_texts(within, 20, |s| pattern.regex.is_match(s)),
            Query::Name(_) | Query::Key(_) => self.name(query, within),
            Query::Field(field, phrase) => self.field(*field, phrase, within),
            Query::Part(field, part) => self.part(*field, part, within),
            Query::Day(range) => self.day(*range, within),
            Query::Shared { min, max } => self.shared(*min, *max, within),
            Query::Near(left, _, right) => {
                let candidates = self.eval(right, &self.eval(left, within)?)?;
                self.filter_placed(query, &candidates)
            }
            Query::Said(name) => self.filter_placed(query, &self.name(name, within)?),
            Query::Like(story) => self.like(story, within),
            Query::Is(flag) => {
                let has = |story: &Story<'_>, asked| (self.context.flagged)(story, asked);
                self.filter(within, |story| match flag {
                    Flag::Read => (has(story, Flagged::Read), 0),
                    Flag::Unread => (!has(story, Flagged::Read), 0),
                    Flag::Starred => (has(story, Flagged::Starred), 0),
                })
            }
            Query::Tag(tag) => {
                self.filter(within, |story| ((self.context.flagged)(story, Flagged::Tagged(tag)), 0))
            }
            Query::IsCopy => {
                let firsts = self.snapshot.links().firsts();
                self.filter_numbers(within, |no| firsts.get(no as usize).is_some_and(|first| *first != no))
            }
            Query::CopyOf(story) => self.copies(story, within),
        }
    }

    pub(super) fn spend(&self, steps: usize) -> Option<()> {
        let spent = self.spent.get().saturating_add(steps);
        if spent < SLICE {
            self.spent.set(spent);
            return Some(());
        }
        self.spent.set(0);
        if (self.context.stop)() { None } else { Some(()) }
    }

    fn all_of(&self, parts: &[Query], within: &StorySet) -> Option<StorySet> {
        let mut by_cost: Vec<&Query> = parts.iter().collect();
        by_cost.sort_by_key(|part| cost(part));
        let mut left = within.clone();
        for part in by_cost {
            if left.is_empty() {
                break;
            }
            left = self.eval(part, &left)?;
        }
        Some(left)
    }

    fn name(&self, query: &Query, within: &StorySet) -> Option<StorySet> {
        let mut set = StorySet::empty(within.bound());
        let links = self.snapshot.links();
        let Some(wanted) = Wanted::of(query, links) else { return Some(set) };
        for entity in wanted.find(&mut |looked_at| self.spend(looked_at * 15))? {
            let Some(entity) = links.entity(entity) else { continue };
            for posting in entity.postings() {
                set.insert(posting.story);
            }
            self.spend(entity.n_stories() as usize * 2)?;
        }
        set.intersect(within);
        Some(set)
    }

    fn field(&self, field: TextField, phrase: &Phrase, within: &StorySet) -> Option<StorySet> {
        let scan = Scan::phrase(phrase);
        match field {
            TextField::Title => {
                let candidates = self.candidates(phrase, within)?;
                self.filter(&candidates, |story| (scan.is_in(story.title()), 0))
            }
            TextField::Text => {
                let candidates = self.candidates(phrase, within)?;
                let sure = phrase.words.len() == 1;
                self.filter(&candidates, |story| {
                    if sure && story.title_span().is_some() {
                        return (true, 0);
                    }
                    let text = story.text();
                    (scan.is_in(text), text.len() * 2)
                })
            }
            TextField::Outlet => self.filter_known(within, Story::outlet, |s| scan.is_in(s)),
            TextField::Author => self.filter_known(within, Story::author, |s| scan.is_in(s)),
            TextField::Section => self.filter_known(within, Story::section, |s| scan.is_in(s)),
        }
    }

    fn part(&self, field: PartField, part: &str, within: &StorySet) -> Option<StorySet> {
        let finder = Finder::new(part);
        let has = |s: &str| finder.find(text::fold(s).as_bytes()).is_some();
        match field {
            PartField::Url => self.filter(within, |story| (has(story.url()), 0)),
            PartField::Path => self.filter_known(within, Story::path, has),
            PartField::Id => self.filter(within, |story| (has(story.given_id()) || has(&story.id()), 0)),
            PartField::Lang => self.filter_known(within, Story::lang, |s| text::fold(s).starts_with(part)),
        }
    }

    fn day(&self, range: DayRange, within: &StorySet) -> Option<StorySet> {
        let mut set = StorySet::empty(within.bound());
        let Some(range) = range.resolve(self.context.today) else { return Some(set) };
        for (base, segment) in self.snapshot.segments() {
            for (n, record) in (base..).zip(segment.stories()) {
                if range.fits(Day::from_days(record.date)) {
                    set.insert(StoryNo(n));
                }
                self.spend(2)?;
            }
        }
        set.intersect(within);
        Some(set)
    }

    /// The near-copies of the story that is meant, without that one.
    fn copies(&self, story: &str, within: &StorySet) -> Option<StorySet> {
        self.spend(self.snapshot.n_stories() as usize * STORY_STEPS)?;
        let mut set = StorySet::empty(within.bound());
        if let [only] = super::stories(self.snapshot, story).as_slice() {
            let only = only.no();
            for copy in self.snapshot.links().copies(only).into_iter().filter(|no| *no != only) {
                set.insert(copy);
            }
        }
        set.intersect(within);
        Some(set)
    }

    /// The stories of `within` whose numbers fit.
    fn filter_numbers(&self, within: &StorySet, fits: impl Fn(u32) -> bool) -> Option<StorySet> {
        let mut set = StorySet::empty(within.bound());
        for story in within.iter().filter(|story| fits(story.0)) {
            set.insert(story);
        }
        self.spend(within.bound() as usize)?;
        Some(set)
    }

    fn shared(&self, min: u32, max: u32, within: &StorySet) -> Option<StorySet> {
        let mut counts = vec![0u32; within.bound() as usize];
        for entity in self.snapshot.links().entities() {
            self.spend(2)?;
            if !entity.is_shared() {
                continue;
            }
            for posting in entity.postings() {
                if let Some(count) = counts.get_mut(posting.story.0 as usize) {
                    *count += 1;
                }
            }
            self.spend(entity.n_stories() as usize * 2)?;
        }
        let mut set = StorySet::empty(within.bound());
        for (n, count) in (0..).zip(&counts) {
            if (min..=max).contains(count) {
                set.insert(StoryNo(n));
            }
        }
        set.intersect(within);
        Some(set)
    }

    /// The stories of `within` in whose text or title a part has a place.
    fn filter_placed(&self, part: &Query, within: &StorySet) -> Option<StorySet> {
        self.filter(within, |story| {
            let in_text = || !in_text(part, story, usize::MAX).is_empty();
            let in_title = || story.title_span().is_none() && !in_title(part, story, usize::MAX).is_empty();
            (in_text() || in_title(), story.text().len() * 4)
        })
    }

    /// The stories related to one of those that an id means, and these themselves.
    fn like(&self, typed: &str, within: &StorySet) -> Option<StorySet> {
        let mut set = StorySet::empty(within.bound());
        for story in super::stories(self.snapshot, typed) {
            set.insert(story.no());
            for related in like::related(&story, &mut |steps| self.spend(steps))? {
                set.insert(related.story);
            }
        }
        self.spend(self.snapshot.n_stories() as usize * STORY_STEPS)?;
        set.intersect(within);
        Some(set)
    }

    /// The stories of `within` that `ask` wants; it also tells how many steps it took.
    fn filter(
        &self,
        within: &StorySet,
        mut ask: impl FnMut(&Story<'a>) -> (bool, usize),
    ) -> Option<StorySet> {
        let mut set = StorySet::empty(within.bound());
        for story in within.iter().filter_map(|no| self.snapshot.story(no)) {
            let (wanted, steps) = ask(&story);
            if wanted {
                set.insert(story.no());
            }
            self.spend(STORY_STEPS + steps)?;
        }
        Some(set)
    }

    /// The stories of `within` whose text `has` it, or whose title where that comes apart; `steps` is what
    /// a byte costs.
    pub(super) fn filter_texts(
        &self,
        within: &StorySet,
        steps: usize,
        has: impl Fn(&str) -> bool,
    ) -> Option<StorySet> {
        self.filter(within, |story| {
            let text = story.text();
            let found = has(text) || (story.title_span().is_none() && has(story.title()));
            (found, text.len() * steps)
        })
    }

    /// The same by a field that many stories have in common; each string is looked at once.
    fn filter_known(
        &self,
        within: &StorySet,
        field: impl Fn(&Story<'a>) -> &'a str,
        wanted: impl Fn(&str) -> bool,
    ) -> Option<StorySet> {
        // Equal strings of a segment stand in one place, so the place is the key.
        let mut known: FxHashMap<(usize, usize), bool> = FxHashMap::default();
        self.filter(within, |story| {
            let value = field(story);
            let place = (value.as_ptr() as usize, value.len());
            (*known.entry(place).or_insert_with(|| wanted(value)), 0)
        })
    }
}

/// What a part costs: 0 the index alone, 1 a field, 2 texts of candidates, 3 texts of all stories.
fn cost(query: &Query) -> u8 {
    match query {
        Query::All | Query::Day(_) | Query::Name(_) | Query::Key(_) => 0,
        Query::Inside(_) | Query::Shared { .. } | Query::IsCopy | Query::CopyOf(_) => 0,
        Query::Words(phrase) => {
            if phrase.words.len() == 1 {
                0
            } else {
                2
            }
        }
        Query::Case(_) | Query::Field(TextField::Text, _) | Query::Near(..) | Query::Said(_) => 2,
        Query::Like(_) | Query::Is(_) | Query::Tag(_) => 1,
        Query::Field(_, _) | Query::Part(_, _) => 1,
        Query::Regex(_) => 3,
        Query::Not(part) => cost(part),
        // Brackets end: the parser bounds their depth.
        Query::And(parts) | Query::Or(parts) => parts.iter().map(cost).max().unwrap_or(0),
    }
}
