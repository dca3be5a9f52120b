//! Questions for the worker thread and their answers: pure functions of a snapshot.
//!
//! Whatever grows with the corpus is worked out here, never on the thread that draws: which stories a filter
//! lists, how many of them hold each name, what a name's card and the names table show, how a word completes.

use std::sync::Arc;

use super::rows::{self, Rows};
use super::sort::Sort;
use super::tables::{self, Card, Compared, Completion, NamesSort, NamesTable, RelatedTable};
use super::why::{self, Why, WhyOf};
use crate::model::{Day, Snapshot, Story, StoryNo};
use crate::search::{Context, Flagged, Typing};
use crate::store::Flags;

/// A question. It carries the snapshot it is about.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Answers with an older number than the newest question of the same kind are dropped.
    pub generation: u64,
    /// What it is about.
    pub snapshot: Arc<Snapshot>,
    /// Today.
    pub today: Option<Day>,
    /// What is asked.
    pub question: Question,
}

/// What is asked.
#[derive(Clone, Debug)]
pub enum Question {
    /// Which stories a filter lists, in an order.
    Rows {
        /// The filter as typed.
        filter: String,
        /// Whether it is still being typed.
        typing: Typing,
        /// How they are sorted.
        sort: Sort,
        /// Ids of stories, the first of their near-copies, whose copies have rows of their own.
        unfolded: Vec<String>,
        /// The id of a story to look for, from the last time.
        seek: Option<String>,
        /// What the person has done with stories, where the filter asks for it.
        flags: Option<Arc<Flags>>,
    },
    /// What is known of a name.
    Card {
        /// The entity's key.
        key: String,
        /// The stories listed.
        rows: Arc<Rows>,
    },
    /// The names of the stories listed.
    Names {
        /// The stories listed.
        rows: Arc<Rows>,
        /// Words that the names must have.
        narrow: String,
        /// The order.
        sort: NamesSort,
        /// The key of a name: those that have a word in common with it come first.
        near: Option<String>,
    },
    /// Which stories are related to one.
    Related {
        /// Its id.
        story: String,
    },
    /// What two stories have in common.
    Compare {
        /// Their ids.
        stories: [String; 2],
    },
    /// Why a name is linked.
    Why {
        /// Which one.
        of: WhyOf,
    },
    /// How a word of the filter can go on.
    Complete {
        /// The word as typed.
        word: String,
        /// The stories listed.
        rows: Arc<Rows>,
    },
}

/// The kinds of questions: the newest of each kind is the only one that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AskKind {
    /// Which stories are listed.
    Rows,
    /// A name's card.
    Card,
    /// The names table.
    Names,
    /// Related stories.
    Related,
    /// Two stories compared.
    Compare,
    /// Why a name is linked.
    Why,
    /// A word's completions.
    Complete,
}

impl Ask {
    /// Its kind.
    pub fn kind(&self) -> AskKind {
        match self.question {
            Question::Rows { .. } => AskKind::Rows,
            Question::Card { .. } => AskKind::Card,
            Question::Names { .. } => AskKind::Names,
            Question::Related { .. } => AskKind::Related,
            Question::Compare { .. } => AskKind::Compare,
            Question::Why { .. } => AskKind::Why,
            Question::Complete { .. } => AskKind::Complete,
        }
    }
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The question's number.
    pub generation: u64,
    /// What was found.
    pub reply: Reply,
}

/// What was found.
#[derive(Clone, Debug)]
pub enum Reply {
    /// The stories listed, and the story that was looked for.
    Rows(Arc<Rows>, Option<StoryNo>),
    /// A name's card; nothing where the name is gone.
    Card(Option<Arc<Card>>),
    /// The names table.
    Names(Arc<NamesTable>),
    /// Related stories; nothing where the story is gone.
    Related(Option<Arc<RelatedTable>>),
    /// Two stories compared; nothing where one is gone.
    Compare(Option<Arc<Compared>>),
    /// Why a name is linked; nothing where it is gone.
    Why(Option<Arc<Why>>),
    /// A word's completions.
    Complete(Completion),
}

impl Reply {
    /// The kind of question it answers.
    pub fn kind(&self) -> AskKind {
        match self {
            Reply::Rows(..) => AskKind::Rows,
            Reply::Card(_) => AskKind::Card,
            Reply::Names(_) => AskKind::Names,
            Reply::Related(_) => AskKind::Related,
            Reply::Compare(_) => AskKind::Compare,
            Reply::Why(_) => AskKind::Why,
            Reply::Complete(_) => AskKind::Complete,
        }
    }
}

/// Answers a question; `None` when `stop` said that the answer is no longer wanted.
pub fn answer(ask: &Ask, stop: &dyn Fn() -> bool) -> Option<Answer> {
    let reply = match &ask.question {
        Question::Rows { filter, typing, sort, unfolded, seek, flags } => {
            let flagged =
                |story: &Story<'_>, asked: Flagged<'_>| flags.as_ref().is_some_and(|f| f.has(story, asked));
            let context = Context { today: ask.today, stop, flagged: &flagged };
            let rows = rows::rows(&ask.snapshot, filter, *typing, sort, unfolded, &context)?;
            let sought = seek.as_deref().and_then(|id| ask.snapshot.story_by_id(id)).map(|s| s.no());
            Reply::Rows(Arc::new(rows), sought)
        }
        Question::Card { key, rows } => Reply::Card(tables::card(rows, key, stop)?.map(Arc::new)),
        Question::Names { rows, narrow, sort, near } => {
            Reply::Names(Arc::new(tables::names(rows, narrow, *sort, near.as_deref(), stop)?))
        }
        Question::Related { story } => {
            Reply::Related(tables::related(&ask.snapshot, story, stop)?.map(Arc::new))
        }
        Question::Compare { stories } => {
            Reply::Compare(tables::compared(&ask.snapshot, stories).map(Arc::new))
        }
        Question::Why { of } => Reply::Why(why::why(of, &ask.snapshot).map(Arc::new)),
        Question::Complete { word, rows } => Reply::Complete(tables::complete(rows, word, stop)?),
    };
    Some(Answer { generation: ask.generation, reply })
}
