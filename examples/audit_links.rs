//! What a person looks through to judge links: the largest entities with random sentences, and pairs of persons with
//! one surname.
//!
//! ```text
//! cargo run --release --example audit_links -- [--entities 200] [--pairs 50] [--seed 1] PATH...
//! ```
//!
//! The same seed and the same stories give the same output. An entity is wrong where its sentences are about two
//! things; a pair is wrong where its two persons are one.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use newshound::model::{Entity, Field, Label, LinkRule, Mention, Snapshot, Story};
use newshound::store::{Input, LoadOptions, load_whole};
use newshound::text::{fold_words, sentence_at};

/// Random sentences of an entity.
const SENTENCES: usize = 3;
/// Forms of an entity that are shown, and characters of a sentence.
const FORMS: usize = 12;
const WIDE: usize = 220;

fn main() {
    let (mut entities, mut pairs, mut seed, mut paths) = (200, 50, 1, Vec::new());
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let slot = match arg.as_str() {
            "--entities" => &mut entities,
            "--pairs" => &mut pairs,
            "--seed" => &mut seed,
            _ => {
                paths.push(PathBuf::from(arg));
                continue;
            }
        };
        *slot = args.next().and_then(|n| n.parse().ok()).expect("a number behind an option");
    }
    let snapshot = open(paths);
    let mut dice = Dice(seed as u64);
    rules(&snapshot);
    largest(&snapshot, entities, &mut dice);
    namesakes(&snapshot, pairs, &mut dice);
}

fn open(paths: Vec<PathBuf>) -> Arc<Snapshot> {
    let input = if paths.is_empty() { Input::BuiltIn } else { Input::Paths(paths) };
    let jobs = std::thread::available_parallelism().map_or(1, |n| n.get());
    load_whole(&input, &LoadOptions { jobs, ..LoadOptions::default() })
}

/// Numbers that look random and are the same for each seed (Knuth's linear congruence).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n.max(1)
    }
}

/// How often each rule linked a story's mentions of a name to other stories', and persons by one word only.
fn rules(snapshot: &Snapshot) {
    let mut by_rule: BTreeMap<&str, usize> = BTreeMap::new();
    let mut alone = 0;
    for story in snapshot.stories() {
        for entity in story.entities().into_iter().filter_map(|no| snapshot.entity(no)) {
            alone += usize::from(entity.ambiguous() && entity.label() == Label::Person);
            for reason in story.joined(&entity) {
                *by_rule.entry(reason.rule.as_str()).or_default() += 1;
            }
        }
    }
    println!("# Links between stories by rule");
    by_rule.iter().for_each(|(rule, n)| println!("{n:>9}  {rule}"));
    println!("{alone:>9}  persons left alone in their story, because several bear the name\n");
}

fn largest(snapshot: &Snapshot, n: usize, dice: &mut Dice) {
    let mut all: Vec<Entity<'_>> = snapshot.links().entities().collect();
    all.sort_by_key(|e| (std::cmp::Reverse((e.n_stories(), e.n_mentions())), e.key()));
    println!("# The {n} largest entities of {}, in {} stories", all.len(), snapshot.n_stories());
    for entity in all.iter().take(n) {
        about(entity);
        let postings: Vec<_> = entity.postings().collect();
        for _ in 0..SENTENCES {
            let Some(story) = snapshot.story(postings[dice.below(postings.len())].story) else { continue };
            let mentions: Vec<Mention<'_>> =
                story.mentions().filter(|m| m.entity == Some(entity.no())).collect();
            if let Some(mention) = mentions.get(dice.below(mentions.len())) {
                println!("    {}: {}", story.id(), sentence(&story, mention));
            }
        }
    }
}

fn about(entity: &Entity<'_>) {
    let forms: Vec<String> =
        entity.aliases().take(FORMS).map(|a| format!("{} {}", one_line(a.text), a.mentions)).collect();
    let more = entity.aliases().count().saturating_sub(FORMS);
    let more = if more > 0 { format!(", and {more} more") } else { String::new() };
    let (stories, rule) = (entity.n_stories(), entity.link().as_str());
    println!("\n{}  {stories} stories, {rule}: {}{more}", entity.key(), forms.join(", "));
}

/// The sentence of a mention, with the mention between signs.
fn sentence(story: &Story<'_>, mention: &Mention<'_>) -> String {
    let text = story.field(mention.field);
    let whole = match mention.field {
        Field::Text => sentence_at(text, mention.span.start as usize),
        Field::Title => newshound::model::Span::new(0, text.len()),
    };
    let before = text.get(whole.start as usize..mention.span.start as usize).unwrap_or("");
    let behind = text.get(mention.span.end as usize..whole.end as usize).unwrap_or("");
    let skip = before.chars().count().saturating_sub(WIDE / 2);
    let before: String = before.chars().skip(skip).collect();
    let behind: String = behind.chars().take(WIDE / 2).collect();
    one_line(&format!("{before}[[{}]]{behind}", mention.span.of(text)))
}

fn one_line(s: &str) -> String {
    s.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Random pairs of full names of one surname.
fn namesakes(snapshot: &Snapshot, n: usize, dice: &mut Dice) {
    let mut by_surname: BTreeMap<String, Vec<Entity<'_>>> = BTreeMap::new();
    for entity in snapshot.links().entities().filter(|e| e.label() == Label::Person) {
        let name = fold_words(entity.name());
        if let Some((_, last)) = name.rsplit_once(' ').filter(|_| entity.link() != LinkRule::Ambiguous) {
            by_surname.entry(last.to_owned()).or_default().push(entity);
        }
    }
    let several: Vec<&Vec<Entity<'_>>> = by_surname.values().filter(|all| all.len() > 1).collect();
    println!("\n# {n} pairs of persons with one surname, of {} surnames", several.len());
    for _ in 0..n {
        let Some(all) = several.get(dice.below(several.len())) else { return };
        let first = dice.below(all.len());
        let second = (first + 1 + dice.below(all.len() - 1)) % all.len();
        for entity in [&all[first], &all[second]] {
            about(entity);
            let mut stories = entity.postings().filter_map(|p| snapshot.story(p.story));
            let Some(story) = stories.next() else { continue };
            if let Some(mention) = story.mentions().find(|m| m.entity == Some(entity.no())) {
                println!("    {}: {}", story.id(), sentence(&story, &mention));
            }
        }
        println!("    --");
    }
}
