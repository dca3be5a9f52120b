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

/// The file as one string; `None` where nothing in it can be read.
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

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Read};

    use super::STORY_BYTES;
    use crate::read::check::check;

    #[test]
    fn the_file_is_the_story_and_line_ends_stay() {
        check("a.txt", b"Ferry late\r\n\r\nIt was.", &[(0, "Ferry late\r\n\r\nIt was.")], &[]);
        check(
            "a.txt",
            b"caf\xe9 \xe2\x80\x9cnoir\xe2\x80\x9d",
            &[(0, "caf\u{e9} \u{201c}noir\u{201d}")],
            &[],
        );
        check("a.txt", b"\x0c\r\n \x07", &[], &[(0, "text with no story")]);
    }

    #[test]
    fn a_text_that_is_too_long_is_cut_off_which_is_told() {
        let long = "a".repeat(STORY_BYTES + 1);
        check("a.txt", long.as_bytes(), &[(0, &long[1..])], &[(0, "more than 4 MiB")]);
        check("a.txt", &long.as_bytes()[1..], &[(0, &long[1..])], &[]);
    }

    #[test]
    fn what_came_before_a_fault_of_the_disk_is_read() {
        struct Fails;
        impl Read for Fails {
            fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
                Err(std::io::Error::other("the disk is gone"))
            }
        }
        let mut input = BufReader::new(b"Ferry late.".chain(Fails));
        let mut told = crate::read::check::Kept::default();
        crate::read::read("a.txt", &mut input, &crate::read::Options::default(), &mut told);
        assert_eq!(told.stories.iter().map(|s| s.text.as_str()).collect::<Vec<_>>(), ["Ferry late."]);
        assert!(
            told.problems.iter().any(|(_, what)| what.contains("the disk is gone")),
            "{:?}",
            told.problems
        );
    }
}
