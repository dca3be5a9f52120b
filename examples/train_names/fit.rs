//! Fits the model: learns from all features, keeps the best for the rows there are, learns on with those, and rounds.
//! Samples in, the rows of weights of the blob out.

use newshound::ner::weights::{FROM, Model, TAGS, UNIT, own, slot};

use crate::crf::{Crf, Options};
use crate::parallel;
use crate::samples::Samples;

/// The model has two to the power of this many rows. With 22 instead it was no better.
const BITS: u32 = 19;
/// With all features.
const FIRST: Options = Options { epochs: 4, rate: 0.15, dropout: 0.2 };
/// With those that are kept.
const SECOND: Options = Options { rate: 0.075, ..FIRST };
/// The model is the mean of as many, each learnt in an order of its own, with other features left out.
const SEEDS: [u64; 2] = [1, 2];
/// Transitions, in units of the blob, are no larger than this.
const MOST: f32 = 3000.0;

/// The model that the samples teach.
pub(crate) fn fit(mut samples: Samples) -> Model {
    let all = &samples.all;
    let learn = |seed: &u64| {
        let mut crf = Crf::new(samples.features.len());
        crf.train(all, FIRST, *seed);
        crf
    };
    let crfs = parallel::map(&SEEDS, learn);
    let rows = best(&samples, &crfs);
    let mut kept = vec![false; samples.features.len()];
    rows.iter().flatten().for_each(|feature| kept[*feature] = true);
    samples.all.iter_mut().for_each(|sample| sample.renumber(|f| kept[f as usize].then_some(f)));
    let all = &samples.all;
    let learn_on = |(seed, mut crf): (u64, Crf)| {
        crf.train(all, SECOND, 100 + seed);
        crf
    };
    let crfs = parallel::map_owned(SEEDS.into_iter().zip(crfs).collect(), learn_on);
    model(&samples.features, &rows, &crfs)
}

/// For each row of the model the feature, of those that fall on it, that is worth most.
fn best(samples: &Samples, crfs: &[Crf]) -> Vec<Option<usize>> {
    let mut counts = vec![0u32; samples.features.len()];
    for feature in samples.all.iter().flat_map(|sample| &sample.features) {
        counts[*feature as usize] += 1;
    }
    let mut rows: Vec<Option<(f32, usize)>> = vec![None; 1 << BITS];
    for (n, feature) in samples.features.iter().enumerate() {
        let worth = spread(&mean(crfs, |crf| crf.of_first_group(n))) * (counts[n] as f32).sqrt();
        let row = &mut rows[slot(*feature, BITS)];
        if row.is_none_or(|best| worth > best.0) {
            *row = Some((worth, n));
        }
    }
    rows.iter().map(|row| row.map(|best| best.1)).collect()
}

/// The mean of weights.
fn mean(crfs: &[Crf], weights: impl Fn(&Crf) -> [f32; TAGS]) -> [f32; TAGS] {
    let mut mean = [0.0; TAGS];
    for crf in crfs {
        mean.iter_mut().zip(weights(crf)).for_each(|(m, w)| *m += w / crfs.len() as f32);
    }
    mean
}

/// How far a weight is from the mean at most: what all tags have in common decides nothing.
fn spread(weights: &[f32; TAGS]) -> f32 {
    let mean = weights.iter().sum::<f32>() / TAGS as f32;
    weights.iter().map(|w| (w - mean).abs()).fold(0.0, f32::max)
}

fn model(features: &[u32], rows: &[Option<usize>], crfs: &[Crf]) -> Model {
    let mut model = Model { transitions: [[0; TAGS]; FROM], rows: vec![[0; 16]; rows.len()] };
    for (from, cells) in model.transitions.iter_mut().enumerate() {
        for (cell, weight) in cells.iter_mut().zip(mean(crfs, |crf| crf.transitions()[from])) {
            *cell = (weight * UNIT).round().clamp(-MOST, MOST) as i16;
        }
    }
    for (row, feature) in model.rows.iter_mut().zip(rows) {
        let Some(feature) = *feature else { continue };
        for (cell, weight) in row.iter_mut().zip(mean(crfs, |crf| crf.of_first_group(feature))) {
            *cell = (weight * UNIT).round().clamp(-127.0, 127.0) as i8;
        }
        own(row, features[feature]);
    }
    model
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crf::Sample;

    #[test]
    fn the_kept_feature_of_a_row_scores_its_tag() {
        // The first two fall on one row; the first is seen more often.
        let sample = |features: &[u32]| Sample {
            features: features.to_vec(),
            ends: vec![features.len() as u32],
            allowed: vec![1 << 3],
            group: 0,
        };
        let features = vec![0x8000_0000, 0x8000_0002, 0xc000_0000];
        let mut all = vec![sample(&[0]); 30];
        all.extend([sample(&[1]), sample(&[2])]);
        let model = fit(Samples { all, features: features.clone() });
        let score = |feature| {
            let mut scores = [0; 16];
            model.add(feature, &mut scores);
            scores
        };
        assert!(score(features[0])[3] > 0 && score(features[2])[3] > 0);
        assert_eq!(score(features[1]), [0; 16]);
    }
}
