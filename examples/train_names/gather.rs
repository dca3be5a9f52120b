//! Gathers the sentences of GMB into stories: it has them in the order of its documents, but not where these
//! end.
//!
//! Sentences in, stories out, in the same order: "Oslo sings." and "It rains in Oslo." are one story, "Bern
//! sleeps." is the next. How the numbers were chosen is not recorded.

use std::collections::HashSet;

use crate::sentence::Sentence;

/// A story has at most so many sentences.
const MAX_SENTENCES: usize = 14;
/// A sentence goes on with the story if it shares a word with one of so many before it.
const REACH: usize = 4;

/// Gathers sentences that follow each other and share a word with a capital into stories.
pub(crate) fn gather(sentences: Vec<Sentence>) -> Vec<Vec<Sentence>> {
    let words: Vec<HashSet<&str>> = sentences.iter().map(telling_words).collect();
    let mut lens: Vec<usize> = Vec::new();
    for (idx, telling) in words.iter().enumerate() {
        let before = |len: usize| &words[idx - len.min(REACH)..idx];
        let goes_on = |len: usize| telling.is_empty() || before(len).iter().any(|w| !w.is_disjoint(telling));
        match lens.last_mut() {
            Some(len) if *len < MAX_SENTENCES && goes_on(*len) => *len += 1,
            _ => lens.push(1),
        }
    }
    let mut sentences = sentences.into_iter();
    lens.into_iter().map(|len| sentences.by_ref().take(len).collect()).collect()
}

/// Words with a capital that tell stories apart: not the short ones, not the days of the week.
fn telling_words(sentence: &Sentence) -> HashSet<&str> {
    let telling = |word: &&str| {
        word.starts_with(char::is_uppercase) && word.chars().count() > 3 && !word.ends_with("day")
    };
    sentence.words.iter().map(String::as_str).filter(telling).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence::sentence;

    fn check_stories(sentences: &[&str], expected_lens: &[usize]) {
        let stories = gather(sentences.iter().map(|words| sentence(words, &[])).collect());
        assert_eq!(stories.iter().map(Vec::len).collect::<Vec<_>>(), expected_lens, "{sentences:?}");
    }

    #[test]
    fn shared_words_make_a_story() {
        check_stories(
            &["Moundou burns", "Nobody helps Moundou", "Oslo sings on Monday", "Bern on Monday"],
            &[2, 1, 1],
        );
    }

    #[test]
    fn sentences_without_telling_words_go_on() {
        check_stories(&["it burns", "it rains", "Oslo sings", "we go"], &[2, 2]);
    }

    #[test]
    fn words_out_of_reach_are_not_shared() {
        check_stories(&["Oslo sings", "a", "b", "c", "Oslo sings", "d"], &[6]);
        check_stories(&["Oslo sings", "a", "b", "c", "d", "Oslo sings"], &[5, 1]);
    }

    #[test]
    fn stories_are_short() {
        check_stories(&["Oslo"; 20], &[14, 6]);
    }
}
