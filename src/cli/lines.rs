//! `lines`: the sentences that match, in time order.

use std::io;
use std::path::PathBuf;

use super::Lookup;
use super::args::Common;
use super::corpus::{Asked, Corpus, Need};
use super::exit::{Exit, Stop};
use super::markdown;
use super::out::{Form, Out, emphasize, one_line, say, styled};
use super::printed::Printed;
use super::queries::{Queries, Questions};
use super::record::{self, LineRecord};
use crate::model::{Field, Span, Story};
use crate::search;
use crate::text::reports_speech;

/// The arguments of `lines`.
#[derive(clap::Args)]
pub(super) struct Lines {
    /// What to look for
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
    /// Only sentences with quotation marks or a verb of saying; who speaks is not told
    #[arg(long)]
    said: bool,
    /// As quotations with their sources, in Markdown
    #[arg(long)]
    markdown: bool,
}

impl Lookup for Lines {
    const NAME: &'static str = "lines";
    const ABOUT: &'static str = "Each sentence with a match, oldest story first";
    const EXAMPLE: &'static str = "newshound lines @libby-schaaf";

    fn run(mut self, common: &Common, out: &mut Out) -> Result<Exit, Stop> {
        if self.markdown && out.form != Form::Plain {
            return Err(Stop::Usage("--markdown goes with no other form of output".into()));
        }
        let order = common.order()?;
        let questions = self.queries.questions(self.query.take(), &self.paths)?;
        let asked: Vec<Asked> = questions.texts.iter().map(|text| Asked::new(text, common)).collect();
        let need = asked.iter().map(|a| Need::of(&a.query)).fold(Need::Text, Need::or);
        let mut corpus = Corpus::open(&questions.paths, common, need)?;
        questions.header(&["id", "date", "title", "start", "end", "sentence"], out)?;
        let sum = questions.each(out, |n, out| {
            let hits = corpus.hits(&asked[n]);
            let mut stories: Vec<Story<'_>> =
                hits.iter().filter_map(|no| corpus.snapshot.story(no)).collect();
            match order {
                None => stories.sort_by_key(|s| (s.date().is_none(), s.date(), s.id_order())),
                Some(order) => {
                    stories = corpus.snapshot.stories_by(order).filter(|s| hits.contains(s.no())).collect();
                }
            }
            self.print(&asked[n], &stories, &questions, common, out)
        })?;
        Ok(corpus.exit(sum))
    }
}

impl Lines {
    /// Prints the sentences of the stories; gives their number.
    fn print(
        &self,
        asked: &Asked,
        stories: &[Story<'_>],
        questions: &Questions,
        common: &Common,
        out: &mut Out,
    ) -> Result<usize, Stop> {
        let (mut n, mut only_titles) = (0, 0);
        if self.markdown
            && let Some(question) = &out.question
        {
            out.raw(&format!("# {}\n\n", markdown::escaped(question)))?;
        }
        for story in stories {
            let mut lines = search::sentences_with(&asked.query, story);
            if lines.is_empty() && !search::title_matches(&asked.query, story).is_empty() {
                only_titles += 1;
            }
            lines.retain(|(sentence, _)| !self.said || reports_speech(story.part(Field::Text, *sentence)));
            let room = common.limit().saturating_sub(n);
            n += lines.len();
            lines.truncate(room);
            if out.form != Form::Count && !lines.is_empty() {
                self.print_story(story, &lines, questions, common, out)?;
            }
        }
        if out.form == Form::Count {
            out.count(n)?;
        }
        if only_titles > 0 && !common.quiet {
            let stories = if only_titles == 1 { "1 more story matches" } else { "more stories match" };
            let many = if only_titles == 1 { String::new() } else { format!("{only_titles} ") };
            say(&format!("{many}{stories} by the title only"));
        }
        Ok(n)
    }

    fn print_story(
        &self,
        story: &Story<'_>,
        lines: &[(Span, Vec<Span>)],
        questions: &Questions,
        common: &Common,
        out: &mut Out,
    ) -> io::Result<()> {
        if self.markdown {
            markdown::heading(story, 2, out)?;
            return lines.iter().try_for_each(|(s, places)| markdown::quotation(story, *s, places, out));
        }
        let printed = (out.form == Form::Plain).then(|| Printed::of(story, &questions.paths)).flatten();
        let (id, date) = (record::id(story), record::date(story).unwrap_or_default());
        for (sentence, matches) in lines {
            let text = story.part(Field::Text, *sentence);
            match out.form {
                Form::Json => out.json(&LineRecord::new(story, *sentence, matches))?,
                Form::Tsv => {
                    let (start, end) = (sentence.start.to_string(), sentence.end.to_string());
                    out.row(&[&id, &date, story.title(), &start, &end, text])?;
                }
                Form::Plain | Form::Count => {
                    let at = matches.first().map_or(sentence.start, |m| m.start);
                    let place = match &printed {
                        Some(printed) => {
                            let (line, column) = printed.line_and_column(at);
                            format!("{}:{line}:{column}", one_line(&printed.path.to_string_lossy()))
                        }
                        None => format!("{id}:{at}"),
                    };
                    let inside: Vec<Span> = matches
                        .iter()
                        .map(|m| Span { start: m.start - sentence.start, end: m.end - sentence.start })
                        .collect();
                    match styled(common.color) {
                        true => out.styled_line(&format!("{place}: {}", emphasize(text, &inside)))?,
                        false => out.line(&format!("{place}: {}", one_line(text)))?,
                    }
                }
            }
        }
        Ok(())
    }
}
