//! `names`: the table of names.

use std::cmp::Reverse;
use std::path::PathBuf;

use super::Lookup;
use super::args::{Common, wrong_sort};
use super::corpus::{Corpus, Need};
use super::exit::{Exit, Stop};
use super::out::{Form, Out};
use super::tally::{self, Aliases, COLUMNS, Tally};
use crate::model::Label;

/// The arguments of `names`.
#[derive(clap::Args)]
pub(super) struct Names {
    /// Files or folders
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Only this kind: person, org, place, law, event, work, product or group
    #[arg(long, value_name = "LABEL", value_parser = parse_label)]
    label: Option<Label>,
    /// Only names that at least N stories share
    #[arg(long, value_name = "N")]
    shared: Option<u32>,
    /// With the ids of their stories, newest first
    #[arg(long = "in")]
    ids: bool,
}

/// What `--sort` may be; the first one is the default.
const ORDERS: [&str; 4] = ["stories", "mentions", "name", "first"];

/// What stands between ids in one cell.
const BETWEEN_IDS: &str = ", ";

impl Lookup for Names {
    const NAME: &'static str = "names";
    const ABOUT: &'static str = "Names with their numbers of stories and mentions";
    const EXAMPLE: &'static str = "newshound names --shared 2";

    fn run(self, common: &Common, out: &mut Out) -> Result<Exit, Stop> {
        let order = common.sort.as_deref().unwrap_or(ORDERS[0]);
        if !ORDERS.contains(&order) {
            return Err(wrong_sort(order, &ORDERS));
        }
        let corpus = Corpus::open(&self.paths, common, Need::Names)?;
        let mut rows = self.rows(&corpus);
        let n = rows.len();
        if out.form == Form::Count {
            out.count(n)?;
            return Ok(corpus.exit(n));
        }
        sort(&mut rows, order);
        rows.truncate(common.limit());
        self.print(&rows, &corpus, out)?;
        Ok(corpus.exit(n))
    }
}

impl Names {
    fn rows<'a>(&self, corpus: &'a Corpus) -> Vec<Tally<'a>> {
        let entities = corpus.snapshot.links().entities();
        let labelled = entities.filter(|e| self.label.is_none_or(|l| e.label() == l));
        let counted = labelled.map(|e| Tally::new(e, corpus));
        counted.filter(|t| t.stories > 0 && self.shared.is_none_or(|n| t.shared_in >= n)).collect()
    }

    fn print(&self, rows: &[Tally<'_>], corpus: &Corpus, out: &mut Out) -> Result<(), Stop> {
        let mut aliases = Aliases::new(corpus);
        let mut header: Vec<&str> = COLUMNS.to_vec();
        header.extend(self.ids.then_some("in"));
        out.header(&header)?;
        for row in rows {
            let ids = self.ids.then(|| tally::ids_of(row.entity, corpus));
            if out.form == Form::Json {
                let mut record = row.record(&mut aliases);
                record.ids = ids;
                out.json(&record)?;
            } else {
                let mut cells = row.cells().to_vec();
                cells.extend(ids.map(|ids| ids.join(BETWEEN_IDS)));
                out.row(&cells.iter().map(String::as_str).collect::<Vec<_>>())?;
            }
        }
        Ok(())
    }
}

/// Most first, earliest first, or by letters; ties by key.
fn sort(rows: &mut [Tally<'_>], order: &str) {
    match order {
        "mentions" => rows.sort_by_key(|t| (Reverse((t.mentions, t.stories)), t.entity.key())),
        "name" => rows.sort_by_cached_key(|t| tally::by_name(&t.entity)),
        "first" => rows.sort_by_key(|t| (t.first.is_none(), t.first, t.entity.key())),
        _ => rows.sort_by_key(|t| (Reverse((t.stories, t.mentions)), t.entity.key())),
    }
}

/// A kind of name.
///
/// # Errors
/// When the word is none.
pub(super) fn parse_label(word: &str) -> Result<Label, String> {
    Label::parse(word).filter(|label| label.is_name()).ok_or_else(|| {
        let known: Vec<&str> = Label::ALL.iter().filter(|l| l.is_name()).map(|l| l.as_str()).collect();
        format!("not a kind of name; there are {}", known.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_no_kind_of_name() {
        assert_eq!(parse_label("org"), Ok(Label::Org));
        assert!(parse_label("money").is_err() && parse_label("ORG").is_err());
    }
}
