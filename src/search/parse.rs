//! Query text to [`Query`]: brackets, operators, signs. Words and patterns are read in `literal`, what stands behind a
//! field's colon in `value`.
//!
//! ```text
//! or    = and (OR and)*
//! and   = unary ((AND)? unary)*
//! unary = (- | NOT)* near
//! near  = term (~5 term | ~s term)*
//! term  = ( or ) | "words" | =WORD | *letters* | /pattern/ | @name | field:value | word
//! ```
//!
//! Nothing fails: what does not fit is left out or taken as words, and noted.

use super::lex::Cursor;
use super::query::{Query, Reach};
use super::{Note, Typing};
use crate::model::Span;

/// Deepest brackets that are read; deeper ones than a person can follow only fill the stack.
const MAX_DEPTH: usize = 50;
/// Most terms that are read: a query of a thousand terms is a pasted text.
const MAX_TERMS: usize = 1000;
/// What a `~` without a number means: as near as the words of a short phrase.
const NEAR_WORDS: u32 = 5;
/// What is said where a `~` has no places on both sides.
const NOT_NEAR: &str =
    "only words, phrases and names are near to each other: both sides anywhere in the story";
/// Most notes: nobody reads more, and a line of closing brackets would give thousands.
const MAX_NOTES: usize = 20;

/// A part of a query that must match, and where it was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Where it stands in the text of the query, in bytes, with its `-`.
    pub span: Span,
    /// What it says.
    pub query: Query,
}

/// Parses a query. Never fails; what was read leniently is noted.
pub fn parse(text: &str, typing: Typing) -> (Query, Vec<Note>) {
    let (parts, notes) = parts(text, typing);
    (Query::and(parts.into_iter().map(|p| p.query).collect()), notes)
}

/// The parts of a query that must all match, each with its place: what the filter bar shows as chips.
/// A query with an `OR` outside of brackets is one part.
pub fn parts(text: &str, typing: Typing) -> (Vec<Part>, Vec<Note>) {
    let mut parser = Parser { cursor: Cursor::new(text), typing, notes: Vec::new(), terms: 0 };
    let mut parts = parser.or_parts(0);
    parts.retain(|p| p.query != Query::All);
    parser.notes.sort_by_key(|n| n.span);
    (parts, parser.notes)
}

pub(super) struct Parser<'a> {
    pub(super) cursor: Cursor<'a>,
    pub(super) typing: Typing,
    pub(super) notes: Vec<Note>,
    terms: usize,
}

impl<'a> Parser<'a> {
    pub(super) fn note(&mut self, span: Span, message: impl Into<String>) {
        if self.notes.len() < MAX_NOTES {
            self.notes.push(Note { span, message: message.into() });
        }
    }

    /// The parts up to a closing bracket or the end; one part where there is an `OR`.
    fn or_parts(&mut self, depth: usize) -> Vec<Part> {
        let start = self.cursor.at();
        let mut sides = vec![self.and_parts(depth)];
        loop {
            let at = self.cursor.at();
            if !self.cursor.keyword("OR") {
                break;
            }
            let operator = self.cursor.span_from(at);
            let side = self.and_parts(depth);
            let half_typed = self.typing == Typing::Live && self.cursor.rest().is_empty();
            let missing = side.is_empty() && !half_typed;
            if missing || sides.last().is_some_and(Vec::is_empty) {
                self.note(operator, "OR wants something on both sides: left out");
            }
            sides.push(side);
        }
        sides.retain(|side| !side.is_empty());
        if sides.len() < 2 {
            return sides.pop().unwrap_or_default();
        }
        let (first, last) = (&sides[0][0], sides.last().and_then(|side| side.last()));
        let end = last.map_or(start, |p| p.span.end as usize);
        let span = Span::new(first.span.start as usize, end);
        let join = |side: Vec<Part>| Query::and(side.into_iter().map(|p| p.query).collect());
        vec![Part { span, query: Query::or(sides.into_iter().map(join).collect()) }]
    }

