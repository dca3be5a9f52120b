//! The trail: where the person has been, to go back and forward.

use super::doc::Place;
use super::layout::Pane;
use super::sort::Sort;
use crate::model::{Field, StoryNo};

/// Steps kept: more than a person goes back.
const MAX_STEPS: usize = 200;

/// Where the person was.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Step {
    pub(crate) filter: String,
    pub(crate) sort: Sort,
    /// Number and id of the open story; the number is a hint, the id counts.
    pub(crate) story: Option<(StoryNo, String)>,
    pub(crate) place: Place,
    /// Where the name under the cursor starts.
    pub(crate) name: Option<(Field, u32)>,
    pub(crate) pane: Pane,
}

/// Steps back and forward.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trail {
    back: Vec<Step>,
    forward: Vec<Step>,
}

impl Trail {
    /// Leaves a step behind; what lay ahead is forgotten.
    pub(crate) fn leave(&mut self, here: Step) {
        self.forward.clear();
        if self.back.last() != Some(&here) {
            self.back.push(here);
        }
        if self.back.len() > MAX_STEPS {
            self.back.remove(0);
        }
    }

    /// Goes a step back from `here`.
    pub(crate) fn back(&mut self, here: Step) -> Option<Step> {
        let step = self.back.pop()?;
        self.forward.push(here);
        Some(step)
    }

    /// Goes a step forward from `here`.
    pub(crate) fn forward(&mut self, here: Step) -> Option<Step> {
        let step = self.forward.pop()?;
        self.back.push(here);
        Some(step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(filter: &str) -> Step {
        Step {
            filter: filter.into(),
            sort: Sort::default(),
            story: None,
            place: Place::START,
            name: None,
            pane: Pane::List,
        }
    }

    #[test]
    fn back_and_forward_meet_and_a_turn_forgets_what_lay_ahead() {
        let mut trail = Trail::default();
        trail.leave(step("a"));
        trail.leave(step("b"));
        assert_eq!(trail.back(step("c")), Some(step("b")));
        assert_eq!(trail.forward(step("b")), Some(step("c")));
        assert_eq!(trail.back(step("c")), Some(step("b")));
        trail.leave(step("d"));
        assert_eq!(trail.forward(step("e")), None);
        assert_eq!(trail.back(step("e")), Some(step("d")));
    }
}
