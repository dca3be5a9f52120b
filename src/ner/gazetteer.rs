//! The gazetteer: what lists of places and given names say about a word or a phrase, and how it is usually cased.
//!
//! The lists of the blob (`weights`) are a hash table read in place, nothing is parsed at the start:
//!
//! ```text
//! bits u32 | 2^bits fingerprints u32 | 2^bits masks u16 | 2^bits clusters u16        (little-endian)
//! ```
//!
//! The low bits of a phrase's hash say where to look, the high 32 bits must equal the fingerprint; a slot that is
//! taken sends on to the next. No text of the lists is in it. `models/MODEL.md` tells where they come from.

/// A country or its capital's country name.
pub const COUNTRY: u16 = 1;
/// A state of the US.
pub const STATE: u16 = 1 << 1;
/// A city of over 15,000 people; with [`CITY_BIG`] of over 100,000, with [`CITY_HUGE`] of over 500,000.
pub const CITY: u16 = 1 << 2;
/// See [`CITY`].
pub const CITY_BIG: u16 = 1 << 3;
/// See [`CITY`].
pub const CITY_HUGE: u16 = 1 << 4;
/// A county of the US.
pub const COUNTY: u16 = 1 << 5;
/// A nationality.
pub const DEMONYM: u16 = 1 << 6;
/// A given name.
pub const GIVEN: u16 = 1 << 7;
/// A given name that one in ten thousand people bears.
pub const GIVEN_COMMON: u16 = 1 << 8;
/// A surname.
pub const SURNAME: u16 = 1 << 9;
/// A surname among the 5,000 most common in the US.
pub const SURNAME_COMMON: u16 = 1 << 10;
/// A longer phrase of the gazetteer begins with this.
pub const BEGINS: u16 = 1 << 11;
/// The lowest of the three bits of [`Casing`].
pub const CASING_SHIFT: u32 = 12;

/// How a word is cased inside sentences, by counts in open text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub enum Casing {
    /// Not counted often enough.
    Unknown,
    /// Lower case 95 times in 100.
    Lower,
    /// Lower case 60 times in 100.
    MostlyLower,
    /// Both.
    Mixed,
    /// With a capital 90 times in 100.
    Title,
    /// In capitals 60 times in 100.
    Upper,
}

/// The casing in a mask.
pub fn casing(mask: u16) -> Casing {
    match mask >> CASING_SHIFT {
        1 => Casing::Lower,
        2 => Casing::MostlyLower,
        3 => Casing::Mixed,
        4 => Casing::Title,
        5 => Casing::Upper,
        _ => Casing::Unknown,
    }
}

/// What the lists say about a word or phrase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Bits of this module, and the casing.
    pub mask: u16,
    /// The number of the word's cluster, from 1; 0 when it is in none.
    pub cluster: u16,
}

/// The hash of a word: letters and digits only, case and accents folded.
pub fn word_hash(word: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    if word.is_ascii() {
        for b in word.bytes().filter(u8::is_ascii_alphanumeric) {
            hash = step(hash, b.to_ascii_lowercase());
        }
    } else {
        for c in crate::text::fold(word).chars().filter(|c| c.is_alphanumeric()) {
            for b in c.encode_utf8(&mut [0; 4]).bytes() {
                hash = step(hash, b);
            }
        }
    }
    hash
}

