//! What lies over the panes: one overlay is seen, and what it was opened from comes back when it is closed.

use super::super::Effect;
use super::super::app::App;
use super::super::overlay::Overlay;
use super::overlays;

/// Overlays that wait below the one that is seen: from card to card a person goes no deeper.
const MAX_BELOW: usize = 20;

/// Lays an overlay over what is seen.
pub(super) fn lay(app: &mut App, overlay: Overlay) {
    if let Some(below) = app.overlay.take().filter(comes_back) {
        app.below.push(below);
        if app.below.len() > MAX_BELOW {
            app.below.remove(0);
        }
    }
    app.overlay = Some(overlay);
}

/// Closes the overlay that is seen; says whether there was one.
pub(super) fn close(app: &mut App, effects: &mut Vec<Effect>) -> bool {
    let closed = app.overlay.take().is_some();
    app.overlay = app.below.pop();
    // It may be of a time with fewer stories, or before a decision.
    overlays::refresh(app, effects);
    closed
}

/// Whether an overlay is worth coming back to: a question that was asked is not.
fn comes_back(overlay: &Overlay) -> bool {
    match overlay {
        Overlay::Names(view) => view.pick.is_none(),
        Overlay::Card(_) | Overlay::Links(_) | Overlay::Related(_) | Overlay::Compare(_) => true,
        Overlay::Help { .. } | Overlay::Problems { .. } => true,
        Overlay::Menu(_) | Overlay::Prompt(_) | Overlay::Hints => false,
    }
}
