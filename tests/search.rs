//! The query language as a reader meets it, and inputs that nobody should type.

#[path = "search/fixture.rs"]
mod fixture;

use fixture::{draft, hits, hits_of, sample, snapshot};
use newshound::model::{Order, Span, StoryNo};
use newshound::search::{
    Context, Flagged, Query, Typing, entities, eval, matches, parse, parts, snippet, title_matches,
};

#[test]
fn each_form_of_the_language_finds_its_stories() {
    let snapshot = sample();
    for (query, expected) in [
        ("", &[0, 1, 2, 3][..]),
        ("ferr", &[0, 2, 3]),
        ("ferry*", &[0, 2, 3]),
        ("\"ferry\"", &[0, 2, 3]),
        ("\"ferries\"", &[2]),
        ("\"harbor board\"", &[0, 2]),
        ("“harbor board”", &[0, 2]),
        ("ferry-bo", &[3]),
        ("U.S.", &[3]),
        ("anil", &[1]),
        ("AÑIL", &[1]),
        ("=ICE", &[1]),
        ("=ice", &[1]),
        ("=Ice", &[]),
        ("=\"Bo Lovell\"", &[1, 2]),
        ("*err*", &[0, 2, 3]),
        ("*ic*", &[1, 3]),
        ("東京", &[3]),
        ("京都", &[3]),
        ("\"東京都\"", &[3]),
        ("京東", &[]),
        ("ferry ada", &[0, 2]),
        ("ferry AND ada", &[0, 2]),
        ("thin OR million", &[1, 3]),
        ("ada bo OR million", &[0, 2, 3]),
        ("ada (bo OR port)", &[0, 2]),
        ("ferry -ada", &[3]),
        ("NOT ferry", &[1]),
        ("-(ada OR million)", &[1]),
        ("/stops? in/", &[0]),
        ("/(?-i)harbor/", &[]),
        ("/^the ferry/", &[0]),
        ("@lovell", &[0, 1, 2]),
        ("@ada-lovell", &[0, 2]),
        ("@ada_lovell", &[0, 2]),
        ("name:\"Ada Lovell\"", &[0, 2]),
        ("@ada-love", &[]),
        ("@ada-love*", &[0, 2]),
        ("person:lovell", &[0, 1, 2]),
        ("place:lovell", &[0]),
        ("place:*", &[0]),
        ("@person:bo-lovell", &[1, 2]),
        ("-@person:bo-lovell", &[0, 3]),
        ("shared:>=2", &[2]),
        ("shared:<1", &[3]),
        ("shared:1", &[0, 1]),
        ("title:ice", &[1]),
        ("text:ice", &[1]),
        ("text:pier", &[]),
        ("title:harbor", &[]),
        ("outlet:gazette -ferry", &[1]),
        ("path:wire/2", &[2]),
        ("id:3.txt", &[3]),
        ("date:2017", &[0]),
        ("date:2018", &[1, 3]),
        ("date:>2018-01-01", &[1]),
        ("date:2017-08..2018-01", &[0, 3]),
        ("date:none", &[2]),
        ("date:yesterday", &[1]),
        ("date:\"last 2 weeks\"", &[1]),
        ("60", &[3]),
        ("foo:bar", &[]),
    ] {
        assert_eq!(hits(query, &snapshot), expected, "{query}");
    }
}

#[test]
fn matches_are_whole_words_phrases_and_mentions() {
    let snapshot = sample();
    for (query, story, expected) in [
        ("ferr", 2, &["Ferries", "ferry"][..]),
        ("\"harbor board\"", 0, &["Harbor\nBoard"]),
        ("@lovell", 2, &["Ada Lovell", "Bo Lovell"]),
        ("lovell @ada-lovell", 2, &["Ada Lovell", "Lovell"]),
        ("ferry -ada", 2, &["ferry"]),
        ("anil", 1, &["Añil"]),
        ("/in \\w+/", 0, &["in Port"]),
        ("title:ice", 1, &[]),
        ("date:2017", 0, &[]),
    ] {
        let story = snapshot.story(StoryNo(story)).unwrap();
        let spans = matches(&parse(query, Typing::Done).0, &story);
        let found: Vec<_> = spans.iter().map(|s| s.of(story.text())).collect();
        assert_eq!(found, expected, "{query}");
    }
    let story = snapshot.story(StoryNo(1)).unwrap();
    let found = title_matches(&parse("=ICE pier", Typing::Done).0, &story);
    assert_eq!(found, [Span::new(0, 3), Span::new(11, 15)]);
}

