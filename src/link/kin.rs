//! Names that belong to a name without being the same ("Trump administration", a field office and its agency), and the full
//! names that an ambiguous one may stand for.

use std::cmp::Reverse;

use rustc_hash::FxHashSet;

use super::{acronym, key};
use crate::model::{Entity, EntityNo, Label, Snapshot};

/// Last words of what belongs to the name before them: a person's circle, or a part of a body.
const BELONGINGS: [&str; 37] = [
    "administration",
    "agents",
    "agency",
    "branch",
    "bureau",
    "cabinet",
    "campaign",
    "chapter",
    "company",
    "court",
    "department",
    "division",
    "doctrine",
    "enterprises",
    "estate",
    "family",
    "foundation",
    "fund",
    "government",
    "group",
    "headquarters",
    "hotel",
    "institute",
    "library",
    "network",
    "office",
    "organization",
    "police",
    "presidency",
    "section",
    "station",
    "team",
    "tower",
    "transition",
    "trust",
    "unit",
    "university",
];

/// Names told.
const MAX_TOLD: usize = 12;
/// Surface forms of a name that are compared.
const MAX_FORMS: usize = 8;

/// Names of things that begin with a form of this name and end with what belongs to one, and names that this one so
/// belongs to: those that share most stories first, ties by key.
pub fn kin(snapshot: &Snapshot, entity: &Entity<'_>) -> Vec<EntityNo> {
    let own: FxHashSet<&str> = forms(entity).collect();
    let owned_by: FxHashSet<&str> = match entity.label() {
        Label::Person => FxHashSet::default(),
        _ => forms(entity).flat_map(owners).collect(),
    };
    let related = |other: &Entity<'_>| {
        let belongs = || forms(other).flat_map(owners).any(|owner| own.contains(owner));
        let is_owner = || forms(other).any(|form| owned_by.contains(form));
        (other.label() != Label::Person && belongs()) || (!owned_by.is_empty() && is_owner())
    };
    let others = snapshot.links().entities().filter(|e| e.no() != entity.no() && e.n_stories() > 0);
    let stories: FxHashSet<u32> = entity.postings().map(|p| p.story.0).collect();
    let both = |e: &Entity<'_>| e.postings().filter(|p| stories.contains(&p.story.0)).count();
    let mut found: Vec<(usize, Entity<'_>)> =
        others.filter(|e| !e.ambiguous() && related(e)).map(|e| (both(&e), e)).collect();
    // A surname may be anybody's: of several, those are meant that stand beside the name in a story.
    if found.len() > 1 {
        found.retain(|(n, _)| *n > 0);
    }
    found.sort_by_key(|(n, e)| (Reverse(*n), e.key()));
    found.into_iter().take(MAX_TOLD).map(|(_, e)| e.no()).collect()
}

fn forms<'a>(entity: &Entity<'a>) -> impl Iterator<Item = &'a str> + use<'a> {
    entity.aliases().take(MAX_FORMS).map(|a| a.folded.strip_prefix("the ").unwrap_or(a.folded))
}

/// What a name that ends with a belonging begins with: "trump" of "trump administration".
fn owners(form: &str) -> impl Iterator<Item = &str> {
    let ends = form.rsplit_once(' ').is_some_and(|(_, last)| BELONGINGS.contains(&last));
    form.match_indices(' ').filter(move |_| ends).map(|(n, _)| &form[..n])
}

/// The full names that a name may stand for that fits several and was left alone in its story: those in most stories
/// first, ties by key.
pub fn candidates(snapshot: &Snapshot, entity: &Entity<'_>) -> Vec<EntityNo> {
    if !entity.ambiguous() {
        return Vec::new();
    }
    let words: FxHashSet<&str> = forms(entity).collect();
    let letters = key::words(entity.name()).replace(' ', "");
    let person = entity.label() == Label::Person;
    let carries = |other: &Entity<'_>| match person {
        true => forms(other).any(|form| form.contains(' ') && form.split(' ').any(|w| words.contains(w))),
        false => acronym::initials(&key::words(other.name())).contains(&letters),
    };
    let fits = |other: &Entity<'_>| {
        !other.ambiguous()
            && (other.label() == Label::Person) == person
            && other.n_stories() > 0
            && carries(other)
    };
    let mut found: Vec<Entity<'_>> = snapshot.links().entities().filter(fits).collect();
    found.sort_by_key(|e| (Reverse(e.n_stories()), e.key()));
    found.into_iter().take(MAX_TOLD).map(|e| e.no()).collect()
}
