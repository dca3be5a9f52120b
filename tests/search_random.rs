//! Random queries on random stories, against a plain reading of each story.

#[path = "search/fixture.rs"]
mod fixture;

use std::collections::BTreeSet;

use fixture::{NAMES, hits_of, snapshot};
use newshound::model::{Day, Draft, StoryNo, Title};
use newshound::search::{
    Last, Name, Phrase, Query, Reach, TextField, Typing, has_term, matches, parse, parts, snippet,
    title_matches, with_term, without_term,
};
use newshound::text::{fold, words};
use proptest::prelude::*;

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
