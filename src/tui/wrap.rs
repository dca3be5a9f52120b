//! Lines of a text: where it breaks at a width in cells, told as spans of bytes.
//!
//! A paragraph that a program has broken into lines is filled anew; all other line ends stay. Greedy, by grapheme
//! clusters; breaks at blanks, after dashes and hyphens, and between wide letters; a word longer than the line
//! is broken. Linear in the text: the cells of most letters are known without a table.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::model::Span;
use crate::text::filled_line_ends;

/// The lines of `text` at `width` cells (0 counts as 1). An empty text has no line.
pub(crate) fn wrap(text: &str, width: u16) -> Vec<Span> {
    let mut lines = Vec::with_capacity(text.len() / usize::from(width.max(8)) + 8);
    let filled = filled_line_ends(text);
    let mut filled = filled.iter().peekable();
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        if filled.next_if_eq(&&end).is_none() {
            wrap_paragraph(text, start, end, usize::from(width.max(1)), &mut lines);
            start = end + 1;
        }
    }
    while lines.last().is_some_and(|l| l.is_empty()) {
        lines.pop();
    }
    lines
}

fn wrap_paragraph(text: &str, start: usize, end: usize, width: usize, lines: &mut Vec<Span>) {
    let (mut line, mut at, mut used) = (start, start, 0);
    // Where the line may end: end of its last part, start of the next line, cells used up to there.
    let mut turn: Option<(usize, usize, usize)> = None;
    while at < end {
        let (len, cells) = cluster(&text[at..end]);
        let next = at + len;
        // A blank that carries a mark is drawn, so it is no place to break.
        let blank = len == 1 && matches!(text.as_bytes()[at], b' ' | b'\n');
        if blank {
            turn = Some((at, next, used + 1));
        } else if cells == 2 && at > line && !text[at..].starts_with(CLOSING) {
            turn = Some((at, at, used));
        }
        if used + cells > width && !blank && at > line {
            let (stop, resume, before) = turn.filter(|t| t.0 > line).unwrap_or((at, at, used));
            lines.push(trimmed(text, line, stop));
            line = resume;
            used -= before;
            turn = None;
        }
        used += cells;
        at = next;
        if breaks_behind(text, at - len, at) || (cells == 2 && !text[at..end].starts_with(CLOSING)) {
            turn = Some((at, at, used));
        }
    }
    lines.push(trimmed(text, line, end));
}

/// Whether a line may end behind `text[start..end]`: an em dash, or a hyphen or slash between letters.
fn breaks_behind(text: &str, start: usize, end: usize) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    match &text[start..end] {
        "—" => true,
        "-" | "/" => letter(text[..start].chars().next_back()) && letter(text[end..].chars().next()),
        _ => false,
    }
}

/// The line without the blanks at its end, which hang over the edge.
fn trimmed(text: &str, start: usize, end: usize) -> Span {
    Span::new(start, start + text[start..end].trim_end_matches([' ', '\n']).len())
}

/// Wide punctuation that does not begin a line.
const CLOSING: [char; 13] = ['、', '。', '，', '．', '」', '』', '）', '】', '》', '！', '？', '：', '；'];

/// Longer clusters are cut: the longest emoji takes 41 bytes, and a letter with a thousand marks is no letter.
const MAX_CLUSTER_BYTES: usize = 128;

/// The first grapheme cluster of `rest` (not empty): bytes and cells.
pub(crate) fn cluster(rest: &str) -> (usize, usize) {
    let mut chars = rest.chars();
    let (first, second) = (chars.next(), chars.next());
    if let Some(c) = first
        && let Some(cells) = simple(c)
        && second.is_none_or(|c| simple(c).is_some())
    {
        return (c.len_utf8(), cells);
    }
    let window = &rest[..rest.floor_char_boundary(MAX_CLUSTER_BYTES)];
    let cluster = window.graphemes(true).next().unwrap_or(window);
    // A cluster cannot be wider than two cells on any terminal.
    (cluster.len().max(1), cluster.width().min(2))
}

/// The cells of a character that joins with no neighbour of its kind; `None` where a table must say.
fn simple(c: char) -> Option<usize> {
    match c as u32 {
        0x0a | 0x20..=0x7e | 0xa1..=0xac | 0xae..=0x2ff | 0x370..=0x482 | 0x48a..=0x52f | 0x2010..=0x2027 => {
            Some(1)
        }
        0x3041..=0x3096 | 0x30a1..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xff01..=0xff60 => Some(2),
        0x3000..=0x3029 => Some(2),
        _ => None,
    }
}

/// The cells of a string on one line.
pub(crate) fn cells(text: &str) -> usize {
    let (mut at, mut sum) = (0, 0);
    while at < text.len() {
        let (len, cells) = cluster(&text[at..]);
        at += len;
        sum += cells;
    }
    sum
}

