//! Changes to the text of a query by other means than typing: the keys `+`, `-` and `1` to `9`.
//!
//! The text is kept as typed but for the term that comes or goes.

use super::Typing;
use super::parse::{Part, parse, parts};
use super::query::Query;
use crate::model::Entity;

/// The term that means exactly this entity: `@person:kate-brown`, between quotes where its key needs them.
pub fn term_of(entity: &Entity<'_>) -> String {
    Query::Key(entity.key().to_owned()).to_string()
}

/// Whether the query has the term among the parts that must all match.
pub fn has_term(text: &str, term: &str) -> bool {
    let wanted = parse(term, Typing::Done).0;
    wanted != Query::All && parts(text, Typing::Done).0.iter().any(|part| part.query == wanted)
}

/// The text with `term` as a part that must match as well; its opposite goes. The same text where the term
/// is there. A text with `OR` outside of brackets gets brackets.
///
/// ```
/// use newshound::search::with_term;
/// assert_eq!(with_term("ferry OR bridge", "@org:harbor-board"), "(ferry OR bridge) @org:harbor-board");
/// assert_eq!(with_term("ferry -@org:harbor-board", "@org:harbor-board"), "ferry @org:harbor-board");
/// ```
pub fn with_term(text: &str, term: &str) -> String {
    let wanted = parse(term, Typing::Done).0;
    if wanted == Query::All || has_term(text, term) {
        return text.to_owned();
    }
    let opposite = Query::negate(wanted);
    let kept = without(text, &opposite);
    let kept = kept.trim();
    if kept.is_empty() {
        return term.to_owned();
    }
    let query = parse(kept, Typing::Done).0;
    let either = matches!(query, Query::Or(_));
    let longer = if either { format!("({kept}) {term}") } else { format!("{kept} {term}") };
    if has_term(&longer, term) {
        return longer;
    }
    // Something half-typed (a quote, a bracket) would swallow the term: print what it was taken for.
    match query {
        Query::All => term.to_owned(),
        query if either => format!("({query}) {term}"),
        query => format!("{query} {term}"),
    }
}

/// The text without `term`, wherever it is one of the parts that must all match.
///
/// ```
/// use newshound::search::without_term;
/// assert_eq!(without_term("ferry @org:harbor-board 2017", "@org:harbor-board"), "ferry 2017");
/// ```
pub fn without_term(text: &str, term: &str) -> String {
    match parse(term, Typing::Done).0 {
        Query::All => text.to_owned(),
        wanted => without(text, &wanted),
    }
}

/// The text without the part at `part`, with one blank where it stood: what taking a chip away does.
pub fn without_part(text: &str, part: &Part) -> String {
    let before = text.get(..part.span.start as usize).unwrap_or(text).trim_end();
    let behind = text.get(part.span.end as usize..).unwrap_or("").trim_start();
    let blank = if before.is_empty() || behind.is_empty() { "" } else { " " };
    format!("{before}{blank}{behind}")
}

fn without(text: &str, wanted: &Query) -> String {
    let found = parts(text, Typing::Done).0;
    let mut out = text.to_owned();
    // From the end, so that the places before stay right.
    for part in found.iter().rev().filter(|part| part.query == *wanted) {
        out = without_part(&out, part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "@person:ada-lovell";

    fn check_with(text: &str, expected: &str) {
        assert_eq!(with_term(text, NAME), expected, "{text}");
        assert!(has_term(expected, NAME), "{expected}");
    }

    #[test]
    fn a_term_is_added_once_and_replaces_its_opposite() {
        check_with("", NAME);
        check_with("  ", NAME);
        check_with("ferry", "ferry @person:ada-lovell");
        check_with("ferry @person:ada-lovell", "ferry @person:ada-lovell");
        check_with("ferry -@person:ada-lovell x", "ferry x @person:ada-lovell");
        check_with("a OR b", "(a OR b) @person:ada-lovell");
        check_with("(a OR b) c", "(a OR b) c @person:ada-lovell");
        assert_eq!(with_term("ferry @person:ada-lovell", "-@person:ada-lovell"), "ferry -@person:ada-lovell");
    }

    #[test]
    fn half_typed_text_does_not_swallow_the_term() {
        check_with("\"ferry to", "\"ferry to\" @person:ada-lovell");
        check_with("(ferry", "ferry @person:ada-lovell");
        check_with("ferry -", "ferry - @person:ada-lovell");
        check_with("NOT", NAME);
    }

    #[test]
    fn a_term_that_is_taken_out_leaves_the_rest_as_typed() {
        for (text, expected) in [
            ("Ferry  @person:ada-lovell  \"to the\"", "Ferry \"to the\""),
            ("@person:ada-lovell", ""),
            ("ferry", "ferry"),
            ("-@person:ada-lovell ferry", "-@person:ada-lovell ferry"),
            ("x AND @person:ada-lovell", "x AND"),
        ] {
            assert_eq!(without_term(text, NAME), expected, "{text}");
            assert!(!has_term(expected, NAME));
        }
    }
}
