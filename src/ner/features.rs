//! The features of the tagger: what it looks at to decide on a word's tag, each as a hash.
//!
//! Training and tagging both call [`Features::each`]; nothing else makes features.

use super::document::{self, Run};
use super::form::Form;
use super::gazetteer as gaz;
use super::lexicon as lex;
use super::weights::{Blob, Wider};
use super::word::{KnownName, Word, Words, breaks};
use crate::model::{Label, Span};
use crate::text::{Gap, Shape, TokenKind};

/// A token as the features see it.
#[derive(Clone, Copy, Debug, Default)]
struct Atom {
    /// The word.
    w: u32,
    /// How it is written.
    shape: u32,
    /// How it is usually written.
    casing: u32,
    /// What the lists of names say.
    listed: u32,
    /// What the lists of words say.
    class: u32,
    /// Its clusters: coarse, middle, fine.
    clusters: [u32; 3],
    /// Its last three letters.
    suffix: u32,
    /// It has a capital, or digits and letters.
    capital: bool,
}

/// Before a sentence, and behind it.
const EDGE: Atom =
    Atom { w: 1, shape: 1, casing: 7, listed: 1, class: 1, clusters: [1, 1, 1], suffix: 1, capital: false };

/// A text as the tagger sees it.
#[derive(Debug)]
pub struct Features<'a> {
    /// Its words.
    pub(super) words: Words<'a>,
    atoms: Vec<Atom>,
    runs: Vec<Run>,
    /// For each word, one more than the number of its run; 0 outside.
    run_of: Vec<u32>,
}

fn mix(id: u32, a: u32, b: u32) -> u32 {
    let mut x = (u64::from(a) << 32 | u64::from(b)) ^ u64::from(id).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 32)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (x >> 32) as u32
}

fn low(hash: u64) -> u32 {
    (hash ^ (hash >> 32)) as u32
}

