//! What was typed, as files in a fixed order.

use std::collections::HashSet;
use std::fmt::Write;
use std::fs::{self, FileType};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::model::Problem;
use crate::text::clean_line;

/// Folders nested deeper are left out: no collection of stories is, and a path must fit what the system takes.
const MAX_DEPTH: usize = 256;

/// What is said of pipes, devices and sockets.
pub(super) const NO_FILE: &str = "not a regular file";

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct File {
    /// Where it is.
    pub(super) path: PathBuf,
    /// The path that story ids are made of, fit for printing.
    pub(super) id: String,
    /// Whether a person named it; then it may be a pipe.
    pub(super) typed: bool,
}

/// Hands over the files of all roots as they are found: root after root, each folder depth first and sorted
/// bytewise, hidden and ignored files left out. What cannot be read or is no file is a problem. Goes on as long
/// as `each` says so, so that the first stories are read while most folders have not been looked into.
pub(super) fn walk(roots: &[PathBuf], each: &mut dyn FnMut(Result<File, Problem>) -> bool) {
    let (mut seen, mut ids) = (HashSet::new(), HashSet::new());
    for root in roots {
        if !seen.insert(root) {
            continue;
        }
        let typed = (roots.len() > 1).then_some(root.as_path());
        // What lies below two of the paths is read once.
        let mut each = |item: Result<File, Problem>| match &item {
            Ok(file) if roots.len() > 1 && !ids.insert(file.id.clone()) => true,
            _ => each(item),
        };
        let more = if root.is_dir() {
            walk_folder(root, typed, &mut each)
        } else {
            let name = root.file_name().map_or(root.as_path(), Path::new);
            each(Ok(File { path: root.clone(), id: path_id(typed.unwrap_or(name)), typed: true }))
        };
        if !more {
            return;
        }
    }
}

fn walk_folder(
    root: &Path,
    typed: Option<&Path>,
    each: &mut dyn FnMut(Result<File, Problem>) -> bool,
) -> bool {
    let mut builder = WalkBuilder::new(root);
    builder.max_depth(Some(MAX_DEPTH)).require_git(false);
    builder.sort_by_file_name(|a, b| a.as_encoded_bytes().cmp(b.as_encoded_bytes()));
    for entry in builder.build() {
        let item = match entry {
            Ok(entry) => match entry.file_type() {
                Some(kind) if kind.is_dir() && entry.depth() == MAX_DEPTH => Err(problem(
                    entry.path(),
                    format!("more than {MAX_DEPTH} folders in one another"),
                    "left out",
                )),
                Some(kind) if !kind.is_dir() => check(entry.path(), kind).map(|path| file(path, root, typed)),
                Some(_) | None => continue,
            },
            Err(error) => Err(problem(place_of(&error).unwrap_or(root), told(&error), "left out")),
        };
        if !each(item) {
            return false;
        }
    }
    true
}

fn file(path: PathBuf, root: &Path, typed: Option<&Path>) -> File {
    let below = path.strip_prefix(root).unwrap_or(&path);
    let id = match typed {
        Some(typed) => path_id(&typed.join(below)),
        None => path_id(below),
    };
    File { path, id, typed: false }
}

/// The folder or file that an error of the walk is about.
fn place_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place_of(err),
        _ => None,
    }
}

/// What an error of the walk says, without the place, which is told before.
fn told(error: &ignore::Error) -> String {
    let Some(outer) = error.io_error() else { return error.to_string() };
    let inner = outer.get_ref().and_then(|error| error.source());
    inner.map_or_else(|| outer.to_string(), ToString::to_string)
}

