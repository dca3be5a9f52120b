//! The stories of a look-up: what PATH means, loading, problems, and the filter of `--query`.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::Common;
use super::exit::{Exit, Stop};
use super::out::say;
use crate::model::{Order, Problem, Snapshot, Story, StoryNo, StorySet};
use crate::search::{self, Context, Flagged, Query, Typing};
use crate::store::{self, DecisionFile, Desk, Flags, Input, LoadOptions, StateFile, Waiting};

/// Problems told one by one: a screenful; the rest is counted.
const PROBLEMS_TOLD: usize = 20;

/// Whether a look-up needs the names of the stories; recognising them takes most of the time of a load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// Words, titles, dates.
    Text,
    /// Mentions and entities too.
    Names,
}

impl Need {
    /// What a query needs.
    pub(super) fn of(query: &Query) -> Need {
        match query {
            Query::And(parts) | Query::Or(parts) => parts.iter().map(Need::of).fold(Need::Text, Need::or),
            Query::Not(part) => Need::of(part),
            Query::All
            | Query::Words(_)
            | Query::Case(_)
            | Query::Inside(_)
            | Query::Regex(_)
            | Query::Field(..)
            | Query::Part(..)
            | Query::Is(_)
            | Query::Tag(_)
            | Query::Day(_) => Need::Text,
            Query::Near(left, _, right) => Need::of(left).or(Need::of(right)),
            // Too much is only slow; too little would be a wrong answer.
            _ => Need::Names,
        }
    }

    /// The greater need.
    pub(super) fn or(self, other: Need) -> Need {
        if self == Need::Names { self } else { other }
    }
}

/// A query as typed: parsed, and told what was read leniently.
pub(super) struct Asked {
    /// The query.
    pub(super) query: Query,
    lenient: bool,
}

impl Asked {
    /// Parses `text`; what was read leniently is told with its column.
    pub(super) fn new(text: &str, common: &Common) -> Asked {
        let (query, notes) = search::parse(text, Typing::Done);
        for note in notes.iter().filter(|_| !common.quiet) {
            let before = text.get(..note.span.start as usize).unwrap_or("");
            say(&format!("query, column {}: {}", before.chars().count() + 1, note.message));
        }
        Asked { query, lenient: !notes.is_empty() }
    }
}

/// Loaded stories.
pub(super) struct Corpus {
    /// Everything that was loaded.
    pub(super) snapshot: Arc<Snapshot>,
    /// The stories that `--query` leaves; `None` without one.
    pub(super) within: Option<StorySet>,
    /// Whether messages are not wanted.
    pub(super) quiet: bool,
    strict: bool,
    /// Whether something was read leniently or not at all.
    lenient: bool,
    /// Where decisions about its names are kept.
    pub(super) decisions: Option<DecisionFile>,
    /// Where what was read of it is kept.
    state: Option<StateFile>,
}

impl Corpus {
    /// Loads what PATH and the options say, tells the problems, and applies `--query`.
    ///
    /// # Errors
    /// When a path is not there, or none can be opened.
    pub(super) fn open(paths: &[PathBuf], common: &Common, need: Need) -> Result<Corpus, Stop> {
        let input = input(paths)?;
        let decisions = DecisionFile::of(&input);
        let state = StateFile::of(&input);
        let asked = common.query.as_deref().map(|text| Asked::new(text, common));
        let need = asked.as_ref().map_or(need, |asked| need.or(Need::of(&asked.query)));
        let snapshot = store::load_whole(&input, &options(common, need, decisions.as_ref()));
        let lenient = !snapshot.problems().is_empty();
        let mut corpus = Corpus {
            snapshot,
            within: None,
            quiet: common.quiet,
            strict: common.strict,
            lenient,
            decisions,
            state,
        };
        if !corpus.quiet {
            corpus.tell_problems(common.json);
        }
        if let Some(asked) = &asked {
            corpus.within = Some(corpus.hits(asked));
        }
        Ok(corpus)
    }

    /// The stories that match a query (and `--query`).
    pub(super) fn hits(&mut self, asked: &Asked) -> StorySet {
        self.lenient |= asked.lenient;
        let flags = if asks_for_flags(&asked.query) { self.flags() } else { Flags::default() };
        let flagged = |story: &Story<'_>, asked: Flagged<'_>| flags.has(story, asked);
        let context = Context { flagged: &flagged, ..Context::new(store::today(), &|| false) };
        let hits = search::eval(&asked.query, &self.snapshot, &context);
        // Nothing stops it, so there is an answer.
        let mut hits = hits.unwrap_or_else(|| StorySet::empty(self.snapshot.n_stories()));
        if let Some(within) = &self.within {
            hits.intersect(within);
        }
        hits
    }

