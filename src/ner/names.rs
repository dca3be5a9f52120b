//! Tags to names, and the rules that mend them, each a row of [`RULES`] with its example.
//!
//! `models/MODEL.md` shows what each rule gains.

use super::kinds;
use super::piece::Piece;
use super::repair;
use super::tagger::{OUTSIDE, begins, kind};
use super::titles;
use super::word::Words;
use crate::model::{Label, Rule};

/// A rule after the tagger.
pub struct NameRule {
    /// Its name in tables.
    pub name: &'static str,
    /// A text it mends.
    pub example: &'static str,
    /// The names of the example, with their labels, when it has been mended.
    pub names: &'static [(&'static str, Label)],
    apply: Apply,
}

/// Most rules change names one by one, some add or take out.
enum Apply {
    Each(fn(&Words<'_>, &mut [Piece])),
    All(fn(&Words<'_>, &mut Vec<Piece>)),
}

use Label::{Event, Group, Law, Org, Person, Place};

/// The rules, in the order in which they are applied.
pub const RULES: &[NameRule] = &[
    NameRule {
        name: "titles outside of persons",
        example: "They met Senate President Pro Tem Ann Ruiz.",
        names: &[("Senate", Org), ("Ann Ruiz", Person)],
        apply: Apply::All(titles::split),
    },
    NameRule {
        name: "place that opens an organization",
        example: "Quandry Hills Police Department staff left.",
        names: &[("Quandry Hills Police Department", Org)],
        apply: Apply::All(repair::placed),
    },
    NameRule {
        name: "organization of a place",
        example: "The ACLU of Oregon sued.",
        names: &[("ACLU of Oregon", Org)],
        apply: Apply::All(repair::of_place),
    },
    NameRule {
        name: "four words and no given name",
        example: "Vozes Quandras Bellas Comuns met.",
        names: &[("Vozes Quandras Bellas Comuns", Org)],
        apply: Apply::Each(kinds::unnamed),
    },
    NameRule {
        name: "surname of a full name",
        example: "Ann Quandry sells bread. Police say Quandry left.",
        names: &[("Ann Quandry", Person), ("Quandry", Person)],
        apply: Apply::All(repair::surnames),
    },
    NameRule {
        name: "one name, one kind",
        example: "The Bellweather Institute opened. Bellweather Institute staff cheered.",
        names: &[("Bellweather Institute", Org), ("Bellweather Institute", Org)],
        apply: Apply::Each(repair::majority),
    },
    NameRule {
        name: "acronym of a long form",
        example: "The Bread Bakers and Millers Guild (BBMG) met, and BBMG won.",
        names: &[("Bread Bakers and Millers Guild", Org), ("BBMG", Org), ("BBMG", Org)],
        apply: Apply::All(repair::acronyms),
    },
    NameRule {
        name: "places by their last word",
        example: "They crossed Quandry County and the Bellweather River.",
        names: &[("Quandry County", Place), ("Bellweather River", Place)],
        apply: Apply::Each(kinds::places),
    },
    NameRule {
        name: "peoples",
        example: "Norwegian sailors and Oregonians met.",
        names: &[("Norwegian", Group), ("Oregonians", Group)],
        apply: Apply::Each(kinds::peoples),
    },
    NameRule {
        name: "laws, events, works",
        example: "They ran in the Bread Festival after the Clean Bread Act.",
        names: &[("Bread Festival", Event), ("Clean Bread Act", Law)],
        apply: Apply::Each(kinds::others),
    },
    NameRule {
        name: "administrations",
        example: "It said the Ruiz administration lost.",
        names: &[("Ruiz administration", Org)],
        apply: Apply::Each(repair::administrations),
    },
];

/// The names of a text: those of patterns, and those of tags where no pattern or value is.
pub(super) fn of_tags(words: &Words<'_>, tags: &[u8], fixed: Vec<Piece>, taken: &[bool]) -> Vec<Piece> {
    let mut out = fixed;
    let mut n = 0;
    while n < tags.len() {
        if tags[n] == OUTSIDE {
            n += 1;
            continue;
        }
        let from = n;
        n += 1;
        while n < tags.len() && tags[n] != OUTSIDE && !begins(tags[n]) && !words.all[n].starts {
            n += 1;
        }
        if !taken[from..n].contains(&true) {
            let label = label_of(kind(tags[from]));
            out.push(Piece { words: from..n, label, rule: Rule::Model, title: 0..0 });
        }
    }
    out.sort_by_key(|p| p.words.start);
    out
}

/// The label of a kind of tag; [`kinds::others`] tells those of the last kind apart.
fn label_of(kind: usize) -> Label {
    match kind {
        1 => Label::Person,
        2 => Label::Org,
        3 => Label::Place,
        _ => Label::Product,
    }
}

/// Applies all rules but the one called `but`.
pub(super) fn mend(words: &Words<'_>, pieces: &mut Vec<Piece>, but: Option<&str>) {
    for rule in RULES.iter().filter(|r| but != Some(r.name)) {
        match rule.apply {
            Apply::Each(apply) => apply(words, pieces),
            Apply::All(apply) => apply(words, pieces),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Draft;
    use crate::ner::recognize;

    #[test]
    fn each_rule_mends_its_example() {
        for rule in super::RULES {
            let draft = Draft { text: rule.example.to_owned(), ..Draft::default() };
            let found = recognize(&draft);
            let names: Vec<_> = found
                .iter()
                .filter(|m| m.label.is_name())
                .map(|m| (m.span.of(&draft.text), m.label))
                .collect();
            assert_eq!(names, rule.names, "{}: {:?}", rule.name, rule.example);
        }
    }
}
