//! Names of one story that differ by one letter: a slip of the pen, and the copy editor should know.

use rustc_hash::{FxHashMap, FxHashSet};

use super::group::{Group, Groups};
use super::person;
use crate::model::LinkRule;

/// Shorter words differ by a letter because they are different words.
const MIN_LETTERS: usize = 3;
/// Given names need more: "Jon" and "Don", "Maria" and "Marco" are different people.
const MIN_GIVEN_LETTERS: usize = 6;
/// An organization of fewer words is too short to be known by the others.
const MIN_WORDS: usize = 3;
/// Longer names are headlines.
const MAX_WORDS: usize = 12;
/// More names that are alike but for one word are a series ("District One", "District Two" ...).
const MAX_ALIKE: usize = 8;

/// Joins names of one story that are equal but for one letter of one word: organizations of three words or more,
/// and persons of one surname where one spelling stands there only once.
pub(super) fn one_letter(groups: &mut Groups<'_>) {
    let mut buckets: FxHashMap<(bool, usize, usize, String), Vec<u32>> = FxHashMap::default();
    for (no, group) in groups.roots() {
        let words: Vec<&str> = group.key.split(' ').collect();
        if group.person && words.len() == 2 && person::parts(&group.key).full {
            buckets.entry((true, 2, 0, words[1].to_owned())).or_default().push(no);
        } else if group.is_org() && (MIN_WORDS..=MAX_WORDS).contains(&words.len()) {
            for at in 0..words.len() {
                let mut rest = words.clone();
                rest.remove(at);
                buckets.entry((false, words.len(), at, rest.join(" "))).or_default().push(no);
            }
        }
    }
    let mut joins = Vec::new();
    for ((is_person, _, at, _), alike) in &buckets {
        if !(2..=MAX_ALIKE).contains(&alike.len()) {
            continue;
        }
        for (n, a) in alike.iter().enumerate() {
            for b in &alike[n + 1..] {
                let (one, other) = (groups.group(*a), groups.group(*b));
                if slipped(*is_person, *at, one, other) {
                    // The rarer spelling is the slip; of two equals the later one.
                    joins.push(if other.n > one.n { (*a, *b) } else { (*b, *a) });
                }
            }
        }
    }
    joins.sort_unstable();
    let slips: FxHashSet<u32> = joins.iter().map(|(slip, _)| *slip).collect();
    for (slip, right) in joins {
        // The slip of a slip is another name.
        if !slips.contains(&right) {
            groups.join(slip, right, LinkRule::OneLetter);
        }
    }
}

fn slipped(is_person: bool, at: usize, one: &Group, other: &Group) -> bool {
    let (Some(a), Some(b)) = (one.key.split(' ').nth(at), other.key.split(' ').nth(at)) else { return false };
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let shortest = a.len().min(b.len());
    if !is_person {
        return shortest >= MIN_LETTERS && a.iter().chain(&b).all(|c| c.is_alphabetic()) && one_edit(&a, &b);
    }
    // A first or last letter makes another given name of it: "Daniel", "Daniela".
    let ends = a.first() == b.first() && a.last() == b.last();
    let once = one.n.min(other.n) == 1 && one.n.max(other.n) > 1;
    shortest >= MIN_GIVEN_LETTERS && ends && once && !one.titles.conflict(other.titles) && one_edit(&a, &b)
}

/// Whether one letter was left out, added, changed, or two neighbours swapped.
fn one_edit(a: &[char], b: &[char]) -> bool {
    let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    match b.len() - a.len() {
        0 => match (a, b) {
            ([p, q, a @ ..], [r, s, b @ ..]) if p == s && q == r => a == b,
            ([_, a @ ..], [_, b @ ..]) => a == b,
            _ => false,
        },
        1 => *a == b[1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_is_one_letter() {
        for (a, b, expected) in [
            ("voz", "vos", true),
            ("harbor", "harbour", true),
            ("micheal", "michael", true),
            ("same", "same", false),
            ("first", "fifth", false),
            ("", "a", true),
        ] {
            let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            assert_eq!(one_edit(&x, &y), expected, "{a} / {b}");
            assert_eq!(one_edit(&y, &x), expected, "{b} / {a}");
        }
    }
}
