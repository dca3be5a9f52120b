//! Text made safe: what comes out can be stored, compared and drawn.

use std::borrow::Cow;

/// `s` with CR, CRLF, VT, FF, NEL, U+2028 and U+2029 as `\n`, and without other control characters
/// (tabs become a blank) and bidi controls. No-break spaces stay. Clean text comes back borrowed.
pub fn clean(s: &str) -> Cow<'_, str> {
    if !s.chars().any(|c| c != '\n' && needs_work(c)) {
        return Cow::Borrowed(s);
    }
    let mut out = String::with_capacity(s.len());
    let mut chars = s.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push(' '),
            c if needs_work(c) => {}
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// [`clean`] on one line: line ends become blanks, white space at both ends goes.
pub fn clean_line(s: &str) -> String {
    clean(s).replace('\n', " ").trim().to_owned()
}

fn needs_work(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn line_ends_become_one_and_controls_go() {
        for (input, expected) in [
            ("a\r\nb\rc\u{b}d\u{c}e\u{85}f\u{2028}g", "a\nb\nc\nd\ne\nf\ng"),
            ("\u{1b}[31mred\u{7}\u{9b}2J", "[31mred2J"),
            ("no\u{a0}break", "no\u{a0}break"),
            ("\u{202e}txt.exe\u{202c}", "txt.exe"),
            ("tab\there", "tab here"),
        ] {
            assert_eq!(clean(input), expected);
        }
    }

    proptest! {
        #[test]
        fn nothing_that_drives_a_terminal_is_left(s in proptest::collection::vec(any::<char>(), 0..80)) {
            let s: String = s.into_iter().collect();
            let once = clean(&s).into_owned();
            prop_assert!(once.chars().all(|c| c == '\n' || !c.is_control()));
            prop_assert_eq!(clean(&once).into_owned(), once);
        }
    }
}
