//! Text broken into lines of a width, as spans of the text; nothing is copied or changed.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::model::Span;

/// The lines of `text` at most `width` cells wide (at least 1): broken at blanks, inside a word only where the word
/// alone is wider. Without a width, the lines as they are. A blank at a break belongs to no line.
pub(super) fn wrap(text: &str, width: Option<usize>) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        match width {
            Some(width) => wrap_line(line, start, width.max(1), &mut lines),
            None => lines.push(Span::new(start, start + line.len())),
        }
        start += line.len() + 1;
    }
    lines
}

fn wrap_line(line: &str, base: usize, width: usize, lines: &mut Vec<Span>) {
    // The line being filled: from `start` to `end`, `cells` wide; `end` is behind its last word.
    let (mut start, mut end, mut cells) = (0, 0, 0);
    let mut at = 0;
    for part in line.split_inclusive(' ') {
        let word = part.trim_end_matches(' ');
        // Blanks between the last word and this one.
        let gap = at - end;
        let word_cells = word.width();
        if cells + gap > 0 && !word.is_empty() && cells + gap + word_cells > width {
            if cells > 0 {
                lines.push(Span::new(base + start, base + end));
            }
            (start, end, cells) = (at, at, 0);
        } else {
            cells += if word.is_empty() { 0 } else { gap };
        }
        if word_cells <= width {
            cells += word_cells;
        } else {
            (start, cells) = break_word(word, at, width, (start, cells), base, lines);
        }
        if !word.is_empty() {
            end = at + word.len();
        }
        at += part.len();
    }
    lines.push(Span::new(base + start, base + end));
}

/// Pushes the full lines of a word wider than a line; returns where the rest starts, and its cells.
fn break_word(
    word: &str,
    at: usize,
    width: usize,
    (mut start, mut cells): (usize, usize),
    base: usize,
    lines: &mut Vec<Span>,
) -> (usize, usize) {
    for (offset, cluster) in word.grapheme_indices(true) {
        let cluster_cells = cluster.width();
        if cells > 0 && cells + cluster_cells > width {
            lines.push(Span::new(base + start, base + at + offset));
            (start, cells) = (at + offset, 0);
        }
        cells += cluster_cells;
    }
    (start, cells)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, width: usize, expected: &[&str]) {
        let lines: Vec<&str> = wrap(text, Some(width)).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(lines, expected, "{text:?} at {width}");
    }

    #[test]
    fn lines_break_at_blanks() {
        check("one two three", 7, &["one two", "three"]);
        check("one two three", 3, &["one", "two", "thr", "ee"]);
        check("a\n\nb", 5, &["a", "", "b"]);
        check("", 5, &[""]);
        check("wide 東京都 x", 6, &["wide", "東京都", "x"]);
        check("two  blanks", 20, &["two  blanks"]);
        check("trailing ", 20, &["trailing"]);
        check("东京", 1, &["东", "京"]);
    }

    proptest! {
        #[test]
        fn no_word_is_lost_and_no_line_too_wide(text in "[a-c \\n東é]{0,60}", width in 2usize..12) {
            let lines = wrap(&text, Some(width));
            let kept: String = lines.iter().map(|s| s.of(&text)).collect();
            let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&kept), letters(&text));
            for line in lines {
                prop_assert!(line.of(&text).width() <= width);
            }
        }

        #[test]
        fn any_text_wraps_to_spans_that_fit(text in "\\PC*", width in 1usize..9) {
            for line in wrap(&text, Some(width)) {
                prop_assert!(text.get(line.range()).is_some());
            }
        }
    }
}
