//! Rules on organizations: words that belong to their names, short forms of companies, administrations.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::gazetteer as gaz;
use super::lexicon as lex;
use super::persons::stands_alone;
use super::piece::{Piece, piece_at, replace, taken};
use super::word::{Word, Words, follows};
use crate::model::{Label, Rule};
use crate::text::{Gap, TokenKind};

/// An organization whose last word may go on with "of", and the place behind that, are one: "ACLU" before "of Oregon".
pub(super) fn of_place(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    openers(words, pieces);
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

/// First words of organizations that go on with "of" and a place, also where nothing was found of them. Trades are names
/// only with a capital inside a sentence, or behind another word with one.
const OPENERS: &[&str] = &["Bank", "Church"];
const TRADES: &[&str] = &[
    "Bishops",
    "Daughters",
    "Farmers",
    "Firefighters",
    "Growers",
    "Nurses",
    "Producers",
    "Teachers",
    "Veterans",
    "Workers",
];

/// Puts in organizations of a place that were seen as the place alone: "Bank of Quandry", "Bread Farmers of America"; and
/// takes in the number of a union's local.
fn openers(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    let mut found: Vec<Piece> = Vec::new();
    let of = |n: &usize| words.all[n - 1].capital() && words.str(*n) == "of";
    for n in (1..words.all.len()).filter(of) {
        let free = found.last().map_or(0, |before| before.words.end);
        let Some(range) = opened(words, pieces, n).filter(|r| r.start >= free) else { continue };
        found.push(Piece { words: range, label: Label::Org, rule: Rule::OrgWord, title: 0..0 });
    }
    replace(pieces, found);
    for piece in pieces.iter_mut().filter(|p| p.label == Label::Org && p.rule == Rule::Model) {
        let end = piece.words.end;
        let numbered = words.after(end + 1).is_some_and(|w| w.token.kind == TokenKind::Number && follows(w));
        if numbered && words.after(end).is_some_and(follows) && words.str(end) == "Local" {
            piece.words.end = end + 2;
        }
    }
}

/// The words of an organization whose name goes on with the "of" at word `n`.
fn opened(words: &Words<'_>, pieces: &[Piece], n: usize) -> Option<Range<usize>> {
    let head = words.before(n).filter(|w| w.capital() && !w.heading)?;
    let opener = OPENERS.contains(&words.str(n - 1));
    let apart = [n, n + 1].iter().all(|k| words.after(*k).is_some_and(follows));
    if !(apart && (opener || TRADES.contains(&words.str(n - 1)))) || piece_at(pieces, n - 1).is_some() {
        return None;
    }
    let place = piece_at(pieces, n + 1).filter(|p| p.words.start == n + 1 && p.rule == Rule::Model);
    let label = place?.label;
    let end = (label == Label::Place || opener && label == Label::Org).then_some(place?.words.end)?;
    let named = |w: &Word| w.capital() && !w.is(lex::START | lex::WEEKDAY | lex::MONTH | lex::DIRECTION);
    let mut from = n - 1;
    while n - from <= 3 && words.before(from).is_some_and(named) && follows(&words.all[from]) {
        if piece_at(pieces, from - 1).is_some() {
            return None;
        }
        from -= 1;
    }
    let banked = matches!(words.str(from), "Left" | "Right");
    (!banked && (opener || from < n - 1 || !head.starts)).then_some(from..end)
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
    sisters(words, pieces);
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

/// What companies of one house do, as they are named for it.
const TRADES_OF_HOUSES: &[&str] = &[
    "Advisors",
    "Air",
    "Brands",
    "Capital",
    "Chemical",
    "Chemicals",
    "Cruises",
    "Electric",
    "Energy",
    "Foods",
    "Fuels",
    "Games",
    "Gas",
    "Health",
    "Hotels",
    "Insurance",
    "Logistics",
    "Marine",
    "Materials",
    "Media",
    "Metals",
    "Minerals",
    "Mining",
    "Mobile",
    "Motors",
    "Oil",
    "Paper",
    "Petroleum",
    "Pharmaceutical",
    "Pharmaceuticals",
    "Pictures",
    "Pipelines",
    "Plastics",
    "Power",
    "Rail",
    "Realty",
    "Resorts",
    "Retail",
    "Seeds",
    "Shipping",
    "Solar",
    "Sports",
    "Steel",
    "Textiles",
    "Tobacco",
    "Wind",
];

/// Where a story has "Quandry Energy", "Quandry Gas" is a company of its own, and no person.
fn sisters(words: &Words<'_>, pieces: &mut [Piece]) {
    let trade = |n: usize| {
        let named = words.after(n).is_some_and(|w| w.capital() && follows(w) && !w.heading);
        named && TRADES_OF_HOUSES.contains(&words.str(n))
    };
    let candidate = |p: &Piece| p.rule == Rule::Model && p.title.is_empty() && trade(p.words.start + 1);
    if !pieces.iter().any(candidate) {
        return;
    }
    let surnames: FxHashSet<u32> = pieces
        .iter()
        .filter(|p| p.label == Label::Person && p.words.len() > 1)
        .filter(|p| !words.get(p.words.end - 1).is_some_and(Word::common))
        .map(|p| words.all[p.words.end - 1].form)
        .collect();
    // The tagger may have seen the first word alone.
    let house = |p: &&Piece| match p.words.len() {
        1 => p.rule == Rule::Model && trade(p.words.end),
        _ => words.get(p.words.end - 1).is_some_and(|w| w.capital() && w.is(lex::ORG_TAIL)),
    };
    let houses: FxHashSet<u32> = pieces
        .iter()
        .filter(|p| p.label == Label::Org)
        .filter(house)
        .filter_map(|p| words.get(p.words.start))
        .filter(|w| w.capital() && !is_general(w) && !surnames.contains(&w.form))
        .map(|w| w.form)
        .collect();
    if houses.is_empty() {
        return;
    }
    let taken = taken(words, pieces);
    for piece in pieces.iter_mut().filter(|p| p.rule == Rule::Model && p.title.is_empty()) {
        let (first, label) = (piece.words.start, piece.label);
        let whole = piece.words.len() == 2 || piece.words.len() == 1 && taken.get(first + 1) == Some(&false);
        let other =
            matches!(label, Label::Person | Label::Product) || label == Label::Org && piece.words.len() == 1;
        let ends =
            !words.after(first + 2).is_some_and(|w| w.capital() && follows(w) && !w.is(lex::TITLE_HEAD));
        if houses.contains(&words.all[first].form) && trade(first + 1) && whole && other && ends {
            (piece.words.end, piece.label, piece.rule) = (first + 2, Label::Org, Rule::OrgWord);
        }
    }
}

/// Whether a word tells no company from others.
fn is_general(word: &Word) -> bool {
    word.common()
        || word.listed(gaz::GIVEN_COMMON | gaz::COUNTRY | gaz::STATE | gaz::CITY_BIG | gaz::DEMONYM)
        || word.is(lex::TITLE_MOD | lex::ORG_TAIL | lex::START | lex::DIRECTION | lex::GROUP | lex::ORDINAL)
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
    let shortened = end < piece.words.end && end > piece.words.start;
    (shortened && !is_general(first) && first.capital() && first.token.span.len() > 2)
        .then_some(piece.words.start..end)
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
