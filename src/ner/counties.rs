//! Rule on the offices of counties: "Quandry County Sheriff's Office" is one name, from the county's first word on.

use super::gazetteer as gaz;
use super::lexicon as lex;
use super::piece::{Piece, holds_whole, piece_at, replace};
use super::word::{Word, Words, follows};
use crate::model::{Label, Rule};
use crate::text::TokenKind;

/// Most words of a county's name before "County", the possessive of "St. Mary's" counted as one.
const LONGEST: usize = 4;
/// Most words of an office behind "County" ("State's Attorney's Office" has five with its possessives).
const OFFICE: usize = 6;
/// Last words of a county's offices; each names an office of its own with any word before it, and with the county alone.
const LAST: &[&str] = &["Department", "Dept.", "Office", "Schools"];

/// Makes one name of a county and the office behind it, whatever was found of it.
pub(super) fn offices(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    let mut found: Vec<Piece> = Vec::new();
    let county = |n: &usize| words.all[*n].capital() && matches!(words.str(*n), "County" | "Parish");
    for n in (1..words.all.len()).filter(county) {
        let Some(mut range) =
            county_start(words, pieces, n).zip(office(words, n + 1)).map(|(from, to)| from..to)
        else {
            continue;
        };
        // "Office" may be followed by a unit of it that was found with it.
        if let Some(last) = piece_at(pieces, range.end - 1).filter(|p| p.label == Label::Org) {
            range.end = range.end.max(last.words.end);
        }
        let free = found.last().is_none_or(|before| before.words.end <= range.start);
        let known = |p: &Piece| p.words.start <= range.start && range.end <= p.words.end;
        let whole = piece_at(pieces, range.start).is_some_and(known);
        if free && !whole && holds_whole(pieces, &range) {
            found.push(Piece { words: range, label: Label::Org, rule: Rule::OrgWord, title: 0..0 });
        }
    }
    replace(pieces, found);
}

/// Where the county's name begins that ends with word `n`.
fn county_start(words: &Words<'_>, pieces: &[Piece], n: usize) -> Option<usize> {
    words.after(n).filter(|w| w.capital() && follows(w))?;
    let before = |k: usize| words.before(n + 1 - k).map(|_| n - k);
    let starts = (1..=LONGEST).map_while(before);
    let listed = |from: &usize| {
        let name = gaz::phrase_hash(words.span(*from, n + 1).of(words.text));
        words.blob.lists.get(name).mask & gaz::COUNTY != 0
    };
    // The longest that is listed or found, else all capitals before it.
    let tagged = piece_at(pieces, n - 1).filter(|p| p.label != Label::Person).map(|p| p.words.start);
    let known = starts.filter(listed).last();
    known.into_iter().chain(tagged).min().or_else(|| run(words, n))
}

/// Where the capitalised words before word `n` begin.
fn run(words: &Words<'_>, n: usize) -> Option<usize> {
    let named = |w: &Word| w.capital() && !w.is(lex::START | lex::WEEKDAY | lex::MONTH | lex::TITLE_HEAD);
    let hyphen = |k: usize| words.get(k).is_some_and(|w| w.token.is('-')) && words.hyphenated(k - 1);
    let mut from = n;
    while n - from <= LONGEST && words.before(from).is_some_and(|w| named(w) || from > 1 && hyphen(from - 1))
    {
        from -= 1;
    }
    // The first word of a sentence has its capital from there.
    from += usize::from(words.get(from).is_some_and(|w| w.starts && w.common()));
    let first = words.get(from).is_some_and(Word::capital);
    (first && (1..=LONGEST).contains(&(n - from))).then_some(from)
}

/// One past the last word of the office that begins with word `n`.
fn office(words: &Words<'_>, n: usize) -> Option<usize> {
    let mut at = n;
    loop {
        let word = words.after(at).filter(|_| at < n + OFFICE)?;
        let possessive = word.token.kind == TokenKind::Possessive && at > n;
        if !possessive && !follows(word) {
            return None;
        }
        let owned = at > n && words.all[at - 1].token.kind == TokenKind::Possessive;
        if LAST.contains(&words.str(at)) || owned && words.str(at) == "office" {
            break;
        }
        if !(possessive || word.capital()) {
            return None;
        }
        at += 1;
    }
    ends(words, at + 1).then_some(at + 1)
}

/// Whether a name ends before word `n`; a title may stand behind it.
fn ends(words: &Words<'_>, n: usize) -> bool {
    let title = |w: &Word| w.is(lex::TITLE_HEAD | lex::TITLE_MOD);
    let goes_on = |w: &Word| w.capital() && follows(w) && !title(w);
    let of = words.str(n) == "of" && words.after(n + 1).is_some_and(Word::capital);
    !of && !words.after(n).is_some_and(goes_on)
}

#[cfg(test)]
mod tests {
    use crate::model::Label;
    use crate::ner::found;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(found::with(Label::Org, text), expected, "{text}");
    }

    #[test]
    fn the_county_is_part_of_its_office() {
        check("The Holt Vale County Sheriff's Office said so.", &["Holt Vale County Sheriff's Office"]);
        check(
            "They called the St. Mary's County State's Attorney's Office.",
            &["St. Mary's County State's Attorney's Office"],
        );
        check("On Monday Quandry County Public Schools closed.", &["Quandry County Public Schools"]);
    }

    #[test]
    fn a_county_and_its_officers_are_no_office() {
        check("Quandry County Sheriff Ann Ruiz left.", &[]);
        check("Deputies of Quandry County, Sheriff's men all, left.", &[]);
    }
}