#[test]
fn the_snippet_is_the_sentence_with_most_terms() {
    let snapshot = sample();
    let story = snapshot.story(StoryNo(0)).unwrap();
    let (sentence, found) = snippet(&parse("lovell ferry", Typing::Done).0, &story);
    assert_eq!(sentence.of(story.text()), "The ferry stops in Port Lovell.");
    assert_eq!(found.len(), 2);
    let (sentence, found) = snippet(&Query::All, &story);
    assert!(sentence.of(story.text()).starts_with("Ada Lovell") && found.is_empty());
}

#[test]
fn names_that_fit_are_counted() {
    let snapshot = sample();
    let count = |query: &str, typing| entities(&parse(query, typing).0, &snapshot).len();
    assert_eq!(count("@lovell", Typing::Done), 3);
    assert_eq!(count("person:love", Typing::Live), 2);
    assert_eq!(count("person:love ", Typing::Live), 0);
    assert_eq!(count("@person:ada-lovell ferry", Typing::Done), 1);
    assert_eq!(count("-@ada", Typing::Done), 0);
}

#[test]
fn what_is_read_leniently_is_said_with_its_place() {
    for (query, typing, expected) in [
        ("foo:bar", Typing::Done, &[(0, 7)][..]),
        ("ferry is:open", Typing::Done, &[(6, 13)]),
        ("/(x/", Typing::Done, &[(0, 4)]),
        ("ferry)", Typing::Done, &[(5, 6)]),
        ("(ferry", Typing::Done, &[(0, 1)]),
        ("(ferry", Typing::Live, &[]),
        ("\"ferry", Typing::Done, &[(0, 6)]),
        ("\"ferry", Typing::Live, &[]),
        ("ferry OR", Typing::Live, &[]),
        ("ferry OR", Typing::Done, &[(6, 8)]),
        ("date:soon", Typing::Done, &[(0, 9)]),
        ("date:2017-13", Typing::Live, &[]),
        ("a ~5 b", Typing::Done, &[]),
        ("a ~5", Typing::Live, &[]),
        ("a ~x b", Typing::Done, &[(2, 4)]),
        ("a ~5 lang:en", Typing::Done, &[(2, 4)]),
        ("ferry 10:30 Miami-Dade date:2017", Typing::Done, &[]),
    ] {
        let notes = parse(query, typing).1;
        let found: Vec<_> = notes.iter().map(|n| (n.span.start, n.span.end)).collect();
        assert_eq!(found, expected, "{query} {notes:?}");
    }
}

#[test]
fn names_and_words_are_near_in_title_or_text() {
    let snapshot = snapshot(
        &[
            draft(
                Some("Raid near harbor"),
                "Ada Lovell said so. The Harbor Board met. Bo Lovell came.",
                None,
            ),
            draft(None, "Ada Lovell and Bo Lovell. “Never,” wrote the Harbor Board of Port Lovell.", None),
        ],
        1,
    );
    for (query, expected) in [
        ("raid ~2 harbor", &[0][..]),
        ("raid ~1 harbor", &[]),
        ("ada ~3 @bo-lovell", &[1]),
        ("ada ~2 @bo-lovell", &[]),
        ("person:* ~s person:*", &[1]),
        ("@harbor-board ~s place:*", &[1]),
        ("(raid OR met) ~1 @harbor-board", &[0]),
        ("never ~3 @harbor-board ~1 of", &[1]),
        ("-ada ~3 bo", &[0]),
        ("said:ada-lovell", &[0]),
        ("said:harbor-board", &[1]),
        ("said:person:bo-lovell", &[]),
    ] {
        assert_eq!(hits(query, &snapshot), expected, "{query}");
    }
    let story = snapshot.story(StoryNo(1)).unwrap();
    let marked = |query: &str| {
        let spans = matches(&parse(query, Typing::Done).0, &story);
        spans.iter().map(|s| s.of(story.text()).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(marked("lovell ~1 and"), ["Lovell", "and"]);
    assert_eq!(marked("said:lovell"), ["Port Lovell"]);
    let lines = newshound::search::sentences_with(&parse("never ~s @port-lovell", Typing::Done).0, &story);
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].0.of(story.text()), "“Never,” wrote the Harbor Board of Port Lovell.");
}

