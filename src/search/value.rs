//! What stands behind `@` and behind a field's colon.

use super::Typing;
use super::day_range::DayRange;
use super::lex::{Form, Value, words_of};
use super::parse::Parser;
use super::query::{Flag, Last, Name, PartField, Query, TextField};
use crate::model::Label;
use crate::text;

impl<'a> Parser<'a> {
    /// `@name`, `@"name"`, `@person:key`.
    pub(super) fn name(&mut self, start: usize) -> Query {
        self.cursor.skip(1);
        let value = self.cursor.value();
        if let Some((label, rest)) = value.text.split_once(':') {
            match Label::parse(label).filter(|l| l.is_name()) {
                Some(_) if rest.is_empty() => return Query::All,
                Some(_) => return Query::Key(value.text.to_owned()),
                None => {
                    self.note(self.cursor.span_from(start), "no kind of name is called so: taken as a name")
                }
            }
        }
        self.entity(None, value, start)
    }

    /// The value of a field whose name and colon were read.
    pub(super) fn field(&mut self, field: &str, start: usize) -> Query {
        let value = self.cursor.value();
        let field = field.to_ascii_lowercase();
        let field = field.as_str();
        if value.text.is_empty() && !is_field(field) {
            return self.as_words(field, "no such field", start);
        }
        if value.text.is_empty() {
            if self.typing == Typing::Done || value.form == Form::Quoted {
                let message = format!("nothing stands behind {field}: it is left out");
                self.note(self.cursor.span_from(start), message);
            }
            return Query::All;
        }
        if let Some((_, field)) = TextField::ALL.into_iter().find(|(word, _)| *word == field) {
            let phrase = self.phrase(value, start);
            return phrase.map_or(Query::All, |phrase| Query::Field(field, phrase));
        }
        if let Some((_, field)) = PartField::ALL.into_iter().find(|(word, _)| *word == field) {
            let part = text::fold(value.text).into_owned();
            return if part.is_empty() { Query::All } else { Query::Part(field, part) };
        }
        match (field, Label::parse(field).filter(|l| l.is_name())) {
            (_, Some(label)) => self.entity(Some(label), value, start),
            ("name", None) => self.entity(None, value, start),
            ("date", None) => match DayRange::parse(value.text) {
                Some(range) => Query::Day(range),
                None => self.as_words(field, "not a day (2017-08-16, 2017-08..2018, today)", start),
            },
            ("shared", None) => match counts(value.text) {
                Some((min, max)) => Query::Shared { min, max },
                None => self.as_words(field, "not a number of names (3, >=3, 2..4)", start),
            },
            ("said", None) => self.said(value, start),
            ("like", None) => Query::Like(value.text.to_owned()),
            ("copy", None) => Query::CopyOf(value.text.to_owned()),
            ("tag", None) => match text::fold_words(value.text) {
                tag if tag.is_empty() => Query::All,
                tag => Query::Tag(tag),
            },
            ("is", None) if value.text.eq_ignore_ascii_case("copy") => Query::IsCopy,
            ("is", None) => match Flag::ALL.iter().find(|(word, _)| value.text.eq_ignore_ascii_case(word)) {
                Some((_, flag)) => Query::Is(*flag),
                None => self.as_words(field, "not one of read, unread, starred, copy", start),
            },
            (_, None) => self.as_words(field, "no such field", start),
        }
    }

    /// The whole `field:value` as a phrase.
    fn as_words(&mut self, field: &str, why: &str, start: usize) -> Query {
        let span = self.cursor.span_from(start);
        let half_typed = self.typing == Typing::Live && self.cursor.rest().is_empty();
        if half_typed && matches!(field, "date" | "shared" | "is") {
            return Query::All;
        }
        self.note(span, format!("{field}: {why}: taken as words"));
        let value = Value { text: self.cursor.read_from(start), form: Form::Bare };
        self.words(value, start)
    }

    /// A name, or a key, that must stand in a sentence that reports speech.
    fn said(&mut self, value: Value<'a>, start: usize) -> Query {
        let known = |label: &str| Label::parse(label).is_some_and(Label::is_name);
        let name = match value.text.split_once(':') {
            Some((label, rest)) if known(label) && !rest.is_empty() => Query::Key(value.text.to_owned()),
            _ => self.entity(None, value, start),
        };
        if name == Query::All { name } else { Query::Said(Box::new(name)) }
    }

    /// Words of a name. A star behind them says that the last word is not whole; so does the end of the
    /// line while it is typed.
    fn entity(&mut self, label: Option<Label>, value: Value<'a>, start: usize) -> Query {
        let bare = value.text.trim_end_matches('*');
        let star = bare.len() < value.text.len();
        let (words, cut) = words_of(bare);
        let span = self.cursor.span_from(start);
        if cut {
            self.note(span, "only the first words of so long a name count");
        }
        if words.is_empty() && !star {
            if !value.text.is_empty() {
                self.note(span, "no letters or digits in it: left out");
            }
            return Query::All;
        }
        let typed = self.typing == Typing::Live && self.cursor.rest().is_empty();
        if value.form == Form::Unclosed && !typed {
            self.note(span, "no closing quote: read to the end");
        }
        let prefix = (star || typed && value.form != Form::Quoted) && !bare.ends_with(char::is_whitespace);
        let last = if prefix || words.is_empty() { Last::Prefix } else { Last::Whole };
        Query::Name(Name { label, words, last })
    }
}

fn is_field(word: &str) -> bool {
    TextField::ALL.iter().any(|(known, _)| *known == word)
        || PartField::ALL.iter().any(|(known, _)| *known == word)
        || Label::parse(word).is_some_and(Label::is_name)
        || matches!(word, "name" | "date" | "shared" | "said" | "like" | "copy" | "is" | "tag")
}

/// `3`, `>=3`, `>3`, `<=3`, `<3`, `2..4`, `2..`, `..4`: at least and at most.
fn counts(value: &str) -> Option<(u32, u32)> {
    let number = |s: &str| s.trim().parse::<u32>().ok();
    if let Some((low, high)) = value.split_once("..") {
        let min = if low.is_empty() { 0 } else { number(low)? };
        let max = if high.is_empty() { u32::MAX } else { number(high)? };
        return (!low.is_empty() || !high.is_empty()).then_some((min, max));
    }
    if let Some(rest) = value.strip_prefix(">=") {
        return Some((number(rest)?, u32::MAX));
    }
    if let Some(rest) = value.strip_prefix("<=") {
        return Some((0, number(rest)?));
    }
    if let Some(rest) = value.strip_prefix('>') {
        return Some((number(rest)?.checked_add(1)?, u32::MAX));
    }
    if let Some(rest) = value.strip_prefix('<') {
        // No story holds fewer names than none.
        return Some(number(rest)?.checked_sub(1).map_or((1, 0), |max| (0, max)));
    }
    let n = number(value)?;
    Some((n, n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_open_ends() {
        for (value, expected) in [
            ("3", Some((3, 3))),
            (">=3", Some((3, u32::MAX))),
            (">3", Some((4, u32::MAX))),
            ("<3", Some((0, 2))),
            ("<0", Some((1, 0))),
            ("2..4", Some((2, 4))),
            ("..4", Some((0, 4))),
            ("2..", Some((2, u32::MAX))),
            ("..", None),
            ("three", None),
            ("99999999999", None),
        ] {
            assert_eq!(counts(value), expected, "{value}");
        }
    }
}
