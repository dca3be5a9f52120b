//! Front matter: YAML between lines of `---`, TOML between lines of `+++`.

use saphyr::{LoadableYamlNode, Scalar, Yaml};

use super::limits::{FRONT_BYTES, FRONT_DEPTH};
use super::loose::Loose;

/// A page with front matter.
pub(super) struct Parts<'a> {
    /// What stands between the fences.
    pub(super) front: &'a str,
    /// What follows.
    pub(super) body: &'a str,
    toml: bool,
}

/// Takes a page apart; `None` where it has no front matter, or where that never ends.
pub(super) fn split(text: &str) -> Option<Parts<'_>> {
    let toml = text.starts_with("+++");
    if !toml && !text.starts_with("---") {
        return None;
    }
    let fence = text.get(..3)?;
    let start = text.find('\n')? + 1;
    if text.get(3..start)?.trim() != "" {
        return None;
    }
    let mut at = start;
    for line in text.get(start..)?.split_inclusive('\n') {
        let end = at + line.len();
        if line.trim_end() == fence || (!toml && line.trim_end() == "...") {
            return Some(Parts { front: text.get(start..at)?, body: text.get(end..)?, toml });
        }
        at = end;
        if at > FRONT_BYTES {
            return None;
        }
    }
    None
}

/// The keys and values of front matter.
pub(super) fn parse(parts: &Parts<'_>) -> Result<Vec<(String, Loose)>, String> {
    if too_deep(parts.front) {
        return Err("too many levels".into());
    }
    let value = if parts.toml {
        from_toml(toml::Value::Table(
            parts.front.parse().map_err(|e: toml::de::Error| e.message().to_owned())?,
        ))
    } else {
        let documents = Yaml::load_from_str(parts.front).map_err(|e| e.to_string())?;
        documents.first().map_or(Loose::Map(Vec::new()), from_yaml)
    };
    match value {
        Loose::Map(map) => Ok(map),
        _ => Err("no keys and values".into()),
    }
}

/// What plain lines of `key: value` say, where the rest cannot be parsed.
pub(super) fn plain_lines(front: &str) -> Vec<(String, Loose)> {
    let pair = |line: &str| {
        let (key, value) = line.split_once([':', '='])?;
        let value = value.trim().trim_matches(['"', '\'']);
        let fits = !key.starts_with([' ', '\t', '#', '-']) && !value.is_empty();
        fits.then(|| (key.trim().to_owned(), Loose::Text(value.to_owned())))
    };
    front.lines().filter_map(pair).collect()
}

/// The parsers recurse once a level; nested blocks need indentation, nested lists need brackets.
fn too_deep(front: &str) -> bool {
    let brackets = front.bytes().filter(|b| matches!(b, b'[' | b'{')).count();
    let lead = |line: &str| line.len() - line.trim_start_matches([' ', '\t', '-', '?', ':']).len();
    brackets > FRONT_DEPTH || front.lines().any(|line| lead(line) > FRONT_DEPTH)
}

fn from_toml(value: toml::Value) -> Loose {
    match value {
        toml::Value::String(text) => Loose::Text(text),
        toml::Value::Boolean(_) => Loose::Nothing,
        toml::Value::Array(items) => Loose::List(items.into_iter().map(from_toml).collect()),
        toml::Value::Table(map) => Loose::Map(map.into_iter().map(|(k, v)| (k, from_toml(v))).collect()),
        toml::Value::Integer(n) => Loose::Text(n.to_string()),
        toml::Value::Float(n) => Loose::Text(n.to_string()),
        toml::Value::Datetime(day) => Loose::Text(day.to_string()),
    }
}

fn from_yaml(value: &Yaml<'_>) -> Loose {
    match value {
        Yaml::Value(Scalar::String(text)) => Loose::Text(text.to_string()),
        Yaml::Value(Scalar::Integer(n)) => Loose::Text(n.to_string()),
        Yaml::Value(Scalar::FloatingPoint(n)) => Loose::Text(n.to_string()),
        Yaml::Sequence(items) => Loose::List(items.iter().map(from_yaml).collect()),
        Yaml::Mapping(map) => {
            let key = |k: &Yaml<'_>| k.as_str().map(str::to_owned);
            Loose::Map(map.iter().filter_map(|(k, v)| Some((key(k)?, from_yaml(v)))).collect())
        }
        Yaml::Tagged(_, inner) => from_yaml(inner),
        Yaml::Representation(text, ..) => Loose::Text(text.to_string()),
        _ => Loose::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, key: &str, expected: &str, body: &str) {
        let parts = split(page).unwrap();
        let map = parse(&parts).unwrap();
        let value = map.into_iter().find(|(k, _)| k == key).map(|(_, v)| v);
        assert_eq!(value, Some(Loose::Text(expected.into())));
        assert_eq!(parts.body, body);
    }

    #[test]
    fn values_come_as_text() {
        check("---\ntitle: \"Ferry: late\"\ndate: 2017-08-16\n---\nBody", "date", "2017-08-16", "Body");
        check("+++\ntitle = 'Ferry'\ndate = 2017-08-16\n+++\n\nBody", "date", "2017-08-16", "\nBody");
    }

    #[test]
    fn what_has_no_end_is_no_front_matter() {
        assert!(split("---\ntitle: x\n\nBody").is_none());
        assert!(split("--- a line\n---\n").is_none());
        assert!(split("Body\n---\n").is_none());
    }

    #[test]
    fn wrong_or_deep_front_matter_is_told() {
        for front in
            ["title: \"unclosed\nauthor: [a, b\n", &"[".repeat(2000), &"- ".repeat(1000), "just words\n"]
        {
            let page = format!("---\n{front}\n---\nBody");
            assert!(parse(&split(&page).unwrap()).is_err(), "{front:.20}");
        }
    }
}
