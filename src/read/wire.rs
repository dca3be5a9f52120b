//! Stories as wires sent them before XML: IPTC 7901 and ANPA 1312. Control characters part header, text and end.
//! No crate reads them.

use super::RawStory;
use super::charset::repair_slice;
use super::format::{Fit, Format, Source};
use super::keys::Keys;
use super::limits::RECORD_BYTES;
use super::lines::{Piece, next_piece};
use super::series::Series;
use super::tally::Tally;

/// IPTC 7901 and ANPA 1312.
pub(super) const FORMAT: Format =
    Format { name: "a wire message", extensions: &["tst", "anpa", "iptc"], sniff, read };

/// Start of header, start of text, end of text.
const SOH: char = '\u{1}';
const STX: char = '\u{2}';
const ETX: char = '\u{3}';

fn sniff(head: &[u8], _: &Keys) -> Fit {
    let start = head.iter().position(|b| !matches!(b, 0x16 | b'\r' | b'\n' | b' ' | 0));
    let first = start.and_then(|n| head.get(n..)).unwrap_or(&[]);
    let near = first.get(..first.len().min(2_000)).unwrap_or(&[]);
    let begins = matches!(first, [1, b, ..] if b.is_ascii_alphanumeric());
    // A header is longer than a run of control characters.
    if begins && near.iter().position(|b| *b == 2).is_some_and(|n| n > 8) { Fit::Sure } else { Fit::No }
}

fn read(source: &mut Source<'_>, tally: &mut Tally<'_>) {
    let mut messages = Series::default();
    let mut buffer = Vec::new();
    let mut going = true;
    while going {
        let to_next = &mut |chunk: &[u8]| memchr::memchr(SOH as u8, chunk).map(|n| n + 1);
        let piece = next_piece(source.input, &mut buffer, RECORD_BYTES, to_next);
        if let Piece::TooLong = piece {
            let what = format!("a message of more than {} MiB", RECORD_BYTES >> 20);
            let number = messages.pass(tally);
            tally.problem(number, what, "left out");
        } else {
            going = take(&repair_slice(&buffer), &mut messages, tally);
        }
        if let Piece::Ended(end) = piece {
            if let Err(error) = end {
                tally.problem(0, format!("cannot be read to its end: {error}"), "the rest left out");
            }
            break;
        }
    }
    messages.finish(tally);
}

/// Takes what stands between two signs that begin a message; `false` where reading must stop.
fn take(text: &str, messages: &mut Series, tally: &mut Tally<'_>) -> bool {
    if text.contains(STX) {
        return messages.push(story(text), tally);
    }
    // What stands before the first is for machines. Behind it, a message may have lost its text.
    if messages.number() > 0 && text.contains(char::is_alphanumeric) {
        let number = messages.pass(tally);
        tally.problem(number, "a message without a text".into(), "left out");
    }
    !tally.stopped()
}

fn story(message: &str) -> RawStory {
    let (header, rest) = message.split_once(STX).unwrap_or(("", message));
    let (text, _) = rest.split_once(ETX).unwrap_or((rest, ""));
    if text.trim_start().starts_with('^') || header.contains('\u{1f}') { anpa(text) } else { iptc(text) }
}

/// Lines of an ANPA message that begin with `^` and end with `<` or `=` are about the story; the first is its
/// keyword line, the second its headline. Paragraphs begin with white space.
fn anpa(text: &str) -> RawStory {
    let mut story = RawStory::default();
    let mut about = Vec::new();
    for line in text.lines() {
        let bare = line.trim();
        let told = bare.strip_suffix(['<', '=']).filter(|_| bare.starts_with('^'));
        match told {
            Some(told) => about.push(told.trim_start_matches('^').trim()),
            // Text may begin with the mark too ("^AP-NY..."), and lines go on below it.
            None => push_line(&mut story.text, line.trim_start_matches('^')),
        }
    }
    let by = |line: &str| line.get(..3).is_some_and(|by| by.eq_ignore_ascii_case("by "));
    story.author = about.iter().find(|line| by(line)).map(|line| (*line).to_owned());
    let note = |line: &str| line.starts_with("Eds") || line.starts_with("AP Photo") || by(line);
    let headline = about.iter().skip(1).find(|line| !note(line));
    story.title = headline.or(about.first()).map(|line| (*line).to_owned());
    // The line behind the byline is the outlet, or a job in it.
    let behind = about.iter().position(|line| by(line)).and_then(|n| about.get(n + 1));
    story.outlet = behind.filter(|line| line.len() < 40).map(|line| (*line).to_owned());
    story.text = quotes(&story.text);
    story
}

