//! The gradient of a linear chain: scores of a sentence's tokens in, what each tag and pair of tags should gain out.
//!
//! Sums over all ways to tag the sentence are made forward and backward (Rabiner 1989), scaled at each token.

use newshound::ner::tagger::may_follow;
use newshound::ner::weights::{FROM, TAGS};

/// No tag is less likely than this beside the best: sums stay above 0 where a way is allowed.
const FLOOR: f32 = 1e-20;

/// Room for the sums over one sentence.
#[derive(Default)]
pub(crate) struct Chain {
    /// The scores of each token's tags; [`Chain::gradient`] uses them up.
    pub scores: Vec<[f32; TAGS]>,
    /// What it makes: for each token the gradient of its tags.
    pub by_tag: Vec<[f32; TAGS]>,
    /// From each tag, or the start (the last), to each.
    pub by_pair: [[f32; TAGS]; FROM],
    /// Factors of the tags of each token; 0 for those not allowed.
    local: Vec<[f32; TAGS]>,
    forward: Vec<[f32; TAGS]>,
}

impl Chain {
    /// The gradient of the likelihood of the allowed tags: what they expect less what the model expects.
    ///
    /// `transitions` are from each tag, or the start (the last), to each; `allowed` has a bit for each tag.
    pub(crate) fn gradient(&mut self, transitions: &[[f32; TAGS]], allowed: &[u16]) {
        let factor = |from: usize, to: usize| match may_follow(from, to) {
            true => libm::expf(transitions[from][to]),
            false => 0.0,
        };
        let factors = std::array::from_fn(|from| std::array::from_fn(|to| factor(from, to)));
        for score in &mut self.scores {
            let top = score.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            score.iter_mut().for_each(|s| *s = libm::expf(*s - top).max(FLOOR));
        }
        self.by_tag.clear();
        self.by_tag.resize(self.scores.len(), [0.0; TAGS]);
        self.by_pair = [[0.0; TAGS]; FROM];
        self.local.clone_from(&self.scores);
        self.expect(&factors, -1.0);
        for (local, allowed) in self.local.iter_mut().zip(allowed) {
            (0..TAGS).filter(|tag| allowed & 1 << tag == 0).for_each(|tag| local[tag] = 0.0);
        }
        self.expect(&factors, 1.0);
    }

    /// Adds the expected counts, times `sign`, to the gradient.
    fn expect(&mut self, factors: &[[f32; TAGS]; FROM], sign: f32) {
        self.go_forward(factors);
        let mut behind = [1.0; TAGS];
        for n in (0..self.local.len()).rev() {
            let all = scaled(std::array::from_fn(|tag| self.forward[n][tag] * behind[tag]));
            add(&mut self.by_tag[n], &all, sign);
            let next = std::array::from_fn(|to| self.local[n][to] * behind[to]);
            match n.checked_sub(1) {
                Some(before) => behind = self.go_back(before, &next, factors, sign),
                None => add(&mut self.by_pair[TAGS], &all, sign),
            }
        }
    }

    /// For each token and tag, the sum of all ways that lead there.
    fn go_forward(&mut self, factors: &[[f32; TAGS]; FROM]) {
        self.forward.clear();
        for (n, local) in self.local.iter().enumerate() {
            let mut row = [0.0; TAGS];
            match n.checked_sub(1) {
                None => row = factors[TAGS],
                Some(before) => {
                    for (from, way) in self.forward[before].iter().enumerate() {
                        add(&mut row, &factors[from], *way);
                    }
                }
            }
            row.iter_mut().zip(local).for_each(|(cell, l)| *cell *= l);
            self.forward.push(scaled(row));
        }
    }

    /// Adds the pairs of tags of a token and the one behind it; gives the sums of all ways on from the token.
    fn go_back(
        &mut self,
        token: usize,
        next: &[f32; TAGS],
        factors: &[[f32; TAGS]; FROM],
        sign: f32,
    ) -> [f32; TAGS] {
        let mut pairs = [[0.0; TAGS]; TAGS];
        let mut ways = [0.0; TAGS];
        let mut total = 0.0;
        for from in 0..TAGS {
            for to in 0..TAGS {
                let way = factors[from][to] * next[to];
                ways[from] += way;
                pairs[from][to] = self.forward[token][from] * way;
                total += pairs[from][to];
            }
        }
        let share = sign / f32::max(total, f32::MIN_POSITIVE);
        for (sum, pair) in self.by_pair.iter_mut().zip(&pairs) {
            add(sum, pair, share);
        }
        scaled(ways)
    }
}

/// Adds `factor` times a row.
fn add(sum: &mut [f32; TAGS], row: &[f32; TAGS], factor: f32) {
    sum.iter_mut().zip(row).for_each(|(s, x)| *s += factor * x);
}

/// The row with the sum 1.
fn scaled(row: [f32; TAGS]) -> [f32; TAGS] {
    let total = row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
    row.map(|x| x / total)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The gradient of tags that all score the same.
    fn chain(allowed: &[u16]) -> Chain {
        let mut chain = Chain { scores: vec![[0.0; TAGS]; allowed.len()], ..Chain::default() };
        chain.gradient(&[[0.0; TAGS]; FROM], allowed);
        chain
    }

    #[test]
    fn one_token_gains_what_it_lacks() {
        // Outside and the four that begin a name may stand at the start.
        let found = chain(&[1 << 1]);
        let expected = [-0.2, 0.8, 0.0, -0.2, 0.0, -0.2, 0.0, -0.2, 0.0];
        assert!(
            found.by_tag[0].iter().zip(expected).all(|(f, e)| (f - e).abs() < 1e-6),
            "{:?}",
            found.by_tag
        );
        assert_eq!(found.by_tag[0], found.by_pair[TAGS]);
    }

    #[test]
    fn gradients_sum_to_nothing() {
        let found = chain(&[1 << 1, 1 << 2, 1 << 0 | 1 << 7]);
        let sum = |rows: &[[f32; TAGS]]| rows.iter().flatten().sum::<f32>();
        assert!(sum(&found.by_tag).abs() < 1e-5 && sum(&found.by_pair).abs() < 1e-5);
        assert!(found.by_pair[1][2] > 0.0 && found.by_pair[1][1] < 0.0);
    }

    #[test]
    fn all_tags_allowed_teach_nothing() {
        let found = chain(&[u16::MAX, u16::MAX]);
        assert!(found.by_tag.iter().flatten().all(|g| g.abs() < 1e-6));
    }
}
