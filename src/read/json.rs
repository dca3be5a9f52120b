//! JSON: an object that is a story, a list of stories, an object that holds a list, objects end to end.

use std::io::BufRead;

use super::format::{Fit, Format, Source};
use super::json_record::{EMPTY, Found, Numbers, OTHER, parse_bytes, read_record};
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
    if let Err(error) = read_all(&mut *source.input, source.keys, tally) {
        tally.problem(0, format!("cannot be read on: {error}"), "the rest left out");
    }
}

/// Reads a list or an object that may be the whole file, and what stands behind it.
fn read_all(input: &mut dyn BufRead, keys: &Keys, tally: &mut Tally<'_>) -> std::io::Result<()> {
    let mut numbers = Numbers::default();
    let mut going = match first_byte(input)? {
        Some(b'[') => true,
        Some(_) => read_first(input, &mut numbers, keys, tally)?,
        None => false,
    };
    while going {
        going = match first_byte(input)? {
            Some(b'[') => {
                input.consume(1);
                read_values(input, &mut numbers, keys, tally)?
            }
            Some(_) => read_values(input, &mut numbers, keys, tally)?,
            None => false,
        };
    }
    Ok(())
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

/// Reads a value that may be the whole file, and then has no number unless it is a list; whether to go on.
fn read_first(
    input: &mut dyn BufRead,
    numbers: &mut Numbers,
    keys: &Keys,
    tally: &mut Tally<'_>,
) -> std::io::Result<bool> {
    let mut buffer = Vec::new();
    let what = match next_value(input, &mut buffer, DOCUMENT_BYTES)? {
        Next::Value if first_byte(input)?.is_some() => {
            return Ok(read_record(&buffer, numbers, keys, tally));
        }
        Next::Value => {
            match parse_bytes(&buffer, keys) {
                Ok(Found::Story(story)) => drop(tally.story(0, *story)),
                Ok(Found::Empty) => tally.problem(0, EMPTY.into(), "left out"),
                Ok(Found::Other) => tally.problem(0, OTHER.into(), "left out"),
                Ok(list @ Found::List(_)) => drop(list.tell(numbers, tally)),
                Err(what) => tally.problem(0, what, "left out"),
            }
            return Ok(false);
        }
        Next::End => return Ok(false),
        Next::CutOff => CUT_OFF.to_owned(),
        Next::TooLong => format!("an object of more than {} MiB", DOCUMENT_BYTES >> 20),
    };
    tally.problem(0, what, "skipped");
    Ok(false)
}

/// What is told of a value in which the stream ends.
const CUT_OFF: &str = "JSON that is cut off";

/// Reads values one by one, to the end of their list or of the stream; whether to go on behind it.
fn read_values(
    input: &mut dyn BufRead,
    numbers: &mut Numbers,
    keys: &Keys,
    tally: &mut Tally<'_>,
) -> std::io::Result<bool> {
    let mut buffer = Vec::new();
    loop {
        match next_value(input, &mut buffer, RECORD_BYTES)? {
            Next::End => return Ok(true),
            Next::CutOff => {
                tally.problem(numbers.next(), CUT_OFF.into(), "left out");
                return Ok(false);
            }
            Next::TooLong => {
                let what = format!("a value of more than {} MiB", RECORD_BYTES >> 20);
                tally.problem(numbers.next(), what, "left out");
            }
            Next::Value if read_record(&buffer, numbers, keys, tally) => {}
            Next::Value => return Ok(false),
        }
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
        check(
            "a.json",
            b"[{\"text\": \"one\"}, [{\"text\": \"two\"}, {\"text\": \"three\"}]]\n[{\"text\": \"four\"}]{\"text\": \"five\"}",
            &[(1, "one"), (2, "two"), (3, "three"), (4, "four"), (5, "five")],
            &[],
        );
        check("a.json", b"{\"text\": \"one\"}[{\"text\": \"two\"}] ]", &[(1, "one"), (2, "two")], &[]);
    }

    #[test]
    fn what_is_cut_off_is_told_and_the_rest_is_read() {
        check("a.json", b"[{\"text\": \"one\"}, {\"text\": \"tw", &[(1, "one")], &[(2, "cut off")]);
        check("a.json", "[".repeat(9000).as_bytes(), &[], &[(1, "cut off")]);
    }
}