/// A file of a folder, or why it is not read. Links to files are followed, links to folders are not.
fn check(path: &Path, kind: FileType) -> Result<PathBuf, Problem> {
    let wrong = |what: &str, done| Err(problem(path, what.into(), done));
    if !kind.is_symlink() {
        return if kind.is_file() { Ok(path.to_owned()) } else { wrong(NO_FILE, "skipped") };
    }
    match fs::metadata(path) {
        Ok(target) if target.is_dir() => wrong("a link to a folder", "not followed"),
        // What the system makes up as it is read (`/proc`) has no size, and a read of it may wait for ever.
        Ok(target) if target.is_file() && target.len() == 0 => {
            wrong("a link to an empty file, or to none on a disk", "not followed")
        }
        Ok(target) if target.is_file() => Ok(path.to_owned()),
        Ok(_) => wrong(NO_FILE, "skipped"),
        Err(error) => wrong(&format!("a link that leads nowhere: {error}"), "skipped"),
    }
}

/// A problem of a file, in words fit for printing.
pub(super) fn problem(path: &Path, what: String, done: &'static str) -> Problem {
    Problem { place: printable(path), what: clean_line(&what), done }
}

/// A path on one line, as problems have it.
pub(super) fn printable(path: &Path) -> String {
    clean_line(&path.to_string_lossy())
}

/// A path as story ids have it: the same for no two paths. What cannot be printed on a line as it stands is written
/// as a shell would let one type it: `\x1b` for a byte.
fn path_id(path: &Path) -> String {
    let mut id = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        let mut rest = chunk.valid();
        while let Some(c) = rest.chars().next() {
            let (here, behind) = rest.split_at(c.len_utf8());
            if stands(c, &id, behind) {
                id.push(c)
            } else {
                escape(here.as_bytes(), &mut id)
            }
            rest = behind;
        }
        escape(chunk.invalid(), &mut id);
    }
    id
}

/// Whether a character stands for itself in an id, of which these are the parts before and behind it.
fn stands(c: char, before: &str, behind: &str) -> bool {
    match c {
        // One blank between words is not lost where ids are printed or typed.
        ' ' => {
            !before.is_empty()
                && !before.ends_with([' ', '/'])
                && !behind.is_empty()
                && !behind.starts_with('/')
        }
        '\\' => std::path::MAIN_SEPARATOR == '\\',
        // `#17` at the end is the number of a record.
        '#' => behind.is_empty() || !behind.bytes().all(|b| b.is_ascii_digit()),
        c => !c.is_whitespace() && clean_line(c.encode_utf8(&mut [0; 4])).len() == c.len_utf8(),
    }
}

