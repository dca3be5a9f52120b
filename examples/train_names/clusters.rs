//! Word clusters: words that stand between the same words. Sentences in; words with the number of their cluster out.
//!
//! Each word is described by how much more often than by chance (positive pointwise mutual information) each of the
//! most frequent words stands right before and right behind it; the table is reduced to a few dimensions (randomised
//! singular value decomposition, Halko et al. 2011), and the rows are grouped by k-means, the groups again, twice.

use std::collections::BTreeMap;

use newshound::ner::weights::Wider;
use rustc_hash::FxHashMap;

use crate::parallel;
use crate::random::Random;
use crate::vectors::{self, DIMENSIONS, Vector};

/// Words seen less often say nothing.
const MIN_COUNT: u32 = 3;
/// Frequent words that count as neighbours, on each side.
const NEIGHBOURS: u32 = 2000;
/// Columns of the table: for each neighbour, and the edge of the sentence, before and behind.
const COLUMNS: u32 = 2 * (NEIGHBOURS + 1);
/// Groups of words, groups of groups, groups of those.
const SIZES: [usize; 3] = [1000, 256, 64];
/// Times that the basis of the reduction is made better.
const ITERATIONS: usize = 4;

/// The neighbours of a word (columns of the table) with their association.
type Row = Vec<(u32, f32)>;

/// What was found.
pub(crate) struct Clusters {
    /// Folded words with their cluster, from 0; the most frequent first.
    pub words: Vec<(String, u16)>,
    /// For each cluster those that it is part of.
    pub wider: Vec<Wider>,
}

/// Groups the words of sentences.
pub(crate) fn cluster(sentences: &[Vec<String>]) -> Clusters {
    let folded: Vec<Vec<String>> = parallel::map(sentences, |s| s.iter().map(|w| fold(w)).collect());
    let words = vocabulary(&folded);
    let table = associations(&folded, &words);
    let mut random = Random::new(7);
    let vectors = reduce(&table, &mut random);
    let (fine, of_words) = vectors::group(&vectors, SIZES[0], &mut random);
    let (middle, of_fine) = vectors::group(&fine, SIZES[1], &mut random);
    let (_, of_middle) = vectors::group(&middle, SIZES[2], &mut random);
    let wider = of_fine.iter().map(|m| Wider { middle: *m as u16, coarse: of_middle[*m] as u8 }).collect();
    let words = words.iter().zip(&of_words).map(|(w, c)| ((*w).to_owned(), *c as u16)).collect();
    Clusters { words, wider }
}

/// Small letters, and 0 for every digit.
fn fold(word: &str) -> String {
    word.to_lowercase().chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
}

/// The words seen often enough, the most frequent first.
fn vocabulary(sentences: &[Vec<String>]) -> Vec<&str> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for word in sentences.iter().flatten() {
        *counts.entry(word).or_default() += 1;
    }
    let mut words: Vec<(&str, u32)> = counts.into_iter().filter(|c| c.1 >= MIN_COUNT).collect();
    // Stable: words of one count stay in the order of the alphabet.
    words.sort_by_key(|word| std::cmp::Reverse(word.1));
    words.into_iter().map(|word| word.0).collect()
}

/// For each word its row of the table.
fn associations(sentences: &[Vec<String>], words: &[&str]) -> Vec<Row> {
    let numbers: FxHashMap<&str, u32> = words.iter().zip(0..).map(|(w, n)| (*w, n)).collect();
    let mut counts: Vec<BTreeMap<u32, f32>> = vec![BTreeMap::new(); words.len()];
    let mut by_column = vec![0.0f32; COLUMNS as usize];
    for sentence in sentences {
        let ids: Vec<Option<u32>> = sentence.iter().map(|w| numbers.get(w.as_str()).copied()).collect();
        for (n, id) in ids.iter().enumerate() {
            let Some(id) = id else { continue };
            let before = if n == 0 { Some(NEIGHBOURS) } else { ids[n - 1] };
            let behind = ids.get(n + 1).copied().unwrap_or(Some(NEIGHBOURS));
            for (side, word) in [(0, before), (1, behind)] {
                if let Some(word) = word.filter(|w| *w <= NEIGHBOURS) {
                    let column = word * 2 + side;
                    *counts[*id as usize].entry(column).or_default() += 1.0;
                    by_column[column as usize] += 1.0;
                }
            }
        }
    }
    // The power of 0.75: rare neighbours are overrated otherwise (Levy et al. 2015).
    let smooth: Vec<f32> = by_column.iter().map(|c| c.sqrt() * c.sqrt().sqrt()).collect();
    let total: f32 = smooth.iter().sum();
    counts.iter().map(|row| positive(row, &smooth, total)).collect()
}

/// The association of a word's neighbours, where it is more than by chance.
fn positive(counts: &BTreeMap<u32, f32>, by_column: &[f32], total: f32) -> Row {
    let sum: f32 = counts.values().sum();
    let value = |(c, n): (&u32, &f32)| (*c, libm::logf(n * total / (sum * by_column[*c as usize])));
    counts.iter().map(value).filter(|cell| cell.1 > 0.0).collect()
}

/// The rows of the table in few dimensions, each of length 1.
fn reduce(table: &[Row], random: &mut Random) -> Vec<Vector> {
    let mut basis: Vec<Vector> =
        (0..COLUMNS).map(|_| std::array::from_fn(|_| random.share() - 0.5)).collect();
    let mut rows = Vec::new();
    for _ in 0..ITERATIONS {
        vectors::orthogonalize(&mut basis);
        rows = parallel::map(table, |row| {
            let mut sum = [0.0; DIMENSIONS];
            row.iter().for_each(|(c, value)| vectors::add(&mut sum, &basis[*c as usize], *value));
            sum
        });
        basis.fill([0.0; DIMENSIONS]);
        for (row, vector) in table.iter().zip(&rows) {
            row.iter().for_each(|(c, value)| vectors::add(&mut basis[*c as usize], vector, *value));
        }
    }
    rows.iter_mut().for_each(vectors::normalize);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(lines: &[&str]) -> Vec<Vec<String>> {
        lines.iter().map(|line| line.split(' ').map(fold).collect()).collect()
    }

    #[test]
    fn words_are_folded_and_rare_ones_left_out() {
        let sentences = sentences(&["Ada 12", "ada 34", "ADA 56", "Bo"]);
        assert_eq!(vocabulary(&sentences), ["00", "ada"]);
    }

    #[test]
    fn words_between_the_same_words_have_the_same_rows() {
        let sentences = sentences(&["we eat bread .", "we eat cake ."].repeat(3));
        let words = vocabulary(&sentences);
        let table = associations(&sentences, &words);
        let row = |word: &str| &table[words.iter().position(|w| *w == word).unwrap()];
        assert_eq!(row("bread"), row("cake"));
        assert_ne!(row("bread"), row("we"));
    }
}
