//! What stands near to what: within some words, in one sentence, in a sentence that reports speech.

use super::matches::merge;
use super::query::Reach;
use crate::model::Span;
use crate::text;

/// The spans of both sides that stand near to one of the other side without overlapping it: sorted, without overlap.
/// Both sides are sorted and without overlap in themselves.
pub(super) fn near(left: &[Span], right: &[Span], reach: Reach, text: &str) -> Vec<Span> {
    if left.is_empty() || right.is_empty() {
        return Vec::new();
    }
    let mut found = match reach {
        Reach::Words(n) => within_words(left, right, n as usize, text),
        Reach::Sentence => in_sentence(left, right, text),
    };
    found.dedup();
    merge(found)
}

fn within_words(left: &[Span], right: &[Span], n: usize, text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for span in left {
        // Of the other side, the nearest one before and the nearest one behind: others are farther.
        let before = right[..right.partition_point(|r| r.end <= span.start)].last();
        let behind = right.get(right.partition_point(|r| r.start < span.end));
        for (other, gap) in [
            (before, before.map(|b| Span { start: b.end, end: span.start })),
            (behind, behind.map(|b| Span { start: span.end, end: b.start })),
        ] {
            if let (Some(other), Some(gap)) = (other, gap)
                && fewer_words(gap.of(text), n)
            {
                found.extend([*span, *other]);
            }
        }
    }
    found
}

/// Whether `text` has fewer than `n` words.
fn fewer_words(text: &str, n: usize) -> bool {
    let mut words = text::words(text);
    (0..n).any(|_| words.next_word().is_none())
}

fn in_sentence(left: &[Span], right: &[Span], text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let within = |spans: &[Span], sentence: Span| {
        let start = spans.partition_point(|s| s.start < sentence.start);
        let end = spans.partition_point(|s| s.start < sentence.end);
        start..end.max(start)
    };
    for sentence in text::sentences(text) {
        let (left, right) = (&left[within(left, sentence)], &right[within(right, sentence)]);
        let apart = |span: &Span, others: &[Span]| others.iter().any(|o| !o.overlaps(*span));
        found.extend(left.iter().filter(|span| apart(span, right)));
        found.extend(right.iter().filter(|span| apart(span, left)));
    }
    found
}

/// Those of the spans (sorted) that begin in a sentence that reports speech.
pub(super) fn said(spans: &[Span], text: &str) -> Vec<Span> {
    let (mut found, mut known) = (Vec::new(), None::<(Span, bool)>);
    for span in spans {
        let (sentence, reports) = match known.filter(|(s, _)| s.contains(span.start as usize)) {
            Some(known) => known,
            None => {
                let sentence = text::sentence_at(text, span.start as usize);
                (sentence, text::reports_speech(sentence.of(text)))
            }
        };
        known = Some((sentence, reports));
        if reports {
            found.push(*span);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places of a word.
    fn places(word: &str, text: &str) -> Vec<Span> {
        text.match_indices(word).map(|(at, w)| Span::new(at, at + w.len())).collect()
    }

    fn check(text: &str, left: &str, reach: Reach, right: &str, expected: &[usize]) {
        let found = near(&places(left, text), &places(right, text), reach, text);
        let found: Vec<usize> = found.iter().map(|s| s.start as usize).collect();
        assert_eq!(found, expected, "{left} {reach:?} {right}");
    }

    #[test]
    fn words_are_near_in_either_order() {
        let text = "raid on the mayor; a mayor a raid";
        check(text, "raid", Reach::Words(3), "mayor", &[0, 12, 21, 29]);
        check(text, "raid", Reach::Words(2), "mayor", &[21, 29]);
        check(text, "raid", Reach::Words(1), "mayor", &[]);
        check(text, "a mayor", Reach::Words(1), "a raid", &[19, 27]);
    }

    #[test]
    fn nothing_is_near_to_itself() {
        check("the mayor", "mayor", Reach::Words(5), "mayor", &[]);
        check("the mayor", "mayor", Reach::Sentence, "mayor", &[]);
        check("mayor to mayor", "mayor", Reach::Sentence, "mayor", &[0, 9]);
    }

    #[test]
    fn a_sentence_is_a_border() {
        let text = "The raid. The mayor saw a raid.";
        check(text, "raid", Reach::Sentence, "mayor", &[14, 26]);
    }

    #[test]
    fn only_sentences_that_report_speech_count() {
        let text = "Roe left. Roe said no. “Roe”";
        let found: Vec<_> = said(&places("Roe", text), text).iter().map(|s| s.start).collect();
        assert_eq!(found, [10, 26]);
    }
}
