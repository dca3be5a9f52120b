//! The state of the screen.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::ask::{AskKind, Question};
use super::doc::{Doc, Place};
use super::input_line::InputLine;
use super::layout::{Pane, Panes, Shape, layout};
use super::overlay::Overlay;
use super::rows::Rows;
use super::saved::Saved;
use super::sort::Sort;
use super::tables::Completion;
use super::theme::Role;
use super::tiers::Ranked;
use super::trail::Trail;
use super::update::{Along, History, Passage};
use super::{Ask, Effect, Size};
use crate::model::{Day, EntityNo, Field, Mark, Snapshot, Span, Story, StoryNo};
use crate::search::Typing;
use crate::store::Flags;

/// Columns of text at first: the middle of what typographers advise (45 to 75 letters), as newsreaders have it.
pub(super) const MEASURE: u16 = 72;

/// What the screen starts with.
#[derive(Clone, Debug)]
pub struct Setup {
    /// What is loaded so far.
    pub snapshot: Arc<Snapshot>,
    /// The terminal's size.
    pub size: Size,
    /// Today.
    pub today: Option<Day>,
    /// No colours (`NO_COLOR`): bold, underline, reverse only.
    pub monochrome: bool,
    /// One pane, no box characters.
    pub plain: bool,
    /// What was saved when the corpus was last left ([`App::saved`]), or empty.
    pub saved: String,
    /// The filter to start with, from `--query`.
    pub query: Option<String>,
}

/// Where keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Focus {
    /// To the pane in use.
    Pane,
    /// To the filter bar.
    Filter,
}

/// The list's state.
#[derive(Clone, Debug, Default)]
pub(crate) struct List {
    /// Row of the cursor.
    pub(crate) cursor: usize,
    /// First row in sight.
    pub(crate) top: usize,
    /// The story the person chose; the cursor returns to it whenever it is listed.
    pub(crate) home: Option<StoryNo>,
    /// The row under the cursor is to be opened as soon as the rows asked for are there.
    pub(crate) opens: bool,
    /// Best sentences of stories in sight, with their matches, while a filter is in force.
    pub(crate) snippets: HashMap<StoryNo, (Span, Vec<Span>)>,
}

/// A name in the open story.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct NameAt {
    pub(crate) field: Field,
    pub(crate) span: Span,
    pub(crate) entity: EntityNo,
    /// How it looks: how shared it is.
    pub(crate) role: Role,
    /// Shared among the stories listed.
    pub(crate) shared: bool,
}

/// The reading pane's state.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    pub(crate) story: Option<StoryNo>,
    pub(crate) doc: Doc,
    /// In reading order: title, then text.
    pub(crate) names: Vec<NameAt>,
    pub(crate) matches: Vec<Span>,
    pub(crate) marks: Vec<Mark>,
    pub(crate) place: Place,
    /// The name under the cursor.
    pub(crate) name: Option<usize>,
    /// Sentences chosen to copy or quote, in place of the one under the cursor.
    pub(crate) passage: Option<Passage>,
    /// The match gone to last.
    pub(crate) at_match: Option<usize>,
    /// Most columns of text.
    pub(crate) measure: u16,
    /// Where the open story stands among those that have the name under the cursor, and what it was made of.
    pub(crate) along: Option<Along>,
    pub(crate) along_of: Option<(EntityNo, StoryNo, u64)>,
}

/// The filter bar's state.
#[derive(Clone, Debug, Default)]
pub(crate) struct FilterBar {
    pub(crate) line: InputLine,
    /// The pane to go on in when a changed filter is kept.
    pub(crate) leads_to: Pane,
    /// The filter before the bar got the focus.
    pub(crate) before: String,
    /// Filters kept, oldest first.
    pub(crate) history: Vec<String>,
    /// Which of them stands in the line.
    pub(crate) at_history: Option<usize>,
    /// How the word can go on, and which choice stands in the line.
    pub(crate) completion: Option<(Completion, usize)>,
}

/// A key that does more when it is pressed again at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Armed {
    /// Following goes on outside the filter.
    Follow(Way),
    /// Matches go on in another story.
    Match(Way),
}

