//! What is looked for as it stands: words, phrases, words in one case, letters inside a word, patterns.

use regex::RegexBuilder;

use super::Typing;
use super::lex::{Form, Value, words_of};
use super::parse::Parser;
use super::query::{Last, Pattern, Phrase, Query};
use crate::model::Span;
use crate::text;

/// Longest pattern in bytes, and most bytes that a compiled one may take: room for a few Unicode classes,
/// and compiled within a few milliseconds.
const MAX_PATTERN_BYTES: usize = 1000;
const MAX_COMPILED_BYTES: usize = 1 << 20;

impl<'a> Parser<'a> {
    /// Words as typed or between quotes.
    pub(super) fn words(&mut self, value: Value<'a>, start: usize) -> Query {
        match self.phrase(value, start) {
            Some(phrase) => Query::Words(phrase),
            None => Query::All,
        }
    }

    /// The words of a value as a phrase: whole words between quotes, else the last one is a prefix.
    pub(super) fn phrase(&mut self, value: Value<'a>, start: usize) -> Option<Phrase> {
        let (words, cut) = words_of(value.text);
        let span = self.cursor.span_from(start);
        if cut {
            self.note(span, format!("only the first {} words of a phrase count", Phrase::MAX_WORDS));
        }
        let star = value.text.trim_end_matches('*');
        if value.form == Form::Bare && star.contains('*') {
            self.note(span, "a star stands at the end of a word or on both sides: taken as words");
        }
        if words.is_empty() {
            if !value.text.is_empty() && self.typing == Typing::Done {
                self.note(span, "no letters or digits in it: left out");
            }
            return None;
        }
        let last = self.last(value.form, span);
        Some(Phrase { words, last })
    }

    /// How the last word of a value is compared; notes a quote that nothing closes.
    fn last(&mut self, form: Form, span: Span) -> Last {
        match (form, self.typing) {
            (Form::Quoted, _) => Last::Whole,
            (Form::Bare, _) | (Form::Unclosed, Typing::Live) => Last::Prefix,
            (Form::Unclosed, Typing::Done) => {
                self.note(span, "no closing quote: read to the end");
                Last::Whole
            }
        }
    }

    /// `=WORD` or `="Two Words"`.
    pub(super) fn case(&mut self, start: usize) -> Query {
        self.cursor.skip(1);
        let value = self.cursor.value();
        let (mut out, mut words) = (Vec::new(), text::words(value.text));
        while let Some((span, _)) = words.next_word() {
            out.push(span.of(value.text).to_owned());
            if out.len() == Phrase::MAX_WORDS {
                break;
            }
        }
        if out.is_empty() {
            return self.words(value, start);
        }
        self.last(value.form, self.cursor.span_from(start));
        Query::Case(out)
    }

    /// `*mid*`; the star behind it may still be missing.
    pub(super) fn inside(&mut self, start: usize) -> Query {
        let run = self.cursor.run();
        let letters = run.trim_matches('*');
        let (mut words, _) = words_of(letters);
        if words.len() == 1 && !letters.contains('*') {
            return Query::Inside(words.remove(0));
        }
        if !words.is_empty() {
            self.note(self.cursor.span_from(start), "stars look inside one word: taken as words");
        }
        self.words(Value { text: letters, form: Form::Bare }, start)
    }

    /// `/pattern/`.
    pub(super) fn pattern(&mut self, start: usize) -> Query {
        let Some(source) = self.cursor.pattern(MAX_PATTERN_BYTES) else {
            let value = self.cursor.value();
            if self.typing == Typing::Done || value.text.len() > MAX_PATTERN_BYTES {
                let message = format!("no closing / within {MAX_PATTERN_BYTES} bytes: taken as words");
                self.note(self.cursor.span_from(start), message);
            }
            return self.words(value, start);
        };
        if source.is_empty() {
            return Query::All;
        }
        let built = RegexBuilder::new(source)
            .case_insensitive(true)
            .multi_line(true)
            .size_limit(MAX_COMPILED_BYTES)
            .build();
        match built {
            Ok(regex) => Query::Regex(Pattern { source: source.to_owned(), regex }),
            Err(error) => {
                let message = format!("{}: taken as words", reason(&error));
                self.note(self.cursor.span_from(start), message);
                self.words(Value { text: source, form: Form::Bare }, start)
            }
        }
    }
}

/// The one line of a pattern's error that says why.
fn reason(error: &regex::Error) -> String {
    let whole = error.to_string();
    let last = whole.lines().last().unwrap_or("not a pattern");
    last.trim_start_matches("error: ").to_owned()
}
