//! The hand-written lists: what a word does around names (`models/words.tsv`), and names in general use
//! (`models/names.tsv`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::gazetteer::{phrase_hash, word_hash};
use crate::model::Label;

macro_rules! classes {
    ($($name:ident = $bit:literal $word:literal,)*) => {
        $(#[doc = concat!("The class `", $word, "` of `models/words.tsv`.")]
        pub(super) const $name: u64 = 1 << $bit;)*
        const CLASSES: &[(&str, u64)] = &[$(($word, $name),)*];
    };
}

classes! {
    ORG_TAIL = 0 "org_tail",
    ORG_STRONG = 1 "org_strong",
    ORG_HEAD = 2 "org_head",
    PLACE_TAIL = 3 "place_tail",
    PLACE_HEAD = 4 "place_head",
    DIRECTION = 5 "direction",
    EVENT_TAIL = 6 "event_tail",
    LAW_TAIL = 7 "law_tail",
    TITLE_HEAD = 8 "title_head",
    TITLE_MOD = 9 "title_mod",
    TITLE_AFTER = 10 "title_after",
    PARTICLE = 11 "particle",
    NAME_SUFFIX = 12 "name_suffix",
    SAY = 13 "say",
    FAMILY = 14 "family",
    PLACE_PREP = 15 "place_prep",
    ROLE = 16 "role",
    MONTH = 17 "month",
    WEEKDAY = 18 "weekday",
    DAYPART = 19 "daypart",
    NEAR_DAY = 20 "near_day",
    RELATIVE = 21 "relative",
    TIME_UNIT = 22 "time_unit",
    MEASURE = 23 "measure",
    NUMBER = 24 "number",
    SCALE = 25 "scale",
    START = 27 "start",
    NEVER = 28 "never",
    ORDINAL = 29 "ordinal",
    GROUP = 30 "group",
    EVENT_HEAD = 33 "event_head",
    SEASON = 34 "season",
    ORG_LAST = 36 "org_last",
}

/// The bit of units of money, which [`super::money`] lists.
pub(super) const CURRENCY: u64 = 1 << 26;
/// The bit of what is printed before a sum of money.
pub(super) const MONEY_MARK: u64 = 1 << 35;

/// The bit of words that are never names when they are written in capitals.
pub(super) const NEVER_UPPER: u64 = 1 << 31;
/// A name of the list begins with this word.
pub(super) const NAME_BEGINS: u64 = 1 << 32;

/// A name of the list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// Its kind.
    pub(super) label: Label,
    /// It holds only in capitals ("ICE", "US").
    pub(super) upper: bool,
    /// It holds only with its stop ("Ore.").
    pub(super) stop: bool,
}

struct Lexicon {
    words: FxHashMap<u64, u64>,
    names: FxHashMap<u64, Known>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::build);

/// The classes of a word, by its hash.
pub(super) fn classes(hash: u64) -> u64 {
    LEXICON.words.get(&hash).copied().unwrap_or(0)
}

/// The name of the list with this phrase hash.
pub(super) fn known(phrase: u64) -> Option<Known> {
    LEXICON.names.get(&phrase).copied()
}

impl Lexicon {
    fn build() -> Lexicon {
        let mut words: FxHashMap<u64, u64> = FxHashMap::default();
        for (class, list) in rows(include_str!("../../models/words.tsv")) {
            let bit = CLASSES.iter().find(|c| c.0 == class).map_or(0, |c| c.1);
            for word in list.split(' ').filter(|w| !w.contains('_')) {
                let upper = bit == NEVER && is_upper(word);
                *words.entry(phrase_hash(word)).or_default() |= if upper { NEVER_UPPER } else { bit };
            }
        }
        for (word, bit) in super::money::vocabulary() {
            *words.entry(phrase_hash(word)).or_default() |= bit;
        }
        let mut names = FxHashMap::default();
        for (class, list) in rows(include_str!("../../models/names.tsv")) {
            let Some(label) = Label::parse(class) else { continue };
            for name in list.split('|') {
                let first = name.split([' ', '-']).next().unwrap_or("");
                *words.entry(word_hash(first)).or_default() |= NAME_BEGINS;
                let stop = name.ends_with('.') && !is_upper(name) && label == Label::Place;
                names.insert(phrase_hash(name), Known { label, upper: is_upper(name), stop });
            }
        }
        Lexicon { words, names }
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'))
}

fn is_upper(word: &str) -> bool {
    word.len() > 1 && word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_of_the_table_is_known() {
        for (class, list) in rows(include_str!("../../models/words.tsv")) {
            assert!(CLASSES.iter().any(|c| c.0 == class), "{class}");
            assert!(list.split(' ').all(|w| !w.is_empty()), "{class} has two blanks in a row");
        }
        for (class, _) in rows(include_str!("../../models/names.tsv")) {
            assert!(Label::parse(class).is_some_and(Label::is_name), "{class}");
        }
    }

    #[test]
    fn no_name_has_more_words_than_are_looked_up() {
        for (_, list) in rows(include_str!("../../models/names.tsv")) {
            for name in list.split('|') {
                let words = name.split([' ', '-', '&', '/']).filter(|w| !w.is_empty()).count();
                assert!(words <= 8, "{name}");
            }
        }
    }

    #[test]
    fn words_and_names_are_found_folded() {
        assert!(classes(word_hash("Department")) & ORG_TAIL != 0);
        assert!(classes(word_hash("gov.")) & TITLE_HEAD != 0);
        assert_eq!(known(phrase_hash("White House")).map(|k| k.label), Some(Label::Org));
        assert!(known(phrase_hash("ICE")).is_some_and(|k| k.upper));
        assert!(known(phrase_hash("Ore.")).is_some_and(|k| k.stop));
    }
}
