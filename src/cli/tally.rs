//! Counts of a name over the stories that `--query` leaves.

use rustc_hash::FxHashMap;

use super::corpus::Corpus;
use super::out::one_line;
use super::record::{self, AliasRecord, NameRecord};
use crate::model::{Day, Entity, EntityNo, Order, StoryNo};
use crate::text::fold_words;

/// A name's counts. Without `--query` they are those of the whole corpus.
#[derive(Clone, Copy)]
pub(super) struct Tally<'a> {
    /// The name.
    pub(super) entity: Entity<'a>,
    /// Stories with a mention.
    pub(super) stories: u32,
    /// Stories that establish it as shared.
    pub(super) shared_in: u32,
    /// Mentions.
    pub(super) mentions: u32,
    /// Earliest published day.
    pub(super) first: Option<Day>,
    /// Latest published day.
    pub(super) last: Option<Day>,
}

impl<'a> Tally<'a> {
    /// Counts a name.
    pub(super) fn new(entity: Entity<'a>, corpus: &Corpus) -> Tally<'a> {
        let mut tally = Tally {
            entity,
            stories: entity.n_stories(),
            shared_in: entity.shared_in(),
            mentions: entity.n_mentions(),
            first: entity.first(),
            last: entity.last(),
        };
        if corpus.within.is_some() {
            (tally.stories, tally.shared_in, tally.mentions) = (0, 0, 0);
            (tally.first, tally.last) = (None, None);
            let links = corpus.snapshot.links();
            let mut first_copies = Vec::new();
            for posting in entity.postings().filter(|p| corpus.holds(p.story)) {
                tally.stories += 1;
                if posting.establishes {
                    first_copies.push(links.first_copy(posting.story));
                }
                tally.mentions += posting.mentions;
                let day = corpus.snapshot.story(posting.story).and_then(|s| s.date());
                tally.first = [tally.first, day].into_iter().flatten().min();
                tally.last = tally.last.max(day);
            }
            first_copies.sort_unstable();
            first_copies.dedup();
            tally.shared_in = first_copies.len() as u32;
        }
        tally
    }

    /// The record of JSON look-ups, without the ids of the stories.
    pub(super) fn record(&self, aliases: &mut Aliases<'_>) -> NameRecord<'a> {
        NameRecord {
            entity: self.entity.key(),
            name: self.entity.name(),
            label: self.entity.label().as_str(),
            stories: self.stories,
            shared_in: self.shared_in,
            mentions: self.mentions,
            aliases: aliases.of(self.entity),
            first: self.first.map(|day| day.to_string()),
            last: self.last.map(|day| day.to_string()),
            ids: None,
        }
    }

    /// The columns of plain and tab-separated names.
    pub(super) fn cells(&self) -> [String; 5] {
        let entity = self.entity;
        [
            self.stories.to_string(),
            self.mentions.to_string(),
            entity.label().as_str().to_owned(),
            entity.name().to_owned(),
            entity.key().to_owned(),
        ]
    }
}

/// The header of [`Tally::cells`].
pub(super) const COLUMNS: [&str; 5] = ["stories", "mentions", "label", "name", "key"];

/// Counts surface forms over the stories that `--query` leaves; counts are made when first asked for.
pub(super) struct Aliases<'c> {
    corpus: &'c Corpus,
    counts: Option<FxHashMap<(EntityNo, String), u32>>,
}

impl<'c> Aliases<'c> {
    /// Nothing counted.
    pub(super) fn new(corpus: &'c Corpus) -> Aliases<'c> {
        Aliases { corpus, counts: None }
    }

    /// The surface forms of a name, most frequent first, ties by text.
    pub(super) fn of<'a>(&mut self, entity: Entity<'a>) -> Vec<AliasRecord<'a>> {
        let all = entity.aliases();
        if self.corpus.within.is_none() {
            return all.map(|a| AliasRecord { text: a.text, mentions: a.mentions }).collect();
        }
        let counts = self.counts.get_or_insert_with(|| count(self.corpus));
        let of = |text: &str| counts.get(&(entity.no(), one_line(text).into_owned())).copied().unwrap_or(0);
        let mut found: Vec<_> = all.map(|a| AliasRecord { text: a.text, mentions: of(a.text) }).collect();
        found.retain(|a| a.mentions > 0);
        found.sort_by(|a, b| b.mentions.cmp(&a.mentions).then(a.text.cmp(b.text)));
        found
    }
}

fn count(corpus: &Corpus) -> FxHashMap<(EntityNo, String), u32> {
    let mut counts = FxHashMap::default();
    for story in corpus.stories() {
        for mention in story.mentions() {
            let Some(entity) = mention.entity else { continue };
            let text = one_line(story.part(mention.field, mention.span)).into_owned();
            *counts.entry((entity, text)).or_insert(0) += 1;
        }
    }
    counts
}

/// The stories that mention a name and that `--query` leaves, in an order.
pub(super) fn stories_of(entity: Entity<'_>, corpus: &Corpus, order: Order) -> Vec<StoryNo> {
    let mut held: Vec<u32> = entity.postings().map(|p| p.story.0).collect();
    held.sort_unstable();
    let fits = |no: &StoryNo| held.binary_search(&no.0).is_ok() && corpus.holds(*no);
    corpus.snapshot.order(order).iter().map(|n| StoryNo(*n)).filter(fits).collect()
}

/// The ids of the stories that mention a name, newest first.
pub(super) fn ids_of(entity: Entity<'_>, corpus: &Corpus) -> Vec<String> {
    let stories = stories_of(entity, corpus, Order::Date);
    stories.iter().filter_map(|no| corpus.snapshot.story(*no)).map(|s| record::id(&s)).collect()
}

/// What sorts names by their letters: folded, then the key.
pub(super) fn by_name<'a>(entity: &Entity<'a>) -> (String, &'a str) {
    (fold_words(entity.name()), entity.key())
}
