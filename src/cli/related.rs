//! `related`: the stories that share most with one.

use std::path::PathBuf;

use super::Lookup;
use super::args::Common;
use super::corpus::{Corpus, Need};
use super::exit::{Exit, Stop};
use super::out::{Form, Out, one_line, some};
use super::record::{self, NameInStory, RelatedRecord};
use super::resolve;
use crate::search::{self, Related};

/// Names told of each story on one line.
const NAMES_TOLD: usize = 5;

/// The arguments of `related`.
#[derive(clap::Args)]
pub(super) struct RelatedLookup {
    /// Id of the story, or a unique ending of it
    story: String,
    /// Files or folders
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

impl Lookup for RelatedLookup {
    const NAME: &'static str = "related";
    const ABOUT: &'static str = "Stories that share names with one, most related first";
    const EXAMPLE: &'static str = "newshound related 002_376190754ad9eb78.txt";

    fn run(self, common: &Common, out: &mut Out) -> Result<Exit, Stop> {
        if common.sort.is_some() {
            return Err(Stop::Usage("related has its own order: --sort does not apply".into()));
        }
        let corpus = Corpus::open(&self.paths, common, Need::Names)?;
        let story = resolve::story(&self.story, &corpus)?;
        // Nothing stops it, so there is an answer.
        let mut found = search::related(&story, &mut |_| Some(())).unwrap_or_default();
        found.retain(|r| corpus.holds(r.story));
        let n = found.len();
        if out.form == Form::Count {
            out.count(n)?;
            return Ok(corpus.exit(n));
        }
        out.header(&["related", "id", "date", "title", "names"])?;
        for related in found.iter().take(common.limit()) {
            print(related, &corpus, out)?;
        }
        Ok(corpus.exit(n))
    }
}

fn print(related: &Related, corpus: &Corpus, out: &mut Out) -> Result<(), Stop> {
    let Some(story) = corpus.snapshot.story(related.story) else { return Ok(()) };
    let entities = related.names.iter().filter_map(|no| corpus.snapshot.entity(*no));
    let names: Vec<NameInStory<'_>> = entities.map(|e| NameInStory::new(&e, story.no())).collect();
    // As many digits as tell stories apart; the last ones of a sum of logarithms are no one's business.
    let score = (related.score * 100.0).round() / 100.0;
    if out.form == Form::Json {
        out.json(&RelatedRecord {
            story: record::id(&story),
            path: one_line(story.path()).into_owned(),
            title: some(story.title()),
            date: record::date(&story),
            outlet: some(story.outlet()),
            related: score,
            names,
        })?;
        return Ok(());
    }
    let mut told: Vec<&str> = names.iter().map(|n| n.name).collect();
    let more = told.len().saturating_sub(NAMES_TOLD);
    told.truncate(NAMES_TOLD);
    let mut told = told.join(", ");
    if more > 0 {
        told += &format!(" and {more} more");
    }
    let date = record::date(&story).unwrap_or_default();
    out.row(&[&format!("{score:.2}"), &record::id(&story), &date, story.title(), &told])?;
    Ok(())
}
