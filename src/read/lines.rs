//! Reads a stream piece by piece, line by line, within a limit of length.

use std::io::{self, BufRead};

/// What came of reading a piece.
#[derive(Debug)]
pub(super) enum Piece {
    /// Its bytes are in the buffer.
    Whole,
    /// It was longer than the limit and was passed over.
    TooLong,
    /// The stream ended inside it, or failed; what came of it is in the buffer unless it is longer than the limit.
    Ended(io::Result<usize>),
}

/// Reads on to the end of a piece that `end` finds in what comes next (as a number of bytes), into `buffer`, which
/// holds only this piece then.
pub(super) fn next_piece(
    input: &mut dyn BufRead,
    buffer: &mut Vec<u8>,
    limit: usize,
    end: &mut dyn FnMut(&[u8]) -> Option<usize>,
) -> Piece {
    buffer.clear();
    let mut len = 0usize;
    loop {
        let chunk = match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Piece::Ended(Err(error)),
            Ok([]) => return Piece::Ended(Ok(len)),
            Ok(chunk) => chunk,
        };
        let end = end(chunk);
        let taken = end.unwrap_or(chunk.len());
        len = len.saturating_add(taken);
        if len <= limit {
            buffer.extend_from_slice(chunk.get(..taken).unwrap_or(chunk));
        } else {
            *buffer = Vec::new();
        }
        input.consume(taken);
        if end.is_some() {
            return if len > limit { Piece::TooLong } else { Piece::Whole };
        }
    }
}

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
    match next_piece(input, buffer, limit, &mut |chunk| memchr::memchr(b'\n', chunk).map(|n| n + 1)) {
        Piece::Whole => Ok(Line::Whole),
        Piece::TooLong => Ok(Line::TooLong),
        Piece::Ended(Ok(0)) => Ok(Line::End),
        Piece::Ended(Ok(len)) if len > limit => Ok(Line::TooLong),
        Piece::Ended(Ok(_)) => Ok(Line::Whole),
        // What came before the damage is told first.
        Piece::Ended(Err(_)) if !buffer.is_empty() => Ok(Line::Whole),
        Piece::Ended(Err(error)) => Err(error),
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
