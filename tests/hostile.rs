//! Look-ups over hostile stories, file names and arguments: no byte of them drives the terminal, and nothing is written.

#[path = "terminal/corpus.rs"]
mod corpus;
#[path = "terminal/driven.rs"]
mod driven;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::num::NonZeroU16;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::SystemTime;

use corpus::{N_STORIES, corpus, tar};
use driven::{ATTACKS, Driven};

/// Every look-up, in each of its forms. `A` and `B` stand for stories, `Q` for a query, `N` for a name.
const LOOK_UPS: [&str; 45] = [
    "find Q",
    "find -l Q",
    "find -0 Q",
    "find Q --json",
    "find Q --tsv",
    "find Q --sort outlet",
    "names",
    "names --in",
    "names --json --in",
    "names --tsv",
    "names --sort first",
    "who N",
    "who N --why",
    "who N --json",
    "who N --tsv",
    "lines Q",
    "lines Q --said",
    "lines Q --markdown",
    "lines Q --json",
    "lines Q --tsv",
    "show A",
    "show A --mark",
    "show A --mark --width 40",
    "show A --plain",
    "show A --names",
    "show A --json",
    "related A",
    "related A --json",
    "related A --tsv",
    "common A B",
    "common A B --json",
    "common A B --tsv",
    "annotate",
    "export csv",
    "export jsonl",
    "export graphml",
    "export ftm",
    "export markdown",
    "decide list",
    "decide hide N",
    "decide same N person:jeff-sessions",
    "frame --size 80x24",
    "frame --size 120x40 --keys P",
    "frame --size 100x30 --keys <enter> --styles",
    "frame --size 100x30 --keys i --plain",
];

/// Arguments that are told again when they are wrong; `X` stands for what is hostile.
const ECHOES: [&str; 24] = [
    "find X",
    "find \"X",
    "find /X(/",
    "find org:X date:X",
    "find lang:X~X",
    "lines (X",
    "who X",
    "who person:X",
    "show X",
    "related X",
    "common X X",
    "names --label X",
    "names --sort X",
    "names --query (X",
    "names --X",
    "names -X",
    "export X",
    "decide X",
    "decide same X X",
    "decide label X X",
    "frame --size X",
    "frame --keys X",
    "find a --map X",
    "completions X",
];

struct Run {
    home: tempfile::TempDir,
}

impl Run {
    fn new() -> Run {
        Run { home: tempfile::tempdir().expect("a folder for the state") }
    }

    fn command(&self, color: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newshound"));
        command.env_clear().env("TERM", "xterm-256color").args(["--color", color]).stdin(Stdio::null());
        for folder in ["HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"] {
            command.env(folder, self.home.path());
        }
        command
    }

    /// Runs a look-up and asserts that neither output nor messages drive a terminal; where it prints styles, without
    /// them too.
    fn check(&self, words: &[OsString], paths: &[&OsStr]) -> Output {
        let styled = self.check_in("always", words, paths);
        if styled.stdout.contains(&0x1b) {
            self.check_in("never", words, paths);
        }
        styled
    }

    fn check_in(&self, color: &str, words: &[OsString], paths: &[&OsStr]) -> Output {
        let output = self.command(color).args(words).args(paths).output().expect("the program runs");
        let code = output.status.code();
        assert!(code.is_some_and(|code| code <= 3), "{words:?} {paths:?}: {code:?}");
        let nul = words.iter().any(|word| word == "-0");
        let what = format!("{words:?} --color {color}");
        harmless(&what, &output.stdout, color == "always", nul);
        harmless(&what, &output.stderr, false, false);
        output
    }
}

