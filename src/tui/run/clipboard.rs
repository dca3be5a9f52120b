//! Text to the clipboard of the person's own machine, through the terminal (OSC 52).

/// Most that is sent (bytes of text): terminals that take more are rare, and some break off the connection.
pub(super) const MAX_COPY: usize = 100_000;

/// The sequence that copies `text`, cut at [`MAX_COPY`]. Inside tmux it is sent a second time, wrapped for the terminal
/// outside: which of the two gets through depends on tmux's settings.
pub(super) fn copy(text: &str, tmux: bool) -> Vec<u8> {
    let sequence = format!("\x1b]52;c;{}\x07", base64(cut(text).as_bytes()));
    let wrapped = if tmux { format!("\x1bPtmux;\x1b{sequence}\x1b\\") } else { String::new() };
    (sequence + &wrapped).into_bytes()
}

/// What to tell of it.
pub(super) fn notice(text: &str) -> String {
    let sent = cut(text);
    match (sent.chars().count(), sent.len() < text.len()) {
        (n, false) => format!("copied {n} characters"),
        (n, true) => format!("copied the first {n} of {} characters", text.chars().count()),
    }
}

fn cut(text: &str) -> &str {
    text.get(..text.floor_char_boundary(MAX_COPY)).unwrap_or(text)
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |n: usize| u32::from(three.get(n).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for digit in 0..4 {
            let six = (bits >> (18 - 6 * digit) & 63) as usize;
            out.push(if digit <= three.len() { char::from(DIGITS[six]) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_base64() {
        for (input, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
            ("é?>", "w6k/Pg=="),
        ] {
            assert_eq!(base64(input.as_bytes()), expected);
        }
    }

    #[test]
    fn a_copy_is_bounded_and_says_so() {
        let long = "é".repeat(MAX_COPY);
        assert!(copy(&long, false).len() < MAX_COPY * 4 / 3 + 20);
        assert_eq!(notice(&long), "copied the first 50000 of 100000 characters");
        assert_eq!(notice("né"), "copied 2 characters");
    }

    #[test]
    fn inside_tmux_the_sequence_is_sent_for_both_terminals() {
        assert_eq!(copy("foo", false), b"\x1b]52;c;Zm9v\x07");
        assert_eq!(copy("foo", true), b"\x1b]52;c;Zm9v\x07\x1bPtmux;\x1b\x1b]52;c;Zm9v\x07\x1b\\");
    }
}
