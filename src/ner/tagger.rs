//! The tagger: a linear-chain model over the features of a text, in two passes.
//!
//! The first pass scores every word by itself; the second adds to the scores of a word what its scores are elsewhere
//! in the story, so that a name that is plain in one sentence is known in the next.

use super::features::Features;
use super::weights::{FROM, Model, TAGS};
use super::word::Word;

/// Outside of names; begin and inside follow for person, organization, place and everything else.
pub const OUTSIDE: u8 = 0;
/// Kinds of names that the tagger tells apart.
const KINDS: usize = (TAGS - 1) / 2;

/// Scores of a word's tags in units of the weights; the places from [`TAGS`] on are not used.
pub type Scores = [i16; 16];

/// The kind of a tag: 0 for none, 1 to 4.
pub fn kind(tag: u8) -> usize {
    usize::from(tag).div_ceil(2)
}

/// Whether a tag begins a name.
pub fn begins(tag: u8) -> bool {
    tag % 2 == 1
}

/// Whether `to` may follow `from` ([`TAGS`] stands for the start of a sentence): a name goes on only with its kind.
pub fn may_follow(from: usize, to: usize) -> bool {
    to == 0 || to % 2 == 1 || (from < TAGS && from != 0 && kind(from as u8) == kind(to as u8))
}

/// The tags of all words of a text.
pub fn tag(features: &Features<'_>, model: &Model) -> Vec<u8> {
    let mut scores = scores(features, model);
    agree(features, &mut scores);
    decode(features, &scores, model)
}

/// The tags of all words by the first pass alone.
pub fn tag_once(features: &Features<'_>, model: &Model) -> Vec<u8> {
    decode(features, &scores(features, model), model)
}

fn scores(features: &Features<'_>, model: &Model) -> Vec<Scores> {
    let mut scores = vec![Scores::default(); features.words.all.len()];
    for (n, score) in scores.iter_mut().enumerate() {
        features.each(n, &mut |f| model.add(f, score));
    }
    scores
}

/// The share, in sixteenths, of the scores elsewhere that a word takes over. Of 2, 5, 8 and 13 the second lost on no
/// part of the development data.
const SHARE: i32 = 5;
/// A score elsewhere counts no more than this, in units of weights: one sure place does not outvote many.
const MOST: i32 = 200;

/// The second pass: adds to each capitalised word's scores, kind by kind, a share of the mean of what they are at the
/// other places of the word; the more places, the larger the share. Words of headings do not count for others, nor
/// those beside a hyphen: "Miami" of "Miami-Dade" is another.
fn agree(features: &Features<'_>, scores: &mut [Scores]) {
    let words = &features.words;
    let mut sums = vec![(0i32, [0i32; KINDS]); words.forms.len()];
    let counts = |n: usize, w: &Word| w.capital() && !w.heading && !words.hyphenated(n);
    for (n, (word, score)) in words.all.iter().zip(&*scores).enumerate() {
        if !counts(n, word) {
            continue;
        }
        let (places, sum) = &mut sums[word.form as usize];
        *places += 1;
        (0..KINDS).for_each(|k| sum[k] += margin(score, k));
    }
    for (n, (word, score)) in words.all.iter().zip(scores).enumerate() {
        if !word.capital() || words.hyphenated(n) {
            continue;
        }
        let (all, sum) = sums[word.form as usize];
        let own = i32::from(counts(n, word));
        let others = all - own;
        if others == 0 {
            continue;
        }
        for k in 0..KINDS {
            let mean = (sum[k] - own * margin(score, k)) / others;
            // At the first of `others` places half of the share, then two thirds ...
            let add = (mean * SHARE * others / (16 * (others + 1))) as i16;
            score[2 * k + 1] += add;
            score[2 * k + 2] += add;
        }
    }
}

/// How much better a kind of name scores than none.
fn margin(score: &Scores, kind: usize) -> i32 {
    let best = score[2 * kind + 1].max(score[2 * kind + 2]);
    (i32::from(best) - i32::from(score[0])).clamp(-MOST, MOST)
}

/// The best tags, sentence by sentence (Viterbi 1967).
fn decode(features: &Features<'_>, scores: &[Scores], model: &Model) -> Vec<u8> {
    let mut out = vec![OUTSIDE; scores.len()];
    let transitions = allowed(model);
    let mut back: Vec<[u8; TAGS]> = Vec::new();
    let mut from = 0;
    while from < scores.len() {
        let mut to = from + 1;
        while to < scores.len() && !features.starts(to) {
            to += 1;
        }
        best_path(&scores[from..to], &transitions, &mut back, &mut out[from..to]);
        from = to;
    }
    out
}

/// Low enough that no sum of scores makes up for it, high enough that sums of it do not overflow.
const NEVER: i32 = i32::MIN / 4;

fn allowed(model: &Model) -> [[i32; TAGS]; FROM] {
    let mut out = [[NEVER; TAGS]; FROM];
    for (from, row) in out.iter_mut().enumerate() {
        for (to, cell) in row.iter_mut().enumerate() {
            if may_follow(from, to) {
                *cell = i32::from(model.transitions[from][to]);
            }
        }
    }
    out
}

fn best_path(
    scores: &[Scores],
    transitions: &[[i32; TAGS]; FROM],
    back: &mut Vec<[u8; TAGS]>,
    out: &mut [u8],
) {
    back.clear();
    let mut best = [0; TAGS];
    for (n, score) in scores.iter().enumerate() {
        let mut next = [NEVER; TAGS];
        let mut from_tag = [0; TAGS];
        for (to, cell) in next.iter_mut().enumerate() {
            if n == 0 {
                *cell = transitions[TAGS][to] + i32::from(score[to]);
                continue;
            }
            let mut top = NEVER;
            for (from, sum) in best.iter().enumerate() {
                let sum = sum + transitions[from][to];
                if sum > top {
                    (top, from_tag[to]) = (sum, from as u8);
                }
            }
            *cell = (top + i32::from(score[to])).max(NEVER);
        }
        best = next;
        back.push(from_tag);
    }
    let mut tag = 0;
    for (n, sum) in best.iter().enumerate() {
        if *sum > best[tag] {
            tag = n;
        }
    }
    for n in (0..out.len()).rev() {
        out[n] = tag as u8;
        tag = usize::from(back[n][tag]);
    }
}
