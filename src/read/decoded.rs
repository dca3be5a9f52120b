//! A stream in any charset as a stream of UTF-8.

use std::io::{self, BufRead, Read};

use encoding_rs::{CoderResult, Decoder, UTF_8};

use super::charset::Charset;

/// A stream of UTF-8 made of a stream in another charset.
pub(super) struct Decoded<R> {
    input: R,
    how: How,
    out: Vec<u8>,
    at: usize,
    len: usize,
    ended: bool,
}

enum How {
    Standard(Decoder),
    Utf32 { big: bool, kept: Vec<u8> },
}

impl<R: BufRead> Decoded<R> {
    /// Decodes `input`, whose byte order mark is gone; UTF-8 and binary bytes pass unchanged (lossily).
    pub(super) fn new(input: R, charset: Charset) -> Decoded<R> {
        let how = match charset {
            Charset::Utf32 { big } => How::Utf32 { big, kept: Vec::new() },
            Charset::Other(encoding) => How::Standard(encoding.new_decoder_without_bom_handling()),
            Charset::Utf8 | Charset::Binary => How::Standard(UTF_8.new_decoder_without_bom_handling()),
        };
        Decoded { input, how, out: vec![0; 64 << 10], at: 0, len: 0, ended: false }
    }

    fn refill(&mut self) -> io::Result<()> {
        while self.at == self.len && !self.ended {
            let chunk = self.input.fill_buf()?;
            let last = chunk.is_empty();
            let taken = match &mut self.how {
                How::Standard(decoder) => {
                    let (result, taken, written, _) = decoder.decode_to_utf8(chunk, &mut self.out, last);
                    self.ended = last && result == CoderResult::InputEmpty;
                    (self.at, self.len) = (0, written);
                    taken
                }
                How::Utf32 { big, kept } => {
                    kept.extend_from_slice(chunk.get(..8192).unwrap_or(chunk));
                    self.out = utf32(kept, *big);
                    self.ended = last;
                    (self.at, self.len) = (0, self.out.len());
                    chunk.len().min(8192)
                }
            };
            self.input.consume(taken);
        }
        Ok(())
    }
}

/// Decodes the whole words of `kept` and leaves what is over.
fn utf32(kept: &mut Vec<u8>, big: bool) -> Vec<u8> {
    let (words, rest) = kept.as_chunks::<4>();
    let number = |w: &[u8; 4]| if big { u32::from_be_bytes(*w) } else { u32::from_le_bytes(*w) };
    let text: String = words.iter().map(|w| char::from_u32(number(w)).unwrap_or('\u{fffd}')).collect();
    *kept = rest.to_vec();
    text.into_bytes()
}

impl<R: BufRead> BufRead for Decoded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.refill()?;
        Ok(self.out.get(self.at..self.len).unwrap_or(&[]))
    }

    fn consume(&mut self, n: usize) {
        self.at = (self.at + n).min(self.len);
    }
}

impl<R: BufRead> Read for Decoded<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let mut available = self.fill_buf()?;
        let n = available.read(buf)?;
        self.consume(n);
        Ok(n)
    }
}
