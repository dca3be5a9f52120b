//! What a text is compared by to find near-copies of it.

use bytemuck::{Pod, Zeroable};

/// The smallest hash of the text's runs of words in each of [`Sketch::ROWS`] classes: two texts agree in as large a
/// part of the rows as they share of their runs. All zero for a text that is too short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Sketch(pub [u16; Sketch::ROWS]);

impl Sketch {
    /// Rows of a sketch: 16 bands of 3, of which two texts that share 0.6 of their runs have one in common in 98 of
    /// 100 cases (1 - (1 - 0.6³)¹⁶), two that share 0.1 in 2 of 100.
    pub const ROWS: usize = 48;

    /// Whether there is nothing to compare.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|row| *row == 0)
    }
}

impl Default for Sketch {
    fn default() -> Sketch {
        Sketch([0; Sketch::ROWS])
    }
}
