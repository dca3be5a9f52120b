//! Checks on data that is not part of the project: run with `NEWSHOUND_SHARED` set to its folder, skipped without.

mod common;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, OnceLock};

use common::{open, shared};
use newshound::model::{Mention, Snapshot, Story};
use newshound::search::{self, Context, Typing};
use regex::Regex;

/// The corpus of 7,891 stories, loaded once.
fn main_corpus(shared: &Path) -> &'static Snapshot {
    static MAIN: OnceLock<Arc<Snapshot>> = OnceLock::new();
    MAIN.get_or_init(|| open(&shared.join("corpora/main/news-us-2016-2018.jsonl.zst"), true))
}

fn n_found(snapshot: &Snapshot, query: &str) -> u32 {
    let (query, notes) = search::parse(query, Typing::Done);
    assert!(notes.is_empty(), "{notes:?}");
    let context = Context::new(None, &|| false);
    search::eval(&query, snapshot, &context).unwrap().len()
}

#[test]
fn counts_agree_with_a_naive_scan() {
    let Some(shared) = shared() else { return };
    let corpus = main_corpus(&shared);
    assert_eq!(corpus.n_stories(), 7891);
    let scan = |pattern: &str| {
        let re = Regex::new(&format!("(?i)(?:^|[^\\p{{L}}\\p{{N}}\\p{{M}}]){pattern}")).unwrap();
        let has = |s: &Story<'_>| re.is_match(s.title()) || re.is_match(s.text());
        corpus.stories().filter(has).count() as u32
    };
    let gap = "[^\\p{L}\\p{N}\\p{M}]+";
    let end = "(?:$|[^\\p{L}\\p{N}\\p{M}])";
    for word in ["sanctuary", "gov", "immigra", "zebra", "russia", "x", "the", "2016", "qqqq"] {
        assert_eq!(n_found(corpus, word), scan(word), "{word}");
    }
    for (a, b) in [("law", "enforcement"), ("white", "house"), ("of", "the"), ("sanctuary", "cities")] {
        let naive = scan(&format!("{a}{gap}{b}{end}"));
        assert_eq!(n_found(corpus, &format!("\"{a} {b}\"")), naive, "{a} {b}");
    }
}

/// Names far from a plain scan when this was last lowered: stories with a mention printed so, against stories with the
/// words. Most differ because the words are part of longer words and names ("Russian", "Congressman", "Department of
/// Homeland Security").
const MAX_FAR: usize = 20;

#[test]
fn names_are_counted_nearly_as_a_plain_scan_counts_them() {
    let Some(shared) = shared() else { return };
    let corpus = main_corpus(&shared);
    let table = std::fs::read_to_string(shared.join("corpora/main/name_counts.tsv")).unwrap();
    let mut stories: BTreeMap<String, u32> = BTreeMap::new();
    for story in corpus.stories() {
        let linked = story.mentions().filter(|m| m.entity.is_some());
        let printed =
            |m: Mention| newshound::text::fold_words(story.field(m.field).get(m.span.range()).unwrap_or(""));
        for name in linked.map(printed).collect::<std::collections::BTreeSet<String>>() {
            *stories.entry(name).or_default() += 1;
        }
    }
    let mut far = 0usize;
    for line in table.lines().skip(1) {
        let mut fields = line.split('\t');
        let (name, plain) = (fields.next().unwrap(), fields.next().unwrap().parse::<u32>().unwrap());
        let ours = stories.get(&newshound::text::fold_words(name)).copied().unwrap_or(0);
        if ours.abs_diff(plain) * 20 > plain {
            far += 1;
            println!("{name}: {ours} stories, a plain scan finds {plain}");
        }
    }
    println!("{far} of {} names differ by more than 5 in 100", table.lines().count() - 1);
    assert!(far <= MAX_FAR, "{far} names are far from a plain scan, at most {MAX_FAR} were before");
}

