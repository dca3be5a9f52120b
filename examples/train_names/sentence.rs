//! A labelled sentence, and how the tags of its words become spans.
//!
//! `spans(["B-PER", "I-PER", "O"], …)` is `[(0, 2, Tag::Person)]`.

/// What a name names, as the training sets have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tag {
    /// A human being.
    Person,
    /// A company, party, team, office, band.
    Org,
    /// A country, town, region, river, building.
    Place,
    /// Any other name: peoples, events, works, products.
    Misc,
}

impl Tag {
    /// All tags; a tag's number (`tag as usize`) is its place here.
    pub(crate) const ALL: [Tag; 4] = [Tag::Person, Tag::Org, Tag::Place, Tag::Misc];
}

/// What the kinds of a set stand for; kinds that are not there are no names.
pub(crate) type Kinds = &'static [(&'static str, Tag)];

/// The kinds of CoNLL 2003, which many sets use.
pub(crate) const CONLL_KINDS: Kinds =
    &[("PER", Tag::Person), ("ORG", Tag::Org), ("LOC", Tag::Place), ("MISC", Tag::Misc)];

/// What a kind stands for.
pub(crate) fn tag_of(kind: &str, kinds: Kinds) -> Option<Tag> {
    kinds.iter().find(|(known, _)| *known == kind).map(|&(_, tag)| tag)
}

/// Words from `start` up to, not with, `end`, and what they name.
pub(crate) type TagSpan = (usize, usize, Tag);

/// The words of a sentence and the names among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// The words as the set has them; none is empty.
    pub words: Vec<String>,
    /// Ranges of words, not empty, in their order, without overlap.
    pub spans: Vec<TagSpan>,
}

/// The spans of a sentence's tags (`O`, `B-kind`, `I-kind`).
///
/// `label` says what a kind stands for; kinds that it has nothing for are outside, as are tags without a
/// hyphen. A span begins at `B-`, and where the kind changes: sets that write only `I-` are read right too.
pub(crate) fn spans<'a, T>(
    tags: impl IntoIterator<Item = &'a str>,
    label: impl Fn(&str) -> Option<T>,
) -> Vec<(usize, usize, T)> {
    let mut spans: Vec<(usize, usize, T)> = Vec::new();
    let mut open: Option<&str> = None;
    for (idx, tag) in tags.into_iter().enumerate() {
        let Some((place, kind)) = tag.split_once('-') else {
            open = None;
            continue;
        };
        if let Some(tag) = label(kind) {
            match spans.last_mut() {
                Some(last) if place != "B" && open == Some(kind) => last.1 = idx + 1,
                _ => spans.push((idx, idx + 1, tag)),
            }
        }
        open = Some(kind);
    }
    spans
}

/// Sentences for tests: words apart by spaces.
#[cfg(test)]
pub(crate) fn sentence(words: &str, spans: &[TagSpan]) -> Sentence {
    Sentence { words: words.split(' ').map(str::to_owned).collect(), spans: spans.to_vec() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tags: &str, expected: &[TagSpan]) {
        let label = |kind: &str| match kind {
            "PER" => Some(Tag::Person),
            "LOC" | "river" => Some(Tag::Place),
            _ => None,
        };
        assert_eq!(spans(tags.split(' '), label), expected, "{tags}");
    }

    #[test]
    fn begin_and_inside_make_one_span() {
        check("O B-PER I-PER O", &[(1, 3, Tag::Person)]);
    }

    #[test]
    fn begin_ends_the_span_before() {
        check("B-PER B-PER I-PER", &[(0, 1, Tag::Person), (1, 3, Tag::Person)]);
    }

    #[test]
    fn inside_alone_begins_where_the_kind_changes() {
        check("I-PER I-PER I-LOC O I-LOC", &[(0, 2, Tag::Person), (2, 3, Tag::Place), (4, 5, Tag::Place)]);
    }

    #[test]
    fn kinds_of_one_tag_stay_apart() {
        check("B-LOC I-river", &[(0, 1, Tag::Place), (1, 2, Tag::Place)]);
    }

    #[test]
    fn unknown_kinds_are_outside() {
        check("B-PER B-date I-date I-PER odd", &[(0, 1, Tag::Person), (3, 4, Tag::Person)]);
    }

    #[test]
    fn the_number_of_a_tag_is_its_place() {
        assert!(Tag::ALL.iter().enumerate().all(|(idx, &tag)| tag as usize == idx));
    }
}
