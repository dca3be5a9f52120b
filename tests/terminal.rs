//! Whole runs of the reader in a real pseudo-terminal: what a person sees, and how the terminal is left.

#[path = "terminal/corpus.rs"]
mod corpus;
#[path = "terminal/driven.rs"]
mod driven;
#[path = "terminal/hostile.rs"]
mod hostile;
#[path = "terminal/pty.rs"]
mod pty;

use std::path::Path;

use rustix::process::Signal;

use pty::Run;

/// A word of the first seed's title.
const SEED: &str = "PORTLAND";

fn home() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder for the state")
}

#[test]
fn the_seeds_are_shown_and_q_leaves_the_terminal_as_it_was() {
    let home = home();
    let mut run = Run::start(home.path(), &[]);
    run.until_shown(SEED);
    run.until("alternate screen", |s| s.alternate_screen() && s.bracketed_paste() && !s.hide_cursor());
    assert_eq!(run.driven(), [""; 0]);
    run.keys("q");
    assert_eq!(run.ended(), 0);
    run.assert_restored();
}

#[test]
fn the_cursor_moves_and_a_filter_narrows_the_list() {
    let home = home();
    let mut run = Run::start(home.path(), &[]);
    run.until_shown(SEED);
    let before = run.look(|s| s.cursor_position());
    run.keys("j").until("the cursor moved", |s| s.cursor_position() != before);
    run.keys("&miami").until_shown("miami").until_shown("1 of 3");
    run.keys("\r").keys("Q");
    assert_eq!(run.ended(), 0);
}

#[test]
fn keys_in_pieces_and_keys_in_heaps_are_taken() {
    let home = home();
    let mut run = Run::start(home.path(), &[]);
    run.until_shown(SEED);
    let sent = run.sent().len();
    run.keys(&"jk".repeat(2000)).keys("?").until("help", |s| s.contents().contains('?'));
    run.keys("\x1b").keys("Q");
    assert_eq!(run.ended(), 0);
    let sent = run.sent().len() - sent;
    assert!(sent < 1_000_000, "a heap of keys is not a heap of frames: {sent} bytes");
}

#[test]
fn signals_that_end_give_the_terminal_back() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let home = home();
        let mut run = Run::start(home.path(), &[]);
        run.until_shown(SEED);
        run.signal(signal);
        assert_eq!(run.ended(), code);
        run.assert_restored();
    }
}

#[test]
fn a_line_that_is_gone_ends_the_program() {
    let home = home();
    let mut run = Run::start(home.path(), &[]);
    run.until_shown(SEED);
    run.cut();
    assert_eq!(run.ended(), 129);
}

#[cfg(target_os = "linux")]
#[test]
fn control_z_stops_and_going_on_repaints() {
    let home = home();
    let mut run = Run::start(home.path(), &[]);
    for stop in ["key", "signal"] {
        run.until_shown(SEED);
        match stop {
            "key" => _ = run.keys("\x1a"),
            _ => run.signal(Signal::TSTP),
        }
        run.wait_for("stopped", |run| run.process_state() == 'T');
        run.assert_restored();
        run.signal(Signal::CONT);
        run.until("alternate screen", vt100::Screen::alternate_screen);
    }
    run.until_shown(SEED).keys("Q");
    assert_eq!(run.ended(), 0);
    run.assert_restored();
}

