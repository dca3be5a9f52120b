//! `--queries FILE`: many questions, one a line, each result carrying its question.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::exit::{Exit, Stop};
use super::out::Out;

/// A longer file (bytes) is no list of questions.
const MAX_BYTES: u64 = 16 << 20;

/// The option, for the look-ups that know it.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Queries {
    /// One question a line instead of one in the command; each result carries its question
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    queries: Option<PathBuf>,
}

/// What is asked.
pub(super) struct Questions {
    /// The questions, in order.
    pub(super) texts: Vec<String>,
    /// Where to look.
    pub(super) paths: Vec<PathBuf>,
    /// Whether they came from a file, so that each result carries its question.
    many: bool,
}

impl Queries {
    /// The questions: `first`, the word behind the look-up, or those of the file; then that word is a path. Empty lines
    /// are left out.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn questions(&self, first: Option<String>, paths: &[PathBuf]) -> Result<Questions, Stop> {
        let Some(file) = &self.queries else {
            let texts = first.into_iter().collect();
            return Ok(Questions { texts, paths: paths.to_vec(), many: false });
        };
        let text = read(file)
            .map_err(|error| Stop::Usage(format!("--queries {}: {error}", file.to_string_lossy())))?;
        let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
        let texts = lines.filter(|line| !line.is_empty()).map(str::to_owned).collect();
        let paths = first.map(PathBuf::from).into_iter().chain(paths.iter().cloned()).collect();
        Ok(Questions { texts, paths, many: true })
    }
}

fn read(file: &Path) -> io::Result<String> {
    let mut text = String::new();
    fs::File::open(file)?.take(MAX_BYTES + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MAX_BYTES {
        return Err(io::Error::other(format!("more than {} MiB", MAX_BYTES >> 20)));
    }
    Ok(text)
}

impl Questions {
    /// The names of the columns, that of the question first where there are many.
    ///
    /// # Errors
    /// When output fails.
    pub(super) fn header(&self, cells: &[&str], out: &mut Out) -> io::Result<()> {
        let all: Vec<&str> = self.many.then_some("query").into_iter().chain(cells.iter().copied()).collect();
        out.header(&all)
    }

    /// Asks each; `ask` gives the number of results. With a file, a question that cannot be answered is told and the rest
    /// goes on; then it is found when one is.
    ///
    /// # Errors
    /// When output fails, or the only question cannot be answered.
    pub(super) fn each(
        &self,
        out: &mut Out,
        mut ask: impl FnMut(usize, &mut Out) -> Result<usize, Stop>,
    ) -> Result<usize, Stop> {
        let mut sum = 0;
        let mut failed = None;
        for (n, text) in self.texts.iter().enumerate() {
            out.question = self.many.then(|| text.clone());
            match ask(n, out) {
                Ok(found) => sum += found,
                Err(Stop::Io(error)) => return Err(Stop::Io(error)),
                Err(stop) if self.many => failed = failed.max(Some(stop.tell())),
                Err(stop) => return Err(stop),
            }
        }
        match failed {
            Some(exit) if sum == 0 && exit != Exit::Nothing => Err(Stop::Told(exit)),
            _ => Ok(sum),
        }
    }
}
