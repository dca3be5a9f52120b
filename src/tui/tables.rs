//! What the overlays show: a name's card, the names table, completions. Worked out by the worker.

use std::sync::Arc;

use super::rows::Rows;
use super::timeline::Timeline;
use crate::link;
use crate::model::{EntityNo, Field, Label, Mention, Snapshot, Span, StoryNo};
use crate::search::{self, InBoth, Related};
use crate::text::fold_words;

/// How many names are worked through between two looks at whether the answer is still wanted.
const STRIDE: usize = 4096;
/// Names beside a name on its card: more than a screen of them is no longer read.
const MAX_BESIDE: usize = 40;
/// Stories read for the names beside a name; a name in more of them is beside everything.
const MAX_STORIES_READ: usize = 20_000;
/// Completions offered.
const MAX_COMPLETIONS: usize = 12;

/// What is known of a name.
#[derive(Debug)]
pub struct Card {
    /// The snapshot its numbers are of.
    pub(super) snapshot: Arc<Snapshot>,
    /// The entity.
    pub(super) entity: EntityNo,
    /// Its stories in the order of the list, with the mentions in each, and whether it is listed.
    pub(super) stories: Vec<(StoryNo, u32, bool)>,
    /// The roles printed beside it, most frequent first.
    pub(super) roles: Vec<link::Role>,
    /// Names in the same stories, with how many of them, most first.
    pub(super) beside: Vec<(EntityNo, u32)>,
    /// How its stories spread over time.
    pub(super) timeline: Option<Timeline>,
    /// Names that belong to it, or that it belongs to.
    pub(super) kin: Vec<EntityNo>,
    /// What an ambiguous name may stand for.
    pub(super) candidates: Vec<EntityNo>,
    /// Its stories in groups that have nothing in common but the name.
    pub(super) check: Vec<Vec<StoryNo>>,
}

/// Stories related to one.
#[derive(Debug)]
pub struct RelatedTable {
    /// The snapshot its numbers are of.
    pub(super) snapshot: Arc<Snapshot>,
    /// The story.
    pub(super) story: StoryNo,
    /// The others, most related first.
    pub(super) stories: Vec<Related>,
}

/// Two stories compared.
#[derive(Debug)]
pub struct Compared {
    /// The snapshot its numbers are of.
    pub(super) snapshot: Arc<Snapshot>,
    /// The two.
    pub(super) stories: [StoryNo; 2],
    /// Their names.
    pub(super) names: InBoth,
    /// Where each prints names that are in both, sorted.
    pub(super) marks: [Vec<Span>; 2],
}

/// How the names table is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NamesSort {
    /// By listed stories.
    #[default]
    Stories,
    /// By mentions in the whole corpus.
    Mentions,
    /// By name.
    Name,
}

impl NamesSort {
    /// Its word.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            NamesSort::Stories => "stories",
            NamesSort::Mentions => "mentions",
            NamesSort::Name => "name",
        }
    }

    /// The next one.
    pub(super) fn next(self) -> NamesSort {
        match self {
            NamesSort::Stories => NamesSort::Mentions,
            NamesSort::Mentions => NamesSort::Name,
            NamesSort::Name => NamesSort::Stories,
        }
    }
}

/// The names table.
#[derive(Debug)]
pub struct NamesTable {
    /// The snapshot its numbers are of.
    pub(super) snapshot: Arc<Snapshot>,
    /// The names, with the listed stories that establish each.
    pub(super) names: Vec<(EntityNo, u32)>,
}

/// How a word of the filter can go on.
#[derive(Clone, Debug)]
pub struct Completion {
    /// The word as typed.
    pub(super) word: String,
    /// Whole words to take instead, with the listed stories of each (0 for fields).
    pub(super) choices: Vec<(String, u32)>,
}

/// The card of a key; the inner `None` where no entity has it, the outer one when stopped.
pub(super) fn card(rows: &Rows, key: &str, stop: &dyn Fn() -> bool) -> Option<Option<Card>> {
    let snapshot = &rows.snapshot;
    let Some(entity) = snapshot.links().by_key(key) else { return Some(None) };
    let mut stories: Vec<_> = entity.postings().map(|p| (p.story, p.mentions, rows.lists(p.story))).collect();
    stories.sort_by_key(|s| rows.place(s.0));
    let read = stories.iter().take(MAX_STORIES_READ).map(|s| s.0);
    let mut beside = search::beside(snapshot, entity.no(), read, &mut |_| (!stop()).then_some(()))?;
    beside.truncate(MAX_BESIDE);
    let roles = link::roles(snapshot, &entity);
    // What is in doubt may be settled by a story that is yet to come: it is told when all are there.
    let settled = snapshot.complete();
    let days = stories.iter().filter_map(|s| snapshot.story(s.0).and_then(|s| s.date()));
    Some(Some(Card {
        snapshot: Arc::clone(snapshot),
        entity: entity.no(),
        timeline: Timeline::new(days),
        kin: link::kin(snapshot, &entity),
        candidates: if settled { link::candidates(snapshot, &entity) } else { Vec::new() },
        check: if settled { link::namesakes(snapshot, &entity) } else { Vec::new() },
        stories,
        beside,
        roles,
    }))
}

