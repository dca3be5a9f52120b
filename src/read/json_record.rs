//! One JSON value as a story, or as the stories in a list inside it, without building a tree of it.

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use regex::Regex;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::RawStory;
use super::charset::repair_slice;
use super::keys::{Keys, LIST_KEYS};
use super::loose::LooseSeed;
use super::names;
use super::record::Gather;
use super::tally::Tally;

/// What a JSON value holds.
#[derive(Debug)]
pub(super) enum Found {
    /// A story.
    Story(Box<RawStory>),
    /// Stories of a list inside it, where one could be read.
    List(Vec<Option<RawStory>>),
    /// An object without anything to read.
    Empty,
    /// No object.
    Other,
}

/// What is told of an object without anything to read, and of what is no object.
pub(super) const EMPTY: &str = "no text under a key that is known";
pub(super) const OTHER: &str = "no JSON object";

impl Found {
    /// Passes on what was found, each story under the next number. `false` where reading must stop.
    pub(super) fn tell(self, numbers: &mut Numbers, tally: &mut Tally<'_>) -> bool {
        let told = |number: u32, what: &str, tally: &mut Tally<'_>| {
            tally.problem(number, what.into(), "left out");
            true
        };
        match self {
            Found::Story(story) => tally.story(numbers.next(), *story),
            Found::List(list) => list.into_iter().all(|item| match (numbers.next(), item) {
                (number, Some(story)) => tally.story(number, story),
                (number, None) => told(number, "no text in it", tally),
            }),
            Found::Empty => told(numbers.next(), EMPTY, tally),
            Found::Other => told(numbers.next(), OTHER, tally),
        }
    }
}

/// The numbers of the records of a file. One that is a list has a number for each of its items.
#[derive(Debug, Default)]
pub(super) struct Numbers(u32);

impl Numbers {
    /// The next number, from 1.
    pub(super) fn next(&mut self) -> u32 {
        self.0 = self.0.saturating_add(1);
        self.0
    }

    /// The last one given.
    pub(super) fn last(&self) -> u32 {
        self.0
    }
}

/// Reads a record and passes on what is in it; `false` where reading must stop.
pub(super) fn read_record(bytes: &[u8], numbers: &mut Numbers, keys: &Keys, tally: &mut Tally<'_>) -> bool {
    match parse_bytes(bytes, keys) {
        Ok(found) => found.tell(numbers, tally),
        Err(what) => {
            tally.problem(numbers.next(), what, "left out");
            true
        }
    }
}

/// [`parse_record`] for bytes that may be wrong here and there.
pub(super) fn parse_bytes(bytes: &[u8], keys: &Keys) -> Result<Found, String> {
    match std::str::from_utf8(bytes) {
        Ok(text) => parse_record(text, keys),
        Err(_) => parse_record(&repair_slice(bytes), keys),
    }
}

/// Reads one record.
fn parse_record(text: &str, keys: &Keys) -> Result<Found, String> {
    let parse = |text: &str| {
        let mut json = serde_json::Deserializer::from_str(text);
        let found = RecordSeed { keys }.deserialize(&mut json)?;
        json.end().map(|()| found)
    };
    parse(text).or_else(|error| match without_lone_surrogates(text) {
        Some(text) => parse(&text).map_err(|e| wrong(&e)),
        None => Err(wrong(&error)),
    })
}

/// What is wrong, in words for a person. That the parser goes no deeper is its limit, and no fault of the JSON.
fn wrong(error: &serde_json::Error) -> String {
    let error = error.to_string();
    match error.strip_prefix("recursion limit exceeded") {
        Some(place) => format!("JSON that is nested too deep{place}"),
        None => format!("not JSON: {error}"),
    }
}

/// `text` with escapes of surrogates as U+FFFD, if there are any: half a character cannot be decoded, and
/// the record is worth more than the emoji in it.
fn without_lone_surrogates(text: &str) -> Option<String> {
    static SURROGATE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}").expect("the pattern is tested"));
    SURROGATE.is_match(text).then(|| SURROGATE.replace_all(text, "\u{fffd}").into_owned())
}

/// Reads a value as a story or as a list of stories.
#[derive(Clone, Copy)]
struct RecordSeed<'k> {
    keys: &'k Keys,
}

