//! The door to the screen: the reader, and a frame of it without a terminal.

use std::path::PathBuf;

use super::args::Common;
use super::exit::{Exit, Stop};
use crate::model::Snapshot;

/// Opens the reader on these paths.
///
/// # Errors
/// When a path is not there, or there is no terminal.
pub(super) fn read(paths: &[PathBuf], common: &Common) -> Result<Exit, Stop> {
    let input = super::corpus::input(paths)?;
    let options = super::corpus::options(common, super::corpus::Need::Names);
    let _ = (input, options);
    Err(Stop::Usage("no terminal to read on; the look-ups of newshound --help work without one".into()))
}

/// Draws the screen after `keys`, as lines of text.
///
/// # Errors
/// When a key is not known.
pub(super) fn frame(
    snapshot: &Snapshot,
    size: (u16, u16),
    keys: &str,
    common: &Common,
) -> Result<String, Stop> {
    let _ = (snapshot, size, keys, common);
    Err(Stop::Usage("there is no screen to draw".into()))
}
