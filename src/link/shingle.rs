//! Runs of words ("shingles") by which near-copies of a story are known: wire copy, updates, reprints.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::model::Sketch;
use crate::text::words;

/// Words of a run: a turn of phrase is shorter, a changed sentence breaks few runs.
const RUN: usize = 8;
/// Texts of fewer words are no stories but what stands where one is missing ("This page is being updated"); that two
/// are equal says nothing.
const MIN_WORDS: usize = 2 * RUN;
/// Words of a text that are looked at; longer ones are books, and their beginning tells them.
const MAX_WORDS: usize = 50_000;

/// The hash of each run of a text, in order; none where the text is too short.
fn runs(text: &str) -> Vec<u64> {
    let mut hashes = Vec::with_capacity(text.len() / 6);
    let mut all = words(text);
    while hashes.len() < MAX_WORDS
        && let Some((_, word)) = all.next_word()
    {
        let mut hasher = FxHasher::default();
        hasher.write(word.as_bytes());
        hashes.push(hasher.finish());
    }
    let run = |words: &[u64]| {
        let sum = words.iter().fold(0u64, |sum, word| sum.rotate_left(7).wrapping_mul(5).wrapping_add(*word));
        mix(sum)
    };
    if hashes.len() < MIN_WORDS { Vec::new() } else { hashes.windows(RUN).map(run).collect() }
}

/// Spreads a number over all bits (the finalizer of splitmix64), so that its size says nothing of where it comes from.
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// The sketch of a text: each run falls into a class by its hash, and of each class the smallest rest counts. A class
/// without runs takes over what the next one has, turned by the distance, so that short texts can be compared too.
pub fn sketch(text: &str) -> Sketch {
    let mut smallest = [u64::MAX; Sketch::ROWS];
    let runs = runs(text);
    if runs.is_empty() {
        return Sketch::default();
    }
    for run in runs {
        let row = &mut smallest[(run % Sketch::ROWS as u64) as usize];
        *row = (*row).min(run / Sketch::ROWS as u64);
    }
    let full = |at: usize| smallest[at % Sketch::ROWS] != u64::MAX;
    let row = |at: usize| {
        let from = (at..at + Sketch::ROWS).find(|n| full(*n)).unwrap_or(at);
        let value = mix(smallest[from % Sketch::ROWS].wrapping_add((from - at) as u64));
        // Zero is what no text has.
        (value as u16).max(1)
    };
    Sketch(std::array::from_fn(row))
}

/// What share of their runs two texts have in common: 1 for equal ones (Jaccard's index).
pub(super) fn likeness(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    let sorted = |text: &str| {
        let mut runs = runs(text);
        runs.sort_unstable();
        runs.dedup();
        runs
    };
    let (a, b) = (sorted(a), sorted(b));
    let (mut i, mut j, mut both) = (0, 0, 0usize);
    while i < a.len() && j < b.len() {
        both += usize::from(a[i] == b[j]);
        (i, j) = (i + usize::from(a[i] <= b[j]), j + usize::from(b[j] <= a[i]));
    }
    match a.len() + b.len() - both {
        0 => 0.0,
        union => both as f64 / union as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The harbour council of Arden voted on Monday to close the old pier, which storms had \
                        damaged twice since the spring, and to ask the county for money.";

    #[test]
    fn equal_words_are_equal_whatever_stands_between() {
        let other = TEXT.replace(", ", " – ").to_uppercase();
        assert_eq!(sketch(TEXT), sketch(&other));
        assert!((likeness(TEXT, &other) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn likeness_is_the_share_of_common_runs() {
        let longer = format!("{TEXT} One more sentence stands here.");
        // 21 runs, and 5 more in the longer text.
        assert!((likeness(TEXT, &longer) - 21.0 / 26.0).abs() < 1e-9, "{}", likeness(TEXT, &longer));
        assert!(likeness(TEXT, "Nothing of this is in the other text, not one run of it.") < 1e-9);
    }

    #[test]
    fn sketches_agree_about_as_much_as_texts_do() {
        let make = |from: usize| (from..from + 400).map(|n| format!("word{n} ")).collect::<String>();
        let (a, b) = (make(0), make(100));
        let (x, y) = (sketch(&a), sketch(&b));
        let same = x.0.iter().zip(&y.0).filter(|(x, y)| x == y).count() as f64 / Sketch::ROWS as f64;
        // 293 of 493 runs; four standard deviations of 48 rows are 0.28.
        assert!((same - likeness(&a, &b)).abs() < 0.28, "{same} {}", likeness(&a, &b));
    }

    #[test]
    fn short_and_empty_texts() {
        for text in ["", " – !", "The page that you wanted is not here, look for it elsewhere"] {
            assert!(sketch(text).is_empty(), "{text}");
        }
        assert!(!sketch(TEXT).is_empty());
        assert!(likeness("", "—") < 1e-9);
    }
}
