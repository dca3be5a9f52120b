//! What was wrong with the input: a line with the place and what was done, and one with the reason, which a long path
//! must not push off the screen.

use ratatui::layout::Rect;

use super::super::app::App;
use super::super::canvas::Canvas;
use super::super::theme::Role;
use super::super::wrap::{cells, shorten};
use crate::model::Problem;

/// Lines that a row takes.
pub(super) const ROW_LINES: usize = 2;
/// Columns before a reason.
const INDENT: u16 = 2;

/// More problems than a screen shows are summed up first.
const MANY: usize = 20;

/// Number of rows: one a problem, and the summary.
pub(super) fn len(app: &App) -> usize {
    let n = app.snapshot().problems().len();
    n + usize::from(n > MANY)
}

/// How many problems there are, and what was done about them, the most frequent first.
fn summary(problems: &[Problem]) -> String {
    let mut done: Vec<(usize, &str)> = Vec::new();
    for problem in problems {
        match done.iter_mut().find(|(_, d)| *d == problem.done) {
            Some((n, _)) => *n += 1,
            None => done.push((1, problem.done)),
        }
    }
    done.sort_by_key(|(n, d)| (std::cmp::Reverse(*n), *d));
    let parts: Vec<String> = done.iter().map(|(n, done)| format!("{n} {done}")).collect();
    format!("{} problems: {}", problems.len(), parts.join(", "))
}

/// Draws the problems from row `top`.
pub(super) fn draw(canvas: &mut Canvas, app: &App, area: Rect, top: usize) {
    if len(app) == 0 {
        canvas.text(area, 0, 0, "everything could be read", Role::Quiet);
    }
    let problems = app.snapshot().problems();
    let head = usize::from(problems.len() > MANY);
    if head > top {
        canvas.text(area, 0, 0, &summary(problems), Role::Quiet);
    }
    let from = u16::try_from(head.saturating_sub(top) * ROW_LINES).unwrap_or(0);
    let rows = (from..area.height).step_by(ROW_LINES);
    for (y, problem) in rows.zip(problems.iter().skip(top.saturating_sub(head))) {
        let done = format!(" ({})", problem.done);
        let room = usize::from(area.width).saturating_sub(cells(&done));
        let x = canvas.text(area, 0, y, &shorten(&problem.place, room), Role::Press);
        canvas.text(area, x, y, &done, Role::Quiet);
        canvas.text(area, INDENT, y + 1, &problem.what, Role::Plain);
    }
}
