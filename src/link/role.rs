//! Roles as printed beside a person: the title before the name ("Attorney General"), and what stands behind it between
//! commas ("legal director for the ACLU of Oregon").

use rustc_hash::FxHashMap;

use super::key;
use super::title::{is_courtesy, is_office};
use crate::model::{Entity, Field, Label, Place, Snapshot, Span};
use crate::text::{fold_words, words};

/// Nouns that make a phrase behind a name a role; further ones are the offices printed as titles.
const NOUNS: [&str; 62] = [
    "activist",
    "adviser",
    "advisor",
    "advocate",
    "aide",
    "analyst",
    "architect",
    "artist",
    "author",
    "boss",
    "businessman",
    "businesswoman",
    "candidate",
    "cofounder",
    "columnist",
    "commentator",
    "consultant",
    "coordinator",
    "correspondent",
    "counsel",
    "counselor",
    "dean",
    "deputy",
    "designer",
    "doctor",
    "economist",
    "editor",
    "engineer",
    "executive",
    "expert",
    "fellow",
    "founder",
    "head",
    "historian",
    "host",
    "inspector",
    "investigator",
    "journalist",
    "lawmaker",
    "lawyer",
    "leader",
    "lobbyist",
    "manager",
    "member",
    "nurse",
    "officer",
    "official",
    "organizer",
    "owner",
    "partner",
    "physician",
    "producer",
    "researcher",
    "scholar",
    "scientist",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "strategist",
    "superintendent",
    "teacher",
    "veteran",
];

/// Words at which a phrase behind a name is over although no comma ends it.
const ENDS: [&str; 14] = [
    "said", "says", "told", "who", "whose", "whom", "which", "has", "had", "was", "is", "were", "will",
    "would",
];

/// Bytes behind a name that are looked at, words of a role, and how far in its noun may stand.
const MAX_BYTES: usize = 200;
const MAX_WORDS: usize = 14;
const NOUN_WITHIN: usize = 7;
/// Stories of a person that are looked through: what is not printed in these is not how the person is known.
const MAX_STORIES: usize = 5_000;

/// A role of a person, and where it is printed first (in the order of story numbers).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// As printed, on one line.
    pub text: String,
    /// Its first place.
    pub place: Place,
    /// How often it is printed beside the person.
    pub n: u32,
}

/// The roles printed beside a person, most frequent first, ties by text; none for names that are no person's.
pub fn roles(snapshot: &Snapshot, entity: &Entity<'_>) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::new();
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    let person = entity.label() == Label::Person;
    for posting in entity.postings().filter(|_| person).take(MAX_STORIES) {
        let Some(story) = snapshot.story(posting.story) else { continue };
        for mention in story.mentions().filter(|m| m.entity == Some(entity.no())) {
            let text = story.field(mention.field);
            let before = Some(mention.title).filter(|t| !t.is_empty() && !is_courtesy(t.of(text)));
            let behind =
                if mention.field == Field::Text { behind(text, mention.span.end as usize) } else { None };
            for span in [before, behind].into_iter().flatten() {
                let printed = key::collapse(span.of(text)).into_owned();
                let no = *known.entry(fold_words(&printed)).or_insert(roles.len());
                if no == roles.len() {
                    let place = Place { story: story.no(), field: mention.field, span };
                    roles.push(Role { text: printed, place, n: 0 });
                }
                roles[no].n += 1;
            }
        }
    }
    roles.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.text.cmp(&b.text)));
    roles
}

/// The role between the comma behind the name that ends at byte `end` and what ends the phrase.
pub(super) fn behind(text: &str, end: usize) -> Option<Span> {
    let limit = text.ceil_char_boundary((end + MAX_BYTES).min(text.len()));
    let mut at = after_comma(text, end)?;
    // An age stands between: "Ann Moss, 45, a baker".
    let rest = text.get(at..limit)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        at = after_comma(text, at + digits)?;
    }
    let rest = text.get(at..limit)?;
    let stop = |n: usize, c: char| match c {
        ',' | ';' | ':' | '(' | ')' | '“' | '”' | '"' | '–' | '—' | '?' | '!' => true,
        '\n' => rest.get(n + 1..).is_some_and(|r| r.starts_with('\n')),
        // A stop inside a name ("U.S.") is followed by no capital word's blank; any other ends a sentence.
        '.' => {
            rest.get(n + 1..).is_none_or(|r| r.is_empty() || r.starts_with([' ', '\n', '”', '"']))
                && !initials(rest, n)
        }
        _ => false,
    };
    let phrase = &rest[..rest.char_indices().find(|(n, c)| stop(*n, *c)).map_or(rest.len(), |(n, _)| n)];
    let mut all = words(phrase);
    let (mut n, mut noun, mut last) = (0, false, 0);
    while let Some((span, word)) = all.next_word() {
        if ENDS.contains(&word) {
            break;
        }
        n += 1;
        let role = NOUNS.contains(&word) || is_office(word);
        noun |= role && n <= NOUN_WITHIN;
        last = span.end as usize;
        if n > MAX_WORDS {
            return None;
        }
    }
    // Where the text was cut before the phrase was over, it is a clause and no role.
    let whole = at + phrase.len() < limit || limit == text.len();
    // The stop of an abbreviation belongs to it.
    let last = last + usize::from(phrase[last..].starts_with('.') && initials(phrase, last));
    (noun && whole && last > 0).then(|| Span::new(at, at + last))
}

/// The byte behind a comma and white space that stand at `at`.
fn after_comma(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?.strip_prefix(',')?;
    let blanks = rest.len() - rest.trim_start_matches([' ', '\n', '\u{a0}']).len();
    (blanks > 0).then_some(at + 1 + blanks)
}

/// Whether the stop at byte `n` ends letters with stops between ("U.S.").
fn initials(text: &str, n: usize) -> bool {
    let before = &text.as_bytes()[..n];
    matches!(before, [.., b'.', c] if c.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let end = text.find(']').expect("a bracket ends the name");
        let text = text.replace(']', "");
        assert_eq!(behind(&text, end).map(|s| s.of(&text).to_owned()).as_deref(), expected, "{text}");
    }

    #[test]
    fn a_phrase_between_commas_with_an_office_is_a_role() {
        check(
            "Ann Moss], legal director for the Union of Arden, said",
            Some("legal director for the Union of Arden"),
        );
        check("Ann Moss], AFU executive director, said so.", Some("AFU executive director"));
        check("said Ann Moss], a spokeswoman\nfor the U.S. Navy.", Some("a spokeswoman\nfor the U.S. Navy"));
        check("Ann Moss], 45, the owner of a bakery. She", Some("the owner of a bakery"));
        check("Ann Moss], head of the harbour in the U.S.", Some("head of the harbour in the U.S."));
        check("Ann Moss], the mayor who left, said", Some("the mayor"));
    }

    #[test]
    fn other_phrases_are_none() {
        check("Ann Moss], Bo Reed and the rest left.", None);
        check("Ann Moss], of Arden, said", None);
        check("Ann Moss] said", None);
        check("Ann Moss],", None);
        check("Ann Moss], which was the last time that he had been seen with the old director, said", None);
    }
}
