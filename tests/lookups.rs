//! Whole runs of look-ups against golden files.
//!
//! A file in `tests/lookups/` is a command, its exit code, and what it prints:
//!
//! ```text
//! $ newshound find sanctuary seeds
//! exit 0
//! -- stdout
//! ...
//! -- stderr
//! ...
//! ```
//!
//! `UPDATE=1 cargo test --test lookups` writes them anew; read the difference before you keep it. Escape and NUL are
//! written `\e` and `\0`. A command may end with `< FILE`. The stories in `tests/lookups/stories/` are invented.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The program in the root of the repository, in an environment that holds nothing of the person who tests.
fn newshound(args: &[String], stdin: Option<&str>) -> Output {
    let home = tempfile::tempdir().unwrap();
    let stdin = match stdin {
        Some(path) => Stdio::from(File::open(Path::new(ROOT).join(path)).unwrap()),
        None => Stdio::null(),
    };
    Command::new(env!("CARGO_BIN_EXE_newshound"))
        .args(args)
        .current_dir(ROOT)
        .env_clear()
        .env("HOME", home.path())
        .env("TERM", "dumb")
        .stdin(stdin)
        .output()
        .unwrap()
}

/// The words of a command line; single and double quotes keep blanks.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for c in line.chars() {
        match (c, quote) {
            (c, Some(q)) if c == q => quote = None,
            ('\'' | '"', None) => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (' ', None) => words.extend(word.take()),
            (c, _) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// The arguments of a golden file's command, and the file that is its standard input.
fn parse(command: &str) -> (Vec<String>, Option<String>) {
    let mut words = words(command.strip_prefix("$ newshound").expect("the first line is the command"));
    let stdin = words.iter().position(|w| w == "<").map(|n| words.split_off(n)[1].clone());
    (words, stdin)
}

fn visible(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace('\u{1b}', "\\e").replace('\0', "\\0")
}

fn golden(command: &str, output: &Output) -> String {
    let code = output.status.code().expect("no signal ended it");
    let (out, err) = (visible(&output.stdout), visible(&output.stderr));
    format!("{command}\nexit {code}\n-- stdout\n{out}-- stderr\n{err}")
}

fn goldens() -> Vec<PathBuf> {
    let dir = fs::read_dir(Path::new(ROOT).join("tests/lookups")).unwrap();
    let mut files: Vec<PathBuf> = dir.map(|entry| entry.unwrap().path()).filter(|p| p.is_file()).collect();
    files.sort();
    files
}

#[test]
fn every_look_up_prints_what_its_golden_file_says() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    for path in goldens() {
        let expected = fs::read_to_string(&path).unwrap();
        let command = expected.lines().next().expect("a golden file starts with its command");
        let (args, stdin) = parse(command);
        let found = golden(command, &newshound(&args, stdin.as_deref()));
        if update {
            fs::write(&path, &found).unwrap();
        } else if found != expected {
            wrong.push(format!("{}\n--- expected\n{expected}\n--- found\n{found}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{} golden files differ:\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn the_number_of_threads_changes_nothing() {
    for look_up in ["annotate", "names --json --in", "find harbour --json"] {
        let one = |jobs: &str| {
            let words = words(&format!("{look_up} seeds tests/lookups/stories --jobs {jobs}"));
            let output = newshound(&words, None);
            assert!(output.status.success() && !output.stdout.is_empty(), "{look_up}");
            visible(&output.stdout)
        };
        assert_eq!(one("1"), one("3"), "{look_up}");
    }
}

fn args(words: &[&str]) -> Vec<String> {
    words.iter().map(|w| (*w).to_owned()).collect()
}

#[test]
fn a_broken_pipe_is_success() {
    for call in [&["annotate", "seeds"][..], &["find", "", "seeds"], &["man"], &["--help"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let status = Command::new(env!("CARGO_BIN_EXE_newshound"))
            .args(call)
            .current_dir(ROOT)
            .stdin(Stdio::null())
            .stdout(writer)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        assert_eq!((status.status.code(), visible(&status.stderr)), (Some(0), String::new()), "{call:?}");
    }
}

#[test]
fn offsets_of_annotate_fit_its_text() {
    let output = newshound(&args(&["annotate", "seeds"]), None);
    let mut stories = 0;
    for line in visible(&output.stdout).lines() {
        let story: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = story["text"].as_str().unwrap();
        let name = story["path"].as_str().unwrap();
        assert_eq!(text, fs::read_to_string(Path::new(ROOT).join("seeds").join(name)).unwrap());
        let mut last = 0;
        for mention in story["mentions"].as_array().unwrap() {
            let (start, end) = (mention["start"].as_u64().unwrap(), mention["end"].as_u64().unwrap());
            assert!(last <= start && start < end, "{mention}");
            assert_eq!(&text[start as usize..end as usize], mention["text"].as_str().unwrap());
            assert_eq!(mention["entity"].is_null(), mention["name"].is_null(), "{mention}");
            last = end;
        }
        stories += 1;
    }
    assert_eq!(stories, 3);
}

#[test]
fn a_file_name_cannot_drive_the_terminal() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a\u{1b}[2J\u{9b}31m\nb.txt"), "The harbour of Port Asa froze on Monday.")
        .unwrap();
    let path = dir.path().to_str().unwrap().to_owned();
    for look_up in [&["find", "harbour"][..], &["find", "harbour", "--json"], &["annotate"]] {
        let mut words = args(look_up);
        words.push(path.clone());
        let output = newshound(&words, None);
        let printed = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(!printed.chars().any(|c| c.is_control() && c != '\n' && c != '\t'), "{printed:?}");
        assert_eq!(printed.lines().count(), 1, "{printed:?}");
    }
}

#[test]
fn with_a_terminal_and_no_path_the_built_in_stories_are_read_and_that_is_said() {
    let pty = portable_pty::native_pty_system().openpty(Default::default()).unwrap();
    let mut command = portable_pty::CommandBuilder::new(env!("CARGO_BIN_EXE_newshound"));
    command.args(["find", "", "--count", "--quiet"]);
    let mut child = pty.slave.spawn_command(command).unwrap();
    drop(pty.slave);
    let mut reader = pty.master.try_clone_reader().unwrap();
    let mut printed = Vec::new();
    // The end of a pseudo-terminal is an error on some systems; what came before it counts.
    let _ = reader.read_to_end(&mut printed);
    assert!(child.wait().unwrap().success());
    let printed = String::from_utf8_lossy(&printed).into_owned();
    assert!(printed.contains("built in") && printed.lines().any(|l| l.trim() == "3"), "{printed:?}");
}

/// A corpus whose folder has its own file of decisions.
fn corpus_with_decisions(decisions: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let story = "Kate Brown spoke on Monday. Mr. Joe Fern met Kate Brown.";
    fs::write(dir.path().join("one.txt"), story).unwrap();
    fs::write(dir.path().join("two.txt"), "Kate Brown left, said Mayor Ann Ost.").unwrap();
    fs::write(dir.path().join(".newshound-decisions"), decisions).unwrap();
    dir
}

#[test]
fn what_was_decided_holds_in_every_look_up_until_it_is_taken_back() {
    let dir = corpus_with_decisions("");
    let path = dir.path().to_str().unwrap();
    let run = |line: &str| {
        let output = newshound(&words(&format!("{line} {path} --quiet")), None);
        (output.status.code().unwrap(), visible(&output.stdout))
    };
    let decided = run("decide same kate-brown joe-fern");
    assert_eq!(decided, (0, "same person:kate-brown person:joe-fern\n".into()));
    let text = fs::read_to_string(dir.path().join(".newshound-decisions")).unwrap();
    assert!(text.ends_with("\nsame person:kate-brown person:joe-fern\n"), "{text}");
    assert_eq!(run("names --count").1, "2\n");
    assert!(
        run("who person:joe-fern").1.starts_with("Kate Brown  person  person:kate-brown"),
        "a merged key resolves"
    );
    assert_eq!(run("find -l @person:joe-fern").1, "one.txt\ntwo.txt\n");
    assert_eq!(run("decide label kate-brown org").0, 0);
    assert!(run("who person:kate-brown").1.contains("org:kate-brown"), "of another kind, too");
    assert_eq!(run("find -l @person:kate-brown").1, "one.txt\ntwo.txt\n");
    assert_eq!(run("decide list").1.lines().count(), 2);
    assert_eq!(run("decide undo").1, "label person:kate-brown org\n");
    assert_eq!(run("decide undo").1, "same person:kate-brown person:joe-fern\n");
    assert_eq!(run("decide undo").0, 1);
    assert_eq!(run("names --count").1, "3\n");
}

#[test]
fn a_bad_line_of_decisions_is_told_with_its_number_and_the_rest_holds() {
    let dir = corpus_with_decisions("# ours\n=======\nhide person:ann-ost everywhere\n");
    let output = newshound(&args(&["names", "--count", dir.path().to_str().unwrap()]), None);
    assert_eq!(visible(&output.stdout), "2\n");
    let told = visible(&output.stderr);
    assert!(told.contains(".newshound-decisions:2: no decision begins so"), "{told}");
}

#[test]
fn a_hidden_name_is_not_taken_for_a_longer_one() {
    let dir = corpus_with_decisions("hide person:kate-brown everywhere\n");
    fs::write(dir.path().join("three.txt"), "Mary Kate Brown sat, said Ann Kate Brown.").unwrap();
    let output = newshound(&args(&["who", "kate-brown", dir.path().to_str().unwrap()]), None);
    assert_eq!((output.status.code(), visible(&output.stdout)), (Some(1), String::new()));
    let told = visible(&output.stderr);
    assert!(told.contains("person:kate-brown is hidden by a decision"), "{told}");
}