/// Asserts that what was printed has no control but line ends and tabs, and of sequences only newshound's own bold and
/// underline where it may; then that an emulator sees nothing else.
fn harmless(what: &str, bytes: &[u8], styled: bool, nul: bool) {
    let text = std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{what}: {error}"));
    let mut plain = text.to_owned();
    if styled {
        for style in ["1", "22", "1;4", "22;24"] {
            plain = plain.replace(&format!("\u{1b}[{style}m"), "");
        }
    }
    let wrong = |c: char| match c {
        '\n' | '\t' => false,
        '\0' => !nul,
        '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => true,
        c => c.is_control(),
    };
    if let Some((at, c)) = plain.char_indices().find(|(_, c)| wrong(*c)) {
        let from = plain.floor_char_boundary(at.saturating_sub(60));
        panic!("{what}: {c:?} behind {:?}", &plain[from..at]);
    }
    let size = |n| NonZeroU16::new(n).expect("a size above 0");
    let mut emulator = vt100::Parser::new_with_callbacks(size(40), size(120), 0, Driven::default());
    emulator.process(text.replace(['\0', '\n'], "\r\n").as_bytes());
    // The sign for what could not be decoded is one more that the emulator only tells.
    let events: Vec<_> = emulator.callbacks().events.iter().filter(|e| !e.contains('\u{fffd}')).collect();
    assert_eq!(events, [""; 0], "{what}");
    let screen = emulator.screen();
    assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste(), "{what}");
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "{what}");
    for cell in (0..40).flat_map(|y| (0..120).map(move |x| (y, x))).filter_map(|(y, x)| screen.cell(y, x)) {
        let colours = (cell.fgcolor(), cell.bgcolor());
        assert_eq!(colours, (vt100::Color::Default, vt100::Color::Default), "{what}");
        assert!(styled || !(cell.bold() || cell.underline() || cell.inverse()), "{what}");
    }
}

fn words(line: &str, replaced: &[(&str, &OsStr)]) -> Vec<OsString> {
    let word =
        |word: &str| replaced.iter().find(|(w, _)| *w == word).map_or(word.into(), |(_, with)| with.into());
    line.split(' ').map(word).collect()
}

fn ids(run: &Run, path: &OsStr) -> Vec<OsString> {
    let output = run.command("never").args(["find", "-l", ""]).arg(path).output().expect("the program runs");
    output
        .stdout
        .split(|b| *b == b'\n')
        .filter(|id| !id.is_empty())
        .map(|id| OsStr::from_bytes(id).into())
        .collect()
}

/// Stories that hold what every ten of `stories` hold, field by field.
fn by_tens(stories: &str) -> String {
    let parse = |line| serde_json::from_str(line).expect("each line is a story");
    let stories: Vec<serde_json::Map<String, serde_json::Value>> = stories.lines().map(parse).collect();
    let mut out = String::new();
    for ten in stories.chunks(10) {
        let mut together = serde_json::Map::new();
        for key in ten.iter().flat_map(serde_json::Map::keys) {
            let values: Vec<&str> = ten.iter().filter_map(|story| story.get(key)?.as_str()).collect();
            together.insert(key.clone(), values.join(" ").into());
        }
        out += &format!("{}\n", serde_json::Value::Object(together));
    }
    out
}

