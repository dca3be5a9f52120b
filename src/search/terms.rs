//! The term index of a segment while it is gathered: words in, sorted terms with postings out.
//!
//! Words are interned in one arena through an open hash table, so that no term has a string of its own.
//! A story's terms are kept as numbers, each once a story, and a counting sort at the end turns
//! "story → terms" into "term → stories". Stories ascend inside a term because they came in order.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::model::{BlockBuilder, Draft, Title, segment_section as section};
use crate::text;

/// Gathers the term index of a segment.
#[derive(Debug, Default)]
pub struct TermsBuilder {
    terms: Interner,
    /// The last story (counted from 1) that had the term.
    last_story: Vec<u32>,
    /// Terms of all stories, story after story, each once a story.
    story_terms: Vec<u32>,
    /// Where each story's terms end in `story_terms`.
    story_ends: Vec<usize>,
}

/// Stories are told by `u16` inside a segment; words of stories beyond are not indexed.
const MAX_STORIES: usize = 1 << 16;

impl TermsBuilder {
    /// Adds the words of a story's title and text; stories come in order. Returns the number of words of the text.
    pub fn add(&mut self, draft: &Draft) -> u32 {
        if let Title::Given(title) = &draft.title {
            self.add_words(title);
        }
        let n_words = self.add_words(&draft.text);
        self.story_ends.push(self.story_terms.len());
        n_words
    }

    /// Puts the sections `TERM_ARENA`, `TERM_AT`, `POST_AT`, `POST` into the segment's block.
    pub fn finish(self, block: &mut BlockBuilder<'_>) {
        let order = self.terms.sorted();
        let mut arena = Vec::with_capacity(self.terms.bytes.len() + order.len() + 1);
        let mut term_at = Vec::with_capacity(order.len() + 1);
        arena.push(b'\n');
        for term in &order {
            term_at.push(arena.len() as u32);
            arena.extend_from_slice(self.terms.term(*term));
            arena.push(b'\n');
        }
        term_at.push(arena.len() as u32);
        let (post_at, post) = self.postings(&order);
        block.bytes(section::TERM_ARENA, arena);
        block.records(section::TERM_AT, term_at);
        block.records(section::POST_AT, post_at);
        block.records(section::POST, post);
    }

    fn add_words(&mut self, text: &str) -> u32 {
        let story = self.story_ends.len() as u32 + 1;
        let indexed = self.story_ends.len() < MAX_STORIES;
        let mut n_words = 0u32;
        let mut words = text::words(text);
        while let Some((_, word)) = words.next_word() {
            n_words = n_words.saturating_add(1);
            if !indexed {
                continue;
            }
            let Some(term) = self.terms.intern(word.as_bytes()) else { continue };
            if self.last_story.len() <= term as usize {
                self.last_story.push(0);
            }
            let last = &mut self.last_story[term as usize];
            if *last != story {
                *last = story;
                self.story_terms.push(term);
            }
        }
        n_words
    }

    /// Counting sort of the postings into term order: where each term's begin (and one more), and the postings.
    fn postings(&self, order: &[u32]) -> (Vec<u32>, Vec<u16>) {
        let mut rank = vec![0u32; order.len()];
        for (n, term) in order.iter().enumerate() {
            rank[*term as usize] = n as u32;
        }
        let mut post_at = vec![0u32; order.len() + 1];
        for term in &self.story_terms {
            post_at[rank[*term as usize] as usize + 1] += 1;
        }
        for n in 1..post_at.len() {
            post_at[n] += post_at[n - 1];
        }
        let mut free = post_at.clone();
        let mut post = vec![0u16; self.story_terms.len()];
        let mut start = 0;
        for (story, &end) in self.story_ends.iter().enumerate() {
            for term in &self.story_terms[start..end] {
                let place = &mut free[rank[*term as usize] as usize];
                post[*place as usize] = story as u16;
                *place += 1;
            }
            start = end;
        }
        (post_at, post)
    }
}

/// Numbers for distinct byte strings, in the order in which they come.
#[derive(Debug, Default)]
struct Interner {
    bytes: Vec<u8>,
    /// Where each term ends in `bytes`.
    ends: Vec<u32>,
    /// Hash and number + 1 of a term, 0 for a free slot; a power of two of them, at most half full.
    slots: Vec<(u32, u32)>,
}

/// The arena of the index counts in `u32`; the last quarter stays free for the line ends between terms.
const MAX_ARENA_BYTES: usize = 3 << 30;

