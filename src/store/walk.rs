//! What was typed, as a list of files in a fixed order.

use std::cmp::Ordering;
use std::fs::{self, FileType};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use ignore::{WalkBuilder, WalkState};

use crate::model::Problem;
use crate::text::clean_line;

/// Folders nested deeper are left out: no archive of stories is, and a path must fit what the system takes.
const MAX_DEPTH: usize = 64;

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct File {
    /// Where it is.
    pub(super) path: PathBuf,
    /// The path that story ids are made of, fit for printing.
    pub(super) id: String,
}

/// The files of all roots: root after root, each folder depth first and sorted bytewise; hidden and ignored
/// files left out. What cannot be read or is no file is a problem.
pub(super) fn walk(roots: &[PathBuf]) -> (Vec<File>, Vec<Problem>) {
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    let mut seen: Vec<&PathBuf> = Vec::new();
    for root in roots {
        if seen.contains(&root) {
            continue;
        }
        seen.push(root);
        let typed = (roots.len() > 1).then_some(root.as_path());
        if root.is_dir() {
            walk_folder(root, typed, &mut files, &mut problems);
        } else {
            let name = root.file_name().map_or(root.as_path(), Path::new);
            files.push(File { path: root.clone(), id: printable(typed.unwrap_or(name)) });
        }
    }
    (files, problems)
}

fn walk_folder(root: &Path, typed: Option<&Path>, files: &mut Vec<File>, problems: &mut Vec<Problem>) {
    let found: Mutex<Vec<Result<PathBuf, Problem>>> = Mutex::new(Vec::new());
    let walker = WalkBuilder::new(root).max_depth(Some(MAX_DEPTH)).require_git(false).build_parallel();
    walker.run(|| {
        Box::new(|entry| {
            let item = match entry {
                Ok(entry) => match entry.file_type() {
                    Some(kind) if kind.is_dir() => None,
                    Some(kind) => Some(check(entry.path(), kind)),
                    None => None,
                },
                Err(error) => Some(Err(problem(root, error.to_string(), "left out"))),
            };
            if let Some(item) = item {
                found.lock().unwrap_or_else(|e| e.into_inner()).push(item);
            }
            WalkState::Continue
        })
    });
    let mut paths = Vec::new();
    for item in found.into_inner().unwrap_or_else(|e| e.into_inner()) {
        match item {
            Ok(path) => paths.push(path),
            Err(problem) => problems.push(problem),
        }
    }
    paths.sort_by(|a, b| by_component(a, b));
    files.extend(paths.into_iter().map(|path| {
        let below = path.strip_prefix(root).unwrap_or(&path);
        let id = match typed {
            Some(typed) => printable(&typed.join(below)),
            None => printable(below),
        };
        File { path, id }
    }));
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

/// Folder by folder, names compared by their bytes.
fn by_component(a: &Path, b: &Path) -> Ordering {
    let bytes =
        |p: &'_ Path| p.components().map(|c| c.as_os_str().as_encoded_bytes().to_vec()).collect::<Vec<_>>();
    bytes(a).cmp(&bytes(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(roots: &[PathBuf]) -> Vec<String> {
        walk(roots).0.into_iter().map(|f| f.id).collect()
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
    fn ignored_files_are_left_out_and_dead_links_told() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(".gitignore"), "*.bak\n").unwrap();
        fs::write(dir.path().join("x.bak"), "x").unwrap();
        std::os::unix::fs::symlink("nowhere", dir.path().join("dead.txt")).unwrap();
        std::os::unix::fs::symlink(".", dir.path().join("loop")).unwrap();
        let (files, problems) = walk(&[dir.path().into()]);
        assert_eq!(files, []);
        assert_eq!(problems.len(), 2, "{problems:?}");
    }
}
