//! Sentences of a text.

use super::token::{self, Gap, Shape, Token, TokenKind};
use crate::model::Span;

/// Words that, with a capital, start a sentence after an abbreviation ("at 11 a.m. The protest").
const STARTERS: &[&str] = &[
    "The",
    "A",
    "An",
    "He",
    "She",
    "It",
    "They",
    "We",
    "You",
    "I",
    "In",
    "On",
    "At",
    "But",
    "And",
    "This",
    "That",
    "These",
    "Those",
    "There",
    "His",
    "Her",
    "Its",
    "Their",
    "Our",
    "As",
    "For",
    "After",
    "Before",
    "When",
    "While",
    "If",
    "So",
    "Some",
    "Many",
    "Most",
    "All",
    "Not",
    "No",
    "What",
    "Who",
    "How",
    "Why",
    "With",
    "From",
    "By",
    "Since",
    "Although",
    "However",
    "Police",
    "One",
    "Two",
    "Now",
    "Then",
    "Here",
    "Last",
    "Also",
    "Meanwhile",
];

/// The sentences of `text`, without the white space around them. A blank line always ends one.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut splitter = Splitter::default();
    let mut open: Option<Span> = None;
    for token in token::tokens(text) {
        match &mut open {
            Some(sentence) if !splitter.ends_before(text, &token) => sentence.end = token.span.end,
            _ => out.extend(open.replace(token.span)),
        }
        splitter.push(&token);
    }
    out.extend(open);
    out
}

/// The sentence that holds byte `at`, or the nearest one before it.
///
/// Only the paragraph around `at` is read.
pub fn sentence_at(text: &str, at: usize) -> Span {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let mut start = text[..at].rfind("\n\n").unwrap_or(0);
    if text[start..at].trim().is_empty() {
        // White space between paragraphs belongs to the one before.
        let before = text[..start].trim_end().len();
        start = text[..before].rfind("\n\n").unwrap_or(0);
    }
    let end = text[at..].find("\n\n").map_or(text.len(), |n| at + n);
    let all = sentences(&text[start..end]);
    let n = all.partition_point(|s| s.start as usize + start <= at);
    all.get(n.saturating_sub(1)).map(|s| s.shift(start)).unwrap_or_default()
}

/// Says, token by token, where a sentence ends.
#[derive(Debug, Default)]
pub(crate) struct Splitter {
    last: Option<Token>,
    /// A stop was read, and nothing since but what closes.
    stopped: bool,
    /// The last token is a stop right behind a word that is no abbreviation: "the end.The next".
    glued: bool,
}

impl Splitter {
    /// Whether a sentence ends before `token`, the next one.
    pub(crate) fn ends_before(&self, text: &str, token: &Token) -> bool {
        if token.gap == Gap::Break {
            return true;
        }
        if token.gap == Gap::None {
            return self.glued && token.shape == Shape::Title && token.span.len() > 1;
        }
        if token.shape == Shape::Lower {
            return false;
        }
        let Some(last) = self.last else { return true };
        if self.stopped {
            return !closes(token, true);
        }
        // An abbreviation may be the last word too.
        last.kind == TokenKind::Word
            && last.span.of(text).ends_with('.')
            && !token::is_open(last.span.of(text))
            && STARTERS.contains(&token.span.of(text))
    }

    /// Takes the next token in.
    pub(crate) fn push(&mut self, token: &Token) {
        // Shorter words may be abbreviations that no list has.
        let word = |last: Token| {
            last.kind == TokenKind::Word
                && matches!(last.shape, Shape::Lower | Shape::Title)
                && last.span.len() > 3
        };
        self.glued = token.is('.') && token.gap == Gap::None && self.last.is_some_and(word);
        self.stopped = matches!(token.kind, TokenKind::Sign('.' | '!' | '?' | '…'))
            || (self.stopped && closes(token, token.gap != Gap::None));
        self.last = Some(*token);
    }
}

/// Whether a sign behind a stop still belongs to its sentence.
fn closes(token: &Token, apart: bool) -> bool {
    match token.kind {
        TokenKind::Sign(')' | ']' | '”' | '’' | '»') => true,
        TokenKind::Sign('"' | '\'') => !apart,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text).iter().map(|s| s.of(text)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn abbreviations_end_no_sentence() {
        check(
            "Gov. Ann Ruiz met J. Doe in Salem, Ore. on Sept. 3.",
            &["Gov. Ann Ruiz met J. Doe in Salem, Ore. on Sept. 3."],
        );
        check("It starts at 11 a.m. The town waits.", &["It starts at 11 a.m.", "The town waits."]);
        check("She left the U.S. Senate. He stayed.", &["She left the U.S. Senate.", "He stayed."]);
    }

    #[test]
    fn quotes_behind_the_stop_belong_to_the_sentence() {
        check("“Go home.” He went. \"Now!\" she said.", &["“Go home.”", "He went.", "\"Now!\" she said."]);
        check("\"One.\" \"Two.\"", &["\"One.\"", "\"Two.\""]);
    }

    #[test]
    fn a_blank_line_ends_a_sentence() {
        check("No stop here\n\nNext", &["No stop here", "Next"]);
        check("", &[]);
    }

    #[test]
    fn the_sentence_around_a_byte_is_found() {
        let text = "One here. Two there.\n\nThree.";
        for (at, expected) in
            [(0, "One here."), (11, "Two there."), (21, "Two there."), (24, "Three."), (99, "Three.")]
        {
            assert_eq!(sentence_at(text, at).of(text), expected, "{at}");
        }
    }
}
