//! `find`: the stories that match a query.

use std::io;
use std::path::PathBuf;

use super::Lookup;
use super::args::Common;
use super::corpus::{Asked, Corpus, Need};
use super::exit::{Exit, Stop};
use super::out::{Form, Out, one_line, some};
use super::queries::Queries;
use super::record::{self, HitRecord, NameInStory};
use crate::model::{Field, Order, Story, StoryNo, StorySet};
use crate::search::{self, Query};

/// The arguments of `find`.
#[derive(clap::Args)]
pub(super) struct Find {
    /// What to look for; empty for every story
    #[arg(
        id = "query_text",
        value_name = "QUERY",
        allow_hyphen_values = true,
        required_unless_present = "queries"
    )]
    query: Option<String>,
    /// Files or folders
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    queries: Queries,
    /// Ids only
    #[arg(short = 'l')]
    ids: bool,
    /// A NUL behind each line instead of a line end
    #[arg(short = '0')]
    nul: bool,
}

impl Lookup for Find {
    const NAME: &'static str = "find";
    const ABOUT: &'static str = "Stories that match a query, newest first; with like: the most related first";
    const EXAMPLE: &'static str = "newshound find sanctuary";

    fn run(mut self, common: &Common, out: &mut Out) -> Result<Exit, Stop> {
        let order = common.order()?;
        let questions = self.queries.questions(self.query.take(), &self.paths)?;
        let asked: Vec<Asked> = questions.texts.iter().map(|text| Asked::new(text, common)).collect();
        let least = if out.form == Form::Json { Need::Names } else { Need::Text };
        let need = asked.iter().map(|a| Need::of(&a.query)).fold(least, Need::or);
        let mut corpus = Corpus::open(&questions.paths, common, need)?;
        if self.nul {
            out.end = 0;
        }
        if !self.ids && out.form != Form::Count {
            questions.header(&["id", "date", "title"], out)?;
        }
        let sum = questions.each(out, |n, out| {
            let hits = corpus.hits(&asked[n]);
            self.print(&asked[n], &hits, order, &corpus, common.limit(), out)?;
            Ok(hits.len() as usize)
        })?;
        Ok(corpus.exit(sum))
    }
}

impl Find {
    fn print(
        &self,
        asked: &Asked,
        hits: &StorySet,
        order: Option<Order>,
        corpus: &Corpus,
        limit: usize,
        out: &mut Out,
    ) -> io::Result<()> {
        if out.form == Form::Count {
            return out.count(hits.len() as usize);
        }
        let (snapshot, newest) = (&corpus.snapshot, Order::default());
        let ranked = match order {
            // Nothing stops it, so there is an answer.
            None => search::ranked(&asked.query, snapshot, newest, &mut |_| Some(())).flatten(),
            Some(_) => None,
        };
        let ordered = ranked.as_deref().unwrap_or_else(|| snapshot.order(order.unwrap_or(newest)));
        for no in ordered.iter().map(|n| StoryNo(*n)).filter(|no| hits.contains(*no)).take(limit) {
            let Some(story) = snapshot.story(no) else { continue };
            match out.form {
                Form::Json => out.json(&hit(&story, &asked.query, corpus))?,
                _ if self.ids => out.line(&story.id())?,
                _ => self.line(&story, out)?,
            }
        }
        Ok(())
    }

    fn line(&self, story: &Story<'_>, out: &mut Out) -> io::Result<()> {
        let date = record::date(story).unwrap_or_default();
        out.row(&[&story.id(), &date, story.title()])
    }
}

fn hit<'a>(story: &Story<'a>, query: &Query, corpus: &'a Corpus) -> HitRecord<'a> {
    let (sentence, _) = search::snippet(query, story);
    HitRecord {
        story: record::id(story),
        path: one_line(story.path()).into_owned(),
        title: some(story.title()),
        date: record::date(story),
        outlet: some(story.outlet()),
        snippet: one_line(story.part(Field::Text, sentence)).into_owned(),
        matches: search::matches(query, story).into_iter().map(Into::into).collect(),
        names: names_of(story, corpus),
    }
}

/// The names of a story, those with most mentions in it first, ties by key.
fn names_of<'a>(story: &Story<'a>, corpus: &'a Corpus) -> Vec<NameInStory<'a>> {
    let entities = story.entities().into_iter().filter_map(|no| corpus.snapshot.entity(no));
    let mut names: Vec<NameInStory<'a>> = entities.map(|e| NameInStory::new(&e, story.no())).collect();
    names.sort_by(|a, b| b.mentions.cmp(&a.mentions).then(a.entity.cmp(b.entity)));
    names
}