fn escape(bytes: &[u8], id: &mut String) {
    for byte in bytes {
        // Writing to a string does not fail.
        let _ = write!(id, "\\x{byte:02x}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walked(roots: &[PathBuf]) -> (Vec<File>, Vec<Problem>) {
        let (mut files, mut problems) = (Vec::new(), Vec::new());
        walk(roots, &mut |item| {
            match item {
                Ok(file) => files.push(file),
                Err(problem) => problems.push(problem),
            }
            true
        });
        (files, problems)
    }

    fn ids(roots: &[PathBuf]) -> Vec<String> {
        walked(roots).0.into_iter().map(|f| f.id).collect()
    }

    #[test]
    fn folders_are_walked_depth_first_in_byte_order() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a/z.txt", "a/B.txt", "a.txt", ".hidden.txt", "Z.txt"] {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        assert_eq!(ids(&[dir.path().into()]), ["Z.txt", "a/B.txt", "a/z.txt", "a.txt", "b.txt"]);
        assert_eq!(ids(&[dir.path().join("b.txt")]), ["b.txt"]);
        let two = ids(&[dir.path().join("a"), dir.path().join("b.txt")]);
        assert!(
            two[0].ends_with("a/B.txt") && two[0].len() > 10,
            "several roots keep what was typed: {two:?}"
        );
    }

    #[test]
    fn no_two_paths_have_one_id() {
        use std::os::unix::ffi::OsStrExt;
        let check = |path: &[u8], expected: &str| {
            assert_eq!(path_id(Path::new(std::ffi::OsStr::from_bytes(path))), expected);
        };
        check("Ünïcode 記者, a%20b (2).txt".as_bytes(), "Ünïcode 記者, a%20b (2).txt");
        check(b"esc\x1b]0;x\x07.txt", "esc\\x1b]0;x\\x07.txt");
        check(b"esc]0;x.txt", "esc]0;x.txt");
        check(b"a\nb.txt", "a\\x0ab.txt");
        check(b"a b.txt", "a b.txt");
        check(b"a  b.txt", "a \\x20b.txt");
        check(b" a / b ", "\\x20a\\x20/\\x20b\\x20");
        check(b"\xff\xfe.txt", "\\xff\\xfe.txt");
        check(b"\xff.txt", "\\xff.txt");
        check("\u{fffd}.txt".as_bytes(), "\u{fffd}.txt");
        check(b"a\\xff.txt", "a\\x5cxff.txt");
        check("\u{202e}gpj.txt".as_bytes(), "\\xe2\\x80\\xaegpj.txt");
        check(b"dump.jsonl#3", "dump.jsonl\\x233");
        check(b"Story #3.txt", "Story #3.txt");
    }

    #[test]
    fn links_lead_to_files_that_have_something() {
        let dir = tempfile::tempdir().unwrap();
        let (inside, outside) = (dir.path().join("in"), dir.path().join("out"));
        fs::create_dir(&inside).unwrap();
        fs::create_dir(&outside).unwrap();
        fs::write(outside.join("words.txt"), "words").unwrap();
        fs::write(outside.join("empty.txt"), "").unwrap();
        for (to, link) in [("words.txt", "a"), ("empty.txt", "b"), ("gone.txt", "c"), ("", "d")] {
            std::os::unix::fs::symlink(outside.join(to), inside.join(link)).unwrap();
        }
        std::os::unix::fs::symlink("e", inside.join("e")).unwrap();
        let (files, problems) = walked(&[inside]);
        assert_eq!(files.into_iter().map(|f| f.id).collect::<Vec<_>>(), ["a"]);
        let told: Vec<&str> = problems.iter().map(|p| p.what.split(',').next().unwrap_or("")).collect();
        assert!(told[0] == "a link to an empty file" && told[2] == "a link to a folder", "{told:?}");
        assert!([1, 3].iter().all(|n| told[*n].starts_with("a link that leads nowhere")), "{told:?}");
    }

    #[test]
    fn what_lies_below_two_paths_is_read_once() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("a")).unwrap();
        fs::write(dir.path().join("a/x.txt"), "x").unwrap();
        let (all, part) = (dir.path().to_owned(), dir.path().join("a"));
        assert_eq!(ids(&[all.clone(), part.clone(), part.join("x.txt")]).len(), 1);
        assert_eq!(ids(&[part, all]).len(), 1);
    }

    #[test]
    fn folders_too_deep_are_told() {
        let dir = tempfile::tempdir().unwrap();
        let deep = dir.path().join("d/".repeat(MAX_DEPTH));
        fs::create_dir_all(&deep).unwrap();
        fs::write(deep.join("x.txt"), "x").unwrap();
        fs::write(deep.parent().unwrap().join("y.txt"), "y").unwrap();
        let (files, problems) = walked(&[dir.path().into()]);
        assert_eq!((files.len(), problems.len()), (1, 1), "{problems:?}");
        assert!(files[0].id.ends_with("y.txt") && problems[0].what.contains("folders in one another"));
    }

    #[test]
    fn ignored_files_are_left_out_and_dead_links_told() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(".gitignore"), "*.bak\n").unwrap();
        fs::write(dir.path().join("x.bak"), "x").unwrap();
        std::os::unix::fs::symlink("nowhere", dir.path().join("dead.txt")).unwrap();
        std::os::unix::fs::symlink(".", dir.path().join("loop")).unwrap();
        let (files, problems) = walked(&[dir.path().into()]);
        assert_eq!(files, []);
        assert_eq!(problems.len(), 2, "{problems:?}");
    }
}
