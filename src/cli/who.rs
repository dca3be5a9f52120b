//! `who`: the card of one name.

use std::io;
use std::path::PathBuf;

use super::Lookup;
use super::args::Common;
use super::corpus::{Corpus, Need};
use super::exit::{Exit, Stop};
use super::out::{Form, Out, emphasize, one_line, some, styled};
use super::queries::Queries;
use super::record::{self, BesideRecord, CardRecord, InRecord, PlaceRecord, RoleRecord};
use super::resolve;
use super::tally::{self, Aliases, Tally};
use super::why;
use crate::link;
use crate::model::{Entity, EntityNo, Field, Mention, Order, Span, Story, StoryNo};
use crate::search;
use crate::text::sentences;

/// Names beside it that are told.
const BESIDE: usize = 10;

/// The arguments of `who`.
#[derive(clap::Args)]
pub(super) struct Who {
    /// Key, name or words of it; hyphens stand for blanks
    #[arg(required_unless_present = "queries")]
    name: Option<String>,
    /// Files or folders
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    queries: Queries,
    /// Also why: the rule of each link, and the spans that caused it
    #[arg(long)]
    why: bool,
}

impl Lookup for Who {
    const NAME: &'static str = "who";
    const ABOUT: &'static str = "One name: how it is printed, its stories, the names beside it";
    const EXAMPLE: &'static str = "newshound who libby-schaaf";

    fn run(mut self, common: &Common, out: &mut Out) -> Result<Exit, Stop> {
        let order = common.order()?.unwrap_or_default();
        let questions = self.queries.questions(self.name.take(), &self.paths)?;
        let corpus = Corpus::open(&questions.paths, common, Need::Names)?;
        questions.header(&["id", "date", "title", "mentions", "sentence"], out)?;
        let mut printed = 0;
        let sum = questions.each(out, |n, out| {
            let entity = resolve::name(&questions.texts[n], &corpus)?;
            if printed > 0 && out.form == Form::Plain {
                out.raw("\n")?;
            }
            printed += 1;
            card(entity, order, self.why, &corpus, common, out)
        })?;
        Ok(corpus.exit(sum))
    }
}

/// Prints the card of a name; gives the number of its stories.
fn card(
    entity: Entity<'_>,
    order: Order,
    with_why: bool,
    corpus: &Corpus,
    common: &Common,
    out: &mut Out,
) -> Result<usize, Stop> {
    let stories = tally::stories_of(entity, corpus, order);
    let n = stories.len();
    if out.form == Form::Count {
        out.count(n)?;
        return Ok(n);
    }
    if n == 0 {
        return Ok(0);
    }
    let shown = stories.iter().take(common.limit()).filter_map(|no| corpus.snapshot.story(*no));
    let shown_stories: Vec<Story<'_>> = shown.collect();
    let shown: Vec<In<'_>> = shown_stories.iter().map(|story| In::new(*story, entity)).collect();
    let card = CardRecord {
        name: Tally::new(entity, corpus).record(&mut Aliases::new(corpus)),
        roles: roles(entity, corpus),
        stories: shown.iter().map(In::record).collect(),
        beside: beside(entity, &stories, corpus),
        kin: told(link::kin(&corpus.snapshot, &entity), corpus),
        candidates: told(link::candidates(&corpus.snapshot, &entity), corpus),
        check: check(entity, corpus),
        weak: shown_stories.iter().flat_map(|story| weak(story, entity)).collect(),
        why: with_why.then(|| why::why(entity, &shown_stories, corpus)),
    };
    match out.form {
        Form::Json => out.json(&card)?,
        Form::Tsv => table(&card, out)?,
        _ => print(&card, &shown, styled(common.color), out)?,
    }
    Ok(n)
}

/// A story of the card.
pub(super) struct In<'a> {
    story: Story<'a>,
    mentions: u32,
    /// The first sentence with the name, and the name's mentions in it.
    pub(super) sentence: Option<(Span, Vec<Span>)>,
}

