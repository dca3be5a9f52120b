//! The rooms' one door to the machine: opens files, reads clocks, starts threads.

mod again;
mod clock;
mod collect;
mod decisions;
mod desk;
mod flags;
mod input;
mod load;
mod open;
mod order;
mod pack;
mod patch;
mod patience;
mod pdf;
mod produce;
mod quotes;
mod state;
mod walk;
mod watch;

pub use clock::today;
pub use decisions::{Change, Decided, DecisionFile, parse as parse_decision, print as print_decision};
pub use desk::{Desk, Due};
pub use flags::{Flags, StoryIds};
pub use input::Input;
pub use load::{LoadOptions, load, load_whole};
pub use open::Waiting;
pub use pack::SegmentBuilder;
pub use quotes::{QuoteChange, change_quotes};
pub use state::StateFile;
pub use watch::watch;

/// The stories built into the program: file name and text.
pub fn seeds() -> [(&'static str, &'static str); 3] {
    [
        ("000_9e2e0ec961a02a61.txt", include_str!("../../seeds/000_9e2e0ec961a02a61.txt")),
        ("001_809a9f2b8c451fd3.txt", include_str!("../../seeds/001_809a9f2b8c451fd3.txt")),
        ("002_376190754ad9eb78.txt", include_str!("../../seeds/002_376190754ad9eb78.txt")),
    ]
}
