//! Cuts a stream of JSON into its values, by brackets and quotes only: in linear time, at any depth.

use std::io::{self, BufRead};

use super::lines::{Piece, next_piece};

/// What came of looking for the next value.
#[derive(Debug, PartialEq)]
pub(super) enum Next {
    /// Its bytes are in the buffer.
    Value,
    /// It was longer than the limit and was passed over.
    TooLong,
    /// The stream ended inside it.
    CutOff,
    /// There is none: end of the list or of the stream.
    End,
}

/// Where the scanner stands in a value.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scan {
    depth: u64,
    in_string: bool,
    escaped: bool,
    bare: bool,
}

impl Scan {
    /// Reads on in `bytes`; the number of bytes up to the end of the value, if it ends there.
    pub(super) fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            if self.in_string {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => self.in_string = false,
                    _ => at += memchr::memchr2(b'"', b'\\', bytes.get(at..)?).unwrap_or(bytes.len() - at),
                }
                if self.in_string || self.depth > 0 {
                    continue;
                }
                return Some(at);
            }
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.bare => return Some(at - 1),
                b'}' | b']' => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        return Some(at);
                    }
                }
                _ if self.depth > 0 => {}
                b',' | b' ' | b'\t' | b'\r' | b'\n' => return Some(at - 1),
                _ => self.bare = true,
            }
        }
        None
    }

    /// Whether a value that the stream ends in is whole: a number or word has no end of its own.
    fn may_end(self) -> bool {
        self.bare && self.depth == 0 && !self.in_string
    }
}

/// Reads the next value of a list (behind its `[`) or of values that stand one after the other.
pub(super) fn next_value(input: &mut dyn BufRead, buffer: &mut Vec<u8>, limit: usize) -> io::Result<Next> {
    buffer.clear();
    if !skip_to_value(input)? {
        return Ok(Next::End);
    }
    let mut scan = Scan::default();
    match next_piece(input, buffer, limit, &mut |chunk| scan.end(chunk)) {
        Piece::Whole => Ok(Next::Value),
        Piece::TooLong => Ok(Next::TooLong),
        Piece::Ended(Ok(len)) if len > limit => Ok(Next::TooLong),
        Piece::Ended(Ok(_)) if scan.may_end() => Ok(Next::Value),
        Piece::Ended(Ok(_)) => Ok(Next::CutOff),
        Piece::Ended(Err(error)) => Err(error),
    }
}

/// Passes over what may stand between values; `false` at the end of the list or the stream.
fn skip_to_value(input: &mut dyn BufRead) -> io::Result<bool> {
    loop {
        let chunk = input.fill_buf()?;
        if chunk.is_empty() {
            return Ok(false);
        }
        // 0x1e begins a record of a JSON text sequence (RFC 7464).
        let skipped = |b: &u8| b.is_ascii_whitespace() || matches!(*b, b',' | 0x1e | 0);
        let Some(at) = chunk.iter().position(|b| !skipped(b)) else {
            let n = chunk.len();
            input.consume(n);
            continue;
        };
        let closes = chunk.get(at) == Some(&b']');
        input.consume(if closes { at + 1 } else { at });
        return Ok(!closes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(stream: &str, expected: &[&str], end: Next) {
        // A small buffer, so that values cross its border.
        let mut input = io::BufReader::with_capacity(3, stream.as_bytes());
        let mut buffer = Vec::new();
        let mut found = Vec::new();
        let last = loop {
            match next_value(&mut input, &mut buffer, 100).unwrap() {
                Next::Value => found.push(String::from_utf8(buffer.clone()).unwrap()),
                other => break other,
            }
        };
        assert_eq!(found, expected);
        assert_eq!(last, end);
    }

    #[test]
    fn values_are_cut_at_their_ends() {
        check(
            r#"{"a": "}\"]"} , [1,[2]], "x", 12, null]"#,
            &[r#"{"a": "}\"]"}"#, "[1,[2]]", r#""x""#, "12", "null"],
            Next::End,
        );
        check("{}{}\n{}", &["{}", "{}", "{}"], Next::End);
        check("42", &["42"], Next::End);
        check(r#"{"a": 1}, {"b": "#, &[r#"{"a": 1}"#], Next::CutOff);
        check("", &[], Next::End);
        check("  ]", &[], Next::End);
    }

    #[test]
    fn a_long_value_is_passed_over() {
        check(&format!("\"{}\"", "x".repeat(200)), &[], Next::TooLong);
    }

    proptest! {
        #[test]
        fn any_bytes_come_to_an_end(bytes in proptest::collection::vec(
            prop_oneof![Just(b'{'), Just(b'}'), Just(b'['), Just(b']'), Just(b'"'), Just(b','), any::<u8>()], 0..200)
        ) {
            let mut input = &bytes[..];
            let mut buffer = Vec::new();
            for _ in 0..=bytes.len() {
                match next_value(&mut input, &mut buffer, 50).unwrap() {
                    Next::End if input.is_empty() => return Ok(()),
                    _ => {}
                }
            }
            prop_assert!(input.is_empty());
        }
    }
}