#[test]
fn near_copies_are_the_known_ones() {
    let Some(shared) = shared() else { return };
    let corpus = main_corpus(&shared);
    let table = std::fs::read_to_string(shared.join("corpora/main/near_duplicates.tsv")).unwrap();
    let mut known: BTreeMap<(String, String), f64> = BTreeMap::new();
    for line in table.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let (a, b) = (fields[2].to_owned(), fields[3].to_owned());
        known.insert((a.clone().min(b.clone()), a.max(b)), fields[0].parse().unwrap());
    }
    let mut groups: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for story in corpus.stories() {
        let first = corpus.links().first_copy(story.no());
        groups.entry(first.0).or_default().push(story.given_id().to_owned());
    }
    let (mut found, mut right, mut alike) = (0usize, 0usize, 0usize);
    for ids in groups.values() {
        for (n, a) in ids.iter().enumerate() {
            for b in &ids[n + 1..] {
                found += 1;
                match known.get(&(a.min(b).clone(), a.max(b).clone())) {
                    Some(jaccard) if *jaccard >= 0.6 => right += 1,
                    other => println!("{a} and {b}: {other:?}"),
                }
            }
        }
    }
    for ((a, b), jaccard) in known.iter().filter(|(_, j)| **j >= 0.6) {
        alike += 1;
        let together = groups.values().any(|ids| ids.contains(a) && ids.contains(b));
        if !together {
            println!("{a} and {b} are alike by {jaccard} and were not found");
        }
    }
    let (precision, recall) = (right as f64 / found as f64, right as f64 / alike as f64);
    println!("near-copies: {found} pairs found, {right} of {alike} right: {precision:.3}, {recall:.3}");
    assert!(precision >= 0.98 && recall >= 0.95, "precision {precision}, recall {recall}");
}

#[test]
fn spans_of_real_stories_slice() {
    let Some(shared) = shared() else { return };
    let corpus = open(&shared.join("corpora/topic/txt"), true);
    assert_eq!(corpus.n_stories(), 80);
    for story in corpus.stories() {
        let mut last = None;
        for m in story.mentions() {
            assert!(!m.span.of(story.field(m.field)).is_empty(), "{} {m:?}", story.id());
            assert!(last.is_none_or(|l| l <= (m.field, m.span.start)), "{} {m:?}", story.id());
            last = Some((m.field, m.span.end));
        }
    }
}

#[test]
fn no_look_up_prints_a_control_character_of_a_story() {
    let Some(shared) = shared() else { return };
    let attacks = shared.join("corpora/torture/terminal/attacks.jsonl");
    let run = |args: &[&str]| {
        let bin = std::env::var("NEWSHOUND_BIN").unwrap_or_else(|_| env!("CARGO_BIN_EXE_newshound").into());
        Command::new(bin).args(args).arg(&attacks).output().unwrap()
    };
    let harmless = |bytes: &[u8]| {
        let text = std::str::from_utf8(bytes).unwrap();
        text.chars()
            .all(|c| matches!(c, '\n' | '\t') || !(c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)))
    };
    let listed = run(&["find", "-l", ""]);
    let ids: Vec<&str> = std::str::from_utf8(&listed.stdout).unwrap().lines().collect();
    assert_eq!(ids.len(), 53);
    let mut calls: Vec<Vec<&str>> =
        vec![vec!["find", "canary"], vec!["find", "--json", ""], vec!["find", "--tsv", ""]];
    for command in ["names", "annotate"] {
        calls.push(vec![command]);
        calls.push(vec![command, "--json"]);
    }
    calls.push(vec!["who", "canary"]);
    calls.push(vec!["who", "--json", "canary"]);
    for id in &ids {
        calls.push(vec!["show", id]);
    }
    for call in &calls {
        let out = run(call);
        assert!(harmless(&out.stdout) && harmless(&out.stderr), "{call:?}");
        if call.contains(&"--json") || call[0] == "annotate" {
            for line in std::str::from_utf8(&out.stdout).unwrap().lines() {
                let value: serde_json::Value = serde_json::from_str(line).unwrap();
                assert!(strings_are_harmless(&value), "{call:?}: {line}");
            }
        }
    }
}

fn strings_are_harmless(value: &serde_json::Value) -> bool {
    use serde_json::Value;
    match value {
        Value::String(s) => s.chars().all(|c| c == '\n' || !c.is_control()),
        Value::Array(items) => items.iter().all(strings_are_harmless),
        Value::Object(fields) => fields.values().all(strings_are_harmless),
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
    }
}
