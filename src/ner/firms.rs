//! Rule on firms of partners: "Quandry, Ruiz & Boone LLP" is one organization, but only with a cue; a bare pair of names
//! is two persons.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::gazetteer as gaz;
use super::lexicon as lex;
use super::piece::{Piece, holds_whole, piece_at, replace};
use super::word::{Word, Words, follows};
use crate::model::{Label, Rule};
use crate::text::TokenKind;

/// Most partners that a firm is named for.
const PARTNERS: usize = 6;
/// Most words of one partner's name ("Gibb Hale" of "Gibb Hale & Cruz").
const WORDS: usize = 3;
/// What stands behind the last partner, or in place of a last partner.
const FORMS: &[&str] = &[
    "Associates",
    "Bros.",
    "Brothers",
    "Co",
    "Co.",
    "Company",
    "Daughter",
    "Daughters",
    "LLC",
    "LLP",
    "Ltd",
    "Ltd.",
    "P.C.",
    "PLLC",
    "Partners",
    "Son",
    "Sons",
];
/// Who works for a firm: stands before "at", "with", "of" or "from".
const STAFF: &[&str] = &[
    "accountant",
    "accountants",
    "associate",
    "associates",
    "attorney",
    "attorneys",
    "counsel",
    "lawyer",
    "lawyers",
    "litigator",
    "partner",
    "partners",
];

/// Puts in firms, and the same words wherever else the story has them.
pub(super) fn apply(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    let ands: Vec<usize> = (1..words.all.len()).filter(|n| words.all[*n].token.is('&')).collect();
    if ands.is_empty() {
        return;
    }
    let persons = surnames(words, pieces);
    let firms: Vec<Option<(Range<usize>, bool)>> = ands
        .iter()
        .map(|n| around(words, pieces, *n).map(|name| (name.clone(), cued(words, &name, *n, &persons))))
        .collect();
    let form = |n: usize| words.get(n).map_or(0, |w| w.form);
    let forms = |name: &Range<usize>| name.clone().map(form).collect::<Vec<u32>>();
    let sure: FxHashSet<Vec<u32>> =
        firms.iter().flatten().filter(|(_, cued)| *cued).map(|(name, _)| forms(name)).collect();
    let mut found: Vec<Piece> = Vec::new();
    for (name, cued) in firms.into_iter().flatten() {
        let free = found.last().is_none_or(|before| before.words.end <= name.start);
        if free && (cued || sure.contains(&forms(&name))) && fits(pieces, &name) {
            found.push(Piece { words: name, label: Label::Org, rule: Rule::OrgWord, title: 0..0 });
        }
    }
    replace(pieces, found);
}

/// The surnames of the story's persons that have a full name without "&".
fn surnames(words: &Words<'_>, pieces: &[Piece]) -> FxHashSet<u32> {
    let full = |p: &&Piece| {
        let and = |n: usize| words.get(n).is_some_and(|w| w.token.is('&'));
        p.label == Label::Person && p.words.len() > 1 && !p.words.clone().any(and)
    };
    pieces.iter().filter(full).map(|p| words.all[p.words.end - 1].form).collect()
}

/// Whether the firm may take the place of what was found there: parts of it, seen by the tagger.
fn fits(pieces: &[Piece], name: &Range<usize>) -> bool {
    let first = pieces.partition_point(|p| p.words.end <= name.start);
    let mut over = pieces[first..].iter().take_while(|p| p.words.start < name.end);
    holds_whole(pieces, name) && over.all(|p| p.rule == Rule::Model && p.title.is_empty())
}

/// The names on both sides of the "&" at word `n`, with the firm's form behind them.
fn around(words: &Words<'_>, pieces: &[Piece], n: usize) -> Option<Range<usize>> {
    let partner = |w: &Word| {
        w.capital()
            && !w.is(lex::START | lex::WEEKDAY | lex::MONTH | lex::GROUP | lex::TITLE_HEAD | lex::NEVER)
    };
    let joined = |k: usize| words.after(k).is_some_and(|w| follows(w) || w.token.is('-'));
    words.after(n).filter(|w| follows(w) && !w.shouted)?;
    // Behind: one name of one or two words, or a form.
    let mut end = n + 1;
    while end < n + 3 && words.after(end).is_some_and(|w| partner(w) && follows(w)) && !is_form(words, end) {
        end += 1;
    }
    let comma = words.after(end).is_some_and(|w| w.token.is(','));
    let form = end + usize::from(comma);
    if words.after(form).is_some_and(follows) && is_form(words, form) {
        end = form + 1;
    }
    if end == n + 1 || words.after(end).is_some_and(|w| w.capital() && follows(w) && !w.is(lex::TITLE_HEAD)) {
        return None;
    }
    // Before: one name, and in a list names of one word.
    let mut from = n;
    while n - from < WORDS && words.before(from).is_some_and(partner) && joined(from) {
        from -= 1;
    }
    if from == n || words.before(from).is_some_and(|w| partner(w) && follows(&words.all[from])) {
        return None;
    }
    from = match from + 1 == n {
        true => list(words, pieces, from),
        false => from,
    };
    Some(from..end)
}

