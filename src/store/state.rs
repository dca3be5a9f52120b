//! What is kept of a corpus between two readings: one small file a corpus in the state folder.
//!
//! Written whole and renamed into place, so that it is never torn; of two programs on one corpus the last to write wins.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use etcetera::BaseStrategy;
use serde::de::DeserializeOwned;

use super::Input;
use super::open::{self, is_missing};
use super::walk::printable;

/// A longer file (bytes) is not ours: a star and a tag for each of a million stories take less.
const MAX_BYTES: u64 = 256 << 20;
/// Name taken by another at the same nanosecond: more tries than can be needed.
const TRIES: u32 = 16;

/// Where the state of a corpus is kept.
#[derive(Clone, Debug)]
pub struct StateFile {
    path: PathBuf,
}

impl StateFile {
    /// The place for a corpus; `None` where there is no home folder, and for standard input, which is another
    /// corpus each time.
    pub fn of(input: &Input) -> Option<StateFile> {
        StateFile::below(&state_folder()?, input)
    }

    fn below(folder: &Path, input: &Input) -> Option<StateFile> {
        Some(StateFile { path: folder.join(name_of(input)? + ".json") })
    }

    /// Where it is, for messages.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What was written last; nothing where nothing was.
    ///
    /// # Errors
    /// When it is there and cannot be read, in words for a person. Then it is not to be written either: what it holds may
    /// still be wanted.
    pub fn read<T: DeserializeOwned + Default>(&self) -> Result<T, String> {
        let text = match self.text() {
            Err(error) if is_missing(&error) => return Ok(T::default()),
            text => text.map_err(|error| self.told(&error)),
        }?;
        serde_json::from_str(&text).map_err(|error| self.told(&error))
    }

    fn text(&self) -> io::Result<String> {
        // Only a plain file has an end that is sure to come.
        let mut text = String::new();
        open::file(&self.path)?.take(MAX_BYTES).read_to_string(&mut text)?;
        Ok(text)
    }

    fn told(&self, error: &dyn std::error::Error) -> String {
        format!("what was kept of your last reading cannot be read: {}: {error}", printable(&self.path))
    }

    /// Replaces what was written.
    ///
    /// # Errors
    /// When the folder cannot be made or written; what was there before stays.
    pub fn write(&self, text: &str) -> io::Result<()> {
        write_whole(&self.path, text.as_bytes())
    }
}

/// Where state is kept, if there is a home folder.
pub(super) fn state_folder() -> Option<PathBuf> {
    Some(etcetera::choose_base_strategy().ok()?.state_dir()?.join("newshound"))
}

/// What tells a corpus from others in the state folder; none for standard input, which is another corpus each time.
pub(super) fn name_of(input: &Input) -> Option<String> {
    match input {
        Input::Stdin => None,
        Input::BuiltIn => Some("built-in".to_owned()),
        Input::Paths(paths) => {
            // A NUL is in no path, so that no two lists of paths run together.
            let bytes = paths.iter().flat_map(|p| {
                let whole = fs::canonicalize(p).or_else(|_| std::path::absolute(p));
                let whole = whole.unwrap_or_else(|_| p.clone());
                [whole.as_os_str().as_encoded_bytes(), b"\0"].concat()
            });
            Some(format!("{:016x}", fnv1a(bytes)))
        }
    }
}

/// Replaces a file, or makes it, with its folder: whole, or not at all.
///
/// # Errors
/// When the folder cannot be made or written; what was there before stays.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::NotFound)?;
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let (file, temporary) = temporary(path)?;
    if let Ok(about) = fs::metadata(path) {
        // A file that others may read stays one; where that cannot be, its words count for more.
        let _ = file.set_permissions(about.permissions());
    }
    let written = write_through(file, bytes).and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// A new file beside `path`, readable by its owner only.
fn temporary(path: &Path) -> io::Result<(File, PathBuf)> {
    let mut failed = io::ErrorKind::AlreadyExists.into();
    for _ in 0..TRIES {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_nanos());
        let path = path.with_extension(format!("{}-{now}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path) {
            Ok(file) => return Ok((file, path)),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => failed = e,
            Err(e) => return Err(e),
        }
    }
    Err(failed)
}

fn write_through(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    // Without this a power cut after the rename could leave an empty file where a full one was.
    file.sync_data()
}

/// The Fowler-Noll-Vo hash, 64 bits, variant 1a: the same for ever, which a hash for tables does not promise.
pub(super) fn fnv1a(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes
        .into_iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn paths(paths: &[&str]) -> Input {
        Input::Paths(paths.iter().map(PathBuf::from).collect())
    }

    #[test]
    fn what_is_written_is_read_again_and_only_by_its_owner() {
        let folder = tempfile::tempdir().unwrap();
        let file = StateFile::below(&folder.path().join("a/b"), &Input::BuiltIn).unwrap();
        assert_eq!(file.read(), Ok(0));
        file.write("1").unwrap();
        file.write("2").unwrap();
        assert_eq!(file.read(), Ok(2));
        file.write("{2").unwrap();
        assert!(file.read::<u8>().unwrap_err().contains("cannot be read"), "what is damaged is told");
        assert_eq!(fs::metadata(file.path()).unwrap().permissions().mode() & 0o777, 0o600);
        let names = fs::read_dir(folder.path().join("a/b")).unwrap().count();
        assert_eq!(names, 1, "nothing is left beside it");
    }

    #[test]
    fn each_corpus_has_its_own_file() {
        let folder = Path::new("/state");
        let name = |input: &Input| StateFile::below(folder, input).map(|f| f.path);
        assert_eq!(name(&paths(&["/x/a"])), name(&paths(&["/x/a"])));
        assert_ne!(name(&paths(&["/x/a"])), name(&paths(&["/x/b"])));
        assert_ne!(name(&paths(&["/x/a", "/b"])), name(&paths(&["/x/a/b"])));
        assert_eq!(name(&Input::Stdin), None);
    }

    #[test]
    fn a_place_that_cannot_be_written_or_read_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("plain"), "").unwrap();
        let file = StateFile::below(&folder.path().join("plain"), &Input::BuiltIn).unwrap();
        assert!(file.write("text").is_err());
        assert_eq!(file.read(), Ok(0), "nothing can ever have been there");
        let file = StateFile::below(folder.path(), &Input::BuiltIn).unwrap();
        fs::create_dir(file.path()).unwrap();
        assert!(file.read::<u8>().is_err());
        assert!(file.write("text").is_err());
    }
}
