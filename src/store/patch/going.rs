//! Mentions that go from one name to another, or to none.

use rustc_hash::FxHashMap;

use super::{NOTHING, Patch};
use crate::model::{
    AliasRecord, EntityNo, EntityRecord, Label, LinkRule, Mention, Mentions, MovedRecord, PostingRecord,
    Scope, Span, Story, StoryNo,
};
use crate::text::fold_words;

impl Patch<'_> {
    /// Mentions go to another name, to none, or to one of their own.
    pub(super) fn go(&mut self, which: &Mentions, to: Option<u32>) -> Option<()> {
        let from = self.find(&which.of)?;
        match (&which.scope, to) {
            (_, Some(to)) if to == from => return Some(()),
            (Scope::Everywhere { printed }, Some(to)) if printed.is_empty() => {
                match to {
                    NOTHING => self.vanish(from),
                    to => self.join(to, from),
                }
                return Some(());
            }
            _ => {}
        }
        let target = to.unwrap_or(self.entities.len() as u32);
        let gone = self.gone(which, from, target);
        if gone.rows.is_empty() {
            return None;
        }
        if to.is_none() {
            self.own(which, from, &gone);
        }
        self.note_moved(&gone.rows);
        self.recount(from, target, gone);
        Some(())
    }

    /// Goes once through the stories that a decision is about: what goes from one name to another, and what is left there.
    fn gone(&self, which: &Mentions, from: u32, to: u32) -> Gone {
        let snapshot = self.snapshot;
        let stories: Vec<Story<'_>> = match &which.scope {
            Scope::Here { story, .. } | Scope::Story { story, .. } => {
                snapshot.story_by_id(story).into_iter().collect()
            }
            Scope::Everywhere { .. } => {
                let postings = snapshot.entity(EntityNo(from)).map(|e| e.postings());
                postings.into_iter().flatten().filter_map(|p| snapshot.story(p.story)).collect()
            }
        };
        let mut gone = Gone::default();
        let mut printed: FxHashMap<&str, bool> = FxHashMap::default();
        for story in stories {
            let before = gone.rows.len();
            let (mut left, mut there) = (Count::default(), Count::default());
            for m in story.mentions_of([EntityNo(from), EntityNo(to)]) {
                let Some(entity) = m.entity.map(|e| e.0) else { continue };
                if entity == from && fits(which, &story, &m, &mut printed) {
                    let rule = LinkRule::Decision as u32;
                    gone.rows.push(MovedRecord { story: story.no().0, mention: m.no, entity: to, rule });
                    *gone.forms.entry(collapsed(m.span, story.field(m.field))).or_default() += 1;
                    there.add(&m);
                } else if entity == from {
                    left.add(&m);
                } else if entity == to {
                    there.add(&m);
                }
            }
            if gone.rows.len() > before {
                gone.left.push((story.no().0, left));
                gone.there.push((story.no().0, there));
            }
        }
        gone
    }

    /// Notes mentions that are not where their clusters are.
    fn note_moved(&mut self, rows: &[MovedRecord]) {
        let place = |m: &MovedRecord| (m.story, m.mention);
        self.moved.retain(|m| rows.binary_search_by_key(&place(m), place).is_err());
        self.moved.extend_from_slice(rows);
        self.moved.sort_unstable_by_key(place);
    }

    /// A name for mentions that belong to no other one: called as they are printed most often.
    fn own(&mut self, which: &Mentions, from: u32, gone: &Gone) {
        let label = Label::from_u8(self.entities[from as usize].label);
        let alone = match &which.scope {
            Scope::Here { story, .. } | Scope::Story { story, .. } => Some(story.as_str()),
            Scope::Everywhere { .. } => None,
        };
        self.fresh(alone, label, gone);
    }

    /// A further name, called as it is printed most often.
    pub(super) fn fresh(&mut self, alone: Option<&str>, label: Label, gone: &Gone) {
        let most = gone.forms.iter().max_by(|a, b| (a.1, b.0).cmp(&(b.1, a.0)));
        let name = most.map_or("", |(text, _)| text.as_str());
        let plain = format!("{}:{}", label.as_str(), fold_words(name).replace(' ', "-"));
        let first = gone.there.first().and_then(|(story, _)| self.snapshot.story(StoryNo(*story)));
        let first = first.map(|s| s.id().into_owned());
        let taken = self.snapshot.links().by_key(&plain).is_some();
        let key = match alone.or(first.as_deref().filter(|_| taken)) {
            Some(story) => format!("{plain}/{}", story.replace(char::is_whitespace, "-")),
            None => plain,
        };
        let no = self.entities.len() as u32;
        let (key, name) = (self.string(&key), self.string(name));
        let blank: EntityRecord = bytemuck::Zeroable::zeroed();
        self.entities.push(EntityRecord {
            key,
            name,
            first: i32::MIN,
            last: i32::MIN,
            lead: EntityRecord::NO_CLUSTER,
            acronym: EntityRecord::NO_CLUSTER,
            label: label as u8,
            flags: if alone.is_some() { EntityRecord::AMBIGUOUS } else { 0 },
            link: LinkRule::Decision as u8,
            ..blank
        });
        let end = self.parts_at.last().copied().unwrap_or(0);
        self.parts_at.to_mut().push(end);
        self.put_key(no);
    }

    /// Counts two names anew after mentions went from one to the other.
    pub(super) fn recount(&mut self, from: u32, to: u32, gone: Gone) {
        let sides = [(from, &gone.left), (to, &gone.there)];
        for (no, counts) in sides.into_iter().filter(|(no, _)| *no != NOTHING) {
            let mut postings = self.postings_of(no).to_vec();
            postings.retain(|p| counts.binary_search_by_key(&p.story, |c| c.0).is_err());
            postings.extend(counts.iter().filter_map(|(story, count)| count.posting(*story)));
            postings.sort_unstable_by_key(|p| p.story);
            self.set_postings(no, postings);
        }
        let mut left = self.forms(from);
        for (text, n) in &gone.forms {
            if let Some(form) = left.get_mut(text) {
                form.mentions = form.mentions.saturating_sub(*n);
            }
        }
        left.retain(|_, form| form.mentions > 0);
        self.set_forms(from, left);
        if to != NOTHING {
            let mut gained = self.forms(to);
            for (text, n) in gone.forms {
                match gained.get_mut(&text) {
                    Some(form) => form.mentions += n,
                    None => {
                        let folded = self.string(&fold_words(&text));
                        let record = AliasRecord { text: self.string(&text), folded, mentions: n };
                        gained.insert(text, record);
                    }
                }
            }
            self.set_forms(to, gained);
        }
        if self.entities[from as usize].n_postings == 0 {
            self.by_key.to_mut().retain(|no| *no != from);
        }
    }

    /// A name names nothing any more.
    fn vanish(&mut self, no: u32) {
        self.of_cluster.to_mut().iter_mut().filter(|e| **e == no).for_each(|e| *e = NOTHING);
        self.moved.iter_mut().filter(|m| m.entity == no).for_each(|m| m.entity = NOTHING);
        self.set_postings(no, Vec::new());
        self.set_forms(no, FxHashMap::default());
        self.by_key.to_mut().retain(|n| *n != no);
    }
}

