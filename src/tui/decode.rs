//! Bytes of the terminal to keys and pastes.
//!
//! Our own, because over a slow line it matters that an escape sequence that comes in two packets is one key, that a lone
//! ESC is told from a sequence by waiting, and that an answer nobody asked for is never taken for typing.

use std::time::Duration;

use super::{Key, KeyCode, Msg};

/// How long to wait for the rest of a sequence before a lone ESC counts as the key.
const ESCAPE_WAIT: Duration = Duration::from_millis(50);
/// How long a paste may pause before it is taken as ended, its end mark lost.
const PASTE_WAIT: Duration = Duration::from_secs(2);
/// Longest paste (bytes); the rest is left out. A filter or a note is never longer.
const MAX_PASTE: usize = 1 << 20;
/// Longest escape sequence (bytes) waited for; longer than any answer of a terminal.
const MAX_SEQUENCE: usize = 4096;
const PASTE_START: &[u8] = b"200";
const PASTE_END: &[u8] = b"\x1b[201~";

/// Takes bytes as they come, gives keys when they are whole.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    pending: Vec<u8>,
    paste: Option<Vec<u8>>,
}

/// What stands at the start of the pending bytes.
enum Piece {
    /// A key of this many bytes.
    Key(Key, usize),
    /// Nothing for us: skip this many bytes.
    Skip(usize),
    /// The start of a paste, of this many bytes.
    Paste(usize),
    /// More bytes are needed.
    Partial,
}

impl Decoder {
    /// Takes bytes; appends what they say.
    pub(super) fn feed(&mut self, bytes: &[u8], out: &mut Vec<Msg>) {
        self.pending.extend_from_slice(bytes);
        self.decode(out);
    }

    /// How long to wait for more before [`Decoder::give_up`] is due; `None` while nothing is begun.
    pub(super) fn patience(&self) -> Option<Duration> {
        match (&self.paste, self.pending.is_empty()) {
            (Some(_), _) => Some(PASTE_WAIT),
            (None, false) => Some(ESCAPE_WAIT),
            (None, true) => None,
        }
    }

    /// Takes what is begun as all there is: a lone ESC is the key, a paste ends.
    pub(super) fn give_up(&mut self, out: &mut Vec<Msg>) {
        if let Some(paste) = self.paste.take() {
            let rest = std::mem::take(&mut self.pending);
            return finish_paste([paste, rest].concat(), out);
        }
        let begun = std::mem::take(&mut self.pending);
        match begun.as_slice() {
            [0x1b] => out.push(key(KeyCode::Esc)),
            // A sequence begins like ESC and a letter, and nothing followed: it was typed.
            [0x1b, c @ (b'[' | b'O' | b']' | b'P' | b'_' | b'^' | b'X')] => {
                out.push(key(KeyCode::Esc));
                out.push(key(KeyCode::Char(char::from(*c))));
            }
            _ => {}
        }
    }

    fn decode(&mut self, out: &mut Vec<Msg>) {
        let mut at = 0;
        loop {
            if let Some(paste) = &mut self.paste {
                let Some(used) = take_paste(paste, self.pending.get(at..).unwrap_or(&[])) else {
                    // All but what may be the start of the end mark is taken.
                    let keep = PASTE_END.len() - 1;
                    let until = self.pending.len().saturating_sub(keep).max(at);
                    paste.extend_from_slice(&self.pending[at..until]);
                    paste.truncate(MAX_PASTE);
                    at = until;
                    break;
                };
                at += used;
                finish_paste(self.paste.take().unwrap_or_default(), out);
            }
            match piece(self.pending.get(at..).unwrap_or(&[])) {
                Piece::Key(key, used) => {
                    out.push(Msg::Key(key));
                    at += used;
                }
                Piece::Skip(used) => at += used,
                Piece::Paste(used) => {
                    self.paste = Some(Vec::new());
                    at += used;
                }
                Piece::Partial => break,
            }
        }
        self.pending.drain(..at);
        if self.paste.is_none() && self.pending.len() > MAX_SEQUENCE {
            self.pending.clear();
        }
    }
}

/// Adds the bytes before the end mark to `paste`; says how many were used, the mark with them.
fn take_paste(paste: &mut Vec<u8>, bytes: &[u8]) -> Option<usize> {
    let end = memchr::memmem::find(bytes, PASTE_END)?;
    paste.extend_from_slice(&bytes[..end]);
    paste.truncate(MAX_PASTE);
    Some(end + PASTE_END.len())
}

