//! A screen without a terminal: keys in, the drawn frame out as text. For tests, bug reports and pictures.

use std::sync::Arc;

use super::{App, Effect, Frame, Key, Msg, Setup, ask, update, view};
use crate::store::Desk;

/// The frame after the keys of `script` ([`Key::script`]) were pressed, as [`text`] tells it. Effects are
/// performed at once; what would leave or suspend the program is ignored.
pub fn frame(setup: Setup, script: &str) -> Frame {
    let desk = Desk::default();
    desk.show(Arc::clone(&setup.snapshot));
    let (mut app, effects) = App::new(setup);
    perform(&mut app, effects, &desk);
    for key in Key::script(script) {
        let effects = update(&mut app, Msg::Key(key));
        perform(&mut app, effects, &desk);
    }
    view(&app)
}

fn perform(app: &mut App, effects: Vec<Effect>, desk: &Desk) {
    let mut todo = std::collections::VecDeque::from(effects);
    while let Some(effect) = todo.pop_front() {
        match effect {
            Effect::Ask(ask) => {
                if let Some(answer) = ask::answer(&ask, &|| false) {
                    todo.extend(update(app, Msg::Answer(answer)));
                }
            }
            Effect::Decide(change) => {
                let mut shown = None;
                desk.change(&change, &mut |snapshot| shown = Some(snapshot));
                todo.extend(shown.into_iter().flat_map(|s| update(app, Msg::Snapshot(s))));
            }
            _ => {}
        }
    }
}

/// A frame's characters, a line a row without blanks at its end.
pub fn text(frame: &Frame) -> String {
    let area = frame.buffer.area;
    let mut out = String::new();
    for y in 0..area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < area.width {
            let symbol = frame.buffer.cell((x, y)).map_or(" ", |c| c.symbol());
            line.push_str(symbol);
            x += super::wrap::cells(symbol).max(1) as u16;
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// As [`text`], then `-- styles` and the letter of each cell's role, blanks at a line's end left out, then
/// where the cursor stands.
pub fn text_with_styles(frame: &Frame) -> String {
    let mut out = text(frame);
    out.push_str("-- styles\n");
    let width = usize::from(frame.buffer.area.width).max(1);
    for row in frame.roles.chunks(width) {
        let line: String = row.iter().map(|r| r.letter()).collect();
        out.push_str(line.trim_end_matches('.'));
        out.push('\n');
    }
    out.push_str(&format!("-- cursor {},{}\n", frame.cursor.x, frame.cursor.y));
    out
}