impl<'de> DeserializeSeed<'de> for RecordSeed<'_> {
    type Value = Found;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for RecordSeed<'_> {
    type Value = Found;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Found, A::Error> {
        let mut gather = Gather::default();
        let mut list = Vec::new();
        let mut is_feed = false;
        while let Some(key) = map.next_key_seed(StrSeed)? {
            is_feed |= matches!(&*key, "home_page_url" | "feed_url");
            // Elasticsearch keeps the record under this key, which is no outlet.
            let place = if key == "_source" { None } else { self.keys.find(&key) };
            if let Some(place) = place {
                gather.offer(place, map.next_value_seed(LooseSeed)?);
            } else if let Some(label) = names::key(&key) {
                gather.offer_names(label, &map.next_value_seed(LooseSeed)?);
            } else if LIST_KEYS.contains(&&*key) {
                match map.next_value_seed(self)? {
                    Found::List(more) => list.extend(more),
                    Found::Story(story) => list.push(Some(*story)),
                    Found::Empty | Found::Other => {}
                }
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        if !list.is_empty() && !gather.has_body() {
            if is_feed {
                gather.name_outlet_of(&mut list);
            }
            return Ok(Found::List(list));
        }
        Ok(gather.finish().map_or(Found::Empty, |story| Found::Story(Box::new(story))))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Found, A::Error> {
        let (mut list, mut objects) = (Vec::new(), false);
        while let Some(found) = seq.next_element_seed(self)? {
            objects |= !matches!(found, Found::Other);
            match found {
                Found::Story(story) => list.push(Some(*story)),
                Found::List(more) => list.extend(more),
                Found::Empty | Found::Other => list.push(None),
            }
        }
        // A list of words is a value like another.
        Ok(if objects { Found::List(list) } else { Found::Other })
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Found, E> {
        Ok(Found::Other)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Found, E> {
        Ok(Found::Other)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Found, E> {
        Ok(Found::Other)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Found, E> {
        Ok(Found::Other)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Found, E> {
        Ok(Found::Other)
    }

    fn visit_unit<E: Error>(self) -> Result<Found, E> {
        Ok(Found::Other)
    }
}

/// A key, borrowed from the input where it has no escapes.
struct StrSeed;

impl<'de> DeserializeSeed<'de> for StrSeed {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for StrSeed {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E: Error>(self, key: &'de str) -> Result<Self::Value, E> {
        Ok(key.into())
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok(key.to_owned().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, expected: &[&str]) {
        let texts: Vec<String> = match parse_record(json, &Keys::new(&[])) {
            Ok(Found::Story(story)) => vec![story.text],
            Ok(Found::List(list)) => list.into_iter().map(|s| s.map_or("-".into(), |s| s.text)).collect(),
            Ok(Found::Empty) => vec!["empty".into()],
            Ok(Found::Other) => vec!["other".into()],
            Err(_) => vec!["error".into()],
        };
        assert_eq!(texts, expected, "{json:.60}");
    }

    #[test]
    fn objects_are_stories_or_hold_them() {
        check(r#"{"headline": "H", "body": "B", "x": {"text": "no"}}"#, &["B"]);
        check(
            r#"{"status": "ok", "articles": [{"content": "a"}, {"n": 1}, {"content": "b"}]}"#,
            &["a", "-", "b"],
        );
        check(r#"{"response": {"docs": [{"text": "a"}]}}"#, &["a"]);
        check(r#"{"hits": {"hits": [{"_source": {"text": "a"}}]}}"#, &["a"]);
        check(r#"{"title": "Feed", "description": "About us", "items": [{"content": "a"}]}"#, &["a"]);
        check(r#"{"articles": [{"text": "a"}, 7, {"text": "b"}]}"#, &["a", "-", "b"]);
        check(r#"{"text": "story", "items": [{"text": "a"}]}"#, &["story"]);
        check("{}", &["empty"]);
        check("[1, 2]", &["other"]);
        check("null", &["other"]);
        check("{\"text\": ", &["error"]);
    }

    #[test]
    fn values_of_any_type_do_no_harm() {
        check(r#"{"text": "a", "n": 1e400, "title": 42, "author": {"name": ["x"]}, "date": true}"#, &["a"]);
        check(r#"{"text": ["one", "two"]}"#, &["one\n\ntwo"]);
        check(&format!(r#"{{"text": "a", "x": {}1{}}}"#, "[".repeat(5000), "]".repeat(5000)), &["a"]);
        check(&format!(r#"{{"text": {}1{}}}"#, "[".repeat(5000), "]".repeat(5000)), &["error"]);
    }

    #[test]
    fn what_is_nested_too_deep_is_told() {
        let deep = format!("{}1{}", r#"{"articles": ["#.repeat(500), "]}".repeat(500));
        let told = parse_record(&deep, &Keys::new(&[])).expect_err("it is too deep");
        assert!(told.starts_with("JSON that is nested too deep at line 1 column "), "{told}");
    }

    #[test]
    fn half_a_character_is_replaced() {
        check(r#"{"text": "lone \udfff here"}"#, &["lone \u{fffd} here"]);
        check(r#"{"text": "pair \ud83d\ude00"}"#, &["pair \u{1f600}"]);
    }
}
