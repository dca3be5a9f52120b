//! Rules on organizations: words that belong to their names, short forms of companies, administrations.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::gazetteer as gaz;
use super::lexicon as lex;
use super::persons::stands_alone;
use super::piece::{Piece, taken};
use super::word::{Word, Words, follows};
use crate::model::{Label, Rule};
use crate::text::Gap;

/// An organization whose last word may go on with "of", and the place behind that, are one: "ACLU" before "of Oregon".
pub(super) fn of_place(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    let mut n = 1;
    while n < pieces.len() {
        let (org, place) = (&pieces[n - 1], &pieces[n]);
        let head = words.get(org.words.end - 1).is_some_and(|w| w.capital() && w.is(lex::ORG_HEAD));
        let linked = org.words.end + 1 == place.words.start && words.str(org.words.end) == "of";
        if org.label == Label::Org && place.label == Label::Place && head && linked {
            let end = place.words.end;
            pieces[n - 1].words.end = end;
            pieces.remove(n);
        } else {
            n += 1;
        }
    }
}

/// Heads of organizations that go on with "for" or "on".
const HEADS: &[&str] = &[
    "Committee",
    "Commission",
    "Council",
    "Campaign",
    "Coalition",
    "Center",
    "Centre",
    "Institute",
    "Office",
    "Foundation",
    "Association",
    "Society",
    "Alliance",
    "Citizens",
    "Veterans",
    "Agency",
    "Department",
    "Conference",
    "Subcommittee",
    "Organization",
    "People",
    "Federation",
    "Fund",
    "Network",
    "Project",
    "Union",
];

/// An organization goes on over "for" or "on" to the capitalised words behind: "Committee for a Better Quandry".
pub(super) fn purposes(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    let mut n = 0;
    while n < pieces.len() {
        let Some(end) = purpose_end(words, pieces, n) else {
            n += 1;
            continue;
        };
        pieces[n].words.end = end;
        pieces[n].rule = Rule::OrgWord;
        while pieces.get(n + 1).is_some_and(|p| p.words.start < end) {
            pieces.remove(n + 1);
        }
        n += 1;
    }
}

fn purpose_end(words: &Words<'_>, pieces: &[Piece], n: usize) -> Option<usize> {
    let piece = &pieces[n];
    let at = piece.words.end;
    let headed = piece.words.clone().any(|k| HEADS.contains(&words.str(k)));
    let linked = words.after(at).is_some_and(Word::lower) && matches!(words.str(at), "for" | "on");
    if !(piece.label == Label::Org && piece.rule == Rule::Model && headed && linked) {
        return None;
    }
    let article = words.after(at + 1).is_some() && matches!(words.str(at + 1), "the" | "a" | "an");
    let first = at + 1 + usize::from(article);
    let runs =
        |k: usize| words.after(k).is_some_and(|w| w.capital() && !w.heading && w.token.gap != Gap::Break);
    let dated = words.get(first).is_some_and(|w| w.is(lex::WEEKDAY | lex::MONTH));
    let mut end = first;
    while runs(end) || matches!(words.str(end), "and" | "of" | "-") && end > first && runs(end + 1) {
        end += 1;
    }
    // A place or person of its own behind the word: "the Council for Oregon", "the Office for Ann Ruiz".
    let stands = |p: &Piece| {
        first <= p.words.start
            && p.words.start < end
            && (p.words.end > end
                || matches!(p.label, Label::Person | Label::Place) && p.words == (first..end))
    };
    (end > first && !dated && !pieces[n + 1..].iter().take(4).any(stands)).then_some(end)
}

