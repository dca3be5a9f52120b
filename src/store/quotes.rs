//! The file of quotations in the state folder: Markdown, to which what a person quotes is appended.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};

use super::state::state_folder;

/// A change of the file of quotations.
#[derive(Clone, Debug, PartialEq)]
pub enum QuoteChange {
    /// One more quotation, as it stands in the file.
    Add(String),
    /// The last quotation, which reads so, goes.
    TakeBack(String),
}

/// Changes the file of quotations; gives its place.
///
/// # Errors
/// When there is no home folder, when the file cannot be written, and when a quotation to be taken back is not the last
/// one of the file any more: what another program or person wrote behind it is never touched.
pub fn change_quotes(change: &QuoteChange) -> io::Result<PathBuf> {
    let folder = state_folder().ok_or_else(|| io::Error::other("there is no home folder"))?;
    DirBuilder::new().recursive(true).mode(0o700).create(&folder)?;
    let path = folder.join("quotes.md");
    change_file(&path, change)?;
    Ok(path)
}

fn change_file(path: &Path, change: &QuoteChange) -> io::Result<()> {
    let mut file = OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(path)?;
    // Let go when the file is closed; another newshound holds it for as long as a quotation takes to write.
    flock(&file, FlockOperation::LockExclusive)?;
    match change {
        QuoteChange::Add(text) => file.write_all(text.as_bytes())?,
        QuoteChange::TakeBack(text) => {
            let start = start_of_last(&mut file, text)?;
            file.set_len(start.ok_or_else(|| io::Error::other("other words stand behind it"))?)?;
        }
    }
    file.sync_data()
}

/// Where `text` begins, if the file ends with it.
fn start_of_last(file: &mut File, text: &str) -> io::Result<Option<u64>> {
    let len = text.len() as u64;
    let Some(start) = file.metadata()?.len().checked_sub(len) else { return Ok(None) };
    file.seek(SeekFrom::Start(start))?;
    let mut end = Vec::new();
    file.take(len).read_to_end(&mut end)?;
    Ok((end == text.as_bytes()).then_some(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_quotation_can_be_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("quotes.md");
        let add = |text: &str| change_file(&path, &QuoteChange::Add(text.into()));
        let take_back = |text: &str| change_file(&path, &QuoteChange::TakeBack(text.into()));
        let read = || std::fs::read_to_string(&path).unwrap();
        add("> one\n\n").unwrap();
        add("> two\n\n").unwrap();
        assert!(take_back("> one\n\n").is_err());
        assert_eq!(read(), "> one\n\n> two\n\n");
        take_back("> two\n\n").unwrap();
        take_back("> one\n\n").unwrap();
        assert_eq!(read(), "");
        assert!(take_back("> one\n\n").is_err());
    }
}
