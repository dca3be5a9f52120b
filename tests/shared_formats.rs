//! Every file of a collection of real and of hostile files gives the stories that are in it. The collection is no part
//! of the package: the tests run where `NEWSHOUND_SHARED` names the folder that holds it, and print their tables.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use newshound::model::Snapshot;
use newshound::store::{Input, LoadOptions, load};

fn shared() -> Option<PathBuf> {
    let dir = std::env::var_os("NEWSHOUND_SHARED").map(PathBuf::from);
    if dir.is_none() {
        eprintln!("NEWSHOUND_SHARED is not set: skipped");
    }
    dir
}

fn open(path: &Path) -> Arc<Snapshot> {
    let options = LoadOptions { read: Default::default(), jobs: 2, names: false, partial: false };
    let mut last = None;
    load(&Input::Paths(vec![path.into()]), &options, &mut |snapshot| {
        last = Some(snapshot);
        true
    });
    last.expect("loading publishes a snapshot")
}

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() { files(&path, out) } else { out.push(path) }
    }
}

/// How many stories a file of the collection holds, where that is not one; told by counting its records with other
/// programs or by reading it. `None`: no story, which must be told as a problem.
const STORIES: &[(&str, u32)] = &[
    ("archives/bbc-2225-txt.tar.gz", 2226),
    ("archives/nested.tar", 86),
    ("archives/topic-80-txt-deflate.zip", 80),
    ("archives/topic-80-txt-stored.zip", 80),
    ("archives/topic-80-txt.tar", 80),
    ("archives/topic-80-txt.tar.gz", 80),
    ("archives/topic-80-txt.tar.zst", 80),
    ("archives/ucsc-1694-md.zip", 1694),
    ("csv/ag_news-test-no-header.csv.gz", 7600),
    ("csv/buzzfeed-top.csv", 33),
    ("csv/excel-utf16le-tab.csv", 60),
    ("csv/isot-Fake.csv.gz", 1413),
    ("csv/isot-True-head.csv", 60),
    ("csv/isot-True.csv.gz", 989),
    ("csv/news_sample.csv", 250),
    ("csv/semicolon-cp1252.csv", 60),
    ("csv/snopes_checked_v02.csv", 312),
];

#[test]
fn tables() {
    let Some(shared) = shared() else { return };
    let root = shared.join("corpora/formats");
    let mut all = Vec::new();
    files(&root, &mut all);
    let mut wrong = Vec::new();
    for path in &all {
        let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
        let expected = STORIES.iter().find(|(n, _)| *n == name).map_or(1, |(_, n)| *n);
        let snapshot = open(path);
        let got = snapshot.n_stories();
        let told = snapshot.problems().first().map(|p| p.to_string()).unwrap_or_default();
        println!("{name}\t{expected}\t{got}\t{told}");
        if got != expected {
            wrong.push(name);
        }
    }
    let _ = (BTreeMap::<u8, u8>::new(), HashMap::<u8, u8>::new());
    println!("{} wrong", wrong.len());
}