impl<'a> Features<'a> {
    /// Reads a text whose first `headline` bytes are one (a title).
    pub fn new(text: &'a str, headline: usize, blob: &'a Blob) -> Features<'a> {
        let mut words = Words::new(text, headline, blob);
        let runs = document::read(&mut words);
        let mut run_of = vec![0; words.all.len()];
        for (n, run) in runs.iter().enumerate() {
            run_of[run.from as usize..run.to as usize].fill(n as u32 + 1);
        }
        let mut atoms: Vec<Atom> = (0..words.all.len()).map(|n| atom(&words, n)).collect();
        words.known = phrases(&words, &mut atoms);
        Features { words, atoms, runs, run_of }
    }

    /// Where its tokens stand.
    pub fn spans(&self) -> impl ExactSizeIterator<Item = Span> {
        self.words.all.iter().map(|w| w.token.span)
    }

    /// Whether a sentence starts with token `n`.
    pub fn starts(&self, n: usize) -> bool {
        self.words.get(n).is_none_or(|w| w.starts)
    }

    /// Whether a token is worth all features: it, or one beside it, has a capital.
    fn full(&self, n: usize) -> bool {
        self.at(n, -1).capital || self.at(n, 0).capital || self.at(n, 1).capital
    }

    /// The atom `by` tokens from token `n`, in the same sentence.
    fn at(&self, n: usize, by: isize) -> &Atom {
        let Some(at) = n.checked_add_signed(by) else { return &EDGE };
        // A sentence that starts between the two.
        let edge = if by < 0 { at + 1..n + 1 } else { n + 1..at + 1 };
        if edge.into_iter().any(|k| self.words.all.get(k).is_none_or(|w| w.starts)) {
            return &EDGE;
        }
        &self.atoms[at]
    }

    /// Hands every feature of token `n` to `sink`.
    pub fn each(&self, n: usize, sink: &mut impl FnMut(u32)) {
        let (p, a, f) = (self.at(n, -1), self.at(n, 0), self.at(n, 1));
        let mut put = |id: u32, x: u32, y: u32| sink(mix(id, x, y));
        put(0, a.w, 0);
        put(1, p.w, 0);
        put(2, f.w, 0);
        put(3, a.shape, a.suffix);
        if !self.full(n) {
            put(4, a.shape, a.clusters[1]);
            put(5, p.shape, f.shape);
            put(6, a.clusters[1], p.clusters[1]);
            put(7, a.class, p.class);
            return;
        }
        let (pp, ff) = (self.at(n, -2), self.at(n, 2));
        put(8, pp.w, 0);
        put(9, ff.w, 0);
        put(10, p.w, a.w);
        put(11, a.w, f.w);
        put(12, p.w, f.w);
        put(13, a.shape, 0);
        put(14, p.shape, a.shape);
        put(15, a.shape, f.shape);
        put(16, mix(16, p.shape, a.shape), f.shape);
        put(17, p.suffix, a.shape);
        put(18, f.suffix, a.shape);
        self.spelling(n, &mut put);
        lists(&mut put, [p, a, f]);
        clusters(&mut put, [pp, p, a, f, ff]);
        self.run(n, &mut put);
        self.used(n, &mut put);
    }

    fn spelling(&self, n: usize, put: &mut impl FnMut(u32, u32, u32)) {
        let Some(form) = self.words.form(n) else { return };
        for (k, (prefix, suffix)) in form.prefixes.iter().zip(form.suffixes).enumerate() {
            if *prefix != 0 {
                put(20 + k as u32, *prefix, 0);
                put(24 + k as u32, suffix, 0);
            }
        }
        // Both halves of "al-Sadr" and "Miami-Dade" see the whole.
        let hyphen = |n: Option<usize>| {
            n.and_then(|n| self.words.get(n)).is_some_and(|w| w.token.is('-') && w.token.gap == Gap::None)
        };
        if hyphen(Some(n + 1)) {
            put(28, self.at(n, 0).w, self.at(n, 2).w);
            put(29, self.at(n, 2).shape, self.at(n, 2).clusters[1]);
        }
        if hyphen(n.checked_sub(1)) {
            put(30, self.at(n, -2).w, self.at(n, 0).w);
            put(31, self.at(n, -2).shape, self.at(n, -2).clusters[1]);
        }
    }

    /// The run of capitalised words around the token.
    fn run(&self, n: usize, put: &mut impl FnMut(u32, u32, u32)) {
        let Some(run) = self.run_of[n].checked_sub(1).and_then(|r| self.runs.get(r as usize)) else { return };
        let (from, to) = (run.from as usize, run.to as usize);
        let len = (to - from).min(6) as u32;
        let (first, last) = (&self.atoms[from], &self.atoms[to - 1]);
        let place = ((n - from).min(3) * 4 + (to - 1 - n).min(3)) as u32;
        let (before, after) = (self.at(from, -1), self.at(to - 1, 1));
        put(60, len, place);
        put(61, first.w, place);
        put(62, last.w, place);
        put(63, before.w, len);
        put(64, after.w, len);
        put(65, before.clusters[1], len);
        put(66, after.clusters[1], len);
        put(67, first.listed, mix(67, last.listed, len));
        put(68, last.class, place);
        put(69, first.class, place);
        put(70, before.class, mix(70, first.listed, len));
        put(71, after.class, mix(71, last.listed, len));
        put(72, last.clusters[1], place);
        put(73, first.clusters[1], place);
        put(74, before.w, after.w);
        if run.spelled {
            put(75, len, 0);
        }
    }

    /// How the story uses the word elsewhere.
    fn used(&self, n: usize, put: &mut impl FnMut(u32, u32, u32)) {
        let a = self.at(n, 0);
        if !a.capital {
            return;
        }
        let Some(used) = self.words.form(n).map(document::used) else { return };
        put(80, u32::from(used), 0);
        for bit in 0..16 {
            if used & 1 << bit != 0 {
                put(81, bit, a.shape);
            }
        }
        let word = self.words.get(n);
        let starts = word.is_some_and(|w| w.starts);
        put(82, u32::from(used & (document::SMALL | document::INSIDE)), u32::from(starts) << 8 | a.casing);
        put(83, u32::from(starts), mix(83, a.casing, a.shape));
        put(84, u32::from(starts), mix(84, a.listed, 0));
        if word.is_some_and(|w| w.heading) {
            put(85, a.shape, a.casing);
            put(86, a.casing, a.listed);
            put(87, self.at(n, -1).casing, self.at(n, 1).casing);
        }
    }
}