#[test]
fn no_look_up_lets_a_story_drive_the_terminal() {
    let folder = corpus();
    let mut n_stories = N_STORIES;
    if let Some(shared) = std::env::var_os("NEWSHOUND_SHARED") {
        let file = Path::new(&shared).join("corpora/torture/terminal/attacks.jsonl");
        let stored = fs::read_to_string(file).expect("the shared data has the attacks");
        let together = by_tens(&stored);
        n_stories += stored.lines().count() + together.lines().count();
        fs::write(folder.path().join("stored.jsonl"), stored).expect("the folder can be written");
        fs::write(folder.path().join("together.jsonl"), together).expect("the folder can be written");
    } else {
        eprintln!("NEWSHOUND_SHARED is not set: without the stored attacks");
    }
    let (run, path) = (Run::new(), folder.path().as_os_str());
    let ids = ids(&run, path);
    assert_eq!(ids.len(), n_stories, "{ids:?}");
    let names = run.command("never").args(["names", "-n", "1"]).arg(path).output().expect("the program runs");
    let names = String::from_utf8(names.stdout).expect("text");
    let name = names.trim_end().rsplit('\t').next().expect("the stories have names");
    let query = OsStr::new("ruiz OR CANARY*");
    let with = [("A", ids[0].as_os_str()), ("B", ids[1].as_os_str()), ("Q", query), ("N", name.as_ref())];
    std::thread::scope(|scope| {
        scope.spawn(|| show_each(&run, &ids, path));
        for line in LOOK_UPS {
            let output = run.check(&words(line, &with), &[path]);
            // Of what is asked for there may be none, but then that is the answer, and no error.
            let answered = !output.stdout.is_empty() || output.status.code() < Some(2);
            assert!(answered || line.starts_with("decide"), "{line}: {output:?}");
        }
    });
}

/// Shows the first story of every file; of the stored attacks, those that hold all of them, as each start costs time.
fn show_each(run: &Run, ids: &[OsString], path: &OsStr) {
    let is_wanted = |id: &OsStr| match id.as_bytes().split(|b| *b == b'#').collect::<Vec<_>>()[..] {
        [file, number] => number == b"1" && file != b"stored.jsonl" || file == b"together.jsonl",
        _ => true,
    };
    for id in ids.iter().filter(|id| is_wanted(id)) {
        let words = ["show".into(), "--mark".into(), "--names".into(), id.clone()];
        let marked = run.check_in("always", &words, &[path]);
        assert_eq!(marked.status.code(), Some(0), "{id:?}: {marked:?}");
    }
}

#[test]
fn what_is_wrong_in_an_argument_is_told_without_its_bytes() {
    let run = Run::new();
    let all = ATTACKS.concat().replace('\0', "");
    let folder = tempfile::tempdir().expect("a folder");
    let story = format!("Ferry {all}\n\nMayor Ann Ruiz met Jeff Sessions. {all}\n");
    fs::write(folder.path().join("\u{1b}[2J.txt"), story).expect("the folder can be written");
    for line in ECHOES {
        let line: Vec<OsString> = line.split(' ').map(|word| word.replace('X', &all).into()).collect();
        run.check(&line, &[folder.path().as_os_str()]);
    }
    for path in [all.as_bytes(), b"\xff\x1b]0;x\x07\xc2", b"--\x1b[2J", b"-\x1b]0;x\x07"] {
        let path = OsStr::from_bytes(path);
        for words in [vec!["find", "a"], vec!["names"], vec!["frame"], vec!["show", "a"], vec![]] {
            let words: Vec<OsString> = words.into_iter().map(Into::into).collect();
            let output = run.check(&words, &[path]);
            assert_eq!(output.status.code(), Some(2), "{words:?} {path:?}");
        }
    }
    let queries = run.home.path().join("queries\u{1b}[2J");
    fs::write(&queries, format!("ruiz\n({all}\n\"{all}\n")).expect("the folder can be written");
    for look_up in ["find", "who", "lines"] {
        run.check(
            &[look_up.into(), "--queries".into(), queries.clone().into()],
            &[folder.path().as_os_str()],
        );
    }
}

/// Everything below a folder: paths, kinds, sizes, times.
fn listing(folder: &Path) -> Vec<(PathBuf, u64, Option<SystemTime>)> {
    let mut out = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        let about = fs::symlink_metadata(&path).expect("it is there");
        if about.is_dir() {
            waiting.extend(
                fs::read_dir(&path).expect("it can be read").map(|entry| entry.expect("an entry").path()),
            );
        }
        out.push((path, about.len(), about.modified().ok()));
    }
    out.sort();
    out
}

