//! A decision put into a link layer that is there: what a person sees at once, while the linking that heeds the decision
//! in every step goes on behind.
//!
//! Only the names that the decision is about change; all else is copied. The next linking gives the same for them, and
//! may join more.

use rustc_hash::FxHashMap;

use crate::model::{
    AliasRecord, BlockBuilder, ChosenRecord, Decision, EntityNo, EntityRecord, Label, LinkRule, Links,
    Mention, Mentions, MovedRecord, NameKey, PartRecord, PostingRecord, Scope, Snapshot, Span, Story,
    StoryNo, Str, link_section as section,
};
use crate::text::fold_words;

/// The number that no entity has: a mention with it names nothing.
const NOTHING: u32 = u32::MAX;

/// The link layer of `snapshot` with one more decision; `None` for one that needs all stories linked anew, or is about a
/// name that is not there.
pub(super) fn patch(snapshot: &Snapshot, decision: &Decision) -> Option<Links> {
    let mut patch = Patch::new(snapshot);
    match decision {
        Decision::Same(a, b) => patch.join(patch.find(a)?, patch.find(b)?),
        Decision::Different(..) => return None,
        Decision::Move(which, to) => {
            let to = to.as_ref().map(|key| patch.find(key)).map_or(Some(None), |to| Some(Some(to?)))?;
            patch.go(which, to)?;
        }
        Decision::Hide(which) => patch.go(which, Some(NOTHING))?,
        Decision::Label(key, label) => patch.label(patch.find(key)?, *label),
        Decision::Name(key, shown) => {
            let no = patch.find(key)?;
            patch.entities[no as usize].name = patch.string(shown);
        }
    }
    Some(patch.finish())
}

/// A link layer taken apart.
struct Patch<'a> {
    snapshot: &'a Snapshot,
    strings: Vec<u8>,
    entities: Vec<EntityRecord>,
    aliases: Vec<AliasRecord>,
    postings: Vec<PostingRecord>,
    of_cluster: Vec<u32>,
    by_key: Vec<u32>,
    parts_at: Vec<u32>,
    parts: Vec<PartRecord>,
    moved: Vec<MovedRecord>,
}