    /// What the person has done with the stories. That it cannot be read is told.
    fn flags(&mut self) -> Flags {
        let read = self.state.as_ref().map_or(Ok(Flags::default()), StateFile::read);
        read.unwrap_or_else(|why| {
            self.lenient = true;
            if !self.quiet {
                say(&why);
            }
            Flags::default()
        })
    }

    /// Whether `--query` leaves this story.
    pub(super) fn holds(&self, story: StoryNo) -> bool {
        self.within.as_ref().is_none_or(|set| set.contains(story))
    }

    /// The stories that `--query` leaves, in order of arrival.
    pub(super) fn stories(&self) -> impl Iterator<Item = Story<'_>> {
        self.snapshot.stories().filter(|story| self.holds(story.no()))
    }

    /// The stories that `--query` leaves, in an order; in order of arrival where none is asked for.
    pub(super) fn ordered(&self, order: Option<Order>) -> Vec<Story<'_>> {
        match order {
            None => self.stories().collect(),
            Some(order) => self.snapshot.stories_by(order).filter(|s| self.holds(s.no())).collect(),
        }
    }

    /// The exit code of an answer with `n` results; with `--strict`, what was read leniently counts.
    pub(super) fn exit(&self, n: usize) -> Exit {
        if self.strict && self.lenient { Exit::Error } else { Exit::of(n) }
    }

    /// Tells what was wrong on standard error: in words, or as one object a line where the answer is too.
    fn tell_problems(&self, json: bool) {
        let problems = self.snapshot.problems();
        if json {
            for Problem { place, what, done } in problems.iter() {
                let object = serde_json::json!({ "problem": what, "place": place, "done": done });
                // What cannot be told is not worth an end.
                let _ = writeln!(io::stderr().lock(), "{object}");
            }
            return;
        }
        problems.iter().take(PROBLEMS_TOLD).for_each(|problem| say(&problem.to_string()));
        if problems.len() > PROBLEMS_TOLD {
            say(&format!("and {} more problems", problems.len() - PROBLEMS_TOLD));
        }
        if self.snapshot.n_stories() == 0 {
            say("no stories there");
        }
    }
}

/// Whether a query is about what the person who reads has done.
fn asks_for_flags(query: &Query) -> bool {
    match query {
        Query::And(parts) | Query::Or(parts) => parts.iter().any(asks_for_flags),
        Query::Not(part) => asks_for_flags(part),
        query => matches!(query, Query::Is(_) | Query::Tag(_)),
    }
}

/// How to load for these options, with what was decided about names.
pub(super) fn options(common: &Common, need: Need, decisions: Option<&DecisionFile>) -> LoadOptions {
    let decided = decisions.filter(|_| need == Need::Names).map(DecisionFile::read);
    LoadOptions {
        read: common.read(),
        jobs: common.jobs(),
        names: need == Need::Names,
        partial: false,
        desk: Desk::new(decided.unwrap_or_default()),
        waiting: waiting(common.quiet),
    }
}

/// Tells a person at a terminal what is waited for.
fn waiting(quiet: bool) -> Waiting {
    if quiet || !io::stderr().is_terminal() {
        return Waiting::default();
    }
    Waiting::new(|place| say(&format!("waiting for {place} (Ctrl-c ends)")))
}

/// What PATH means: files and folders; standard input for `-`, and for nothing where it is not a terminal;
/// else the stories built in, which is said.
///
/// # Errors
/// When a path is not there, or none can be opened.
pub(super) fn input(paths: &[PathBuf]) -> Result<Input, Stop> {
    let input = match paths {
        [] if io::stdin().is_terminal() => {
            say("no PATH given: these are the three stories built in");
            Input::BuiltIn
        }
        [] => Input::Stdin,
        [one] if one == Path::new("-") => Input::Stdin,
        _ => Input::Paths(paths.to_vec()),
    };
    match input.check() {
        Ok(()) => Ok(input),
        Err((path, error)) => Err(Stop::Usage(cannot_open(path, &error))),
    }
}

fn cannot_open(path: &Path, error: &io::Error) -> String {
    let path = path.to_string_lossy();
    match error.kind() {
        io::ErrorKind::NotFound => {
            format!("{path}: no such file or folder (newshound --help lists the look-ups)")
        }
        _ => format!("{path}: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_queries_that_ask_for_names_need_them() {
        for (query, need) in [
            ("raid warning", Need::Text),
            ("\"a b\" -c", Need::Text),
            ("@ada", Need::Names),
            ("raid date:2017 -title:x OR (a -@ada)", Need::Names),
            ("raid date:2017 -title:x OR (a -outlet:b)", Need::Text),
            ("org:ice", Need::Names),
            ("shared:>=3", Need::Names),
        ] {
            assert_eq!(Need::of(&search::parse(query, Typing::Done).0), need, "{query}");
        }
    }
}
