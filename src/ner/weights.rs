//! The trained model: the lists and the weights of the tagger, compiled in as one blob.
//!
//! `models/names.bin`, little-endian, written by `examples/train_names`:
//!
//! ```text
//! magic (8 bytes) | lists (see gazetteer) | clusters u16 | clusters x (middle u16, coarse u8)
//!   | bits u32 | 10 x 9 transitions i16 | 2^bits rows of 11 bytes: 9 weights i8, check u16
//! ```
//!
//! Weights count in [`UNIT`]ths, so that tagging is arithmetic on whole numbers: the same on every machine.

use std::sync::LazyLock;

use super::gazetteer::Lists;

/// Tags of the tagger: outside, then begin and inside of person, organization, place and everything else.
pub const TAGS: usize = 9;
/// One of a weight is this much in the blob. An i8 then holds weights up to 4, which training seldom exceeds.
pub const UNIT: f32 = 32.0;
/// Rows of transitions: from each tag, and from the start of a sentence.
pub const FROM: usize = TAGS + 1;

const MAGIC: &[u8; 8] = b"nhnames\x02";
/// A row as it is stored: the weights and the check.
const ROW_BYTES: usize = TAGS + 2;

static BLOB: &[u8] = include_bytes!("../../models/names.bin");
static BUILT_IN: LazyLock<Blob> = LazyLock::new(|| Blob::open(BLOB).unwrap_or_default());

/// The built-in model. Opened when it is first asked for.
pub fn built_in() -> &'static Blob {
    &BUILT_IN
}

/// Everything the recogniser has learnt.
#[derive(Clone, Debug, Default)]
pub struct Blob {
    /// What is known of words and phrases.
    pub lists: Lists,
    /// For each cluster, from 1, the larger clusters it is part of.
    pub clusters: Vec<Wider>,
    /// The weights of the tagger.
    pub model: Model,
}

/// The larger clusters of a cluster.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wider {
    /// The middle one.
    pub middle: u16,
    /// The coarsest one.
    pub coarse: u8,
}

/// A row: sixteen bytes, of which one for each tag is its weight and the last two are the check; the rest is 0.
pub type Row = [i8; 16];

/// The weights of the tagger.
#[derive(Clone, Debug)]
pub struct Model {
    /// From each tag (the last: the start of a sentence) to each.
    pub transitions: [[i16; TAGS]; FROM],
    /// Rows, a power of two of them.
    pub rows: Vec<Row>,
}

impl Default for Model {
    fn default() -> Model {
        Model { transitions: [[0; TAGS]; FROM], rows: vec![[0; 16]] }
    }
}

/// The row of a feature among `2^bits` of them.
pub fn slot(feature: u32, bits: u32) -> usize {
    // With no bits there is one row.
    feature.checked_shr(32 - bits).unwrap_or(0) as usize
}

/// What the row of a feature must hold in its last two bytes; never 0, which marks a row that is free. With the
/// place of the row it is nearly all of the feature's bits, so that features that were not learnt find no row.
fn check(feature: u32) -> [i8; 2] {
    let [low, high, ..] = feature.to_le_bytes();
    [(low | 1) as i8, high as i8]
}

/// Makes a row that of a feature.
pub fn own(row: &mut Row, feature: u32) {
    [row[14], row[15]] = check(feature);
}

impl Blob {
    /// Reads a blob; `None` if it is none of this version.
    pub fn open(blob: &'static [u8]) -> Option<Blob> {
        let (magic, rest) = blob.split_first_chunk::<8>()?;
        if magic != MAGIC {
            return None;
        }
        let (lists, rest) = Lists::open(rest)?;
        let (count, rest) = rest.split_first_chunk::<2>()?;
        let (clusters, rest) = rest.split_at_checked(usize::from(u16::from_le_bytes(*count)) * 3)?;
        let wider = |c: &[u8]| Wider { middle: u16::from_le_bytes([c[0], c[1]]), coarse: c[2] };
        let (model, rest) = Model::open(rest)?;
        let clusters = clusters.chunks_exact(3).map(wider).collect();
        rest.is_empty().then_some(Blob { lists, clusters, model })
    }

