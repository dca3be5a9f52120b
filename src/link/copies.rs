//! Near-copies: stories that share most of their text. They are found by the rows that their sketches have in common,
//! and compared by their texts.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::shingle::likeness;
use crate::model::{Segment, Sketch};

/// Rows of a band: texts with all of them in common are compared.
const BAND: usize = 3;
/// Texts that share at least this of their runs are near-copies.
const ALIKE: f64 = 0.6;
/// Stories of one band that a further one is compared with: the first ones. What is copied more often has many bands.
const MAX_COMPARED: usize = 8;

/// Finds near-copies as stories arrive.
#[derive(Debug, Default)]
pub struct Copies {
    /// The stories of each band, at most [`MAX_COMPARED`], by a hash of its rows.
    bands: FxHashMap<u64, Vec<u32>>,
    /// Of each story the one that it was found to be a copy of, or itself.
    like: Vec<u32>,
}

impl Copies {
    /// Adds the stories of a segment, which come behind those of `before`.
    pub fn add(&mut self, before: &[Arc<Segment>], segment: &Segment) {
        let sketches = segment.sketches();
        for (record, sketch) in segment.stories().iter().zip(sketches) {
            let no = self.like.len() as u32;
            self.like.push(no);
            if sketch.is_empty() {
                continue;
            }
            let text = segment.str(record.text);
            let mut compared: Vec<u32> = Vec::new();
            for band in bands(sketch) {
                let known = self.bands.entry(band).or_default();
                for other in known.iter().copied() {
                    if compared.contains(&other) {
                        continue;
                    }
                    compared.push(other);
                    let same = shorten(&mut self.like, other) == shorten(&mut self.like, no);
                    if !same && likeness(text, text_of(before, segment, other)) >= ALIKE {
                        unite(&mut self.like, other, no);
                    }
                }
                if known.len() < MAX_COMPARED {
                    known.push(no);
                }
            }
        }
    }

    /// For each story the first one of its group by `rank`; nothing where no story has a copy.
    pub fn firsts(&self, rank: &[u32]) -> Vec<u32> {
        let mut first: Vec<u32> = (0..self.like.len() as u32).collect();
        let mut any = false;
        let rank = |no: u32| rank.get(no as usize).copied().unwrap_or(u32::MAX);
        for no in 0..first.len() as u32 {
            let root = root(&self.like, no) as usize;
            any |= root != no as usize;
            if rank(no) < rank(first[root]) {
                first[root] = no;
            }
        }
        if !any {
            return Vec::new();
        }
        (0..first.len() as u32).map(|no| first[root(&self.like, no) as usize]).collect()
    }
}

/// A number for the rows of each band.
fn bands(sketch: &Sketch) -> impl Iterator<Item = u64> {
    let rows = sketch.0;
    (0..rows.len() / BAND).map(move |band| {
        let rows = &rows[band * BAND..(band + 1) * BAND];
        rows.iter().fold(band as u64, |sum, row| sum << 16 | u64::from(*row))
    })
}

fn text_of<'a>(before: &'a [Arc<Segment>], last: &'a Segment, no: u32) -> &'a str {
    let mut at = no as usize;
    for segment in before.iter().map(|s| &**s).chain([last]) {
        match segment.stories().get(at) {
            Some(record) => return segment.str(record.text),
            None => at -= segment.stories().len(),
        }
    }
    ""
}

fn root(like: &[u32], mut no: u32) -> u32 {
    while like[no as usize] != no {
        no = like[no as usize];
    }
    no
}

/// The same, halving the way there.
fn shorten(like: &mut [u32], mut no: u32) -> u32 {
    while like[no as usize] != no {
        like[no as usize] = like[like[no as usize] as usize];
        no = like[no as usize];
    }
    no
}

fn unite(like: &mut [u32], a: u32, b: u32) {
    let (a, b) = (root(like, a), root(like, b));
    let (low, high) = (a.min(b), a.max(b));
    like[high as usize] = low;
}