fn finish_paste(bytes: Vec<u8>, out: &mut Vec<Msg>) {
    let text = String::from_utf8_lossy(&bytes);
    out.push(Msg::Paste(crate::text::clean(&text).into_owned()));
}

fn key(code: KeyCode) -> Msg {
    Msg::Key(Key { code, ctrl: false })
}

fn piece(bytes: &[u8]) -> Piece {
    let plain = |code| Piece::Key(Key { code, ctrl: false }, 1);
    let ctrl = |c: u8| Piece::Key(Key { code: KeyCode::Char(char::from(c)), ctrl: true }, 1);
    match bytes {
        [] => Piece::Partial,
        [0x1b, rest @ ..] => escape(rest),
        [b'\r' | b'\n', ..] => plain(KeyCode::Enter),
        [b'\t', ..] => plain(KeyCode::Tab),
        [0x08 | 0x7f, ..] => plain(KeyCode::Backspace),
        [0, ..] => ctrl(b' '),
        [c @ 0x01..=0x1a, ..] => ctrl(c - 1 + b'a'),
        [c @ 0x1c..=0x1f, ..] => ctrl(c - 0x1c + b'\\'),
        [first, ..] => character(bytes, *first),
    }
}

fn character(bytes: &[u8], first: u8) -> Piece {
    let len = match first {
        0x20..=0x7e => 1,
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Piece::Skip(1),
    };
    let Some(encoded) = bytes.get(..len) else {
        let follows = bytes.iter().skip(1).all(|b| (0x80..0xc0).contains(b));
        return if follows { Piece::Partial } else { Piece::Skip(1) };
    };
    match std::str::from_utf8(encoded).ok().and_then(|s| s.chars().next()) {
        Some(c) if !c.is_control() => Piece::Key(Key { code: KeyCode::Char(c), ctrl: false }, len),
        Some(_) => Piece::Skip(len),
        None => Piece::Skip(1),
    }
}

/// What follows an ESC.
fn escape(rest: &[u8]) -> Piece {
    match rest {
        [] => Piece::Partial,
        // The Linux console's function keys.
        [b'[', b'['] => Piece::Partial,
        [b'[', b'[', c @ b'A'..=b'E', ..] => Piece::Key(plain(KeyCode::F(c - b'A' + 1)), 4),
        [b'[', rest @ ..] => control_sequence(rest),
        [b'O'] => Piece::Partial,
        [b'O', c, ..] => match single_shift(*c) {
            Some(code) => Piece::Key(plain(code), 3),
            None => Piece::Skip(3),
        },
        // Answers in strings: up to BEL or ESC \, whole.
        [b']' | b'P' | b'_' | b'^' | b'X', rest @ ..] => string(rest),
        // Nothing is bound to Alt, so this is ESC and then a key.
        _ => Piece::Key(plain(KeyCode::Esc), 1),
    }
}

fn plain(code: KeyCode) -> Key {
    Key { code, ctrl: false }
}

fn string(rest: &[u8]) -> Piece {
    let end = rest.iter().position(|b| matches!(b, 0x07 | 0x1b));
    match end.map(|end| (end, rest[end], rest.get(end + 1))) {
        None | Some((_, 0x1b, None)) => Piece::Partial,
        Some((end, 0x1b, Some(b'\\'))) => Piece::Skip(end + 4),
        Some((end, 0x1b, _)) => Piece::Skip(end + 2),
        Some((end, ..)) => Piece::Skip(end + 3),
    }
}

fn single_shift(c: u8) -> Option<KeyCode> {
    match c {
        b'M' => Some(KeyCode::Enter),
        _ => arrow(c).or(match c {
            b'P'..=b'S' => Some(KeyCode::F(c - b'P' + 1)),
            _ => None,
        }),
    }
}

fn arrow(c: u8) -> Option<KeyCode> {
    Some(match c {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        _ => return None,
    })
}

/// What follows ESC `[`: parameters, then one letter.
fn control_sequence(rest: &[u8]) -> Piece {
    let Some(end) = rest.iter().position(|b| !(0x20..=0x3f).contains(b)) else { return Piece::Partial };
    let (parameters, last) = (&rest[..end], rest[end]);
    let used = end + 3;
    if !(0x40..=0x7e).contains(&last) {
        // Not a sequence after all; the byte that broke it is read anew.
        return Piece::Skip(used - 1);
    }
    let mut numbers = parameters.split(|b| *b == b';');
    let first = numbers.next().unwrap_or(&[]);
    let ctrl = numbers.next().and_then(number).is_some_and(|m| m.wrapping_sub(1) & 4 != 0);
    let code = match last {
        b'~' if first == PASTE_START => return Piece::Paste(used),
        b'~' => number(first).and_then(numbered),
        b'Z' => Some(KeyCode::BackTab),
        b'P'..=b'S' if matches!(first, b"" | b"1") => Some(KeyCode::F(last - b'P' + 1)),
        _ => arrow(last),
    };
    match code {
        Some(code) => Piece::Key(Key { code, ctrl }, used),
        None => Piece::Skip(used),
    }
}