    /// The bytes of a blob; `lists` as [`super::gazetteer::pack`] makes them.
    pub fn pack(lists: &[u8], clusters: &[Wider], model: &Model) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(lists);
        out.extend((clusters.len() as u16).to_le_bytes());
        for wider in clusters {
            out.extend(wider.middle.to_le_bytes());
            out.push(wider.coarse);
        }
        model.pack(&mut out);
        out
    }
}

impl Model {
    fn open(blob: &[u8]) -> Option<(Model, &[u8])> {
        let (bits, rest) = blob.split_first_chunk::<4>()?;
        let bits = u32::from_le_bytes(*bits);
        if bits > 24 {
            return None;
        }
        let (cells, rest) = rest.split_at_checked(FROM * TAGS * 2)?;
        let mut transitions = [[0; TAGS]; FROM];
        for (cell, bytes) in transitions.as_flattened_mut().iter_mut().zip(cells.chunks_exact(2)) {
            *cell = i16::from_le_bytes([bytes[0], bytes[1]]);
        }
        let (stored, rest) = rest.split_at_checked(ROW_BYTES << bits)?;
        let row = |bytes: &[u8]| {
            let mut row = [0; 16];
            for (weight, byte) in row.iter_mut().zip(&bytes[..TAGS]) {
                *weight = *byte as i8;
            }
            [row[14], row[15]] = [bytes[TAGS] as i8, bytes[TAGS + 1] as i8];
            row
        };
        let rows = stored.chunks_exact(ROW_BYTES).map(row).collect();
        Some((Model { transitions, rows }, rest))
    }

    fn pack(&self, out: &mut Vec<u8>) {
        out.extend(self.bits().to_le_bytes());
        out.extend(self.transitions.iter().flatten().flat_map(|t| t.to_le_bytes()));
        for row in &self.rows {
            out.extend(row[..TAGS].iter().map(|w| *w as u8));
            out.extend(row[14..].iter().map(|c| *c as u8));
        }
    }

    /// The power of two that is the number of its rows.
    pub fn bits(&self) -> u32 {
        self.rows.len().trailing_zeros()
    }

    /// Adds the weights of a feature to the scores of a token's tags.
    #[inline]
    pub fn add(&self, feature: u32, scores: &mut [i16; 16]) {
        let Some(row) = self.rows.get(slot(feature, self.bits())) else { return };
        // A mask instead of a branch: whether a feature is known is as good as chance.
        let known = -i16::from([row[14], row[15]] == check(feature));
        for (score, weight) in scores.iter_mut().zip(row) {
            *score += i16::from(*weight) & known;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_that_has_no_row_adds_nothing() {
        let mut model = Model { rows: vec![[0; 16]; 4], ..Model::default() };
        let feature = 0x8000_0000;
        model.rows[slot(feature, 2)] = [7; 16];
        own(&mut model.rows[slot(feature, 2)], feature);
        let mut scores = [0; 16];
        model.add(feature + 2, &mut scores);
        assert_eq!(scores[..TAGS], [0; TAGS]);
        model.add(feature, &mut scores);
        assert_eq!(scores[..TAGS], [7; TAGS]);
    }

    #[test]
    fn what_is_packed_is_opened() {
        let mut model = Model { rows: vec![[1; 16]; 8], ..Model::default() };
        model.transitions[9][3] = -77;
        model.rows.iter_mut().for_each(|r| r[TAGS..14].fill(0));
        let wider = [Wider { middle: 300, coarse: 7 }];
        let lists = super::super::gazetteer::pack(&[]);
        let blob = Blob::pack(&lists, &wider, &model);
        let opened = Blob::open(Box::leak(blob.into_boxed_slice())).unwrap();
        assert_eq!(opened.model.transitions, model.transitions);
        assert_eq!(opened.model.rows, model.rows);
        assert_eq!(opened.clusters, wider);
    }

    #[test]
    fn a_damaged_blob_is_refused() {
        assert!(Blob::open(b"").is_none());
        assert!(Blob::open(b"nhnames\x02\xff\xff\xff\xff").is_none());
        let short = &BLOB[..BLOB.len() - 1];
        assert!(Blob::open(short).is_none());
    }

    #[test]
    fn the_built_in_model_opens() {
        assert!(Blob::open(BLOB).is_some());
    }
}
