//! `decide`: what a person knows better about names than any rule.

use std::path::PathBuf;

use super::Lookup;
use super::args::Common;
use super::corpus::{Corpus, Need};
use super::exit::{Exit, Stop};
use super::out::{Form, Out, one_line, say};
use super::resolve;
use crate::model::{Decision, Entity, Label, Mention, Mentions, NameKey, Scope, Story};
use crate::store::{self, Change, DecisionFile};
use crate::text::fold_words;

/// The arguments of `decide`.
#[derive(clap::Args)]
pub(super) struct Decide {
    #[command(subcommand)]
    what: What,
}

/// What is decided.
#[derive(clap::Subcommand)]
enum What {
    /// Two names are one; the first one gives its name and kind
    Same {
        /// Key, name or words of it
        name: String,
        /// The other one
        other: String,
        /// Files or folders
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Two names are two, whatever rules say
    Different {
        /// Key, name or words of it
        name: String,
        /// The other one
        other: String,
        /// Files or folders
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Mentions are another name's, or a name of their own
    Move {
        /// Key, name or words of it
        name: String,
        /// Files or folders
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Whose they are
        #[arg(long, value_name = "NAME")]
        to: Option<String>,
        #[command(flatten)]
        which: Which,
    },
    /// Mentions name nothing
    Hide {
        /// Key, name or words of it
        name: String,
        /// Files or folders
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        #[command(flatten)]
        which: Which,
    },
    /// A name is of this kind: person, org, place, law, event, work, product or group
    Label {
        /// Key, name or words of it
        name: String,
        /// The kind
        #[arg(value_parser = super::names::parse_label)]
        label: Label,
        /// Files or folders
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// A name is shown so; its key stays
    Name {
        /// Key, name or words of it
        name: String,
        /// How it is shown
        shown: String,
        /// Files or folders
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// What was decided, a line each
    List {
        /// Files or folders
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Take the last decision back
    Undo {
        /// Files or folders
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
}

/// Which mentions of a name.
#[derive(clap::Args)]
struct Which {
    /// Only those in this story
    #[arg(long, value_name = "STORY")]
    story: Option<String>,
    /// Only those that print these words
    #[arg(long, value_name = "WORDS")]
    printed: Option<String>,
}

impl Lookup for Decide {
    const NAME: &'static str = "decide";
    const ABOUT: &'static str = "Correct names: same, different, move, hide, label, name; list, undo";
    const EXAMPLE: &'static str = "newshound decide label Cannifornian work";

    fn run(self, common: &Common, out: &mut Out) -> Result<Exit, Stop> {
        if out.form != Form::Plain {
            return Err(Stop::Usage("decide prints lines: --json, --tsv and --count do not apply".into()));
        }
        match &self.what {
            What::List { paths } => return list(&file(paths)?, out),
            What::Undo { paths } => return undo(&file(paths)?, out),
            _ => {}
        }
        let corpus = Corpus::open(self.what.paths(), common, Need::Names)?;
        let file = corpus.decisions.clone().ok_or_else(nowhere)?;
        let decision = self.what.decision(&corpus)?;
        let n = mentions(&decision, &corpus);
        if n == 0 {
            return Err(Stop::Nothing("no mention fits".into()));
        }
        change(&file, Change::Add(decision.clone()))?;
        out.line(&store::print_decision(&decision))?;
        if !common.quiet {
            let noun = if n == 1 { "mention" } else { "mentions" };
            say(&format!("{n} {noun}; kept in {}", one_line(&file.path().to_string_lossy())));
        }
        Ok(corpus.exit(n))
    }
}

impl What {
    fn paths(&self) -> &[PathBuf] {
        match self {
            What::Same { paths, .. }
            | What::Different { paths, .. }
            | What::Move { paths, .. }
            | What::Hide { paths, .. }
            | What::Label { paths, .. }
            | What::Name { paths, .. }
            | What::List { paths }
            | What::Undo { paths } => paths,
        }
    }

    /// The decision, with the names that are meant.
    ///
    /// # Errors
    /// When a NAME fits none, or several.
    fn decision(&self, corpus: &Corpus) -> Result<Decision, Stop> {
        let key = |typed: &str| resolve::name(typed, corpus).map(|e| NameKey(e.key().to_owned()));
        Ok(match self {
            What::Same { name, other, .. } | What::Different { name, other, .. } => {
                let (a, b) = (key(name)?, key(other)?);
                if a == b {
                    return Err(Stop::Usage(format!("both are {}", a.0)));
                }
                match self {
                    What::Same { .. } => Decision::Same(a, b),
                    _ => Decision::Different(a, b),
                }
            }
            What::Move { name, to, which, .. } => {
                let to = to.as_deref().map(key).transpose()?;
                Decision::Move(which.mentions(key(name)?, corpus)?, to)
            }
            What::Hide { name, which, .. } => Decision::Hide(which.mentions(key(name)?, corpus)?),
            What::Label { name, label, .. } => Decision::Label(key(name)?, *label),
            What::Name { name, shown, .. } => {
                let shown = one_line(shown).into_owned();
                if shown.is_empty() {
                    return Err(Stop::Usage("the name to show is empty".into()));
                }
                Decision::Name(key(name)?, shown)
            }
            What::List { .. } | What::Undo { .. } => return Err(Stop::Usage("nothing to decide".into())),
        })
    }
}

impl Which {
    fn mentions(&self, of: NameKey, corpus: &Corpus) -> Result<Mentions, Stop> {
        let printed = self.printed.as_deref().map(fold_words).unwrap_or_default();
        let scope = match &self.story {
            Some(story) => Scope::Story { story: resolve::story(story, corpus)?.id().into_owned(), printed },
            None => Scope::Everywhere { printed },
        };
        Ok(Mentions { of, scope })
    }
}

/// How many mentions a decision is about.
fn mentions(decision: &Decision, corpus: &Corpus) -> usize {
    let links = corpus.snapshot.links();
    let entity = |key: &NameKey| links.by_key(&key.0);
    let all = |key: &NameKey| entity(key).map_or(0, |e| e.n_mentions() as usize);
    match decision {
        Decision::Same(_, other) | Decision::Different(_, other) => all(other),
        Decision::Label(key, _) | Decision::Name(key, _) => all(key),
        Decision::Move(which, _) | Decision::Hide(which) => {
            let Some(entity) = entity(&which.of) else { return 0 };
            let stories = entity.postings().filter_map(|p| corpus.snapshot.story(p.story));
            stories.map(|story| fitting(&story, &entity, &which.scope)).sum()
        }
    }
}

fn fitting(story: &Story<'_>, entity: &Entity<'_>, scope: &Scope) -> usize {
    let printed = match scope {
        Scope::Story { story: id, printed } if *id == story.id() => printed,
        Scope::Everywhere { printed } => printed,
        Scope::Story { .. } | Scope::Here { .. } => return 0,
    };
    let fits = |m: &Mention<'_>| printed.is_empty() || fold_words(story.part(m.field, m.span)) == *printed;
    story.mentions().filter(|m| m.entity == Some(entity.no()) && fits(m)).count()
}

/// The file of decisions about what PATH means.
fn file(paths: &[PathBuf]) -> Result<DecisionFile, Stop> {
    DecisionFile::of(&super::corpus::input(paths)?).ok_or_else(nowhere)
}

fn change(file: &DecisionFile, change: Change) -> Result<(), Stop> {
    file.change(&change).map(drop).map_err(|why| Stop::Usage(format!("the decision is not kept: {why}")))
}

fn nowhere() -> Stop {
    Stop::Usage("there is no place to keep decisions about standard input".into())
}

fn list(file: &DecisionFile, out: &mut Out) -> Result<Exit, Stop> {
    let decided = file.read();
    decided.problems.iter().for_each(|problem| say(&problem.to_string()));
    for decision in decided.decisions.iter() {
        out.line(&store::print_decision(decision))?;
    }
    if decided.decisions.is_empty() {
        return Err(Stop::Nothing("nothing was decided".into()));
    }
    Ok(Exit::Found)
}

fn undo(file: &DecisionFile, out: &mut Out) -> Result<Exit, Stop> {
    let last = file.read().decisions.iter().last().cloned();
    let Some(last) = last else { return Err(Stop::Nothing("nothing was decided".into())) };
    change(file, Change::TakeBack(last.clone()))?;
    out.line(&store::print_decision(&last))?;
    Ok(Exit::Found)
}
