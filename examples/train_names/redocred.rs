//! Reads Re-DocRED: the openings of Wikipedia articles in JSON, each with its entities and their mentions.
//!
//! One file's JSON in, stories out, not cleaned. Of mentions that overlap the one named first counts.

use anyhow::Result;
use serde::Deserialize;

use crate::sentence::{CONLL_KINDS, Sentence, tag_of};

#[derive(Deserialize)]
struct Article {
    sents: Vec<Vec<String>>,
    #[serde(rename = "vertexSet")]
    entities: Vec<Vec<Mention>>,
}

#[derive(Deserialize)]
struct Mention {
    #[serde(rename = "type")]
    kind: String,
    /// The first word and the one after the last, in the sentence.
    pos: (usize, usize),
    sent_id: usize,
}

/// The stories of a file.
///
/// # Errors
/// The text is not the JSON of such a file.
pub(crate) fn stories(json: &str) -> Result<Vec<Vec<Sentence>>> {
    let articles: Vec<Article> = serde_json::from_str(json)?;
    Ok(articles.into_iter().map(story).collect())
}

fn story(article: Article) -> Vec<Sentence> {
    let sentence =
        |words: Vec<String>| Sentence { words: words.into_iter().map(visible).collect(), spans: vec![] };
    let mut sentences: Vec<Sentence> = article.sents.into_iter().map(sentence).collect();
    for mention in article.entities.iter().flatten() {
        let (start, end) = mention.pos;
        // Times and numbers are annotated too; they are no names.
        let Some(tag) = tag_of(&mention.kind, CONLL_KINDS) else { continue };
        let Some(sentence) = sentences.get_mut(mention.sent_id) else { continue };
        let apart = sentence.spans.iter().all(|&(from, to, _)| end <= from || to <= start);
        if apart && start < end && end <= sentence.words.len() {
            sentence.spans.push((start, end, tag));
        }
    }
    for sentence in &mut sentences {
        sentence.spans.sort_unstable();
    }
    sentences
}

/// Spaces that stand as a word (there are some hundred) become a line, so that a word is always seen.
fn visible(word: String) -> String {
    if word.trim().is_empty() { "_".to_owned() } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence::{Tag, sentence};

    fn check(words: &str, mentions: &[(&str, usize, usize)], expected: Sentence) {
        let words: Vec<&str> = words.split(' ').map(|word| word.trim_matches('~')).collect();
        let mentions: Vec<_> = mentions
            .iter()
            .map(|(kind, start, end)| serde_json::json!([{"type": kind, "pos": [start, end], "sent_id": 0}]))
            .collect();
        let json = serde_json::json!([{"title": "", "sents": [words], "vertexSet": mentions}]).to_string();
        assert_eq!(stories(&json).unwrap(), [[expected]]);
    }

    #[test]
    fn mentions_are_sorted() {
        let expected = sentence("Ada of Oslo", &[(0, 1, Tag::Person), (2, 3, Tag::Place)]);
        check("Ada of Oslo", &[("LOC", 2, 3), ("PER", 0, 1)], expected);
    }

    #[test]
    fn first_of_overlapping_mentions_counts() {
        check("Oslo Choir", &[("ORG", 0, 2), ("LOC", 0, 1)], sentence("Oslo Choir", &[(0, 2, Tag::Org)]));
    }

    #[test]
    fn times_and_mentions_outside_the_sentence_are_left_out() {
        check("May 1 Oslo", &[("TIME", 0, 2), ("LOC", 2, 9), ("LOC", 2, 2)], sentence("May 1 Oslo", &[]));
    }

    #[test]
    fn spaces_become_a_visible_word() {
        check("Ada ~\u{a0}~ slept", &[], sentence("Ada _ slept", &[]));
    }

    #[test]
    fn other_json_is_an_error() {
        assert!(stories("{}").is_err());
    }
}