/// Archives whose files would be written outside, over others, and through links, if anything were.
fn escaping() -> Vec<(&'static str, Vec<u8>)> {
    let text = b"Ferry late\n\nMayor Ann Ruiz met Jeff Sessions.\n";
    let names = [
        "../over.txt",
        "../../../../../../../../tmp/newshound-over.txt",
        "/over.txt",
        "over.txt",
        "dir/../../over.txt",
    ];
    let mut files: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, text.as_slice())).collect();
    files.push(("..\\over.txt", text));
    let mut links = tar::Builder::new(Vec::new());
    for (kind, name, to) in [
        (tar::EntryType::Symlink, "link", "../outside"),
        (tar::EntryType::Symlink, "over.txt", "../outside/kept.txt"),
        (tar::EntryType::Link, "hard", "../outside/kept.txt"),
        (tar::EntryType::Fifo, "fifo", ""),
        (tar::EntryType::Char, "null", ""),
    ] {
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(0);
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.as_old_mut().linkname[..to.len()].copy_from_slice(to.as_bytes());
        header.set_cksum();
        links.append(&header, &b""[..]).expect("memory can be written");
    }
    let links =
        [&links.into_inner().expect("memory can be written")[..5 * 512], &tar(&[("link/through.txt", text)])]
            .concat();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in &files {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(*name, options).expect("memory can be written");
        std::io::Write::write_all(&mut zip, bytes).expect("memory can be written");
    }
    zip.add_symlink("link", "../outside", zip::write::SimpleFileOptions::default())
        .expect("memory can be written");
    let zip = zip.finish().expect("memory can be written").into_inner();
    let nested = tar(&[("in/../../nested.zip", &zip)]);
    vec![("names.tar", tar(&files)), ("links.tar", links), ("names.zip", zip), ("nested.tar", nested)]
}

#[test]
fn nothing_is_written_but_what_is_kept_for_the_reader() {
    let top = tempfile::tempdir().expect("a folder");
    let (stories, outside, home) =
        (top.path().join("stories"), top.path().join("outside"), top.path().join("home"));
    for folder in [&stories, &outside, &home] {
        fs::create_dir(folder).expect("the folder can be written");
    }
    fs::write(outside.join("kept.txt"), "kept").expect("the folder can be written");
    std::os::unix::fs::symlink(&outside, stories.join("to-outside")).expect("links can be made");
    std::os::unix::fs::symlink(outside.join("kept.txt"), stories.join("kept.txt"))
        .expect("links can be made");
    let archives = escaping();
    for (name, bytes) in &archives {
        fs::write(stories.join(name), bytes).expect("the folder can be written");
    }
    let writable = fs::metadata(&stories).expect("it is there").permissions();
    // Whoever may write everywhere is held by the listing alone.
    fs::set_permissions(&stories, std::os::unix::fs::PermissionsExt::from_mode(0o555)).expect("it is ours");
    let outside_home =
        || listing(top.path()).into_iter().filter(|(path, ..)| !path.starts_with(&home)).collect::<Vec<_>>();
    let before = outside_home();
    let strays = [Path::new("/over.txt"), Path::new("/tmp/newshound-over.txt")];
    let words = [
        "find ferry",
        "names",
        "annotate",
        "frame --keys <enter>",
        "export csv",
        "decide hide person:jeff-sessions",
    ];
    for line in words {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newshound"));
        command.env_clear().env("HOME", &home).env("TERM", "dumb").current_dir(&stories).stdin(Stdio::null());
        let output = command.args(line.split(' ')).arg(".").output().expect("the program runs");
        assert_eq!(output.status.code(), Some(0), "{line}: {output:?}");
        assert!(!String::from_utf8_lossy(&output.stderr).contains("failed"), "{line}: {output:?}");
        assert_eq!(outside_home(), before, "{line}");
        assert!(strays.iter().all(|path| !path.exists()), "{line}");
    }
    assert!(!listing(&home).is_empty());
    fs::set_permissions(&stories, writable).expect("it is ours");
}
