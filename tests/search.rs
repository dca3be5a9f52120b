//! The query language as a reader meets it: random queries against a plain reading of each story, and
//! inputs that nobody should type.

use std::collections::BTreeSet;
use std::sync::Arc;

use newshound::model::{
    AliasRecord, BlockBuilder, Cluster, Day, Draft, DraftMention, EntityRecord, Label, LinkRule, Links,
    Order, PostingRecord, Rule, Snapshot, Span, StoryNo, Strings, Title, link_section,
};
use newshound::search::{
    Context, DayRange, Flagged, Last, Name, Phrase, Query, Reach, TextField, Typing, entities, eval,
    has_term, matches, parse, parts, snippet, title_matches, with_term, without_term,
};
use newshound::store::SegmentBuilder;
use newshound::text::{fold, words};
use proptest::prelude::*;

/// A name that stands in some stories of a fixture: key, label, printed form.
type Known = (&'static str, Label, &'static str);

const NAMES: [Known; 4] = [
    ("person:ada-lovell", Label::Person, "Ada Lovell"),
    ("person:bo-lovell", Label::Person, "Bo Lovell"),
    ("org:harbor-board", Label::Org, "Harbor Board"),
    ("place:port-lovell", Label::Place, "Port Lovell"),
];

/// A snapshot of `drafts` in segments of `size` stories, where each of [`NAMES`] is mentioned wherever it is printed.
fn snapshot(drafts: &[Draft], size: usize) -> Snapshot {
    let mut segments = Vec::new();
    let mut cluster_entities: Vec<u32> = Vec::new();
    let mut stories_of: Vec<Vec<PostingRecord>> = vec![Vec::new(); NAMES.len()];
    for (chunk_no, chunk) in drafts.chunks(size.max(1)).enumerate() {
        let mut builder = SegmentBuilder::default();
        for (n, draft) in chunk.iter().enumerate() {
            let story = (chunk_no * size.max(1) + n) as u32;
            let (mut mentions, mut clusters) = (Vec::new(), Vec::new());
            for (entity, (key, label, form)) in NAMES.iter().enumerate() {
                let found: Vec<_> = draft.text.match_indices(form).collect();
                if found.is_empty() {
                    continue;
                }
                let cluster = clusters.len() as u16;
                for (at, form) in &found {
                    let mut mention = DraftMention::new(Span::new(*at, at + form.len()), *label, Rule::Model);
                    (mention.cluster, mention.link) = (Some(cluster), LinkRule::SameWords);
                    mentions.push(mention);
                }
                clusters.push(Cluster {
                    label: *label,
                    name: (*form).to_owned(),
                    key: (*key).to_owned(),
                    acronym: String::new(),
                    partial: false,
                    ambiguous: false,
                    establishes: true,
                    mentions: found.len() as u32,
                });
                cluster_entities.push(entity as u32);
                stories_of[entity].push(PostingRecord { story, mentions: (found.len() as u32) << 1 | 1 });
            }
            mentions.sort_by_key(|m| m.span);
            builder.push(&format!("wire/{story}.txt"), draft, &mentions, &clusters);
        }
        segments.push(Arc::new(builder.finish()));
    }
    let order: Vec<u32> = (0..drafts.len() as u32).collect();
    let links = Arc::new(links(&stories_of, &cluster_entities));
    Snapshot::new(segments, links, Order::ALL.map(|_| order.clone()), Arc::new([]), true)
}

