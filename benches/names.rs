//! Tokens a second on one core, the whole path from text to mentions: `cargo bench --bench names`.
//!
//! Reads the stories of the house, repeated, and where `NEWSHOUND_SHARED` names the folder of shared data also news from
//! there, which has more different words. `two` is what the program does; `one` leaves the second pass of the tagger out.
//! `open` opens the model: what the first story of a run pays.

use std::path::Path;

use divan::counter::ItemsCount;
use newshound::model::Draft;
use newshound::ner::{Options, recognize_with};

fn main() {
    divan::main();
}

/// A set of texts.
#[derive(Clone, Copy, Debug)]
enum Texts {
    House,
    Shared,
}

impl Texts {
    fn drafts(self) -> Vec<Draft> {
        let folder = match self {
            Texts::House => Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"),
            Texts::Shared => match std::env::var_os("NEWSHOUND_SHARED") {
                Some(shared) => Path::new(&shared).join("corpora/topic/txt"),
                None => return Vec::new(),
            },
        };
        let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
        let mut files: Vec<_> = entries.flatten().map(|e| e.path()).collect();
        files.sort();
        let text = |path| std::fs::read_to_string(path).ok();
        files.iter().filter_map(text).map(|text| Draft { text, ..Draft::default() }).collect()
    }
}

/// Counts in tokens, so that the items a second are tokens a second.
fn run(bencher: divan::Bencher<'_, '_>, texts: Texts, options: Options<'_>) {
    let drafts = texts.drafts();
    let tokens: usize = drafts.iter().map(|d| newshound::text::tokens(&d.text).count()).sum();
    bencher
        .counter(ItemsCount::new(tokens))
        .bench(|| drafts.iter().map(|d| recognize_with(d, options).len()).sum::<usize>());
}

#[divan::bench(args = [Texts::House, Texts::Shared])]
fn two(bencher: divan::Bencher<'_, '_>, texts: Texts) {
    run(bencher, texts, Options::default());
}

#[divan::bench(args = [Texts::House, Texts::Shared])]
fn one(bencher: divan::Bencher<'_, '_>, texts: Texts) {
    run(bencher, texts, Options { one_pass: true, ..Options::default() });
}

#[divan::bench]
fn open() -> bool {
    let blob = include_bytes!("../models/names.bin");
    newshound::ner::weights::Blob::open(blob).is_some()
}