/// Forward or back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// To what comes after.
    Next,
    /// To what comes before.
    Previous,
}

/// The state of the screen.
#[derive(Debug)]
pub struct App {
    pub(super) size: Size,
    pub(super) today: Option<Day>,
    pub(super) monochrome: bool,
    pub(super) plain: bool,
    /// The newest snapshot; the one drawn is that of `rows`.
    pub(super) latest: Arc<Snapshot>,
    /// The stories listed, with the snapshot they are of.
    pub(super) rows: Arc<Rows>,
    pub(super) sort: Sort,
    /// The filter for which the order was chosen: it holds there even where the filter itself ranks stories.
    pub(super) sorted_filter: Option<String>,
    pub(super) focus: Focus,
    pub(super) pane: Pane,
    pub(super) zoom: bool,
    pub(super) list: List,
    pub(super) reading: Reading,
    pub(super) filter: FilterBar,
    pub(super) overlay: Option<Overlay>,
    /// What the overlay was opened from, the nearest last; nothing without an overlay.
    pub(super) below: Vec<Overlay>,
    pub(super) trail: Trail,
    /// What the person has done with stories; shared with the worker while a filter asks for it.
    pub(super) flags: Arc<Flags>,
    /// Id of the story that another one is compared with.
    pub(super) selected: Option<String>,
    pub(super) history: History,
    pub(super) notice: String,
    /// The notice says where the person is, and the cursor stands on it.
    pub(super) told_where: bool,
    pub(super) armed: Option<Armed>,
    /// The first of two letters typed while names have letters.
    pub(super) hint_typed: String,
    /// Names of the story under the cursor, for the filter bar.
    pub(super) names: Vec<Ranked>,
    /// What `names` were made of.
    pub(super) names_of: Option<(StoryNo, u64)>,
    /// Goes up with each new list of rows.
    pub(super) rows_no: u64,
    /// The story of the last time, as long as it is looked for, and its place.
    pub(super) seek: Option<(String, Place)>,
    /// Ids of stories, the first of their near-copies, whose copies have rows of their own.
    pub(super) unfolded: BTreeSet<String>,
    generation: u64,
    asked: HashMap<AskKind, u64>,
}

impl App {
    /// The state at the start, and what to do first.
    pub fn new(setup: Setup) -> (App, Vec<Effect>) {
        let saved: Saved = serde_json::from_str(&setup.saved).unwrap_or_default();
        let sort = Sort::of_saved(&saved.sort);
        let filter = setup.query.unwrap_or(saved.filter);
        let place = saved.byte.map_or(Place::START, |byte| Place { head: 0, byte });
        let measure = if saved.measure == 0 { MEASURE } else { saved.measure };
        let mut app = App {
            size: setup.size,
            today: setup.today,
            monochrome: setup.monochrome,
            plain: setup.plain,
            rows: Arc::new(Rows::first(Arc::clone(&setup.snapshot), sort.clone())),
            latest: setup.snapshot,
            sort,
            sorted_filter: None,
            focus: Focus::Pane,
            pane: Pane::List,
            zoom: saved.zoom,
            list: List::default(),
            reading: Reading { measure, ..Reading::default() },
            filter: FilterBar {
                line: InputLine::new(&filter),
                history: saved.history,
                ..FilterBar::default()
            },
            overlay: None,
            below: Vec::new(),
            trail: Trail::default(),
            flags: Arc::new(saved.flags),
            selected: None,
            history: History::default(),
            notice: String::new(),
            told_where: false,
            armed: None,
            hint_typed: String::new(),
            names: Vec::new(),
            names_of: None,
            rows_no: 0,
            unfolded: BTreeSet::new(),
            seek: saved.story.map(|id| (id, place)),
            generation: 0,
            asked: HashMap::new(),
        };
        let mut effects = Vec::new();
        app.ask_rows(Typing::Done, &mut effects);
        super::update::settle(&mut app);
        (app, effects)
    }

