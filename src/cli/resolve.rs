//! From what a person typed to the one name or story that is meant.

use std::cmp::Reverse;

use super::corpus::Corpus;
use super::exit::Stop;
use super::out::say;
use super::record;
use crate::model::{Decision, Entity, Label, Mentions, NameKey, Scope, Story};
use crate::search;
use crate::text::fold_words;

/// Candidates told; a word that fits more names should be made longer, not read through.
const CANDIDATES_TOLD: usize = 20;

/// The name that NAME means: by key, exact name, exact alias, then words; the first level that fits decides.
/// A label in front (`person:brown`) leaves names of that label only.
///
/// # Errors
/// When none fits, or several do at the level that decides.
pub(super) fn name<'a>(typed: &str, corpus: &'a Corpus) -> Result<Entity<'a>, Stop> {
    let links = corpus.snapshot.links();
    if let Some(entity) = links.by_key(typed.trim()) {
        return Ok(entity);
    }
    let (label, wanted) = split_label(typed.trim());
    let wanted = Wanted::new(wanted);
    let all: Vec<Entity<'a>> = links.entities().filter(|e| label.is_none_or(|l| e.label() == l)).collect();
    for (n, (level, told)) in LEVELS.into_iter().enumerate() {
        if n == LEVELS.len() - 1
            && let Some(key) = hidden(&wanted, label, corpus)
        {
            return Err(Stop::Nothing(format!("{} is hidden by a decision (decide list)", key.0)));
        }
        let mut found: Vec<Entity<'a>> = all.iter().copied().filter(|e| level(&wanted, e)).collect();
        match found.as_slice() {
            [] => {}
            [one] => {
                if told && !corpus.quiet {
                    tell_others(&wanted, *one, &all);
                }
                return Ok(*one);
            }
            _ => {
                // Longer names that hold the words may be what is meant, and are in more stories.
                let longer = |e: &Entity<'a>| !level(&wanted, e) && by_words(&wanted, e);
                let others: Vec<Entity<'a>> = all.iter().copied().filter(longer).collect();
                found.extend(others);
                found.sort_by_key(|e| (Reverse(e.n_stories()), e.key()));
                return Err(several(typed, "names", found.iter().map(describe)));
            }
        }
    }
    match label {
        // A key that was decided to be of another kind still means the name.
        Some(_) => name(wanted.typed.as_str(), corpus),
        None => Err(Stop::Nothing(format!("no name fits {typed:?}"))),
    }
}

/// The key of a name that is these words and was hidden everywhere: longer names that hold the words are not meant.
fn hidden(wanted: &Wanted, label: Option<Label>, corpus: &Corpus) -> Option<NameKey> {
    let hides = |decision: &Decision| match decision {
        Decision::Hide(Mentions { of, scope: Scope::Everywhere { printed } }) if printed.is_empty() => {
            Some(of.clone())
        }
        _ => None,
    };
    let decided = corpus.decisions.as_ref()?.read().decisions;
    let keys: Vec<NameKey> = decided.iter().filter_map(hides).collect();
    keys.into_iter().find(|key| {
        let (of, words) = split_label(&key.0);
        of.is_some()
            && (label.is_none() || of == label)
            && fold_words(&words.replace('-', " ")) == wanted.folded
    })
}

/// A name as typed, in the forms in which it is compared.
struct Wanted {
    typed: String,
    /// With blanks for hyphens and underscores.
    spaced: String,
    words: Vec<String>,
    folded: String,
}

impl Wanted {
    fn new(typed: &str) -> Wanted {
        let spaced = typed.replace(['-', '_'], " ");
        let folded = fold_words(&spaced);
        let words = folded.split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect();
        Wanted { typed: typed.to_owned(), spaced, words, folded }
    }

    fn is(&self, text: &str) -> bool {
        text == self.typed || text == self.spaced
    }

    fn is_lower(&self) -> bool {
        !self.folded.is_empty() && !self.typed.chars().any(char::is_uppercase)
    }

    fn has_words(&self, folded: &str) -> bool {
        !self.words.is_empty() && self.words.iter().all(|word| folded.split(' ').any(|w| w == word))
    }
}

