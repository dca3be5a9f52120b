//! `show`: one story as text.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use super::Lookup;
use super::args::{Color, Common};
use super::corpus::{Corpus, Need};
use super::exit::{Exit, Stop};
use super::out::{Form, Out, one_line};
use super::record::{self, StoryRecord};
use super::resolve;
use super::tally::{COLUMNS, Tally};
use super::wrap::wrap;
use crate::model::{Charset, DateFrom, Field, Snapshot, Span, Story};

/// Wider lines are hard to read, however wide the terminal is.
const MAX_WIDTH: usize = 100;

/// The arguments of `show`.
#[derive(clap::Args)]
pub(super) struct Show {
    /// Id of the story, a unique ending of it, or id:GIVEN for the id that the input gives
    story: String,
    /// Files or folders
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Names in bold, shared ones underlined too; with --color never in *...* and _*...*_
    #[arg(long)]
    mark: bool,
    /// The names of the story after its text
    #[arg(long)]
    names: bool,
    /// Cells of a line [default: the terminal's, at most 100; unbroken when piped]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    width: Option<u16>,
}

impl Lookup for Show {
    const NAME: &'static str = "show";
    const ABOUT: &'static str = "One story as text";
    const EXAMPLE: &'static str = "newshound show 002_376190754ad9eb78.txt";

    fn run(self, common: &Common, out: &mut Out) -> Result<Exit, Stop> {
        if matches!(out.form, Form::Count | Form::Tsv) {
            return Err(Stop::Usage("show prints one story: --count and --tsv do not apply".into()));
        }
        let wants_names = self.mark || self.names || out.form == Form::Json;
        let corpus = Corpus::open(&self.paths, common, if wants_names { Need::Names } else { Need::Text })?;
        let story = resolve::story(&self.story, &corpus)?;
        if out.form == Form::Json {
            out.json(&StoryRecord::new(&story, &corpus.snapshot))?;
            return Ok(corpus.exit(1));
        }
        let width = self.width.map(usize::from).or_else(terminal_width);
        head(&story, out)?;
        self.text(&story, &corpus.snapshot, width, common.color, out)?;
        if self.names {
            names(&story, &corpus, out)?;
        }
        Ok(corpus.exit(1))
    }
}

impl Show {
    fn text(
        &self,
        story: &Story<'_>,
        snapshot: &Snapshot,
        width: Option<usize>,
        color: Color,
        out: &mut Out,
    ) -> io::Result<()> {
        let text = story.text();
        let looks = if self.mark { looks(story, snapshot) } else { Vec::new() };
        let sign = if color == Color::Never { sign_letters } else { sign_ansi };
        for line in wrap(text.trim_end_matches('\n'), width) {
            let mut at = line.start;
            let first = looks.partition_point(|(span, _)| span.end <= line.start);
            for (span, shared) in looks.get(first..).unwrap_or(&[]) {
                if span.start >= line.end {
                    break;
                }
                let inside = Span { start: span.start.max(at), end: span.end.min(line.end) };
                let (before, after) = sign(*shared);
                out.raw(Span { start: at, end: inside.start }.of(text))?;
                out.raw(before)?;
                out.raw(inside.of(text))?;
                out.raw(after)?;
                at = inside.end;
            }
            out.raw(Span { start: at, end: line.end }.of(text))?;
            out.raw("\n")?;
        }
        Ok(())
    }
}

/// The names in the text, and whether each is shared.
fn looks(story: &Story<'_>, snapshot: &Snapshot) -> Vec<(Span, bool)> {
    let named = story.mentions().filter(|m| m.field == Field::Text);
    named.filter_map(|m| Some((m.span, snapshot.entity(m.entity?)?.is_shared()))).collect()
}

fn sign_ansi(shared: bool) -> (&'static str, &'static str) {
    if shared { ("\u{1b}[1;4m", "\u{1b}[22;24m") } else { ("\u{1b}[1m", "\u{1b}[22m") }
}

fn sign_letters(shared: bool) -> (&'static str, &'static str) {
    if shared { ("_*", "*_") } else { ("*", "*") }
}

/// What is known of the story, a line each, and an empty line.
fn head(story: &Story<'_>, out: &mut Out) -> io::Result<()> {
    let id = record::id(story);
    let mut date = record::date(story).unwrap_or_default();
    if story.date_from() == DateFrom::Doubtful {
        date.push_str(" (doubtful)");
    }
    let charset = story.charset();
    let encoding = match (charset == Charset::default(), charset.is_guessed()) {
        (true, _) => String::new(),
        (_, true) => format!("{} (guessed)", charset.name()),
        (_, false) => charset.name().to_owned(),
    };
    let rows = [
        ("title", story.title()),
        ("date", &date),
        ("outlet", story.outlet()),
        ("author", story.author()),
        ("url", story.url()),
        ("encoding", &encoding),
        ("id", &id),
    ];
    for (name, value) in rows.into_iter().filter(|(_, value)| !value.is_empty()) {
        out.line(&format!("{name}: {}", one_line(value)))?;
    }
    out.raw("\n")
}

/// The names of the story, as `names` prints them: those in most stories first.
fn names(story: &Story<'_>, corpus: &Corpus, out: &mut Out) -> io::Result<()> {
    let entities = story.entities().into_iter().filter_map(|no| corpus.snapshot.entity(no));
    let mut rows: Vec<Tally<'_>> = entities.map(|e| Tally::new(e, corpus)).collect();
    rows.sort_by(|a, b| {
        (b.stories, b.mentions).cmp(&(a.stories, a.mentions)).then(a.entity.key().cmp(b.entity.key()))
    });
    out.raw("\n")?;
    out.header(&COLUMNS)?;
    for row in rows {
        let cells = row.cells();
        out.row(&cells.each_ref().map(String::as_str))?;
    }
    Ok(())
}

/// The width to which text is broken on a terminal; `None` when it is not one.
fn terminal_width() -> Option<usize> {
    let out = io::stdout();
    if !out.is_terminal() {
        return None;
    }
    let size = rustix::termios::tcgetwinsize(&out).ok()?;
    (size.ws_col > 0).then(|| usize::from(size.ws_col).min(MAX_WIDTH))
}
