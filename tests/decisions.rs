//! What a person decides about names wins over every rule, and holds for the next load.

mod made;

use made::{decided, lines, stories};
use newshound::model::{Decision, Decisions, Field, Label, LinkRule, Mentions, NameKey, Scope, Span};

fn key(key: &str) -> NameKey {
    NameKey(key.to_owned())
}

fn everywhere(of: &str, printed: &str) -> Mentions {
    Mentions { of: key(of), scope: Scope::Everywhere { printed: printed.to_owned() } }
}

fn in_story(of: &str, story: &str, printed: &str) -> Mentions {
    Mentions { of: key(of), scope: Scope::Story { story: story.to_owned(), printed: printed.to_owned() } }
}

/// The entities of stories under decisions, the same in one segment and in many.
fn check(texts: &[&str], decisions: &[Decision], expected: &[&str]) {
    let decisions: Decisions = decisions.iter().cloned().collect();
    let all = stories(texts);
    for size in [1, 100] {
        assert_eq!(lines(&decided(&all, size, &decisions)), expected, "segments of {size}");
    }
}

#[test]
fn names_that_are_one_are_joined_everywhere() {
    check(
        &["[Ann Moss] spoke. [Moss] left.", "[Ann Reed] sat", "[Reed] ran"],
        &[Decision::Same(key("person:ann-reed"), key("person:ann-moss"))],
        &["person:ann-reed = Ann Reed in a.txt b.txt c.txt: Ann Moss 1, Ann Reed 1, Moss 1, Reed 1"],
    );
}

#[test]
fn a_merged_key_still_means_the_name() {
    let same = Decision::Same(key("person:ann-reed"), key("person:ann-moss"));
    let name = Decision::Name(key("person:ann-moss"), "Ann Moss-Reed".into());
    check(
        &["[Ann Moss]", "[Ann Reed]"],
        &[same, name],
        &["person:ann-reed = Ann Moss-Reed in a.txt b.txt: Ann Moss 1, Ann Reed 1"],
    );
}

#[test]
fn names_that_are_two_are_never_joined() {
    check(
        &["[Ann Moss]", "[Moss] sat", "[Moss] ran"],
        &[Decision::Different(key("person:ann-moss"), key("person:moss"))],
        &["person:ann-moss = Ann Moss in a.txt: Ann Moss 1", "person:moss = Moss in b.txt c.txt: Moss 2"],
    );
}

#[test]
fn of_two_that_say_the_opposite_the_later_holds() {
    let (moss, ann) = (key("person:moss"), key("person:ann-moss"));
    let (same, different) = (Decision::Same(ann.clone(), moss.clone()), Decision::Different(moss, ann));
    let one = "person:ann-moss = Ann Moss in a.txt b.txt: Ann Moss 1, Moss 1";
    check(&["[Ann Moss]", "[Moss]"], &[different.clone(), same.clone()], &[one]);
    check(
        &["[Ann Moss]", "[Moss]"],
        &[same, different],
        &["person:ann-moss = Ann Moss in a.txt: Ann Moss 1", "person:moss = Moss in b.txt: Moss 1"],
    );
}

#[test]
fn a_name_left_alone_in_its_story_can_be_given_to_one() {
    check(
        &["[Ann Moss]", "[Bo Moss]", "[Moss] sat", "[Moss] ran"],
        &[Decision::Same(key("person:ann-moss"), key("person:moss/c.txt"))],
        &[
            "person:ann-moss = Ann Moss in a.txt c.txt: Ann Moss 1, Moss 1",
            "person:bo-moss = Bo Moss in b.txt: Bo Moss 1",
            "person:moss/d.txt? = Moss in d.txt: Moss 1",
        ],
    );
}

#[test]
fn mentions_of_one_story_can_be_given_to_another_name() {
    check(
        &["[Ann Moss] and her father. [Moss] ran, [Moss] sat.", "[Bo Reed], [Moss]"],
        &[Decision::Move(in_story("person:ann-moss", "a.txt", "moss"), Some(key("person:bo-reed")))],
        &[
            "person:ann-moss = Ann Moss in a.txt b.txt: Ann Moss 1, Moss 1",
            "person:bo-reed = Bo Reed in a.txt b.txt: Moss 2, Bo Reed 1",
        ],
    );
}

#[test]
fn one_mention_can_stand_for_itself() {
    let here = Scope::Here {
        story: "a.txt".into(),
        field: Field::Text,
        span: Span::new(12, 16),
        text: "Moss".into(),
    };
    let mentions = Mentions { of: key("person:ann-moss"), scope: here };
    check(
        &["Ms [Ann Moss] [Moss] [Moss]"],
        &[Decision::Move(mentions.clone(), None)],
        &[
            "person:ann-moss = Ann Moss in a.txt: Ann Moss 1, Moss 1",
            "person:moss/a.txt? = Moss in a.txt: Moss 1",
        ],
    );
    let Scope::Here { story, field, span, .. } = mentions.scope else { unreachable!() };
    let other = Scope::Here { story, field, span, text: "Mess".into() };
    check(
        &["Ms [Ann Moss] [Moss] [Moss]"],
        &[Decision::Move(Mentions { of: key("person:ann-moss"), scope: other }, None)],
        &["person:ann-moss = Ann Moss in a.txt: Moss 2, Ann Moss 1"],
    );
}

