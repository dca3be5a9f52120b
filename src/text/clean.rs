//! Text made safe: what comes out can be stored, compared and drawn.

use std::borrow::Cow;

/// `s` with CR, CRLF, VT, FF, NEL, U+2028 and U+2029 as `\n`, and without other control characters
/// (tabs become a blank), bidi controls, tag characters and noncharacters. No-break spaces, joiners and
/// soft hyphens stay. Clean text comes back borrowed; cleaning twice changes nothing.
pub fn clean(s: &str) -> Cow<'_, str> {
    let Some(first) = next_unclean(s, 0) else { return Cow::Borrowed(s) };
    let mut out = String::with_capacity(s.len());
    let (mut copied, mut at) = (0, Some(first));
    while let Some(n) = at {
        out.push_str(s.get(copied..n).unwrap_or(""));
        let rest = s.get(n..).unwrap_or("");
        let Some(c) = rest.chars().next() else { break };
        copied = n + c.len_utf8();
        match c {
            '\r' => {
                copied += usize::from(rest.starts_with("\r\n"));
                out.push('\n');
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push(' '),
            _ => {}
        }
        at = next_unclean(s, copied);
    }
    out.push_str(s.get(copied..).unwrap_or(""));
    Cow::Owned(out)
}

/// [`clean`] on one line: line ends become blanks, white space at both ends goes.
pub fn clean_line(s: &str) -> String {
    clean(s).replace('\n', " ").trim().to_owned()
}

/// The first byte from `from` on where a character stands that may not stay.
fn next_unclean(s: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += s.as_bytes().get(at..)?.iter().position(|b| SUSPECT[usize::from(*b)])?;
        let c = s.get(at..)?.chars().next()?;
        if is_unclean(c) {
            return Some(at);
        }
        at += c.len_utf8();
    }
}

/// First bytes of characters that [`is_unclean`] may be true of, so that the rest is passed over quickly.
static SUSPECT: [bool; 256] = {
    let mut table = [false; 256];
    let mut n = 0;
    while n < 0x20 {
        table[n] = n != b'\n' as usize;
        n += 1;
    }
    // DEL; C1 controls; U+061C; U+2000 to U+2FFF; U+E000 to U+FFFF.
    let leads = [0x7f, 0xc2, 0xd8, 0xe2, 0xef];
    let mut n = 0;
    while n < leads.len() {
        table[leads[n]] = true;
        n += 1;
    }
    let mut n = 0xf0;
    while n < 0x100 {
        table[n] = true;
        n += 1;
    }
    table
};

/// Whether a character drives the terminal, turns the direction of what follows, or is none.
fn is_unclean(c: char) -> bool {
    match c {
        '\n' => false,
        c if c.is_control() => true,
        // Line and paragraph separator.
        '\u{2028}' | '\u{2029}' => true,
        // Marks, embeddings, overrides and isolates of direction (UAX 9); deprecated shaping controls.
        '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' => true,
        // Byte order mark, interlinear annotation, invisible notation of music, language tags.
        '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e007f}' => true,
        // Noncharacters (Unicode Standard, section 23.7).
        '\u{fdd0}'..='\u{fdef}' => true,
        c => c as u32 & 0xfffe == 0xfffe,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn line_ends_become_one_and_controls_go() {
        for (input, expected) in [
            ("a\r\nb\rc\u{b}d\u{c}e\u{85}f\u{2028}g", "a\nb\nc\nd\ne\nf\ng"),
            ("a\r\r\nb", "a\n\nb"),
            ("\u{1b}[31mred\u{7}\u{9b}2J", "[31mred2J"),
            ("no\u{a0}break", "no\u{a0}break"),
            ("\u{202e}txt.exe\u{202c}", "txt.exe"),
            ("tab\there", "tab here"),
            ("\u{feff}marked\u{fffe}\u{10ffff}", "marked"),
            ("flag \u{1f3f4}\u{e0067}\u{e007f}", "flag \u{1f3f4}"),
            ("“curly” – dash… é 東 😀", "“curly” – dash… é 東 😀"),
        ] {
            assert_eq!(clean(input), expected);
        }
    }

    #[test]
    fn clean_text_is_borrowed() {
        assert!(matches!(clean("“curly” – dash\nno\u{a0}break 😀"), Cow::Borrowed(_)));
        assert!(matches!(clean(""), Cow::Borrowed(_)));
    }

    #[test]
    fn every_unclean_character_is_suspected() {
        for c in (0..=0x10ffff).filter_map(char::from_u32).filter(|c| is_unclean(*c)) {
            assert_eq!(next_unclean(&format!("a{c}"), 0), Some(1), "{c:?}");
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
