//! What the README shows is what the program prints.
//!
//! The picture of the screen stands between `<!-- frame:begin -->` and `<!-- frame:end -->`, the key table between
//! `<!-- keys:begin -->` and `<!-- keys:end -->`, and each `console` block is a command and its output.
//! `UPDATE=1 cargo test --test readme` writes them anew.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Standard output of a `newshound` with these words behind it; single quotes keep blanks.
fn printed(words: &str) -> String {
    let mut args: Vec<String> = Vec::new();
    for (n, part) in words.split('\'').enumerate() {
        if n % 2 == 1 {
            args.push(part.to_owned());
        } else {
            args.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    let home = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_newshound"))
        .args(&args)
        .current_dir(ROOT)
        .env_clear()
        .env("HOME", home.path())
        .env("TERM", "dumb")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(output.status.success(), "{words}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// `page` with what stands between the markers of `name` replaced.
fn between(page: &str, name: &str, inside: &str) -> String {
    let (begin, end) = (format!("<!-- {name}:begin -->\n"), format!("<!-- {name}:end -->"));
    let start = page.find(&begin).expect("the page has the first marker") + begin.len();
    let stop = start + page[start..].find(&end).expect("the page has the second marker");
    format!("{}{inside}{}", &page[..start], &page[stop..])
}

/// `page` with the output of each `console` block made anew.
fn consoles(page: &str) -> String {
    let fence = "```console\n$ newshound ";
    let mut out = String::new();
    let mut rest = page;
    while let Some(start) = rest.find(fence) {
        let (before, block) = rest.split_at(start);
        let command = block[fence.len()..].lines().next().unwrap();
        let end = fence.len() + block[fence.len()..].find("```").expect("the block ends");
        out.push_str(&format!("{before}{fence}{command}\n{}", printed(command)));
        rest = &block[end..];
    }
    out + rest
}

#[test]
fn the_readme_shows_what_is_printed() {
    let path = Path::new(ROOT).join("README.md");
    let page = fs::read_to_string(&path).unwrap();
    let frame = printed("frame --size 100x24 --keys '<tab> f' seeds");
    let fresh = between(&page, "frame", &format!("```text\n{frame}```\n"));
    let fresh = consoles(&between(&fresh, "keys", &newshound::tui::keymap::markdown()));
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, fresh).unwrap();
    } else {
        assert_eq!(page, fresh, "README.md is behind the program");
    }
}

#[test]
fn the_readme_names_every_look_up_and_files_that_exist() {
    let page = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    for row in newshound::cli::COMMANDS {
        // `frame` draws the picture; it is for tests and reports.
        assert!(row.name == "frame" || page.contains(&format!("newshound {}", row.name)), "{}", row.name);
    }
    for word in page.split('`').filter(|w| w.starts_with("src/")) {
        assert!(Path::new(ROOT).join(word).exists(), "{word}");
    }
}