/// Typewriter quotes and dashes of ANPA.
fn quotes(text: &str) -> String {
    text.replace("``", "\u{201c}").replace("''", "\u{201d}").replace(" _ ", " \u{2013} ")
}

/// The first lines of an IPTC message, up to one that ends with `=`, are its headline.
fn iptc(text: &str) -> RawStory {
    let mut story = RawStory::default();
    let lines: Vec<&str> = text.lines().collect();
    let title_end = lines.iter().take(6).position(|line| line.trim_end().ends_with('='));
    let from = title_end.map_or(0, |n| n + 1);
    if title_end.is_some() {
        let title: Vec<&str> =
            lines.iter().take(from).map(|l| l.trim().trim_end_matches('=').trim()).collect();
        story.title = Some(title.join(" ").trim().to_owned());
    }
    for line in lines.iter().skip(from) {
        push_line(&mut story.text, line);
    }
    if story.text.trim().is_empty() {
        story.text = text.to_owned();
    }
    story
}

/// Adds a line: one that is indented, or stands behind an empty one, begins a paragraph; any other goes on.
fn push_line(text: &mut String, line: &str) {
    let bare = line.trim();
    let gap = if bare.is_empty() || line.starts_with(['\t', ' ']) { "\n\n" } else { "\n" };
    if !text.is_empty() && !text.ends_with("\n\n") {
        text.push_str(if text.ends_with('\n') { "\n" } else { gap });
    }
    text.push_str(bare);
}

#[cfg(test)]
mod tests {
    use crate::read::check::{check, check_fields};

    #[test]
    fn anpa_is_read() {
        let wire = "\u{16}\u{16}\u{1}a1234\u{1f}abcd-\r\nr i \u{13}\u{11} BC-Ferry 03-07 0123\r\n\u{2}^BC-Ferry,123<\r\n\
            ^Ferry late again<\r\n^Eds: With photos.<\r\n^By ANN RUIZ=\r\n^The Daily=\r\n\tHILO (TD) _ It was ``late''\r\n\
            again.\r\n \r\n\tTwice.\r\n\u{3}\u{4}";
        check(
            "a.tst",
            wire.as_bytes(),
            &[(0, "HILO (TD) \u{2013} It was \u{201c}late\u{201d}\nagain.\n\nTwice.")],
            &[],
        );
        check_fields("a", wire.as_bytes(), "Ferry late again||The Daily|ANN RUIZ||");
    }

    #[test]
    fn a_file_of_many_messages_is_read_to_its_end() {
        let message = |text: &str| format!("\u{1}eca1 4 i 21 ccccb\r\n\u{2}{text}\u{3}\r\n");
        let long = message(&"words and ".repeat(200_000));
        let wire = [long.repeat(3), "\u{1}eca2 4 i 22 ccccb\r\n".into(), message("Last.")].concat();
        let words = "words and ".repeat(200_000);
        let words = words.trim_end();
        let told = [(4, "without a text")];
        check("a.tst", wire.as_bytes(), &[(1, words), (2, words), (3, words), (5, "Last.")], &told);
    }

    #[test]
    fn iptc_7901_is_read() {
        let wire = "\u{1}eca1 4 i 21 ccccb   dpa 061\r\n\r\nFerry/\r\n\u{2}Ferry late,\r\nagain =\r\n\r\n   Hilo (dpa) - It\r\n\
            was late.\r\n\r\n   Twice.\r\n\u{3}070920 GMT Mar 18\r\n";
        check("a", wire.as_bytes(), &[(0, "Hilo (dpa) - It\nwas late.\n\nTwice.")], &[]);
        check_fields("a", wire.as_bytes(), "Ferry late, again|||||");
    }
}
