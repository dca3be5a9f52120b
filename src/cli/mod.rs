//! The command line: arguments in, standard output and exit codes out.
//!
//! Standard output is data, standard error is messages. Each look-up is one file with one type that is a
//! `Lookup`; to add one, write the file and add its two lines here: `mod` and a row of [`COMMANDS`].
//!
//! ```text
//! arguments ─▶ Common + a row of COMMANDS ─▶ corpus (load, --query) ─▶ look-up ─▶ Out ─▶ Exit
//! ```

mod args;
mod corpus;
mod exit;
mod markdown;
mod out;
mod printed;
mod queries;
mod read;
mod record;
mod resolve;
mod tally;
mod wrap;

mod annotate;
mod common;
mod completions;
mod decide;
mod export;
mod find;
mod frame;
mod lines;
mod man;
mod names;
mod related;
mod show;
mod who;
mod why;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::{ArgMatches, Args as _, Command, FromArgMatches as _};

use args::{Common, Reader};
use exit::{Exit, Stop};
use out::Out;

use crate::text::clean;

/// One subcommand: its words, its arguments, what it does.
trait Lookup: clap::Args {
    /// The word on the command line.
    const NAME: &'static str;
    /// What it prints, in one line, for help and README.
    const ABOUT: &'static str;
    /// A call that works without PATH.
    const EXAMPLE: &'static str;

    /// Answers.
    ///
    /// # Errors
    /// When it cannot be answered; the reason is told on standard error.
    fn run(self, common: &Common, out: &mut Out) -> Result<Exit, Stop>;
}

/// A row of [`COMMANDS`].
pub struct Row {
    /// The word on the command line.
    pub name: &'static str,
    /// What it prints.
    pub about: &'static str,
    /// A call that works without PATH.
    pub example: &'static str,
    args: fn(Command) -> Command,
    run: fn(&ArgMatches, &Common, &mut Out) -> Result<Exit, Stop>,
}

const fn row<L: Lookup>() -> Row {
    Row { name: L::NAME, about: L::ABOUT, example: L::EXAMPLE, args: L::augment_args, run: run_row::<L> }
}

fn run_row<L: Lookup>(matches: &ArgMatches, common: &Common, out: &mut Out) -> Result<Exit, Stop> {
    let lookup = L::from_arg_matches(matches).map_err(|e| Stop::Usage(e.to_string()))?;
    lookup.run(common, out)
}

/// Every subcommand, in the order of the help: the one source for dispatch, help, completions and man page.
pub const COMMANDS: &[Row] = &[
    row::<find::Find>(),
    row::<names::Names>(),
    row::<who::Who>(),
    row::<lines::Lines>(),
    row::<show::Show>(),
    row::<related::RelatedLookup>(),
    row::<common::CommonLookup>(),
    row::<annotate::Annotate>(),
    row::<export::Export>(),
    row::<decide::Decide>(),
    row::<frame::FrameLookup>(),
    row::<completions::Completions>(),
    row::<man::Man>(),
];

/// The whole command line as `clap` sees it.
fn command() -> Command {
    let root = Reader::augment_args(Common::augment_args(Command::new("newshound")))
        .version(env!("CARGO_PKG_VERSION"))
        .about("Finds the names your stories share. Without a look-up: opens the reader.")
        .after_help(args::AFTER_HELP)
        .disable_help_subcommand(true)
        .subcommand_help_heading("Look-ups")
        .subcommand_value_name("LOOK-UP");
    // `about` comes last: the arguments bring their own comment along.
    root.subcommands(COMMANDS.iter().map(|row| (row.args)(Command::new(row.name)).about(row.about)))
}

/// Runs the program with these arguments (the first one is the program's name).
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let exit = match command().try_get_matches_from(args) {
        Ok(matches) => answer(&matches).unwrap_or_else(Stop::tell),
        Err(error) => usage(&error),
    };
    ExitCode::from(exit as u8)
}

/// Help and version go to standard output, mistakes in the arguments to standard error.
fn usage(error: &clap::Error) -> Exit {
    // A pipe closed by the reader of the help is no mistake.
    if !error.use_stderr() {
        let _ = error.print();
        return Exit::Found;
    }
    // It repeats what was typed, which may have come from a story.
    let _ = io::stderr().write_all(clean(&error.render().to_string()).as_bytes());
    Exit::Error
}

fn answer(matches: &ArgMatches) -> Result<Exit, Stop> {
    let common = Common::from_arg_matches(matches).map_err(|e| Stop::Usage(e.to_string()))?;
    let mut out = Out::new(Box::new(io::stdout().lock()), common.form()?);
    let exit = match matches.subcommand() {
        Some((name, matches)) => {
            let row = COMMANDS.iter().find(|row| row.name == name);
            let row = row.ok_or_else(|| Stop::Usage(format!("{name}: no such look-up")))?;
            (row.run)(matches, &common, &mut out)
        }
        None => {
            let reader = Reader::from_arg_matches(matches).map_err(|e| Stop::Usage(e.to_string()))?;
            read::read(&reader.paths, reader.watch, &common)
        }
    };
    // What was printed before a mistake was found is still an answer.
    out.flush()?;
    exit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        command().debug_assert();
    }

    #[test]
    fn the_help_says_what_each_look_up_prints() {
        let help = command().render_long_help().to_string();
        for row in COMMANDS {
            assert!(help.contains(row.about), "{}", row.name);
        }
        assert!(help.starts_with("Finds the names"));
    }

    #[test]
    fn every_look_up_has_a_line_and_an_example_that_parses() {
        for row in COMMANDS {
            assert!(!row.about.ends_with('.') && row.about.len() < 80, "{}", row.name);
            let words = row.example.split_whitespace();
            let matches = command().try_get_matches_from(words).unwrap();
            assert_eq!(matches.subcommand_name(), Some(row.name));
        }
    }

    /// What the words after `newshound` are taken as: the look-up and its QUERY.
    fn query(words: &[&str]) -> Option<String> {
        let words = ["newshound"].iter().chain(words);
        let matches = command().try_get_matches_from(words).ok()?;
        let (_, matches) = matches.subcommand()?;
        matches.get_one::<String>("query_text").cloned()
    }

    #[test]
    fn a_leading_hyphen_is_part_of_the_query() {
        for (words, expected) in [
            (&["find", "-trump", "seeds"][..], "-trump"),
            (&["find", "--", "-l", "seeds"], "-l"),
            (&["find", "-l", "-trump", "seeds", "--json"], "-trump"),
            (&["--json", "find", "-x OR y"], "-x OR y"),
            (&["find", ""], ""),
            (&["find", "-"], "-"),
        ] {
            assert_eq!(query(words).as_deref(), Some(expected), "{words:?}");
        }
    }

    #[test]
    fn a_word_that_is_no_look_up_is_a_path() {
        for words in [&["newshound", "line", "x"][..], &["newshound", "seeds", "find"]] {
            let matches = command().try_get_matches_from(words).unwrap();
            assert_eq!(matches.subcommand_name(), None);
            assert_eq!(Reader::from_arg_matches(&matches).unwrap().paths.len(), 2);
        }
    }
}
