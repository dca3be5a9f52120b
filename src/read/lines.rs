//! Reads a stream line by line, within a limit of length.

use std::io::{self, BufRead};

/// What came of reading a line.
#[derive(Debug, PartialEq)]
pub(super) enum Line {
    /// The line is in the buffer, with its end.
    Whole,
    /// It was longer than the limit and was passed over.
    TooLong,
    /// There is no further line.
    End,
}

/// Reads the next line, to `\n`, into `buffer`, which holds only this line then.
pub(super) fn next_line(input: &mut dyn BufRead, buffer: &mut Vec<u8>, limit: usize) -> io::Result<Line> {
    buffer.clear();
    let mut len = 0usize;
    loop {
        let chunk = match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            // What came before the damage is told first.
            Err(_) if len > 0 && len <= limit => return Ok(Line::Whole),
            other => other?,
        };
        if chunk.is_empty() {
            return Ok(match len {
                0 => Line::End,
                n if n > limit => Line::TooLong,
                _ => Line::Whole,
            });
        }
        let end = memchr::memchr(b'\n', chunk).map(|n| n + 1);
        let taken = end.unwrap_or(chunk.len());
        len = len.saturating_add(taken);
        if len <= limit {
            buffer.extend_from_slice(chunk.get(..taken).unwrap_or(chunk));
        } else {
            *buffer = Vec::new();
        }
        input.consume(taken);
        if end.is_some() {
            return Ok(if len > limit { Line::TooLong } else { Line::Whole });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_one_by_one_and_long_ones_are_passed_over() {
        let mut input: &[u8] = b"one\n\nmuch too long\ntwo";
        let mut buffer = Vec::new();
        let mut next = || {
            let line = next_line(&mut input, &mut buffer, 6).unwrap();
            (line, String::from_utf8(buffer.clone()).unwrap())
        };
        assert_eq!(next(), (Line::Whole, "one\n".into()));
        assert_eq!(next(), (Line::Whole, "\n".into()));
        assert_eq!(next(), (Line::TooLong, String::new()));
        assert_eq!(next(), (Line::Whole, "two".into()));
        assert_eq!(next(), (Line::End, String::new()));
    }
}