#[test]
fn another_size_is_another_layout() {
    let home = home();
    let mut run = Run::start(home.path(), &[]);
    for (columns, rows) in [(40, 10), (1, 1), (200, 60), (80, 24)] {
        run.resize(columns, rows);
    }
    run.until_shown(SEED).keys("Q");
    assert_eq!(run.ended(), 0);
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_wakes_up_while_nothing_happens() {
    let home = home();
    let mut run = Run::start(home.path(), &[]);
    run.until_shown(SEED);
    // Loading and first questions are over when nothing went on for a while.
    let quiet = || std::thread::sleep(std::time::Duration::from_millis(1500));
    let start = std::time::Instant::now();
    loop {
        let (naps, sent) = (run.naps(), run.sent().len());
        quiet();
        if run.naps() == naps && run.sent().len() == sent {
            break;
        }
        assert!(start.elapsed() < pty::DEADLINE, "it never comes to rest");
    }
    run.keys("Q");
    assert_eq!(run.ended(), 0);
}

#[test]
fn what_was_seen_is_there_at_the_next_start() {
    let home = home();
    let mut run = Run::start(home.path(), &[]);
    run.until_shown(SEED);
    run.keys("&miami\r").until_shown("1 of 3");
    run.keys("Q");
    assert_eq!(run.ended(), 0);
    let kept = home.path().join("newshound/built-in.json");
    assert!(std::fs::read_to_string(&kept).is_ok_and(|text| text.contains("miami")), "{kept:?}");
    let mut run = Run::start(home.path(), &[]);
    run.until_shown("1 of 3").keys("Q");
    assert_eq!(run.ended(), 0);
}

#[test]
fn a_state_folder_that_cannot_be_written_is_no_reason_to_fail() {
    let home = home();
    let plain = home.path().join("plain");
    std::fs::write(&plain, "").expect("the folder can be written");
    let plain = plain.to_str().expect("a plain path");
    let mut run = Run::start_with(home.path(), &[], &[("XDG_STATE_HOME", plain)]);
    run.until_shown(SEED).keys("*").keys("Q");
    assert_eq!(run.ended(), 0);
    run.assert_restored();
    run.until_shown("cannot save");
}

#[test]
fn what_was_kept_and_cannot_be_read_is_not_written_over() {
    let home = home();
    let mut run = Run::start(home.path(), &[]);
    run.until_shown(SEED).keys("*").keys("Q");
    assert_eq!(run.ended(), 0);
    let kept = home.path().join("newshound/built-in.json");
    let damaged = std::fs::read_to_string(&kept).expect("it was kept") + "<<<<<<<";
    std::fs::write(&kept, &damaged).expect("the folder can be written");
    let mut run = Run::start(home.path(), &[]);
    run.until_shown("nothing is saved this time").keys("*").until("the notice is gone", |screen| {
        screen.alternate_screen() && !screen.contents().contains("nothing is saved")
    });
    run.keys("Q");
    assert_eq!(run.ended(), 0);
    run.until_shown("nothing is saved this time");
    assert_eq!(std::fs::read_to_string(&kept).ok(), Some(damaged));
}

#[test]
fn stories_may_come_through_a_pipe_while_keys_come_from_the_terminal() {
    let (home, folder) = (home(), home());
    let file = folder.path().join("piped.txt");
    std::fs::write(&file, "Ferry back in service\n\nThe ferry to Lorne sails again.\n").expect("writes");
    let mut run = Run::start_piped(home.path(), &file);
    run.until_shown("sails again").keys("q");
    assert_eq!(run.ended(), 0);
    run.assert_restored();
}

#[test]
fn without_colours_or_a_clever_terminal_none_are_used() {
    let home = home();
    let mut run = Run::start_with(home.path(), &[], &[("NO_COLOR", "1")]);
    run.until_shown(SEED).until_shown("│");
    let (columns, rows) = pty::SIZE;
    let places = (0..rows).flat_map(|y| (0..columns).map(move |x| (y, x)));
    run.look(|s| {
        for cell in places.filter_map(|(y, x)| s.cell(y, x)) {
            assert_eq!((cell.fgcolor(), cell.bgcolor()), (vt100::Color::Default, vt100::Color::Default));
        }
    });
    let mut run = Run::start_with(home.path(), &[], &[("TERM", "dumb")]);
    run.until_shown(SEED);
    assert!(!run.text().contains(['│', '─']), "{}", run.text());
}

#[test]
fn without_a_terminal_there_is_a_message_and_no_escape_sequence() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_newshound"))
        .arg(Path::new("seeds"))
        .stdin(std::process::Stdio::null())
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b));
    assert!(String::from_utf8_lossy(&output.stderr).contains("terminal"));
}

