//! JSON: an object that is a story, a list of stories, an object that holds a list, objects end to end.

use std::io::BufRead;

use super::charset::repair_slice;
use super::format::{Fit, Format, Source};
use super::json_record::{Found, parse_record};
use super::keys::Keys;
use super::limits::{DOCUMENT_BYTES, RECORD_BYTES};
use super::tally::Tally;
use super::values::{Next, Scan, next_value};

/// JSON.
pub(super) const FORMAT: Format = Format { name: "JSON", extensions: &["json"], sniff, read };

fn sniff(head: &[u8], _: &Keys) -> Fit {
    match head.trim_ascii_start() {
        head if looks_like_json(head) => Fit::Likely,
        _ => Fit::Possible,
    }
}

/// Whether `head` begins as an object or a list does, and as prose does not.
pub(super) fn looks_like_json(head: &[u8]) -> bool {
    let after = |n: usize| head.get(n..).unwrap_or(&[]).trim_ascii_start().first().copied();
    match head.first() {
        Some(b'{') => matches!(after(1), Some(b'"' | b'}')),
        Some(b'[') => matches!(after(1), Some(b'{' | b'[' | b']' | b'"')),
        _ => false,
    }
}

/// Whether `line` is one value to its end, as far as brackets and quotes tell.
pub(super) fn whole_value(line: &[u8]) -> bool {
    Scan::default().end(line) == Some(line.len())
}

fn read(source: &mut Source<'_>, tally: &mut Tally<'_>) {
    let input = &mut *source.input;
    let ended = match first_byte(input) {
        Ok(Some(b'[')) => {
            input.consume(1);
            read_values(input, RECORD_BYTES, 0, source.keys, tally)
        }
        Ok(_) => read_documents(input, source.keys, tally),
        Err(error) => Err(error),
    };
    if let Err(error) = ended {
        tally.problem(0, format!("cannot be read on: {error}"), "the rest left out");
    }
}

/// The first byte that is not white space, which stays in the stream.
fn first_byte(input: &mut dyn BufRead) -> std::io::Result<Option<u8>> {
    loop {
        let chunk = input.fill_buf()?;
        let blanks = chunk.iter().take_while(|b| b.is_ascii_whitespace()).count();
        let (first, len) = (chunk.get(blanks).copied(), chunk.len());
        input.consume(blanks);
        if first.is_some() || len == 0 {
            return Ok(first);
        }
    }
}

/// Reads a value that may be the whole file, then what follows it, if anything does.
fn read_documents(input: &mut dyn BufRead, keys: &Keys, tally: &mut Tally<'_>) -> std::io::Result<()> {
    let mut buffer = Vec::new();
    match next_value(input, &mut buffer, DOCUMENT_BYTES)? {
        Next::End => return Ok(()),
        Next::CutOff => {
            tally.problem(0, "JSON that is cut off".into(), "skipped");
            return Ok(());
        }
        Next::TooLong => {
            let what = format!("an object of more than {} MiB", DOCUMENT_BYTES >> 20);
            tally.problem(0, what, "skipped");
            return Ok(());
        }
        Next::Value => {}
    }
    let alone = first_byte(input)?.is_none();
    let mut number = 0;
    let done = match parse_bytes(&buffer, keys) {
        Ok(Found::Story(story)) => tally.story(u32::from(!alone), *story),
        Ok(found @ (Found::Empty | Found::Other)) => found.tell(&mut || u32::from(!alone), tally),
        Ok(found) => found.tell(&mut || count(&mut number), tally),
        Err(what) => {
            tally.problem(u32::from(!alone), what, "left out");
            true
        }
    };
    drop(buffer);
    if !done || alone {
        return Ok(());
    }
    read_values(input, RECORD_BYTES, number.max(1), keys, tally)
}

fn count(number: &mut u32) -> u32 {
    *number = number.saturating_add(1);
    *number
}

/// Reads values one by one; the first has the number behind `number`.
fn read_values(
    input: &mut dyn BufRead,
    limit: usize,
    mut number: u32,
    keys: &Keys,
    tally: &mut Tally<'_>,
) -> std::io::Result<()> {
    let mut buffer = Vec::new();
    loop {
        let next = next_value(input, &mut buffer, limit)?;
        if next == Next::End {
            return Ok(());
        }
        let n = count(&mut number);
        let going = match next {
            Next::End => return Ok(()),
            Next::CutOff => {
                tally.problem(n, "JSON that is cut off".into(), "left out");
                return Ok(());
            }
            Next::TooLong => {
                tally.problem(n, format!("a value of more than {} MiB", limit >> 20), "left out");
                true
            }
            Next::Value => match parse_bytes(&buffer, keys) {
                Ok(found) => found.tell(&mut || n, tally),
                Err(what) => {
                    tally.problem(n, what, "left out");
                    true
                }
            },
        };
        if !going {
            return Ok(());
        }
    }
}

fn parse_bytes(bytes: &[u8], keys: &Keys) -> Result<Found, String> {
    match std::str::from_utf8(bytes) {
        Ok(text) => parse_record(text, keys),
        Err(_) => parse_record(&repair_slice(bytes), keys),
    }
}

#[cfg(test)]
mod tests {
    use crate::read::check::check;

    #[test]
    fn an_object_alone_has_no_number() {
        check("a.json", b" {\"headline\": \"H\", \"articleBody\": \"one\"}\n", &[(0, "one")], &[]);
        check("a.json", b"null", &[], &[(0, "no JSON object")]);
        check("a.json", b"{}", &[], &[(0, "no text")]);
    }

    #[test]
    fn lists_are_containers() {
        check(
            "a.json",
            b"[{\"text\": \"one\"}, 2, {\"text\": \"three\"}]",
            &[(1, "one"), (3, "three")],
            &[(2, "no JSON")],
        );
        let list = b"{\"articles\": [{\"content\": \"one\"}, {}, {\"content\": \"three\"}]}";
        check("a.json", list, &[(1, "one"), (3, "three")], &[(2, "no text")]);
        check("a.json", b"{\"text\": \"one\"}{\"text\": \"two\"}", &[(1, "one"), (2, "two")], &[]);
        check("a.json", b"[]", &[], &[(0, "JSON with no story")]);
    }

    #[test]
    fn what_is_cut_off_is_told_and_the_rest_is_read() {
        check("a.json", b"[{\"text\": \"one\"}, {\"text\": \"tw", &[(1, "one")], &[(2, "cut off")]);
        check("a.json", "[".repeat(9000).as_bytes(), &[], &[(1, "cut off")]);
    }
}
