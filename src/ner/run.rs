//! Runs: capitalised words with what may stand between the words of a name.

use std::ops::Range;

use super::lexicon as lex;
use super::word::{Word, Words, follows};
use crate::text::{Gap, TokenKind};

/// Longer runs are cut here (words): names are shorter, and a text in capitals must not cost more than others.
const RUN_WORDS: usize = 32;

/// The runs of a text, in order. Words that are `taken` (values) break them.
pub(super) fn runs(words: &Words<'_>, taken: &[bool]) -> Vec<Range<usize>> {
    let free = |n: usize| !taken.get(n).copied().unwrap_or(true);
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.all.len() {
        if !(begins(words, at) && free(at)) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < words.all.len() && end - at < RUN_WORDS {
            let next = end + link_len(words, end);
            let goes_on = words.get(next).is_some_and(Word::capital) && (end..=next).all(free);
            match goes_on {
                true => end = next + 1,
                // A possessive may belong to a name that ends in one.
                false => break,
            }
        }
        if words.after(end).is_some_and(|w| w.token.kind == TokenKind::Possessive) {
            end += 1;
        }
        out.push(at..end);
        at = end;
    }
    out
}

/// Whether a name may begin at word `n`: with a capital, or with a small particle before one ("al-Sadr", "de Ruiz").
pub(super) fn begins(words: &Words<'_>, n: usize) -> bool {
    let Some(word) = words.get(n) else { return false };
    if word.capital() {
        return true;
    }
    if !(word.lower() && word.is(lex::PARTICLE) && words.str(n).len() > 1) {
        return false;
    }
    let hyphen = words.after(n + 1).is_some_and(|w| w.token.is('-') && w.token.gap == Gap::None);
    let next = n + 1 + usize::from(hyphen);
    words.after(next).is_some_and(|w| w.capital() && (hyphen || follows(w)))
}

/// How many words from `at` on link the words of a name: none for a name that just goes on, so that the
/// word at `at + link_len` is the next one to look at. A sentence or paragraph end is never linked.
fn link_len(words: &Words<'_>, at: usize) -> usize {
    let mut n = 0;
    // The longest link is "for the" behind a possessive.
    while n < 3 {
        let Some(word) = words.after(at + n) else { return usize::MAX / 2 };
        if word.token.gap == Gap::Break {
            return usize::MAX / 2;
        }
        let links = match word.token.kind {
            TokenKind::Possessive => true,
            TokenKind::Sign('-' | '–') => {
                word.token.gap == Gap::None && words.get(at + n + 1).is_some_and(|w| w.token.gap == Gap::None)
            }
            TokenKind::Sign('&') => true,
            TokenKind::Sign(',') => words
                .get(at + n + 1)
                .is_some_and(|w| w.is(lex::NAME_SUFFIX) || is_company(words.str(at + n + 1))),
            TokenKind::Word if word.capital() => return n,
            TokenKind::Word => follows(word) && (word.is(lex::PARTICLE) || is_link(words.str(at + n))),
            _ => false,
        };
        if !links {
            return usize::MAX / 2;
        }
        n += 1;
    }
    n
}

/// Small words inside names of organizations, works and places.
pub(super) fn is_link(word: &str) -> bool {
    matches!(word, "of" | "for" | "and" | "the" | "at" | "on" | "in" | "v." | "vs." | "v" | "to")
}

/// Endings that may stand behind a comma: "Acme, Inc.".
fn is_company(word: &str) -> bool {
    matches!(word, "Inc." | "Inc" | "LLC" | "LLP" | "Ltd." | "Corp." | "Co.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let words = Words::new(text, false);
        let taken = vec![false; words.all.len()];
        let found: Vec<&str> =
            runs(&words, &taken).into_iter().map(|r| words.span(r.start, r.end).of(text)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn runs_hold_what_may_stand_inside_names() {
        check(
            "we saw Rosa de la Cruz and Green-Hill & Sons, Inc. go.",
            &["Rosa de la Cruz and Green-Hill & Sons, Inc."],
        );
        check("so the Office of the Mayor closed.", &["Office of the Mayor"]);
        check("in Salem. Oregon won", &["Salem", "Oregon"]);
    }

    #[test]
    fn paragraphs_end_runs() {
        check("Green Bay\n\nNew York", &["Green Bay", "New York"]);
        check("the town's Old\nBay", &["Old", "Bay"]);
    }
}