    /// The parts up to an `OR`, a closing bracket or the end.
    fn and_parts(&mut self, depth: usize) -> Vec<Part> {
        let mut parts = Vec::new();
        loop {
            self.cursor.skip_blanks();
            let start = self.cursor.at();
            match self.cursor.peek() {
                None => return parts,
                Some(')') if depth > 0 => return parts,
                Some(')') => {
                    self.cursor.skip(1);
                    self.note(self.cursor.span_from(start), "this bracket was not opened: left out");
                    continue;
                }
                Some(_) => {}
            }
            if self.cursor.at_keyword("OR") {
                return parts;
            }
            if self.cursor.keyword("AND") {
                continue;
            }
            let query = self.unary(depth);
            if query != Query::All {
                parts.push(Part { span: self.cursor.span_from(start), query });
            }
        }
    }

    fn unary(&mut self, depth: usize) -> Query {
        let mut negative = false;
        loop {
            if self.cursor.keyword("NOT") {
                self.cursor.skip_blanks();
            } else if self.cursor.peek() == Some('-') {
                self.cursor.skip(1);
                if self.cursor.peek().is_none_or(char::is_whitespace) {
                    return Query::All;
                }
            } else {
                break;
            }
            negative = !negative;
        }
        if self.cursor.at_keyword("OR") || self.cursor.at_keyword("AND") {
            return Query::All;
        }
        let part = self.near(depth);
        if negative { Query::negate(part) } else { part }
    }

    /// A term, and what must stand near to it.
    fn near(&mut self, depth: usize) -> Query {
        let mut left = self.term(depth);
        // Whether `left` stands in the pair that was read last.
        let (mut parts, mut paired) = (Vec::new(), false);
        loop {
            let behind = self.cursor.at();
            self.cursor.skip_blanks();
            let start = self.cursor.at();
            if self.cursor.peek() != Some('~') {
                self.cursor.back_to(behind);
                break;
            }
            let reach = self.reach(start);
            let operator = self.cursor.span_from(start);
            self.cursor.skip_blanks();
            let keyword = self.cursor.at_keyword("OR") || self.cursor.at_keyword("AND");
            let right = if keyword { Query::All } else { self.term(depth) };
            let half_typed = self.typing == Typing::Live && self.cursor.rest().is_empty();
            let before = std::mem::replace(&mut left, right.clone());
            if before.has_place() && right.has_place() {
                parts.push(Query::Near(Box::new(before), reach, Box::new(right)));
                paired = true;
                continue;
            }
            if !(right == Query::All && half_typed) {
                self.note(operator, NOT_NEAR);
            }
            if !std::mem::take(&mut paired) {
                parts.push(before);
            }
        }
        if !paired {
            parts.push(left);
        }
        Query::and(parts)
    }

    /// `~5`, `~s`; five words where it is neither.
    fn reach(&mut self, start: usize) -> Reach {
        let run = self.cursor.run();
        match run.trim_start_matches('~') {
            "s" | "sentence" => Reach::Sentence,
            // Nearer than its neighbour is nothing.
            number => match number.parse::<u32>() {
                Ok(n) => Reach::Words(n.max(1)),
                Err(_) => {
                    let half_typed = self.typing == Typing::Live && self.cursor.rest().trim().is_empty();
                    if !half_typed {
                        let message =
                            format!("not a number of words (~5) or a sentence (~s): taken as ~{NEAR_WORDS}");
                        self.note(self.cursor.span_from(start), message);
                    }
                    Reach::Words(NEAR_WORDS)
                }
            },
        }
    }

    fn term(&mut self, depth: usize) -> Query {
        let start = self.cursor.at();
        let Some(first) = self.cursor.peek().filter(|c| *c != ')') else { return Query::All };
        if first == '(' {
            return self.bracket(depth);
        }
        self.terms += 1;
        if self.terms > MAX_TERMS {
            self.cursor.skip_all();
            let span = self.cursor.span_from(start);
            self.note(span, format!("only the first {MAX_TERMS} terms are read"));
            return Query::All;
        }
        match first {
            '=' => self.case(start),
            '*' => self.inside(start),
            '/' => self.pattern(start),
            '@' => self.name(start),
            '~' => self.nothing_before(start),
            _ => match self.cursor.field() {
                Some(field) => self.field(field, start),
                None => {
                    let value = self.cursor.value();
                    self.words(value, start)
                }
            },
        }
    }

