//! A decision put into a link layer that is there: what a person sees at once, while the linking that heeds the decision
//! in every step goes on behind.
//!
//! Only the names that the decision is about change; all else is copied. The next linking gives the same for them, and
//! may join more.

mod going;
mod parting;

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::model::{
    AliasRecord, BlockBuilder, ChosenRecord, Decision, EntityRecord, Label, LinkRule, Links, MovedRecord,
    NameKey, PartRecord, PostingRecord, Snapshot, StoryNo, Str, Strings, link_section as section,
};

/// The number that no entity has: a mention with it names nothing.
const NOTHING: u32 = u32::MAX;

/// The link layer of `snapshot` with one more decision; `None` for one that needs all stories linked anew, or is about a
/// name that is not there.
pub(super) fn patch(snapshot: &Snapshot, decision: &Decision) -> Option<Links> {
    let mut patch = Patch::new(snapshot);
    match decision {
        Decision::Same(a, b) => patch.join(patch.find(a)?, patch.find(b)?),
        Decision::Different(a, b) => patch.part(a, b)?,
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

/// Rows that stay where they are, and further ones behind them.
struct Grown<'a, T> {
    there: &'a [T],
    behind: Vec<T>,
}

impl<'a, T> Grown<'a, T> {
    fn new(there: &'a [T]) -> Self {
        Grown { there, behind: Vec::new() }
    }

    fn len(&self) -> usize {
        self.there.len() + self.behind.len()
    }

    /// Rows that were written together.
    fn get(&self, at: usize, n: usize) -> &[T] {
        let rows = match at.checked_sub(self.there.len()) {
            None => self.there.get(at..at.saturating_add(n)),
            Some(at) => self.behind.get(at..at.saturating_add(n)),
        };
        rows.unwrap_or(&[])
    }
}

/// A link layer taken apart.
struct Patch<'a> {
    snapshot: &'a Snapshot,
    strings: Grown<'a, u8>,
    entities: Vec<EntityRecord>,
    aliases: Grown<'a, AliasRecord>,
    postings: Grown<'a, PostingRecord>,
    of_cluster: Cow<'a, [u32]>,
    by_key: Cow<'a, [u32]>,
    parts_at: Cow<'a, [u32]>,
    parts: Cow<'a, [PartRecord]>,
    moved: Vec<MovedRecord>,
}

impl<'a> Patch<'a> {
    fn new(snapshot: &'a Snapshot) -> Patch<'a> {
        let links = snapshot.links();
        Patch {
            snapshot,
            strings: Grown::new(links.section(section::STRINGS)),
            entities: links.records().to_vec(),
            aliases: Grown::new(links.aliases()),
            postings: Grown::new(links.rows(section::POSTINGS)),
            of_cluster: links.rows(section::CLUSTER_ENTITY).into(),
            by_key: links.rows(section::BY_KEY).into(),
            parts_at: links.rows(section::PARTS_AT).into(),
            parts: links.rows(section::PARTS).into(),
            moved: links.rows(section::MOVED).to_vec(),
        }
    }

    fn finish(self) -> Links {
        let chosen: &[ChosenRecord] = self.snapshot.links().rows(section::CHOSEN);
        let mut block = BlockBuilder::new(Strings::of(&[self.strings.there, &self.strings.behind]));
        block.borrow(section::ENTITIES, &self.entities);
        block.borrow(section::ALIASES, self.aliases.there);
        block.borrow(section::ALIASES, &self.aliases.behind);
        block.borrow(section::POSTINGS, self.postings.there);
        block.borrow(section::POSTINGS, &self.postings.behind);
        block.borrow(section::CLUSTER_ENTITY, &self.of_cluster);
        block.borrow(section::BY_KEY, &self.by_key);
        block.borrow(section::PARTS_AT, &self.parts_at);
        block.borrow(section::PARTS, &self.parts);
        block.borrow(section::CHOSEN, chosen);
        block.borrow(section::MOVED, &self.moved);
        block.borrow(section::COPIES, self.snapshot.links().firsts());
        Links::open(Box::new(Links::finish(block))).expect("a block that was just written opens")
    }

    /// The number of the name with a key.
    fn find(&self, key: &NameKey) -> Option<u32> {
        self.snapshot.links().by_key(&key.0).map(|e| e.no().0)
    }

    fn string(&mut self, text: &str) -> Str {
        let at = self.strings.len() as u32;
        self.strings.behind.extend_from_slice(text.as_bytes());
        Str { at, len: text.len() as u32 }
    }

    fn str(&self, s: Str) -> &str {
        std::str::from_utf8(self.strings.get(s.at as usize, s.len as usize)).unwrap_or("")
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
        self.of_cluster.to_mut().iter_mut().filter(|e| **e == b).for_each(|e| *e = a);
        self.moved.iter_mut().filter(|m| m.entity == b).for_each(|m| m.entity = a);
        self.by_key.to_mut().retain(|no| *no != b);
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
        let mut parts: Vec<PartRecord> = self.parts.to_mut().drain(taken.clone()).collect();
        parts.iter_mut().for_each(|p| p.rule = LinkRule::Decision as u32);
        let n = parts.len() as u32;
        self.parts_at.to_mut().iter_mut().skip(b as usize + 1).for_each(|at| *at -= n);
        let end = range(&self.parts_at, a).end;
        self.parts.to_mut().splice(end..end, parts);
        self.parts_at.to_mut().iter_mut().skip(a as usize + 1).for_each(|at| *at += n);
    }

    fn label(&mut self, no: u32, label: Label) {
        let key = self.str(self.entities[no as usize].key).to_owned();
        let form = key.split_once(':').map_or(key.as_str(), |(_, form)| form);
        let mut fresh = format!("{}:{form}", label.as_str());
        if self.snapshot.links().by_key(&fresh).is_some_and(|e| e.no().0 != no) {
            let first = self.postings_of(no).first().and_then(|p| self.snapshot.story(StoryNo(p.story)));
            fresh += &format!("/{}", first.map_or("", |s| s.path()).replace(char::is_whitespace, "-"));
        }
        self.by_key.to_mut().retain(|n| *n != no);
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
        self.by_key.to_mut().insert(at, no);
    }

    fn postings_of(&self, no: u32) -> &[PostingRecord] {
        let record = &self.entities[no as usize];
        self.postings.get(record.postings_at as usize, record.n_postings as usize)
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
        self.postings.behind.extend(postings);
    }

    /// A name's surface forms.
    fn forms(&self, no: u32) -> FxHashMap<String, AliasRecord> {
        let record = &self.entities[no as usize];
        let all = self.aliases.get(record.aliases_at as usize, record.n_aliases as usize);
        all.iter().map(|form| (self.str(form.text).to_owned(), *form)).collect()
    }

    fn set_forms(&mut self, no: u32, forms: FxHashMap<String, AliasRecord>) {
        let mut all: Vec<(String, AliasRecord)> = forms.into_iter().collect();
        all.sort_by(|a, b| b.1.mentions.cmp(&a.1.mentions).then_with(|| a.0.cmp(&b.0)));
        let record = &mut self.entities[no as usize];
        (record.aliases_at, record.n_aliases) = (self.aliases.len() as u32, all.len() as u32);
        self.aliases.behind.extend(all.into_iter().map(|(_, form)| form));
    }
}
