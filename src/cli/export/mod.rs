//! `export`: stories and names for other programs, with places in bytes.
//!
//! Each format is one file with a function that writes; to add one, write the file and add its two lines here: `mod` and a
//! row of [`FORMATS`].

mod csv;
mod ftm;
mod graphml;
mod jsonl;
mod markdown;
mod mention;

use std::path::PathBuf;

use super::Lookup;
use super::args::Common;
use super::corpus::{Corpus, Need};
use super::exit::{Exit, Stop};
use super::out::{Form, Out};
use crate::model::Story;

/// A format: its word, and what writes it.
struct Format {
    name: &'static str,
    write: fn(&[Story<'_>], &Corpus, &mut Out) -> Result<(), Stop>,
}

/// Every format.
const FORMATS: [Format; 5] = [
    Format { name: "csv", write: csv::write },
    Format { name: "jsonl", write: jsonl::write },
    Format { name: "graphml", write: graphml::write },
    Format { name: "ftm", write: ftm::write },
    Format { name: "markdown", write: markdown::write },
];

/// The arguments of `export`.
#[derive(clap::Args)]
pub(super) struct Export {
    /// csv or jsonl (a mention a line), graphml (stories and names), ftm (FollowTheMoney), markdown (notes); -n and
    /// --count are about stories
    #[arg(value_parser = parse_format)]
    format: &'static str,
    /// Files or folders
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

impl Lookup for Export {
    const NAME: &'static str = "export";
    const ABOUT: &'static str = "Stories and names for other programs: csv, jsonl, graphml, ftm, markdown";
    const EXAMPLE: &'static str = "newshound export csv";

    fn run(self, common: &Common, out: &mut Out) -> Result<Exit, Stop> {
        if matches!(out.form, Form::Json | Form::Tsv) {
            return Err(Stop::Usage("export has forms of its own: --json and --tsv do not apply".into()));
        }
        let order = common.order()?;
        let corpus = Corpus::open(&self.paths, common, Need::Names)?;
        let mut stories = corpus.ordered(order);
        stories.truncate(common.limit());
        let n = stories.len();
        if out.form == Form::Count {
            out.count(n)?;
        } else if let Some(format) = FORMATS.iter().find(|f| f.name == self.format) {
            (format.write)(&stories, &corpus, out)?;
        }
        Ok(corpus.exit(n))
    }
}

fn parse_format(word: &str) -> Result<&'static str, String> {
    let names = FORMATS.each_ref().map(|f| f.name);
    let known = names.iter().find(|name| **name == word);
    known.copied().ok_or_else(|| format!("no such format; there are {}", names.join(", ")))
}