/// The stories related to one; the inner `None` where it is gone, the outer one when stopped.
pub(super) fn related(
    snapshot: &Arc<Snapshot>,
    story: &str,
    stop: &dyn Fn() -> bool,
) -> Option<Option<RelatedTable>> {
    let Some(story) = snapshot.story_by_id(story) else { return Some(None) };
    let stories = search::related(&story, &mut |_| (!stop()).then_some(()))?;
    Some(Some(RelatedTable { snapshot: Arc::clone(snapshot), story: story.no(), stories }))
}

/// Two stories compared; `None` where one is gone.
pub(super) fn compared(snapshot: &Arc<Snapshot>, stories: &[String; 2]) -> Option<Compared> {
    let (first, second) = (snapshot.story_by_id(&stories[0])?, snapshot.story_by_id(&stories[1])?);
    let names = search::in_both(&first, &second);
    let marks = [&first, &second].map(|story| {
        let in_both =
            |m: &Mention<'_>| m.field == Field::Text && m.entity.is_some_and(|e| names.both.contains(&e));
        story.mentions().filter(in_both).map(|m| m.span).collect()
    });
    let stories = [first.no(), second.no()];
    Some(Compared { snapshot: Arc::clone(snapshot), stories, names, marks })
}

/// The names of the listed stories that have all the words of `narrow`; `None` when stopped.
pub(super) fn names(
    rows: &Rows,
    narrow: &str,
    sort: NamesSort,
    near: Option<&str>,
    stop: &dyn Fn() -> bool,
) -> Option<NamesTable> {
    let snapshot = &rows.snapshot;
    let narrow = fold_words(narrow);
    let mut names = Vec::new();
    for (n, entity) in snapshot.links().entities().enumerate() {
        if n.is_multiple_of(STRIDE) && stop() {
            return None;
        }
        let count = rows.count(entity.no());
        let itself = near.is_some_and(|key| key == entity.key());
        if count > 0
            && !itself
            && (narrow.is_empty() || entity.aliases().any(|a| has_words(a.folded, &narrow)))
        {
            names.push((entity.no(), count));
        }
    }
    let words = near.and_then(|key| snapshot.links().by_key(key)).map(|e| fold_words(e.name()));
    let words: Vec<&str> = words.iter().flat_map(|w| w.split(' ')).filter(|w| w.len() > 1).collect();
    let is_near = |e: crate::model::Entity<'_>| {
        words.iter().any(|word| e.aliases().any(|a| a.folded.split(' ').any(|w| w == *word)))
    };
    let key = |e: &(EntityNo, u32)| {
        let entity = snapshot.entity(e.0);
        let mentions = entity.map_or(0, |e| e.n_mentions());
        let first = match sort {
            NamesSort::Stories => (e.1, mentions),
            NamesSort::Mentions => (mentions, e.1),
            NamesSort::Name => (0, 0),
        };
        let near = !words.is_empty() && entity.is_some_and(is_near);
        (
            !near,
            std::cmp::Reverse(first),
            entity.map_or("", |e| e.key().split_once(':').map_or("", |k| k.1)),
            e.0,
        )
    };
    names.sort_by_cached_key(key);
    Some(NamesTable { snapshot: Arc::clone(snapshot), names })
}

/// Whether each word of `wanted` begins a word of `folded`.
fn has_words(folded: &str, wanted: &str) -> bool {
    wanted.split(' ').all(|w| folded.split(' ').any(|f| f.starts_with(w)))
}

/// Fields that can be completed.
const FIELDS: [&str; 25] = [
    "person:", "org:", "place:", "law:", "event:", "work:", "product:", "group:", "title:", "text:",
    "outlet:", "author:", "section:", "url:", "path:", "id:", "lang:", "date:", "name:", "shared:", "like:",
    "copy:", "is:", "tag:", "said:",
];

/// How `word` can go on: fields by their beginning, names behind `@` or a label; `None` when stopped.
pub(super) fn complete(rows: &Rows, word: &str, stop: &dyn Fn() -> bool) -> Option<Completion> {
    let (sign, bare) = match word.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", word),
    };
    let (label, typed) = match (bare.strip_prefix('@'), bare.split_once(':')) {
        (Some(rest), _) => (None, rest),
        (None, Some((field, rest))) if Label::parse(field).is_some_and(Label::is_name) => {
            (Label::parse(field), rest)
        }
        _ => {
            let fields = FIELDS.iter().filter(|f| !bare.is_empty() && f.starts_with(bare) && **f != bare);
            let choices = fields.map(|f| (format!("{sign}{f}"), 0)).collect();
            return Some(Completion { word: word.to_owned(), choices });
        }
    };
    let typed = fold_words(typed);
    let mut found = Vec::new();
    for (n, entity) in rows.snapshot.links().entities().enumerate() {
        if n.is_multiple_of(STRIDE) && stop() {
            return None;
        }
        let count = rows.count(entity.no());
        if count > 0
            && label.is_none_or(|l| l == entity.label())
            && entity.aliases().any(|a| has_words(a.folded, &typed))
        {
            found.push((std::cmp::Reverse(count), entity.key()));
        }
    }
    found.sort_unstable();
    found.truncate(MAX_COMPLETIONS);
    let choices = found.into_iter().map(|(count, key)| (format!("{sign}@{key}"), count.0)).collect();
    Some(Completion { word: word.to_owned(), choices })
}
