//! Options that every look-up knows, and the arguments of the reader.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use super::exit::Stop;
use super::out::Form;
use crate::model::Order;
use crate::read;

/// What stands below the list of options.
pub(super) const AFTER_HELP: &str = "\
PATH is a file, a folder, or - for standard input. Without PATH: standard input when it is not
a terminal, else the stories built into the program.

Exit codes: 0 found, 1 nothing found, 2 error, 3 a NAME or STORY that fits several.";

/// When to send bold and underline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Color {
    /// When standard output is a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Options that every look-up and the reader know.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Common {
    /// One JSON object a line
    #[arg(long, global = true, help_heading = "Output")]
    pub(super) json: bool,
    /// Tab-separated values with a header row
    #[arg(long, global = true, help_heading = "Output")]
    pub(super) tsv: bool,
    /// How many there are: one number and nothing else
    #[arg(long, global = true, help_heading = "Output")]
    pub(super) count: bool,
    /// At most N of them
    #[arg(short = 'n', value_name = "N", global = true, help_heading = "Output")]
    pub(super) limit: Option<usize>,
    /// Order: date, title, outlet, length (names: stories, mentions, name, first)
    #[arg(long, value_name = "ORDER", global = true, help_heading = "Output")]
    pub(super) sort: Option<String>,
    /// Bold and underline: auto, always or never
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true,
        hide_default_value = true,
        global = true,
        help_heading = "Output"
    )]
    pub(super) color: Color,
    /// One pane, no box characters (for screen readers)
    #[arg(long, global = true, help_heading = "Output")]
    pub(super) plain: bool,
    /// No messages about problems
    #[arg(long, global = true, help_heading = "Output")]
    pub(super) quiet: bool,
    /// Only stories that match this query
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true, global = true, help_heading = "Input")]
    pub(super) query: Option<String>,
    /// Which key of the input is which: text=body,title=head
    #[arg(long, value_name = "KEY=NAME,...", value_parser = parse_map, global = true, help_heading = "Input")]
    pub(super) map: Option<Map>,
    /// Exit with 2 when a query or a file could not be read as it stands
    #[arg(long, global = true, help_heading = "Input")]
    pub(super) strict: bool,
    /// Threads that recognise names [default: one a core]
    #[arg(long, value_name = "N", global = true, help_heading = "Input")]
    pub(super) jobs: Option<NonZeroUsize>,
    /// Neither read nor write a cache (there is none so far)
    #[arg(long, global = true, help_heading = "Input")]
    pub(super) no_cache: bool,
    /// Folder of the cache (there is none so far)
    #[arg(long, value_name = "DIR", global = true, conflicts_with = "no_cache", help_heading = "Input")]
    pub(super) cache: Option<PathBuf>,
}

/// `--map`: our key, the input's key.
pub(super) type Map = std::sync::Arc<Vec<(String, String)>>;

impl Common {
    /// The form of the output.
    ///
    /// # Errors
    /// When two are asked for.
    pub(super) fn form(&self) -> Result<Form, Stop> {
        match (self.count, self.json, self.tsv) {
            (_, true, true) => Err(Stop::Usage("--json or --tsv, not both".into())),
            (true, ..) => Ok(Form::Count),
            (_, true, _) => Ok(Form::Json),
            (_, _, true) => Ok(Form::Tsv),
            _ => Ok(Form::Plain),
        }
    }

    /// The order of stories, if one is asked for.
    ///
    /// # Errors
    /// When `--sort` names none.
    pub(super) fn order(&self) -> Result<Option<Order>, Stop> {
        let Some(word) = &self.sort else { return Ok(None) };
        let order = Order::parse(word);
        order.map(Some).ok_or_else(|| wrong_sort(word, &Order::ALL.map(Order::as_str)))
    }

    /// `-n`, or no limit.
    pub(super) fn limit(&self) -> usize {
        self.limit.unwrap_or(usize::MAX)
    }

    /// Threads that recognise names.
    pub(super) fn jobs(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        self.jobs.map_or_else(cores, NonZeroUsize::get)
    }

    /// What the readers are told.
    pub(super) fn read(&self) -> read::Options {
        read::Options { map: self.map.as_deref().cloned().unwrap_or_default(), ..Default::default() }
    }
}

/// The mistake of a `--sort` that is not one of `known`.
pub(super) fn wrong_sort(word: &str, known: &[&str]) -> Stop {
    Stop::Usage(format!("--sort {word}: not an order of this look-up; there are {}", known.join(", ")))
}

/// The reader's arguments.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Reader {
    /// Files or folders to read
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Show what is added to PATH or changed there while you read
    #[arg(long)]
    pub(super) watch: bool,
}

fn parse_map(s: &str) -> Result<Map, String> {
    let pair = |part: &str| {
        let (ours, theirs) = part.split_once('=').ok_or("not of the form KEY=NAME")?;
        match (ours.trim(), theirs.trim()) {
            ("", _) | (_, "") => Err("a key or a name is missing"),
            (ours, theirs) => Ok((ours.to_owned(), theirs.to_owned())),
        }
    };
    let pairs: Result<Vec<_>, _> = s.split(',').map(pair).collect();
    Ok(pairs.map_err(str::to_owned)?.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_is_pairs_of_keys() {
        let pairs = parse_map("text=body, title=head").unwrap();
        assert_eq!(pairs[1], ("title".to_owned(), "head".to_owned()));
        for wrong in ["text", "=body", "text=", "", "text=body,"] {
            assert!(parse_map(wrong).is_err(), "{wrong}");
        }
    }
}
