//! The names and keys of entities.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::alias::{self, Form};
use super::build::Made;
use super::decide::{Entities, places};
use super::gather::Corpus;
use super::join::less_sure;
use super::{body, key, state};
use crate::model::{Label, LinkRule, PostingRecord};

/// Gives each entity its name and its key, and sorts the entities' forms out.
pub(super) fn name(entities: &mut Entities<'_>, forms: &[Form<'_>], corpus: &Corpus<'_>) {
    let (rank, made, postings) = (&*corpus.rank, &mut *entities.made, &*entities.postings);
    let mut at = 0;
    for group in forms.chunk_by(|a, b| a.entity == b.entity) {
        if let Some(entity) = made.get_mut(group[0].entity as usize) {
            entity.forms = at..at + group.len() as u32;
        }
        at += group.len() as u32;
    }
    for entity in made.iter_mut() {
        let forms = &forms[places(&entity.forms)];
        let stories = postings.get(places(&entity.postings)).unwrap_or(&[]);
        entity.rank = stories.iter().map(|p| rank[p.story as usize]).min().unwrap_or(u32::MAX);
        let lead = entity.lead.map(|node| corpus.nodes[node as usize].key);
        let name = alias::name(entity.label, forms, lead);
        entity.name = entity.forms.start + name as u32;
        let name = forms.get(name).map_or("", |form| &form.text);
        let slug = match key::slug(entity.label, name) {
            city if entity.is_state && city == state::CITY_TOO => {
                key::slug(entity.label, &key::state_of_city())
            }
            slug => slug,
        };
        entity.key = format!("{}:{slug}", entity.label.as_str());
        // "Supreme Court" that is another than the best known one; "Ohio Supreme Court" says so itself.
        if entity.label == Label::Org && !entity.state.is_empty() && body::is_bare(name) {
            add_place(entity, name);
        }
        if stories.len() > 1 && entity.label == Label::Org && alias::is_reordered(forms) {
            entity.link = less_sure(entity.link, LinkRule::Reordered);
        }
        if entity.alone.is_some() {
            entity.link = LinkRule::Ambiguous;
        }
    }
    qualify(made, forms, postings, corpus);
}

/// Makes keys differ by what the text says: the state behind a place; the story, for names that were left alone
/// in it. Of what still collides the entity in most stories keeps the key, the others get their earliest story.
fn qualify(made: &mut [Made<'_>], forms: &[Form<'_>], postings: &[PostingRecord], corpus: &Corpus<'_>) {
    let id = |story: u32| {
        let at = &corpus.stories[story as usize];
        let path = at.segment.str(at.record.path).replace(char::is_whitespace, "-");
        if at.record.number == 0 { path } else { format!("{path}#{}", at.record.number) }
    };
    for entity in made.iter_mut() {
        if let Some(story) = entity.alone {
            entity.key = format!("{}/{}", entity.key, id(story));
        }
    }
    for no in collisions(made).into_iter().flatten() {
        let entity = &mut made[no];
        if !entity.state.is_empty() && !entity.key.ends_with(&slug_of(entity.state)) {
            let name = forms.get(entity.name as usize).map_or("", |form| &form.text);
            add_place(entity, name);
        }
    }
    for mut same in collisions(made) {
        same.sort_unstable_by_key(|no| (Reverse(made[*no].postings.len()), made[*no].rank));
        for no in &same[1..] {
            let entity = &mut made[*no];
            let stories = postings.get(places(&entity.postings)).unwrap_or(&[]).iter().map(|p| p.story);
            let first = stories.min_by_key(|no| corpus.rank[*no as usize]);
            entity.key = format!("{}/{}", entity.key, first.map_or(String::new(), id));
        }
    }
}

/// Adds the place that tells an entity from others of its name to its key, and to its name where nobody gave it one:
/// "Supreme Court (Kenya)".
fn add_place(entity: &mut Made<'_>, name: &str) {
    entity.key = format!("{}-{}", entity.key, slug_of(entity.state));
    if entity.shown.is_none() {
        let capital = |word: &str| match word.char_indices().nth(1) {
            Some((at, _)) if !key::is_function_word(word) => word[..at].to_uppercase() + &word[at..],
            _ => word.to_owned(),
        };
        let place: Vec<String> = entity.state.split(' ').map(capital).collect();
        entity.shown = Some(format!("{name} ({})", place.join(" ")).into());
    }
}

fn slug_of(place: &str) -> String {
    place.replace(' ', "-")
}

/// Entities of one key, where there are several.
fn collisions(made: &[Made<'_>]) -> Vec<Vec<usize>> {
    let mut first: FxHashMap<&str, usize> = FxHashMap::default();
    let mut same: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    first.reserve(made.len());
    for (no, entity) in made.iter().enumerate() {
        let first = *first.entry(&entity.key).or_insert(no);
        if first != no {
            same.entry(&entity.key).or_insert_with(|| vec![first]).push(no);
        }
    }
    same.into_values().collect()
}