fn lists(put: &mut impl FnMut(u32, u32, u32), [p, a, f]: [&Atom; 3]) {
    put(32, a.casing, 0);
    put(33, p.casing, a.casing);
    put(34, a.casing, f.casing);
    put(35, a.casing, a.shape);
    put(36, a.listed, 0);
    put(37, p.listed, a.listed);
    put(38, a.listed, f.listed);
    put(39, a.listed, a.casing);
    put(40, mix(40, p.listed, a.listed), f.listed);
    put(41, a.class, 0);
    put(42, p.class, 0);
    put(43, f.class, 0);
    put(44, p.class, a.listed);
    put(45, a.listed, f.class);
    put(46, mix(46, p.class, a.shape), f.class);
}

fn clusters(put: &mut impl FnMut(u32, u32, u32), [pp, p, a, f, ff]: [&Atom; 5]) {
    let [coarse, middle, fine] = a.clusters;
    put(48, coarse, 0);
    put(49, middle, 0);
    put(50, fine, 0);
    put(51, p.clusters[1], a.shape);
    put(52, f.clusters[1], a.shape);
    put(53, p.clusters[2], 0);
    put(54, f.clusters[2], 0);
    put(55, p.clusters[1], middle);
    put(56, middle, f.clusters[1]);
    put(57, mix(57, p.clusters[0], coarse), f.clusters[0]);
    put(58, pp.clusters[1], p.clusters[1]);
    put(59, f.clusters[1], ff.clusters[1]);
    put(47, p.clusters[1], mix(47, a.w, f.clusters[1]));
}

fn atom(words: &Words<'_>, n: usize) -> Atom {
    let Some((word, form)) = words.get(n).zip(words.form(n)) else { return EDGE };
    let casing = u32::from(word.entry.mask >> gaz::CASING_SHIFT);
    Atom {
        w: low(form.key),
        shape: shape(word, words.str(n)),
        casing,
        listed: u32::from(word.entry.mask & LISTED),
        class: low((word.class & !lex::ORG_LAST).wrapping_mul(0x9e37_79b9_7f4a_7c15)),
        clusters: wider(words, form),
        suffix: form.suffixes[2],
        capital: word.capital() || word.token.kind == TokenKind::Handle,
    }
}

/// The bits of the gazetteer that name things.
const LISTED: u16 = gaz::BEGINS - 1;

fn wider(words: &Words<'_>, form: &Form) -> [u32; 3] {
    let fine = form.entry.cluster;
    let Wider { middle, coarse } = match fine.checked_sub(1) {
        Some(n) => words.blob.clusters.get(usize::from(n)).copied().unwrap_or_default(),
        None => Wider::default(),
    };
    [u32::from(coarse) + 2, u32::from(middle) + 2, u32::from(fine) + 2]
}

/// How a token is written: its kind, its capitals, its length where that tells, what joins it to others.
fn shape(word: &Word, printed: &str) -> u32 {
    let kind = match word.token.kind {
        TokenKind::Word => match cased(word) {
            Shape::Lower => 2,
            Shape::Title => 3,
            Shape::Upper => 4 + printed.len().min(5) as u32,
            Shape::Initial => 10,
            Shape::Mixed => 11,
            Shape::None => 12,
        },
        TokenKind::Number => 16 + printed.len().min(5) as u32,
        TokenKind::Possessive => 22,
        TokenKind::Url => 23,
        TokenKind::Email => 24,
        TokenKind::Handle => 25,
        TokenKind::Sign(sign) => 64 + u32::from(sign),
    };
    let glued = u32::from(word.token.gap == Gap::None);
    let stop = u32::from(printed.len() > 1 && printed.ends_with('.'));
    kind << 2 | glued << 1 | stop
}

