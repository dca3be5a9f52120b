//! Builds `gazetteer.bin` from open lists and texts: `build_gazetteer FOLDER-OF-DATA MODELS-FOLDER`.
//!
//! The folder holds what `models/MODEL.md` names. `xz` and `unzip` must be installed. The same input gives the
//! same bytes.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use newshound::ner::gazetteer::{self as gaz, join_hash, pack, phrase_hash, word_hash};

type Entries = BTreeMap<u64, u16>;

fn main() {
    let mut args = std::env::args().skip(1);
    let (Some(source), Some(models)) = (args.next(), args.next()) else {
        eprintln!("usage: build_gazetteer FOLDER-OF-DATA MODELS-FOLDER");
        std::process::exit(2);
    };
    let source = Path::new(&source);
    let mut entries = Entries::new();
    places(source, &mut entries);
    people(source, &mut entries);
    casing(source, &mut entries);
    let all: Vec<(u64, u16)> = entries.into_iter().collect();
    let blob = pack(&all);
    println!("{} entries, {} bytes", all.len(), blob.len());
    let out = Path::new(&models).join("gazetteer.bin");
    std::fs::write(&out, blob).unwrap_or_else(|e| panic!("{}: {e}", out.display()));
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

fn places(source: &Path, entries: &mut Entries) {
    let folder = source.join("gazetteers");
    for line in read(&folder.join("geonames-countries.tsv")).lines() {
        add(entries, line.split('\t').next().unwrap_or(""), gaz::COUNTRY);
    }
    for line in read(&folder.join("geonames-us-states.tsv")).lines() {
        add(entries, line.split('\t').next().unwrap_or(""), gaz::STATE);
    }
    for line in read(&folder.join("geonames-us-counties.tsv.xz")).lines() {
        let name = line.split('\t').next().unwrap_or("");
        add(entries, name, gaz::COUNTY);
        // "Miami-Dade" can only be the county.
        if let Some(short) = name.strip_suffix(" County").filter(|n| n.contains('-')) {
            add(entries, short, gaz::COUNTY);
        }
    }
    for line in read(&folder.join("geonames-cities15000.tsv.xz")).lines().skip(1) {
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
    for line in read(&folder.join("nationalities.txt")).lines() {
        add(entries, line.trim(), gaz::DEMONYM);
        add(entries, &format!("{}s", line.trim()), gaz::DEMONYM);
    }
}

fn people(source: &Path, entries: &mut Entries) {
    let folder = source.join("names");
    // Columns: name, share in per cent, running share, rank.
    for (file, known, common) in [
        ("dist.male.first.xz", gaz::GIVEN, gaz::GIVEN_COMMON),
        ("dist.female.first.xz", gaz::GIVEN, gaz::GIVEN_COMMON),
    ] {
        for line in read(&folder.join(file)).lines() {
            let mut fields = line.split_whitespace();
            let (name, share) = (fields.next().unwrap_or(""), fields.next().unwrap_or(""));
            let often = share.parse::<f64>().is_ok_and(|s| s >= 0.01);
            add(entries, name, known | if often { common } else { 0 });
        }
    }
    for part in ["names/male.txt", "names/female.txt"] {
        for line in unzip(&folder.join("nltk-names.zip"), part).lines() {
            add(entries, line.trim(), gaz::GIVEN);
        }
    }
    for line in read(&folder.join("dist.all.last.xz")).lines() {
        let mut fields = line.split_whitespace();
        let name = fields.next().unwrap_or("");
        let rank: u32 = fields.nth(2).and_then(|n| n.parse().ok()).unwrap_or(u32::MAX);
        add(entries, name, gaz::SURNAME | if rank <= 5000 { gaz::SURNAME_COMMON } else { 0 });
    }
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

fn casing(source: &Path, entries: &mut Entries) {
    let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
    count_gmb(&source.join("gmb/ner_dataset.csv.zip"), &mut counts);
    count_masc(&source.join("masc-text/masc_tagged.zip"), &mut counts);
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

/// CSV: sentence mark, word, part of speech, tag; a sentence mark opens a sentence.
fn count_gmb(zip: &Path, counts: &mut BTreeMap<String, Counts>) {
    let mut sentence = Vec::new();
    for line in unzip(zip, "ner_dataset.csv").lines().skip(1) {
        if line.starts_with("Sentence") {
            count_sentence(&sentence, counts);
            sentence.clear();
        }
        sentence.push(line.split(',').nth(1).unwrap_or("").to_owned());
    }
    count_sentence(&sentence, counts);
}

/// `word_TAG` tokens, a blank line or a line end between sentences.
fn count_masc(zip: &Path, counts: &mut BTreeMap<String, Counts>) {
    for line in unzip(zip, "masc_tagged/written/*").lines() {
        let words: Vec<String> =
            line.split_whitespace().filter_map(|t| t.rsplit_once('_').map(|(w, _)| w.to_owned())).collect();
        count_sentence(&words, counts);
    }
}

/// A file's text, unpacked when its name ends in `.xz`. Bytes that are not UTF-8 are Latin-1.
fn read(path: &Path) -> String {
    let bytes = match path.extension().is_some_and(|e| e == "xz") {
        true => run("xz", &["-dc".as_ref(), path.as_os_str()]),
        false => std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display())),
    };
    text(bytes)
}

fn unzip(zip: &Path, part: &str) -> String {
    text(run("unzip", &["-p".as_ref(), zip.as_os_str(), part.as_ref()]))
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|e| e.into_bytes().iter().map(|b| char::from(*b)).collect())
}

fn run(program: &str, args: &[&std::ffi::OsStr]) -> Vec<u8> {
    let out = Command::new(program).args(args).output().unwrap_or_else(|e| panic!("{program}: {e}"));
    assert!(out.status.success(), "{program} failed: {}", String::from_utf8_lossy(&out.stderr));
    out.stdout
}
