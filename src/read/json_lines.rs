//! JSON Lines: a line is a record. A line that cannot be read is one problem; the rest loads.

use super::format::{Fit, Format, Source};
use super::json::{looks_like_json, whole_value};
use super::json_record::{Numbers, read_record};
use super::keys::Keys;
use super::limits::RECORD_BYTES;
use super::lines::{Line, next_line};
use super::tally::Tally;

/// JSON Lines.
pub(super) const FORMAT: Format =
    Format { name: "JSON Lines", extensions: &["jsonl", "ndjson", "jsonlines", "jl"], sniff, read };

fn sniff(head: &[u8], _: &Keys) -> Fit {
    let mut lines =
        head.split_inclusive(|b| matches!(b, b'\n' | b'\r')).filter(|l| !l.trim_ascii().is_empty());
    let Some(first) = lines.next() else { return Fit::Possible };
    let whole = |line: &[u8]| line.starts_with(b"{") && looks_like_json(line) && whole_value(line);
    match lines.next().map(<[u8]>::trim_ascii) {
        // A value over several lines, or a list, whatever the name says.
        _ if matches!(first.trim_ascii(), b"{" | b"[" | b"[{") => Fit::No,
        Some(second) if whole(first.trim_ascii()) && second.starts_with(b"{\"") => Fit::Sure,
        // The first line may be the one that is broken.
        Some(second) if second.starts_with(b"{\"") => Fit::Likely,
        None if whole(first.trim_ascii()) => Fit::Likely,
        // The first line is longer than the head: only the name can tell.
        None if first.trim_ascii_start().starts_with(b"{\"") && !first.ends_with(b"\n") => Fit::Likely,
        _ => Fit::Possible,
    }
}

fn read(source: &mut Source<'_>, tally: &mut Tally<'_>) {
    let mut buffer = Vec::new();
    let mut numbers = Numbers::default();
    loop {
        match next_line(source.input, &mut buffer, RECORD_BYTES) {
            Ok(Line::End) => return,
            Ok(Line::TooLong) => {
                let what = format!("a line of more than {} MiB", RECORD_BYTES >> 20);
                tally.problem(numbers.next(), what, "left out");
            }
            Ok(Line::Whole) => {
                let line = buffer.trim_ascii();
                // A disk that crashed leaves a run of NUL bytes.
                let line = line.strip_prefix(&[0u8][..]).map_or(line, skip_zeros);
                if !line.is_empty() && !read_record(line, &mut numbers, source.keys, tally) {
                    return;
                }
            }
            Err(error) => {
                let what = format!("cannot be read on: {error}");
                return tally.problem(numbers.last(), what, "the rest left out");
            }
        }
    }
}

fn skip_zeros(line: &[u8]) -> &[u8] {
    let n = line.iter().take_while(|b| **b == 0 || b.is_ascii_whitespace()).count();
    line.get(n..).unwrap_or(&[])
}

#[cfg(test)]
mod tests {
    use crate::read::check::check;

    #[test]
    fn each_line_is_a_record() {
        check(
            "a.jsonl",
            b"\xef\xbb\xbf{\"text\": \"one\"}\r\n\r\n{\"body\": \"two\"}\r\n",
            &[(1, "one"), (2, "two")],
            &[],
        );
    }

    #[test]
    fn a_bad_line_is_one_problem_and_is_counted() {
        check(
            "a.jsonl",
            b"{\"text\": \"one\"}\n{\"text\": \n{\"text\": \"caf\xe9\"}\n1\n\0\0\0{\"text\": \"five\"}",
            &[(1, "one"), (3, "caf\u{e9}"), (5, "five")],
            &[(2, "not JSON"), (4, "no JSON object")],
        );
        let page = "{\"articles\": [{\"text\": \"one\"}, {\"text\": \"two\"}]}\n{\"text\": \"three\"}\n";
        check("a.jsonl", page.as_bytes(), &[(1, "one"), (2, "two"), (3, "three")], &[]);
        check("a.jsonl", b"{\"text\": \n{\"text\": \"two\"}\n", &[(2, "two")], &[(1, "not JSON")]);
    }
}
