//! Paragraphs that a program has broken into lines of a width: which line ends are none of the author's.

/// Lines longer than this (letters) are paragraphs; mail and wires break at 60 to 80.
const LONGEST: usize = 110;
/// Paragraphs whose longest line is shorter are lists, verses, addresses.
const SHORTEST: usize = 40;

/// Where in `text` the line ends (`\n`) stand that only break a paragraph at a width, ascending.
///
/// A program that fills lines ends each where the next word no longer fits. So a paragraph (what stands between
/// empty lines) is taken for filled when that holds for each of its lines but the last; one sentence a line, a list,
/// a verse do not pass, and stay as their author meant them.
///
/// ```
/// let filled = "The mayor of the town met the ferry club on\nMonday to talk about the ferry.";
/// assert_eq!(newshound::text::filled_line_ends(filled), [43]);
/// assert!(newshound::text::filled_line_ends("Eggs\nMilk\n").is_empty());
/// ```
pub fn filled_line_ends(text: &str) -> Vec<usize> {
    let mut out = Vec::new();
    // Start and letters of the lines of the paragraph at hand.
    let mut lines: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let letters = letters(line);
        if line.trim().is_empty() {
            ends_of(text, &lines, &mut out);
            lines.clear();
        } else {
            lines.push((start, letters));
        }
        start += line.len() + 1;
    }
    ends_of(text, &lines, &mut out);
    out
}

/// Letters of a line, or more than [`LONGEST`] for any longer one.
fn letters(line: &str) -> usize {
    if line.len() > LONGEST * 4 { usize::MAX } else { line.trim_end().chars().count() }
}

fn ends_of(text: &str, lines: &[(usize, usize)], out: &mut Vec<usize>) {
    let width = lines.iter().map(|(_, letters)| *letters).max().unwrap_or(0);
    if lines.len() < 2 || !(SHORTEST..=LONGEST).contains(&width) {
        return;
    }
    let filled = |pair: &[(usize, usize)]| match pair {
        [(_, letters), (next, _)] => {
            let next = text.get(*next..).unwrap_or("");
            let word = next.split(char::is_whitespace).next().unwrap_or("");
            // An indented line, or one that begins with a sign, begins something.
            let goes_on = next.starts_with(|c: char| {
                c.is_alphanumeric() || matches!(c, '"' | '“' | '(' | '‘' | '\'' | '$')
            });
            goes_on && letters + 1 + word.chars().count() > width
        }
        _ => false,
    };
    if lines.windows(2).all(filled) {
        out.extend(lines.iter().skip(1).map(|(start, _)| start - 1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut found = text.to_owned();
        for at in filled_line_ends(text) {
            found.replace_range(at..=at, "~");
        }
        assert_eq!(found, expected);
    }

    #[test]
    fn filled_paragraphs_are_told_from_lines_that_were_meant() {
        check(
            "Ferry late\n\nThe ferry to the island was late again on\nMonday, and the people on the pier were\ntold nothing.\n\n\
             “Twice,” said the mayor of the town, who\ntakes it too.\n",
            "Ferry late\n\nThe ferry to the island was late again on~Monday, and the people on the pier were~told nothing.\n\n\
             “Twice,” said the mayor of the town, who~takes it too.\n",
        );
        let sentences = "The ferry to the island was late again on Monday.\nIt sank.\nThe people on the pier were told nothing.";
        check(sentences, sentences);
        let list = "- the ferry to the island was late again on\n- the people on the pier were told nothing";
        check(list, list);
        let verse = "Eggs\nMilk\nBread";
        check(verse, verse);
        check("", "");
    }

    proptest::proptest! {
        #[test]
        fn ends_are_line_ends_in_order(text in "[a-z \n“é]{0,300}") {
            let ends = filled_line_ends(&text);
            proptest::prop_assert!(ends.windows(2).all(|w| w[0] < w[1]));
            proptest::prop_assert!(ends.iter().all(|n| text.as_bytes()[*n] == b'\n'));
        }
    }
}
