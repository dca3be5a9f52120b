//! `annotate`: every story with every mention.

use std::io;
use std::path::PathBuf;

use super::Lookup;
use super::args::Common;
use super::corpus::{Corpus, Need};
use super::exit::{Exit, Stop};
use super::out::{Form, Out};
use super::record::{self, MentionRecord, StoryRecord};
use crate::model::{Field, Snapshot, Story};

/// The arguments of `annotate`.
#[derive(clap::Args)]
pub(super) struct Annotate {
    /// Files or folders
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

impl Lookup for Annotate {
    const NAME: &'static str = "annotate";
    const ABOUT: &'static str = "Every story with every mention, as JSON Lines";
    const EXAMPLE: &'static str = "newshound annotate";

    fn run(self, common: &Common, out: &mut Out) -> Result<Exit, Stop> {
        let order = common.order()?;
        let corpus = Corpus::open(&self.paths, common, Need::Names)?;
        let stories = corpus.ordered(order);
        let n = stories.len();
        if out.form == Form::Count {
            out.count(n)?;
            return Ok(corpus.exit(n));
        }
        out.header(&["id", "field", "start", "end", "text", "type", "entity", "name", "rule", "link"])?;
        for story in stories.iter().take(common.limit()) {
            match out.form {
                Form::Tsv => rows(story, &corpus.snapshot, out)?,
                _ => out.json(&StoryRecord::new(story, &corpus.snapshot))?,
            }
        }
        Ok(corpus.exit(n))
    }
}

/// A row for each mention.
fn rows(story: &Story<'_>, snapshot: &Snapshot, out: &mut Out) -> io::Result<()> {
    let id = record::id(story);
    for mention in story.mentions() {
        let field = match mention.field {
            Field::Text => "text",
            Field::Title => "title",
        };
        let r = MentionRecord::new(&mention, story, snapshot, &[]);
        let (start, end) = (r.start.to_string(), r.end.to_string());
        let [entity, name, link] = [r.entity, r.name, r.link].map(Option::unwrap_or_default);
        out.row(&[&id, field, &start, &end, r.text, r.label, entity, name, r.rule, link])?;
    }
    Ok(())
}
