//! Text to mentions: which spans of a story name something, and what kind of thing.
//!
//! The stages, each in its file, in this order:
//!
//! ```text
//! tokens → word, form (lists and gazetteer) → document (how the story uses each word) → fixed (patterns)
//!        → value (dates, sums ...) → features → tagger (two passes) → names (rules that mend) → mention
//! ```
//!
//! `weights` opens the trained model, `models/names.bin`; `examples/train_names` makes it.

mod acronyms;
mod capitals;
mod clock;
mod counties;
mod date;
mod document;
mod edges;
mod editor;
pub mod features;
mod firms;
mod fixed;
mod form;
pub mod gazetteer;
mod hyphens;
mod kinds;
mod known;
mod lexicon;
mod mention;
mod money;
pub mod names;
mod number;
mod orgs;
mod particles;
mod period;
mod persons;
mod piece;
mod repeats;
mod story;
mod suffixes;
pub mod tagger;
mod tails;
mod title;
mod titles;
mod value;
pub mod weights;
mod word;

use crate::model::{Draft, DraftMention, MentionRecord};

/// The mentions of a story: those of the text, then those of a title that comes apart, each sorted by
/// place and without overlap. Clusters are not set.
pub fn recognize(draft: &Draft) -> Vec<DraftMention> {
    recognize_with(draft, Options::default())
}

/// What to leave out, to measure what it is worth.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// The name of one of [`names::RULES`].
    pub without: Option<&'a str>,
    /// The second pass of the tagger.
    pub one_pass: bool,
}

/// [`recognize`] with something left out.
pub fn recognize_with(draft: &Draft, options: Options<'_>) -> Vec<DraftMention> {
    let mut all = editor::merge(draft, mention::mentions(draft, options));
    // What is longer is no name, and no address that anybody follows.
    all.retain(|m| m.span.len() <= MentionRecord::MAX_LEN);
    all
}

/// What the tests of the rules look at.
#[cfg(test)]
mod found {
    use super::recognize;
    use crate::model::{Draft, Label};

    /// The names of a text (not its values), as printed, with their labels.
    pub(super) fn names(text: &str) -> Vec<(&str, Label)> {
        let draft = Draft { text: text.to_owned(), ..Draft::default() };
        recognize(&draft).iter().filter(|m| m.label.is_name()).map(|m| (m.span.of(text), m.label)).collect()
    }