/// How a word would be written in a line that is not in capitals.
fn cased(word: &Word) -> Shape {
    // Shorter words in capitals may be acronyms.
    if !(word.shouted && word.token.shape == Shape::Upper && word.token.span.len() >= 4) {
        return word.token.shape;
    }
    if word.common() { Shape::Lower } else { Shape::Title }
}

/// Adds what the lists say of phrases of several words to the atoms of their words; the names in general use.
fn phrases(words: &Words<'_>, atoms: &mut [Atom]) -> Vec<KnownName> {
    // A word in a phrase of the gazetteer, and in a name of the list: begins it, or goes on.
    const PHRASE: u32 = 1 << 12;
    const INSIDE: u32 = 1 << 13;
    const KNOWN: u32 = 14;
    let mut done = [0; 2];
    let mut out = Vec::new();
    for n in 0..words.all.len() {
        let word = &words.all[n];
        // "60 Minutes" begins with a number.
        if !(word.capital() || word.token.kind == TokenKind::Number && word.is(lex::NAME_BEGINS)) {
            continue;
        }
        let (place, known) = longest(words, n);
        if let Some((to, mask)) = place.filter(|_| n >= done[0]) {
            for (k, atom) in atoms[n..to].iter_mut().enumerate() {
                atom.listed |= mask | PHRASE | if k > 0 { INSIDE } else { 0 };
            }
            done[0] = to;
        }
        if let Some((to, label)) = known.filter(|_| n >= done[1]) {
            for (k, atom) in atoms[n..to].iter_mut().enumerate() {
                atom.listed |= ((label as u32 + 1) << 1 | u32::from(k > 0)) << KNOWN;
            }
            out.push(KnownName { words: n..to, label });
            done[1] = to;
        }
    }
    out
}

/// One past the last word of a phrase, and what it is.
type Found<T> = Option<(usize, T)>;

/// Where the longest phrase of the gazetteer (two words or more) from word `n` on ends and what it is; and the
/// same for the names in general use.
fn longest(words: &Words<'_>, n: usize) -> (Found<u32>, Found<Label>) {
    // No name of the lists has more words.
    const WORDS: usize = 8;
    let mut found = (None, None);
    let first = &words.all[n];
    let (begins, named) = (first.listed(gaz::BEGINS), first.is(lex::NAME_BEGINS));
    if !(begins || named) {
        return found;
    }
    let (mut hash, mut count) = (first.hash, 1);
    let mut at = n;
    loop {
        if named && let Some(known) = lex::known(hash).filter(|k| known_fits(words, n, at, *k)) {
            found.1 = Some((at + 1, known.label));
        }
        if begins && count > 1 {
            let mask = words.blob.lists.get(hash).mask & LISTED;
            if mask != 0 && words.all[at].capital() {
                found.0 = Some((at + 1, u32::from(mask)));
            }
        }
        at += 1;
        while words.after(at).is_some_and(|w| w.token.is('-') || w.token.is('&')) {
            at += 1;
        }
        let part = |w: &&Word| matches!(w.token.kind, TokenKind::Word | TokenKind::Number) && !breaks(w);
        let Some(word) = words.after(at).filter(part) else {
            break;
        };
        count += 1;
        if count > WORDS {
            break;
        }
        hash = gaz::join_hash(hash, word.hash);
    }
    found
}

/// Whether a name of the list holds as it is written here: "US" is none in small letters, "Ore" none without its stop.
fn known_fits(words: &Words<'_>, from: usize, last: usize, known: lex::Known) -> bool {
    let upper = (from..=last).all(|n| words.get(n).is_some_and(|w| w.token.shape == Shape::Upper));
    let shouted = words.get(from).is_some_and(|w| w.shouted);
    let stop = words.str(last).ends_with('.');
    // "the view" is no programme, "the Tea Party" a party.
    let ends = words.get(last).is_some_and(|w| w.capital() || w.token.kind == TokenKind::Number);
    ends && (!known.upper || upper && !shouted) && (!known.stop || stop)
}
