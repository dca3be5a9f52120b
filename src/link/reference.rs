//! Weak references: "the mayor" in a story that names one. They are shown beside the name and never counted.

use super::role;
use super::title::{Titles, is_office};
use crate::model::{EntityNo, Field, Label, Span, Story};
use crate::text::words;

/// Words that make another office of the one behind them: the vice president is no president.
const MODIFIERS: [&str; 13] = [
    "acting",
    "assistant",
    "associate",
    "attorney",
    "deputy",
    "elect",
    "former",
    "lieutenant",
    "lt",
    "major",
    "surgeon",
    "under",
    "vice",
];

/// Longer texts are books, and everybody is the captain there.
const MAX_WORDS: usize = 50_000;

/// A person called by an office alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Where it stands in the text.
    pub span: Span,
    /// Who is meant: the holder of the office named last before it, or the only one of the story.
    pub entity: EntityNo,
    /// The mention that says so.
    pub by: u32,
}

/// An office as it is compared: the modifier before it, and its number.
type Office = (Option<String>, Titles);

/// The weak references of a story, in order.
pub fn references(story: &Story<'_>) -> Vec<Reference> {
    let text = story.text();
    let mut taken: Vec<Span> = Vec::new();
    let mut holders: Vec<(Office, u32, EntityNo, u32)> = Vec::new();
    for m in story.mentions().filter(|m| m.field == Field::Text) {
        taken.push(m.span);
        if !m.title.is_empty() {
            taken.push(m.title);
        }
        let Some(entity) = m.entity.filter(|_| m.label == Label::Person) else { continue };
        let behind = role::behind(text, m.span.end as usize).map(|role| head(role.of(text)));
        for printed in [Some(m.title.of(text)), behind].into_iter().flatten() {
            holders.extend(last_office(printed).map(|office| (office, m.span.start, entity, m.no)));
        }
    }
    taken.sort_unstable_by_key(|span| span.start);
    let mut out = Vec::new();
    for (span, office) in offices(text) {
        let next = taken.partition_point(|t| t.end <= span.start);
        if taken.get(next).is_some_and(|t| t.overlaps(span)) {
            continue;
        }
        let mut same = holders.iter().filter(|h| h.0 == office);
        let before = same.clone().rfind(|h| h.1 < span.start);
        let only = || same.next().filter(|first| same.all(|h| h.2 == first.2));
        if let Some((_, _, entity, by)) = before.or_else(only) {
            out.push(Reference { span, entity: *entity, by: *by });
        }
    }
    out
}

/// A role up to whom or what it is for: "spokeswoman" of "spokeswoman for the mayor".
fn head(role: &str) -> &str {
    let end = [" of ", " for ", " to ", " at ", " in ", " with "].iter().filter_map(|w| role.find(w)).min();
    &role[..end.unwrap_or(role.len())]
}

/// The office that a title ends with.
fn last_office(printed: &str) -> Option<Office> {
    let (mut before, mut last) = (String::new(), String::new());
    let mut all = words(printed);
    while let Some((_, word)) = all.next_word() {
        before = std::mem::replace(&mut last, word.to_owned());
    }
    is_office(&last).then(|| (Some(before).filter(|w| MODIFIERS.contains(&&**w)), Titles::of(&last)))
}

/// Where "the" stands before an office alone, with the office.
fn offices(text: &str) -> Vec<(Span, Office)> {
    let mut out = Vec::new();
    let mut all = words(text);
    let mut before: [Option<(Span, String)>; 2] = [None, None];
    for _ in 0..MAX_WORDS {
        let Some((span, word)) = all.next_word() else { break };
        let [far, near] = &before;
        let start = match (far, near) {
            (_, Some((the, w))) if w == "the" => Some((*the, None)),
            (Some((the, w)), Some((_, m))) if w == "the" && MODIFIERS.contains(&&**m) => {
                Some((*the, Some(m.clone())))
            }
            _ => None,
        };
        if let Some((the, modifier)) = start.filter(|_| is_office(word))
            && !goes_on(text, span)
        {
            out.push((Span { start: the.start, end: span.end }, (modifier, Titles::of(word))));
        }
        let word = word.to_owned();
        before.swap(0, 1);
        before[1] = Some((span, word));
    }
    out
}

/// Whether the office is the beginning of more: "the attorney general", "the president-elect", "the General Assembly".
fn goes_on(text: &str, span: Span) -> bool {
    let rest = &text[span.end as usize..];
    let Some(next) = rest.strip_prefix([' ', '\n', '-']) else { return false };
    let word: String = next.chars().take_while(|c| c.is_alphanumeric()).collect();
    let capital = word.starts_with(char::is_uppercase) && span.of(text).starts_with(char::is_uppercase);
    rest.starts_with('-') || capital || is_office(&word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = offices(text).iter().map(|(span, _)| span.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn an_office_behind_the_article_is_a_reference() {
        check(
            "The mayor and the attorney general met the vice president.",
            &["The mayor", "the attorney general", "the vice president"],
        );
        check("the Mayor’s office, the governor's", &["the Mayor", "the governor"]);
        check("the General Assembly, the president-elect, a mayor", &[]);
    }

    #[test]
    fn a_title_ends_with_its_office() {
        let office = |printed| last_office(printed).map(|(modifier, _)| modifier);
        assert_eq!(office("U.S. Attorney General"), Some(Some("attorney".into())));
        assert_eq!(office("Oakland Mayor"), Some(None));
        assert_eq!(office(head("spokeswoman for the mayor")), None);
        assert_eq!(last_office("Gov."), last_office("the Governor"));
    }
}
