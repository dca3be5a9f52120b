//! The words of a line: between double quotes where they hold blanks; `\"`, `\\`, `\n`, `\t` inside.

use std::fmt::Write as _;

/// A word as it stands in a line.
pub(super) fn quoted(word: &str) -> String {
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '"' | '\\' | '#');
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    let mut out = String::from("\"");
    for c in word.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // Writing to a string does not fail.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => {
                let _ = write!(out, "\\u{{{:x}}}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The words of a line; none for an empty line or one that begins with `#`.
///
/// # Errors
/// When a quote is not closed, or a backslash is followed by something else.
pub(super) fn words(line: &str) -> Result<Vec<String>, &'static str> {
    let mut out = Vec::new();
    let mut chars = line.trim().chars().peekable();
    if chars.peek() == Some(&'#') {
        return Ok(out);
    }
    while let Some(first) = chars.next() {
        let mut word = String::new();
        match first {
            c if c.is_whitespace() => continue,
            '"' => loop {
                match chars.next().ok_or("a quote is not closed")? {
                    '"' => break,
                    '\\' => word.push(escape(&mut chars)?),
                    c => word.push(c),
                }
            },
            c => {
                word.push(c);
                while let Some(c) = chars.next_if(|c| !c.is_whitespace()) {
                    word.push(c);
                }
            }
        }
        out.push(word);
    }
    Ok(out)
}

fn escape(chars: &mut impl Iterator<Item = char>) -> Result<char, &'static str> {
    const WRONG: &str = "an unknown sign stands behind a backslash";
    match chars.next() {
        Some(c @ ('"' | '\\')) => Ok(c),
        Some('n') => Ok('\n'),
        Some('t') => Ok('\t'),
        Some('u') => {
            let digits: String = chars.take_while(|c| *c != '}').filter(|c| *c != '{').take(6).collect();
            u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32).ok_or(WRONG)
        }
        _ => Err(WRONG),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_apart_and_quotes_hold_them_together() {
        assert_eq!(
            words("  a  \"b c\" \"\" d\"e "),
            Ok(vec!["a".into(), "b c".into(), "".into(), "d\"e".into()])
        );
        assert_eq!(words("# a"), Ok(vec![]));
        assert!(words("a \"b").is_err() && words("\"\\x\"").is_err() && words("\"\\").is_err());
    }

    proptest! {
        #[test]
        fn any_words_survive(all in prop::collection::vec("(\\PC|[\"\\\\\n\t\u{1b}# ]){0,8}", 0..5)) {
            let line: Vec<String> = all.iter().map(|w| quoted(w)).collect();
            let line = line.join(" ");
            prop_assert!(!line.contains('\n'));
            prop_assert_eq!(words(&line), Ok(all));
        }

        #[test]
        fn any_line_is_read_or_told(line in "\\PC*") {
            let _ = words(&line);
        }
    }
}