impl<'a> In<'a> {
    /// What a story says of a name.
    pub(super) fn new(story: Story<'a>, entity: Entity<'a>) -> In<'a> {
        let of_entity = |m: &Mention<'_>| m.entity == Some(entity.no()) && m.field == Field::Text;
        let spans: Vec<Span> = story.mentions().filter(of_entity).map(|m| m.span).collect();
        // A sentence of the story, where there is one, before a share bar or a source.
        let strong = story.mentions().find(|m| of_entity(m) && m.weak.is_none()).map(|m| m.span);
        let sentence = strong.or(spans.first().copied()).map(|first| {
            let all = sentences(story.text());
            let n = all.partition_point(|s| s.end <= first.start);
            let sentence = all.get(n).copied().filter(|s| s.overlaps(first)).unwrap_or(first);
            (sentence, spans.into_iter().filter(|s| sentence.covers(*s)).collect())
        });
        let mentions = entity.posting(story.no()).map_or(0, |p| p.mentions);
        In { story, mentions, sentence }
    }

    fn record(&self) -> InRecord<'a> {
        let sentence = self.sentence.as_ref().map(|(span, _)| *span);
        InRecord {
            story: record::id(&self.story),
            date: record::date(&self.story),
            title: some(self.story.title()),
            mentions: self.mentions,
            sentence: sentence.map(|s| s.of(self.story.text())),
            start: sentence.map(|s| s.start),
            end: sentence.map(|s| s.end),
        }
    }

    /// The sentence on one line, the name in it in bold where `styled`.
    fn sentence(&self, styled: bool) -> Option<String> {
        let (span, names) = self.sentence.as_ref()?;
        let text = self.story.part(Field::Text, *span);
        if !styled {
            return Some(one_line(text).into_owned());
        }
        let start = span.start;
        let inside = names.iter().map(|s| Span::new((s.start - start) as usize, (s.end - start) as usize));
        Some(emphasize(text, &inside.collect::<Vec<_>>()))
    }
}

fn beside<'a>(entity: Entity<'a>, stories: &[StoryNo], corpus: &'a Corpus) -> Vec<BesideRecord<'a>> {
    let snapshot = &corpus.snapshot;
    let found = search::beside(snapshot, entity.no(), stories.iter().copied(), &mut |_| Some(()));
    // Nothing stops it, so there is an answer.
    let first = found.unwrap_or_default().into_iter().take(BESIDE);
    first.filter_map(|(no, n)| Some(BesideRecord::new(&snapshot.entity(no)?, n))).collect()
}

/// The roles printed beside the name in the stories that count.
fn roles(entity: Entity<'_>, corpus: &Corpus) -> Vec<RoleRecord> {
    let all = link::roles(&corpus.snapshot, &entity).into_iter().filter(|r| corpus.holds(r.place.story));
    let record = |role: link::Role| {
        let story = corpus.snapshot.story(role.place.story)?;
        let (start, end) = (role.place.span.start, role.place.span.end);
        Some(RoleRecord { text: role.text, mentions: role.n, story: record::id(&story), start, end })
    };
    all.filter_map(record).collect()
}

/// Names with all their stories.
fn told(names: Vec<EntityNo>, corpus: &Corpus) -> Vec<BesideRecord<'_>> {
    let entities = names.into_iter().filter_map(|no| corpus.snapshot.entity(no));
    entities.map(|e| BesideRecord::new(&e, e.n_stories())).collect()
}

/// The ids of stories that have nothing in common but the name, group by group.
fn check(entity: Entity<'_>, corpus: &Corpus) -> Vec<Vec<String>> {
    let id = |no: &StoryNo| corpus.snapshot.story(*no).map(|s| record::id(&s));
    let groups = link::namesakes(&corpus.snapshot, &entity);
    groups.iter().map(|group| group.iter().filter_map(id).collect()).collect()
}