/// Last words of companies that are left out when they are named again.
const COMPANY: &[&str] = &[
    "Inc.",
    "Inc",
    "Corp.",
    "Corp",
    "Corporation",
    "Co.",
    "Co",
    "Company",
    "Cos.",
    "Ltd.",
    "Ltd",
    "LLC",
    "PLC",
    "Plc",
    "plc",
    "AG",
    "SA",
    "S.A.",
    "NV",
    "N.V.",
    "GmbH",
    "SpA",
    "Group",
    "Holdings",
    "Bancorp",
    "Industries",
    "Partners",
    "Technologies",
    "Systems",
    "Laboratories",
    "Pharmaceuticals",
    "Communications",
    "Enterprises",
    "International",
    "Associates",
    "Airlines",
    "Airways",
    "Motors",
    "Stores",
    "Foods",
    "Markets",
    "Securities",
    "Energy",
    "Petroleum",
];

/// Where a story names a company in full, its name without the last words, or its first word alone, is that company:
/// "Quandry" after "Quandry Baking Co.".
pub(super) fn short_forms(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    let persons: FxHashSet<u32> = pieces
        .iter()
        .filter(|p| p.label == Label::Person && p.words.len() > 1)
        .flat_map(|p| p.words.clone().map(|n| words.all[n].form))
        .collect();
    // Of each first word the forms of the longest short name.
    let mut heads: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for piece in pieces.iter().filter(|p| p.label == Label::Org && p.words.len() > 1) {
        if let Some(head) = head_of(words, piece).filter(|h| !persons.contains(&words.all[h.start].form)) {
            let forms: Vec<u32> = head.map(|n| words.all[n].form).collect();
            let known = heads.entry(forms[0]).or_default();
            if known.len() < forms.len() {
                *known = forms;
            }
        }
    }
    if heads.is_empty() {
        return;
    }
    for piece in pieces.iter_mut().filter(|p| p.rule == Rule::Model && p.title.is_empty()) {
        let forms = heads.get(&words.all[piece.words.start].form);
        if piece.label != Label::Org && forms.is_some_and(|f| matches(words, piece.words.clone(), f)) {
            piece.label = Label::Org;
            piece.rule = Rule::SameWords;
        }
    }
    let taken = taken(words, pieces);
    for (n, word) in words.all.iter().enumerate().filter(|(n, w)| !taken[*n] && w.capital()) {
        if heads.contains_key(&word.form) && stands_alone(words, n) && !(word.starts || word.heading) {
            pieces.push(Piece { words: n..n + 1, label: Label::Org, rule: Rule::SameWords, title: 0..0 });
        }
    }
    pieces.sort_by_key(|p| p.words.start);
}

/// The words of a company's name before those that are left out, where its first word tells it from others.
fn head_of(words: &Words<'_>, piece: &Piece) -> Option<Range<usize>> {
    let mut end = piece.words.end;
    while end > piece.words.start
        && (COMPANY.contains(&words.str(end - 1)) || words.all[end - 1].token.is('&'))
    {
        end -= 1;
    }
    let first = words.get(piece.words.start)?;
    let general = first.common()
        || first.listed(gaz::GIVEN_COMMON | gaz::COUNTRY | gaz::STATE | gaz::CITY_BIG | gaz::DEMONYM)
        || first.is(lex::TITLE_MOD | lex::ORG_TAIL | lex::START | lex::DIRECTION | lex::GROUP | lex::ORDINAL);
    let shortened = end < piece.words.end && end > piece.words.start;
    (shortened && !general && first.capital() && first.token.span.len() > 2).then_some(piece.words.start..end)
}

/// Whether words are the first word of a short name, or all of it.
fn matches(words: &Words<'_>, range: Range<usize>, forms: &[u32]) -> bool {
    let same = range.clone().map(|n| words.all[n].form).eq(forms.iter().copied());
    same || range.len() == 1
}

/// "the Ruiz administration" is an organization, not its head.
pub(super) fn administrations(words: &Words<'_>, pieces: &mut [Piece]) {
    for piece in pieces.iter_mut().filter(|p| p.label == Label::Person) {
        let next = words.after(piece.words.end).filter(|w| follows(w));
        if next.is_some() && matches!(words.str(piece.words.end), "administration" | "Administration") {
            piece.words.end += 1;
            piece.label = Label::Org;
            piece.rule = Rule::OrgWord;
            piece.title = 0..0;
        }
    }
}
