//! Names that the input says a story holds: lists of persons, organizations and places, and `entities`.

use super::loose::Loose;
use crate::model::{GivenName, Label};

/// Keys whose values are names, in lower case, only letters: of ninjs, of news interfaces, of what taggers write.
const KEYS: [(&str, Option<Label>); 17] = [
    ("person", Some(Label::Person)),
    ("persons", Some(Label::Person)),
    ("people", Some(Label::Person)),
    ("organisation", Some(Label::Org)),
    ("organisations", Some(Label::Org)),
    ("organization", Some(Label::Org)),
    ("organizations", Some(Label::Org)),
    ("orgs", Some(Label::Org)),
    ("company", Some(Label::Org)),
    ("companies", Some(Label::Org)),
    ("place", Some(Label::Place)),
    ("places", Some(Label::Place)),
    ("location", Some(Label::Place)),
    ("locations", Some(Label::Place)),
    ("entities", None),
    ("namedentities", None),
    ("mentions", None),
];

/// Kinds as taggers call them, in lower case: OntoNotes, CoNLL, and words of ours.
const KINDS: [(&str, Label); 23] = [
    ("person", Label::Person),
    ("per", Label::Person),
    ("people", Label::Person),
    ("org", Label::Org),
    ("organization", Label::Org),
    ("organisation", Label::Org),
    ("company", Label::Org),
    ("gpe", Label::Place),
    ("loc", Label::Place),
    ("location", Label::Place),
    ("place", Label::Place),
    ("fac", Label::Place),
    ("city", Label::Place),
    ("country", Label::Place),
    ("norp", Label::Group),
    ("group", Label::Group),
    ("event", Label::Event),
    ("law", Label::Law),
    ("work_of_art", Label::Work),
    ("work", Label::Work),
    ("product", Label::Product),
    ("persons", Label::Person),
    ("organizations", Label::Org),
];

/// Keys of an object that is a name: what it is called, what it is.
const NAME: [&str; 7] = ["name", "text", "surface", "mention", "entity", "value", "title"];
const KIND: [&str; 6] = ["type", "label", "entity_type", "category", "ner", "kind"];

/// What `key` says about the names below it; `None` for a key of other things.
pub(super) fn key(key: &str) -> Option<Option<Label>> {
    if key.len() > 20 {
        return None;
    }
    let plain: String =
        key.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect();
    KEYS.iter().find(|(name, _)| *name == plain).map(|(_, label)| *label)
}

fn kind(word: &str) -> Option<Label> {
    let lower = word.to_ascii_lowercase();
    KINDS.iter().find(|(name, _)| *name == lower).map(|(_, label)| *label)
}

/// Adds the names of a value, all of kind `label` where that is known.
pub(super) fn add(value: &Loose, label: Option<Label>, out: &mut Vec<GivenName>) {
    match value {
        Loose::Nothing => {}
        Loose::Text(name) => {
            out.extend(label.map(|label| GivenName { label, name: name.clone() }));
        }
        Loose::List(items) => items.iter().for_each(|item| add(item, label, out)),
        Loose::Map(map) => {
            let get = |names: &[&str]| names.iter().find_map(|name| value.text(name));
            match (get(&NAME), label.or_else(|| kind(get(&KIND)?))) {
                (Some(name), Some(label)) => out.push(GivenName { label, name: name.to_owned() }),
                // `{"persons": [...], "places": [...]}`
                (None, None) => map.iter().for_each(|(key, value)| {
                    if let Some(label) = kind(key).or_else(|| self::key(key).flatten()) {
                        add(value, Some(label), out);
                    }
                }),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::check::check_names;
    use Label::{Org, Person, Place};

    #[test]
    fn names_are_found_in_the_usual_lists() {
        for (json, expected) in [
            (
                r#""person": [{"name": "Ann Ruiz", "rel": "about"}], "organisation": {"name": "Ferry Board"}, "place": "Hilo""#,
                &[(Person, "Ann Ruiz"), (Org, "Ferry Board"), (Place, "Hilo")][..],
            ),
            (
                r#""entities": [{"text": "Ann Ruiz", "type": "PERSON"}, {"text": "1999", "type": "DATE"}, {"name": "Hilo", "label": "GPE"}]"#,
                &[(Person, "Ann Ruiz"), (Place, "Hilo")],
            ),
            (
                r#""entities": {"persons": ["Ann Ruiz", "Ann Ruiz"], "dates": ["1999"]}"#,
                &[(Person, "Ann Ruiz")],
            ),
            (r#""entities": "Ann Ruiz", "personal": "x", "people": [null, 1]"#, &[(Person, "1")]),
        ] {
            check_names("a.json", format!("{{\"text\": \"t\", {json}}}").as_bytes(), expected);
        }
    }

    #[test]
    fn every_key_stands_once() {
        let mut seen = std::collections::HashSet::new();
        assert!(KEYS.iter().all(|(name, _)| seen.insert(name)));
        let mut seen = std::collections::HashSet::new();
        assert!(KINDS.iter().all(|(name, _)| seen.insert(name)));
    }
}