    fn bracket(&mut self, depth: usize) -> Query {
        let start = self.cursor.at();
        self.cursor.skip(1);
        let open = self.cursor.span_from(start);
        if depth >= MAX_DEPTH {
            // The contents are read without it, by the caller's loop.
            if depth == MAX_DEPTH && !self.notes.iter().any(|n| n.message.starts_with("brackets deeper")) {
                self.note(open, format!("brackets deeper than {MAX_DEPTH} are left out"));
            }
            return Query::All;
        }
        let parts = self.or_parts(depth + 1);
        if self.cursor.peek() == Some(')') {
            self.cursor.skip(1);
        } else if self.typing == Typing::Done {
            self.note(open, "no closing bracket: read to the end");
        }
        Query::and(parts.into_iter().map(|p| p.query).collect())
    }

    fn nothing_before(&mut self, start: usize) -> Query {
        self.cursor.run();
        self.note(self.cursor.span_from(start), "~ wants something on both sides: left out");
        Query::All
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(parse(text, Typing::Done).0.to_string(), expected, "{text}");
    }

    #[test]
    fn what_is_typed_is_printed_in_one_way() {
        check("  Ferry   AND Ñandú ", "ferry nandu");
        check("a b OR (c OR d) e", "a b OR (c OR d) e");
        check("(a b) c", "a b c");
        check("(a OR b) OR c", "a OR b OR c");
        check("--a NOT NOT b NOT -c", "a b c");
        check("NOT (a OR b)", "-(a OR b)");
        check("and or not", "and or not");
        check("Miami-Dade U.S.", "miami-dade u-s");
        check("“Harbor  Board”", "\"harbor board\"");
        check("=\"Harbor Board\" =ICE", "=\"Harbor Board\" =ICE");
        check("*Mid* *mid", "*mid* *mid*");
        check("/a\\/b c/ /usr/share", "/a\\/b c/ usr-share");
        check("@Ada_Lovell name:\"ada lovell\" Person:ada", "@ada-lovell @ada-lovell person:ada");
        check("@person:ada-lovell @\"org:a (b)\"", "@person:ada-lovell @\"org:a (b)\"");
        check("date:2017-08-01..2017-08-31 shared:>2", "date:2017-08 shared:>=3");
        check("path:\"a b\" lang:EN", "path:\"a b\" lang:en");
        check("a ~5 b", "a ~5 b");
        check("a ~s @ann-roe c", "a ~s @ann-roe c");
        check("a ~0 b ~ c", "a ~1 b b ~5 c");
        check("-a ~5 b", "-(a ~5 b)");
        check("(a OR b) ~5 \"c d\"", "(a OR b) ~5 \"c d\"");
        check("a ~5 date:2017", "a date:2017");
        check("date:2017 ~5 a ~5 b", "date:2017 a ~5 b");
        check("a ~5 OR b ~s", "a OR b");
        check("~5 a", "a");
        check(
            "said:ann-roe said:\"Ann Roe\" said:person:ann-roe",
            "said:ann-roe said:ann-roe said:person:ann-roe",
        );
        check("is:Unread is:starred tag:Court", "is:unread is:starred tag:court");
        check("like:\"a b.txt\" like:7.txt", "like:\"a b.txt\" like:7.txt");
        check("a OR", "a");
        check("OR a () - \"\" @ =", "a");
    }

    #[test]
    fn the_last_word_of_a_name_is_a_prefix_while_it_is_typed() {
        for (text, expected) in [
            ("@ada-lo", "@ada-lo*"),
            ("@ada-lo ", "@ada-lo"),
            ("@ada lo", "@ada lo"),
            ("name:\"ada lo", "@ada-lo*"),
            ("name:\"ada lo\"", "@ada-lo"),
            ("\"harbor bo", "harbor-bo"),
            ("date:20x", ""),
        ] {
            assert_eq!(parse(text, Typing::Live).0.to_string(), expected, "{text}");
        }
    }
}
