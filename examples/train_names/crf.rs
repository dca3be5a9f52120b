//! Training: a linear-chain conditional random field, by stochastic gradient ascent with AdaGrad (Duchi et al. 2011).
//! Samples in, weights out.
//!
//! Each feature has a weight that all samples share and one for each group of samples (Daumé 2007): what is only so
//! in one group is learnt there, and does not mislead the others.

use newshound::ner::weights::{FROM, TAGS};

use crate::chain::Chain;
use crate::random::Random;

/// Groups of samples.
pub(crate) const GROUPS: usize = 4;
/// Parts of a gradient that are as good as 0.
const MIN_GRADIENT: f32 = 1e-4;
/// Where the sums of squares begin, so that the first step is not divided by 0.
const FIRST_SUM: f32 = 1e-4;
/// The step falls by this share until the end.
const FALL: f32 = 0.9;

/// A sentence to learn from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sample {
    /// Features of all tokens, one after the other.
    pub features: Vec<u32>,
    /// Where each token's features end.
    pub ends: Vec<u32>,
    /// For each token, a bit for each tag that it may have.
    pub allowed: Vec<u16>,
    /// Its group, below [`GROUPS`].
    pub group: usize,
}

impl Sample {
    /// Puts another number in the place of each feature, or leaves it out.
    pub(crate) fn renumber(&mut self, number: impl Fn(u32) -> Option<u32>) {
        let mut kept = Vec::with_capacity(self.features.len());
        let mut from = 0;
        for end in &mut self.ends {
            kept.extend(self.features[from..*end as usize].iter().filter_map(|f| number(*f)));
            from = *end as usize;
            *end = kept.len() as u32;
        }
        self.features = kept;
    }
}

/// How to train.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Options {
    /// Times over all samples.
    pub epochs: usize,
    /// The first step.
    pub rate: f32,
    /// The share of features left out at random at each step.
    pub dropout: f32,
}

/// A table of weights, and for each the sum of the squares of its gradients.
struct Climbing {
    weights: Vec<[f32; TAGS]>,
    squares: Vec<[f32; TAGS]>,
}

impl Climbing {
    fn new(rows: usize) -> Climbing {
        Climbing { weights: vec![[0.0; TAGS]; rows], squares: vec![[FIRST_SUM; TAGS]; rows] }
    }

    fn climb(&mut self, row: usize, gradient: &[f32; TAGS], rate: f32) {
        let (weights, squares) = (&mut self.weights[row], &mut self.squares[row]);
        for tag in 0..TAGS {
            squares[tag] += gradient[tag] * gradient[tag];
            weights[tag] += rate * gradient[tag] / squares[tag].sqrt();
        }
    }
}

/// The weights while they are learnt.
pub(crate) struct Crf {
    n_features: usize,
    /// The shared weights of all features, then those of each group.
    features: Climbing,
    /// From each tag, or the start, to each.
    transitions: Climbing,
}

impl Crf {
    /// Weights of 0.
    pub(crate) fn new(n_features: usize) -> Crf {
        let features = Climbing::new(n_features * (GROUPS + 1));
        Crf { n_features, features, transitions: Climbing::new(FROM) }
    }

    /// The weights of a feature as the first group has them: the shared ones and its own.
    pub(crate) fn of_first_group(&self, feature: usize) -> [f32; TAGS] {
        let (shared, own) =
            (&self.features.weights[feature], &self.features.weights[feature + self.n_features]);
        std::array::from_fn(|tag| shared[tag] + own[tag])
    }

    /// From each tag, or the start (the last), to each.
    pub(crate) fn transitions(&self) -> &[[f32; TAGS]] {
        &self.transitions.weights
    }

    /// Goes over the samples in an order that `seed` gives.
    pub(crate) fn train(&mut self, samples: &[Sample], options: Options, seed: u64) {
        let mut order: Vec<usize> = (0..samples.len()).collect();
        let mut random = Random::new(seed);
        let steps = (options.epochs * samples.len()) as f32;
        let mut chain = Chain::default();
        let mut n_done = 0;
        for _ in 0..options.epochs {
            random.shuffle(&mut order);
            for n in &order {
                let rate = options.rate * (1.0 - FALL * n_done as f32 / steps);
                self.learn(&samples[*n], Options { rate, ..options }, &mut chain, &mut random);
                n_done += 1;
            }
        }
    }

    fn learn(&mut self, sample: &Sample, options: Options, chain: &mut Chain, random: &mut Random) {
        let rows = self.score(sample, options.dropout, chain, random);
        chain.gradient(self.transitions(), &sample.allowed);
        for (rows, gradient) in rows.iter().zip(&chain.by_tag) {
            if gradient.iter().any(|g| g.abs() > MIN_GRADIENT) {
                rows.iter().for_each(|row| self.features.climb(*row, gradient, options.rate));
            }
        }
        for (from, gradient) in chain.by_pair.iter().enumerate() {
            self.transitions.climb(from, gradient, options.rate);
        }
    }

    /// Fills the chain with the scores of the sample's tokens; gives the rows of weights that make each of them.
    fn score(
        &self,
        sample: &Sample,
        dropout: f32,
        chain: &mut Chain,
        random: &mut Random,
    ) -> Vec<Vec<usize>> {
        let own = (sample.group + 1) * self.n_features;
        chain.scores.clear();
        let mut from = 0;
        let token = |end: &u32| {
            let mut score = [0.0; TAGS];
            let mut rows = Vec::new();
            for feature in &sample.features[from..*end as usize] {
                if random.share() < dropout {
                    continue;
                }
                for row in [*feature as usize, *feature as usize + own] {
                    rows.push(row);
                    score.iter_mut().zip(&self.features.weights[row]).for_each(|(s, w)| *s += w);
                }
            }
            from = *end as usize;
            chain.scores.push(score);
            rows
        };
        sample.ends.iter().map(token).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sentence of one token for each feature.
    fn sample(features: &[u32], tags: &[u16], group: usize) -> Sample {
        let ends = (1..=features.len() as u32).collect();
        let allowed = tags.iter().map(|tag| 1 << tag).collect();
        Sample { features: features.to_vec(), ends, allowed, group }
    }

    const OPTIONS: Options = Options { epochs: 20, rate: 0.2, dropout: 0.0 };

    #[test]
    fn features_come_to_mean_their_tags() {
        let samples = [sample(&[0, 1, 2], &[1, 2, 0], 0), sample(&[2, 0], &[0, 1], 0)];
        let mut crf = Crf::new(3);
        crf.train(&samples, OPTIONS, 1);
        let best = |feature| {
            let weights = crf.of_first_group(feature);
            (0..TAGS).max_by(|a, b| weights[*a].total_cmp(&weights[*b])).unwrap()
        };
        assert_eq!([best(0), best(1), best(2)], [1, 2, 0]);
    }

    #[test]
    fn what_another_group_says_counts_less() {
        let learnt = |group| {
            let mut crf = Crf::new(1);
            crf.train(&[sample(&[0], &[3], group)], OPTIONS, 1);
            crf.of_first_group(0)[3]
        };
        assert!(learnt(0) > learnt(1) && learnt(1) > 0.0);
    }

    #[test]
    fn features_without_a_number_are_left_out() {
        let mut found = Sample { features: vec![5, 6, 7, 5], ends: vec![2, 3, 4], ..Sample::default() };
        found.renumber(|f| f.checked_sub(6));
        assert_eq!((found.features, found.ends), (vec![0, 1], vec![1, 2, 2]));
    }
}
