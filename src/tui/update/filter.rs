//! The filter bar: typing, chips, history, completion; and the order of the list.

use super::super::action::Action;
use super::super::app::{App, Focus};
use super::super::ask::Question;
use super::super::input_line::InputLine;
use super::super::layout::Pane;
use super::super::sort::Sort;
use super::super::tiers::{Ranked, Tier};
use super::super::{Effect, Key};
use super::mark::title_line;
use super::{back, press};
use crate::model::EntityNo;
use crate::search::{self, Typing};

/// Filters kept in the history, as many as newsreaders keep.
const MAX_HISTORY: usize = 100;
/// Chips with a number.
const MAX_CHIPS: usize = 9;

/// The numbered names of the filter bar.
pub(in super::super) fn chips(app: &App) -> impl Iterator<Item = &Ranked> {
    app.names.iter().filter(|n| n.tier != Tier::Here).take(MAX_CHIPS)
}

/// Puts the cursor in the filter bar; a changed filter that is kept leads to a pane.
pub(super) fn focus(app: &mut App, leads_to: Pane) {
    app.focus = Focus::Filter;
    app.filter.leads_to = leads_to;
    app.filter.before = app.filter.line.text().to_owned();
    app.filter.at_history = None;
    app.filter.line.end();
}

/// An action while the filter bar has the focus; says whether it was one of the bar's.
pub(super) fn edit(app: &mut App, action: Action, key: Key, effects: &mut Vec<Effect>) -> bool {
    let text = app.filter.line.text().to_owned();
    if !matches!(action, Action::Complete | Action::CompleteBack) {
        app.filter.completion = None;
    }
    match action {
        Action::Older => history(app, true),
        Action::Newer => history(app, false),
        Action::Complete => complete(app, true, effects),
        Action::CompleteBack => complete(app, false, effects),
        Action::Keep => keep(app, effects),
        Action::Revert | Action::Cancel => revert(app, effects),
        action => {
            if !app.filter.line.edit(action, key) {
                return false;
            }
        }
    }
    if app.filter.line.text() != text && app.focus == Focus::Filter {
        app.ask_rows(Typing::Live, effects);
    }
    true
}

/// Text was pasted into the filter bar.
pub(super) fn paste(app: &mut App, text: &str, effects: &mut Vec<Effect>) {
    app.filter.line.insert(text);
    app.ask_rows(Typing::Live, effects);
}

fn keep(app: &mut App, effects: &mut Vec<Effect>) {
    app.focus = Focus::Pane;
    let text = app.filter.line.text().trim().to_owned();
    if text != app.filter.before.trim() {
        let before = back::Step { filter: app.filter.before.clone(), ..back::step(app) };
        app.trail.leave(before);
        app.pane = app.filter.leads_to;
    }
    if !text.is_empty() {
        app.filter.history.retain(|h| *h != text);
        app.filter.history.push(text);
        if app.filter.history.len() > MAX_HISTORY {
            app.filter.history.remove(0);
        }
    }
    app.ask_rows(Typing::Done, effects);
}

fn revert(app: &mut App, effects: &mut Vec<Effect>) {
    app.focus = Focus::Pane;
    if app.filter.line.text() != app.filter.before {
        app.filter.line = InputLine::new(&app.filter.before);
    }
    app.ask_rows(Typing::Done, effects);
}

/// Sets the filter, as a step of the trail.
pub(super) fn set(app: &mut App, text: &str, effects: &mut Vec<Effect>) {
    if app.filter.line.text() != text {
        app.trail.leave(back::step(app));
        app.filter.line = InputLine::new(text);
        app.ask_rows(Typing::Done, effects);
    }
}

/// Takes a name into the filter (`sign` empty) or its opposite (`-`), or out where it is there.
pub(super) fn toggle_name(app: &mut App, entity: EntityNo, sign: &str, effects: &mut Vec<Effect>) {
    let Some(term) = app.snapshot().entity(entity).map(|e| search::term_of(&e)) else { return };
    let text = toggled(app.filter.line.text(), &format!("{sign}{term}"));
    set(app, &text, effects);
}

