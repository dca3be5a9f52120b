//! The stories of a file that may hold one or many: one that is the whole file has no number.

use super::RawStory;
use super::tally::Tally;

/// Stories one after the other.
#[derive(Default)]
pub(super) struct Series {
    number: u32,
    /// The first, until there is another.
    first: Option<RawStory>,
}

impl Series {
    /// Takes the next story; `false` where reading must stop.
    pub(super) fn push(&mut self, story: RawStory, tally: &mut Tally<'_>) -> bool {
        if self.number == 0 {
            self.number = 1;
            self.first = Some(story);
            return true;
        }
        let number = self.pass(tally);
        tally.story(number, story)
    }

    /// Counts something that is no story, and gives its number.
    pub(super) fn pass(&mut self, tally: &mut Tally<'_>) -> u32 {
        if let Some(first) = self.first.take() {
            tally.story(1, first);
        }
        self.number = self.number.saturating_add(1);
        self.number
    }

    /// How many there were.
    pub(super) fn number(&self) -> u32 {
        self.number
    }

    /// Tells the story that has stayed alone.
    pub(super) fn finish(self, tally: &mut Tally<'_>) {
        if let Some(alone) = self.first {
            tally.story(0, alone);
        }
    }
}
