//! The house rules that the compiler does not know: which room imports which, who may touch the machine, and
//! how large a file may be.

use std::fs;
use std::path::{Path, PathBuf};

/// Rooms from the top down; a file imports only from rooms of a lower floor, or its own room.
const FLOORS: &[&[&str]] =
    &[&["main"], &["cli"], &["tui"], &["store"], &["read", "ner", "link", "search"], &["text"], &["model"]];

/// What only the rooms at the top may use: files, clocks, threads, the terminal.
const MACHINE: &[&str] = &[
    "std::fs",
    "std::thread",
    "std::process",
    "std::time::Instant",
    "std::time::SystemTime",
    "std::env",
    "std::net",
    "crossterm",
    "rustix",
    "signal_hook",
];

/// The files of `tui` that touch the machine, by how their paths begin.
const MACHINE_FILES: &[&str] = &["src/tui/run.rs", "src/tui/run/", "src/tui/terminal.rs"];

/// Lines of a file, its tests left out.
const MAX_LINES: usize = 500;

fn sources(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// Every source file: path from the root, room, and the lines above its tests.
fn files() -> Vec<(String, String, Vec<String>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    sources(&root.join("src"), &mut paths);
    paths.sort();
    let files = paths.iter().map(|path| {
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        let room = name.trim_start_matches("src/").split(['/', '.']).next().unwrap().to_owned();
        let text = fs::read_to_string(path).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        (name, room, code.lines().map(str::to_owned).collect())
    });
    files.filter(|(name, ..)| name != "src/lib.rs").collect()
}

fn floor(room: &str) -> usize {
    FLOORS.iter().position(|rooms| rooms.contains(&room)).unwrap_or_else(|| panic!("{room} has no floor"))
}

/// The rooms that a line of code names: `crate::x`, `newshound::x`, also inside braces (`use crate::{x, y}`).
fn rooms_named(line: &str) -> Vec<&'static str> {
    let code = line.split("//").next().unwrap();
    let mut found = Vec::new();
    for room in FLOORS.iter().copied().flatten() {
        let direct = ["crate::", "newshound::"].iter().any(|p| code.contains(&format!("{p}{room}::")))
            || ["crate::", "newshound::"].iter().any(|p| code.contains(&format!("{p}{room};")));
        let grouped = code.split("crate::{").nth(1).is_some_and(|rest| {
            let inner = rest.split('}').next().unwrap();
            inner.split(',').any(|item| item.trim().split("::").next() == Some(*room))
        });
        if direct || grouped {
            found.push(*room);
        }
    }
    found
}

#[test]
fn layers_import_downward_only() {
    let mut wrong = Vec::new();
    for (name, room, lines) in files() {
        for (n, line) in lines.iter().enumerate() {
            for other in rooms_named(line) {
                if other != room && floor(other) <= floor(&room) {
                    wrong.push(format!("{name}:{}: {room} -> {other}", n + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "imports against the layers:\n{}", wrong.join("\n"));
}

#[test]
fn only_store_and_the_shells_touch_the_machine() {
    let mut wrong = Vec::new();
    for (name, room, lines) in files() {
        let free = matches!(room.as_str(), "main" | "cli" | "store")
            || MACHINE_FILES.iter().any(|f| name.starts_with(f));
        for (n, line) in lines.iter().enumerate() {
            let code = line.split("//").next().unwrap();
            if !free && MACHINE.iter().any(|m| code.contains(m)) {
                wrong.push(format!("{name}:{}: {}", n + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "the machine is touched outside its rooms:\n{}", wrong.join("\n"));
}

#[test]
fn files_are_small() {
    let large = files().into_iter().filter(|(.., lines)| lines.len() > MAX_LINES);
    let large: Vec<String> = large.map(|(name, _, lines)| format!("{name}: {} lines", lines.len())).collect();
    assert!(large.is_empty(), "over {MAX_LINES} lines without tests:\n{}", large.join("\n"));
}

#[test]
fn the_check_sees_a_forbidden_import() {
    assert_eq!(rooms_named("use crate::{ner, read::RawStory};"), ["read", "ner"]);
    assert_eq!(rooms_named("    crate::tui::run(x)"), ["tui"]);
    assert!(rooms_named("// crate::tui::run").is_empty());
    assert!(floor("model") > floor("text") && floor("ner") == floor("link"));
}
