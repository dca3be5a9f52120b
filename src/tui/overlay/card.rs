//! A name's card: its forms, its stories, the names beside it.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::super::app::App;
use super::super::canvas::Canvas;
use super::super::doc::headline;
use super::super::pane::list::so_far;
use super::super::tables::Card;
use super::super::theme::Role;
use super::super::update::scroll;
use super::super::wrap::{cells, wrap};
use crate::model::{Entity, EntityNo};

/// Forms shown of a name: the ones that come often.
const MAX_FORMS: usize = 24;
/// Roles shown of a person.
const MAX_ROLES: usize = 8;

/// The card's state.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct CardView {
    /// Key of the name.
    pub(in super::super) key: String,
    pub(in super::super) card: Option<Arc<Card>>,
    /// No name has the key any more.
    pub(in super::super) gone: bool,
    /// Row of the cursor: stories first, then the names beside it.
    pub(in super::super) cursor: usize,
    /// First line in sight.
    pub(in super::super) top: usize,
}

impl CardView {
    /// Its title.
    pub(super) fn title(&self) -> String {
        let entity = self.card.as_ref().and_then(|c| c.snapshot.entity(c.entity));
        match entity {
            Some(entity) => format!("{}  {}", entity.name(), entity.label().as_str()),
            None => self.key.clone(),
        }
    }
}

/// A line of the card.
enum Line {
    Text(String, Role),
    Story(usize),
    Beside(usize),
    Blank,
}

/// The lines of a card: what stands before the stories, and where stories and names begin.
struct Lines {
    before: Vec<String>,
    n_stories: usize,
    n_beside: usize,
}

impl Lines {
    fn new(card: &Card, width: u16, plain: bool) -> Lines {
        let entity = card.snapshot.entity(card.entity);
        let before = entity.map(|e| about(&e, card, width, plain)).unwrap_or_default();
        Lines { before, n_stories: card.stories.len(), n_beside: card.beside.len() }
    }

    fn len(&self) -> usize {
        self.line_of(self.n_stories + self.n_beside)
    }

    /// The line of a row of the cursor.
    fn line_of(&self, row: usize) -> usize {
        let stories = self.before.len() + 2;
        if row < self.n_stories { stories + row } else { stories + row + 2 }
    }

    fn line(&self, n: usize, card: &Card) -> Line {
        let Some(n) = n.checked_sub(self.before.len()) else {
            return Line::Text(self.before[n].clone(), Role::Plain);
        };
        match n {
            0 => Line::Blank,
            1 => Line::Text(heading(card), Role::Title),
            n if n - 2 < self.n_stories => Line::Story(n - 2),
            n => match n - 2 - self.n_stories {
                0 => Line::Blank,
                1 if self.n_beside > 0 => Line::Text("Beside it, in stories".into(), Role::Title),
                n if n >= 2 && n - 2 < self.n_beside => Line::Beside(n - 2),
                _ => Line::Blank,
            },
        }
    }
}

/// How many stories, and how many of them count for sharing and are listed, where these are fewer.
fn heading(card: &Card) -> String {
    let stories = card.stories.len();
    let listed = card.stories.iter().filter(|s| s.2).count();
    let shared_in = card.snapshot.entity(card.entity).map_or(0, |e| e.shared_in() as usize);
    let mut words = format!("Stories {stories}{}", so_far(&card.snapshot));
    if shared_in < stories {
        words += &format!(", shared in {shared_in}");
    }
    if listed < stories {
        words += &format!(", {listed} of them listed");
    }
    if !card.beside.is_empty() {
        words += "  (Tab: names beside it)";
    }
    words
}

