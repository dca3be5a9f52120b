//! Values as records have them, whatever notation the record came in, and the words in them.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::record::looks_like_html;

/// A value as JSON, YAML and TOML have them.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Loose {
    /// Null, true, false.
    Nothing,
    /// A string, or a number as written.
    Text(String),
    /// A list.
    List(Vec<Loose>),
    /// An object.
    Map(Vec<(String, Loose)>),
}

impl Loose {
    /// The string under a key of an object, whatever its case.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let Loose::Map(map) = self else { return None };
        match map.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)) {
            Some((_, Loose::Text(text))) => Some(text),
            _ => None,
        }
    }
}

/// Names of the part of an object that says what it is: `{"name": "Ann Ruiz"}`, `{"$date": 0}`.
const NAME_KEYS: [&str; 11] =
    ["name", "$date", "$numberLong", "$oid", "title", "label", "text", "value", "@id", "url", "id"];

/// Names of the part of an object that holds its text.
const TEXT_KEYS: [&str; 9] =
    ["text", "content", "paragraphs", "paragraph", "p", "body", "value", "rendered", "#text"];

/// The strings of a value, one a list item.
pub(super) fn words(value: Loose) -> Vec<String> {
    match value {
        Loose::Nothing => Vec::new(),
        Loose::Text(text) => vec![text],
        Loose::List(items) => items.into_iter().flat_map(words).collect(),
        Loose::Map(map) => pick(map, &NAME_KEYS).map(words).unwrap_or_default(),
    }
}

/// The text of a value: items of a list are paragraphs, items of an inner list are sentences of one.
pub(super) fn paragraphs(value: Loose, depth: usize) -> Option<String> {
    match value {
        Loose::Nothing => None,
        Loose::Text(text) => Some(text),
        Loose::List(items) if depth == 0 && items.iter().all(is_rendition) => {
            // The same text in several forms: plain is best, unless it lost its paragraphs.
            let mut forms: Vec<(bool, String)> = items
                .into_iter()
                .filter_map(|item| Some((kind_of(&item).contains("plain"), paragraphs(item, depth + 1)?)))
                .collect();
            let plain = forms.iter().position(|(plain, text)| *plain && text.trim().contains('\n'));
            let marked = || forms.iter().position(|(plain, text)| !plain && looks_like_html(text));
            let best =
                plain.or_else(marked).or_else(|| forms.iter().position(|(plain, _)| *plain)).unwrap_or(0);
            (best < forms.len()).then(|| forms.swap_remove(best).1)
        }
        Loose::List(items) => {
            let parts: Vec<String> = items.into_iter().filter_map(|i| paragraphs(i, depth + 1)).collect();
            Some(parts.join(if depth == 0 { "\n\n" } else { " " }))
        }
        Loose::Map(map) => paragraphs(pick(map, &TEXT_KEYS)?, depth),
    }
}

/// Whether an item of a list is one of several forms of the same text, as ninjs 2 and 3 have them.
fn is_rendition(item: &Loose) -> bool {
    matches!(item, Loose::Map(map) if map.iter().any(|(k, _)| k == "value")) && !kind_of(item).is_empty()
}

/// The media type of such a form, or its role; empty where there is none.
fn kind_of(item: &Loose) -> &str {
    item.text("contenttype").or_else(|| item.text("role")).unwrap_or("")
}

/// The value of the first of `names` that is there and says something.
fn pick(map: Vec<(String, Loose)>, names: &[&str]) -> Option<Loose> {
    let place = |key: &str| names.iter().position(|n| *n == key);
    let said = map.into_iter().filter(|(_, v)| *v != Loose::Nothing);
    said.filter_map(|(k, v)| Some((place(&k)?, v))).min_by_key(|(n, _)| *n).map(|(_, v)| v)
}

/// Reads a value of a field.
#[derive(Clone, Copy)]
pub(super) struct LooseSeed;

impl<'de> DeserializeSeed<'de> for LooseSeed {
    type Value = Loose;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Loose, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for LooseSeed {
    type Value = Loose;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Loose, E> {
        Ok(Loose::Text(text.to_owned()))
    }

    fn visit_u64<E: Error>(self, n: u64) -> Result<Loose, E> {
        Ok(Loose::Text(n.to_string()))
    }

    fn visit_i64<E: Error>(self, n: i64) -> Result<Loose, E> {
        Ok(Loose::Text(n.to_string()))
    }

    fn visit_f64<E: Error>(self, n: f64) -> Result<Loose, E> {
        Ok(Loose::Text(n.to_string()))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Loose, E> {
        Ok(Loose::Nothing)
    }

    fn visit_unit<E: Error>(self) -> Result<Loose, E> {
        Ok(Loose::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Loose, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(self)? {
            items.push(item);
        }
        Ok(Loose::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Loose, A::Error> {
        let mut pairs = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            pairs.push((key, map.next_value_seed(self)?));
        }
        Ok(Loose::Map(pairs))
    }
}
