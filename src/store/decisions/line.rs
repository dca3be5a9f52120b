//! A decision as a line, and back.
//!
//! ```text
//! same person:kate-brill person:k-brill
//! different person:ann-moss person:moss
//! move person:moss in a.txt at text:12-16 Moss to person:bo-moss
//! move person:moss in a.txt printed moss apart
//! hide org:cannery everywhere
//! label org:arden place
//! name person:kate-brill "Kate M. Brill"
//! ```

use super::words::{quoted, words};
use crate::model::{Decision, Field, Label, Mentions, NameKey, Scope, Span};

/// The line of a decision, without a line end.
pub fn print(decision: &Decision) -> String {
    let key = |key: &NameKey| quoted(&key.0);
    match decision {
        Decision::Same(a, b) => format!("same {} {}", key(a), key(b)),
        Decision::Different(a, b) => format!("different {} {}", key(a), key(b)),
        Decision::Move(mentions, Some(to)) => format!("move {} to {}", which(mentions), key(to)),
        Decision::Move(mentions, None) => format!("move {} apart", which(mentions)),
        Decision::Hide(mentions) => format!("hide {}", which(mentions)),
        Decision::Label(of, label) => format!("label {} {}", key(of), label.as_str()),
        Decision::Name(of, shown) => format!("name {} {}", key(of), quoted(shown)),
    }
}

fn which(mentions: &Mentions) -> String {
    let of = quoted(&mentions.of.0);
    let printed = |words: &str| match words {
        "" => String::new(),
        words => format!(" printed {}", quoted(words)),
    };
    match &mentions.scope {
        Scope::Here { story, field, span, text } => {
            let field = if *field == Field::Title { "title" } else { "text" };
            let (story, text) = (quoted(story), quoted(text));
            format!("{of} in {story} at {field}:{}-{} {text}", span.start, span.end)
        }
        Scope::Story { story, printed: words } => format!("{of} in {}{}", quoted(story), printed(words)),
        Scope::Everywhere { printed: words } => format!("{of} everywhere{}", printed(words)),
    }
}

/// The decision of a line; none for an empty line or a comment.
///
/// # Errors
/// What is wrong with it.
pub fn parse(line: &str) -> Result<Option<Decision>, &'static str> {
    let words = words(line)?;
    let mut words = words.into_iter();
    let Some(verb) = words.next() else { return Ok(None) };
    let decision = match verb.as_str() {
        "same" => Decision::Same(key(&mut words)?, key(&mut words)?),
        "different" => Decision::Different(key(&mut words)?, key(&mut words)?),
        "label" => {
            let of = key(&mut words)?;
            let label = words.next().and_then(|word| Label::parse(&word)).filter(|l| l.is_name());
            Decision::Label(of, label.ok_or("a kind of name is wanted: person, org, place ...")?)
        }
        "name" => {
            let of = key(&mut words)?;
            let shown = words.next().filter(|s| !s.trim().is_empty()).ok_or("the name to show is missing")?;
            Decision::Name(of, shown)
        }
        "move" | "hide" => {
            let of = key(&mut words)?;
            let (scope, next) = scope(&mut words)?;
            let mentions = Mentions { of, scope };
            match (verb.as_str(), next.as_deref()) {
                ("hide", None) => Decision::Hide(mentions),
                ("move", Some("apart")) => Decision::Move(mentions, None),
                ("move", Some("to")) => Decision::Move(mentions, Some(key(&mut words)?)),
                ("move", _) => return Err("move wants \"to KEY\" or \"apart\" at its end"),
                _ => return Err("words that do not belong here"),
            }
        }
        _ => return Err("no decision begins so"),
    };
    match words.next() {
        Some(_) => Err("words that do not belong here"),
        None => Ok(Some(decision)),
    }
}

fn key(words: &mut impl Iterator<Item = String>) -> Result<NameKey, &'static str> {
    let known = |word: &String| NameKey(word.clone()).label().is_some_and(Label::is_name);
    words.next().filter(known).map(NameKey).ok_or("a key is wanted: person:kate-brown")
}

/// A scope, and the word behind it.
fn scope(words: &mut impl Iterator<Item = String>) -> Result<(Scope, Option<String>), &'static str> {
    const MISSING: &str = "\"everywhere\" or \"in STORY\" is wanted";
    let story = match words.next().ok_or(MISSING)?.as_str() {
        "everywhere" => None,
        "in" => Some(words.next().ok_or(MISSING)?),
        _ => return Err(MISSING),
    };
    let mut next = words.next();
    if next.as_deref() == Some("at") {
        let story = story.ok_or(MISSING)?;
        let (field, span) =
            words.next().and_then(|word| place(&word)).ok_or("a place is wanted: text:12-16")?;
        let text = words.next().ok_or("the text of the place is missing")?;
        return Ok((Scope::Here { story, field, span, text }, words.next()));
    }
    let mut printed = String::new();
    if next.as_deref() == Some("printed") {
        printed = words.next().ok_or("the words behind \"printed\" are missing")?;
        next = words.next();
    }
    let scope = match story {
        Some(story) => Scope::Story { story, printed },
        None => Scope::Everywhere { printed },
    };
    Ok((scope, next))
}

fn place(word: &str) -> Option<(Field, Span)> {
    let (field, span) = word.split_once(':')?;
    let field = match field {
        "text" => Field::Text,
        "title" => Field::Title,
        _ => return None,
    };
    let (start, end) = span.split_once('-')?;
    let (start, end) = (start.parse().ok()?, end.parse().ok()?);
    (start <= end).then_some((field, Span { start, end }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_decision_survives_its_line() {
        for line in [
            "same person:kate-brill person:k-brill",
            "different person:ann-moss person:moss",
            "move person:moss in \"a b.txt\" at title:12-16 \"Mr. \\\"M\\\"\" to person:bo-moss",
            "move person:moss in a.txt apart",
            "move person:moss in a.txt printed \"ann moss\" apart",
            "move person:moss everywhere printed moss to person:bo-moss",
            "hide org:cannery everywhere",
            "hide org:cannery in dump.jsonl \"#\"",
            "label org:arden place",
            "name person:kate-brill \"Kate M. Brill\"",
        ] {
            match parse(line) {
                Ok(Some(decision)) => assert_eq!(print(&decision), line),
                Err(_) => assert!(line.ends_with("\"#\""), "{line}"),
                other => panic!("{line}: {other:?}"),
            }
        }
        let in_container = "hide org:cannery in \"dump.jsonl#17\"";
        assert_eq!(print(&parse(in_container).unwrap().unwrap()), in_container);
    }

    #[test]
    fn what_is_no_decision_is_told() {
        for line in [
            "merge person:a person:b",
            "same person:a",
            "same person:a b",
            "same person:a person:b person:c",
            "label org:a money",
            "name org:a \" \"",
            "move person:a in x.txt",
            "move person:a in x.txt at text:9-3 A apart",
            "hide person:a",
            "hide person:a everywhere apart",
            "=======",
        ] {
            assert!(parse(line).is_err(), "{line}");
        }
        assert_eq!(parse(""), Ok(None));
        assert_eq!(parse("  # same person:a person:b"), Ok(None));
    }
}