    /// The names with one label.
    pub(super) fn with(label: Label, text: &str) -> Vec<&str> {
        names(text).into_iter().filter(|(_, found)| *found == label).map(|(name, _)| name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Field, Label, Mark, MarkKind, Rule, Span, Title, Weak};

    fn draft(text: &str) -> Draft {
        Draft { text: text.to_owned(), ..Draft::default() }
    }

    fn check(text: &str, expected: &[(&str, Label)]) {
        assert_eq!(found::names(text), expected, "{text:?}");
    }

    #[test]
    fn a_surname_is_known_from_the_full_name_even_before_it() {
        let text = "Harbors are open, but Harbor closed one. Mayor Ann Harbor said so.";
        check(text, &[("Harbor", Label::Person), ("Ann Harbor", Label::Person)]);
    }

    #[test]
    fn titles_and_possessives_stand_outside() {
        let draft = draft("We met U.S. Attorney General Ann Ruiz’s brother.");
        let found = recognize(&draft);
        let person = found.iter().find(|m| m.label == Label::Person).unwrap();
        assert_eq!(
            (person.span.of(&draft.text), person.title.of(&draft.text)),
            ("Ann Ruiz", "U.S. Attorney General")
        );
        assert_eq!(person.rule, Rule::Title);
        let place = found.iter().find(|m| m.label == Label::Place).unwrap();
        assert_eq!((place.span.of(&draft.text), place.weak), ("U.S.", Some(Weak::Title)));
    }

    #[test]
    fn organizations_are_whole() {
        check(
            "She left the Green Valley Police Department.",
            &[("Green Valley Police Department", Label::Org)],
        );
        check("A Department of Justice official spoke.", &[("Department of Justice", Label::Org)]);
        check("It said the Ruiz administration lost.", &[("Ruiz administration", Label::Org)]);
        check(
            "the Bread Bakers and Millers Guild (BBMG) met; BBMG won.",
            &[("Bread Bakers and Millers Guild", Label::Org), ("BBMG", Label::Org), ("BBMG", Label::Org)],
        );
    }

    #[test]
    fn places_and_groups_are_told_apart() {
        check(
            "They flew from Miami-Dade County to Salem, Oregon.",
            &[("Miami-Dade County", Label::Place), ("Salem", Label::Place), ("Oregon", Label::Place)],
        );
        check(
            "He met Norwegian sailors in Norway.",
            &[("Norwegian", Label::Group), ("Norway", Label::Place)],
        );
    }

    #[test]
    fn where_a_person_is_from_is_no_part_of_the_name() {
        let text = "Linda Marsh of Brackwater said she does not know him.";
        check(text, &[("Linda Marsh", Label::Person), ("Brackwater", Label::Place)]);
    }

    #[test]
    fn a_common_word_at_the_start_of_a_sentence_is_no_name() {
        check("Bread is dear. Houses are too. However, we eat.", &[]);
    }

    #[test]
    fn no_name_runs_over_a_paragraph_end() {
        check(
            "He saw Ann Ruiz\n\nBob Green left.",
            &[("Ann Ruiz", Label::Person), ("Bob Green", Label::Person)],
        );
    }

    #[test]
    fn a_given_title_is_read_with_what_the_text_taught() {
        let title = Title::Given("Quandry Says Bridge Will Open".to_owned());
        let draft = Draft { title, ..draft("Mayor Ann Quandry opened the bridge.") };
        let found = recognize(&draft);
        let last = found.last().unwrap();
        assert_eq!((last.field, last.label, last.span), (Field::Title, Label::Person, Span::new(0, 7)));
        assert!(found.windows(2).all(|w| w[0].field <= w[1].field));
    }

    #[test]
    fn marks_make_mentions_weak() {
        let mut draft = draft("Follow us on Facebook.\n\nAnn Ruiz left.");
        draft.marks.push(Mark { span: Span::new(0, 22), kind: MarkKind::Boilerplate });
        let weak: Vec<Option<Weak>> = recognize(&draft).iter().map(|m| m.weak).collect();
        assert_eq!(weak, [Some(Weak::Boilerplate), None]);
    }

    #[test]
    fn the_stories_of_the_house_are_read_right() {
        let seeds = [
            include_str!("../../seeds/000_9e2e0ec961a02a61.txt"),
            include_str!("../../seeds/001_809a9f2b8c451fd3.txt"),
            include_str!("../../seeds/002_376190754ad9eb78.txt"),
        ];
        let drafts: Vec<Draft> = seeds.iter().map(|text| draft(text)).collect();
        let mut found = Vec::new();
        for d in &drafts {
            found.extend(recognize(d).iter().map(|m| (m.span.of(&d.text), m.label)));
        }
        let count = |text: &str, label: Label| found.iter().filter(|f| **f == (text, label)).count();
        assert_eq!(count("Sessions", Label::Person) + count("Jeff Sessions", Label::Person), 29);
        for person in
            ["Kate Brown", "Jerry Brown", "Kevin de León", "Libby Schaaf", "Donald Trump", "Ted Wheeler"]
        {
            assert!(count(person, Label::Person) > 0, "{person}");
        }
        for org in
            ["Justice Department", "Department of Justice", "U.S. Department of Justice", "ICE", "USCIS"]
        {
            assert!(count(org, Label::Org) > 0, "{org}");
        }
        assert_eq!(count("Immigration and Customs Enforcement", Label::Org), 1);
        assert_eq!(count("Miami", Label::Place), 2);
        assert!(count("Miami-Dade", Label::Place) >= 3 && count("Miami-Dade County", Label::Place) >= 1);
        assert_eq!(count("Senate Bill 54", Label::Law), 1);
    }

    #[test]
    fn hostile_texts_are_read_in_one_go() {
        let many = 20_000;
        for text in [
            "A".repeat(many),
            "A ".repeat(many),
            "Ann Ruiz and ".repeat(many),
            "a.".repeat(many),
            "1-1,".repeat(many),
            "(".repeat(many),
            "“The ".repeat(many),
            "Mayor ".repeat(many),
            "'s".repeat(many),
            "www.".repeat(many),
            "x@".repeat(many),
            "1 Main ".repeat(many),
            "A\n".repeat(many),
            "é\u{301}".repeat(many),
            "million ".repeat(many),
            "Oslo Network. ".repeat(many),
            "Oslo's Helpers ".repeat(many),
            "Oslo County Sheriff's Office ".repeat(many),
            "Ben Ruiz NATO, Oslo NAACP ".repeat(many),
            "Ruiz, Quandry & Boone LLP ".repeat(many),
            "Kim Soo-bin-".repeat(many),
            "Bank of Oslo. Ruiz Energy, Ruiz Gas. ".repeat(many),
            "OSLO BREAD GUILD OF OSLO WINS ".repeat(many),
            "A--".repeat(many),
            (0..many).map(|n| format!("Ab{n}x-Cd{n}y fell. ")).collect(),
        ] {
            for m in recognize(&draft(&text)) {
                assert!(text.get(m.span.range()).is_some());
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn mentions_are_in_order_and_slice(text in "([A-Z][a-z]{0,6}|[a-z]{1,5}|[0-9]{1,4}|Mayor|Police|Network|County|NAACP|LLP|Bank|Kim|Soo|bin|U\\.S\\.|of|the|--|/| s |[-,.'’&$()\n]|\\PC| ){0,60}") {
            let draft = draft(&text);
            let mut end = 0;
            for m in recognize(&draft) {
                proptest::prop_assert!(text.get(m.span.range()).is_some_and(|s| !s.is_empty()));
                proptest::prop_assert!(m.span.start >= end);
                proptest::prop_assert!(text.get(m.title.range()).is_some());
                proptest::prop_assert!(m.title.is_empty() || m.title.end <= m.span.start);
                end = m.span.end;
            }
        }
    }
}
