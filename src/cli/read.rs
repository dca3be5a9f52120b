//! The door to the screen: the reader, and a frame of it without a terminal.

use std::io::{self, IsTerminal};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

use super::args::{Color, Common};
use super::exit::{Exit, Stop};
use crate::model::Snapshot;
use crate::store::{self, DecisionFile};
use crate::tui::run::{self, RunOptions};
use crate::tui::{self, Setup, Size};

/// Opens the reader on these paths.
///
/// # Errors
/// When a path is not there, none can be opened, or there is no terminal.
pub(super) fn read(paths: &[PathBuf], watch: bool, common: &Common) -> Result<Exit, Stop> {
    let input = super::corpus::input(paths)?;
    if input.is_stdin() && io::stdin().is_terminal() {
        return Err(Stop::Usage("stories cannot come from the terminal that the keys come from".into()));
    }
    let decisions = DecisionFile::of(&input);
    let mut load = super::corpus::options(common, super::corpus::Need::Names, decisions.as_ref());
    load.jobs = common.jobs.map_or_else(run::spare_jobs, NonZeroUsize::get);
    load.partial = true;
    let code = run::run(RunOptions {
        input,
        load,
        decisions,
        plain: common.plain,
        monochrome: common.color == Color::Never,
        today: store::today(),
        query: common.query.clone(),
        watch,
        no_state: false,
    });
    code.map(Exit::of_code).map_err(|e| Stop::Usage(e.to_string()))
}

/// Draws the screen after `keys`, as lines of text, with a letter for each cell's style where `styles`.
pub(super) fn frame(
    snapshot: Arc<Snapshot>,
    (width, height): (u16, u16),
    keys: &str,
    styles: bool,
    common: &Common,
) -> String {
    let frame = tui::frame::frame(
        Setup {
            snapshot,
            size: Size { width, height },
            today: store::today(),
            monochrome: common.color == Color::Never,
            plain: common.plain,
            saved: String::new(),
            query: common.query.clone(),
        },
        keys,
    );
    if styles { tui::frame::text_with_styles(&frame) } else { tui::frame::text(&frame) }
}
