//! `common`: the names that two stories share, and those that only one of them has, with their sentences.

use std::io;
use std::path::PathBuf;

use super::Lookup;
use super::args::Common;
use super::corpus::{Corpus, Need};
use super::exit::{Exit, Stop};
use super::out::{Form, Out, emphasize, one_line, styled};
use super::record::{self, CommonRecord, SentenceRecord};
use super::resolve;
use crate::model::{Entity, Field, Span, Story};
use crate::search::{self, InBoth};

/// The arguments of `common`.
#[derive(clap::Args)]
pub(super) struct CommonLookup {
    /// Id of a story, or a unique ending of it
    #[arg(value_name = "STORY")]
    first: String,
    /// Id of another story
    #[arg(value_name = "STORY")]
    second: String,
    /// Files or folders
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

impl Lookup for CommonLookup {
    const NAME: &'static str = "common";
    const ABOUT: &'static str = "Names in both of two stories, then those in one only, with sentences";
    const EXAMPLE: &'static str = "newshound common 001_809a9f2b8c451fd3.txt 002_376190754ad9eb78.txt";

    fn run(self, common: &Common, out: &mut Out) -> Result<Exit, Stop> {
        if common.sort.is_some() {
            return Err(Stop::Usage("common has its own order: --sort does not apply".into()));
        }
        let corpus = Corpus::open(&self.paths, common, Need::Names)?;
        let stories = [resolve::story(&self.first, &corpus)?, resolve::story(&self.second, &corpus)?];
        if stories[0].no() == stories[1].no() {
            return Err(Stop::Usage("common compares two stories: this is the same one twice".into()));
        }
        let compared = search::in_both(&stories[0], &stories[1]);
        let n = compared.both.len();
        if out.form == Form::Count {
            out.count(n)?;
            return Ok(corpus.exit(n));
        }
        out.header(&["in", "type", "name", "entity", "id", "start", "end", "sentence"])?;
        for (part, heading, entities) in parts(&compared, &stories) {
            if entities.is_empty() {
                continue;
            }
            if out.form == Form::Plain {
                let gap = if part == PARTS[0] || n == 0 && part == PARTS[1] { "" } else { "\n" };
                out.raw(&format!("{gap}{heading}\n"))?;
            }
            for entity in entities.iter().take(common.limit()).filter_map(|no| corpus.snapshot.entity(*no)) {
                Row { part, entity, stories: &stories }.print(styled(common.color), out)?;
            }
        }
        Ok(corpus.exit(n))
    }
}

/// The words for the three parts in JSON and tables.
const PARTS: [&str; 3] = ["both", "first", "second"];

type Part<'a> = (&'static str, String, &'a [crate::model::EntityNo]);

fn parts<'a>(compared: &'a InBoth, stories: &[Story<'_>; 2]) -> [Part<'a>; 3] {
    let only = |story: &Story<'_>| format!("only in {}", record::id(story));
    [
        (PARTS[0], "in both".to_owned(), &compared.both),
        (PARTS[1], only(&stories[0]), &compared.first),
        (PARTS[2], only(&stories[1]), &compared.second),
    ]
}

/// A name of the comparison.
struct Row<'a> {
    part: &'static str,
    entity: Entity<'a>,
    stories: &'a [Story<'a>; 2],
}

impl<'a> Row<'a> {
    fn sentences(&self, story: &Story<'a>) -> Vec<(Span, Vec<Span>)> {
        search::in_sentences(story.text(), &search::mentions_of(story, self.entity.no()))
    }

    fn print(&self, styled: bool, out: &mut Out) -> io::Result<()> {
        let entity = &self.entity;
        if out.form == Form::Json {
            let of = |story: &Story<'a>| {
                let sentences = self.sentences(story).into_iter();
                sentences.map(|(s, _)| SentenceRecord::new(story, s)).collect()
            };
            return out.json(&CommonRecord {
                part: self.part,
                entity: entity.key(),
                name: entity.name(),
                label: entity.label().as_str(),
                first: of(&self.stories[0]),
                second: of(&self.stories[1]),
            });
        }
        if out.form == Form::Plain {
            out.raw(&format!(
                "{}  {}  {}\n",
                one_line(entity.name()),
                entity.label().as_str(),
                entity.key()
            ))?;
        }
        for story in self.stories {
            for (sentence, spans) in self.sentences(story) {
                self.sentence(story, sentence, &spans, styled, out)?;
            }
        }
        Ok(())
    }

    fn sentence(
        &self,
        story: &Story<'a>,
        sentence: Span,
        spans: &[Span],
        styled: bool,
        out: &mut Out,
    ) -> io::Result<()> {
        let (id, text) = (record::id(story), story.part(Field::Text, sentence));
        if out.form == Form::Tsv {
            let (start, end) = (sentence.start.to_string(), sentence.end.to_string());
            let (label, name, key) = (self.entity.label().as_str(), self.entity.name(), self.entity.key());
            return out.row(&[self.part, label, name, key, &id, &start, &end, text]);
        }
        let shift = |s: &Span| Span { start: s.start - sentence.start, end: s.end - sentence.start };
        let line = match styled {
            true => emphasize(text, &spans.iter().map(shift).collect::<Vec<_>>()),
            false => one_line(text).into_owned(),
        };
        out.raw(&format!("    {id}:{}: {line}\n", sentence.start))
    }
}
