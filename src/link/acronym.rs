//! Acronyms: which capitals may stand for which longer name.

use super::key;
use crate::model::Span;

/// Longest acronym in letters; longer capitals are shouted words.
pub(super) const MAX_LETTERS: usize = 6;

/// The folded letters of an acronym: 2 to 6 capitals (and digits), full stops between or not.
pub(super) fn letters(surface: &str) -> Option<String> {
    if surface.len() > 4 * MAX_LETTERS {
        return None;
    }
    let mut capitals = 0;
    let mut out = String::with_capacity(MAX_LETTERS);
    for c in surface.chars().filter(|c| *c != '.') {
        if c.is_uppercase() {
            capitals += 1;
        } else if !c.is_ascii_digit() {
            return None;
        }
        out.extend(c.to_lowercase());
    }
    let n = out.chars().count();
    (capitals >= 2 && n <= MAX_LETTERS).then_some(out)
}

/// The acronyms that the words of a name may have: initials with and without function words, with and without
/// the nation in front, and those of "Department of X" for "X Department". Each once.
pub(super) fn initials(words: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut add = |s: String| {
        if (2..=MAX_LETTERS).contains(&s.chars().count()) && !out.contains(&s) {
            out.push(s);
        }
    };
    for form in [words, key::without_nation(words)] {
        let content = || form.split(' ').filter(|w| !key::is_function_word(w));
        // "U.S. Senate" is no USS: the nation and one word make no acronym.
        let few = if form.starts_with("united states ") { 3 } else { 1 };
        if content().nth(few).is_none() || content().nth(2 * MAX_LETTERS).is_some() {
            continue;
        }
        add(first_letters(form.split(' ')));
        add(first_letters(content()));
        // "DEQ" of "Michigan Department of Environmental Quality": a story drops whose it is.
        if let Some(body) = without_owner(form) {
            add(first_letters(body.split(' ')));
            add(first_letters(body.split(' ').filter(|w| !key::is_function_word(w))));
        }
        if let Some((rest, head @ ("department" | "ministry"))) = form.rsplit_once(' ') {
            let head = &head[..1];
            add(format!("{head}o{}", first_letters(rest.split(' '))));
            add(format!("{head}{}", first_letters(rest.split(' '))));
        }
    }
    out
}

/// First words of public bodies before which their place may stand.
const BODIES: [&str; 8] =
    ["agency", "board", "bureau", "commission", "department", "division", "ministry", "office"];
/// Most words of a place.
const MAX_OWNER: usize = 3;

/// A body's words without its place in front: "Department of Health" of "New York Department of Health".
fn without_owner(words: &str) -> Option<&str> {
    let starts = words.match_indices(' ').take(MAX_OWNER).map(|(at, _)| &words[at + 1..]);
    let mut bodies = starts.filter(|rest| rest.contains(" of ") || rest.contains(" for "));
    bodies.find(|rest| rest.split(' ').next().is_some_and(|first| BODIES.contains(&first)))
}

fn first_letters<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.filter_map(|w| w.chars().next()).collect()
}

/// Whether `second` stands in brackets right behind `first`: "Harbour Watch (HW)".
pub(super) fn in_brackets(text: &str, first: Span, second: Span) -> bool {
    let (Some(gap), Some(after)) =
        (text.get(first.end as usize..second.start as usize), text.get(second.end as usize..))
    else {
        return false;
    };
    // Longer gaps hold more than a possessive mark, a blank, a bracket and a quote.
    let gap = if gap.len() <= 12 { gap.trim_start_matches(['\'', '’', 's']).trim() } else { return false };
    let quotes = ['"', '“', '‘', '\'', '”', '’'];
    gap.trim_end_matches(quotes) == "(" && after.trim_start_matches(quotes).starts_with([')', ';', ','])
}

/// What a story says between a name and the capitals that it goes by.
const CALLED: [&str; 4] = ["known as", "calls itself", "called", "acronym"];
/// Longest such text in bytes: "(better known in the region by its Spanish acronym,".
const MAX_CALLED: usize = 60;

