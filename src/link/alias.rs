//! The surface forms of entities, counted over all mentions, and which of them is the name.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::decide::Entities;
use super::gather::{Corpus, NO_NODE, StoryAt};
use super::key;
use crate::model::{ClusterRecord, Field, Label, LinkRule, MentionRecord, Str};

/// A surface form of an entity.
#[derive(Clone, Debug)]
pub(super) struct Form<'a> {
    /// The entity.
    pub entity: u32,
    /// As printed, white space collapsed.
    pub text: Cow<'a, str>,
    /// Number of mentions.
    pub n: u32,
    /// Number of mentions in which it is a full form.
    pub full: u32,
    /// The place of the earliest story with it in the order of story ids.
    pub rank: u32,
}

/// The forms of all entities, entity after entity, most frequent first, ties by text.
///
/// Mentions that name nothing have no entity and are left out.
pub(super) fn count<'a>(corpus: &Corpus<'a>, entities: &Entities<'_>) -> Vec<Form<'a>> {
    let mut table = Table::default();
    for (no, (story, rank)) in (0..).zip(corpus.stories.iter().zip(&corpus.rank)) {
        let (text, title) = (story.segment.str(story.record.text), story.segment.str(story.record.title));
        let moved = entities.moved_in(no);
        for (n, m) in (0..).zip(story.mentions) {
            let Some(cluster) = story.clusters.get(m.cluster() as usize) else { continue };
            let (entity, own) = match moved.binary_search_by_key(&n, |m| m.1) {
                Ok(at) => (moved[at].2, false),
                Err(_) => {
                    let number = story.cluster_base + m.cluster() as usize;
                    (entities.of_cluster[number], !entities.given.contains(&(number as u32)))
                }
            };
            if entity == NO_NODE {
                continue;
            }
            let field = if m.field() == Field::Text { text } else { title };
            let surface = key::collapse(m.span().of(field));
            let form = table.form(entity, surface);
            form.n += 1;
            // What was moved here is printed as the other name is: it counts, and does not name.
            form.full += u32::from(own && is_full(cluster, m.link()));
            form.rank = form.rank.min(*rank);
        }
    }
    let mut forms = table.forms;
    forms.sort_unstable_by(|a, b| {
        (a.entity, Reverse(a.n)).cmp(&(b.entity, Reverse(b.n))).then_with(|| a.text.cmp(&b.text))
    });
    forms
}

/// The text of a mention as printed.
pub(super) fn surface<'a>(story: &StoryAt<'a>, m: &MentionRecord) -> &'a str {
    story.segment.part(field(story, m), m.span())
}

/// The title printed before a mention, or nothing.
pub(super) fn title<'a>(story: &StoryAt<'a>, m: &MentionRecord) -> &'a str {
    story.segment.part(field(story, m), m.title())
}

fn field(story: &StoryAt<'_>, m: &MentionRecord) -> Str {
    if m.field() == Field::Text { story.record.text } else { story.record.title }
}

/// Forms by entity and text. Only hashes are kept beside the forms: with a million forms the size of the table is
/// what takes time. The few that share a hash go to a table of their own.
#[derive(Debug, Default)]
struct Table<'a> {
    forms: Vec<Form<'a>>,
    by_hash: FxHashMap<u64, u32>,
    clashes: FxHashMap<(u32, Cow<'a, str>), u32>,
}

impl<'a> Table<'a> {
    fn form(&mut self, entity: u32, text: Cow<'a, str>) -> &mut Form<'a> {
        let next = self.forms.len() as u32;
        let mut no = *self.by_hash.entry(FxBuildHasher.hash_one((entity, &*text))).or_insert(next);
        if self.forms.get(no as usize).is_some_and(|f| f.entity != entity || f.text != text) {
            no = *self.clashes.entry((entity, text.clone())).or_insert(next);
        }
        if no == next {
            self.forms.push(Form { entity, text, n: 0, full: 0, rank: u32::MAX });
        }
        &mut self.forms[no as usize]
    }
}

/// Whether a mention that was linked so prints its entity's full name.
fn is_full(cluster: &ClusterRecord, link: LinkRule) -> bool {
    let same =
        matches!(link, LinkRule::SameWords | LinkRule::Reordered | LinkRule::PlaceForm | LinkRule::Number);
    same && !cluster.is(ClusterRecord::PARTIAL)
}

/// The number of the form that names an entity, 0 where there are none: of the key `lead` where that is told, full, in normal case, most frequent, longest,
/// in the earliest story.
pub(super) fn name(label: Label, forms: &[Form<'_>], lead: Option<&str>) -> usize {
    let rank = |n: &usize| {
        let f = &forms[*n];
        let leads = lead.is_some_and(|key| key::of(label, &f.text) == key);
        let shouted = key::is_shouted(label, &f.text);
        let n = if f.full > 0 { f.full } else { f.n };
        (leads, f.full > 0, !shouted, n, f.text.chars().count(), Reverse(f.rank), Reverse(f.text.clone()))
    };
    if forms.len() == 1 { 0 } else { (0..forms.len()).max_by_key(rank).unwrap_or(0) }
}

/// Whether full forms print the same words in another order.
pub(super) fn is_reordered(forms: &[Form<'_>]) -> bool {
    let mut full = forms.iter().filter(|f| f.full > 0).map(|f| key::words(&f.text));
    let Some(first) = full.next() else { return false };
    full.any(|other| !key::content(&first).eq(key::content(&other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str, n: u32, full: u32, rank: u32) -> Form<'_> {
        Form { entity: 0, text: text.into(), n, full, rank }
    }

    #[test]
    fn the_name_is_the_most_frequent_full_form() {
        for (forms, expected) in [
            (vec![form("Moss", 9, 0, 0), form("Ann Moss", 2, 2, 0)], "Ann Moss"),
            (vec![form("ARDEN", 5, 5, 0), form("Arden", 1, 1, 0)], "Arden"),
            (
                vec![form("Fisheries Ministry", 1, 1, 0), form("Ministry of Fisheries", 1, 1, 1)],
                "Ministry of Fisheries",
            ),
            (vec![form("Moss Bay", 1, 1, 7), form("Moss Bäy", 1, 1, 3)], "Moss Bäy"),
            (vec![form("Moss", 3, 0, 0), form("MOSS", 4, 0, 0)], "Moss"),
            (vec![], ""),
        ] {
            let named = forms.get(name(Label::Place, &forms, None)).map_or("", |f| &f.text);
            assert_eq!(named, expected);
        }
    }

    #[test]
    fn other_order_is_seen() {
        assert!(is_reordered(&[form("Fisheries Ministry", 1, 1, 0), form("Ministry of Fisheries", 1, 1, 0)]));
        assert!(!is_reordered(&[
            form("the Fisheries Ministry", 1, 1, 0),
            form("Fisheries Ministry", 1, 1, 0)
        ]));
    }
}