impl Interner {
    /// The number of `term`; `None` for a new one when there is no more room.
    fn intern(&mut self, term: &[u8]) -> Option<u32> {
        if self.ends.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let hash = hash(term);
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            match self.slots[at] {
                (_, 0) => break,
                (h, n) if h == hash && self.term(n - 1) == term => return Some(n - 1),
                _ => at = (at + 1) & mask,
            }
        }
        if self.bytes.len() + term.len() > MAX_ARENA_BYTES {
            return None;
        }
        let number = self.ends.len() as u32;
        self.bytes.extend_from_slice(term);
        self.ends.push(self.bytes.len() as u32);
        self.slots[at] = (hash, number + 1);
        Some(number)
    }

    fn term(&self, n: u32) -> &[u8] {
        let n = n as usize;
        let start = if n == 0 { 0 } else { self.ends[n - 1] as usize };
        &self.bytes[start..self.ends[n] as usize]
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1 << 10);
        let mut slots = vec![(0u32, 0u32); size];
        for slot in self.slots.iter().filter(|s| s.1 != 0) {
            let mut at = slot.0 as usize & (size - 1);
            while slots[at].1 != 0 {
                at = (at + 1) & (size - 1);
            }
            slots[at] = *slot;
        }
        self.slots = slots;
    }

    /// Every number, in the order of its bytes.
    fn sorted(&self) -> Vec<u32> {
        // Eight bytes as one number decide nearly every comparison without a look into the arena.
        let head = |term: &[u8]| {
            let mut bytes = [0u8; 8];
            let n = term.len().min(8);
            bytes[..n].copy_from_slice(&term[..n]);
            u64::from_be_bytes(bytes)
        };
        let mut keyed: Vec<(u64, u32)> =
            (0..self.ends.len() as u32).map(|n| (head(self.term(n)), n)).collect();
        keyed.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| self.term(a.1).cmp(self.term(b.1))));
        keyed.into_iter().map(|(_, n)| n).collect()
    }
}

fn hash(term: &[u8]) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(term);
    let hash = hasher.finish();
    (hash ^ (hash >> 32)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Segment;

    fn index(texts: &[&str]) -> Segment {
        let mut terms = TermsBuilder::default();
        for text in texts {
            terms.add(&Draft { text: (*text).to_owned(), ..Draft::default() });
        }
        let mut block = BlockBuilder::default();
        terms.finish(&mut block);
        Segment::open(Box::new(Segment::finish(block))).unwrap()
    }

    fn check(texts: &[&str], term: &str, expected: &[u16]) {
        let segment = index(texts);
        let terms = segment.terms();
        let found = terms.find(term.as_bytes()).map_or(&[][..], |n| terms.postings(n..n + 1));
        assert_eq!(found, expected, "{term}");
    }

    #[test]
    fn a_term_leads_to_its_stories_in_order() {
        let texts = ["Ferry to Ølby", "the ferry, the FERRY", "", "olby"];
        check(&texts, "ferry", &[0, 1]);
        check(&texts, "olby", &[0, 3]);
        check(&texts, "fer", &[]);
        check(&[], "ferry", &[]);
    }

    #[test]
    fn terms_are_sorted_and_a_prefix_is_one_range() {
        let segment = index(&["harbour harb harbinger zebra ha harbourmaster", "harbours"]);
        let terms = segment.terms();
        let all: Vec<_> = (0..terms.len()).map(|n| terms.term(n)).collect();
        assert!(all.is_sorted(), "{all:?}");
        assert_eq!(terms.postings(terms.with_prefix(b"harbour")), [0, 0, 1]);
    }

    #[test]
    fn words_are_counted_in_the_text_alone() {
        let title = Title::Given("Three more words".to_owned());
        let draft = Draft { title, text: "One two, two.".to_owned(), ..Draft::default() };
        assert_eq!(TermsBuilder::default().add(&draft), 3);
    }

    #[test]
    fn many_terms_survive_the_growth_of_the_table() {
        let text: Vec<String> = (0..5000).map(|n| format!("w{n}")).collect();
        let text = text.join(" ");
        let segment = index(&[&text, "w77 w4999"]);
        assert_eq!(segment.terms().len(), 5000);
        let n = segment.terms().find(b"w4999").unwrap();
        assert_eq!(segment.terms().postings(n..n + 1), [0, 1]);
    }
}
