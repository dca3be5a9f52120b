//! Text to the clipboard of the person's own machine, through the terminal (OSC 52).

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

/// Most that is sent (bytes of text): terminals that take more are rare, and some break off the connection.
pub(super) const MAX_COPY: usize = 100_000;

/// The sequence that copies `text`, cut at [`MAX_COPY`]. Inside tmux it is sent a second time, wrapped for the terminal
/// outside: which of the two gets through depends on tmux's settings.
pub(super) fn copy(text: &str, tmux: bool) -> Vec<u8> {
    let mut sequence = String::new();
    // Writing to memory does not fail.
    let _ = CopyToClipboard::to_clipboard_from(cut(text)).write_ansi(&mut sequence);
    if tmux {
        sequence += &format!("\x1bPtmux;{}\x1b\\", sequence.replace('\x1b', "\x1b\x1b"));
    }
    sequence.into_bytes()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_bounded_and_says_so() {
        let long = "é".repeat(MAX_COPY);
        assert!(copy(&long, false).len() < MAX_COPY * 4 / 3 + 20);
        assert_eq!(notice(&long), "copied the first 50000 of 100000 characters");
        assert_eq!(notice("né"), "copied 2 characters");
    }

    #[test]
    fn inside_tmux_the_sequence_is_sent_for_both_terminals() {
        assert_eq!(copy("foo", false), b"\x1b]52;c;Zm9v\x1b\\");
        assert_eq!(copy("foo", true), b"\x1b]52;c;Zm9v\x1b\\\x1bPtmux;\x1b\x1b]52;c;Zm9v\x1b\x1b\\\x1b\\");
    }
}
