//! The form in which names are compared: what printing makes different and meaning does not is taken away.
//!
//! The text itself is never altered. Words are folded, white space is collapsed, a possessive mark and a leading
//! "The" are dropped, full stops inside abbreviations go ("U.S." is "US" is "United States"). The words of a public
//! body are sorted without function words and without "U.S." in front, so that "Justice Department", "Department
//! of Justice" and "U.S. Department of Justice" have one key.

use std::borrow::Cow;

use super::state;
use crate::model::Label;
use crate::text::fold;

/// Words that carry no meaning in a name; they may count or not in an acronym.
const FUNCTION_WORDS: [&str; 11] = ["of", "and", "the", "for", "in", "on", "at", "to", "a", "an", "by"];

/// Public bodies that are printed both ways round ("X Department", "Department of X"). Universities, banks and
/// associations are not: "University of Miami" and "Miami University" are two.
const REORDERED: [&str; 14] = [
    "administration",
    "agency",
    "bureau",
    "commission",
    "committee",
    "council",
    "court",
    "department",
    "embassy",
    "ministry",
    "office",
    "parliament",
    "secretariat",
    "treasury",
];

/// Further public bodies, before which "U.S." says no more than the name alone.
const NATIONAL: [&str; 15] = [
    "army",
    "congress",
    "constitution",
    "corps",
    "enforcement",
    "force",
    "guard",
    "house",
    "marines",
    "navy",
    "protection",
    "reserve",
    "senate",
    "service",
    "services",
];

/// Abbreviations that mean one thing wherever they are printed in capitals.
const ABBREVIATIONS: [(&str, &str); 11] = [
    ("US", "united states"),
    ("USA", "united states"),
    ("UK", "united kingdom"),
    ("UN", "united nations"),
    ("EU", "european union"),
    ("DC", "district of columbia"),
    ("UAE", "united arab emirates"),
    ("USSR", "soviet union"),
    ("GOP", "republican party"),
    ("ISIS", "islamic state"),
    ("ISIL", "islamic state"),
];

/// Peoples and parties whose members have another word than the adjective, both in the singular.
const MEMBERS: [(&str, &str); 13] = [
    ("brit", "british"),
    ("briton", "british"),
    ("croat", "croatian"),
    ("dane", "danish"),
    ("democrat", "democratic"),
    ("finn", "finnish"),
    ("jew", "jewish"),
    ("kurd", "kurdish"),
    ("scot", "scottish"),
    ("serb", "serbian"),
    ("spaniard", "spanish"),
    ("swede", "swedish"),
    ("turk", "turkish"),
];

/// The key of a chamber that is printed as "House" as a rule.
pub(super) const HOUSE: &str = "house of representatives";

/// A word of so many bytes that ends in an s need not be a plural ("Sis").
const MAX_SINGULAR_BYTES: usize = 3;

/// Whether a folded word carries no meaning in a name.
pub(super) fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.contains(&word)
}

/// `surface` with each run of white space as one blank, without white space at the ends; else as printed.
pub(super) fn collapse(surface: &str) -> Cow<'_, str> {
    let plain = |s: &str| s.bytes().all(|b| b.is_ascii() && !matches!(b, 9..=13)) && !s.contains("  ");
    let surface = surface.trim();
    if plain(surface) {
        return Cow::Borrowed(surface);
    }
    let mut out = String::with_capacity(surface.len());
    // In quoted mail a line end has its mark behind it.
    for part in surface.split_whitespace().filter(|part| !part.bytes().all(|b| b == b'>')) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(part);
    }
    if out == surface { Cow::Borrowed(surface) } else { Cow::Owned(out) }
}

/// The words of a person's name with a blank between. Hyphens stay in the last word ("ocasio-cortez"), and
/// initials stand apart ("J.B." is "j b").
pub(super) fn person(surface: &str) -> String {
    let mut out = String::with_capacity(surface.len());
    let shouted = !surface.contains(char::is_lowercase);
    let mut rest = tokens(surface).peekable();
    while let Some(token) = rest.next() {
        let bare = !shouted && is_bare_initials(token) && rest.peek().is_some();
        if bare || is_initials(token) {
            for c in token.chars().filter(|c| c.is_alphanumeric()) {
                push_word(&mut out, &fold(c.encode_utf8(&mut [0; 4])), false);
            }
        } else {
            push_word(&mut out, &fold(token), true);
        }
    }
    if let Some(last) = out.rfind(' ') {
        let given = out[..last].replace('-', " ");
        out.replace_range(..last, &given);
    }
    // A byline printed twice ("Ann Moss Ann Moss") is one.
    let half = out.len() / 2;
    if out.as_bytes().get(half) == Some(&b' ') && out[..half] == out[half + 1..] && out[..half].contains(' ')
    {
        out.truncate(half);
    }
    or_signs(out, surface)
}

