//! Tags to names, and the rules that mend them, each a row of [`RULES`] with its example.
//!
//! `models/MODEL.md` shows what each rule gains.

use super::acronyms;
use super::capitals;
use super::counties;
use super::edges;
use super::firms;
use super::hyphens;
use super::kinds;
use super::known;
use super::orgs;
use super::particles;
use super::persons;
use super::piece::Piece;
use super::repeats;
use super::suffixes;
use super::tagger::{OUTSIDE, begins, kind};
use super::tails;
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

use Label::{Event, Group, Law, Org, Person, Place, Work};

/// The rules, in the order in which they are applied.
pub const RULES: &[NameRule] = &[
    NameRule {
        name: "signs at the edges",
        example: "We saw Ann Quandry—a baker—and 'Ben Ruiz.",
        names: &[("Ann Quandry", Person), ("Ben Ruiz", Person)],
        apply: Apply::All(edges::trim),
    },
    NameRule {
        name: "given names of two syllables",
        example: "Kwon Soo-bin and Mei-shan Tsai met.",
        names: &[("Kwon Soo-bin", Person), ("Mei-shan Tsai", Person)],
        apply: Apply::All(hyphens::apply),
    },
    NameRule {
        name: "compounds with a hyphen",
        example: "The Oregon-based firm is pro-American (R-Texas) on U.S.-Mexico trade.",
        names: &[
            ("Oregon", Place),
            ("American", Group),
            ("Texas", Place),
            ("U.S.", Place),
            ("Mexico", Place),
        ],
        apply: Apply::All(edges::compounds),
    },
    NameRule {
        name: "offices of a county",
        example: "Holt Vale County Sheriff's Office deputies met the Ruiz County Health Department.",
        names: &[("Holt Vale County Sheriff's Office", Org), ("Ruiz County Health Department", Org)],
        apply: Apply::All(counties::offices),
    },
    NameRule {
        name: "names in general use",
        example: "On Election Day they spoke of Planned Parenthood and 60 Minutes.",
        names: &[("Election Day", Event), ("Planned Parenthood", Org), ("60 Minutes", Work)],
        apply: Apply::All(known::apply),
    },
    NameRule {
        name: "firms of partners",
        example: "Quandry, Osgood & Tyle LLP won against the law firm of Hobbs & Teal.",
        names: &[("Quandry, Osgood & Tyle LLP", Org), ("Hobbs & Teal", Org)],
        apply: Apply::All(firms::apply),
    },
    NameRule {
        name: "words with a capital inside",
        example: "Ships waited for days outside PortSalem before the strike.",
        names: &[("PortSalem", Place)],
        apply: Apply::All(known::camels),
    },
    NameRule {
        name: "titles outside of persons",
        example: "They met Senate President Pro Tem Ann Ruiz.",
        names: &[("Senate", Org), ("Ann Ruiz", Person)],
        apply: Apply::All(titles::split),
    },
    NameRule {
        name: "capitals behind a name",
        example: "The Quandry NAACP and the Marlow Quandry LLP office met Ann Ruiz MEP.",
        names: &[("Quandry NAACP", Org), ("Marlow Quandry LLP", Org), ("Ann Ruiz", Person)],
        apply: Apply::All(suffixes::apply),
    },
    NameRule {
        name: "organizations by their last word",
        example: "Quandry Bread Division trucks met Salem City Police Department Assistant Chief Ann Ruiz.",
        names: &[
            ("Quandry Bread Division", Org),
            ("Salem City Police Department", Org),
            ("Ann Ruiz", Person),
        ],
        apply: Apply::All(tails::untagged),
    },
    NameRule {
        name: "possessive of a place",
        example: "They read aloud from the newsletter of Boston's Neighbors.",
        names: &[("Boston's Neighbors", Org)],
        apply: Apply::Each(tails::possessives),
    },
    NameRule {
        name: "organization of a place",
        example: "The ACLU of Oregon sued.",
        names: &[("ACLU of Oregon", Org)],
        apply: Apply::All(orgs::of_place),
    },
    NameRule {
        name: "four words and no given name",
        example: "Agua Limpia Valle Hermoso won its case.",
        names: &[("Agua Limpia Valle Hermoso", Org)],
        apply: Apply::Each(kinds::unnamed),
    },
    NameRule {
        name: "organizations with a purpose",
        example: "The Association for Safer Kitchens praised the law.",
        names: &[("Association for Safer Kitchens", Org)],
        apply: Apply::All(orgs::purposes),
    },
    NameRule {
        name: "particles of surnames",
        example: "Lieselotte van der Hoeven of Fond du Lac declined. Van der Hoeven left.",
        names: &[("Lieselotte van der Hoeven", Person), ("Fond du Lac", Place), ("Van der Hoeven", Person)],
        apply: Apply::All(particles::apply),
    },
    NameRule {
        name: "surname of a full name",
        example: "Ann Quandry sells bread. Police say Quandry left.",
        names: &[("Ann Quandry", Person), ("Quandry", Person)],
        apply: Apply::All(persons::surnames),
    },
    NameRule {
        name: "short form of a company",
        example: "Quandry Baking Co. sold bread. Shares in Quandry rose.",
        names: &[("Quandry Baking Co.", Org), ("Quandry", Org)],
        apply: Apply::All(orgs::short_forms),
    },
    NameRule {
        name: "one name, one kind",
        example: "The Bellweather Institute opened. Bellweather Institute staff cheered.",
        names: &[("Bellweather Institute", Org), ("Bellweather Institute", Org)],
        apply: Apply::Each(kinds::majority),
    },
    NameRule {
        name: "the same words again",
        example: "He works for Silver Oar, which rents boats. Silver Oar opened last year.",
        names: &[("Silver Oar", Org), ("Silver Oar", Org)],
        apply: Apply::All(repeats::repeats),
    },
    NameRule {
        name: "acronym of a long form",
        example: "The Bread Bakers and Millers Guild (BBMG) met, and BBMG won.",
        names: &[("Bread Bakers and Millers Guild", Org), ("BBMG", Org), ("BBMG", Org)],
        apply: Apply::All(acronyms::acronyms),
    },
    NameRule {
        name: "names in capitals",
        example: "COURT FINES O'HARROW BAKING FOR OVEN\n\nWe met O'Harrow Baking Co. and O'Harrow Baking on Monday.",
        names: &[("O'HARROW BAKING", Org), ("O'Harrow Baking Co.", Org), ("O'Harrow Baking", Org)],
        apply: Apply::All(capitals::apply),
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
        example: "The Senate passed the Clean Bread Act before Hurricane Zelda.",
        names: &[("Senate", Org), ("Clean Bread Act", Law), ("Hurricane Zelda", Event)],
        apply: Apply::Each(kinds::others),
    },
    NameRule {
        name: "administrations",
        example: "It said the Ruiz administration lost.",
        names: &[("Ruiz administration", Org)],
        apply: Apply::Each(orgs::administrations),
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
