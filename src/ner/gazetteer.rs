//! The gazetteer: what lists of places and given names say about a word or a phrase, and how it is usually cased.
//!
//! `models/gazetteer.bin` is a hash table read in place, nothing is parsed at the start:
//!
//! ```text
//! magic (8 bytes) | bits u32 | 2^bits fingerprints u32 | 2^bits masks u16        (little-endian)
//! ```
//!
//! The low bits of a phrase's hash say where to look, the high 32 bits must equal the fingerprint; a slot that is
//! taken sends on to the next. No text of the lists is in it. `models/MODEL.md` tells where they come from.

use std::sync::LazyLock;

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

const MAGIC: &[u8; 8] = b"nhgaz\0\0\x01";
const HEADER_BYTES: usize = 12;

static BLOB: &[u8] = include_bytes!("../../models/gazetteer.bin");
static BUILT_IN: LazyLock<Table> = LazyLock::new(|| Table::open(BLOB).unwrap_or(Table::EMPTY));

/// What the built-in gazetteer says about a word or phrase, by its hash; 0 when it is in no list.
pub fn look_up(hash: u64) -> u16 {
    BUILT_IN.get(hash)
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

struct Table {
    bits: u32,
    prints: &'static [u8],
    masks: &'static [u8],
}

impl Table {
    const EMPTY: Table = Table { bits: 0, prints: &[], masks: &[] };

    fn open(blob: &'static [u8]) -> Option<Table> {
        let head = blob.get(..HEADER_BYTES)?;
        let bits = u32::from_le_bytes([head[8], head[9], head[10], head[11]]);
        if &head[..8] != MAGIC || bits > 24 {
            return None;
        }
        let rest = &blob[HEADER_BYTES..];
        let slots = 1usize << bits;
        (rest.len() == slots * 6).then(|| Table {
            bits,
            prints: &rest[..slots * 4],
            masks: &rest[slots * 4..],
        })
    }

    fn get(&self, hash: u64) -> u16 {
        let hash = mix(hash);
        let print = (hash >> 32) as u32;
        let last = (1usize << self.bits) - 1;
        let mut at = hash as usize & last;
        for _ in 0..=last {
            let Some(slot) = self.prints.get(at * 4..at * 4 + 4) else { return 0 };
            let mask = self.masks.get(at * 2..at * 2 + 2).map_or(0, |m| u16::from_le_bytes([m[0], m[1]]));
            if mask == 0 {
                return 0;
            }
            if slot == print.to_le_bytes() {
                return mask;
            }
            at = (at + 1) & last;
        }
        0
    }
}

/// The bytes of a gazetteer; the same for the same entries in any order. Entries with one hash are put together.
pub fn pack(entries: &[(u64, u16)]) -> Vec<u8> {
    let mut all: std::collections::BTreeMap<u64, u16> = std::collections::BTreeMap::new();
    for (hash, mask) in entries.iter().filter(|e| e.1 != 0) {
        *all.entry(mix(*hash)).or_default() |= mask;
    }
    // At most seven slots in ten are taken, so that a search ends soon.
    let slots = (all.len() * 10 / 7 + 1).next_power_of_two();
    let mut prints = vec![0u32; slots];
    let mut masks = vec![0u16; slots];
    for (hash, mask) in all {
        let mut at = hash as usize & (slots - 1);
        while masks[at] != 0 {
            at = (at + 1) & (slots - 1);
        }
        prints[at] = (hash >> 32) as u32;
        masks[at] = mask;
    }
    let mut out = MAGIC.to_vec();
    out.extend(slots.trailing_zeros().to_le_bytes());
    out.extend(prints.iter().flat_map(|p| p.to_le_bytes()));
    out.extend(masks.iter().flat_map(|m| m.to_le_bytes()));
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
        let entries: Vec<(u64, u16)> = (1..2000u16).map(|n| (phrase_hash(&format!("w{n}")), n)).collect();
        let table = Table::open(Box::leak(pack(&entries).into_boxed_slice())).unwrap();
        assert!(entries.iter().all(|(hash, mask)| table.get(*hash) == *mask));
        assert_eq!(table.get(phrase_hash("other")), 0);
    }

    #[test]
    fn the_built_in_lists_know_places_names_and_casing() {
        let has = |phrase: &str, bit: u16| look_up(phrase_hash(phrase)) & bit != 0;
        assert!(has("France", COUNTRY) && has("Oregon", STATE) && has("Chicago", CITY_HUGE));
        assert!(has("Los Angeles", CITY) && has("Los", BEGINS) && has("Kenyan", DEMONYM));
        assert!(has("Maria", GIVEN_COMMON) && has("Garcia", SURNAME_COMMON));
        assert_eq!(casing(look_up(phrase_hash("the"))), Casing::Lower);
        assert_eq!(casing(look_up(phrase_hash("Washington"))), Casing::Title);
    }

    #[test]
    fn a_damaged_blob_is_refused() {
        assert!(Table::open(b"").is_none());
        assert!(Table::open(b"nhgaz\0\0\x01\xff\xff\xff\xff").is_none());
    }
}