/// The words of any other name with a blank between, function words kept, without a leading "the".
pub(super) fn words(surface: &str) -> String {
    let mut out = String::with_capacity(surface.len() + 8);
    for token in tokens(surface).flat_map(|t| t.split(['-', '‐', '‑', '–', '—', '/'])) {
        match token {
            "&" => push_word(&mut out, "and", false),
            token => match abbreviation(token) {
                Some(long) => push_phrase(&mut out, long),
                None => push_word(&mut out, &fold(token), false),
            },
        }
    }
    if let Some(rest) = out.strip_prefix("the ") {
        out = rest.to_owned();
    }
    if let Some(name) = super::other::name(&out) {
        out = name.to_owned();
    }
    or_signs(out, surface)
}

/// [`words`] of a place; "Ore." is "oregon".
pub(super) fn place(surface: &str) -> String {
    // "La." is the State; "LA." at the end of a sentence is the city.
    let short = surface != "LA." && (surface.ends_with('.') || surface.len() > 2);
    match state::full(surface).filter(|_| short) {
        Some(state::CITY_TOO) if !surface.eq_ignore_ascii_case(state::CITY_TOO) => state_of_city(),
        // The district is the city, and printed behind its name as often as in its place.
        Some("district of columbia") => "washington".to_owned(),
        Some(state) => state.to_owned(),
        None => words(surface),
    }
}

/// [`words`] of the State whose bare name is a city's.
pub(super) fn state_of_city() -> String {
    format!("{} state", state::CITY_TOO)
}

/// [`words`] of a nationality, religion or party, in the singular and as an adjective: "Republicans" are each a
/// "Republican", and "Swedes" are "Swedish".
pub(super) fn group(surface: &str) -> String {
    let mut words = words(surface);
    let plural = words.ends_with('s') && !words.ends_with("ss") && words.len() > MAX_SINGULAR_BYTES;
    if plural {
        words.pop();
    }
    match MEMBERS.iter().find(|(member, _)| *member == words) {
        Some((_, adjective)) => (*adjective).to_owned(),
        None => words,
    }
}

/// The key of a name that is no person's, from its [`words`].
pub(super) fn thing(words: &str) -> String {
    let rest = without_nation(words);
    // "Arden Police" is the Arden Police Department.
    if let Some(rest) = rest.strip_suffix(" department").filter(|rest| rest.ends_with(" police")) {
        return rest.to_owned();
    }
    if !rest.split(' ').any(|w| REORDERED.contains(&w)) {
        return rest.to_owned();
    }
    let mut content: Vec<&str> = rest.split(' ').filter(|w| !is_function_word(w)).collect();
    content.sort_unstable();
    content.join(" ")
}

/// `words` without a leading "united states" where it is the name of a public body: "U.S. Senate", not "U.S. Steel".
/// A U.S. attorney is not an attorney, so that one keeps it.
pub(super) fn without_nation(words: &str) -> &str {
    let Some(rest) = words.strip_prefix("united states ") else { return words };
    let body = rest.split(' ').any(|w| REORDERED.contains(&w) || NATIONAL.contains(&w));
    if body && !rest.starts_with("attorney") { rest } else { words }
}

/// The words that carry meaning, in their printed order: two forms of one key with other ones are reordered.
pub(super) fn content(words: &str) -> impl Iterator<Item = &str> {
    without_nation(words).split(' ').filter(|w| !is_function_word(w))
}

/// The key of a surface form, as far as the form alone tells it.
pub(super) fn of(label: Label, surface: &str) -> String {
    match label {
        Label::Person => person(surface),
        Label::Place => thing(&place(surface)),
        Label::Group => group(surface),
        _ => thing(&words(surface)),
    }
}

/// The words of an entity's key: those of `name` with hyphens for blanks.
pub(super) fn slug(label: Label, name: &str) -> String {
    let words = match label {
        Label::Person => person(name),
        Label::Place => place(name),
        _ => words(name),
    };
    words.replace(char::is_whitespace, "-")
}

/// Whether it is printed in capitals throughout although it is no acronym ("MIAMI" in a dateline).
pub(super) fn is_shouted(label: Label, surface: &str) -> bool {
    let letters = surface.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = surface.chars().filter(|c| c.is_uppercase()).count();
    let acronym = !matches!(label, Label::Person | Label::Place) && letters <= super::acronym::MAX_LETTERS;
    letters > 3 && letters == capitals && !acronym
}

fn tokens(surface: &str) -> impl Iterator<Item = &str> {
    let s = surface.trim();
    let s = s.strip_suffix("'s").or_else(|| s.strip_suffix("’s")).unwrap_or(s);
    s.split_whitespace()
}

/// Adds the letters, digits and (if wanted) hyphens of a folded token as a word.
fn push_word(out: &mut String, folded: &str, hyphens: bool) {
    let before = out.len();
    if before > 0 {
        out.push(' ');
    }
    let start = out.len();
    out.extend(folded.chars().filter_map(|c| match c {
        '-' | '‐' | '‑' | '–' if hyphens => Some('-'),
        c if c.is_alphanumeric() => Some(c),
        _ => None,
    }));
    let trimmed = out[start..].trim_end_matches('-').len();
    out.truncate(start + trimmed);
    if out.len() == start {
        out.truncate(before);
    }
}

