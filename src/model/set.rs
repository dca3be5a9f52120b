//! A set of stories of one snapshot.

use super::StoryNo;

/// A set of story numbers below a fixed bound, one bit each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StorySet {
    words: Vec<u64>,
    bound: u32,
}

impl StorySet {
    /// No story of `bound`.
    pub fn empty(bound: u32) -> StorySet {
        StorySet { words: vec![0; (bound as usize).div_ceil(64)], bound }
    }

    /// Every story below `bound`.
    pub fn full(bound: u32) -> StorySet {
        let mut set = StorySet { words: vec![!0; (bound as usize).div_ceil(64)], bound };
        set.trim();
        set
    }

    /// One more than the highest number it can hold.
    pub fn bound(&self) -> u32 {
        self.bound
    }

    /// Adds a story; numbers at or over the bound are ignored.
    pub fn insert(&mut self, story: StoryNo) {
        if story.0 < self.bound {
            self.words[(story.0 >> 6) as usize] |= 1 << (story.0 & 63);
        }
    }

    /// Takes a story out.
    pub fn remove(&mut self, story: StoryNo) {
        if story.0 < self.bound {
            self.words[(story.0 >> 6) as usize] &= !(1 << (story.0 & 63));
        }
    }

    /// Whether the story is in it.
    pub fn contains(&self, story: StoryNo) -> bool {
        story.0 < self.bound && self.words[(story.0 >> 6) as usize] >> (story.0 & 63) & 1 == 1
    }

    /// How many stories are in it.
    pub fn len(&self) -> u32 {
        self.words.iter().map(|w| w.count_ones()).sum()
    }

    /// Whether no story is in it.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|w| *w == 0)
    }

    /// Keeps what is also in `other` (of the same bound).
    pub fn intersect(&mut self, other: &StorySet) {
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            *a &= b;
        }
    }

    /// Adds what is in `other` (of the same bound).
    pub fn unite(&mut self, other: &StorySet) {
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            *a |= b;
        }
    }

    /// Takes out what is in `other` (of the same bound).
    pub fn subtract(&mut self, other: &StorySet) {
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            *a &= !b;
        }
    }

    /// Swaps in and out.
    pub fn complement(&mut self) {
        for w in &mut self.words {
            *w = !*w;
        }
        self.trim();
    }

    /// The stories in it, by number.
    pub fn iter(&self) -> impl Iterator<Item = StoryNo> + '_ {
        self.words.iter().enumerate().flat_map(|(n, &word)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                if rest == 0 {
                    return None;
                }
                let bit = rest.trailing_zeros();
                rest &= rest - 1;
                Some(StoryNo((n as u32) << 6 | bit))
            })
        })
    }

    fn trim(&mut self) {
        if self.bound & 63 != 0
            && let Some(last) = self.words.last_mut()
        {
            *last &= (1 << (self.bound & 63)) - 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn behaves_like_a_set_of_numbers(
            bound in 0u32..200,
            a in proptest::collection::btree_set(0u32..220, 0..60),
            b in proptest::collection::btree_set(0u32..220, 0..60),
        ) {
            let make = |items: &std::collections::BTreeSet<u32>| {
                let mut set = StorySet::empty(bound);
                for n in items { set.insert(StoryNo(*n)); }
                set
            };
            let keep = |items: &std::collections::BTreeSet<u32>| -> std::collections::BTreeSet<u32> {
                items.iter().copied().filter(|n| *n < bound).collect()
            };
            let numbers = |set: &StorySet| set.iter().map(|s| s.0).collect::<std::collections::BTreeSet<_>>();
            let (ka, kb) = (keep(&a), keep(&b));
            let (sa, sb) = (make(&a), make(&b));
            let (mut i, mut u, mut s, mut c) = (sa.clone(), sa.clone(), sa.clone(), sa.clone());
            i.intersect(&sb); u.unite(&sb); s.subtract(&sb); c.complement();
            prop_assert_eq!(numbers(&i), ka.intersection(&kb).copied().collect());
            prop_assert_eq!(numbers(&u), ka.union(&kb).copied().collect());
            prop_assert_eq!(numbers(&s), ka.difference(&kb).copied().collect());
            prop_assert_eq!(c.len() + sa.len(), bound);
            prop_assert_eq!(sa.len() as usize, ka.len());
        }
    }
}
