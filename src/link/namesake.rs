//! The same full name in stories that have nothing else in common may be two persons: they are one name, marked.

use rustc_hash::FxHashMap;

use super::key;
use super::person::parts;
use super::title::Titles;
use crate::model::{Entity, EntityNo, Label, Snapshot, StoryNo};

/// A person in more stories than this is known, and some of them always have more in common.
const MAX_STORIES: usize = 200;

/// The stories of a person in groups that share no other name with each other, in the order of their first stories; none
/// where all hang together, or where the name is no full name of a person.
pub fn namesakes(snapshot: &Snapshot, entity: &Entity<'_>) -> Vec<Vec<StoryNo>> {
    let full = entity.label() == Label::Person && parts(&key::person(entity.name())).full;
    let stories: Vec<StoryNo> = entity.postings().take(MAX_STORIES + 1).map(|p| p.story).collect();
    if !full || stories.len() > MAX_STORIES {
        return Vec::new();
    }
    // Stories that stand together have one first story.
    let mut group: Vec<usize> = (0..stories.len()).collect();
    let mut first_with: FxHashMap<EntityNo, usize> = FxHashMap::default();
    let mut first_copy: FxHashMap<StoryNo, usize> = FxHashMap::default();
    let mut offices: Vec<(Titles, usize)> = Vec::new();
    for (n, no) in stories.iter().enumerate() {
        let Some(story) = snapshot.story(*no) else { continue };
        // The same office under the same name is the same person's.
        for m in story.mentions().filter(|m| m.entity == Some(entity.no()) && !m.title.is_empty()) {
            let title = Titles::of(m.title.of(story.field(m.field)));
            match offices.iter().find(|(known, _)| known.agree_in_office(title)) {
                Some((_, first)) => unite(&mut group, *first, n),
                None => offices.push((title, n)),
            }
        }
        let copy = *first_copy.entry(snapshot.links().first_copy(*no)).or_insert(n);
        unite(&mut group, copy, n);
        for (other, _) in story.named().filter(|(other, establishes)| *establishes && *other != entity.no()) {
            let first = *first_with.entry(other).or_insert(n);
            unite(&mut group, first, n);
        }
    }
    let mut out: Vec<(usize, Vec<StoryNo>)> = Vec::new();
    for (n, no) in stories.iter().enumerate() {
        let root = root(&group, n);
        match out.iter_mut().find(|(known, _)| *known == root) {
            Some((_, all)) => all.push(*no),
            None => out.push((root, vec![*no])),
        }
    }
    if out.len() < 2 { Vec::new() } else { out.into_iter().map(|(_, all)| all).collect() }
}

fn root(group: &[usize], mut n: usize) -> usize {
    while group[n] != n {
        n = group[n];
    }
    n
}

fn unite(group: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(group, a), root(group, b));
    group[a.max(b)] = a.min(b);
}