fn push_phrase(out: &mut String, phrase: &str) {
    if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(phrase);
}

fn abbreviation(token: &str) -> Option<&'static str> {
    if token.len() > 8 || !token.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let same = |short: &str| token.bytes().filter(|b| !matches!(b, b'.' | b',')).eq(short.bytes());
    ABBREVIATIONS.iter().find(|(short, _)| same(short)).map(|(_, long)| *long)
}

/// "J.", "J.B.", "J"; not "Jr." or "St.".
fn is_initials(token: &str) -> bool {
    let letters = token.chars().filter(|c| c.is_alphabetic()).count();
    let stops = token.chars().filter(|c| *c == '.').count();
    letters >= 1 && letters <= stops.max(1) && token.chars().all(|c| c.is_uppercase() || c == '.')
}

/// "HR" in "HR Moss"; not "II".
fn is_bare_initials(token: &str) -> bool {
    token.len() == 2
        && token.bytes().all(|b| b.is_ascii_uppercase())
        && !matches!(token, "II" | "IV" | "JR" | "SR")
}

/// A name without a letter or digit is compared by its signs.
fn or_signs(words: String, surface: &str) -> String {
    if words.is_empty() { fold(&collapse(surface)).into_owned() } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printing_differences_vanish() {
        for (a, b) in [
            ("Harbour Watch", "HARBOUR\nWATCH"),
            ("the Harbour Watch", "Harbour  Watch’s"),
            ("U.S.", "United States"),
            ("the United States of America", "US"),
            ("Johnson & Sons", "Johnson and Sons"),
            ("Ministry of Fisheries", "Fisheries Ministry"),
            ("U.S. Department of Fisheries", "Fisheries Department"),
            ("Treasury Department", "Department of the Treasury"),
            ("U.S. Senate", "Senate"),
            ("New-Holm Council", "New Holm Council"),
            ("Britain", "U.K."),
            ("G.O.P.", "Republican Party"),
            ("ISIS", "Islamic State of Iraq and Syria"),
            ("U.S. House", "House of Representatives"),
        ] {
            assert_eq!(thing(&words(a)), thing(&words(b)), "{a} / {b}");
        }
    }

    #[test]
    fn states_and_groups_have_one_form() {
        assert_eq!(place("Wash."), place("Washington state"));
        assert_ne!(place("Wash."), place("Washington"));
        assert_eq!(place("D.C."), place("Washington"));
        let same = [("Holmians", "Holmian"), ("Swiss", "Swiss"), ("Sis", "Sis"), ("Swedes", "Swedish")];
        for (a, b) in same {
            assert_eq!((group(a), group(b)), (group(b), words(b)), "{a}");
        }
    }

    #[test]
    fn different_names_stay_different() {
        for (a, b) in [
            ("University of Arden", "Arden University"),
            ("U.S. Steel", "Steel"),
            ("U.S. Attorney's Office", "Attorney's Office"),
            ("Us Weekly", "U.S. Weekly"),
            ("Bank of Arden", "Arden Bank"),
            ("Bank of America", "Bank of the United States"),
            ("Isis", "Islamic State"),
        ] {
            assert_ne!(thing(&words(a)), thing(&words(b)), "{a} / {b}");
        }
    }

    #[test]
    fn a_persons_words() {
        for (surface, expected) in [
            ("Kevin de León", "kevin de leon"),
            ("J.B. Moss", "j b moss"),
            ("J. B. MOSS", "j b moss"),
            ("JB Moss", "j b moss"),
            ("ED MOSS", "ed moss"),
            ("Sam II", "sam ii"),
            ("Ana Ruiz-Kent’s", "ana ruiz-kent"),
            ("Mary-Ann O’Dell", "mary ann odell"),
            ("Sam Moss, Jr.", "sam moss jr"),
            ("Ann Moss Ann Moss", "ann moss"),
            ("Boutros Boutros", "boutros boutros"),
            ("—", "—"),
        ] {
            assert_eq!(person(surface), expected);
        }
    }

    #[test]
    fn capitals_of_a_dateline_are_no_acronym() {
        assert!(is_shouted(Label::Place, "ARDEN"));
        assert!(!is_shouted(Label::Org, "ARDEN"));
        assert!(is_shouted(Label::Org, "HARBOUR WATCH"));
        assert!(!is_shouted(Label::Place, "Arden"));
    }

    #[test]
    fn a_slug_has_no_blanks() {
        assert_eq!(slug(Label::Org, "The Department of\nFisheries"), "department-of-fisheries");
        assert_eq!(slug(Label::Place, "U.S."), "united-states");
        assert_eq!(slug(Label::Place, "N.C."), "north-carolina");
        assert_eq!(slug(Label::Person, "Kate Moss-Reed"), "kate-moss-reed");
    }
}
