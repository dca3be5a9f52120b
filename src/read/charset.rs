//! Bytes to UTF-8: by byte order mark, else as UTF-8 where that fits, else as declared, else by a guess.

use std::io::Read;

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::decoded::Decoded;
use super::limits::HEAD_BYTES;

/// Bytes in which markup must declare its charset (HTML Standard, section 13.2.3.2: 1,024; some pages take more).
const DECLARED_BYTES: usize = 4_096;

/// What the bytes of a file are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Charset {
    /// UTF-8, perhaps with a wrong byte here and there.
    Utf8,
    /// Anything that the Encoding Standard knows.
    Other(&'static Encoding),
    /// UTF-32, with the bytes in this order.
    Utf32 { big: bool },
    /// No text.
    Binary,
}

impl Charset {
    /// Its name for a person; `sure`: something besides the bytes themselves spoke for it.
    pub(super) fn told(self, sure: bool) -> crate::model::Charset {
        match self {
            Charset::Utf8 | Charset::Binary => crate::model::Charset::default(),
            Charset::Other(encoding) => crate::model::Charset::of(encoding.name(), !sure),
            Charset::Utf32 { .. } => crate::model::Charset::of("UTF-32", !sure),
        }
    }
}

/// Whether a file that begins with `head` says what it is written in.
pub(super) fn is_declared(head: &[u8]) -> bool {
    declared(head).is_some()
}

/// The charset of a file that begins with `head`, and the length of its byte order mark in bytes.
pub(super) fn detect(head: &[u8]) -> (Charset, usize) {
    match head {
        [0xef, 0xbb, 0xbf, ..] => (Charset::Utf8, 3),
        [0xff, 0xfe, 0, 0, ..] => (Charset::Utf32 { big: false }, 4),
        [0, 0, 0xfe, 0xff, ..] => (Charset::Utf32 { big: true }, 4),
        [0xff, 0xfe, ..] => (Charset::Other(UTF_16LE), 2),
        [0xfe, 0xff, ..] => (Charset::Other(UTF_16BE), 2),
        _ => (guess(head), 0),
    }
}

/// A whole text as a string, by its byte order mark, the charset it declares or its sender names (`label`), or a
/// guess; `None` where it is no text.
pub(super) fn to_text(bytes: Vec<u8>, label: Option<&str>) -> Option<String> {
    let head = bytes.get(..bytes.len().min(HEAD_BYTES)).unwrap_or(&bytes);
    let (mut charset, mark) = detect(head);
    let named = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    let (letters, wrong) = utf8_letters(head);
    if let (Some(named), 0, true) = (named, mark, wrong > 0 || letters == 0) {
        charset = other(named);
    }
    match charset {
        Charset::Binary => None,
        Charset::Utf8 if mark == 0 => Some(repair(bytes)),
        charset => {
            let mut out = String::new();
            let rest = bytes.get(mark..).unwrap_or(&[]);
            Decoded::new(rest, charset).read_to_string(&mut out).ok().map(|_| out)
        }
    }
}

fn other(encoding: &'static Encoding) -> Charset {
    if encoding == UTF_8 { Charset::Utf8 } else { Charset::Other(encoding) }
}

/// The charset that markup declares in its first bytes: `<?xml encoding="..."?>`, `<meta charset=...>`. One of UTF-16
/// cannot be true where its letters can be read, and a charset that decodes to nothing helps nobody.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let start = head.get(..head.len().min(DECLARED_BYTES))?.trim_ascii_start();
    if !start.starts_with(b"<") {
        return None;
    }
    let lower = start.to_ascii_lowercase();
    let at = memchr::memmem::find(&lower, b"encoding=").map(|n| n + 9);
    let at = at.filter(|_| lower.starts_with(b"<?xml")).or_else(|| {
        let meta = memchr::memmem::find(&lower, b"<meta")?;
        Some(meta + memchr::memmem::find(lower.get(meta..)?, b"charset=")? + 8)
    })?;
    let value = lower.get(at..)?;
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let len = value
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b':'))
        .count();
    let encoding = Encoding::for_label_no_replacement(value.get(..len)?)?;
    (encoding != UTF_16LE && encoding != UTF_16BE).then_some(encoding)
}

