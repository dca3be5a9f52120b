//! Plain text: a file is a story.

use std::io::Read;

use super::RawStory;
use super::charset::repair;
use super::format::{Fit, Format, Source};
use super::keys::Keys;
use super::limits::STORY_BYTES;
use super::tally::Tally;

/// Plain text.
pub(super) const FORMAT: Format =
    Format { name: "text", extensions: &["txt", "text", "asc", "log"], sniff, read };

fn sniff(_: &[u8], _: &Keys) -> Fit {
    Fit::Possible
}

fn read(source: &mut Source<'_>, tally: &mut Tally<'_>) {
    if let Some(text) = whole(source, tally) {
        tally.story(0, RawStory { text, ..RawStory::default() });
    }
}

/// The file as one string; `None` where it holds no letter, which is told.
pub(super) fn whole(source: &mut Source<'_>, tally: &mut Tally<'_>) -> Option<String> {
    // One character more than a story may have, so that a cut is noticed.
    whole_up_to(STORY_BYTES + 4, source, tally)
}

/// [`whole`] up to `limit` bytes.
pub(super) fn whole_up_to(limit: usize, source: &mut Source<'_>, tally: &mut Tally<'_>) -> Option<String> {
    let mut bytes = Vec::new();
    let read = (&mut *source.input).take(limit as u64).read_to_end(&mut bytes);
    if let Err(error) = read {
        tally.problem(0, format!("cannot be read to its end: {error}"), "the rest left out");
    }
    let text = repair(bytes);
    if text.trim_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}').is_empty() {
        return None;
    }
    Some(text)
}
