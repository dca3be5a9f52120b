//! Words to stories by the term index; what the index alone cannot tell is read from the stories that it leaves.

use std::ops::Range;

use memchr::memmem::Finder;

use super::eval::Run;
use super::query::{Last, Phrase};
use super::scan::Scan;
use crate::model::{StoryNo, StorySet, Terms};
use crate::text;

/// Postings taken at once: some 10 µs.
const POSTINGS: usize = 1 << 14;

impl Run<'_> {
    /// The stories of `within` that have a phrase.
    pub(super) fn words(&self, phrase: &Phrase, within: &StorySet) -> Option<StorySet> {
        let candidates = self.candidates(phrase, within)?;
        if phrase.words.len() == 1 {
            return Some(candidates);
        }
        let scan = Scan::phrase(phrase);
        self.filter_texts(&candidates, 2, |s| scan.is_in(s))
    }

    /// The stories of `within` that have words in exactly this case.
    pub(super) fn exact(&self, words: &[String], within: &StorySet) -> Option<StorySet> {
        let folded = words.iter().map(|w| text::fold_words(w)).filter(|w| !w.is_empty()).collect();
        let candidates = self.candidates(&Phrase { words: folded, last: Last::Whole }, within)?;
        let scan = Scan::exact(words);
        self.filter_texts(&candidates, 1, |s| scan.is_in(s))
    }

    /// The stories of `within` that have each word of the phrase somewhere.
    pub(super) fn candidates(&self, phrase: &Phrase, within: &StorySet) -> Option<StorySet> {
        let mut left = within.clone();
        for (n, word) in phrase.words.iter().enumerate() {
            let prefix = n + 1 == phrase.words.len() && phrase.last == Last::Prefix;
            let hits = self.terms(|terms| {
                let word = word.as_bytes();
                if prefix { terms.with_prefix(word) } else { terms.find(word).map_or(0..0, |n| n..n + 1) }
            })?;
            left.intersect(&hits);
        }
        Some(left)
    }

    /// The stories with one of the terms that `pick` takes from each segment.
    fn terms(&self, pick: impl Fn(&Terms<'_>) -> Range<usize>) -> Option<StorySet> {
        let mut set = StorySet::empty(self.snapshot.n_stories());
        for (base, segment) in self.snapshot.segments() {
            let terms = segment.terms();
            let range = pick(&terms);
            let one_term = range.len() == 1;
            let postings = terms.postings(range);
            if one_term {
                self.insert(postings, base, &mut set)?;
                continue;
            }
            let mut here = StorySet::empty(segment.stories().len() as u32);
            for chunk in postings.chunks(POSTINGS) {
                self.insert(chunk, 0, &mut here)?;
                if here.len() == here.bound() {
                    break;
                }
            }
            move_in(&here, base, &mut set);
        }
        Some(set)
    }

    fn insert(&self, postings: &[u16], base: u32, set: &mut StorySet) -> Option<()> {
        for chunk in postings.chunks(POSTINGS) {
            for story in chunk {
                set.insert(StoryNo(base + u32::from(*story)));
            }
            self.spend(chunk.len())?;
        }
        Some(())
    }

    /// The stories of `within` that have letters inside a word.
    pub(super) fn inside(&self, letters: &str, within: &StorySet) -> Option<StorySet> {
        let finder = Finder::new(letters);
        let mut set = StorySet::empty(within.bound());
        for (base, segment) in self.snapshot.segments() {
            let terms = segment.terms();
            let mut here = StorySet::empty(segment.stories().len() as u32);
            let (mut at, mut term, mut n_terms) = (0, 0, 0usize);
            while let Some(hit) = terms.arena.get(at..).and_then(|rest| finder.find(rest)) {
                term = terms.term_at_byte_from(term, at + hit);
                self.insert(terms.postings(term..term + 1), 0, &mut here)?;
                n_terms += 1;
                if n_terms.is_multiple_of(64) && here.len() == here.bound() {
                    break;
                }
                // On to the next term; the line end behind this one is where its letters end.
                let rest = terms.arena.get(at + hit..).unwrap_or(&[]);
                at += hit + memchr::memchr(b'\n', rest).unwrap_or(rest.len());
                self.spend(50 + hit / 16)?;
            }
            move_in(&here, base, &mut set);
        }
        set.intersect(within);
        Some(set)
    }
}

/// Adds the stories of a segment whose first one has the number `base`.
fn move_in(here: &StorySet, base: u32, set: &mut StorySet) {
    for story in here.iter() {
        set.insert(StoryNo(base + story.0));
    }
}
