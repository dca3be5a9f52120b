//! Every file of a collection of real and of hostile files gives the stories that are in it, and what is wrong is told.
//! The collection is no part of the package: the tests run where `NEWSHOUND_SHARED` names the folder that holds it, and
//! print their tables.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use common::{open, shared};

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() { files(&path, out) } else { out.push(path) }
    }
}

/// Files with another number of stories than one. Feeds are counted by the expectations that stand beside them. Every
/// file was counted by readers that share nothing with ours (Python's csv, json, email, mailbox, zipfile, tarfile and
/// ElementTree; feedparser, warcio, pyarrow), in which a record with a text or a headline is a story; where they said
/// another number, the file was looked into. They count less in damaged archives and mails, which they give up, and more
/// where wget kept its own notes in a web archive.
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
    ("epub/tika/testEPUB.epub", 3),
    ("epub/tika/testEPUB_xml_ext.epub", 2),
    ("epub/topic-20.epub", 20),
    ("json/array-400-pretty.json", 400),
    ("json/object-with-articles-list.json", 40),
    ("jsonl/other-keys.jsonl", 60),
    ("jsonl/stories-500.jsonl.gz", 500),
    ("jsonl/stories-60-crlf-bom.ndjson", 60),
    ("jsonl/two-gzip-members-20.jsonl.gz", 20),
    ("jsonl/two-zstd-frames-20.jsonl.zst", 20),
    ("mbox/tika/complex.mbox", 3),
    ("mbox/tika/simple.mbox", 2),
    ("mbox/topic-60.mbox", 60),
    ("newsml-g2/superdesk/ap.xml", 3),
    ("parquet/stories-100-snappy.parquet", 100),
    ("parquet/stories-1000-zstd.parquet", 1000),
    ("rss/superdesk/wordpress_wxr.xml", 5),
    ("rss/superdesk/wordpress_wxr_thumb.xml", 2),
    ("tsv/buzzfeed-v02-no-header.tsv.gz", 1380),
    ("tsv/embedded-newlines.tsv", 60),
    ("warc/news-pages.warc.gz", 11),
];

/// Files that hold no story, by parts of their paths, and why.
const NONE: &[(&str, &str)] = &[
    ("eml/mikel-mail/bad_date_header", "headers and no body"),
    ("eml/mikel-mail/missing_body.eml", "headers and no body"),
    ("eml/stalwart-malformed/000.eml", "empty parts"),
    ("eml/stalwart-malformed/001.eml", "empty parts"),
    ("eml/stalwart-malformed/007.eml", "empty parts"),
    ("feeds/feed-rs/rss2-rss_2.0_invalid_1.xml", "cut off before the first entry"),
    ("feeds/feedparser-encoding/big5.xml", "a title and no entry"),
    ("feeds/feedparser-encoding/bozo_invalid-bytes", "a title and no entry, cut off"),
    ("feeds/feedparser-encoding/euc-kr-attribute.xml", "its one entry is a picture without a headline"),
    ("feeds/feedparser-encoding/euc-kr.xml", "a title and no entry"),
    ("feeds/feedparser-encoding/u16.xml", "a title and no entry"),
    ("feeds/feedparser-encoding/utf-", "a title and no entry"),
    ("json/fakenewsnet-one-object-per-file/BuzzFeed_Fake_30", "an empty file"),
    ("json/fakenewsnet-one-object-per-file/BuzzFeed_Fake_31", "an empty file"),
    ("mhtml/tika/testUserDefinedCharset.mhtml", "headers and no body"),
    ("newsml-g2/iptc/LISTING_1_", "a picture"),
    ("newsml-g2/iptc/LISTING_24_", "packages, which list other items"),
    ("newsml-g2/iptc/LISTING_3_", "a picture"),
    ("newsml-g2/iptc/LISTING_6_", "a package, which lists other items"),
    ("newsml-g2/iptc/ap_metadata_example.xml", "what is known of a story, without it"),
    ("newsml-g2/superdesk/LISTING_1_", "a picture"),
    ("newsml-g2/superdesk/LISTING_6_", "a package, which lists other items"),
    ("newsml-g2/superdesk/picture.xml", "a picture"),
    ("newsml-g2/superdesk/snep.xml", "a package, which lists other items"),
    ("newsml-g2/superdesk/tag_reuters.com_0000_newsml_GM1EA7M13RP01", "a picture"),
    ("newsml-g2/superdesk/tag_reuters.com_2014_newsml_KBN0FL0NM", "a package, which lists other items"),
    ("newsml-g2/superdesk/tag_reuters.com_2014_newsml_LYNXMPEA6F", "pictures"),
    ("ninjs/iptc/not-valid-008_extension.json", "no text"),
    ("ninjs/superdesk/ninjs4_mock.json", "answers of a server"),
    ("nitf/superdesk/aap-finance-lite.xml", "an empty body"),
    ("warc/warcio/bad.arc", "records without content"),
    ("warc/warcio/example-digest.warc", "requests only"),
    ("warc/warcio/example-space-in-target-uri.warc.gz", "a picture"),
    ("warc/warcio/post-test.warc.gz", "answers in JSON"),
];

/// Files with stories and with something wrong that is told, by parts of their paths.
const TROUBLED: &[(&str, &str)] = &[
    ("archives/ucsc-1694-md.zip", "front matter that is not YAML"),
    ("warc/warcio/example-space-in-url.arc", "a record that is shorter than it says"),
    ("warc/warcio/example-trunc.warc", "a record that is two bytes longer than it says"),
];

