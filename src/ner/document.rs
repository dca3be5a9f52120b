//! What the whole story says of a word: how its capitalised words are used elsewhere in it.

use super::form::Form;
use super::gazetteer as gaz;
use super::lexicon as lex;
use super::word::{Word, Words, follows};
use crate::text::{Shape, TokenKind};

/// It stands with a capital inside a sentence.
pub(super) const INSIDE: u16 = 1;
/// It follows a given name.
pub(super) const AFTER_GIVEN: u16 = 1 << 1;
/// It follows a title.
pub(super) const AFTER_TITLE: u16 = 1 << 2;
/// A word of organizations follows it.
pub(super) const BEFORE_ORG: u16 = 1 << 3;
/// A preposition of places stands before it.
pub(super) const AFTER_IN: u16 = 1 << 4;
/// It speaks.
pub(super) const SPEAKS: u16 = 1 << 5;
/// It is part of a longer run of capitalised words.
pub(super) const IN_RUN: u16 = 1 << 6;
/// It stands alone.
pub(super) const ALONE: u16 = 1 << 7;
/// It is in capitals, and the initials of a run of the story spell it.
pub(super) const ACRONYM: u16 = 1 << 8;
/// It stands in brackets.
pub(super) const BRACKETS: u16 = 1 << 9;
/// "the" stands before it.
pub(super) const AFTER_THE: u16 = 1 << 10;
/// A state or country stands behind it, after a comma.
pub(super) const BEFORE_REGION: u16 = 1 << 11;
/// It is written small somewhere.
pub(super) const SMALL: u16 = 1 << 12;
/// A possessive follows.
pub(super) const OWNS: u16 = 1 << 13;

/// A run: capitalised words that only hyphens and "&" stand between.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Run {
    /// First word.
    pub(super) from: u32,
    /// One past the last word.
    pub(super) to: u32,
    /// Its initials are an acronym of the story.
    pub(super) spelled: bool,
}

/// The runs of a text, in order; notes in the forms how the story uses them.
pub(super) fn read(words: &mut Words<'_>) -> Vec<Run> {
    let mut runs = runs(words);
    acronyms(words, &mut runs);
    for run in &runs {
        for at in run.from as usize..run.to as usize {
            let used = use_of(words, at, *run);
            if let Some(form) = words.form_mut(at) {
                form.used |= used;
            }
        }
    }
    for form in &mut words.forms {
        form.used |= if form.small > 0 { SMALL } else { 0 };
    }
    runs
}

fn runs(words: &Words<'_>) -> Vec<Run> {
    let mut out = Vec::new();
    let mut n = 0;
    while n < words.all.len() {
        if !words.all[n].capital() {
            n += 1;
            continue;
        }
        let from = n;
        let mut to = n + 1;
        loop {
            let joined = words.after(to).is_some_and(|w| w.token.is('-') || w.token.is('&'));
            let next = to + usize::from(joined);
            if !words.after(next).is_some_and(|w| w.capital() && !super::word::breaks(w)) {
                break;
            }
            to = next + 1;
        }
        out.push(Run { from: from as u32, to: to as u32, spelled: false });
        n = to;
    }
    out
}

/// How the word at `at`, in a run, is used there.
fn use_of(words: &Words<'_>, at: usize, run: Run) -> u16 {
    let Some(word) = words.get(at).filter(|w| w.capital() && !w.heading) else { return 0 };
    let before = words.before(at);
    let after = words.after(at + 1);
    let capital_after = |w: &&Word| w.capital() && follows(w);
    let mut used = if word.starts { 0 } else { INSIDE };
    if before.is_some_and(|w| w.capital() && w.listed(gaz::GIVEN)) && follows(word) {
        used |= AFTER_GIVEN;
    }
    if before.is_some_and(|w| w.is(lex::TITLE_HEAD)) && follows(word) {
        used |= AFTER_TITLE;
    }
    if after.filter(capital_after).is_some_and(|w| w.is(lex::ORG_TAIL)) {
        used |= BEFORE_ORG;
    }
    let first = at == run.from as usize;
    let last = at + 1 == run.to as usize;
    if first && before.is_some_and(|w| w.lower() && w.is(lex::PLACE_PREP)) {
        used |= AFTER_IN;
    }
    let says = |w: &Word| w.lower() && w.is(lex::SAY);
    if last && after.is_some_and(says) || first && before.is_some_and(says) {
        used |= SPEAKS;
    }
    used |= if run.to - run.from > 1 { IN_RUN } else { ALONE };
    if first && before.is_some_and(|w| w.token.is('(')) && last && after.is_some_and(|w| w.token.is(')')) {
        used |= BRACKETS;
    }
    if first && before.is_some_and(|w| w.lower() && matches!(words.str(at - 1), "the")) {
        used |= AFTER_THE;
    }
    let region = words.after(at + 2).is_some_and(|w| w.capital() && w.listed(gaz::STATE | gaz::COUNTRY));
    if last && after.is_some_and(|w| w.token.is(',')) && region {
        used |= BEFORE_REGION;
    }
    if last && after.is_some_and(|w| w.token.kind == TokenKind::Possessive) {
        used |= OWNS;
    }
    used
}

/// Notes which words in capitals the initials of longer runs spell.
fn acronyms(words: &mut Words<'_>, runs: &mut [Run]) {
    for n in 0..runs.len() {
        let Run { from, to, .. } = runs[n];
        // "Department of Homeland Security": a run may go on over small words.
        let mut ends = vec![(from, to)];
        if let Some(next) = runs.get(n + 1).filter(|r| r.from > to && r.from - to <= 3)
            && (to..next.from).all(|at| is_small_link(words.str(at as usize)))
        {
            ends.push((from, next.to));
        }
        for (from, to) in ends {
            for initials in initials(words, from as usize, to as usize) {
                if let Some(form) = words.form_by_key(initials).filter(|f| f.upper > 0) {
                    form.used |= ACRONYM;
                    runs[n].spelled = true;
                }
            }
        }
    }
}

fn is_small_link(word: &str) -> bool {
    matches!(word, "of" | "and" | "for" | "the" | "on" | "in" | "de")
}

/// The keys of the initials, without small words and with them; nothing for fewer than three capitals.
fn initials(words: &Words<'_>, from: usize, to: usize) -> impl Iterator<Item = u64> + use<> {
    let mut capitals = String::new();
    let mut all = String::new();
    for n in from..to {
        let Some(word) = words.get(n).filter(|w| w.token.kind == TokenKind::Word) else { continue };
        let Some(letter) = words.str(n).chars().next() else { continue };
        all.push(letter);
        if word.token.shape != Shape::Lower {
            capitals.push(letter);
        }
    }
    let long = capitals.len() >= 3;
    let same = all == capitals;
    [(long, capitals), (long && !same, all)].into_iter().filter(|i| i.0).map(|i| super::form::key(&i.1))
}

/// Whether a form says something of its kind beyond the word itself.
pub(super) fn used(form: &Form) -> u16 {
    form.used
}