fn links(stories_of: &[Vec<PostingRecord>], cluster_entities: &[u32]) -> Links {
    let mut strings = Strings::default();
    let (mut rows, mut aliases, mut postings) = (Vec::new(), Vec::new(), Vec::new());
    for ((key, label, form), stories) in NAMES.iter().zip(stories_of) {
        rows.push(EntityRecord {
            key: strings.intern(key),
            name: strings.intern(form),
            aliases_at: aliases.len() as u32,
            n_aliases: 1,
            postings_at: postings.len() as u32,
            n_postings: stories.len() as u32,
            n_mentions: stories.len() as u32,
            shared_in: stories.len() as u32,
            first: Day::NONE,
            last: Day::NONE,
            lead: EntityRecord::NO_CLUSTER,
            acronym: EntityRecord::NO_CLUSTER,
            label: *label as u8,
            flags: 0,
            link: LinkRule::SameWords as u8,
            zero: 0,
        });
        let folded = strings.intern(&fold(form));
        aliases.push(AliasRecord { text: strings.intern(form), folded, mentions: 1 });
        postings.extend_from_slice(stories);
    }
    let mut by_key: Vec<u32> = (0..NAMES.len() as u32).collect();
    by_key.sort_by_key(|n| NAMES[*n as usize].0);
    let mut block = BlockBuilder::default();
    block.section(link_section::STRINGS, strings.finish());
    block.records(link_section::ENTITIES, &rows);
    block.records(link_section::ALIASES, &aliases);
    block.records(link_section::POSTINGS, &postings);
    block.records(link_section::CLUSTER_ENTITY, cluster_entities);
    block.records(link_section::BY_KEY, &by_key);
    Links::open(Box::new(Links::finish(block))).unwrap()
}

fn draft(title: Option<&str>, text: &str, day: Option<&str>) -> Draft {
    let date = day.map(|day| match DayRange::parse(day) {
        Some(DayRange::Days(Some(day), _)) => day,
        other => panic!("{other:?}"),
    });
    let title = title.map_or_else(Title::default, |title| Title::Given(title.to_owned()));
    Draft { title, text: text.to_owned(), date, outlet: "Harbor Gazette".to_owned(), ..Draft::default() }
}

fn hits(query: &str, snapshot: &Snapshot) -> Vec<u32> {
    let query = parse(query, Typing::Done).0;
    hits_of(&query, snapshot)
}

fn hits_of(query: &Query, snapshot: &Snapshot) -> Vec<u32> {
    let today = Day::new(2018, 3, 31);
    let set = eval(query, snapshot, &Context::new(today, &|| false)).unwrap();
    set.iter().map(|s| s.0).collect()
}

fn sample() -> Snapshot {
    snapshot(
        &[
            draft(
                None,
                "Ada Lovell left the Harbor\nBoard.\n\nThe ferry stops in Port Lovell.",
                Some("2017-08-16"),
            ),
            draft(
                Some("ICE on the pier"),
                "Bo Lovell said the ice was thin in Añil Bay.",
                Some("2018-03-30"),
            ),
            draft(None, "Ferries, not a ferry: Ada Lovell met Bo Lovell at the Harbor Board.", None),
            draft(Some("在東京都"), "U.S. ferry-boats cost $60.2 million, NICE!", Some("2018-01-01")),
        ],
        3,
    )
}

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

/// The words of a string, folded and as printed.
fn tokens(s: &str) -> Vec<(String, String)> {
    let (mut out, mut all) = (Vec::new(), words(s));
    while let Some((span, word)) = all.next_word() {
        out.push((word.to_owned(), span.of(s).to_owned()));
    }
    out
}

fn has_phrase(s: &str, phrase: &Phrase) -> bool {
    let tokens = tokens(s);
    let n = phrase.words.len();
    tokens.windows(n).any(|window| {
        window.iter().zip(&phrase.words).enumerate().all(|(at, (token, word))| {
            let prefix = at + 1 == n && phrase.last == Last::Prefix;
            if prefix { token.0.starts_with(word) } else { token.0 == *word }
        })
    })
}

