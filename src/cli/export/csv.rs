//! CSV: a mention a line, with a header row.

use std::io;

use super::super::corpus::Corpus;
use super::super::exit::Stop;
use super::super::out::Out;
use super::mention::rows;
use crate::model::Story;

/// Writes the mentions of the stories.
pub(super) fn write(stories: &[Story<'_>], _: &Corpus, out: &mut Out) -> Result<(), Stop> {
    for (n, story) in stories.iter().enumerate() {
        let mut writer = csv::WriterBuilder::new().has_headers(n == 0).from_writer(Vec::new());
        for row in rows(story) {
            writer.serialize(row).map_err(|e| Stop::Io(io::Error::other(e)))?;
        }
        let bytes = writer.into_inner().map_err(|e| Stop::Io(e.into_error()))?;
        out.bytes(&bytes)?;
    }
    Ok(())
}