/// What goes from one name to another.
#[derive(Debug, Default)]
pub(super) struct Gone {
    /// The mentions, by story, then number.
    rows: Vec<MovedRecord>,
    /// How often they print each form.
    pub(super) forms: FxHashMap<String, u32>,
    /// What is left of the name in each story.
    pub(super) left: Vec<(u32, Count)>,
    /// What each story has of the other name then.
    pub(super) there: Vec<(u32, Count)>,
}

/// A name's mentions in one story.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Count {
    mentions: u32,
    establishes: bool,
}

impl Count {
    pub(super) fn add(&mut self, m: &Mention<'_>) {
        self.mentions += 1;
        self.establishes |= m.weak.is_none();
    }

    fn posting(self, story: u32) -> Option<PostingRecord> {
        let mentions = self.mentions << 1 | u32::from(self.establishes);
        (self.mentions > 0).then_some(PostingRecord { story, mentions })
    }
}

/// Whether a decision is about a mention of its name; `known` tells it of forms that were compared before.
fn fits<'a>(
    which: &Mentions,
    story: &Story<'a>,
    m: &Mention<'_>,
    known: &mut FxHashMap<&'a str, bool>,
) -> bool {
    let printed = story.part(m.field, m.span);
    match &which.scope {
        Scope::Here { field, span, text, .. } => m.field == *field && m.span == *span && printed == text,
        Scope::Story { printed: words, .. } | Scope::Everywhere { printed: words } => {
            words.is_empty() || *known.entry(printed).or_insert_with(|| fold_words(printed) == *words)
        }
    }
}

/// What a span prints, white space collapsed, as surface forms are kept.
pub(super) fn collapsed(span: Span, text: &str) -> String {
    span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
