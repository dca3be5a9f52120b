//! Two stories side by side: the names in both with each story's sentences, then those in one only.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::doc::headline;
use super::super::tables::Compared;
use super::super::theme::Role;
use super::super::wrap::wrap;
use crate::model::{EntityNo, Field, Span, Story};
use crate::search;

/// Below this many columns the two stories' sentences stand one below the other.
const SIDE_COLUMNS: u16 = 60;
/// Columns between the two.
const GAP: u16 = 3;

/// The state of the overlay.
#[derive(Clone, Debug)]
pub(in super::super) struct CompareView {
    /// Ids of the two stories.
    pub(in super::super) stories: [String; 2],
    pub(in super::super) compared: Option<Arc<Compared>>,
    pub(in super::super) top: usize,
    /// The lines, and the width they were made for.
    lines: Vec<Line>,
    width: u16,
}

/// A line of the comparison.
#[derive(Clone, Debug)]
enum Line {
    /// The two titles, over what they have in common.
    Titles(String, String),
    Heading(String),
    Name(EntityNo),
    /// A part of a sentence of the first story, and one of the second, each with whether the sentence begins with it.
    Sides(Option<Part>, Option<Part>),
    Blank,
}

type Part = (Span, bool);

impl CompareView {
    /// Not answered yet.
    pub(in super::super) fn new(stories: [String; 2]) -> CompareView {
        CompareView { stories, compared: None, top: 0, lines: Vec::new(), width: 0 }
    }

    /// Takes the answer.
    pub(in super::super) fn take(&mut self, compared: Option<Arc<Compared>>) {
        (self.compared, self.lines, self.width) = (compared, Vec::new(), 0);
    }

    /// Its title.
    pub(super) fn title(&self) -> String {
        match &self.compared {
            Some(compared) => match compared.names.both.len() {
                1 => "Compared: 1 name in both".into(),
                n => format!("Compared: {n} names in both"),
            },
            None => "Compared …".into(),
        }
    }

    /// Number of lines.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// Breaks the lines for a width.
    pub(super) fn settle(&mut self, width: u16) {
        if self.width != width
            && let Some(compared) = &self.compared
        {
            self.lines = lines(compared, width);
            self.width = width;
        }
    }
}

fn lines(compared: &Compared, width: u16) -> Vec<Line> {
    let snapshot = &compared.snapshot;
    let [Some(first), Some(second)] = compared.stories.map(|no| snapshot.story(no)) else {
        return Vec::new();
    };
    let mut out = vec![Line::Titles(dated(&first), dated(&second)), Line::Blank];
    let names = &compared.names;
    for (heading, entities) in [
        ("In both".to_owned(), &names.both),
        (format!("Only in the first: {}", title(&first)), &names.first),
        (format!("Only in the second: {}", title(&second)), &names.second),
    ] {
        if out.len() > 2 {
            out.push(Line::Blank);
        }
        out.push(Line::Heading(format!("{heading}  {}", entities.len())));
        for no in entities {
            out.push(Line::Name(*no));
            let [left, right] = [&first, &second].map(|story| sentences(story, *no, width));
            match (left.is_empty(), right.is_empty()) {
                (false, false) if width >= SIDE_COLUMNS => sides(&mut out, &left, &right),
                _ => {
                    out.extend(left.into_iter().map(|span| Line::Sides(Some(span), None)));
                    out.extend(right.into_iter().map(|span| Line::Sides(None, Some(span))));
                }
            }
        }
    }
    out
}

fn title(story: &Story<'_>) -> String {
    headline(story).0.replace('\n', " ")
}

fn dated(story: &Story<'_>) -> String {
    let date = story.date().map(|day| format!("{day}  ")).unwrap_or_default();
    date + &title(story)
}

fn sides(out: &mut Vec<Line>, left: &[Part], right: &[Part]) {
    for n in 0..left.len().max(right.len()) {
        out.push(Line::Sides(left.get(n).copied(), right.get(n).copied()));
    }
}

/// A story's sentences with a name, broken into lines.
fn sentences(story: &Story<'_>, no: EntityNo, width: u16) -> Vec<Part> {
    let spans = search::mentions_of(story, no);
    let width = if width >= SIDE_COLUMNS { (width - GAP) / 2 - 2 } else { width.saturating_sub(2) };
    let mut out = Vec::new();
    for (sentence, _) in search::in_sentences(story.text(), &spans) {
        let lines = wrap(story.part(Field::Text, sentence), width.max(1));
        out.extend(lines.iter().enumerate().map(|(n, line)| (line.shift(sentence.start as usize), n == 0)));
    }
    out
}

/// Draws the comparison.
pub(super) fn draw(canvas: &mut Canvas, area: Rect, view: &CompareView) {
    let Some(compared) = &view.compared else {
        canvas.text(area, 0, 0, "…", Role::Quiet);
        return;
    };
    let snapshot = &compared.snapshot;
    let [Some(first), Some(second)] = compared.stories.map(|no| snapshot.story(no)) else { return };
    for (y, line) in (0..area.height).zip(view.lines.iter().skip(view.top)) {
        match line {
            Line::Blank => {}
            Line::Titles(left, right) => {
                let [first, second] = halves(area);
                canvas.text(first, 0, y, left, Role::Title);
                if second != first {
                    canvas.text(second, 0, y, right, Role::Title);
                }
            }
            Line::Heading(words) => {
                canvas.text(area, 0, y, words, Role::Title);
            }
            Line::Name(no) => {
                let Some(entity) = snapshot.entity(*no) else { continue };
                let x = canvas.text(area, 0, y, entity.name(), Role::Some);
                canvas.text(area, x + 2, y, entity.label().as_str(), Role::Quiet);
            }
            Line::Sides(left, right) => {
                let places = halves(area);
                if places[0] != places[1] && !canvas.plain {
                    canvas.text(area, places[0].width + 1, y, "│", Role::Rule);
                }
                for (part, place, story, marks) in [
                    (left, places[0], &first, &compared.marks[0]),
                    (right, places[1], &second, &compared.marks[1]),
                ] {
                    if let Some(part) = part {
                        draw_part(canvas, place, y, *part, story, marks);
                    }
                }
            }
        }
    }
}

/// Where the two stories stand: side by side, or both on the whole width.
fn halves(area: Rect) -> [Rect; 2] {
    if area.width < SIDE_COLUMNS {
        return [area; 2];
    }
    let width = (area.width - GAP) / 2;
    [Rect { width, ..area }, Rect { x: area.x + width + GAP, width, ..area }]
}

fn draw_part(canvas: &mut Canvas, area: Rect, y: u16, part: Part, story: &Story<'_>, marks: &[Span]) {
    let (span, first) = part;
    if first {
        canvas.text(area, 0, y, "-", Role::Quiet);
    }
    let role = |at: usize| {
        let at = at as u32 + span.start;
        let n = marks.partition_point(|m| m.end <= at);
        if marks.get(n).is_some_and(|m| m.start <= at) { Role::Some } else { Role::Plain }
    };
    canvas.text_by(area, 2, y, story.part(Field::Text, span), &role);
}
