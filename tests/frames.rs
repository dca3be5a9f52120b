//! Whole screens: each file in `tests/frames` is a frame, with the command that draws it as its first line.
//!
//! `UPDATE=1` writes the files anew, to be looked at like any change of code.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use newshound::model::{Day, Snapshot};
use newshound::store::{Input, LoadOptions, load_whole};
use newshound::tui::{Setup, Size, frame};

fn seeds() -> Arc<Snapshot> {
    load_whole(&Input::BuiltIn, &LoadOptions::default())
}

/// What stands behind an option of the command: up to the next blank, or between quotes.
fn option<'a>(command: &'a str, name: &str) -> Option<&'a str> {
    let rest = command.split_once(name)?.1.trim_start();
    match rest.strip_prefix('\'') {
        Some(quoted) => quoted.split('\'').next(),
        None => rest.split(' ').next(),
    }
}

fn draw(snapshot: &Arc<Snapshot>, command: &str) -> String {
    let size = option(command, "--size").and_then(|s| s.split_once('x')).expect("a size");
    let size = Size { width: size.0.parse().expect("columns"), height: size.1.parse().expect("rows") };
    let setup = Setup {
        snapshot: Arc::clone(snapshot),
        size,
        today: Day::new(2018, 3, 7),
        monochrome: command.contains("--color never"),
        plain: command.contains("--plain"),
        saved: String::new(),
        query: option(command, "--query").map(str::to_owned),
    };
    let drawn = frame::frame(setup, option(command, "--keys").unwrap_or(""));
    format!("{command}\n{}", frame::text_with_styles(&drawn))
}

#[test]
fn frames_are_as_they_were() {
    let snapshot = seeds();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/frames");
    let mut wrong = Vec::new();
    let mut files: Vec<_> =
        fs::read_dir(&folder).expect("the frames").map(|f| f.expect("a file").path()).collect();
    files.sort();
    for path in files.iter().filter(|p| p.extension().is_some_and(|e| e == "txt")) {
        let expected = fs::read_to_string(path).expect("a frame");
        let found = draw(&snapshot, expected.lines().next().unwrap_or(""));
        if found != expected && std::env::var_os("UPDATE").is_some() {
            fs::write(path, &found).expect("a frame written");
        } else if found != expected {
            wrong.push(format!("{}\n{found}", path.display()));
        }
    }
    assert!(!files.is_empty());
    assert!(wrong.is_empty(), "{}\n(UPDATE=1 writes the frames anew)", wrong.join("\n"));
}

#[test]
fn no_size_and_no_key_panics() {
    let snapshot = seeds();
    let keys = "j l . > f ; f ; <esc> <enter> j <enter> <bs> i j / a <enter> <enter> q q ? G q P q / @ s <tab> <enter> 1 0 \
                n N J K z z s m * y ( ) <c-g> G g d u <space> b H L & x <esc> <tab> <tab> <c-c>";
    for (width, height) in
        [(0, 0), (1, 1), (2, 3), (5, 1), (1, 50), (20, 5), (40, 10), (80, 24), (120, 40), (300, 90)]
    {
        for plain in [false, true] {
            let plain = if plain { "--plain" } else { "" };
            draw(&snapshot, &format!("newshound frame --size {width}x{height} {plain} --keys '{keys}'"));
        }
    }
}
