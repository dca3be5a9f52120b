//! Rules that find organizations by their last word, where the tagger saw none or only the place before it: "Bread Crisis
//! Network", "Salem's Bakers".

use std::ops::Range;

use super::gazetteer::Casing;
use super::lexicon as lex;
use super::piece::{Piece, taken};
use super::word::{Word, Words, follows};
use crate::model::{Label, Rule};
use crate::text::TokenKind;

/// Words before the last; longer runs of capitals are headings and lists.
const MAX_BEFORE: usize = 4;

/// Puts in words with capitals inside a sentence that end in a word of organizations. What was found of the first of them
/// becomes a part of it: "Street Crimes" before "Prosecution Unit".
pub(super) fn untagged(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    let mut taken = taken(words, pieces);
    let mut out: Vec<Piece> = Vec::new();
    for n in 1..words.all.len() {
        let last = &words.all[n];
        let free = last.capital() && !last.heading && !taken[n];
        let ends = free && (last.is(lex::ORG_STRONG | lex::ORG_LAST) || is_pair(words, n));
        if !ends || goes_on(words, n + 1) {
            continue;
        }
        // "High School" alone is any.
        let least = if is_pair(words, n) { 3 } else { 2 };
        if let Some(range) = name(words, pieces, n, &taken).filter(|range| range.len() >= least) {
            taken[range.clone()].fill(true);
            out.push(Piece { words: range, label: Label::Org, rule: Rule::OrgWord, title: 0..0 });
        }
    }
    // What became a part of one is none of its own.
    pieces.retain(|p| {
        let at = out.partition_point(|org| org.words.end <= p.words.start);
        out.get(at).is_none_or(|org| p.words.end <= org.words.start)
    });
    pieces.extend(out);
    pieces.sort_by_key(|p| p.words.start);
    join(words, pieces);
}

/// Whether word `n` and the one before end the name of a school or of a district that has an office.
fn is_pair(words: &Words<'_>, n: usize) -> bool {
    let before = n.checked_sub(1).map_or("", |k| words.str(k));
    let joined = words.after(n).is_some_and(follows);
    joined
        && match words.str(n) {
            "School" => matches!(before, "High" | "Middle" | "Elementary" | "Primary" | "Grammar"),
            "District" => {
                matches!(before, "School" | "Water" | "Fire" | "Sewer" | "Irrigation" | "Utility" | "Transit")
            }
            _ => false,
        }
}

/// Joins an organization to the part of its name that was taken for something else: "Arden" before "Rivar Guides Union".
fn join(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    let ends = |p: &Piece| words.all[p.words.end - 1].is(lex::ORG_STRONG | lex::ORG_LAST);
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces.drain(..) {
        let org = piece.label == Label::Org && piece.rule == Rule::Model && ends(&piece);
        let adjoins = words.after(piece.words.start).is_some_and(|w| follows(w) && !w.heading);
        let part = |p: &&mut Piece| {
            let other = matches!(p.label, Label::Org | Label::Product) && p.rule == Rule::Model;
            other && p.words.end == piece.words.start && !ends(p)
        };
        match out.last_mut().filter(|p| org && adjoins && part(p)) {
            Some(part) => {
                part.words.end = piece.words.end;
                (part.label, part.rule) = (Label::Org, Rule::OrgWord);
            }
            None => out.push(piece),
        }
    }
    *pieces = out;
}

/// The words of the name whose last is `n`.
fn name(words: &Words<'_>, pieces: &[Piece], n: usize, taken: &[bool]) -> Option<Range<usize>> {
    let mut from = n;
    while words.before(from).is_some_and(Word::capital) && follows(&words.all[from]) && !taken[from - 1] {
        from -= 1;
    }
    if n - from > MAX_BEFORE {
        return None;
    }
    if words.before(from).is_some() && follows(&words.all[from]) && taken[from - 1] {
        // "Ann Ruiz Family Trust": whose it is cannot be told.
        return part_before(pieces, from).map(|start| start..n + 1);
    }
    // The first word of a sentence has its capital from there.
    let first = &words.all[from];
    from += usize::from(first.starts && (first.is(lex::START) || first.common()));
    // "509th Bread Group".
    let counts = |w: &Word| w.token.kind == TokenKind::Number && words.str(from - 1).ends_with("th");
    if words.before(from).is_some_and(counts) && words.after(from).is_some_and(follows) {
        from -= 1;
    }
    // "the Executive Committee" may be anybody's, and "March Group" is no name for sure.
    let general = |w: &Word| {
        w.is(lex::TITLE_MOD | lex::TITLE_HEAD | lex::ORDINAL | lex::DIRECTION | lex::WEEKDAY | lex::MONTH)
            || w.is(lex::ORG_TAIL | lex::NEVER | lex::GROUP)
    };
    let mut before = words.all.get(from..n)?.iter();
    (before.any(|w| !general(w)) && !words.hyphenated(from)).then_some(from..n + 1)
}