#[test]
fn stories_that_are_added_while_somebody_reads_appear_and_the_place_stays() {
    let home = home();
    let folder = tempfile::tempdir().expect("a folder for stories");
    let add =
        |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("a story is written");
    add("b.txt", "Second ferry\n\nThe second ferry sank in the bay.\n");
    let path = folder.path().to_str().expect("a plain path").to_owned();
    let mut run = Run::start(home.path(), &["--watch", &path]);
    run.until_shown("1 story").keys("\r").until_shown("sank in the bay");
    add("a.txt", "First ferry\n\nThe first ferry left.\n");
    run.until_shown("2 stories").until_shown("sank in the bay");
    add("b.txt", "Second ferry\n\nThe second ferry was raised.\n");
    run.until_shown("was raised");
    run.keys("Q");
    assert_eq!(run.ended(), 0);
    run.assert_restored();
}

#[test]
fn files_that_grow_are_replaced_and_go_are_followed_and_the_place_stays() {
    let home = home();
    let folder = tempfile::tempdir().expect("a folder for stories");
    let at = |name: &str| folder.path().join(name);
    let append = |name: &str, text: &str| {
        let file = std::fs::OpenOptions::new().create(true).append(true).open(at(name));
        file.and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes()))
            .expect("it can be written");
    };
    let mail = |n: u32| {
        format!(
            "From a@b Mon Jan  1 00:00:00 2018\nFrom: a@b\nSubject: Mail {n}\n\nThe {n}. mail of the harbor.\n\n"
        )
    };
    append(
        "dump.jsonl",
        "{\"text\": \"The first ferry left.\"}\n{\"text\": \"The second ferry sank in the bay.\"}\n",
    );
    append("mails.mbox", &mail(1));
    let mut run = Run::start(home.path(), &["--watch", folder.path().to_str().expect("a plain path")]);
    run.until_shown("3 stories").keys("jjl").until_shown("│  The second ferry sank");
    // A line that is half written stays a problem only as long as it is one.
    append("dump.jsonl", "{\"text\": \"The third ferry came.\"}\n{\"text\": \"The fourth ferry");
    run.until_shown("4 stories · 1 problem").until_shown("│  The second ferry sank");
    append("dump.jsonl", " waited.\"}\n");
    run.until("no problem", |s| s.contents().contains("5 stories") && !s.contents().contains("problem"));
    append("mails.mbox", &mail(2));
    run.until_shown("6 stories").until_shown("│  The second ferry sank");
    std::fs::remove_file(at("mails.mbox")).expect("it is ours");
    run.until_shown("4 stories").until_shown("│  The second ferry sank");
    append("new", "{\"text\": \"Another first.\"}\n{\"text\": \"The second ferry was raised.\"}\n");
    std::fs::rename(at("new"), at("dump.jsonl")).expect("it is ours");
    run.until_shown("2 stories").until_shown("│  The second ferry was raised").keys("Q");
    assert_eq!(run.ended(), 0);
    run.assert_restored();
}

#[test]
fn decisions_and_quotations_are_kept() {
    let home = home();
    let mut run = Run::start(home.path(), &[]);
    run.until_shown(SEED);
    run.keys("lY").until_shown("appended to");
    run.keys("vY").until_shown("appended to").keys("U").until_shown("the quotation is taken back");
    run.keys("\x1b");
    run.keys("D").until_shown("however printed").keys("a").until_shown("U takes it back").keys("Q");
    assert_eq!(run.ended(), 0);
    let state = home.path().join("newshound");
    let read = |name: &str| std::fs::read_to_string(state.join(name)).expect("it is kept");
    assert!(read("built-in.decisions").ends_with("hide person:jeff-sessions everywhere\n"));
    assert!(read("quotes.md").starts_with("> MIAMI (CBSMiami)"));
    assert_eq!(read("quotes.md").matches("> — ").count(), 1, "the second one was taken back");
    let mut run = Run::start(home.path(), &[]);
    run.until_shown("Department of Justice 3");
    run.until("the hidden name is gone", |s| !s.contents().contains("Jeff Sessions 3"));
    run.keys("Q");
    assert_eq!(run.ended(), 0);
}
