//! Stories from pipes that a person names: they are read for as long as they take, and one that nobody writes to can be
//! left at any time.

#[path = "terminal/driven.rs"]
#[expect(dead_code, reason = "nothing hostile is read here")]
mod driven;
#[path = "terminal/pty.rs"]
#[expect(dead_code, reason = "other tests do more with a terminal")]
mod pty;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use pty::Run;

const STORY: &str = "Ferry late\n\nAda Moss waited for the ferry in Lorne.\n";

/// A folder with a named pipe in it.
fn pipe() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("pipe");
    let made = Command::new("mkfifo").arg(&path).status().expect("mkfifo is there");
    assert!(made.success());
    (folder, path)
}

/// Runs a line of the shell in which `$0` is the program; what it printed.
fn shell(home: &Path, line: &str) -> String {
    let mut command = Command::new("/bin/sh");
    command.args(["-c", line, env!("CARGO_BIN_EXE_newshound")]).current_dir(home).env("HOME", home);
    let Output { status, stdout, stderr } =
        command.stdin(Stdio::null()).env_remove("XDG_STATE_HOME").output().expect("the shell runs");
    let told = String::from_utf8_lossy(&stderr);
    assert!(status.success() && told.is_empty(), "{line}: {status} {told}");
    String::from_utf8(stdout).expect("text")
}

#[test]
fn what_comes_through_a_pipe_is_read_like_a_file() {
    let (folder, _) = pipe();
    let home = folder.path();
    fs::write(home.join("a.txt"), STORY).expect("the folder can be written");
    fs::write(home.join("q"), "ferry\n").expect("the folder can be written");
    assert_eq!(shell(home, "cat a.txt | \"$0\" find -l ferry /dev/stdin"), "stdin\n");
    assert_eq!(shell(home, "cat a.txt | \"$0\" find -l ferry - a.txt"), "-\na.txt\n");
    assert_eq!(shell(home, "cat a.txt > pipe & \"$0\" find -l ferry pipe"), "pipe\n");
    assert_eq!(shell(home, "cat a.txt > pipe & \"$0\" find -l ferry pipe a.txt"), "a.txt\npipe\n");
    assert_eq!(shell(home, "gzip < a.txt > pipe & \"$0\" find -l ferry pipe"), "pipe\n");
    assert_eq!(shell(home, "cat q > pipe & \"$0\" find -l --queries pipe a.txt"), "ferry\ta.txt\n");
    assert_eq!(
        shell(home, "\"$0\" find -l ferry . 2>/dev/null"),
        "a.txt\nq\n",
        "in a folder a pipe is no story"
    );
}

#[test]
fn a_pipe_that_nobody_writes_to_is_told_and_can_be_left() {
    let (folder, pipe) = pipe();
    let path = pipe.to_str().expect("a plain path");
    let mut run = Run::start(folder.path(), &["find", "ferry", path]);
    run.until_shown("waiting for").keys("\x03");
    assert_ne!(run.ended(), 0);
    for key in ["q", "\x03"] {
        let mut run = Run::start(folder.path(), &[path]);
        run.until_shown("waiting for").keys(key);
        assert_eq!(run.ended(), 0);
        run.assert_restored();
    }
}

#[test]
fn stories_that_come_late_are_shown() {
    let (folder, pipe) = pipe();
    let mut run = Run::start(folder.path(), &[pipe.to_str().expect("a plain path"), "--watch"]);
    run.until_shown("waiting for");
    let writer = thread::spawn(move || fs::write(pipe, STORY));
    run.until_shown("Ada Moss").keys("q");
    assert_eq!(run.ended(), 0);
    writer.join().expect("no panic").expect("somebody reads");
}

#[test]
fn keys_are_not_read_as_stories() {
    let (folder, _) = pipe();
    for (words, told) in [
        (&["-"][..], "stories cannot come from the terminal"),
        (&["/dev/tty"], "/dev/tty: a terminal"),
        (&["find", "ferry", "/dev/tty"], "/dev/tty: a terminal"),
    ] {
        let mut run = Run::start(folder.path(), words);
        assert_eq!(run.ended(), 2, "{words:?}");
        run.until_shown(told);
        assert!(!run.look(|screen| screen.alternate_screen()));
    }
}
