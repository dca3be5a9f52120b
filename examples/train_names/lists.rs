//! The gazetteer and the casing of words, from open lists and texts.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use newshound::ner::gazetteer::{self as gaz, Entry, join_hash, phrase_hash, word_hash};

use crate::unpack::{self, latin1};

/// What is known of words and phrases, by hash.
pub(crate) type Entries = BTreeMap<u64, u16>;

/// All lists, and the casing of the words of `texts` (sentences of words).
///
/// # Errors
/// A list cannot be read.
pub(crate) fn lists(dir: &Path, texts: &[Vec<String>]) -> Result<Entries> {
    let mut entries = Entries::new();
    places(dir, &mut entries)?;
    people(dir, &mut entries)?;
    casing(texts, &mut entries);
    Ok(entries)
}

/// The lists with the clusters of words, as a table takes them.
pub(crate) fn with_clusters(entries: &Entries, clusters: &[(String, u16)]) -> Vec<(u64, Entry)> {
    let mut all: BTreeMap<u64, Entry> =
        entries.iter().map(|(h, mask)| (*h, Entry { mask: *mask, cluster: 0 })).collect();
    // The first of two words with one hash ("us", "u.s.") is the more frequent.
    for (word, cluster) in clusters {
        let entry = all.entry(word_hash(word)).or_default();
        entry.cluster = if entry.cluster == 0 { cluster + 1 } else { entry.cluster };
    }
    all.into_iter().collect()
}

/// Adds a phrase of up to four words, and says of its beginnings that they go on.
fn add(entries: &mut Entries, phrase: &str, mask: u16) {
    let apart = |c: char| !(c.is_alphanumeric() || matches!(c, '.' | '\'' | '’'));
    let words: Vec<u64> =
        phrase.split(apart).filter(|w| w.chars().any(char::is_alphanumeric)).map(word_hash).collect();
    let [first, rest @ ..] = words.as_slice() else { return };
    if rest.len() > 3 {
        return;
    }
    let mut hash = *first;
    for word in rest {
        *entries.entry(hash).or_default() |= gaz::BEGINS;
        hash = join_hash(hash, *word);
    }
    *entries.entry(hash).or_default() |= mask;
}

fn places(dir: &Path, entries: &mut Entries) -> Result<()> {
    first_column(&unpack::COUNTRIES.text(dir)?).for_each(|name| add(entries, name, gaz::COUNTRY));
    first_column(&unpack::STATES.text(dir)?).for_each(|name| add(entries, name, gaz::STATE));
    for name in first_column(&unpack::COUNTIES.text(dir)?) {
        add(entries, name, gaz::COUNTY);
        // "Miami-Dade" can only be the county.
        if let Some(short) = name.strip_suffix(" County").filter(|n| n.contains('-')) {
            add(entries, short, gaz::COUNTY);
        }
    }
    for line in unpack::CITIES.text(dir)?.lines().skip(1) {
        city(line, entries);
    }
    for name in latin1(&unpack::NATIONALITIES.bytes(dir)?).lines().map(str::trim) {
        add(entries, name, gaz::DEMONYM);
        add(entries, &format!("{name}s"), gaz::DEMONYM);
    }
    Ok(())
}

fn first_column(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(|line| line.split('\t').next().unwrap_or(""))
}

fn city(line: &str, entries: &mut Entries) {
    let mut fields = line.split('\t');
    let name = fields.next().unwrap_or("");
    let people: u64 = fields.nth(2).and_then(|n| n.parse().ok()).unwrap_or(0);
    let size = if people > 100_000 { gaz::CITY_BIG } else { 0 };
    let size = size | if people > 500_000 { gaz::CITY_HUGE } else { 0 };
    add(entries, name, gaz::CITY | size);
    // "New York City" is printed "New York".
    if let Some(short) = name.strip_suffix(" City").filter(|_| people > 100_000) {
        add(entries, short, gaz::CITY | size);
    }
}

fn people(dir: &Path, entries: &mut Entries) -> Result<()> {
    for source in &unpack::GIVEN {
        for line in source.text(dir)?.lines() {
            let mut fields = line.split_whitespace();
            let (name, share) = (fields.next().unwrap_or(""), fields.next().unwrap_or(""));
            let often = share.parse::<f64>().is_ok_and(|s| s >= 0.01);
            add(entries, name, gaz::GIVEN | if often { gaz::GIVEN_COMMON } else { 0 });
        }
    }
    for list in ["names/male.txt", "names/female.txt"] {
        for line in latin1(&unpack::GIVEN_LISTS.zip_member(dir, list)?).lines() {
            add(entries, line.trim(), gaz::GIVEN);
        }
    }
    for line in unpack::SURNAMES.text(dir)?.lines() {
        let mut fields = line.split_whitespace();
        let name = fields.next().unwrap_or("");
        let rank: u32 = fields.nth(2).and_then(|n| n.parse().ok()).unwrap_or(u32::MAX);
        add(entries, name, gaz::SURNAME | if rank <= 5000 { gaz::SURNAME_COMMON } else { 0 });
    }
    Ok(())
}

/// How often a word stood in lower case, with a capital, in capitals, not counting first words.
#[derive(Clone, Copy, Default)]
struct Counts {
    lower: u32,
    title: u32,
    upper: u32,
}

/// Fewer counts than this say nothing.
const MIN_COUNT: u32 = 3;

fn casing(texts: &[Vec<String>], entries: &mut Entries) {
    let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
    texts.iter().for_each(|s| count_sentence(s, &mut counts));
    for (word, c) in counts {
        let all = c.lower + c.title + c.upper;
        if all < MIN_COUNT {
            continue;
        }
        let class = match c {
            c if c.lower * 100 >= all * 95 => gaz::Casing::Lower,
            c if c.lower * 100 >= all * 60 => gaz::Casing::MostlyLower,
            c if c.upper * 100 >= all * 60 => gaz::Casing::Upper,
            c if (c.title + c.upper) * 100 >= all * 90 => gaz::Casing::Title,
            _ => gaz::Casing::Mixed,
        };
        *entries.entry(phrase_hash(&word)).or_default() |= (class as u16) << gaz::CASING_SHIFT;
    }
}

/// Adds a sentence: the first word is left out, and sentences with hardly a small letter.
fn count_sentence(words: &[String], counts: &mut BTreeMap<String, Counts>) {
    let small = words.iter().filter(|w| w.starts_with(char::is_lowercase)).count();
    if small * 3 < words.len() {
        return;
    }
    for word in words.iter().skip(1).filter(|w| w.chars().all(char::is_alphabetic)) {
        let entry = counts.entry(word.to_lowercase()).or_default();
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        match (word.starts_with(char::is_uppercase), capitals) {
            (false, _) => entry.lower += 1,
            (true, n) if n > 1 && n == word.chars().count() => entry.upper += 1,
            (true, _) => entry.title += 1,
        }
    }
}
