//! Sentences of a text.

use crate::model::Span;

/// The sentences of `text`, without the white space around them. A blank line always ends one.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if c == '\n' || (matches!(c, '.' | '!' | '?') && text[at + 1..].starts_with([' ', '\n'])) {
            push(text, start, at + c.len_utf8(), &mut out);
            start = at + c.len_utf8();
        }
    }
    push(text, start, text.len(), &mut out);
    out
}

/// The sentence that holds byte `at`, or the nearest one before it.
pub fn sentence_at(text: &str, at: usize) -> Span {
    let all = sentences(text);
    let n = all.partition_point(|s| s.start as usize <= at);
    all.get(n.saturating_sub(1)).copied().unwrap_or_default()
}

fn push(text: &str, start: usize, end: usize, out: &mut Vec<Span>) {
    let part = &text[start..end];
    let lead = part.len() - part.trim_start().len();
    let len = part.trim().len();
    if len > 0 {
        out.push(Span::new(start + lead, start + lead + len));
    }
}
