//! Stories to sentences to learn from: printed as text, read as the program reads it, with the tags of its tokens.

use newshound::ner::features::Features;
use newshound::ner::weights::Blob;
use rustc_hash::FxHashMap;

use crate::crf::Sample;
use crate::parallel;
use crate::render::{Rendered, render};
use crate::sets::{Set, Tag};

/// Features seen less often are not learnt.
const MIN_COUNT: u32 = 2;

/// The sets of each group but the last, which has the others. The weights of the first group are kept, so it holds
/// what is annotated as the program's names are.
const GROUPS: [&[&str]; 3] = [&["masc", "gmb-read", "ewt.dev", "wnut17.train"], &["gmb"], &["btc"]];

/// A story in print, with its names.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// Its text, and where its names stand.
    pub rendered: Rendered,
    /// Whether [`Tag::Misc`] is annotated.
    pub misc: bool,
    /// The set it is from.
    pub set: &'static str,
}

/// What is learnt from.
pub(crate) struct Samples {
    /// The sentences; their features are places in `features`.
    pub all: Vec<Sample>,
    /// The features, sorted.
    pub features: Vec<u32>,
}

/// The documents of a set.
pub(crate) fn documents(set: &Set) -> Vec<Document> {
    set.docs.iter().map(|doc| Document { rendered: render(doc), misc: set.misc, set: set.name }).collect()
}

/// Reads documents as the program does.
pub(crate) fn read<'a>(document: &'a Document, blob: &'a Blob) -> Features<'a> {
    Features::new(&document.rendered.text, 0, blob)
}

/// The samples of documents, read with the lists and clusters of `blob`.
pub(crate) fn samples(documents: &[Document], blob: &Blob) -> Samples {
    let parts = parallel::map(documents, |document| sentences(document, blob));
    let mut all: Vec<Sample> = parts.into_iter().flatten().collect();
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    for feature in all.iter().flat_map(|sample| &sample.features) {
        *counts.entry(*feature).or_default() += 1;
    }
    counts.retain(|_, count| *count >= MIN_COUNT);
    let mut features: Vec<u32> = counts.into_keys().collect();
    features.sort_unstable();
    let places: FxHashMap<u32, u32> = features.iter().zip(0..).map(|(f, n)| (*f, n)).collect();
    all.iter_mut().for_each(|sample| sample.renumber(|f| places.get(&f).copied()));
    Samples { all, features }
}

fn sentences(document: &Document, blob: &Blob) -> Vec<Sample> {
    let features = read(document, blob);
    let mut samples: Vec<Sample> = Vec::new();
    for (n, tag) in gold(&features, document).into_iter().enumerate() {
        if n == 0 || features.starts(n) {
            samples.push(Sample { group: group(document.set), ..Sample::default() });
        }
        if let Some(sample) = samples.last_mut() {
            features.each(n, &mut |feature| sample.features.push(feature));
            sample.ends.push(sample.features.len() as u32);
            sample.allowed.push(allowed(tag, document.misc));
        }
    }
    samples
}

fn group(set: &str) -> usize {
    GROUPS.iter().position(|sets| sets.contains(&set)).unwrap_or(GROUPS.len())
}

/// The tag of each token, by the names of the document.
///
/// A token that only half lies in a name is outside; what follows such a token, or the end of a sentence, begins anew.
pub(crate) fn gold(features: &Features<'_>, document: &Document) -> Vec<u8> {
    let mut names = document.rendered.spans.iter().peekable();
    let mut open = None;
    let mut inside = false;
    let tag = |(n, token): (usize, newshound::model::Span)| {
        let (start, end) = (token.start as usize, token.end as usize);
        while let Some(name) = names.next_if(|name| name.0 <= start) {
            open = Some(*name);
            inside = false;
        }
        let name = open.filter(|name| name.0 <= start && end <= name.1);
        let goes_on = inside && !features.starts(n);
        inside = name.is_some();
        name.map_or(0, |name| begin(name.2) + u8::from(goes_on))
    };
    features.spans().enumerate().map(tag).collect()
}

/// The tag that begins a name; the tag inside is one more.
fn begin(tag: Tag) -> u8 {
    2 * tag as u8 + 1
}

/// The tags that a token may have (a bit each), given the one annotated: where other kinds are not annotated, what is
/// outside may be one of those.
fn allowed(tag: u8, misc: bool) -> u16 {
    let others = 0b11 << begin(Tag::Misc);
    1 << tag | if tag == 0 && !misc { others } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence::sentence;

    fn document(misc: bool) -> Document {
        let story = [
            sentence("We met Ada Bell of Oslo .", &[(2, 4, Tag::Person), (5, 6, Tag::Place)]),
            sentence("Ada left .", &[(0, 1, Tag::Person)]),
        ];
        Document { rendered: render(&story), misc, set: "btc" }
    }

    #[test]
    fn names_are_tags_of_tokens() {
        let (document, blob) = (document(true), Blob::default());
        let tags = gold(&read(&document, &blob), &document);
        assert_eq!(tags, [0, 0, 1, 2, 0, 5, 0, 1, 0, 0]);
    }

    #[test]
    fn halves_of_tokens_are_outside() {
        let blob = Blob::default();
        let mut document = document(true);
        document.rendered.spans = vec![(0, 8, Tag::Org)];
        assert_eq!(gold(&read(&document, &blob), &document)[..4], [3, 4, 0, 0]);
    }

    #[test]
    fn sentences_are_samples_of_features_seen_twice() {
        let found = samples(&[document(true), document(false)], &Blob::default());
        assert_eq!(found.all.iter().map(|s| s.ends.len()).collect::<Vec<_>>(), [7, 3, 7, 3]);
        assert_eq!(found.all[0].features, found.all[2].features);
        assert_eq!((found.all[1].allowed[0], found.all[1].allowed[1]), (0b10, 0b1));
        assert_eq!(found.all[3].allowed[1], 0b1_1000_0001);
        assert_eq!(found.all[0].group, 2);
    }
}