/// Where the name begins that ends right before word `n`, if it may be a part of an organization's.
fn part_before(pieces: &[Piece], n: usize) -> Option<usize> {
    let piece = pieces.get(pieces.partition_point(|p| p.words.end < n)).filter(|p| p.words.end == n)?;
    let part = match piece.label {
        Label::Org | Label::Product => piece.rule == Rule::Model,
        Label::Place => matches!(piece.rule, Rule::Model | Rule::Gazetteer),
        _ => false,
    };
    part.then_some(piece.words.start)
}

/// Whether the name goes on with word `n`: a capital, a hyphen, "of Norway"; but a title stands behind a name.
fn goes_on(words: &Words<'_>, n: usize) -> bool {
    let headed = |w: &Word| w.capital() && w.is(lex::TITLE_HEAD) && !w.is(lex::ORG_TAIL);
    // "Assistant Chief".
    let title = |w: &Word| headed(w) || w.is(lex::TITLE_MOD) && words.after(n + 1).is_some_and(headed);
    let joins = words.after(n).is_some_and(|w| w.capital() && follows(w) && !title(w) || w.token.is('-'));
    let of = words.str(n) == "of" && words.after(n + 1).is_some_and(Word::capital);
    joins || of
}

/// A place, its possessive and one common word with a capital inside a sentence are one name: "Salem's Bakers" is a group
/// that calls itself so.
pub(super) fn possessives(words: &Words<'_>, pieces: &mut [Piece]) {
    let taken = taken(words, pieces);
    for piece in pieces.iter_mut().filter(|p| p.label == Label::Place && p.rule == Rule::Model) {
        let at = piece.words.end + 1;
        let possessive = words.after(at - 1).is_some_and(|w| w.token.kind == TokenKind::Possessive);
        let named = words.after(at).is_some_and(|w| follows(w) && is_own_word(words, at, w));
        if !(possessive && named) || taken[at] || links(words, at + 1) {
            continue;
        }
        let event = words.get(at).is_some_and(|w| w.is(lex::EVENT_TAIL));
        piece.words.end = at + 1;
        piece.label = if event { Label::Event } else { Label::Org };
        piece.rule = if event { Rule::Event } else { Rule::OrgWord };
    }
}

/// Whether a word with a capital is no name by itself, nor an office that every place has.
fn is_own_word(words: &Words<'_>, n: usize, word: &Word) -> bool {
    let office =
        lex::TITLE_HEAD | lex::TITLE_MOD | lex::TITLE_AFTER | lex::ORG_TAIL | lex::ORG_HEAD | lex::ROLE;
    let other = lex::LAW_TAIL | lex::START | lex::GROUP | lex::DIRECTION;
    let plain = match word.casing() {
        Casing::Lower | Casing::MostlyLower | Casing::Mixed => true,
        Casing::Unknown => words.str(n).ends_with('s') && word.entry.mask == 0,
        Casing::Title | Casing::Upper => false,
    };
    word.capital() && !word.heading && plain && !word.is(office | other)
}

/// Whether word `n` joins a name to more words with capitals: "China's Belt and Road".
fn links(words: &Words<'_>, n: usize) -> bool {
    let link =
        words.after(n).is_some_and(|w| matches!(words.str(n), "and" | "of" | "for") || w.token.is('&'));
    goes_on(words, n) || link && words.after(n + 1).is_some_and(Word::capital)
}

#[cfg(test)]
mod tests {
    use crate::model::{Draft, Label};
    use crate::ner::recognize;

    fn check(text: &str, expected: &[(&str, Label)]) {
        let draft = Draft { text: text.to_owned(), ..Draft::default() };
        let names: Vec<_> = recognize(&draft)
            .iter()
            .filter(|m| m.label.is_name())
            .map(|m| (m.span.of(&draft.text).to_owned(), m.label))
            .collect();
        let expected: Vec<_> = expected.iter().map(|(name, label)| ((*name).to_owned(), *label)).collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn a_last_word_alone_is_no_name() {
        check("Hospital beds are few. Unit costs rose, and the Division obeyed.", &[]);
    }

    #[test]
    fn titles_and_offices_of_a_place_are_no_part_of_a_name() {
        check("Norway's Minister of Bread left.", &[("Norway", Label::Place)]);
        check("They read of Norway's Butter and Bread plan.", &[("Norway", Label::Place)]);
    }
}