/// Whether a story matches, read word for word, without any index.
fn plainly(query: &Query, draft: &Draft) -> bool {
    let fields = [draft.title_str(), &draft.text];
    match query {
        Query::All => true,
        Query::And(parts) => parts.iter().all(|p| plainly(p, draft)),
        Query::Or(parts) => parts.iter().any(|p| plainly(p, draft)),
        Query::Not(part) => !plainly(part, draft),
        Query::Words(phrase) => fields.iter().any(|s| has_phrase(s, phrase)),
        Query::Case(wanted) => fields.iter().any(|s| {
            let tokens = tokens(s);
            tokens.windows(wanted.len()).any(|w| w.iter().zip(wanted).all(|(t, w)| t.1 == *w))
        }),
        Query::Inside(letters) => {
            fields.iter().any(|s| tokens(s).iter().any(|t| t.0.contains(letters.as_str())))
        }
        Query::Regex(pattern) => fields.iter().any(|s| pattern.regex.is_match(s)),
        Query::Field(TextField::Title, phrase) => has_phrase(draft.title_str(), phrase),
        Query::Field(TextField::Text, phrase) => has_phrase(&draft.text, phrase),
        Query::Field(_, phrase) => has_phrase(&draft.outlet, phrase),
        Query::Day(range) => range.fits(draft.date),
        Query::Name(Name { label, words, .. }) => NAMES.iter().any(|(_, of, form)| {
            let folded = fold(form).into_owned();
            label.is_none_or(|l| l == *of)
                && words.iter().all(|w| folded.split(' ').any(|f| f == w))
                && draft.text.contains(form)
        }),
        Query::Key(key) => NAMES.iter().any(|(of, _, form)| of == key && draft.text.contains(form)),
        Query::Near(left, reach, right) => fields.iter().any(|s| {
            let places = |side: &Query| match side {
                Query::Words(phrase) if phrase.words.len() == 1 => {
                    let starts = |t: &(String, String)| t.0.starts_with(&phrase.words[0]);
                    tokens(s)
                        .iter()
                        .enumerate()
                        .filter(|(_, t)| starts(t))
                        .map(|(n, _)| n)
                        .collect::<Vec<_>>()
                }
                side => panic!("not made here: {side}"),
            };
            let Reach::Words(n) = *reach else { panic!("not made here: {query}") };
            let right = places(right);
            places(left).iter().any(|a| right.iter().any(|b| a != b && a.abs_diff(*b) <= n as usize))
        }),
        Query::Part(..) | Query::Shared { .. } | Query::Said(_) => panic!("not made here: {query}"),
        Query::Like(_) | Query::Is(_) | Query::Tag(_) | Query::IsCopy | Query::CopyOf(_) => {
            panic!("not made here: {query}")
        }
    }
}

/// Made-up words with much in common, some of which only folding makes equal.
fn word() -> impl Strategy<Value = String> {
    let letters =
        prop::sample::select(vec!["a", "b", "ab", "A", "á", "a\u{301}", "ﬁ", "fi", "Ｂ", "1", "東", "京"]);
    prop::collection::vec(letters, 1..3).prop_map(|w| w.concat())
}

fn prose() -> impl Strategy<Value = String> {
    let name = prop::sample::select(NAMES.map(|n| n.2.to_owned()).to_vec());
    let between = prop::sample::select(vec![" ", "\n", "\n\n", ", ", "-", "’", "。", ""]);
    let piece = (prop_oneof![9 => word(), 1 => name], between);
    prop::collection::vec(piece.prop_map(|(w, b)| w + b), 0..12).prop_map(|p| p.concat())
}

fn story() -> impl Strategy<Value = Draft> {
    (prose(), prop::option::of(prose()), prop::option::of(0i32..40)).prop_map(|(text, title, day)| Draft {
        title: title.map_or_else(Title::default, Title::Given),
        text,
        date: day.and_then(|d| Day::from_days(17_500 + d)),
        ..Draft::default()
    })
}

