//! Draws the state; changes nothing.

use ratatui::layout::Rect;

use super::app::{App, Focus, Frame};
use super::canvas::Canvas;
use super::layout::{Pane, Panes, Stand};
use super::theme::Role;
use super::{overlay, pane};

/// Draws the state; changes nothing.
pub fn view(app: &App) -> Frame {
    let mut canvas = Canvas::new(app.size, app.monochrome, app.plain);
    let panes = app.panes();
    rules(&mut canvas, &panes);
    pane::list::draw(&mut canvas, app, &panes);
    pane::reading::draw(&mut canvas, app, &panes);
    pane::filter_bar::draw(&mut canvas, app, &panes);
    pane::status::draw(&mut canvas, app, &panes);
    overlay::draw(&mut canvas, app, &panes);
    canvas.finish()
}

/// The role of a pane's head.
pub(super) fn head_role(app: &App, pane: Pane) -> Role {
    match app.focus == Focus::Pane && app.overlay.is_none() && app.pane == pane {
        true => Role::Focused,
        false => Role::Head,
    }
}

fn rules(canvas: &mut Canvas, panes: &Panes) {
    if canvas.plain {
        return;
    }
    for rule in panes.rules {
        canvas.fill(rule, "─", Role::Rule);
    }
    if panes.stand != Stand::Side {
        return;
    }
    canvas.fill(panes.divider, "│", Role::Rule);
    for (rule, joint) in panes.rules.iter().zip(["┼", "┴"]) {
        canvas.fill(Rect { x: panes.divider.x, width: 1, ..*rule }, joint, Role::Rule);
    }
}
