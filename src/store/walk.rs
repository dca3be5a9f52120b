//! What was typed, as files in a fixed order.

use std::fs::{self, FileType};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::model::Problem;
use crate::text::clean_line;

/// Folders nested deeper are left out: no collection of stories is, and a path must fit what the system takes.
const MAX_DEPTH: usize = 256;

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct File {
    /// Where it is.
    pub(super) path: PathBuf,
    /// The path that story ids are made of, fit for printing.
    pub(super) id: String,
}

/// Hands over the files of all roots as they are found: root after root, each folder depth first and sorted
/// bytewise, hidden and ignored files left out. What cannot be read or is no file is a problem. Goes on as long
/// as `each` says so, so that the first stories are read while most folders have not been looked into.
pub(super) fn walk(roots: &[PathBuf], each: &mut dyn FnMut(Result<File, Problem>) -> bool) {
    let mut seen: Vec<&PathBuf> = Vec::new();
    for root in roots {
        if seen.contains(&root) {
            continue;
        }
        seen.push(root);
        let typed = (roots.len() > 1).then_some(root.as_path());
        let more = if root.is_dir() {
            walk_folder(root, typed, each)
        } else {
            let name = root.file_name().map_or(root.as_path(), Path::new);
            each(Ok(File { path: root.clone(), id: printable(typed.unwrap_or(name)) }))
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
            Err(error) => Err(problem(root, error.to_string(), "left out")),
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
        Some(typed) => printable(&typed.join(below)),
        None => printable(below),
    };
    File { path, id }
}

/// A file of a folder, or why it is not read. Links to files are followed, links to folders are not.
fn check(path: &Path, kind: FileType) -> Result<PathBuf, Problem> {
    let target = if kind.is_symlink() { fs::metadata(path).map(|m| m.file_type()) } else { Ok(kind) };
    match target {
        Ok(kind) if kind.is_file() => Ok(path.to_owned()),
        Ok(kind) if kind.is_dir() => Err(problem(path, "a link to a folder".into(), "not followed")),
        Ok(_) => Err(problem(path, "not a regular file".into(), "skipped")),
        Err(error) => Err(problem(path, format!("a link that leads nowhere: {error}"), "skipped")),
    }
}

/// A problem of a file, in words fit for printing.
pub(super) fn problem(path: &Path, what: String, done: &'static str) -> Problem {
    Problem { place: printable(path), what: clean_line(&what), done }
}

fn printable(path: &Path) -> String {
    clean_line(&path.to_string_lossy())
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
