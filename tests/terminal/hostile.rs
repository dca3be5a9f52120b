//! Stories and names of files that attack, in every part of the reader: no byte of them acts.

use crate::corpus::{N_STORIES, corpus};
use crate::home;
use crate::pty::Run;

/// Last bytes of the sequences that the reader sends to draw and to set the terminal up.
const OURS: &str = "ABCDGHJKmrhl";

/// Asserts that of all that was sent nothing but the reader's own sequences acts.
fn assert_harmless(run: &Run) {
    let sent = run.sent();
    let text = std::str::from_utf8(&sent).expect("it is text");
    let mut plain = String::new();
    let mut pieces = text.split('\u{1b}');
    plain.push_str(pieces.next().unwrap_or(""));
    for piece in pieces {
        let ours = match piece.strip_prefix('[') {
            Some(rest) => rest
                .trim_start_matches(|c: char| c.is_ascii_digit() || "?;".contains(c))
                .strip_prefix(|c| OURS.contains(c)),
            None => piece.strip_prefix('M'),
        };
        plain.push_str(ours.unwrap_or_else(|| {
            panic!("a sequence that is not ours: {:?}", &piece[..piece.floor_char_boundary(60)])
        }));
    }
    let wrong = |c: char| match c {
        '\r' | '\n' | '\u{8}' => false,
        '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => true,
        c => c.is_control(),
    };
    assert_eq!(plain.chars().find(|c| wrong(*c)), None);
    assert_eq!(run.driven(), [""; 0]);
}

/// How many stories there are to walk through, told where the first one is open.
fn n_rows(run: &mut Run) -> usize {
    run.keys("g\r").keys("\x07").until_shown("reading, story 1 of ");
    let text = run.text();
    let (_, told) = text.split_once("reading, story 1 of ").expect("it was just there");
    told.split(',').next().and_then(|n| n.parse().ok()).expect("a number of rows")
}

/// Opens every story, and what can be asked of each.
fn walk(run: &mut Run) {
    let n_rows = n_rows(run);
    // Copies stand under one row.
    assert!(n_rows > N_STORIES / 2, "{n_rows}");
    for n in 1..=n_rows {
        run.keys("\x07").until_shown(&format!("reading, story {n} of {n_rows}"));
        // The list with its cursor here; then the next page, a name, its card, why it is linked.
        run.keys("h").keys("\x07").until_shown(&format!("list, story {n} of {n_rows}")).keys("l");
        run.keys(" .\r").keys("\x1b").keys("w").keys("\x1b");
        run.keys("hj\r");
    }
}

#[test]
fn no_byte_of_a_story_or_name_drives_the_terminal() {
    let (home, corpus) = (home(), corpus());
    let path = corpus.path().to_str().expect("a plain path");
    let mut run = Run::start(home.path(), &[path]);
    run.until_shown(&format!("{N_STORIES} stories"));
    walk(&mut run);
    // Every problem, the names, what is related, two stories beside one another.
    run.keys("P").until_shown("Problems").keys("     ").until_shown(r"broken-\x1b[2J").keys("\x1b");
    run.keys("i").until_shown("Names").keys("jjG\r").keys("\x1b\x1b");
    run.keys("hgv").until_shown("selected").keys("G").keys("c").until_shown("Compared: ").keys("   \x1b");
    run.keys("r").until_shown("Related").keys("\x1b");
    run.keys("t").until_shown("Tag the story").keys("\x1b").keys("?").keys("\x1b");
    run.keys("\r").keys("Y").until_shown("appended to");
    run.resize(80, 24);
    run.keys("hP").until_shown("Problems").keys("\x1b").keys("g\r");
    run.keys("Q");
    assert_eq!(run.ended(), 0);
    run.assert_restored();
    assert_harmless(&run);
    let quotes = std::fs::read_to_string(home.path().join("newshound/quotes.md")).expect("it is kept");
    assert!(quotes.chars().all(|c| c == '\n' || !c.is_control()), "{quotes:?}");
}

#[test]
fn no_byte_of_a_story_or_name_drives_a_plain_terminal() {
    let (home, corpus) = (home(), corpus());
    let path = corpus.path().to_str().expect("a plain path");
    let mut run = Run::start_with(home.path(), &[path], &[("TERM", "dumb")]);
    run.until_shown(&format!("{N_STORIES} stories"));
    walk(&mut run);
    run.keys("Q");
    assert_eq!(run.ended(), 0);
    run.assert_restored();
    assert_harmless(&run);
}

#[test]
fn every_stored_attack_opens_and_does_nothing() {
    let Some(shared) = std::env::var_os("NEWSHOUND_SHARED") else {
        eprintln!("NEWSHOUND_SHARED is not set: skipped");
        return;
    };
    // The program runs in a folder of its own.
    let shared = std::path::absolute(shared).expect("the folder has a name");
    let file = shared.join("corpora/torture/terminal/attacks.jsonl");
    let attacks = std::fs::read_to_string(&file).expect("the shared data has the attacks");
    let home = home();
    let mut run = Run::start(home.path(), &[file.to_str().expect("a plain path")]);
    run.until_shown(&format!("{} stories", attacks.lines().count()));
    let mut opened = 0;
    for line in attacks.lines() {
        let story: serde_json::Value = serde_json::from_str(line).expect("each line is a story");
        let id = story["id"].as_str().expect("each attack has an id");
        // The body, not the title, has the word that ends with the attack's name; it is shown once the story is open.
        let word = format!("CANARY-{}", id.trim_start_matches("t-"));
        run.keys("&\x15").keys(&format!("id:{id}\r"));
        // A long line may break behind the hyphen.
        let shown = |screen: &vt100::Screen| {
            let lines = screen.contents();
            let reading = lines.lines().filter_map(|l| l.split('│').nth(1)).map(str::trim);
            reading.collect::<String>().contains(&word)
        };
        run.keys("\r");
        if story["text"].as_str().is_some_and(|text| text.len() > 2000) {
            run.until("the long story", |s| s.contents().contains("│  [1;1;1;1")).keys("G");
        }
        run.until(&word, shown).keys("\x1b");
        opened += 1;
    }
    assert_eq!(opened, 53);
    run.keys("Q");
    assert_eq!(run.ended(), 0);
    run.assert_restored();
    assert_harmless(&run);
}