#[test]
fn stories_are_like_one_whose_names_they_share() {
    let snapshot = snapshot(
        &[
            draft(None, "Ada Lovell met the Harbor Board.", None),
            draft(None, "The Harbor Board and Ada Lovell again.", None),
            draft(None, "Bo Lovell stays in Port Lovell.", None),
            draft(None, "Bo Lovell, Harbor Board.", None),
        ],
        2,
    );
    let story = snapshot.story(StoryNo(0)).unwrap();
    let found = newshound::search::related(&story, &mut |_| Some(())).unwrap();
    assert_eq!(found.iter().map(|r| r.story.0).collect::<Vec<_>>(), [1, 3]);
    assert!((found[0].score - 1.0).abs() < 1e-9 && found[1].score < 0.5);
    let names: Vec<_> = found[0].names.iter().map(|no| snapshot.entity(*no).unwrap().key()).collect();
    assert_eq!(names, ["person:ada-lovell", "org:harbor-board"]);
    assert_eq!(hits("like:wire/0.txt", &snapshot), [0, 1, 3]);
    let ranked = |query: &str| {
        let query = parse(query, Typing::Done).0;
        newshound::search::ranked(&query, &snapshot, Order::Date, &mut |_| Some(()))
            .expect("nothing stops it")
    };
    assert_eq!(ranked("like:wire/0.txt -x").map(|r| r[..3].to_vec()), Some(vec![0, 1, 3]));
    assert_eq!(ranked("ada -like:0.txt"), None, "what is not to be like a story is no order");
    assert_eq!(hits("like:0.txt -ada", &snapshot), [3]);
    assert_eq!(hits("like:7.txt", &snapshot), [0; 0]);
}

#[test]
fn flags_are_what_the_person_who_reads_says() {
    let snapshot = snapshot(&["a", "b", "c"].map(|text| draft(None, text, None)), 2);
    let flagged = |story: &newshound::model::Story<'_>, asked: Flagged<'_>| match asked {
        Flagged::Read => story.no().0 < 2,
        Flagged::Starred => story.no().0 == 2,
        Flagged::Tagged(tag) => tag == "court" && story.no().0 == 1,
    };
    for (query, expected) in [
        ("is:read", &[0, 1][..]),
        ("is:UNREAD", &[2]),
        ("is:starred OR a", &[0, 2]),
        ("tag:Court", &[1]),
        ("tag:courts", &[]),
        ("-tag:court is:read", &[0]),
    ] {
        let query = parse(query, Typing::Done).0;
        let context = Context { flagged: &flagged, ..Context::new(None, &|| false) };
        let set = eval(&query, &snapshot, &context).unwrap();
        assert_eq!(set.iter().map(|s| s.0).collect::<Vec<_>>(), expected, "{query}");
    }
}

#[test]
fn chips_know_where_they_were_typed() {
    let text = "ferry -\"harbor board\" (a OR b) @person:ada-lovell";
    let (parts, _) = parts(text, Typing::Done);
    let found: Vec<_> = parts.iter().map(|p| (p.span.of(text), p.query.to_string())).collect();
    let expected = ["ferry", "-\"harbor board\"", "(a OR b)", "@person:ada-lovell"];
    assert_eq!(found.iter().map(|f| f.0).collect::<Vec<_>>(), expected);
    assert_eq!(found[2].1, "a OR b");
}

#[test]
fn hostile_queries_are_read_in_time_and_without_falling() {
    let snapshot = sample();
    let long = "ferry ".repeat(17_000);
    let names = "@a ".repeat(30_000);
    for query in [
        "(".repeat(10_000),
        ")".repeat(10_000),
        format!("{}ferry{}", "(".repeat(10_000), ")".repeat(10_000)),
        "(a OR ".repeat(10_000),
        "-".repeat(100_000),
        "NOT ".repeat(20_000),
        "-(".repeat(10_000),
        "/".repeat(100_000),
        "/ ".repeat(50_000),
        "\"".repeat(100_001),
        "*".repeat(100_000),
        "=".repeat(100_000),
        "@".repeat(100_000),
        "OR ".repeat(30_000),
        "person:".repeat(20_000),
        format!("\"{long}"),
        format!("/(({}))/", "\\pL{100}".repeat(100)),
        format!("/{}/", "(a*)*".repeat(150)),
        format!("/{}/", "(".repeat(900)),
        "x".repeat(100_000),
        long,
        names,
    ] {
        for typing in [Typing::Live, Typing::Done] {
            let (parsed, notes) = parse(&query, typing);
            assert!(notes.len() <= 20);
            hits_of(&parsed, &snapshot);
            let story = snapshot.story(StoryNo(0)).unwrap();
            let _ = (matches(&parsed, &story), snippet(&parsed, &story));
        }
    }
}

#[test]
fn a_question_that_is_no_longer_wanted_ends() {
    let drafts: Vec<_> = (0..400).map(|n| draft(None, &"aa bb ".repeat(500 + n), None)).collect();
    let snapshot = snapshot(&drafts, 64);
    let query = parse("/(a|b)+ c/ OR \"bb bb\"", Typing::Done).0;
    assert_eq!(eval(&query, &snapshot, &Context::new(None, &|| true)), None);
}
