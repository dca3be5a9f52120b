//! Why a name is linked as it is: rules, and the spans that caused each link.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::theme::Role;
use super::super::why::{Line, Why, WhyOf};

/// The state of the links overlay.
#[derive(Clone, Debug)]
pub(in super::super) struct LinksView {
    pub(in super::super) of: WhyOf,
    pub(in super::super) why: Option<Arc<Why>>,
    /// What was asked for is not there any more.
    pub(in super::super) gone: bool,
    pub(in super::super) top: usize,
}

impl LinksView {
    /// Not answered yet.
    pub(in super::super) fn new(of: WhyOf) -> LinksView {
        LinksView { of, why: None, gone: false, top: 0 }
    }

    /// Its title.
    pub(super) fn title(&self) -> String {
        match &self.why {
            Some(why) => format!("Why linked: {}", why.name),
            None => "Why linked".into(),
        }
    }

    /// Number of lines.
    pub(super) fn len(&self) -> usize {
        self.why.as_ref().map_or(0, |why| why.lines.len())
    }
}

/// Draws the links from line `top`.
pub(super) fn draw(canvas: &mut Canvas, area: Rect, view: &LinksView) {
    let Some(why) = &view.why else {
        canvas.text(area, 0, 0, if view.gone { "it is not there any more" } else { "…" }, Role::Quiet);
        return;
    };
    for (y, line) in (0..area.height).zip(why.lines.iter().skip(view.top)) {
        match line {
            Line::Rule(words) => {
                canvas.text(area, 0, y, words, Role::Title);
            }
            Line::Place(before, span, behind) => {
                let x = canvas.text(area, 2, y, before, Role::Plain);
                let x = canvas.text(area, x, y, span, Role::Current);
                canvas.text(area, x, y, behind, Role::Plain);
            }
            Line::Story(words) => {
                canvas.text(area, 2, y, words, Role::Quiet);
            }
            Line::Blank => {}
        }
    }
}
