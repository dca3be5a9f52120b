//! Whether a person is a man or a woman by the word printed beside the name: "his wife, Ann Moss", "Bo Moss, the father
//! of two". It tells whom "Mrs. Moss" means in a story that names a couple.

use super::group::{Groups, field_str};
use super::title::Titles;
use crate::model::{Draft, DraftMention};
use crate::text::fold;

/// What only a man is called, folded.
const MEN: [&str; 17] = [
    "boyfriend",
    "brother",
    "businessman",
    "chairman",
    "father",
    "fiance",
    "grandfather",
    "grandson",
    "husband",
    "nephew",
    "son",
    "spokesman",
    "stepbrother",
    "stepfather",
    "stepson",
    "uncle",
    "widower",
];
/// What only a woman is called.
const WOMEN: [&str; 18] = [
    "actress",
    "aunt",
    "businesswoman",
    "chairwoman",
    "daughter",
    "fiancee",
    "girlfriend",
    "granddaughter",
    "grandmother",
    "mother",
    "niece",
    "sister",
    "spokeswoman",
    "stepdaughter",
    "stepmother",
    "stepsister",
    "widow",
    "wife",
];

/// Bytes before and behind a name in which such a word may stand.
const MAX_BYTES: usize = 32;

/// Adds to the titles of these groups what the words beside their mentions tell.
pub(super) fn add(draft: &Draft, mentions: &[DraftMention], groups: &mut Groups<'_>, wanted: &[u32]) {
    if wanted.is_empty() {
        return;
    }
    for (n, m) in mentions.iter().enumerate() {
        let Some((no, _)) = groups.mention(n).filter(|(no, _)| wanted.contains(no)) else { continue };
        groups.add_titles(no, told(draft, m));
    }
}

/// Whether such a word stands beside a mention of this group: "his grandfather, Sam Moss".
pub(super) fn is_kin(draft: &Draft, mentions: &[DraftMention], groups: &Groups<'_>, no: u32) -> bool {
    let of_group = |n: usize| groups.mention(n).is_some_and(|(root, _)| root == no);
    mentions.iter().enumerate().any(|(n, m)| of_group(n) && told(draft, m) != Titles::default())
}

/// What the words beside a mention tell.
fn told(draft: &Draft, m: &DraftMention) -> Titles {
    let start = if m.title.is_empty() { m.span.start } else { m.title.start.min(m.span.start) };
    beside(field_str(draft, m.field), start as usize, m.span.end as usize)
}

/// What the words beside the name (with its title) at these bytes tell.
fn beside(text: &str, start: usize, end: usize) -> Titles {
    let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) else { return Titles::default() };
    let before = before.trim_end_matches([' ', '\n', '\u{a0}']);
    let noun = before.trim_end_matches(',');
    let apposed = noun.len() < before.len();
    // "told his wife, Bo Moss said": between commas only, or it may be the beginning of anything.
    let closed = !apposed || after.starts_with([',', ';', '.', ')', ':']) || after.starts_with(" and ");
    let mut told = if closed { of(last_word(noun)) } else { Titles::default() };
    told.add(behind(after));
    told
}

/// What ", the wife of" behind a name tells.
fn behind(after: &str) -> Titles {
    let Some(rest) = after.strip_prefix(", ").or_else(|| after.strip_prefix(",\n")) else {
        return Titles::default();
    };
    let rest = rest.strip_prefix("the ").or_else(|| rest.strip_prefix("a ")).unwrap_or(rest);
    let word = &rest[..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())];
    let of_whom = rest[word.len()..].trim_start();
    if of_whom.starts_with("of ") || of_whom.starts_with("to ") { of(word) } else { Titles::default() }
}

fn last_word(before: &str) -> &str {
    let start = before.floor_char_boundary(before.len().saturating_sub(MAX_BYTES));
    before[start..].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("")
}

fn of(word: &str) -> Titles {
    if word.is_empty() || word.len() > MAX_BYTES {
        return Titles::default();
    }
    let word = fold(word);
    match () {
        () if MEN.contains(&&*word) => Titles::MAN,
        () if WOMEN.contains(&&*word) => Titles::WOMAN,
        () => Titles::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name stands between brackets.
    fn check(text: &str, expected: Titles) {
        let start = text.find('[').expect("a bracket begins the name");
        let end = text.find(']').expect("a bracket ends the name") - 1;
        assert_eq!(beside(&text.replace(['[', ']'], ""), start, end), expected, "{text}");
    }

    #[test]
    fn the_word_beside_a_name_tells() {
        check("he and his wife, [Ann Moss], left", Titles::WOMAN);
        check("his wife [Ann Moss] left", Titles::WOMAN);
        check("her fiancé, [Bo Moss]. They", Titles::MAN);
        check("[Ann Moss], the mother of two", Titles::WOMAN);
        check("[Bo Moss],\nson of the mayor", Titles::MAN);
    }

    #[test]
    fn other_words_tell_nothing() {
        check("he told his wife, [Bo Moss] said", Titles::default());
        check("[Bo Moss], his wife and a son", Titles::default());
        check("[Bo Moss], wife and all", Titles::default());
        check("the mother-in-law of Bo, the midwife [Ann Moss]", Titles::default());
        check("[Ann Moss]", Titles::default());
        check("é, [Ann Moss], é", Titles::default());
        check("“A daughter of the very old harbour” — [Ann Moss]", Titles::default());
        check("– [Ann Moss]\u{a0}“", Titles::default());
    }
}
