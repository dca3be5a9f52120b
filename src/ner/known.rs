//! Rules that put names in, whatever the tagger saw: those in general use (`models/names.tsv`), and words with a capital
//! inside.

use super::gazetteer::{self as gaz, Casing};
use super::lexicon as lex;
use super::persons::stands_alone;
use super::piece::Piece;
use super::word::{KnownName, Word, Words, follows};
use crate::model::{Label, Rule};
use crate::text::{Shape, TokenKind};

/// Puts names of the list in where the tagger saw none, or only parts of them, and lets the list tell their kind.
pub(super) fn apply(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    let mut from = 0;
    for known in &words.known {
        let range = &known.words;
        from += pieces[from..].iter().take_while(|p| p.words.end <= range.start).count();
        let over = pieces[from..].iter().take_while(|p| p.words.start < range.end).count();
        let inside = |p: &Piece| range.start <= p.words.start && p.words.end <= range.end;
        // A longer name that was found is the better one, and so is what a pattern found.
        let free = pieces[from..from + over].iter().all(|p| inside(p) && p.rule == Rule::Model);
        if !free || over == 0 && !stands_out(words, known) {
            continue;
        }
        let same = pieces.get(from).is_some_and(|p| over == 1 && p.words == *range);
        if same && (pieces[from].label == known.label || !overrules(words, known, pieces[from].label)) {
            continue;
        }
        let piece = Piece { words: range.clone(), label: known.label, rule: Rule::Gazetteer, title: 0..0 };
        pieces.splice(from..from + over, [piece]);
    }
}

/// Whether a name that the tagger saw nothing of is surely one: "Election Day", but not "Apple" at the start of a
/// sentence, nor persons, whose word may be another's. In a heading every word has a capital, so one must be a name's alone.
fn stands_out(words: &Words<'_>, known: &KnownName) -> bool {
    let mut all = known.words.clone().filter_map(|n| words.get(n));
    let heading = all.clone().next().is_some_and(|w| w.heading);
    let told = known.words.len() > 1 && all.any(|w| w.casing() == Casing::Title);
    if heading && !told || known.label == Label::Person {
        return false;
    }
    let at = known.words.start;
    // "French Press Agency" is another name, "Saab 900" a car.
    let counted = words.after(at + 1).is_some_and(|w| w.token.kind == TokenKind::Number && follows(w));
    let alone = |w: &Word| !w.starts && !w.common() && stands_alone(words, at) && !counted;
    known.words.len() > 1 || words.get(at).is_some_and(alone)
}

/// Whether the list's kind counts for more than the tagger's.
fn overrules(words: &Words<'_>, known: &KnownName, seen: Label) -> bool {
    let several = known.words.len() > 1;
    let settled = matches!(known.label, Label::Law | Label::Event | Label::Work | Label::Group);
    // One word may be a person's too, and a place's name its team's.
    let one = seen == Label::Product || settled && !words.hyphenated(known.words.start);
    // What houses an organization is named for both: "the White House".
    let both = matches!((known.label, seen), (Label::Org, Label::Place) | (Label::Place, Label::Org));
    several && seen != Label::Person && !both || one
}

/// A word with a capital inside that ends in a great city is a place ("PortSalem"), whatever the tagger saw. Of others no kind is
/// sure: they may be firms, and persons of whom posts write the names in one.
pub(super) fn camels(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    let mut out = Vec::new();
    for (n, word) in words.all.iter().enumerate().filter(|(_, w)| w.token.shape == Shape::Mixed) {
        let Some((first, last)) = camel(words.str(n)) else { continue };
        let listed = |bits| words.blob.lists.get(gaz::phrase_hash(last)).mask & bits != 0;
        let headed =
            first == "New" || lex::classes(gaz::word_hash(first)) & (lex::DIRECTION | lex::PLACE_HEAD) != 0;
        // Many words are small towns too: "WaterLens".
        let place = listed(gaz::COUNTRY | gaz::STATE | gaz::CITY_BIG) || headed && listed(gaz::CITY);
        let at = pieces.partition_point(|p| p.words.end <= n);
        match pieces.get_mut(at).filter(|p| p.words.start <= n) {
            Some(piece)
                if piece.words == (n..n + 1) && piece.rule == Rule::Model && piece.title.is_empty() =>
            {
                piece.label = if place { Label::Place } else { piece.label };
            }
            None if place && !word.heading && !words.hyphenated(n) => {
                out.push(Piece { words: n..n + 1, label: Label::Place, rule: Rule::Gazetteer, title: 0..0 });
            }
            _ => {}
        }
    }
    pieces.extend(out);
    pieces.sort_by_key(|p| p.words.start);
}

/// The two halves of "PortSalem"; nothing for "McGregor", "DeVos" and other persons' names.
fn camel(word: &str) -> Option<(&str, &str)> {
    let at = word.char_indices().skip(1).find(|(_, c)| c.is_uppercase())?.0;
    let (first, last) = word.split_at(at);
    let plain = |s: &str| s.len() >= 3 && s.bytes().skip(1).all(|b| b.is_ascii_lowercase());
    (plain(first) && plain(last) && first.starts_with(|c: char| c.is_ascii_uppercase()))
        .then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_of_words_with_a_capital_inside() {
        let check = |word, expected| assert_eq!(camel(word), expected, "{word}");
        check("PortSalem", Some(("Port", "Salem")));
        check("McGregor", None);
        check("DeVos", None);
        check("iPhone", None);
        check("\u{23a}kcBread", None);
    }
}