/// The hash of a phrase that goes on with another word.
pub fn join_hash(phrase: u64, word: u64) -> u64 {
    (phrase.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The hash of a whole phrase, its words apart by anything that is no letter or digit, stop or apostrophe.
pub fn phrase_hash(phrase: &str) -> u64 {
    let apart = |c: char| !(c.is_alphanumeric() || matches!(c, '.' | '\'' | '’'));
    let mut words = phrase.split(apart).filter(|w| w.chars().any(char::is_alphanumeric)).map(word_hash);
    let first = words.next().unwrap_or(0);
    words.fold(first, join_hash)
}

/// FNV-1a.
pub(super) fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// FNV leaves the high bits of short words poor.
fn mix(hash: u64) -> u64 {
    let h = (hash ^ (hash >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    h ^ (h >> 32)
}

/// A hash table read in place:
///
/// ```text
/// bits u32 | 2^bits fingerprints u32 | 2^bits masks u16 | 2^bits clusters u16        (little-endian)
/// ```
///
/// The low bits of a phrase's hash say where to look, the high 32 bits must equal the fingerprint; a slot that is
/// taken sends on to the next. No text of the lists is in it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lists {
    bits: u32,
    prints: &'static [u8],
    masks: &'static [u8],
    clusters: &'static [u8],
}

impl Lists {
    /// Opens a table at the start of `blob`, and says what stands behind it; `None` if it is no table.
    pub fn open(blob: &'static [u8]) -> Option<(Lists, &'static [u8])> {
        let (head, rest) = blob.split_first_chunk::<4>()?;
        let bits = u32::from_le_bytes(*head);
        if bits > 24 {
            return None;
        }
        let slots = 1usize << bits;
        let (prints, rest) = rest.split_at_checked(slots * 4)?;
        let (masks, rest) = rest.split_at_checked(slots * 2)?;
        let (clusters, rest) = rest.split_at_checked(slots * 2)?;
        Some((Lists { bits, prints, masks, clusters }, rest))
    }

    /// What it says about the phrase with this hash.
    pub fn get(&self, hash: u64) -> Entry {
        let hash = mix(hash);
        let print = (hash >> 32) as u32;
        let last = (1usize << self.bits) - 1;
        let mut at = hash as usize & last;
        for _ in 0..=last {
            let Some(slot) = self.prints.get(at * 4..at * 4 + 4) else { break };
            let entry = Entry { mask: u16_at(self.masks, at), cluster: u16_at(self.clusters, at) };
            if entry == Entry::default() {
                break;
            }
            if slot == print.to_le_bytes() {
                return entry;
            }
            at = (at + 1) & last;
        }
        Entry::default()
    }
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at * 2..at * 2 + 2).map_or(0, |b| u16::from_le_bytes([b[0], b[1]]))
}

/// The bytes of a table; the same for the same entries in any order. Entries with one hash are put together.
pub fn pack(entries: &[(u64, Entry)]) -> Vec<u8> {
    let mut all: std::collections::BTreeMap<u64, Entry> = std::collections::BTreeMap::new();
    for (hash, entry) in entries.iter().filter(|e| e.1 != Entry::default()) {
        let sum = all.entry(mix(*hash)).or_default();
        sum.mask |= entry.mask;
        sum.cluster = sum.cluster.max(entry.cluster);
    }
    // At most seven slots in ten are taken, so that a search ends soon.
    let slots = (all.len() * 10 / 7 + 1).next_power_of_two();
    let mut prints = vec![0u32; slots];
    let mut found = vec![Entry::default(); slots];
    for (hash, entry) in all {
        let mut at = hash as usize & (slots - 1);
        while found[at] != Entry::default() {
            at = (at + 1) & (slots - 1);
        }
        prints[at] = (hash >> 32) as u32;
        found[at] = entry;
    }
    let mut out = slots.trailing_zeros().to_le_bytes().to_vec();
    out.extend(prints.iter().flat_map(|p| p.to_le_bytes()));
    out.extend(found.iter().flat_map(|e| e.mask.to_le_bytes()));
    out.extend(found.iter().flat_map(|e| e.cluster.to_le_bytes()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_hash_by_their_folded_words() {
        assert_eq!(phrase_hash("Miami-Dade County"), phrase_hash("MIAMI DADE  county"));
        assert_eq!(phrase_hash("St. Louis"), phrase_hash("st louis"));
        assert_eq!(phrase_hash("Bogotá"), phrase_hash("bogota"));
        assert_ne!(phrase_hash("a b"), phrase_hash("b a"));
    }

    #[test]
    fn what_is_packed_is_found() {
        let entry = |n: u16| (phrase_hash(&format!("w{n}")), Entry { mask: n % 7, cluster: n });
        let entries: Vec<(u64, Entry)> = (1..2000).map(entry).collect();
        let (lists, rest) = Lists::open(Box::leak(pack(&entries).into_boxed_slice())).unwrap();
        assert!(entries.iter().all(|(hash, entry)| lists.get(*hash) == *entry));
        assert_eq!((lists.get(phrase_hash("other")), rest), (Entry::default(), &[][..]));
    }

    #[test]
    fn the_built_in_lists_know_places_names_and_casing() {
        let lists = &crate::ner::weights::built_in().lists;
        let mask = |phrase: &str| lists.get(phrase_hash(phrase)).mask;
        let has = |phrase: &str, bit: u16| mask(phrase) & bit != 0;
        assert!(has("France", COUNTRY) && has("Oregon", STATE) && has("Chicago", CITY_HUGE));
        assert!(has("Los Angeles", CITY) && has("Los", BEGINS) && has("Kenyan", DEMONYM));
        assert!(has("Maria", GIVEN_COMMON) && has("Garcia", SURNAME_COMMON));
        assert_eq!(casing(mask("the")), Casing::Lower);
        assert_eq!(casing(mask("Washington")), Casing::Title);
    }

    #[test]
    fn a_damaged_blob_is_refused() {
        assert!(Lists::open(b"").is_none());
        assert!(Lists::open(b"\xff\xff\xff\xff").is_none());
        assert!(Lists::open(b"\x04\0\0\0short").is_none());
    }
}