/// Where a list of surnames begins whose last but one is word `from`: "Quandry" of "Quandry, Ruiz & Boone".
fn list(words: &Words<'_>, pieces: &[Piece], from: usize) -> usize {
    let mut first = from;
    for _ in 2..PARTNERS {
        let Some(name) =
            first.checked_sub(2).filter(|_| words.before(first).is_some_and(|w| w.token.is(',')))
        else {
            break;
        };
        let surname = words.before(name + 1).filter(|w| is_surname(w));
        // "Ann Quandry, Ruiz & Boone LLP": the last word of another name, or of another person's.
        let longer = words.before(name).is_some_and(|w| w.capital() || w.token.is('&'));
        let alone = piece_at(pieces, name).is_none_or(|p| p.words == (name..name + 1));
        if surname.is_none() || longer || !alone {
            break;
        }
        first = name;
    }
    first
}

/// Whether a word may be a partner's surname and is no place, day or people.
fn is_surname(word: &Word) -> bool {
    let other = gaz::COUNTRY | gaz::STATE | gaz::DEMONYM;
    let surname = word.listed(gaz::SURNAME) || word.entry.mask == 0;
    let barred = lex::START | lex::WEEKDAY | lex::MONTH | lex::GROUP | lex::TITLE_HEAD | lex::NEVER;
    word.capital() && surname && !word.is(barred) && !word.listed(other)
}

fn is_form(words: &Words<'_>, n: usize) -> bool {
    FORMS.contains(&words.str(n))
}

/// Whether something says that the names around the "&" at word `n` are a firm's.
fn cued(words: &Words<'_>, name: &Range<usize>, n: usize, persons: &FxHashSet<u32>) -> bool {
    // A famous person "& Co." are he and his friends.
    let known = words.get(name.start).and_then(|w| lex::known(w.hash));
    let famous = n == name.start + 1 && known.is_some_and(|k| k.label == Label::Person);
    let form = is_form(words, name.end - 1) && !famous;
    form || is_called_firm(words, name) || is_list(words, name, n, persons)
}

/// Whether "law firm", "a firm" or "partner at" stands at the name.
fn is_called_firm(words: &Words<'_>, name: &Range<usize>) -> bool {
    let small = |n: usize, word: &str| words.after(n).is_some_and(Word::lower) && words.str(n) == word;
    let back = |k: usize| name.start.checked_sub(k).map_or("", |n| words.str(n));
    let before = words.before(name.start).is_some_and(Word::lower);
    let firm = back(1) == "firm" || matches!(back(1), "of" | "at") && back(2) == "firm";
    let staff = matches!(back(1), "at" | "with" | "of" | "from") && STAFF.contains(&back(2));
    // "Kell & Ruth, a Salem law firm", "Kell & Ruth law firm".
    let comma = usize::from(words.after(name.end).is_some_and(|w| w.token.is(',')));
    let article = comma > 0 && matches!(words.str(name.end + 1), "a" | "an" | "the");
    let from = name.end + if article { 2 } else { 0 };
    let plain = |k: &usize| words.after(*k).is_some_and(|w| w.token.kind == TokenKind::Word && follows(w));
    let most = if article { 3 } else { 2 };
    let behind = (from..from + most).take_while(plain).any(|k| small(k, "firm"));
    before && (firm || staff) || (comma == 0 || article) && behind
}

/// Whether the names are three surnames or more, in running text, none of them a person's of the story.
fn is_list(words: &Words<'_>, name: &Range<usize>, n: usize, persons: &FxHashSet<u32>) -> bool {
    let listed = |k: usize| words.get(k).is_some_and(|w| w.token.is(','));
    let mut partners = name.clone().filter_map(|k| words.get(k)).filter(|w| w.token.kind == TokenKind::Word);
    let surname =
        |w: &Word| is_surname(w) && !w.heading && !persons.contains(&w.form) && !w.listed(gaz::CITY_BIG);
    // "Ben, Carla & Ty" are friends.
    let friends = words.get(n + 1).is_some_and(|w| w.listed(gaz::GIVEN));
    name.end == n + 2 && name.clone().any(listed) && !friends && partners.all(surname)
}

#[cfg(test)]
mod tests {
    use crate::model::Label;
    use crate::ner::found;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(found::with(Label::Org, text), expected, "{text}");
    }

    #[test]
    fn a_firm_is_one_name() {
        check("Quandry, Osgood & Tyle LLP won. Then Osgood left.", &["Quandry, Osgood & Tyle LLP"]);
        check("He works at the law firm Hobbs & Tyle. Hobbs & Tyle won.", &["Hobbs & Tyle", "Hobbs & Tyle"]);
        check("She is a partner at Hobbs, Teal & Munrow in Oslo.", &["Hobbs, Teal & Munrow"]);
        check("They sued Hobbs & Tyle, a Salem law firm.", &["Hobbs & Tyle"]);
        check("Kilts by Lorimer & Sons are dear.", &["Lorimer & Sons"]);
    }

    #[test]
    fn a_bare_pair_is_two_persons() {
        check("We saw Ann & Ben in town, and Quandry & Ruiz too.", &[]);
        check("Ann Quandry, Ben Ruiz & Carla Munrow won.", &[]);
        check("They greeted Vik, Dolan, Tya & Michelle.", &[]);
    }
}