/// What stands before the stories: forms, roles, how the stories spread over time.
fn about(entity: &Entity<'_>, card: &Card, width: u16, plain: bool) -> Vec<String> {
    let form = |text: &str, n: u32| format!("{} {n}", text.replace('\n', " "));
    let mut lines = Vec::new();
    fill("Printed as", entity.aliases().take(MAX_FORMS).map(|a| form(a.text, a.mentions)), width, &mut lines);
    fill("Roles", card.roles.iter().take(MAX_ROLES).map(|r| form(&r.text, r.n)), width, &mut lines);
    match (&card.timeline, entity.first()) {
        (Some(timeline), _) if plain => lines.push(timeline.plain()),
        (Some(timeline), _) => lines.push(timeline.sparkline()),
        (None, Some(day)) => lines.push(day.to_string()),
        (None, None) => {}
    }
    let name = |no: &EntityNo| card.snapshot.entity(*no).map(|e| e.name().replace('\n', " "));
    fill("Related, not the same", card.kin.iter().filter_map(name), width, &mut lines);
    if entity.ambiguous() && card.snapshot.complete() {
        lines.push("several full names fit, so it was not joined with any".to_owned());
    }
    fill("May be", card.candidates.iter().filter_map(name), width, &mut lines);
    if !card.check.is_empty() {
        let n = card.check.len();
        lines.push(format!("same name, check: its stories fall into {n} groups with nothing else in common"));
    }
    lines.iter().flat_map(|line| wrap(line, width).into_iter().map(|l| l.of(line).to_owned())).collect()
}

/// Puts as many items on a line as fit, with a heading before the first; an item is not broken if a line holds it.
fn fill(heading: &str, items: impl Iterator<Item = String>, width: u16, lines: &mut Vec<String>) {
    let mut line = String::new();
    for item in items {
        if line.is_empty() {
            line = format!("{heading}  {item}");
        } else if cells(&line) + 5 + cells(&item) <= usize::from(width) {
            line += &format!("  ·  {item}");
        } else {
            lines.push(std::mem::replace(&mut line, format!("  {item}")));
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
}

/// Keeps the cursor's line in sight; at the first row, what stands before it too.
pub(super) fn settle(view: &mut CardView, width: u16, shown: usize, plain: bool) {
    let Some(card) = &view.card else { return };
    let lines = Lines::new(card, width, plain);
    view.top = match view.cursor {
        0 if lines.line_of(0) < shown => 0,
        cursor => scroll(view.top, lines.line_of(cursor), shown, lines.len()),
    };
}

/// Draws the card.
pub(super) fn draw(canvas: &mut Canvas, app: &App, area: Rect, view: &CardView) {
    let Some(card) = &view.card else {
        canvas.text(area, 0, 0, if view.gone { "no story has this name any more" } else { "…" }, Role::Quiet);
        return;
    };
    let lines = Lines::new(card, area.width, canvas.plain);
    for y in 0..area.height {
        let n = view.top + usize::from(y);
        if n >= lines.len() {
            break;
        }
        let row = match lines.line(n, card) {
            Line::Text(text, role) => {
                canvas.text(area, 0, y, &text, role);
                continue;
            }
            Line::Blank => continue,
            Line::Story(row) => row,
            Line::Beside(row) => card.stories.len() + row,
        };
        let selected = row == view.cursor;
        if selected {
            canvas.text(area, 0, y, if canvas.plain { ">" } else { "▌" }, Role::Selected);
            canvas.set_cursor(area.x, area.y + y);
        }
        draw_row(canvas, app, area, y, card, row, selected);
    }
}

fn draw_row(canvas: &mut Canvas, app: &App, area: Rect, y: u16, card: &Card, row: usize, selected: bool) {
    let role = if selected { Role::Selected } else { Role::Plain };
    let Some((no, mentions, listed)) = card.stories.get(row) else {
        let Some((no, n)) = card.beside.get(row - card.stories.len()) else { return };
        let Some(entity) = card.snapshot.entity(*no) else { return };
        canvas.text(area, 2, y, &format!("{n:>5}"), role);
        let x = canvas.text(area, 9, y, entity.name(), role);
        canvas.text(area, x + 2, y, entity.label().as_str(), Role::Quiet);
        return;
    };
    let Some(story) = card.snapshot.story(*no) else { return };
    let date = story.date().map_or("—".to_owned(), |d| d.to_string());
    canvas.text(area, 2, y, &format!("{mentions:>5}"), role);
    canvas.text(area, 9, y, &date, Role::Quiet);
    let role = if *listed || selected { role } else { Role::Quiet };
    let open = if app.reading.story == Some(*no) { "here: " } else { "" };
    let x = canvas.text(area, 21, y, open, Role::Quiet);
    canvas.text(area, x, y, headline(&story).0, role);
}
