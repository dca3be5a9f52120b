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
/// Texts whose sketches agree in fewer rows are not compared: of those that share 0.6 of their runs 99 in 100 agree in
/// more (the mean is 28.8 of 48, the deviation 3.4), and reading texts is what takes time.
const MIN_ROWS: usize = 20;
/// Stories of one band that a further one is compared with: the first ones. What is copied more often has many bands.
const MAX_COMPARED: usize = 2;
/// No story.
const NOBODY: u32 = u32::MAX;

/// Finds near-copies as stories arrive.
#[derive(Debug, Default)]
pub struct Copies {
    /// The stories of each band, at most [`MAX_COMPARED`], by a hash of its rows.
    bands: FxHashMap<u64, [u32; MAX_COMPARED]>,
    /// Of each story the one that it was found to be a copy of, or itself.
    like: Vec<u32>,
    /// Where each segment's first story stands among all.
    starts: Vec<u32>,
}

impl Copies {
    /// Adds the stories of a segment, which come behind those of `before`.
    pub fn add(&mut self, before: &[Arc<Segment>], segment: &Segment) {
        let sketches = segment.sketches();
        self.starts.push(self.like.len() as u32);
        for (record, sketch) in segment.stories().iter().zip(sketches) {
            let no = self.like.len() as u32;
            self.like.push(no);
            if sketch.is_empty() {
                continue;
            }
            let text = segment.str(record.text);
            let mut compared: Vec<u32> = Vec::new();
            for band in bands(sketch) {
                let known = self.bands.entry(band).or_insert([NOBODY; MAX_COMPARED]);
                for other in known.iter().copied().filter(|other| *other != NOBODY) {
                    if compared.contains(&other) {
                        continue;
                    }
                    compared.push(other);
                    let same = shorten(&mut self.like, other) == shorten(&mut self.like, no);
                    let (other_sketch, other_text) = story(&self.starts, before, segment, other);
                    if !same
                        && rows_in_common(sketch, &other_sketch) >= MIN_ROWS
                        && likeness(text, other_text) >= ALIKE
                    {
                        unite(&mut self.like, other, no);
                    }
                }
                if let Some(free) = known.iter_mut().find(|slot| **slot == NOBODY) {
                    *free = no;
                }
            }
        }
    }

    /// Lets go what finds further copies, when all stories are there.
    pub fn close(&mut self) {
        (self.bands, self.starts) = Default::default();
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

fn rows_in_common(a: &Sketch, b: &Sketch) -> usize {
    a.0.iter().zip(&b.0).filter(|(a, b)| a == b).count()
}

/// Sketch and text of a story; `starts` has the number of each segment's first one.
fn story<'a>(starts: &[u32], before: &'a [Arc<Segment>], last: &'a Segment, no: u32) -> (Sketch, &'a str) {
    let n = starts.partition_point(|start| *start <= no).saturating_sub(1);
    let segment = before.get(n).map_or(last, |segment| &**segment);
    let at = (no - starts[n]) as usize;
    let text = segment.stories().get(at).map_or("", |record| segment.str(record.text));
    (segment.sketches().get(at).copied().unwrap_or_default(), text)
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
