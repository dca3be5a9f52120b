//! A place in the text of a query, and the few ways to move on from it.

use super::query::Phrase;
use crate::model::Span;
use crate::text;

/// A place in the text of a query.
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

/// A value behind a sign or a field's colon.
#[derive(Clone, Copy)]
pub(super) struct Value<'a> {
    /// Without quotes.
    pub(super) text: &'a str,
    /// How it was written.
    pub(super) form: Form,
}

/// How a value was written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Up to a blank or bracket.
    Bare,
    /// Between quotes.
    Quoted,
    /// Behind a quote that nothing closes.
    Unclosed,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Cursor<'a> {
        Cursor { text, at: 0 }
    }

    /// The place in bytes.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// What is not read yet.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// The next character, not moved over.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Moves `bytes` on; a place inside a character counts as the end.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.at = (self.at + bytes).min(self.text.len());
        if !self.text.is_char_boundary(self.at) {
            self.at = self.text.len();
        }
    }

    /// Goes back to a place where it was before.
    pub(super) fn back_to(&mut self, at: usize) {
        self.at = at;
    }

    pub(super) fn skip_blanks(&mut self) {
        self.skip(self.rest().len() - self.rest().trim_start().len());
    }

    pub(super) fn skip_all(&mut self) {
        self.at = self.text.len();
    }

    /// From `start` to the place.
    pub(super) fn span_from(&self, start: usize) -> Span {
        Span::new(start, self.at)
    }

    /// The text from `start` to the place.
    pub(super) fn read_from(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or("")
    }

    /// Moves over `word` where it stands alone: before a blank, a bracket, a quote or the end.
    pub(super) fn keyword(&mut self, word: &str) -> bool {
        let Some(rest) = self.rest().strip_prefix(word) else { return false };
        let alone = rest.chars().next().is_none_or(|c| ends_run(c) || is_quote(c));
        if alone {
            self.skip(word.len());
        }
        alone
    }

    /// Whether `word` stands alone at the place.
    pub(super) fn at_keyword(&self, word: &str) -> bool {
        Cursor { text: self.text, at: self.at }.keyword(word)
    }

    /// Up to a blank, a bracket, a quote or the end.
    pub(super) fn run(&mut self) -> &'a str {
        let rest = self.rest();
        let len = rest.find(|c| ends_run(c) || is_quote(c)).unwrap_or(rest.len());
        self.skip(len);
        &rest[..len]
    }

    /// A run, or what stands between quotes when a quote is next.
    pub(super) fn value(&mut self) -> Value<'a> {
        let Some(quote) = self.peek().filter(|c| is_quote(*c)) else {
            return Value { text: self.run(), form: Form::Bare };
        };
        self.skip(quote.len_utf8());
        let rest = self.rest();
        match rest.char_indices().find(|(_, c)| is_quote(*c)) {
            Some((len, close)) => {
                self.skip(len + close.len_utf8());
                Value { text: &rest[..len], form: Form::Quoted }
            }
            None => {
                self.skip_all();
                Value { text: rest, form: Form::Unclosed }
            }
        }
    }

    /// What stands between slashes when a slash is next and another one ends a run. Longer patterns than
    /// `most` bytes are not looked for, so that many slashes do not make the reading quadratic.
    pub(super) fn pattern(&mut self, most: usize) -> Option<&'a str> {
        let rest = self.rest().strip_prefix('/')?;
        let mut chars = rest.char_indices().take_while(|(at, _)| *at <= most).peekable();
        while let Some((at, c)) = chars.next() {
            if c == '\\' {
                chars.next();
            } else if c == '/' && rest[at + 1..].chars().next().is_none_or(ends_run) {
                self.skip(at + 2);
                return Some(&rest[..at]);
            }
        }
        None
    }

    /// The name of a field and its colon, when they are next: moves over both.
    pub(super) fn field(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let len = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if len == 0 || rest.as_bytes().get(len) != Some(&b':') {
            return None;
        }
        self.skip(len + 1);
        Some(&rest[..len])
    }
}

/// A blank or a bracket.
fn ends_run(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')')
}

/// A double quote of any kind of typography.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

/// The folded words of a value, and whether there were more than a phrase may have.
pub(super) fn words_of(value: &str) -> (Vec<String>, bool) {
    let (mut out, mut words) = (Vec::new(), text::words(value));
    while let Some((_, word)) = words.next_word() {
        if out.len() == Phrase::MAX_WORDS {
            return (out, true);
        }
        out.push(word.to_owned());
    }
    (out, false)
}