impl<'a> Patch<'a> {
    fn new(snapshot: &'a Snapshot) -> Patch<'a> {
        let links = snapshot.links();
        Patch {
            snapshot,
            strings: links.section(section::STRINGS).to_vec(),
            entities: links.records().to_vec(),
            aliases: links.aliases().to_vec(),
            postings: links.rows(section::POSTINGS).to_vec(),
            of_cluster: links.rows(section::CLUSTER_ENTITY).to_vec(),
            by_key: links.rows(section::BY_KEY).to_vec(),
            parts_at: links.rows(section::PARTS_AT).to_vec(),
            parts: links.rows(section::PARTS).to_vec(),
            moved: links.rows(section::MOVED).to_vec(),
        }
    }

    fn finish(self) -> Links {
        let mut block = BlockBuilder::default();
        let chosen: &[ChosenRecord] = self.snapshot.links().rows(section::CHOSEN);
        block.section(section::STRINGS, self.strings);
        block.records(section::ENTITIES, &self.entities);
        block.records(section::ALIASES, &self.aliases);
        block.records(section::POSTINGS, &self.postings);
        block.records(section::CLUSTER_ENTITY, &self.of_cluster);
        block.records(section::BY_KEY, &self.by_key);
        block.records(section::PARTS_AT, &self.parts_at);
        block.records(section::PARTS, &self.parts);
        block.records(section::CHOSEN, chosen);
        block.records(section::MOVED, &self.moved);
        block.records(section::COPIES, self.snapshot.links().firsts());
        Links::open(Box::new(Links::finish(block))).expect("a block that was just written opens")
    }

    /// The number of the name with a key.
    fn find(&self, key: &NameKey) -> Option<u32> {
        self.snapshot.links().by_key(&key.0).map(|e| e.no().0)
    }

    fn string(&mut self, text: &str) -> Str {
        let at = self.strings.len() as u32;
        self.strings.extend_from_slice(text.as_bytes());
        Str { at, len: text.len() as u32 }
    }

    fn str(&self, s: Str) -> &str {
        let bytes = self.strings.get(s.at as usize..(s.at + s.len) as usize);
        bytes.and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("")
    }

    /// Makes one of two: `b` becomes a part of `a`.
    fn join(&mut self, a: u32, b: u32) {
        if a == b {
            return;
        }
        let postings = {
            let (left, right) = (self.postings_of(a), self.postings_of(b));
            let mut all = [left, right].concat();
            all.sort_by_key(|p| p.story);
            let mut joined: Vec<PostingRecord> = Vec::with_capacity(all.len());
            for posting in all {
                match joined.last_mut().filter(|last| last.story == posting.story) {
                    Some(last) => {
                        let n = (last.mentions >> 1).saturating_add(posting.mentions >> 1).min(u32::MAX >> 1);
                        last.mentions = n << 1 | (last.mentions | posting.mentions) & 1;
                    }
                    None => joined.push(posting),
                }
            }
            joined
        };
        let mut forms = self.forms(a);
        for (text, form) in self.forms(b) {
            forms.entry(text).and_modify(|f| f.mentions += form.mentions).or_insert(form);
        }
        self.set_postings(a, postings);
        self.set_forms(a, forms);
        self.set_postings(b, Vec::new());
        self.set_forms(b, FxHashMap::default());
        self.of_cluster.iter_mut().filter(|e| **e == b).for_each(|e| *e = a);
        self.moved.iter_mut().filter(|m| m.entity == b).for_each(|m| m.entity = a);
        self.by_key.retain(|no| *no != b);
        self.entities[a as usize].link = LinkRule::Decision as u8;
        self.join_parts(a, b);
    }

    /// Puts the parts of `b` behind those of `a`.
    fn join_parts(&mut self, a: u32, b: u32) {
        let range = |at: &[u32], no: u32| {
            let (start, end) = (at.get(no as usize).copied(), at.get(no as usize + 1).copied());
            start.unwrap_or(0) as usize..end.unwrap_or(0) as usize
        };
        let taken = range(&self.parts_at, b);
        if taken.is_empty() {
            return;
        }
        let mut parts: Vec<PartRecord> = self.parts.drain(taken.clone()).collect();
        parts.iter_mut().for_each(|p| p.rule = LinkRule::Decision as u32);
        let n = parts.len() as u32;
        self.parts_at.iter_mut().skip(b as usize + 1).for_each(|at| *at -= n);
        let end = range(&self.parts_at, a).end;
        self.parts.splice(end..end, parts);
        self.parts_at.iter_mut().skip(a as usize + 1).for_each(|at| *at += n);
    }

    /// Mentions go to another name, to none, or to one of their own.
    fn go(&mut self, which: &Mentions, to: Option<u32>) -> Option<()> {
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
        for story in stories {
            let before = gone.rows.len();
            let (mut left, mut there) = (Count::default(), Count::default());
            for m in story.mentions() {
                let Some(entity) = m.entity.map(|e| e.0) else { continue };
                if entity == from && fits(which, &story, &m) {
                    gone.rows.push(MovedRecord { story: story.no().0, mention: m.no, entity: to });
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
        let most = gone.forms.iter().max_by(|a, b| (a.1, b.0).cmp(&(b.1, a.0)));
        let name = most.map_or("", |(text, _)| text.as_str());
        let label = Label::from_u8(self.entities[from as usize].label);
        let alone = match &which.scope {
            Scope::Here { story, .. } | Scope::Story { story, .. } => Some(story.as_str()),
            Scope::Everywhere { .. } => None,
        };
        let plain = format!("{}:{}", label.as_str(), fold_words(name).replace(' ', "-"));
        let first = gone.rows.first().and_then(|m| self.snapshot.story(StoryNo(m.story)));
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
        self.parts_at.push(end);
        self.put_key(no);
    }

    /// Counts two names anew after mentions went from one to the other.
    fn recount(&mut self, from: u32, to: u32, gone: Gone) {
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
            self.by_key.retain(|no| *no != from);
        }
    }

    /// A name names nothing any more.
    fn vanish(&mut self, no: u32) {
        self.of_cluster.iter_mut().filter(|e| **e == no).for_each(|e| *e = NOTHING);
        self.moved.iter_mut().filter(|m| m.entity == no).for_each(|m| m.entity = NOTHING);
        self.set_postings(no, Vec::new());
        self.set_forms(no, FxHashMap::default());
        self.by_key.retain(|n| *n != no);
    }

    fn label(&mut self, no: u32, label: Label) {
        let key = self.str(self.entities[no as usize].key).to_owned();
        let form = key.split_once(':').map_or(key.as_str(), |(_, form)| form);
        let mut fresh = format!("{}:{form}", label.as_str());
        if self.snapshot.links().by_key(&fresh).is_some_and(|e| e.no().0 != no) {
            let first = self.postings_of(no).first().and_then(|p| self.snapshot.story(StoryNo(p.story)));
            fresh += &format!("/{}", first.map_or("", |s| s.path()).replace(char::is_whitespace, "-"));
        }
        self.by_key.retain(|n| *n != no);
        let fresh = self.string(&fresh);
        let record = &mut self.entities[no as usize];
        (record.label, record.key) = (label as u8, fresh);
        self.put_key(no);
    }

    /// Puts a name where its key belongs.
    fn put_key(&mut self, no: u32) {
        let key_of = |no: u32| self.str(self.entities[no as usize].key);
        let key = key_of(no);
        let at = self.by_key.partition_point(|n| key_of(*n) < key);
        self.by_key.insert(at, no);
    }

    fn postings_of(&self, no: u32) -> &[PostingRecord] {
        let record = &self.entities[no as usize];
        let at = record.postings_at as usize;
        self.postings.get(at..at + record.n_postings as usize).unwrap_or(&[])
    }

    /// Writes a name's postings behind the others, and what is counted of them.
    fn set_postings(&mut self, no: u32, postings: Vec<PostingRecord>) {
        let day = |p: &PostingRecord| self.snapshot.story(StoryNo(p.story)).and_then(|s| s.date());
        let days = || postings.iter().filter_map(day).map(|d| d.days());
        let (first, last) = (days().min().unwrap_or(i32::MIN), days().max().unwrap_or(i32::MIN));
        let links = self.snapshot.links();
        let establishing = postings.iter().filter(|p| p.mentions & 1 == 1);
        // Near-copies count once.
        let mut stories: Vec<u32> = establishing.map(|p| links.first_copy(StoryNo(p.story)).0).collect();
        stories.sort_unstable();
        stories.dedup();
        let shared_in = stories.len() as u32;
        let record = &mut self.entities[no as usize];
        record.postings_at = self.postings.len() as u32;
        record.n_postings = postings.len() as u32;
        record.n_mentions = postings.iter().fold(0u32, |n, p| n.saturating_add(p.mentions >> 1));
        record.shared_in = shared_in;
        (record.first, record.last) = (first, last);
        self.postings.extend(postings);
    }

    /// A name's surface forms.
    fn forms(&self, no: u32) -> FxHashMap<String, AliasRecord> {
        let record = &self.entities[no as usize];
        let at = record.aliases_at as usize;
        let all = self.aliases.get(at..at + record.n_aliases as usize).unwrap_or(&[]);
        all.iter().map(|form| (self.str(form.text).to_owned(), *form)).collect()
    }

    fn set_forms(&mut self, no: u32, forms: FxHashMap<String, AliasRecord>) {
        let mut all: Vec<(String, AliasRecord)> = forms.into_iter().collect();
        all.sort_by(|a, b| b.1.mentions.cmp(&a.1.mentions).then_with(|| a.0.cmp(&b.0)));
        let record = &mut self.entities[no as usize];
        (record.aliases_at, record.n_aliases) = (self.aliases.len() as u32, all.len() as u32);
        self.aliases.extend(all.into_iter().map(|(_, form)| form));
    }
}

/// What goes from one name to another.
#[derive(Debug, Default)]
struct Gone {
    /// The mentions, by story, then number.
    rows: Vec<MovedRecord>,
    /// How often they print each form.
    forms: FxHashMap<String, u32>,
    /// What is left of the name in each story.
    left: Vec<(u32, Count)>,
    /// What each story has of the other name then.
    there: Vec<(u32, Count)>,
}

/// A name's mentions in one story.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    mentions: u32,
    establishes: bool,
}

impl Count {
    fn add(&mut self, m: &Mention<'_>) {
        self.mentions += 1;
        self.establishes |= m.weak.is_none();
    }

    fn posting(self, story: u32) -> Option<PostingRecord> {
        let mentions = self.mentions << 1 | u32::from(self.establishes);
        (self.mentions > 0).then_some(PostingRecord { story, mentions })
    }
}

/// Whether a decision is about a mention of its name.
fn fits(which: &Mentions, story: &Story<'_>, m: &Mention<'_>) -> bool {
    let printed = m.span.of(story.field(m.field));
    match &which.scope {
        Scope::Here { field, span, text, .. } => m.field == *field && m.span == *span && printed == text,
        Scope::Story { printed: words, .. } | Scope::Everywhere { printed: words } => {
            words.is_empty() || fold_words(printed) == *words
        }
    }
}

/// What a span prints, white space collapsed, as surface forms are kept.
fn collapsed(span: Span, text: &str) -> String {
    span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
