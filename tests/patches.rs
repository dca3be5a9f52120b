//! A decision that is put into links at once shows the same as linking everything anew.

mod made;

use std::collections::BTreeMap;
use std::sync::Arc;

use made::{decided, stories};
use newshound::model::{Decision, Decisions, Label, Mentions, NameKey, Scope, Snapshot, Span};
use newshound::store::{Change, Desk, Input, LoadOptions, load_whole};

fn key(key: &str) -> NameKey {
    NameKey(key.to_owned())
}

/// Everything that a person sees of each name that some story mentions.
fn shown(snapshot: &Snapshot) -> BTreeMap<String, String> {
    let of = |e: newshound::model::Entity<'_>| {
        let stories: Vec<String> = e
            .postings()
            .map(|p| format!("{} {}{}", p.story.0, p.mentions, if p.establishes { "" } else { "~" }))
            .collect();
        let forms: Vec<String> =
            e.aliases().map(|a| format!("{} {} {}", a.text, a.folded, a.mentions)).collect();
        let found = snapshot.links().by_key(e.key()).map(|e| e.no());
        assert_eq!(found, Some(e.no()), "{}", e.key());
        let (first, last) = (e.first(), e.last());
        format!(
            "{} {:?} shared in {}, {} mentions, {first:?} {last:?}: {stories:?} {forms:?}",
            e.name(),
            e.label(),
            e.shared_in(),
            e.n_mentions()
        )
    };
    let all = snapshot.links().entities().filter(|e| e.n_stories() > 0);
    all.map(|e| (e.key().to_owned(), of(e))).collect()
}

/// Which name each mention has, by key.
fn linked(snapshot: &Snapshot) -> Vec<Option<String>> {
    let stories = snapshot.stories();
    let mentions = stories.flat_map(|s| s.mentions().map(|m| m.entity).collect::<Vec<_>>());
    mentions.map(|e| e.and_then(|no| snapshot.entity(no)).map(|e| e.key().to_owned())).collect()
}

fn check(snapshot: Snapshot, decisions: &[Decision], anew: impl Fn(&Decisions) -> Snapshot) {
    let snapshot = Arc::new(snapshot);
    let before = (shown(&snapshot), linked(&snapshot));
    let desk = Desk::default();
    desk.show(Arc::clone(&snapshot));
    let mut last = None;
    let mut all = Decisions::new();
    for decision in decisions {
        all.push(decision.clone());
        last = None;
        let due = desk.change(&Change::Add(decision.clone()), &mut |s| last = Some(s));
        let patched = last.clone().unwrap_or_else(|| panic!("{decision:?} is not seen at once"));
        let expected = anew(&all);
        assert_eq!(shown(&patched), shown(&expected), "{decision:?}");
        assert_eq!(linked(&patched), linked(&expected), "{decision:?}");
        let due = due.expect("everything is to be linked anew");
        let settled = snapshot.with_links(Arc::new(due.link()));
        assert_eq!(shown(&settled), shown(&expected), "{decision:?}");
    }
    for decision in decisions.iter().rev() {
        last = None;
        desk.change(&Change::TakeBack(decision.clone()), &mut |s| last = Some(s));
    }
    let after = last.expect("going back is seen at once");
    assert_eq!((shown(&after), linked(&after)), before);
    assert!(desk.decisions().is_empty());
}

fn check_made(texts: &[&str], decisions: &[Decision]) {
    let all = stories(texts);
    for size in [1, 100] {
        check(decided(&all, size, &Decisions::new()), decisions, |d| decided(&all, size, d));
    }
}

fn which(of: &str, scope: Scope) -> Mentions {
    Mentions { of: key(of), scope }
}

const TEXTS: [&str; 4] =
    ["[Ann Moss] spoke. [Moss] left.", "[Ann Reed] sat", "[Ann Moss], [Bo Reed]", "[Bo Reed] ran"];

#[test]
fn two_names_become_one() {
    check_made(&TEXTS, &[Decision::Same(key("person:ann-moss"), key("person:ann-reed"))]);
}

#[test]
fn mentions_go_where_they_are_sent() {
    let in_story = |printed: &str| Scope::Story { story: "a.txt".into(), printed: printed.into() };
    let here = Scope::Here {
        story: "a.txt".into(),
        field: newshound::model::Field::Text,
        span: Span::new(0, 8),
        text: "Ann Moss".into(),
    };
    check_made(
        &TEXTS,
        &[Decision::Move(which("person:ann-moss", in_story("moss")), Some(key("person:bo-reed")))],
    );
    check_made(
        &TEXTS,
        &[Decision::Move(which("person:ann-moss", here.clone()), Some(key("person:bo-reed")))],
    );
    check_made(&TEXTS, &[Decision::Hide(which("person:ann-moss", here))]);
    check_made(&TEXTS, &[Decision::Hide(which("person:bo-reed", Scope::Everywhere { printed: "".into() }))]);
    check_made(&TEXTS, &[Decision::Move(which("person:ann-moss", in_story("")), None)]);
}

#[test]
fn two_names_that_were_one_are_two_at_once() {
    check_made(
        &["[Ann Moss]", "[Moss] sat", "[Moss] ran, [Ann Reed]"],
        &[Decision::Different(key("person:ann-moss"), key("person:moss"))],
    );
    check_made(
        &["[Ann B. Moss], [Bo Reed]", "[Ann Moss] sat", "[Ann Moss] ran, [Moss] sat"],
        &[Decision::Different(key("person:ann-b-moss"), key("person:ann-moss"))],
    );
    check_made(&TEXTS, &[Decision::Different(key("person:ann-moss"), key("person:ann-reed"))]);
}

#[test]
fn labels_and_names_are_seen() {
    check_made(
        &TEXTS,
        &[
            Decision::Name(key("person:ann-moss"), "Ann B. Moss".into()),
            Decision::Label(key("person:bo-reed"), Label::Org),
        ],
    );
}

#[test]
fn decisions_on_the_seeds_are_seen_at_once() {
    let load_with = |decisions: &Decisions| {
        let decided = newshound::store::Decided { decisions: decisions.clone(), problems: Vec::new() };
        let desk = Desk::new(decided);
        let loaded = load_whole(&Input::BuiltIn, &LoadOptions { desk, ..LoadOptions::default() });
        loaded.with_links(Arc::clone(loaded.links()))
    };
    let story = "002_376190754ad9eb78.txt";
    let in_story = Scope::Story { story: story.into(), printed: "ice".into() };
    let decisions = [
        Decision::Same(key("org:trump-administration"), key("org:obama-administration")),
        Decision::Hide(which(
            "org:florida-immigrant-coalition",
            Scope::Everywhere { printed: String::new() },
        )),
        Decision::Move(
            which("org:immigration-and-customs-enforcement", in_story),
            Some(key("org:department-of-justice")),
        ),
        Decision::Label(key("org:department-of-justice"), Label::Place),
        Decision::Name(key("person:jeff-sessions"), "Jefferson B. Sessions".into()),
    ];
    for decision in &decisions {
        check(load_with(&Decisions::new()), std::slice::from_ref(decision), load_with);
    }
}