/// Where a story calls the name by its office alone.
fn weak<'a>(story: &Story<'a>, entity: Entity<'_>) -> Vec<PlaceRecord<'a>> {
    let all = link::references(story).into_iter().filter(|r| r.entity == entity.no());
    let (id, text) = (record::id(story), story.text());
    let place = |r: link::Reference| {
        let (start, end) = (r.span.start, r.span.end);
        PlaceRecord { story: id.clone(), field: None, start, end, text: r.span.of(text) }
    };
    all.map(place).collect()
}

fn table(card: &CardRecord<'_>, out: &mut Out) -> io::Result<()> {
    for story in &card.stories {
        let date = story.date.as_deref().unwrap_or("");
        let sentence = story.sentence.unwrap_or("");
        out.row(&[&story.story, date, story.title.unwrap_or(""), &story.mentions.to_string(), sentence])?;
    }
    Ok(())
}

fn print(card: &CardRecord<'_>, shown: &[In<'_>], styled: bool, out: &mut Out) -> io::Result<()> {
    let name = &card.name;
    if let Some(question) = out.question.take() {
        out.raw(&format!("== {}\n", one_line(&question)))?;
    }
    out.raw(&format!("{}  {}  {}\n", one_line(name.name), name.label, name.entity))?;
    let days = match (&name.first, &name.last) {
        (Some(first), Some(last)) if first != last => format!(", {first} to {last}"),
        (Some(day), _) => format!(", {day}"),
        _ => String::new(),
    };
    let counts = format!("{}, {}", counted(name.stories, "story"), counted(name.mentions, "mention"));
    out.line(&format!("{counts}, shared in {}{days}", name.shared_in))?;
    let aliases = name.aliases.iter().map(|a| (one_line(a.text).into_owned(), a.mentions));
    tallies("printed as", &aliases.collect::<Vec<_>>(), out)?;
    let roles = card.roles.iter().map(|r| (format!("{}  {}:{}", r.text, r.story, r.start), r.mentions));
    tallies("roles", &roles.collect::<Vec<_>>(), out)?;
    heading("stories", out)?;
    for (record, story) in card.stories.iter().zip(shown) {
        let date = record.date.as_deref().unwrap_or("");
        let cells = [&record.story, date, one_line(record.title.unwrap_or("")).as_ref()].join("\t");
        out.raw(&format!("{cells}\n"))?;
        if let Some(sentence) = story.sentence(styled) {
            out.raw(&format!("    {sentence}\n"))?;
        }
    }
    more(card, out)?;
    match &card.why {
        Some(links) => why::print(links, out),
        None => Ok(()),
    }
}

/// The names beside it and near it, and what is doubtful.
fn more(card: &CardRecord<'_>, out: &mut Out) -> io::Result<()> {
    let names = [
        ("beside it, in stories", &card.beside),
        ("related, not the same, in stories", &card.kin),
        ("may be, in stories", &card.candidates),
    ];
    for (heading, names) in names {
        let rows = names.iter().map(|b| (format!("{}  {}", one_line(b.name), b.entity), b.stories));
        tallies(heading, &rows.collect::<Vec<_>>(), out)?;
    }
    if !card.weak.is_empty() {
        heading("called by office, not counted", out)?;
        for place in &card.weak {
            out.line(&format!("{}:{}: {}", place.story, place.start, one_line(place.text)))?;
        }
    }
    if !card.check.is_empty() {
        heading("same name, check: these stories have nothing else in common", out)?;
        card.check.iter().try_for_each(|group| out.line(&group.join("  ")))?;
    }
    Ok(())
}

/// `1 story`, `3 stories`.
fn counted(n: u32, noun: &str) -> String {
    match (n, noun) {
        (1, noun) => format!("1 {noun}"),
        (n, "story") => format!("{n} stories"),
        (n, noun) => format!("{n} {noun}s"),
    }
}

/// A heading, and under it each word behind its number; nothing for no words.
fn tallies(name: &str, rows: &[(String, u32)], out: &mut Out) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    heading(name, out)?;
    rows.iter().try_for_each(|(word, n)| out.raw(&format!("{n:>5}  {word}\n")))
}

pub(super) fn heading(name: &str, out: &mut Out) -> io::Result<()> {
    out.raw(&format!("\n{name}\n"))
}