    /// Place, filter, read and starred stories ... as text (JSON) to be kept; changes when they do.
    pub fn saved(&self) -> String {
        let (story, place) = match (&self.seek, self.story()) {
            (Some((id, place)), _) => (Some(id.clone()), *place),
            (None, story) => (story.map(|s| s.id().into_owned()), self.reading.place),
        };
        let saved = Saved {
            story,
            byte: (place.head == 0).then_some(place.byte),
            filter: self.filter.line.text().to_owned(),
            sort: self.sort.to_saved(),
            measure: self.reading.measure,
            zoom: self.zoom,
            history: self.filter.history.clone(),
            flags: Flags::clone(&self.flags),
        };
        serde_json::to_string(&saved).unwrap_or_default()
    }

    /// The snapshot that is drawn.
    pub(super) fn snapshot(&self) -> &Arc<Snapshot> {
        &self.rows.snapshot
    }

    /// The open story.
    pub(super) fn story(&self) -> Option<Story<'_>> {
        self.snapshot().story(self.reading.story?)
    }

    /// The story under the list's cursor.
    pub(super) fn row_story(&self) -> Option<Story<'_>> {
        self.snapshot().story(self.rows.story(self.list.cursor)?)
    }

    /// The story of the pane in use.
    pub(super) fn subject(&self) -> Option<Story<'_>> {
        match self.pane {
            Pane::List => self.row_story(),
            Pane::Reading => self.story(),
        }
    }

    /// The name under the cursor of the open story.
    pub(super) fn name(&self) -> Option<&NameAt> {
        self.reading.names.get(self.reading.name?)
    }

    /// Where everything is.
    pub(super) fn panes(&self) -> Panes {
        layout(self.size, self.shape())
    }

    /// Where the reading pane is, or would be.
    pub(super) fn reading_panes(&self) -> Panes {
        layout(self.size, Shape { pane: Pane::Reading, ..self.shape() })
    }

    /// Columns of text in the reading pane.
    pub(super) fn measure(&self) -> u16 {
        let room = self.reading_panes().reading.width;
        let margins = if room > 40 { 4 } else { 0 };
        self.reading.measure.min(room - margins).max(1)
    }

    fn shape(&self) -> Shape {
        let filtering = self.focus == Focus::Filter || !self.filter.line.text().is_empty();
        Shape { pane: self.pane, zoom: self.zoom, plain: self.plain, filtering }
    }

    /// Asks the worker.
    pub(super) fn ask(&mut self, question: Question, effects: &mut Vec<Effect>) {
        self.generation += 1;
        let (generation, today) = (self.generation, self.today);
        let snapshot = match &question {
            Question::Rows { .. } => Arc::clone(&self.latest),
            _ => Arc::clone(self.snapshot()),
        };
        let ask = Ask { generation, snapshot, today, question };
        self.asked.insert(ask.kind(), generation);
        effects.push(Effect::Ask(ask));
    }

    /// Asks for the rows of the filter in the line.
    pub(super) fn ask_rows(&mut self, typing: Typing, effects: &mut Vec<Effect>) {
        let filter = self.filter.line.text().to_owned();
        let seek = self.seek.as_ref().map(|s| s.0.clone());
        let asks = ["is:", "tag:"].iter().any(|field| filter.to_ascii_lowercase().contains(field));
        let flags = asks.then(|| Arc::clone(&self.flags));
        let unfolded = self.unfolded.iter().cloned().collect();
        let sort = match &self.sort {
            Sort::By(order) if self.sorted_filter.as_ref() != Some(&filter) => Sort::Ranked(*order),
            sort => sort.clone(),
        };
        self.ask(Question::Rows { filter, typing, sort, unfolded, seek, flags }, effects);
    }

    /// Whether an answer of this kind is underway.
    pub(super) fn waits(&self, kind: AskKind) -> bool {
        self.asked.contains_key(&kind)
    }

    /// Takes note of an answer; says whether it is the one waited for.
    pub(super) fn arrived(&mut self, kind: AskKind, generation: u64) -> bool {
        let wanted = self.asked.get(&kind) == Some(&generation);
        if wanted {
            self.asked.remove(&kind);
        }
        wanted
    }
}

/// A drawn screen.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The cells.
    pub buffer: Buffer,
    /// Where the hardware cursor stands: selected row, current name's first cell, or insertion point.
    pub cursor: Position,
    /// What each cell means, row after row.
    pub roles: Vec<Role>,
}
