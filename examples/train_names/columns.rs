//! Readers of the column formats: a word a line with its tag, an empty line after each sentence.
//!
//! Text and a table of its kinds in, stories of sentences out, not cleaned. `Ada B-PER` is a row.

use std::collections::HashMap;

use crate::sentence::{CONLL_KINDS, Kinds, Sentence, spans, tag_of};

/// Reads CoNLL columns: the first field of a line is the word, the last its tag.
///
/// `-DOCSTART-` begins a story. Lines of a single field are left out.
pub(crate) fn conll(text: &str, kinds: Kinds) -> Vec<Vec<Sentence>> {
    let (mut stories, mut story, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    for line in text.split('\n') {
        let begins = line.starts_with("-DOCSTART-");
        if begins || line.trim().is_empty() {
            story.extend(sentence(&rows, kinds));
            rows.clear();
        } else {
            let mut fields = line.split_whitespace();
            if let (Some(word), Some(tag)) = (fields.next(), fields.next_back()) {
                rows.push((word, tag));
            }
        }
        if begins && !story.is_empty() {
            stories.push(std::mem::take(&mut story));
        }
    }
    story.extend(sentence(&rows, kinds));
    if !story.is_empty() {
        stories.push(story);
    }
    stories
}

/// Makes each sentence a story of its own: for tweets and sets whose sentences are in no order.
pub(crate) fn apart(stories: Vec<Vec<Sentence>>) -> Vec<Vec<Sentence>> {
    stories.into_iter().flatten().map(|sentence| vec![sentence]).collect()
}

/// Reads the columns of Universal NER: number, word, tag, with the sentence's name in a comment above it.
///
/// Sentences whose names differ only in the last number are one story; stories stand as they begin. An
/// empty line ends each sentence, the last one too.
pub(crate) fn universal(text: &str) -> Vec<Vec<Sentence>> {
    let mut stories: Vec<Vec<Sentence>> = Vec::new();
    let mut story_idxs: HashMap<&str, usize> = HashMap::new();
    let (mut name, mut rows) = ("", Vec::new());
    for line in text.split('\n') {
        if let Some(comment) = line.strip_prefix('#') {
            if let Some((_, id)) = comment.split_once("sent_id =") {
                name = id.trim().rsplit_once('-').map_or(id.trim(), |(story, _)| story);
            }
        } else if !line.is_empty() {
            let mut fields = line.split('\t').skip(1);
            if let (Some(word), Some(tag)) = (fields.next(), fields.next()) {
                rows.push((word, tag));
            }
        } else if let Some(sentence) = sentence(&rows, CONLL_KINDS) {
            let idx = *story_idxs.entry(name).or_insert(stories.len());
            if idx == stories.len() {
                stories.push(Vec::new());
            }
            stories[idx].push(sentence);
            rows.clear();
        }
    }
    stories
}

/// The sentence of these words and tags, if there are any.
fn sentence(rows: &[(&str, &str)], kinds: Kinds) -> Option<Sentence> {
    (!rows.is_empty()).then(|| Sentence {
        words: rows.iter().map(|&(word, _)| word.to_owned()).collect(),
        spans: spans(rows.iter().map(|&(_, tag)| tag), |kind| tag_of(kind, kinds)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence::{Tag, sentence};

    #[test]
    fn docstart_begins_a_story() {
        let text = "-DOCSTART- O\n\nAda\tNNP\tB-PER\nslept\tVBD\tO\n\nOslo I-LOC\n\n-DOCSTART- O\n\nNo\tO\n";
        let expected = [
            vec![sentence("Ada slept", &[(0, 1, Tag::Person)]), sentence("Oslo", &[(0, 1, Tag::Place)])],
            vec![sentence("No", &[])],
        ];
        assert_eq!(conll(text, CONLL_KINDS), expected);
    }

    #[test]
    fn lines_of_one_field_are_left_out() {
        assert_eq!(
            conll("Ada B-PER\nstray\nslept O", CONLL_KINDS),
            [[sentence("Ada slept", &[(0, 1, Tag::Person)])]]
        );
    }

    #[test]
    fn apart_makes_stories_of_sentences() {
        let stories = apart(conll("One O\n\nTwo O\n", CONLL_KINDS));
        assert_eq!(stories, [[sentence("One", &[])], [sentence("Two", &[])]]);
    }

    #[test]
    fn universal_gathers_the_sentences_of_a_story() {
        let text = "# sent_id = mail-1-0001\n# text = Ada slept\n1\tAda\tB-PER\t-\t-\n2\tslept\tO\t-\t-\n\n\
                    # sent_id = blog-7-0001\n1\tHi\tB-OTH\t-\t-\n\n\
                    # sent_id = mail-1-0002\n1\tOslo\tB-LOC\t-\t-\n\n";
        let expected = [
            vec![sentence("Ada slept", &[(0, 1, Tag::Person)]), sentence("Oslo", &[(0, 1, Tag::Place)])],
            vec![sentence("Hi", &[])],
        ];
        assert_eq!(universal(text), expected);
    }

    #[test]
    fn empty_text_has_no_stories() {
        assert!(conll("", CONLL_KINDS).is_empty() && conll("\n\n-DOCSTART-\n", CONLL_KINDS).is_empty());
        assert!(universal("").is_empty());
    }
}
