//! Vectors of few dimensions: their products, bases at right angles, and groups of those that point the same way.

use crate::parallel;
use crate::random::Random;

/// Dimensions of a vector.
pub(crate) const DIMENSIONS: usize = 64;
/// Sums that a product is made of, so that the processor can do them side by side.
const LANES: usize = 8;
/// How often the groups are made anew.
const ROUNDS: usize = 12;

/// A point, or a direction.
pub(crate) type Vector = [f32; DIMENSIONS];

/// Adds `factor` times a vector.
pub(crate) fn add(sum: &mut Vector, vector: &Vector, factor: f32) {
    sum.iter_mut().zip(vector).for_each(|(s, x)| *s += factor * x);
}

/// Makes the length 1, if it is not 0.
pub(crate) fn normalize(vector: &mut Vector) {
    let length = dot(vector, vector).sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|x| *x /= length);
    }
}

fn dot(a: &Vector, b: &Vector) -> f32 {
    let mut sums = [0.0; LANES];
    for (a, b) in a.as_chunks::<LANES>().0.iter().zip(b.as_chunks::<LANES>().0) {
        for lane in 0..LANES {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sums.iter().sum()
}

/// Brings the columns of a tall matrix to right angles and to length 1 (modified Gram and Schmidt).
pub(crate) fn orthogonalize(rows: &mut [Vector]) {
    for column in 0..DIMENSIONS {
        for before in 0..column {
            let product: f32 = rows.iter().map(|r| r[column] * r[before]).sum();
            rows.iter_mut().for_each(|r| r[column] -= product * r[before]);
        }
        let length = rows.iter().map(|r| r[column] * r[column]).sum::<f32>().sqrt().max(1e-12);
        rows.iter_mut().for_each(|r| r[column] /= length);
    }
}

/// The middles of `k` groups, and the group of each vector (k-means, Lloyd 1982), by cosine.
///
/// The groups start from some of the first vectors.
pub(crate) fn group(vectors: &[Vector], k: usize, random: &mut Random) -> (Vec<Vector>, Vec<usize>) {
    let mut starts: Vec<usize> = (0..vectors.len().min(k * 4)).collect();
    random.shuffle(&mut starts);
    let mut middles: Vec<Vector> = starts.iter().take(k).map(|n| vectors[*n]).collect();
    let mut groups = Vec::new();
    for _ in 0..ROUNDS {
        groups = parallel::map(vectors, |vector| nearest(vector, &middles));
        let mut sums = vec![[0.0; DIMENSIONS]; middles.len()];
        for (vector, group) in vectors.iter().zip(&groups) {
            add(&mut sums[*group], vector, 1.0);
        }
        for (middle, sum) in middles.iter_mut().zip(sums) {
            // A group that lost all its vectors stays where it is.
            if sum.iter().any(|x| *x != 0.0) {
                *middle = sum;
                normalize(middle);
            }
        }
    }
    (middles, groups)
}

/// The first of the nearest middles.
fn nearest(vector: &Vector, middles: &[Vector]) -> usize {
    let mut best = (f32::NEG_INFINITY, 0);
    for (n, middle) in middles.iter().enumerate() {
        let product = dot(vector, middle);
        if product > best.0 {
            best = (product, n);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_of_one_direction_are_one_group() {
        let along = |d: usize, also: f32| {
            let mut v = [0.0; DIMENSIONS];
            (v[d], v[d + 2]) = (1.0, also);
            v
        };
        let vectors = [along(0, 0.0), along(1, 0.0), along(0, 0.1), along(1, 0.1), along(0, -0.1)];
        let (_, groups) = group(&vectors, 2, &mut Random::new(1));
        assert_eq!(groups[0], groups[2]);
        assert_eq!(groups[0], groups[4]);
        assert_eq!(groups[1], groups[3]);
    }

    #[test]
    fn columns_come_to_right_angles() {
        let mut random = Random::new(1);
        let mut rows: Vec<Vector> = (0..100).map(|_| std::array::from_fn(|_| random.share() - 0.5)).collect();
        orthogonalize(&mut rows);
        let product = |a: usize, b: usize| rows.iter().map(|r| r[a] * r[b]).sum::<f32>();
        assert!(product(3, 40).abs() < 1e-4 && (product(7, 7) - 1.0).abs() < 1e-4);
    }
}
