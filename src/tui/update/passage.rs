//! The passage that is copied or quoted: the sentence under the cursor, or some more behind it.

use super::super::Effect;
use super::super::app::App;
use super::mark::title_line;
use super::undo::{self, Deed};
use crate::model::{Field, Span, Story};
use crate::text::sentence_at;

/// Sentences of the open story, one behind the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Passage {
    pub(in super::super) span: Span,
    pub(in super::super) n_sentences: u32,
}

/// `v`: takes the next sentence into the passage.
pub(super) fn extend(app: &mut App) {
    let Some(story) = app.story() else { return };
    let (text, passage) = (story.text(), chosen(app, &story));
    let end = passage.span.end as usize;
    let gap = text.get(end..).and_then(|rest| rest.find(|c: char| !c.is_whitespace()));
    let next = gap.map(|gap| sentence_at(text, end + gap).end).filter(|next| *next > passage.span.end);
    let Some(end) = next else {
        app.reading.passage = Some(passage);
        app.notice = "the passage ends with the story".into();
        return;
    };
    let span = Span { end, ..passage.span };
    app.reading.passage = Some(Passage { span, n_sentences: passage.n_sentences + 1 });
    show_end(app, end);
}

/// Scrolls as little as brings the end of the passage into sight.
fn show_end(app: &mut App, end: u32) {
    let doc = &app.reading.doc;
    let height = usize::from(app.reading_panes().reading.height);
    let lowest = (doc.row_of(Field::Text, end.saturating_sub(1)) + 1).saturating_sub(height);
    if doc.row_of_place(app.reading.place) < lowest {
        app.reading.place = doc.place_of_row(lowest);
    }
}

/// `y`: copies the passage with its source: title, outlet, date, id, bytes.
pub(super) fn copy(app: &mut App, effects: &mut Vec<Effect>) {
    let Some((paragraphs, source)) = sourced(app) else { return };
    let text = format!("{}\n{source}\n", paragraphs.join("\n\n"));
    app.notice = format!("copied {} characters", text.chars().count());
    effects.push(Effect::Copy(text));
}

/// `Y`: appends the passage with its source to the file of quotations.
pub(super) fn quote(app: &mut App, effects: &mut Vec<Effect>) {
    let Some((paragraphs, source)) = sourced(app) else { return };
    let text = format!("> {}\n>\n> — {source}\n\n", paragraphs.join("\n>\n> "));
    undo::act(app, Deed::Quoted(text), format!("quoted {source}"), effects);
    app.notice = "quoted".into();
}

/// The passage, else the sentence under the cursor.
fn chosen(app: &App, story: &Story<'_>) -> Passage {
    app.reading.passage.unwrap_or_else(|| {
        let at = match app.name().filter(|n| n.field == Field::Text) {
            Some(name) => name.span.start,
            None => app.reading.place.byte,
        };
        Passage { span: sentence_at(story.text(), at as usize), n_sentences: 1 }
    })
}

/// The paragraphs of the passage, each on one line, and where it stands.
fn sourced(app: &App) -> Option<(Vec<String>, String)> {
    let story = app.story()?;
    let span = chosen(app, &story).span;
    let date = story.date().map(|d| d.to_string()).unwrap_or_default();
    let source: Vec<String> = [title_line(&story), story.outlet().to_owned(), date]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let source = format!("{} ({}, bytes {}-{})", source.join(", "), story.id(), span.start, span.end);
    let paragraphs = story.part(Field::Text, span).split("\n\n").map(|p| p.trim().replace('\n', " "));
    Some((paragraphs.filter(|p| !p.is_empty()).collect(), source))
}