fn number(digits: &[u8]) -> Option<u32> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// Keys that are told by a number and `~`.
fn numbered(n: u32) -> Option<KeyCode> {
    Some(match n {
        1 | 7 => KeyCode::Home,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F((n - 10) as u8),
        17..=21 => KeyCode::F((n - 11) as u8),
        23 | 24 => KeyCode::F((n - 12) as u8),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(msgs: &[Msg]) -> String {
        let one = |msg: &Msg| match msg {
            Msg::Key(Key { code: KeyCode::Char(c), ctrl: false }) => c.to_string(),
            Msg::Key(Key { code: KeyCode::Char(c), ctrl: true }) => format!("<C-{c}>"),
            Msg::Key(Key { code, ctrl }) => format!("<{}{code:?}>", if *ctrl { "C-" } else { "" }),
            Msg::Paste(text) => format!("<paste {text:?}>"),
            other => format!("{other:?}"),
        };
        msgs.iter().map(one).collect()
    }

    fn check(input: &str, expected: &str) {
        let (mut whole, mut split) = (Vec::new(), Vec::new());
        let mut decoder = Decoder::default();
        decoder.feed(input.as_bytes(), &mut whole);
        decoder.give_up(&mut whole);
        assert_eq!(told(&whole), expected, "{input:?}");
        assert_eq!(decoder.patience(), None);
        for byte in input.as_bytes() {
            decoder.feed(&[*byte], &mut split);
        }
        decoder.give_up(&mut split);
        assert_eq!(told(&split), expected, "{input:?} byte by byte");
    }

    #[test]
    fn keys_are_read_whole_or_in_pieces() {
        for (input, expected) in [
            ("jé漢", "jé漢"),
            ("\x1b[A\x1bOB\x1b[1;5C\x1b[1;2D", "<Up><Down><C-Right><Left>"),
            ("\x1b[H\x1b[4~\x1b[5~\x1b[6~\x1b[3~", "<Home><End><PageUp><PageDown><Delete>"),
            ("\x1bOP\x1b[15~\x1b[24~\x1b[[B\x1b[1;2S", "<F(1)><F(5)><F(12)><F(2)><F(4)>"),
            ("\x08\x7f", "<Backspace><Backspace>"),
            ("\r\n\t\x1b[Z", "<Enter><Enter><Tab><BackTab>"),
            ("\x01\x0f\x1a\x1f", "<C-a><C-o><C-z><C-_>"),
        ] {
            check(input, expected);
        }
    }

    #[test]
    fn a_lone_escape_is_a_key_and_alt_is_an_escape_before_it() {
        check("\x1b", "<Esc>");
        check("\x1bj", "<Esc>j");
        check("\x1b\x1b[A", "<Esc><Up>");
        check("\x1b\x1b", "<Esc><Esc>");
        check("\x1b[", "<Esc>[");
    }

    #[test]
    fn answers_that_nobody_asked_for_are_no_typing() {
        check("a\x1b]11;rgb:0000/0000/0000\x07b", "ab");
        check("a\x1b]11;rgb:0000/0000/0000\x1b\\b", "ab");
        check("a\x1bP1$r0m\x1b\\b", "ab");
        check("a\x1b[?62;22cb\x1b[12;40Rc\x1b[Id\x1b[2~", "abcd");
    }

    #[test]
    fn a_paste_is_one_message_without_controls() {
        check("\x1b[200~two\rlines \x1b[31m\x1b[201~x", "<paste \"two\\nlines [31m\">x");
        check("\x1b[200~cut off", "<paste \"cut off\">");
    }

    proptest! {
        #[test]
        fn no_bytes_panic_or_stay(bytes in proptest::collection::vec(any::<u8>(), 0..200), at in 0usize..200) {
            let mut decoder = Decoder::default();
            let mut out = Vec::new();
            let at = at.min(bytes.len());
            decoder.feed(&bytes[..at], &mut out);
            decoder.feed(&bytes[at..], &mut out);
            decoder.give_up(&mut out);
            prop_assert_eq!(decoder.patience(), None);
            prop_assert!(out.len() <= bytes.len() + 1);
        }
    }
}
