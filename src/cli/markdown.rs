//! Quotations in Markdown: sentences with their sources.

use std::io;

use super::out::{Out, one_line};
use super::record;
use crate::model::{Span, Story};

/// Signs that Markdown would take for its own, wherever they stand.
const SIGNS: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '>', '#', '|', '~', '$'];

/// Text on one line, shown by Markdown as it is.
pub(super) fn escaped(text: &str) -> String {
    let line = one_line(text);
    let mut out = String::with_capacity(line.len());
    for (n, c) in line.chars().enumerate() {
        // At the start of a line these make a list or a heading.
        let starts = n == 0 && matches!(c, '-' | '+' | '=') || c == '&';
        if starts || SIGNS.contains(&c) {
            out.push('\\');
        }
        out.push(c);
    }
    // A number at the start makes a list.
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && out[digits..].starts_with(['.', ')']) {
        out.insert(digits, '\\');
    }
    out
}

/// A heading of a story with what is known of it.
pub(super) fn heading(story: &Story<'_>, level: usize, out: &mut Out) -> io::Result<()> {
    let title = match one_line(story.title()) {
        title if title.is_empty() => record::id(story),
        title => title.into_owned(),
    };
    out.raw(&format!("{} {}\n\n", "#".repeat(level), escaped(&title)))?;
    let date = record::date(story).unwrap_or_default();
    let about = [date.as_str(), story.outlet(), story.author(), story.url()];
    let about: Vec<String> = about.iter().filter(|s| !s.is_empty()).map(|s| escaped(s)).collect();
    if about.is_empty() { Ok(()) } else { out.raw(&format!("{}\n\n", about.join(", "))) }
}

/// A sentence of a story with the places in it that matter in bold, and where it stands.
pub(super) fn quotation(story: &Story<'_>, sentence: Span, places: &[Span], out: &mut Out) -> io::Result<()> {
    let text = story.text();
    let (mut line, mut at) = (String::new(), sentence.start);
    for place in places {
        line += &inner(Span { start: at, end: place.start.max(at) }.of(text));
        line += &format!("**{}**", escaped(place.of(text)));
        at = place.end.max(at);
    }
    line += &inner(Span { start: at, end: sentence.end.max(at) }.of(text));
    let line = if places.first().is_none_or(|p| p.start > sentence.start) { unlisted(&line) } else { line };
    let id = escaped(&record::id(story));
    out.raw(&format!("> {}\n>\n> — {id}, bytes {}–{}\n\n", line.trim(), sentence.start, sentence.end))
}

/// A part of a line: escaped, with the blanks at its ends kept as one.
fn inner(part: &str) -> String {
    let blank = |yes: bool| if yes { " " } else { "" };
    let escaped = escaped(&format!("x{part}x"));
    let inside = escaped.strip_prefix('x').and_then(|s| s.strip_suffix('x')).unwrap_or(&escaped);
    if part.trim().is_empty() { blank(!part.is_empty()).to_owned() } else { inside.to_owned() }
}

/// A line whose first sign makes no list.
fn unlisted(line: &str) -> String {
    let line = line.trim_start();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.chars().next() {
        Some('-' | '+' | '=') => format!("\\{line}"),
        Some(_) if digits > 0 && line[digits..].starts_with(['.', ')']) => {
            format!("{}\\{}", &line[..digits], &line[digits..])
        }
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_shown_as_it_is() {
        for (text, expected) in [
            ("plain – “words”", "plain – “words”"),
            ("a *b* [c](d) <i> #5 & x_y", "a \\*b\\* \\[c\\](d) \\<i\\> \\#5 \\& x\\_y"),
            ("- no\nlist", "\\- no list"),
            ("1. no list", "1\\. no list"),
            ("10 men", "10 men"),
        ] {
            assert_eq!(escaped(text), expected);
        }
        assert_eq!(unlisted("2) x"), "2\\) x");
        assert_eq!((inner(" a\nb "), inner(" "), inner("")), (" a b ".into(), " ".into(), "".into()));
    }
}