/// The text of a query, as a person could type it.
fn question() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        4 => word(),
        2 => (word(), word()).prop_map(|(a, b)| format!("{a}-{b}")),
        2 => prop::collection::vec(word(), 1..4).prop_map(|w| format!("\"{}\"", w.join(" "))),
        1 => ("[ab1]{1,2}", 1..4, "[ab1]").prop_map(|(a, n, b)| format!("{a} ~{n} {b}")),
        1 => word().prop_map(|w| format!("={w}")),
        1 => word().prop_map(|w| format!("*{w}*")),
        1 => word().prop_map(|w| format!("/{w}.?b/")),
        1 => word().prop_map(|w| format!("title:{w}")),
        1 => word().prop_map(|w| format!("text:\"{w}\"")),
        1 => (0..40i32).prop_map(|d| format!("date:{}..", Day::from_days(17_500 + d).unwrap())),
        1 => Just("date:none".to_owned()),
        1 => prop::sample::select(vec!["@lovell", "@board", "person:lovell", "@person:ada-lovell", "org:*"])
            .prop_map(str::to_owned),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(|q| format!("({})", q.join(" "))),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|q| format!("({})", q.join(" OR "))),
            inner.clone().prop_map(|q| format!("-{q}")),
            inner.prop_map(|q| format!("NOT {q}")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_index_finds_what_plain_reading_finds(
        drafts in prop::collection::vec(story(), 0..12),
        size in 1usize..6,
        text in question(),
    ) {
        let snapshot = snapshot(&drafts, size);
        let query = parse(&text, Typing::Done).0;
        let expected: BTreeSet<u32> =
            drafts.iter().zip(0..).filter(|(d, _)| plainly(&query, d)).map(|(_, n)| n).collect();
        let found: BTreeSet<u32> = hits_of(&query, &snapshot).into_iter().collect();
        prop_assert_eq!(found, expected, "{}", query);
    }

    #[test]
    fn a_printed_query_is_the_same_query(text in question()) {
        let query = parse(&text, Typing::Done).0;
        let printed = query.to_string();
        let (again, notes) = parse(&printed, Typing::Done);
        prop_assert_eq!(&again, &query, "{} printed as {}", text, printed);
        prop_assert!(notes.is_empty(), "{:?}", notes);
        let live = parse(&text, Typing::Live).0;
        prop_assert_eq!(parse(&live.to_string(), Typing::Done).0, live);
    }

    #[test]
    fn anything_can_be_typed(text in "(\\PC|[-()\"=*/@~: ]|OR |NOT |date:|person:|shared:|[<>.0-9]){0,40}") {
        for typing in [Typing::Live, Typing::Done] {
            let (query, notes) = parse(&text, typing);
            for note in notes {
                prop_assert!(text.get(note.span.range()).is_some(), "{:?}", note);
            }
            let mut last = 0;
            for part in parts(&text, typing).0 {
                prop_assert!(text.get(part.span.range()).is_some() && part.span.start >= last);
                last = part.span.end;
            }
            let _ = query.to_string();
        }
        let longer = with_term(&text, "@person:ada-lovell");
        prop_assert!(has_term(&longer, "@person:ada-lovell"), "{}", longer);
        prop_assert!(!has_term(&without_term(&longer, "@person:ada-lovell"), "@person:ada-lovell"));
    }

    #[test]
    fn matches_lie_in_order_on_boundaries_of_a_hit(draft in story(), text in question()) {
        let snapshot = snapshot(&[draft], 1);
        let query = parse(&text, Typing::Done).0;
        let story = snapshot.story(StoryNo(0)).unwrap();
        for (spans, string) in
            [(matches(&query, &story), story.text()), (title_matches(&query, &story), story.title())]
        {
            prop_assert!(spans.windows(2).all(|w| w[0].end <= w[1].start));
            prop_assert!(spans.iter().all(|s| !s.is_empty() && string.get(s.range()).is_some()));
        }
        let (sentence, inside) = snippet(&query, &story);
        prop_assert!(inside.iter().all(|s| sentence.covers(*s)));
        if let Query::Words(_) = &query {
            let hit = hits_of(&query, &snapshot).len() == 1;
            let marked = !matches(&query, &story).is_empty() || !title_matches(&query, &story).is_empty();
            prop_assert_eq!(hit, marked);
        }
    }
}