/// A way in which a name may fit what was typed.
type Level = fn(&Wanted, &Entity<'_>) -> bool;

/// From the surest to the loosest. Folded equality stands before words, so that `ice` is not every name
/// with that word in it. A short form ("Brown") may hide another name that it fits: then the others are told.
const LEVELS: [(Level, bool); 6] = [
    (|wanted, entity| wanted.is(entity.name()), false),
    // Who types no capitals means none: a story that prints the name so must not hide it.
    (|wanted, entity| wanted.is_lower() && fold_words(entity.name()) == wanted.folded, true),
    (|wanted, entity| entity.aliases().any(|a| wanted.is(a.text)), true),
    (|wanted, entity| !wanted.folded.is_empty() && fold_words(entity.name()) == wanted.folded, false),
    (|wanted, entity| !wanted.folded.is_empty() && entity.aliases().any(|a| a.folded == wanted.folded), true),
    (by_words, false),
];

fn by_words(wanted: &Wanted, entity: &Entity<'_>) -> bool {
    entity.aliases().any(|a| wanted.has_words(a.folded))
}

/// Others told beside the one that was taken.
const OTHERS_TOLD: usize = 5;

fn tell_others(wanted: &Wanted, taken: Entity<'_>, all: &[Entity<'_>]) {
    let fits = |e: &&Entity<'_>| e.no() != taken.no() && e.label() == taken.label() && by_words(wanted, e);
    let mut others: Vec<&Entity<'_>> = all.iter().filter(fits).collect();
    others.sort_by_key(|e| (Reverse(e.n_stories()), e.key()));
    if !others.is_empty() {
        say(&format!("{:?} is taken for {}; it may also be:", wanted.typed, taken.key()));
        others.iter().take(OTHERS_TOLD).for_each(|e| say(&format!("  {}", describe(e))));
        if others.len() > OTHERS_TOLD {
            say(&format!("  and {} more", others.len() - OTHERS_TOLD));
        }
    }
}

fn split_label(typed: &str) -> (Option<Label>, &str) {
    match typed.split_once(':') {
        Some((label, rest)) => match Label::parse(label).filter(|l| l.is_name()) {
            Some(label) => (Some(label), rest),
            None => (None, typed),
        },
        None => (None, typed),
    }
}

fn describe(entity: &Entity<'_>) -> String {
    let stories = entity.n_stories();
    let noun = if stories == 1 { "story" } else { "stories" };
    format!("{}  {}, {stories} {noun}", entity.key(), entity.name())
}

/// The story that STORY means: its id, or a unique ending of it; `id:GIVEN` is the story's own id in the input.
///
/// # Errors
/// When none fits, or several do.
pub(super) fn story<'a>(typed: &str, corpus: &'a Corpus) -> Result<Story<'a>, Stop> {
    let found = search::stories(&corpus.snapshot, typed);
    match found.as_slice() {
        [] => Err(Stop::Nothing(format!(
            "no story fits {typed:?}: its id or the end of it is wanted (find -l '' lists ids)"
        ))),
        [one] => Ok(*one),
        _ => Err(several(typed, "stories", found.iter().map(record::id))),
    }
}

fn several(typed: &str, noun: &str, lines: impl ExactSizeIterator<Item = String>) -> Stop {
    let n = lines.len();
    let mut told: Vec<String> = lines.take(CANDIDATES_TOLD).collect();
    if n > told.len() {
        told.push(format!("and {} more", n - told.len()));
    }
    Stop::Several(format!("{typed:?} fits {n} {noun}; say which:"), told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_and_underscores_stand_for_blanks() {
        for (typed, name, fits) in [
            ("Ada-Quill", "Ada Quill", true),
            ("Ada_Quill", "Ada Quill", true),
            ("Port-Asa", "Port-Asa", true),
            ("ada-quill", "Ada Quill", false),
        ] {
            assert_eq!(Wanted::new(typed).is(name), fits, "{typed}");
        }
    }

    #[test]
    fn only_what_is_typed_without_capitals_leaves_case_open() {
        for (typed, lower) in
            [("ann moss", true), ("ann-moss", true), ("Ann moss", false), ("ICE", false), ("-", false)]
        {
            assert_eq!(Wanted::new(typed).is_lower(), lower, "{typed}");
        }
    }

    #[test]
    fn words_are_whole_and_in_any_order() {
        let wanted = Wanted::new("quill-ada");
        assert!(wanted.has_words("mayor ada m quill"));
        assert!(!wanted.has_words("ada quillon"));
        assert!(!Wanted::new("--").has_words("ada"));
    }

    #[test]
    fn a_label_in_front_is_taken_off() {
        assert_eq!(split_label("person:quill"), (Some(Label::Person), "quill"));
        assert_eq!(split_label("date:2017"), (None, "date:2017"));
        assert_eq!(split_label("Quill: a life"), (None, "Quill: a life"));
    }
}