fn guess(head: &[u8]) -> Charset {
    if let Some(encoding) = utf16_without_mark(head) {
        return Charset::Other(encoding);
    }
    let (letters, wrong) = utf8_letters(head);
    if is_binary(head, wrong) {
        return Charset::Binary;
    }
    // What is declared is believed where the bytes do not say otherwise.
    if let Some(encoding) = declared(head)
        && (wrong > 0 || !encoding.is_ascii_compatible())
        && (encoding != UTF_8 || wrong <= letters)
    {
        return other(encoding);
    }
    if memchr::memmem::find(head, b"\x1b$B").is_some() || memchr::memmem::find(head, b"\x1b$@").is_some() {
        return Charset::Other(ISO_2022_JP);
    }
    // A file of UTF-8 with a few bytes of another is repaired; in one of another, hardly two of its letters
    // happen to stand so that they make one of UTF-8.
    if wrong <= letters {
        return Charset::Utf8;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(head, true);
    Charset::Other(detector.guess(None, chardetng::Utf8Detection::Deny))
}

/// Latin text in UTF-16 has a NUL in every second byte.
fn utf16_without_mark(head: &[u8]) -> Option<&'static Encoding> {
    let pairs = head.len() / 2;
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if pairs < 2 || even.max(odd) * 10 < pairs * 4 || even.min(odd) * 20 > pairs {
        return None;
    }
    Some(if odd > even { UTF_16LE } else { UTF_16BE })
}

/// Number of letters beyond ASCII in UTF-8, and of wrong sequences. One cut off by the end is neither.
fn utf8_letters(head: &[u8]) -> (usize, usize) {
    let (mut letters, mut wrong, mut at) = (0, 0, 0);
    for chunk in head.utf8_chunks() {
        letters += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        at += chunk.valid().len() + chunk.invalid().len();
        let cut_off = at == head.len() && chunk.invalid().first().is_some_and(|b| *b >= 0xc2);
        wrong += usize::from(!chunk.invalid().is_empty() && !cut_off);
    }
    (letters, wrong)
}

/// A text may hold a NUL or a control character (a disk that crashed, an old wire); a binary file is full of
/// them, or has them beside many bytes that are no UTF-8 (`wrong_utf8`).
fn is_binary(head: &[u8], wrong_utf8: usize) -> bool {
    let zeros = head.iter().filter(|b| **b == 0).count();
    let controls = head.iter().filter(|b| matches!(b, 1..=6 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f)).count();
    let rest = head.len() - zeros;
    // Wires of old begin with one, and have one at every end of a line.
    let wire = matches!(head.first(), Some(1 | 0x16));
    if wrong_utf8 > 0 && !wire {
        return (zeros > 0 && wrong_utf8 * 20 > rest) || controls * 20 > rest;
    }
    (rest == 0 && zeros > 0) || controls * 2 > rest
}

/// `bytes` as a string. Where they are not UTF-8, a single byte is taken as windows-1252 (the usual case: a
/// curly quote pasted into a file), anything else becomes U+FFFD.
pub(super) fn repair(bytes: Vec<u8>) -> String {
    match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => repair_slice(error.as_bytes()),
    }
}

/// [`repair`] for bytes that are borrowed.
pub(super) fn repair_slice(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + 16);
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        at += chunk.valid().len() + chunk.invalid().len();
        match chunk.invalid() {
            [] => {}
            [byte @ (0x80..=0xbf | 0xc2..=0xf4)] if at < bytes.len() => {
                out.push_str(&WINDOWS_1252.decode_without_bom_handling(&[*byte]).0);
            }
            _ => out.push('\u{fffd}'),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &str) {
        let (charset, mark) = detect(bytes);
        let mut out = String::new();
        match charset {
            Charset::Utf8 => out = repair(bytes[mark..].to_vec()),
            Charset::Binary => panic!("binary: {expected}"),
            _ => {
                Decoded::new(&bytes[mark..], charset).read_to_string(&mut out).unwrap();
            }
        }
        assert_eq!(out, expected);
    }

    #[test]
    fn charsets_are_found_out() {
        check(b"\xef\xbb\xbfcaf\xc3\xa9", "café");
        check(b"\xff\xfec\0a\0f\0\xe9\0", "café");
        check(b"\xfe\xff\0c\0a\0f\0\xe9", "café");
        check(b"c\0a\0f\0\xe9\0 \0n\0o\0i\0r\0", "café noir");
        check(b"\xff\xfe\0\0c\0\0\0\xe9\0\0\0", "cé");
        check(b"Le caf\xe9 noir et la cr\xe8me br\xfbl\xe9e", "Le café noir et la crème brûlée");
        check(b"\xe2\x80\x9cYes\xe2\x80\x9d, the mayor\x92s aide said", "“Yes”, the mayor’s aide said");
        check(b"", "");
    }

    #[test]
    fn nul_in_text_is_text_and_in_bytes_is_binary() {
        assert_eq!(detect(b"a title\0with\0nul, then a body").0, Charset::Utf8);
        assert_eq!(detect(b"\x7fELF\x02\x01\x01\0\0\0\0\xf0\xff").0, Charset::Binary);
        assert_eq!(detect(&[0; 4096]).0, Charset::Binary);
    }

    #[test]
    fn a_letter_cut_by_the_head_is_no_mistake() {
        assert_eq!(utf8_letters("é–".as_bytes()), (2, 0));
        assert_eq!(utf8_letters(&"é–".as_bytes()[..4]), (1, 0));
    }
}
