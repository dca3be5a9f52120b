//! Titles before persons: "Mayor", "U.S. Attorney General", "Senate President Pro Tem".

use super::gazetteer as gaz;
use super::lexicon as lex;
use super::word::{Word, Words};
use crate::text::TokenKind;

/// No title has more words than this ("Deputy Assistant U.S. Attorney General Pro Tem" has seven).
pub(super) const MAX_WORDS: usize = 9;

/// The end of the longest title that starts at word `from` of a run that ends at `end`; `from` if there is none.
pub(super) fn title_end(words: &Words<'_>, from: usize, end: usize) -> usize {
    let limit = end.min(from + MAX_WORDS);
    let (mut at, mut best, mut headed) = (from, from, false);
    while let Some(word) = words.get(at).filter(|_| at < limit) {
        if word.capital() && word.is(lex::TITLE_HEAD) {
            headed = true;
            best = at + 1;
        } else if word.capital() && headed && word.is(lex::TITLE_AFTER) {
            best = at + 1;
        } else if joins(words, at, headed) {
            best = if word.token.kind == TokenKind::Word { at + 1 } else { best };
        } else if !modifies(word) {
            break;
        }
        at += 1;
    }
    best
}

/// The end of a title that goes on with "of" or "for" and an office: "U.S. Attorney for Oregon", "Secretary of State".
pub(super) fn long_title_end(words: &Words<'_>, title_end: usize, end: usize) -> Option<usize> {
    let link = words.get(title_end).filter(|w| w.lower() && matches!(words.str(title_end), "of" | "for"));
    link?;
    let mut at = title_end + 1;
    if words.str(at) == "the" {
        at += 1;
    }
    let first = at;
    // An office or a place has one to four words: "Housing and Urban Development".
    while at < end && at - first < 4 {
        let Some(word) = words.get(at) else { break };
        let place = word.listed(gaz::COUNTRY | gaz::STATE | gaz::CITY_BIG) && !word.listed(gaz::GIVEN_COMMON);
        if !(word.capital() && (place || word.is(lex::TITLE_MOD | lex::DIRECTION))) {
            break;
        }
        at += 1;
    }
    (at > first && at < end).then_some(at)
}

fn modifies(word: &Word) -> bool {
    word.capital() && (word.is(lex::TITLE_MOD) || word.listed(gaz::DEMONYM))
}

/// A hyphen inside a title ("President-elect", "Vice-Chair"), and the word behind it.
fn joins(words: &Words<'_>, at: usize, headed: bool) -> bool {
    let Some(word) = words.get(at) else { return false };
    if word.token.kind == TokenKind::Sign('-') {
        return words.get(at + 1).is_some_and(|w| w.is(lex::TITLE_AFTER | lex::TITLE_HEAD | lex::TITLE_MOD));
    }
    headed && word.is(lex::TITLE_AFTER) && !is_link(words.str(at))
}

/// The words before `from` that are a title written small, or with a role noun: "mayor", "former president".
pub(super) fn small_title_start(words: &Words<'_>, from: usize) -> Option<usize> {
    let before = words.before(from)?;
    let fits = before.lower() && before.is(lex::ROLE) && words.get(from).is_some_and(super::word::follows);
    fits.then(|| from - 1)
}

/// Small words inside names of organizations, works and places.
fn is_link(word: &str) -> bool {
    matches!(word, "of" | "for" | "and" | "the" | "at" | "on" | "in" | "v." | "vs." | "v" | "to")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ner::weights::built_in;

    fn check(text: &str, expected: &str) {
        let words = Words::new(text, 0, built_in());
        let end = title_end(&words, 0, words.all.len());
        let end = long_title_end(&words, end, words.all.len()).unwrap_or(end);
        assert_eq!(words.span(0, end).of(text), expected, "{text}");
    }

    #[test]
    fn the_longest_title_is_found() {
        check("Mayor Ann Ruiz", "Mayor");
        check("U.S. Attorney General Ann Ruiz", "U.S. Attorney General");
        check("Senate President Pro Tem Ann Ruiz", "Senate President Pro Tem");
        check("President-elect Ann Ruiz", "President-elect");
        check("U.S. Attorney for Oregon Ann Ruiz", "U.S. Attorney for Oregon");
        check("Assistant Chief Ann Ruiz", "Assistant Chief");
        check("Ann Ruiz", "");
    }
}
