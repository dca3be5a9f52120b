//! How well documents are tagged: exact spans with their kinds, counted over all documents of a set.

use std::fmt::Write;

use newshound::ner::features::Features;
use newshound::ner::tagger::{self, OUTSIDE, begins, kind};
use newshound::ner::weights::{Blob, Model};

use crate::parallel;
use crate::samples::{Document, gold, read};
use crate::sets::Tag;

/// A name: the range of its tokens, and its [`Tag`] as a number.
type Name = (usize, usize, usize);
/// One of the two ways to tag.
type Pass = fn(&Features<'_>, &Model) -> Vec<u8>;

/// The first tags word by word, the second adds what the story says elsewhere.
const PASSES: [(&str, Pass); 2] = [("one", tagger::tag_once), ("both", tagger::tag)];

/// Counts of one kind of name.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Counts {
    found: usize,
    gold: usize,
    right: usize,
}

impl Counts {
    fn plus(self, other: Counts) -> Counts {
        Counts {
            found: self.found + other.found,
            gold: self.gold + other.gold,
            right: self.right + other.right,
        }
    }

    fn precision(self) -> f64 {
        100.0 * self.right as f64 / self.found.max(1) as f64
    }

    fn recall(self) -> f64 {
        100.0 * self.right as f64 / self.gold.max(1) as f64
    }

    fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.found + self.gold).max(1) as f64
    }
}

/// The table of scores, as TSV. `all` and the columns before it are of persons, organizations and places.
pub(crate) fn table(sets: &[(&str, Vec<Document>)], blob: &Blob) -> String {
    let mut out =
        "set\tpasses\tnames\tprecision\trecall\tall\tperson\torganization\tplace\tother\n".to_owned();
    for (set, documents) in sets {
        for (name, pass) in PASSES {
            let counts = count(documents, blob, pass);
            let all = counts[..3].iter().copied().fold(Counts::default(), Counts::plus);
            let _ = write!(out, "{set}\t{name}\t{}", all.gold);
            let figures = [all.precision(), all.recall(), all.f1()].into_iter();
            for figure in figures.chain(counts.map(Counts::f1)) {
                let _ = write!(out, "\t{figure:.1}");
            }
            out.push('\n');
        }
    }
    out
}

/// Counts by kind.
fn count(documents: &[Document], blob: &Blob, pass: Pass) -> [Counts; Tag::ALL.len()] {
    let one = |document: &Document| {
        let features = read(document, blob);
        compare(&names(&gold(&features, document)), &names(&pass(&features, &blob.model)))
    };
    let parts = parallel::map(documents, one);
    parts.into_iter().fold(Default::default(), |sums, part| std::array::from_fn(|k| sums[k].plus(part[k])))
}

fn compare(gold: &[Name], found: &[Name]) -> [Counts; Tag::ALL.len()] {
    std::array::from_fn(|kind| {
        let of_kind = |names: &[Name]| names.iter().filter(|name| name.2 == kind).count();
        let right = found.iter().filter(|name| name.2 == kind && gold.binary_search(name).is_ok()).count();
        Counts { found: of_kind(found), gold: of_kind(gold), right }
    })
}

/// The names that tags make, in order.
fn names(tags: &[u8]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (n, tag) in tags.iter().enumerate().filter(|(_, tag)| **tag != OUTSIDE) {
        match names.last_mut().filter(|_| !begins(*tag)) {
            Some(name) => name.1 = n + 1,
            None => names.push((n, n + 1, kind(*tag) - 1)),
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_make_names() {
        assert_eq!(names(&[1, 2, 1, 0, 5, 6, 6]), [(0, 2, 0), (2, 3, 0), (4, 7, 2)]);
    }

    #[test]
    fn a_name_is_right_with_its_span_and_kind() {
        let counts = compare(&[(0, 2, 0), (3, 4, 1), (5, 6, 2)], &[(0, 2, 0), (3, 4, 2), (5, 6, 2)]);
        assert_eq!(counts[0], Counts { found: 1, gold: 1, right: 1 });
        assert_eq!(counts[1], Counts { found: 0, gold: 1, right: 0 });
        assert_eq!(counts[2], Counts { found: 2, gold: 1, right: 1 });
        assert_eq!((counts[2].precision(), counts[2].recall()), (50.0, 100.0));
    }
}
