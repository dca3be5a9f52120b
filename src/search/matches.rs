//! What a query marks in a story: spans of the text and of the title, and the sentence that shows it best.

use super::names::Wanted;
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
    merge(terms.into_iter().flat_map(|term| in_text(term, story)).collect())
}

/// The same in [`Story::title`].
pub fn title_matches(query: &Query, story: &Story<'_>) -> Vec<Span> {
    let terms = query.positive();
    merge(terms.into_iter().flat_map(|term| in_title(term, story)).collect())
}

/// The sentence of the story that shows best why it matches, with the matches in it (spans of the story's
/// text); the first content sentence where nothing in the text matches. Best is the one with the most
/// different terms, of equal ones the first.
pub fn snippet(query: &Query, story: &Story<'_>) -> (Span, Vec<Span>) {
    let sentences = text::sentences(story.text());
    let mut found: Vec<(Span, usize)> = Vec::new();
    for (n, term) in query.positive().into_iter().enumerate() {
        found.extend(in_text(term, story).into_iter().map(|span| (span, n)));
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

fn in_text(term: &Query, story: &Story<'_>) -> Vec<Span> {
    match term {
        Query::Name(_) | Query::Key(_) => named(term, story, Field::Text),
        Query::Field(TextField::Title, _) => match story.title_span() {
            Some(title) => in_title(term, story).into_iter().map(|s| s.shift(title.start as usize)).collect(),
            None => Vec::new(),
        },
        Query::Field(TextField::Text, phrase) => Scan::phrase(phrase).spans(story.text(), MAX_SPANS),
        _ => in_string(term, story.text()),
    }
}

fn in_title(term: &Query, story: &Story<'_>) -> Vec<Span> {
    match (term, story.title_span()) {
        (Query::Name(_) | Query::Key(_), None) => named(term, story, Field::Title),
        (Query::Name(_) | Query::Key(_), Some(title)) => {
            let inside = named(term, story, Field::Text).into_iter().filter(|s| title.covers(*s));
            inside.map(|s| Span { start: s.start - title.start, end: s.end - title.start }).collect()
        }
        (Query::Field(TextField::Title, phrase), _) => Scan::phrase(phrase).spans(story.title(), MAX_SPANS),
        (Query::Field(TextField::Text, phrase), Some(_)) => {
            Scan::phrase(phrase).spans(story.title(), MAX_SPANS)
        }
        (term, _) => in_string(term, story.title()),
    }
}

/// Words, letters and patterns, which are looked for in title and text alike.
fn in_string(term: &Query, string: &str) -> Vec<Span> {
    match term {
        Query::Words(phrase) => Scan::phrase(phrase).spans(string, MAX_SPANS),
        Query::Case(words) => Scan::exact(words).spans(string, MAX_SPANS),
        Query::Inside(letters) => spans_inside(letters, string, MAX_SPANS),
        Query::Regex(pattern) => {
            let all = pattern.regex.find_iter(string).take(MAX_SPANS);
            all.map(|m| Span::new(m.start(), m.end())).filter(|s| !s.is_empty()).collect()
        }
        Query::All | Query::And(_) | Query::Or(_) | Query::Not(_) => Vec::new(),
        Query::Name(_) | Query::Key(_) | Query::Field(..) | Query::Part(..) => Vec::new(),
        Query::Day(_) | Query::Shared { .. } | Query::IsCopy | Query::CopyOf(_) => Vec::new(),
    }
}

/// The story's mentions of the entities that the term means.
fn named(term: &Query, story: &Story<'_>, field: Field) -> Vec<Span> {
    let Some(wanted) = Wanted::of(term, story.snapshot().links()) else { return Vec::new() };
    let mut entities = story.entities();
    entities.retain(|e| wanted.fits(*e));
    let mentions = story.mentions().filter(|m| m.field == field);
    mentions.filter(|m| m.entity.is_some_and(|e| entities.contains(&e))).map(|m| m.span).collect()
}

/// Sorts spans and makes one of those that overlap.
fn merge(mut spans: Vec<Span>) -> Vec<Span> {
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
