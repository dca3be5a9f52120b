//! A story as rows of the reading pane: a head (title, date, outlet, byline, url), then its lines.

use super::wrap::{line_of, wrap};
use crate::model::{DateFrom, Field, Span, Story};

/// Rows of a title, and of what stands below it: longer ones are no titles, but text in the wrong place.
const MAX_TITLE_ROWS: usize = 20;
const MAX_LINE_ROWS: usize = 8;

/// A row above the text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum HeadRow {
    /// A line of a title that comes apart from the text: a span of the title.
    Title(Span),
    /// Date, outlet, byline or url.
    Line(String),
    /// Nothing.
    Blank,
}

/// A row of the reading pane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum DocRow<'a> {
    /// One above the text.
    Head(&'a HeadRow),
    /// A line of the text.
    Text(Span),
}

/// The place in a story that stands at the top of the pane. It counts bytes, so that it outlives wrapping.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// Rows of the head in sight.
    pub(crate) head: u16,
    /// First byte of the text in sight.
    pub(crate) byte: u32,
}

impl Place {
    /// The start of a story, whatever its head.
    pub(crate) const START: Place = Place { head: u16::MAX, byte: 0 };
}

/// A wrapped story.
#[derive(Clone, Debug, Default)]
pub(crate) struct Doc {
    head: Vec<HeadRow>,
    lines: Vec<Span>,
    /// Cells it was wrapped at.
    pub(crate) width: u16,
}

impl Doc {
    /// Wraps a story at `width` cells.
    pub(crate) fn new(story: &Story<'_>, width: u16) -> Doc {
        Doc { head: head(story, width), lines: wrap(story.text(), width), width }
    }

    /// Number of rows.
    pub(crate) fn len(&self) -> usize {
        self.head.len() + self.lines.len()
    }

    /// A row.
    pub(crate) fn row(&self, n: usize) -> Option<DocRow<'_>> {
        match self.head.get(n) {
            Some(head) => Some(DocRow::Head(head)),
            None => self.lines.get(n - self.head.len()).copied().map(DocRow::Text),
        }
    }

    /// The row that holds a byte of a field.
    pub(crate) fn row_of(&self, field: Field, byte: u32) -> usize {
        match field {
            Field::Text => self.head.len() + line_of(&self.lines, byte),
            Field::Title => {
                let before = |row: &HeadRow| matches!(row, HeadRow::Title(span) if span.start <= byte);
                self.head.iter().rposition(before).unwrap_or(0)
            }
        }
    }

    /// The row at the top for a place.
    pub(crate) fn row_of_place(&self, place: Place) -> usize {
        match place.head {
            0 => self.head.len() + line_of(&self.lines, place.byte),
            n => self.head.len() - self.head.len().min(usize::from(n)),
        }
    }

    /// The place whose top row is `row`.
    pub(crate) fn place_of_row(&self, row: usize) -> Place {
        match row.checked_sub(self.head.len()) {
            None if row == 0 => Place::START,
            None => Place { head: (self.head.len() - row) as u16, byte: 0 },
            Some(0) if self.head.is_empty() => Place::START,
            Some(line) => Place { head: 0, byte: self.lines.get(line).map_or(0, |l| l.start) },
        }
    }
}

/// What stands for a story on one line: its title, else the first line of its text; with its field and
/// where it begins there.
pub(crate) fn headline<'a>(story: &Story<'a>) -> (&'a str, Field, u32) {
    match story.title_span() {
        None if !story.title().is_empty() => (story.title(), Field::Title, 0),
        Some(span) if !span.is_empty() => (story.title(), Field::Text, span.start),
        _ => {
            let text = story.text();
            let lead = text.len() - text.trim_start().len();
            let line = text[lead..].lines().next().unwrap_or("");
            (line, Field::Text, lead as u32)
        }
    }
}

fn head(story: &Story<'_>, width: u16) -> Vec<HeadRow> {
    let mut rows = Vec::new();
    if story.title_span().is_none() {
        rows.extend(wrap(story.title(), width).into_iter().take(MAX_TITLE_ROWS).map(HeadRow::Title));
    }
    let date = story.date().map(|d| match story.date_from() {
        DateFrom::Text | DateFrom::Name => format!("{d} (inferred)"),
        DateFrom::Doubtful => format!("{d} (doubtful)"),
        DateFrom::Given | DateFrom::Nowhere => d.to_string(),
    });
    let parts = [story.outlet(), story.section(), story.author()].map(str::to_owned);
    let line: Vec<String> = date.into_iter().chain(parts).filter(|p| !p.is_empty()).collect();
    let line = line.join(" · ");
    for text in [line.as_str(), story.url()] {
        let lines = wrap(text, width);
        rows.extend(lines.iter().take(MAX_LINE_ROWS).map(|l| HeadRow::Line(l.of(text).to_owned())));
    }
    if !rows.is_empty() {
        rows.push(HeadRow::Blank);
    }
    rows
}
