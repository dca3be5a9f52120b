//! What a query marks in a story: spans of the text and of the title, and the sentence that shows it best.

use super::names::Wanted;
use super::near;
use super::query::{Query, TextField};
use super::scan::{Scan, spans_inside};
use crate::model::{Field, MarkKind, Span, Story};
use crate::text;

/// Most spans of one term in one text: more than anybody steps through, and a pattern that matches
/// everywhere in a long text stays cheap.
const MAX_SPANS: usize = 2000;

/// The spans of the story's text that match the query's words, phrases and names: sorted, without overlap.
/// What stands behind `-` marks nothing.
pub fn matches(query: &Query, story: &Story<'_>) -> Vec<Span> {
    let terms = query.positive();
    merge(terms.into_iter().flat_map(|term| in_text(term, story, MAX_SPANS)).collect())
}

/// The sentences of the story's text with a match, all of them, each with the matches in it.
pub fn sentences_with(query: &Query, story: &Story<'_>) -> Vec<(Span, Vec<Span>)> {
    let terms = query.positive();
    let spans = merge(terms.into_iter().flat_map(|term| in_text(term, story, usize::MAX)).collect());
    in_sentences(story.text(), &spans)
}

/// The sentences of `text` in which one of `spans` (sorted) begins, each with those spans, cut to the sentence.
pub fn in_sentences(text: &str, spans: &[Span]) -> Vec<(Span, Vec<Span>)> {
    let (mut out, mut at) = (Vec::new(), 0);
    if spans.is_empty() {
        return out;
    }
    for sentence in text::sentences(text) {
        let mut inside = Vec::new();
        while let Some(span) = spans.get(at).filter(|s| s.start < sentence.end) {
            if span.start >= sentence.start {
                inside.push(Span { end: span.end.min(sentence.end), ..*span });
            }
            at += 1;
        }
        if !inside.is_empty() {
            out.push((sentence, inside));
        }
    }
    out
}

/// The same in [`Story::title`].
pub fn title_matches(query: &Query, story: &Story<'_>) -> Vec<Span> {
    let terms = query.positive();
    merge(terms.into_iter().flat_map(|term| in_title(term, story, MAX_SPANS)).collect())
}

/// The sentence of the story that shows best why it matches, with the matches in it (spans of the story's
/// text); the first content sentence where nothing in the text matches. Best is the one with the most
/// different terms, of equal ones the first.
pub fn snippet(query: &Query, story: &Story<'_>) -> (Span, Vec<Span>) {
    let sentences = text::sentences(story.text());
    let mut found: Vec<(Span, usize)> = Vec::new();
    for (n, term) in query.positive().into_iter().enumerate() {
        found.extend(in_text(term, story, MAX_SPANS).into_iter().map(|span| (span, n)));
    }
    found.sort_unstable();
    let Some(best) = most_terms(&sentences, &found) else {
        return (first_content(&sentences, story), Vec::new());
    };
    let inside = found.iter().filter(|(span, _)| span.overlaps(best)).map(|(span, _)| {
        let (start, end) = (span.start.max(best.start), span.end.min(best.end));
        Span { start, end }
    });
    (best, merge(inside.collect()))
}

/// The first of the sentences in which the most different terms begin; `None` where no term does.
/// Both slices are sorted.
fn most_terms(sentences: &[Span], found: &[(Span, usize)]) -> Option<Span> {
    let (mut best, mut most) = (None, 0);
    let (mut at, mut terms) = (0, Vec::new());
    for sentence in sentences {
        terms.clear();
        while let Some((span, term)) = found.get(at).filter(|(span, _)| span.start < sentence.end) {
            if span.start >= sentence.start {
                terms.push(*term);
            }
            at += 1;
        }
        terms.sort_unstable();
        terms.dedup();
        if terms.len() > most {
            (best, most) = (Some(*sentence), terms.len());
        }
    }
    best
}

/// The first sentence that is neither the title nor a byline, credit or share bar; the first of all where
/// there is none.
fn first_content(sentences: &[Span], story: &Story<'_>) -> Span {
    let title = story.title_span().unwrap_or_default();
    let mut marks = story.marks().filter(|m| m.kind != MarkKind::Dateline).peekable();
    for sentence in sentences {
        while marks.next_if(|m| m.span.end < sentence.end).is_some() {}
        let mark = marks.peek().is_some_and(|m| m.span.covers(*sentence));
        if !mark && !title.covers(*sentence) {
            return *sentence;
        }
    }
    sentences.first().copied().unwrap_or_default()
}

/// The spans of the story's text that a part matches, at most `most` of each kind.
pub(super) fn in_text(term: &Query, story: &Story<'_>, most: usize) -> Vec<Span> {
    match term {
        Query::Name(_) | Query::Key(_) => named(term, story, Field::Text),
        Query::Said(name) => near::said(&named(name, story, Field::Text), story.text()),
        Query::Near(left, reach, right) => {
            let side = |query: &Query| places(query, &|term| in_text(term, story, most));
            near::near(&side(left), &side(right), *reach, story.text())
        }
        Query::Field(TextField::Title, _) => match story.title_span() {
            Some(title) => shift(in_title(term, story, most), title),
            None => Vec::new(),
        },
        Query::Field(TextField::Text, phrase) => Scan::phrase(phrase).spans(story.text(), most),
        _ => in_string(term, story.text(), most),
    }
}