#[test]
fn a_form_can_be_taken_away_everywhere() {
    check(
        &["[Ann Moss] [Moss]", "[Moss]"],
        &[Decision::Move(everywhere("person:ann-moss", "moss"), None)],
        &["person:ann-moss = Ann Moss in a.txt: Ann Moss 1", "person:moss = Moss in a.txt b.txt: Moss 2"],
    );
}

#[test]
fn hidden_names_are_none() {
    check(
        &["[Ann Moss] [Fleet Act]w", "[Fleet Act]w"],
        &[Decision::Hide(everywhere("law:fleet-act", ""))],
        &["person:ann-moss = Ann Moss in a.txt: Ann Moss 1"],
    );
    check(
        &["[Fleet Act]w", "[Fleet Act]w"],
        &[Decision::Hide(in_story("law:fleet-act", "b.txt", ""))],
        &["law:fleet-act = Fleet Act in a.txt: Fleet Act 1"],
    );
}

#[test]
fn labels_and_names_are_as_decided() {
    check(
        &["[Arden]l"],
        &[
            Decision::Label(key("place:arden"), Label::Org),
            Decision::Name(key("place:arden"), "Arden FC".into()),
        ],
        &["org:arden = Arden FC in a.txt: Arden 1"],
    );
}

#[test]
fn what_no_story_has_changes_nothing() {
    check(
        &["[Ann Moss]"],
        &[
            Decision::Same(key("person:nobody"), key("person:ann-moss")),
            Decision::Move(in_story("person:ann-moss", "z.txt", ""), None),
            Decision::Hide(everywhere("nonsense", "")),
            Decision::Label(key("person:x/a.txt"), Label::Org),
        ],
        &["person:ann-moss = Ann Moss in a.txt: Ann Moss 1"],
    );
}

#[test]
fn a_decision_is_the_reason_told() {
    let all = stories(&["[Ann Moss] [Moss] [Moss]", "[Bo Reed]", "[Bo Moss-Reed]"]);
    let here = Scope::Here {
        story: "a.txt".into(),
        field: Field::Text,
        span: Span::new(9, 13),
        text: "Moss".into(),
    };
    let decisions: Decisions = [
        Decision::Same(key("person:bo-reed"), key("person:bo-moss-reed")),
        Decision::Move(Mentions { of: key("person:ann-moss"), scope: here }, Some(key("person:bo-reed"))),
    ]
    .into_iter()
    .collect();
    let snapshot = decided(&all, 2, &decisions);
    for (story, mention) in [("a.txt", 1), ("c.txt", 0)] {
        let story = snapshot.story_by_id(story).unwrap();
        assert_eq!(story.why(mention).last().unwrap().rule, LinkRule::Decision, "{story:?}");
    }
}

#[test]
fn what_is_moved_to_a_name_does_not_name_it() {
    check(
        &["[Ann Moss], [Ann Moss] and [Ann Moss]", "[Bo Reed]"],
        &[Decision::Move(in_story("person:ann-moss", "a.txt", ""), Some(key("person:bo-reed")))],
        &["person:bo-reed = Bo Reed in a.txt b.txt: Ann Moss 3, Bo Reed 1"],
    );
}

#[test]
fn what_a_rule_left_alone_can_be_given_to_one() {
    let mut texts = vec!["[President |Ann Moss]"; 24];
    texts.extend(["[Ann Moss] and [Ivo Moss]", "[Ivo Moss] said that [Moss] left."]);
    let alone = "person:moss/z.txt";
    let all = [
        (Vec::new(), "person:moss/z.txt? = Moss in z.txt: Moss 1"),
        (
            vec![Decision::Same(key("person:ivo-moss"), key(alone))],
            "person:ivo-moss = Ivo Moss in y.txt z.txt: Ivo Moss 2, Moss 1",
        ),
        (
            vec![Decision::Move(in_story(alone, "z.txt", ""), Some(key("person:ivo-moss")))],
            "person:ivo-moss = Ivo Moss in y.txt z.txt: Ivo Moss 2, Moss 1",
        ),
    ];
    for (decisions, expected) in all {
        let found = lines(&decided(&stories(&texts), 5, &decisions.into_iter().collect()));
        assert!(found.iter().any(|line| line == expected), "{expected}: {found:?}");
        let others = found.iter().filter(|line| line.contains("Moss 1")).count();
        assert_eq!(others, 1, "{found:?}");
    }
}
