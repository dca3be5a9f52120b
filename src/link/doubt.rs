//! What a bare word may mean in its story besides the only person who bears it as a surname.

use super::group::{Group, Groups};
use super::org::ends_company;
use super::person::parts;
use super::surname::is_called;

/// Whether a company of the story is called by this word too ("Ford Motor Co."): then only a title tells a person.
pub(super) fn names_company(groups: &Groups<'_>, bare: &Group) -> bool {
    let is_company = |key: &str| {
        let rest = key.strip_prefix(&*bare.key).is_some_and(|rest| rest.starts_with(' '));
        rest && key.rsplit_once(' ').is_some_and(|(_, last)| ends_company(last))
    };
    groups.all().any(|(_, g)| !g.person && is_company(&g.key))
}

/// Whether a word is printed in few capitals only, and no full name of the story has it so: "UN" is no "Un".
pub(super) fn is_acronym(groups: &Groups<'_>, bare: &Group) -> bool {
    let capitals = |surface: &str| surface.len() <= 4 && surface.chars().all(char::is_uppercase);
    let mut forms = bare.forms.iter().map(|form| &*groups.form(*form).surface);
    let in_full = |form: &str| {
        let full = groups.all().filter(|(_, g)| g.person && parts(&g.key).full);
        let mut surfaces = full.flat_map(|(_, g)| &g.forms).map(|f| &groups.form(*f).surface);
        surfaces.any(|surface| surface.split(' ').any(|word| word == form))
    };
    forms.all(|form| capitals(form) && !in_full(form))
}

/// Whether a bare surname means someone else than the only full name with it, a "Jr.": the story calls that one by
/// surname and suffix, or prints an office before the bare surname that the younger one does not hold.
pub(super) fn is_elder(groups: &Groups<'_>, bare: &Group, only: u32) -> bool {
    let suffix = parts(&groups.group(only).key).suffix;
    if suffix.is_empty() || !parts(&bare.key).suffix.is_empty() {
        return false;
    }
    is_called(groups, &bare.key, suffix)
        || (bare.titles.has_office() && !bare.titles.agree(groups.titles(only)))
}
