//! What was wrong with the input.

use ratatui::layout::Rect;

use super::super::app::App;
use super::super::canvas::Canvas;
use super::super::theme::Role;

/// Number of lines.
pub(super) fn len(app: &App) -> usize {
    app.snapshot().problems().len()
}

/// Draws the problems from line `top`.
pub(super) fn draw(canvas: &mut Canvas, app: &App, area: Rect, top: usize) {
    if len(app) == 0 {
        canvas.text(area, 0, 0, "everything could be read", Role::Quiet);
    }
    for (y, problem) in (0..area.height).zip(app.snapshot().problems().iter().skip(top)) {
        let x = canvas.text(area, 0, y, &problem.place, Role::Press);
        let x = canvas.text(area, x, y, &format!(": {}", problem.what), Role::Plain);
        canvas.text(area, x, y, &format!(" ({})", problem.done), Role::Quiet);
    }
}