/// The filter with a name's term, or without it where it has it.
fn toggled(filter: &str, term: &str) -> String {
    if search::has_term(filter, term) {
        search::without_term(filter, term)
    } else {
        search::with_term(filter, term)
    }
}

/// Sorts in the next way; by nearness it is to the story that is open at that moment.
pub(super) fn sort(app: &mut App, effects: &mut Vec<Effect>) {
    let open = app.story().or_else(|| app.row_story());
    let next = app.rows.sort.next(open.map(|s| s.id().into_owned()));
    app.notice = match (&next, open) {
        (Sort::Near(..), Some(story)) => {
            format!("by {}: nearest to {} first", next.words(), title_line(&story))
        }
        _ => format!("by {}", next.words()),
    };
    app.trail.leave(back::step(app));
    app.sort = next;
    app.sorted_filter = Some(app.filter.line.text().to_owned());
    app.ask_rows(Typing::Done, effects);
}

fn history(app: &mut App, older: bool) {
    let bar = &mut app.filter;
    let len = bar.history.len();
    let at = match (bar.at_history, older) {
        (None, true) => len.checked_sub(1),
        (Some(n), true) => Some(n.saturating_sub(1)),
        (None, false) => None,
        (Some(n), false) => Some(n + 1).filter(|n| *n < len),
    };
    let text = at.and_then(|n| bar.history.get(n)).cloned();
    if text.is_some() || bar.at_history.is_some() {
        bar.line = InputLine::new(&text.unwrap_or_default());
    }
    bar.at_history = at;
}

fn complete(app: &mut App, forward: bool, effects: &mut Vec<Effect>) {
    let (_, word) = app.filter.line.word();
    let word = word.to_owned();
    if let Some((completion, at)) = &mut app.filter.completion
        && completion.choices.get(*at).is_some_and(|c| c.0 == word)
    {
        let n = completion.choices.len();
        *at = (*at + if forward { 1 } else { n - 1 }) % n;
        let choice = completion.choices[*at].0.clone();
        app.filter.line.replace_word(&choice);
        return;
    }
    app.filter.completion = None;
    if word.is_empty() {
        return press::next_pane(app, forward);
    }
    let rows = std::sync::Arc::clone(&app.rows);
    app.ask(Question::Complete { word, rows }, effects);
}

/// Gives the near-copies of the story under the cursor rows of their own, or folds them again.
pub(super) fn copies(app: &mut App, effects: &mut Vec<Effect>) {
    let snapshot = app.snapshot();
    let Some(no) = app.rows.story(app.list.cursor) else { return };
    let n = snapshot.links().copies(no).len();
    let first = snapshot.story(snapshot.links().first_copy(no)).map(|s| s.id().into_owned());
    let Some(first) = first.filter(|_| n > 1) else {
        app.notice = "no copies of it".into();
        return;
    };
    if !app.unfolded.remove(&first) {
        app.unfolded.insert(first);
    }
    app.list.home = Some(no);
    app.ask_rows(Typing::Done, effects);
}

#[cfg(test)]
mod tests {
    use super::toggled;

    #[test]
    fn a_name_goes_into_a_filter_and_out_again() {
        for (filter, term, expected) in [
            ("", "@person:ann-roe", "@person:ann-roe"),
            ("raid", "@person:ann-roe", "raid @person:ann-roe"),
            ("raid @person:ann-roe", "@person:ann-roe", "raid"),
            ("raid @person:ann-roe", "-@person:ann-roe", "raid -@person:ann-roe"),
            ("a OR b", "@person:ann-roe", "(a OR b) @person:ann-roe"),
            ("raid @\"person:roe/a.jsonl#3\"", "@\"person:roe/a.jsonl#3\"", "raid"),
        ] {
            assert_eq!(toggled(filter, term), expected, "{filter}");
        }
    }
}