/// The spans of the story's title that a part matches, at most `most` of each kind.
pub(super) fn in_title(term: &Query, story: &Story<'_>, most: usize) -> Vec<Span> {
    match (term, story.title_span()) {
        (Query::Name(_) | Query::Key(_), None) => named(term, story, Field::Title),
        (Query::Said(name), None) => near::said(&named(name, story, Field::Title), story.title()),
        (Query::Near(left, reach, right), None) => {
            let side = |query: &Query| places(query, &|term| in_title(term, story, most));
            near::near(&side(left), &side(right), *reach, story.title())
        }
        (Query::Name(_) | Query::Key(_) | Query::Said(_) | Query::Near(..), Some(title)) => {
            let inside = in_text(term, story, most).into_iter().filter(|s| title.covers(*s));
            inside.map(|s| Span { start: s.start - title.start, end: s.end - title.start }).collect()
        }
        (Query::Field(TextField::Title, phrase), _) => Scan::phrase(phrase).spans(story.title(), most),
        (Query::Field(TextField::Text, phrase), Some(_)) => Scan::phrase(phrase).spans(story.title(), most),
        (term, _) => in_string(term, story.title(), most),
    }
}

fn shift(spans: Vec<Span>, title: Span) -> Vec<Span> {
    spans.into_iter().map(|s| s.shift(title.start as usize)).collect()
}

/// The places of one side of a `Near`, sorted.
fn places(side: &Query, of: &dyn Fn(&Query) -> Vec<Span>) -> Vec<Span> {
    merge(side.positive().into_iter().flat_map(of).collect())
}

/// Words, letters and patterns, which are looked for in title and text alike.
fn in_string(term: &Query, string: &str, most: usize) -> Vec<Span> {
    match term {
        Query::Words(phrase) => Scan::phrase(phrase).spans(string, most),
        Query::Case(words) => Scan::exact(words).spans(string, most),
        Query::Inside(letters) => spans_inside(letters, string, most),
        Query::Regex(pattern) => {
            let all = pattern.regex.find_iter(string).take(most);
            all.map(|m| Span::new(m.start(), m.end())).filter(|s| !s.is_empty()).collect()
        }
        Query::All | Query::And(_) | Query::Or(_) | Query::Not(_) => Vec::new(),
        Query::Name(_) | Query::Key(_) | Query::Field(..) | Query::Part(..) => Vec::new(),
        Query::Near(..) | Query::Said(_) | Query::Like(_) | Query::Is(_) | Query::Tag(_) => Vec::new(),
        Query::Day(_) | Query::Shared { .. } | Query::IsCopy | Query::CopyOf(_) => Vec::new(),
    }
}

/// The story's mentions of the entities that the term means, sorted.
fn named(term: &Query, story: &Story<'_>, field: Field) -> Vec<Span> {
    let Some(wanted) = Wanted::of(term, story.snapshot().links()) else { return Vec::new() };
    let mut entities = story.entities();
    entities.retain(|e| wanted.fits(*e));
    let mentions = story.mentions().filter(|m| m.field == field);
    mentions.filter(|m| m.entity.is_some_and(|e| entities.contains(&e))).map(|m| m.span).collect()
}

/// Sorts spans and makes one of those that overlap.
pub(super) fn merge(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut().filter(|last| span.start < last.end) {
            Some(last) => last.end = last.end.max(span.end),
            None => out.push(span),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_spans_become_one_and_touching_ones_stay() {
        let spans = [(4, 9), (0, 2), (2, 4), (5, 6), (8, 12)].map(|(a, b)| Span::new(a, b));
        assert_eq!(merge(spans.to_vec()), [(0, 2), (2, 4), (4, 12)].map(|(a, b)| Span::new(a, b)));
    }

    #[test]
    fn spans_are_grouped_by_sentence() {
        let text = "One two. Three four. Five.";
        let spans = [(0, 3), (4, 7), (21, 25)].map(|(a, b)| Span::new(a, b));
        let found: Vec<_> =
            in_sentences(text, &spans).into_iter().map(|(s, inside)| (s.of(text), inside.len())).collect();
        assert_eq!(found, [("One two.", 2), ("Five.", 1)]);
        assert_eq!(in_sentences(text, &[]), []);
    }

    #[test]
    fn the_first_sentence_with_the_most_terms_is_best() {
        let sentences = [(0, 10), (11, 20), (21, 30)].map(|(a, b)| Span::new(a, b));
        let found = |list: &[(usize, usize)]| -> Vec<(Span, usize)> {
            list.iter().map(|(at, term)| (Span::new(*at, at + 1), *term)).collect()
        };
        assert_eq!(
            most_terms(&sentences, &found(&[(1, 0), (2, 0), (12, 0), (14, 1), (22, 0), (23, 1)]))
                .unwrap()
                .start,
            11
        );
        assert_eq!(most_terms(&sentences, &found(&[(22, 0)])).unwrap().start, 21);
        assert_eq!(most_terms(&sentences, &[]), None);
    }
}