/// `text` on at most `room` cells (0 counts as 1): of a longer one the middle is left out, so that of a path the folder and the name stay.
pub(crate) fn shorten(text: &str, room: usize) -> Cow<'_, str> {
    if cells(text) <= room {
        return Cow::Borrowed(text);
    }
    let room = room.saturating_sub(1);
    // The name at the end tells more.
    let head = head_within(text, room / 3);
    let tail = tail_within(text, room - cells(head));
    Cow::Owned(format!("{head}…{tail}"))
}

/// The longest beginning of `text` that takes at most `room` cells.
fn head_within(text: &str, room: usize) -> &str {
    let (mut at, mut left) = (0, room);
    while at < text.len() {
        let (len, cells) = cluster(&text[at..]);
        let Some(rest) = left.checked_sub(cells) else { break };
        (at, left) = (at + len, rest);
    }
    &text[..at]
}

/// The longest end of `text` that takes at most `room` cells.
fn tail_within(text: &str, room: usize) -> &str {
    let (mut at, mut over) = (0, cells(text).saturating_sub(room));
    while over > 0 {
        let (len, cells) = cluster(&text[at..]);
        (at, over) = (at + len, over.saturating_sub(cells));
    }
    &text[at..]
}

/// The line that holds byte `at`: the last one that starts at or before it.
pub(crate) fn line_of(lines: &[Span], at: u32) -> usize {
    lines.partition_point(|l| l.start <= at).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, width: u16, expected: &[&str]) {
        let found: Vec<&str> = wrap(text, width).iter().map(|l| l.of(text)).collect();
        assert_eq!(found, expected, "{text:?} at {width}");
    }

    #[test]
    fn of_a_long_path_the_middle_is_left_out() {
        for (text, room, expected) in [
            ("folder/name.txt", 15, "folder/name.txt"),
            ("folder/name.txt", 14, "fold…/name.txt"),
            ("日本語/新聞.txt", 10, "日…聞.txt"),
            ("e\u{301}e\u{301}e\u{301}e\u{301}", 3, "…e\u{301}e\u{301}"),
            ("folder", 1, "…"),
            ("folder", 0, "…"),
        ] {
            assert_eq!(shorten(text, room), expected, "{text} at {room}");
        }
    }

    #[test]
    fn lines_break_at_blanks_and_paragraphs_stay() {
        check("one two three", 7, &["one two", "three"]);
        check("one two\n\nthree", 20, &["one two", "", "three"]);
        check("one  two", 3, &["one", "two"]);
        check("the anti-war march", 9, &["the anti-", "war march"]);
        check("on 2018-12-20", 8, &["on", "2018-12-", "20"]);
        check("", 5, &[]);
        check("ends here\n\n", 20, &["ends here"]);
        let filled = "The mayor of the town met the ferry club on\nMonday to talk about the ferry.";
        check(
            filled,
            30,
            &["The mayor of the town met the", "ferry club on\nMonday to talk", "about the ferry."],
        );
    }

    #[test]
    fn long_words_and_wide_letters_break() {
        check("abcdefgh", 3, &["abc", "def", "gh"]);
        check("东京都知事", 4, &["东京", "都知", "事"]);
        check("a 东京", 3, &["a", "东", "京"]);
        check("a \u{301}b", 2, &["a \u{301}", "b"]);
        check("Le\u{301}on x", 4, &["Le\u{301}on", "x"]);
        check("👩‍👩‍👧 ab", 4, &["👩‍👩‍👧", "ab"]);
    }

    #[test]
    fn a_letter_with_a_million_marks_is_cut() {
        let text = format!("a{}", "\u{301}".repeat(1_000_000));
        assert_eq!(cluster(&text), (127, 1));
        assert_eq!(wrap(&text, 10).len(), 1);
    }

    #[test]
    fn five_megabytes_on_one_line_wrap() {
        for part in ["word and ", "abcdefghi", "东京都", "и слово "] {
            let text = part.repeat(5_000_000 / part.len());
            assert!(wrap(&text, 72).len() > 10_000);
        }
    }

    proptest! {
        #[test]
        fn lines_cover_everything_but_blanks_and_fit(text in "[ a-c东é\u{301}\n👍]{0,60}", width in 0u16..9) {
            let lines = wrap(&text, width);
            let kept: String = lines.iter().map(|l| l.of(&text)).collect();
            let solid = |s: &str| s.chars().filter(|c| !matches!(c, ' ' | '\n')).collect::<String>();
            prop_assert_eq!(solid(&kept), solid(&text));
            for line in lines {
                prop_assert!(cells(line.of(&text)) <= usize::from(width.max(2)), "{:?}", line.of(&text));
            }
        }
    }
}