/// Whether a story says that the name `first` goes by `second`: "Harbour Watch, also known as HW".
pub(super) fn is_called(text: &str, first: Span, second: Span) -> bool {
    let gap = text.get(first.end as usize..second.start as usize).filter(|gap| gap.len() <= MAX_CALLED);
    let Some(gap) = gap else { return false };
    let said = gap.trim_end().trim_end_matches(['"', '“', '‘', ',']).trim_end();
    let said = said.strip_suffix(" the").unwrap_or(said);
    let begins = gap.starts_with([',', ' ', '\n']) && !gap.contains(['.', ';', '?', '!']);
    begins && (CALLED.iter().any(|called| said.ends_with(called)) || said == ", or")
}

/// Whether it says so of an acronym in another language: "known by its Spanish acronym".
pub(super) fn is_foreign(text: &str, first: Span, second: Span) -> bool {
    text.get(first.end as usize..second.start as usize).is_some_and(|gap| gap.contains(" acronym"))
}

/// Whether the letters of `short` stand in this order in the words of `long`, beginning with the first letter of
/// a word: enough when the acronym stands in brackets behind the name.
pub(super) fn letters_in_order(short: &str, words: &str) -> bool {
    let Some(first) = short.chars().next() else { return false };
    let starts = words.split(' ').map(|w| w.as_ptr() as usize - words.as_ptr() as usize);
    let start = starts.into_iter().find(|at| words[*at..].starts_with(first));
    let Some(start) = start else { return false };
    let mut rest = words[start..].chars();
    short.chars().all(|c| rest.any(|d| d == c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_letters_and_words_are_not() {
        for (surface, expected) in [
            ("HWA", Some("hwa")),
            ("H.W.A.", Some("hwa")),
            ("G20", None),
            ("MI5", Some("mi5")),
            ("Ice", None),
            ("H", None),
            ("HARBOUR", None),
            ("", None),
        ] {
            assert_eq!(letters(surface).as_deref(), expected, "{surface}");
        }
    }

    #[test]
    fn function_words_may_count_or_not() {
        for (long, short, expected) in [
            ("Fisheries and Harbour Board", "fhb", true),
            ("Department of Fisheries", "dof", true),
            ("Fisheries Department", "dof", true),
            ("Fisheries Department", "fd", true),
            ("U.S. Department of Fisheries", "dof", true),
            ("United States Fisheries and Harbour Services", "usfhs", true),
            ("Arden Peace Officers’ Association", "apoa", true),
            ("Arden Department of Fisheries and Ports", "dfp", true),
            ("Arden Department of Fisheries and Ports", "fp", false),
            ("U.S. Senate", "uss", false),
            ("Arden", "a", false),
            ("Fisheries Board", "fhb", false),
        ] {
            assert_eq!(initials(&key::words(long)).contains(&short.to_owned()), expected, "{long} {short}");
        }
    }

    #[test]
    fn brackets_are_seen() {
        let text = "the Harbour Watch's (“HWX”) and more";
        assert!(in_brackets(text, Span::new(4, 17), Span::new(24, 27)));
        assert!(!in_brackets("Harbour Watch HW", Span::new(0, 13), Span::new(14, 16)));
        assert!(!in_brackets("né (A)", Span::new(0, 2), Span::new(900, 901)));
    }

    #[test]
    fn a_story_says_what_a_name_is_called() {
        for (text, expected) in [
            ("Harbour Watch, also known as the HWX.", true),
            ("Harbour Watch, which calls itself HWX.", true),
            ("Harbour Watch (known by its Spanish acronym, HWX).", true),
            ("Harbour Watch, or HWX, met.", true),
            ("Harbour Watch left. It was known as HWX.", false),
            ("Harbour Watch and HWX.", false),
        ] {
            let at = text.find("HWX").unwrap();
            assert_eq!(is_called(text, Span::new(0, 13), Span::new(at, at + 3)), expected, "{text}");
        }
    }

    #[test]
    fn bracketed_letters_need_only_come_in_order() {
        assert!(letters_in_order("hud", "department of housing and urban development"));
        assert!(!letters_in_order("hux", "department of housing and urban development"));
        assert!(!letters_in_order("zz", "pizza zone"));
    }
}