/// What other files should give, not stories.
fn is_expectation(name: &str) -> bool {
    [".serde.json", "expected.html", "expected-metadata.json", "meta.info"].iter().any(|e| name.ends_with(e))
        || (name.starts_with("html/fundus/") && name.ends_with(".json"))
}

fn expected(root: &Path, name: &str) -> u32 {
    if NONE.iter().any(|(part, _)| name.starts_with(part)) {
        return 0;
    }
    if let Some((_, n)) = STORIES.iter().find(|(n, _)| *n == name) {
        return *n;
    }
    let stem = name.trim_end_matches(".xml").trim_end_matches(".json");
    match fs::read_to_string(root.join(format!("{stem}.serde.json"))) {
        Ok(json) => {
            let json: serde_json::Value = serde_json::from_str(&json).unwrap();
            json["entries"].as_array().unwrap().len() as u32
        }
        Err(_) => 1,
    }
}

/// Rows of the table: format, files, stories expected, stories got.
#[derive(Default)]
struct Row {
    files: u32,
    expected: u32,
    got: u32,
    told: u32,
}

#[test]
fn every_real_file_gives_its_stories() {
    let Some(shared) = shared() else { return };
    let root = shared.join("corpora/formats");
    let pdf = std::process::Command::new("pdftotext").arg("-v").output().is_ok();
    let (mut all, mut rows, mut wrong) = (Vec::new(), BTreeMap::<String, Row>::new(), Vec::new());
    files(&root, &mut all);
    for path in &all {
        let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
        let snapshot = open(path, false);
        let (got, problems) = (snapshot.n_stories(), snapshot.problems());
        if is_expectation(&name) {
            continue;
        }
        let needs_program = name.ends_with(".pdf") && !pdf;
        let expected = if needs_program { 0 } else { expected(&root, &name) };
        let row = rows.entry(name.split('/').next().unwrap().to_owned()).or_default();
        row.files += 1;
        row.expected += expected;
        row.got += got;
        row.told += problems.len() as u32;
        let troubled = expected == 0 || TROUBLED.iter().any(|(part, _)| name == *part);
        if got != expected || troubled == problems.is_empty() {
            wrong.push(format!("{name}: {expected} stories expected, {got} got, {problems:?}"));
        }
    }
    println!("{:12} {:>5} {:>8} {:>8} {:>8}", "format", "files", "expected", "got", "problems");
    for (name, row) in rows {
        println!("{name:12} {:5} {:8} {:8} {:8}", row.files, row.expected, row.got, row.told);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_encoding_is_read() {
    let Some(shared) = shared() else { return };
    let root = shared.join("corpora/encodings");
    let words = |path: &Path| {
        let snapshot = open(path, false);
        let text =
            snapshot.stories().next().unwrap_or_else(|| panic!("{path:?} gives no story")).text().to_owned();
        // Composed and decomposed letters, hyphens that are only shown at line ends, kinds of blanks and of line ends
        // are all the same story.
        let folded: String = newshound::text::fold(&text.replace('\u{ad}', "")).into_owned();
        folded.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    let story = words(&root.join("one-story/utf-8.txt"));
    for entry in fs::read_dir(root.join("one-story")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        // Shown as they are: references in plain text, an encoding of no standard that browsers know, text that was
        // broken before it came here, and the letters that an encoding does not have.
        let as_it_is =
            ["html-entities", "macroman", "mojibake", "latin-1"].iter().any(|part| name.starts_with(part));
        let found = words(&path);
        if as_it_is {
            assert!(found.len() * 10 > story.len() * 8, "{name}");
        } else {
            assert_eq!(found, story, "{name}");
        }
    }
    let mut all = Vec::new();
    files(&root.join("chardet"), &mut all);
    for path in &all {
        let snapshot = open(path, false);
        let folder = path.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned();
        let text: String = snapshot.stories().map(|s| s.text().to_owned()).collect();
        let broken = text.matches('\u{fffd}').count();
        println!("{folder:24} {:4} stories, {broken} letters lost  {}", snapshot.n_stories(), path.display());
        assert!(snapshot.n_stories() > 0 || !snapshot.problems().is_empty(), "{path:?}");
        assert!(broken * 100 <= text.chars().count(), "{path:?}: {broken} letters lost");
    }
}

#[test]
fn every_hostile_file_gives_what_can_be_had() {
    let Some(shared) = shared() else { return };
    let root = shared.join("corpora/torture");
    let table = fs::read_to_string(root.join("EXPECT.tsv")).unwrap();
    let (mut wrong, mut n) = (Vec::new(), 0);
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [name, good, _] = cells[..] else { panic!("{row}") };
        n += 1;
        let snapshot = open(&root.join(name), false);
        let got = snapshot.n_stories();
        let (least, most) = match good.split_once('-') {
            Some(("", "")) => (0, u32::MAX),
            Some((least, most)) => (least.parse().unwrap(), most.parse().unwrap()),
            None => (good.parse().unwrap(), good.parse().unwrap()),
        };
        let failed = snapshot.problems().iter().any(|p| p.what.contains("the program failed"));
        let silent = got == 0 && snapshot.problems().is_empty();
        if !(least..=most).contains(&got) || failed || silent {
            wrong.push(format!("{name}: {good} stories expected, {got} got, {:?}", snapshot.problems()));
        }
    }
    println!("{n} hostile files, {} not as expected", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let whole = open(&root, false);
    println!("all of them at once: {} stories, {} problems", whole.n_stories(), whole.problems().len());
    let attacks = whole.stories().filter(|s| s.path() == "terminal/attacks.jsonl").count();
    assert_eq!(attacks, 53);
}
