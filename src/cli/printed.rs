//! Where a story's text stands in its file, so that an editor can go there.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::model::Story;

/// A story whose file is its text, as an editor shows it.
pub(super) struct Printed<'a> {
    /// The file, from where the person is.
    pub(super) path: PathBuf,
    text: &'a str,
}

impl<'a> Printed<'a> {
    /// The file of a story, when the story is the whole of it: lines and columns in the text are then those in the file.
    /// `None` for records of a container, packed files, other encodings, and what has no file.
    pub(super) fn of(story: &Story<'a>, roots: &[PathBuf]) -> Option<Printed<'a>> {
        let path = match roots {
            _ if story.number() != 0 => return None,
            [] => return None,
            [one] if one == Path::new("-") => return None,
            [one] if one.is_dir() => one.join(story.path()),
            [one] => one.clone(),
            _ => PathBuf::from(story.path()),
        };
        let text = story.text();
        is_printed(&path, text).then_some(Printed { path, text })
    }

    /// The line and the column (in bytes) of a byte, both from 1.
    pub(super) fn line_and_column(&self, at: u32) -> (usize, usize) {
        let before = self.text.as_bytes().get(..at as usize).unwrap_or(self.text.as_bytes());
        let start = memchr::memrchr(b'\n', before).map_or(0, |n| n + 1);
        (memchr::memchr_iter(b'\n', before).count() + 1, before.len() - start + 1)
    }
}

/// Whether the file holds this text and nothing else; line ends may be written CRLF, a byte order mark may stand first.
fn is_printed(path: &Path, text: &str) -> bool {
    let most = text.len() as u64 * 2 + 4;
    let small = |about: fs::Metadata| about.is_file() && about.len() <= most;
    let mut bytes = Vec::with_capacity(text.len() + 4);
    let mut read = || fs::File::open(path)?.take(most).read_to_end(&mut bytes);
    if !fs::metadata(path).is_ok_and(small) || read().is_err() {
        return false;
    }
    let Ok(found) = std::str::from_utf8(&bytes) else { return false };
    let found = found.strip_prefix('\u{feff}').unwrap_or(found);
    found == text || found.replace("\r\n", "\n") == text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, expected: bool) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        fs::write(&path, bytes).unwrap();
        assert_eq!(is_printed(&path, text), expected, "{bytes:?}");
    }

    #[test]
    fn a_file_is_printed_as_it_is_or_not_at_all() {
        check(b"One\ntwo\n", "One\ntwo\n", true);
        check(b"\xef\xbb\xbfOne\r\ntwo\r\n", "One\ntwo\n", true);
        check(b"caf\xe9", "café", false);
        check(b"# One", "One", false);
        check(b"", "", true);
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        let printed = Printed { path: PathBuf::new(), text: "né\nb\n" };
        for (at, expected) in [(0, (1, 1)), (3, (1, 4)), (4, (2, 1)), (6, (3, 1)), (99, (3, 1))] {
            assert_eq!(printed.line_and_column(at), expected, "{at}");
        }
    }
}
