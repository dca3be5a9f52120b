//! Prints a story of words as a newspaper would, and says where its names stand.
//!
//! "( Ada )" becomes "(Ada)"; a sentence that does not end in a mark is a headline or a paragraph of its own.

use crate::sentence::{Sentence, Tag};

/// A hyphen inside a word that was parted at it; written so by the tokeniser of Moses too.
pub(crate) const HYPHEN: &str = "@-@";
/// Words, besides single marks, that have no space before them.
const JOIN_LEFT: &[&str] = &[HYPHEN, "'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d", "'m", "''", "'S"];
/// Marks that have no space before them.
const JOIN_LEFT_MARKS: &str = ",.;:!?)]}%…”";
/// Words, besides single marks, that have no space after them.
const JOIN_RIGHT: &[&str] = &[HYPHEN, "``", "C$", "A$", "US$"];
/// Marks that have no space after them.
const JOIN_RIGHT_MARKS: &str = "([{$£€#“";
/// Marks that a sentence ends in.
const ENDS: &str = ".!?\"”'’)";

/// A story as plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rendered {
    /// The text; sentences are apart by a space, paragraphs by an empty line.
    pub text: String,
    /// The names: ranges of bytes of the text, in their order, without overlap.
    pub spans: Vec<(usize, usize, Tag)>,
}

/// Renders the sentences of a story, one after the other.
pub(crate) fn render(story: &[Sentence]) -> Rendered {
    let mut rendered = Rendered { text: String::new(), spans: Vec::new() };
    let mut last: Option<&str> = None;
    for sentence in story {
        if let Some(last) = last.filter(|_| !rendered.text.is_empty()) {
            let ended = last.chars().all(|c| ENDS.contains(c));
            rendered.text.push_str(if ended { " " } else { "\n\n" });
        }
        push(&mut rendered, sentence);
        last = sentence.words.last().map(String::as_str).or(last);
    }
    rendered
}

fn push(rendered: &mut Rendered, sentence: &Sentence) {
    let Rendered { text, spans } = rendered;
    let mut words: Vec<(usize, usize)> = Vec::with_capacity(sentence.words.len());
    let (mut quoted, mut joined) = (false, true);
    for word in &sentence.words {
        let printed = printed(word);
        let (mut left, mut right) = (joins_left(word), joins_right(word));
        if word == "\"" {
            // The plain mark opens and closes by turns.
            (left, right) = (quoted, !quoted);
            quoted = !quoted;
        }
        if !joined && !left {
            text.push(' ');
        }
        words.push((text.len(), text.len() + printed.len()));
        text.push_str(printed);
        joined = right;
    }
    spans.extend(sentence.spans.iter().map(|&(start, end, tag)| (words[start].0, words[end - 1].1, tag)));
}

/// The word in print: corpora write quotation marks and brackets as the Penn Treebank does.
fn printed(word: &str) -> &str {
    match word {
        "``" | "''" => "\"",
        "-LRB-" => "(",
        "-RRB-" => ")",
        "-LSB-" => "[",
        "-RSB-" => "]",
        HYPHEN => "-",
        _ => word,
    }
}

fn joins_left(word: &str) -> bool {
    JOIN_LEFT.contains(&word) || is_mark(printed(word), JOIN_LEFT_MARKS)
}

fn joins_right(word: &str) -> bool {
    JOIN_RIGHT.contains(&word) || is_mark(printed(word), JOIN_RIGHT_MARKS)
}

/// Whether the word is a single one of the marks.
fn is_mark(word: &str, marks: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(|c| marks.contains(c)) && chars.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence::sentence;

    fn check(sentences: &[&str], expected: &str) {
        let story: Vec<Sentence> = sentences.iter().map(|words| sentence(words, &[])).collect();
        assert_eq!(render(&story).text, expected);
    }

    #[test]
    fn marks_join_their_words() {
        check(&["Ada 's ( old ) dog , Rex , has n't $ 5 ."], "Ada's (old) dog, Rex, hasn't $5.");
        check(&["-LRB- US$ 5 -RRB-"], "(US$5)");
        check(&["Oslo @-@ based - so far"], "Oslo-based - so far");
    }

    #[test]
    fn quotation_marks_open_and_close() {
        check(&["`` No , '' she said . \" Yes \" he said ."], "\"No,\" she said. \"Yes\" he said.");
    }

    #[test]
    fn every_sentence_opens_its_own_quotation() {
        check(&["\" No .", "\" Yes \" ."], "\"No. \"Yes\".");
    }

    #[test]
    fn sentences_without_an_end_are_paragraphs() {
        check(&["Oslo sings", "It sings .", "We hear it ."], "Oslo sings\n\nIt sings. We hear it.");
        check(&["He sings . )", "Yes"], "He sings.) Yes");
    }

    #[test]
    fn spans_count_bytes() {
        let story = [
            sentence("“ Zoë , of Bærum ”", &[(1, 2, Tag::Person), (4, 5, Tag::Place)]),
            sentence("Zoë Ås 's dog .", &[(0, 2, Tag::Person)]),
        ];
        let Rendered { text, spans } = render(&story);
        assert_eq!(text, "“Zoë, of Bærum” Zoë Ås's dog.");
        let names: Vec<(&str, Tag)> =
            spans.iter().map(|&(start, end, tag)| (&text[start..end], tag)).collect();
        assert_eq!(names, [("Zoë", Tag::Person), ("Bærum", Tag::Place), ("Zoë Ås", Tag::Person)]);
    }

    #[test]
    fn empty_story_is_empty() {
        check(&[], "");
    }
}
