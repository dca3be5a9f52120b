//! Line ends inside paragraphs: which of them break a sentence, and which end a heading, a byline, an item of a list.
//!
//! A name may run over the first and never over the second. Programs fill lines up to a width; people break them where
//! they like, so that only the words on both sides can tell.

use super::token;

/// A line this long or longer (letters) may have been broken by a program that fills lines: mail and wire copy are
/// wrapped at 60 to 80 columns, and the last word may be a long one.
const MIN: usize = 45;
/// Nobody wraps later than this (letters): such a line is a whole paragraph.
const MAX: usize = 110;
/// Nobody wraps prose earlier than this (letters).
const NARROW: usize = 16;

/// Words that end no heading and no item: what they belong to stands on the next line.
const LEADING: &[&str] = &[
    "a", "al", "an", "and", "at", "bin", "by", "da", "de", "del", "della", "den", "der", "di", "dos", "du",
    "el", "for", "from", "ibn", "in", "la", "of", "or", "ter", "than", "the", "to", "van", "von", "with",
    "y", "zu",
];
/// What stands behind a name and never begins a line by itself.
const SUFFIXES: &[&str] = &["II", "III", "IV", "Jr", "Sr"];
/// Words of sentences that headings leave out.
const TELLING: &[&str] = &[
    "a", "an", "are", "had", "has", "have", "he", "her", "his", "is", "it", "its", "said", "says", "she",
    "that", "the", "their", "they", "was", "were", "which", "who", "would",
];

/// What is known of the paragraph that is being read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Paragraph {
    /// One past its last byte.
    end: usize,
    /// Letters of its longest line.
    longest: usize,
    /// A sentence runs over one of its line ends.
    prose: bool,
    /// The line at hand begins inside a sentence.
    inside: bool,
    /// The line at hand is its first.
    first: bool,
}

impl Paragraph {
    /// Whether the line end at `at`, of the line that starts at `line`, only breaks a sentence. Lines are asked for in
    /// their order.
    pub(super) fn wraps(&mut self, text: &str, line: usize, at: usize) -> bool {
        let (here, next) = (&text[line..at], line_at(text, at + 1));
        if !goes_on(here, next) {
            (self.inside, self.first) = (false, false);
            return false;
        }
        if at >= self.end {
            *self = Paragraph::read(text, line);
        }
        let stopped = is_stopped(here);
        let wraps = runs_over(here, next) || self.breaks(here, next, stopped);
        (self.inside, self.first) = (wraps && !stopped, false);
        wraps
    }

    /// Whether a line end that neither of its words explains was made by breaking a sentence.
    fn breaks(&self, here: &str, next: &str, stopped: bool) -> bool {
        let letters = letters(here);
        if is_deeper(here, next) || letters > MAX || (next.len() > MAX && self::letters(next) > MAX) {
            return false;
        }
        let fits = letters + 1 + self::letters(first_word(next)) <= self.longest;
        let narrow = self.prose && self.longest >= NARROW && (self.inside || has_small(here));
        let filled = !fits && (letters >= MIN || narrow);
        let told = match self.first {
            true => has_dateline(here) || (is_telling(here) && !is_credit(here)),
            false => self.inside || is_telling(here) || token::is_open(first_word(here)),
        };
        // Of two lines of nothing but names, each may be an item.
        let apart = !has_small(here) && !has_small(next) && next.trim_end().contains(' ');
        filled || (!stopped && (letters >= MIN || self.prose) && (told || ends_short(here)) && !apart)
    }

    /// Reads ahead from the first line of a paragraph.
    fn read(text: &str, line: usize) -> Paragraph {
        let mut found = Paragraph { end: line, first: true, ..Paragraph::default() };
        let mut before = None;
        for (n, printed) in text[line..].split_inclusive('\n').enumerate() {
            let bare = printed.trim_end();
            if is_empty(bare) {
                break;
            }
            found.end += printed.len();
            found.longest = found.longest.max(letters(bare).min(MAX));
            // The first line may be a heading that reads like a sentence.
            let told =
                |before: &str| n > 1 && is_telling(before) && !is_stopped(before) && goes_on(before, printed);
            found.prose |= before.is_some_and(|before| runs_over(before, bare) || told(before));
            before = Some(bare);
        }
        // A line end on its edge is asked for no more.
        found.end = found.end.max(line + 1);
        found
    }
}

/// The line that starts at byte `start`.
fn line_at(text: &str, start: usize) -> &str {
    let rest = text.get(start..).unwrap_or("");
    &rest[..memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())]
}

/// Letters of a line; of a very long one its bytes, for which no line is too short.
fn letters(line: &str) -> usize {
    let line = line.trim();
    if line.len() > MAX * 4 { line.len() } else { line.chars().count() }
}

/// The mark of quoted mail at the start of a line ("> > "), and the line without it.
pub(super) fn margin(line: &str) -> (&str, &str) {
    let lead = line.len() - line.trim_start_matches(['>', ' ']).len();
    let len = line[..lead].rfind('>').map_or(0, |at| at + 1);
    line.split_at(len)
}

fn is_empty(line: &str) -> bool {
    margin(line).1.trim().is_empty()
}

/// Whether `next` can be more of what `here` says: it begins with a word or a quote, and is quoted as `here` is.
fn goes_on(here: &str, next: &str) -> bool {
    let ((quoted, here), (also, next)) = (margin(here), margin(next));
    let first = next.trim_start().chars().next();
    first.is_some_and(|c| c.is_alphanumeric() || matches!(c, '"' | '“' | '‘' | '('))
        && quoted.bytes().filter(|b| *b == b'>').eq(also.bytes().filter(|b| *b == b'>'))
        && !here.trim().is_empty()
}

/// Whether `next` begins deeper than `here`, as a paragraph may.
fn is_deeper(here: &str, next: &str) -> bool {
    let depth = |line: &str| line.len() - line.trim_start().len();
    depth(margin(next).1) > depth(margin(here).1)
}

/// Whether the words on both sides of a line end show that a sentence runs over it.
fn runs_over(here: &str, next: &str) -> bool {
    if is_stopped(here) {
        return false;
    }
    let last = here.split_whitespace().next_back().unwrap_or("");
    // "SUED BY", but not "Stand By".
    let leads = last.starts_with(char::is_lowercase) || !here.contains(char::is_lowercase);
    let first = first_word(next);
    let begins_inside =
        first.starts_with(char::is_lowercase) || SUFFIXES.contains(&first.trim_end_matches(['.', ',']));
    begins_inside
        || token::is_open(last)
        || (leads && LEADING.iter().any(|word| word.eq_ignore_ascii_case(last)))
}

/// Whether a line ends with the end of a sentence, or with a colon before a list.
fn is_stopped(line: &str) -> bool {
    let bare = line.trim_end().trim_end_matches(['"', '”', '’', '\'', ')']);
    match bare.chars().next_back() {
        Some('.') => !ends_short(bare),
        last => matches!(last, Some('!' | '?' | '…' | ':' | ';')),
    }
}

/// Whether the last word of a line is an abbreviation with its stop.
fn ends_short(line: &str) -> bool {
    token::is_abbreviation(line.split_whitespace().next_back().unwrap_or(""))
}

fn first_word(line: &str) -> &str {
    margin(line).1.split_whitespace().next().unwrap_or("")
}

/// Whether a line reads like a sentence: it begins with a word that headings leave out and has a small one of its own, or
/// has such a word anywhere and no more capitals than small words.
fn is_telling(line: &str) -> bool {
    let words = || line.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic));
    let small = words().filter(|word| word.starts_with(char::is_lowercase)).count();
    let told = words().any(|word| TELLING.contains(&word));
    let begins = TELLING.contains(&first_word(line).to_lowercase().as_str());
    let plain = |word: &str| {
        word.starts_with(char::is_lowercase) && !TELLING.contains(&word) && !LEADING.contains(&word)
    };
    (begins && words().any(plain)) || ((told || begins) && 2 * small >= words().count())
}

/// Whether a line has the dash behind a dateline.
fn has_dateline(line: &str) -> bool {
    line.split_whitespace().any(|word| matches!(word, "--" | "—" | "–"))
}

/// Whether a line ends with whose work it is: "Posted by Ann Ruiz".
fn is_credit(line: &str) -> bool {
    line.rsplit_once(" by ").is_some_and(|(_, name)| !name.is_empty() && !has_small(name))
}

/// Whether a line has a small word that is no part of names.
fn has_small(line: &str) -> bool {
    line.split_whitespace().any(|word| word.starts_with(char::is_lowercase) && !LEADING.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[bool]) {
        let (mut paragraph, mut line, mut found) = (Paragraph::default(), 0, Vec::new());
        for (at, _) in text.match_indices('\n') {
            found.push(paragraph.wraps(text, line, at));
            line = at + 1;
        }
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn long_lines_are_wrapped() {
        let line = "The council met on Tuesday and heard from Mayor Ann";
        check(&format!("{line}\nRuiz, who spoke.\n"), &[true, false]);
    }

    #[test]
    fn narrow_paragraphs_are_wrapped_where_the_next_word_does_not_fit() {
        check("The mayor met Linda\nMarsh on Tuesday and\nleft at noon.", &[true, true]);
        check("Bread News\nBy Ann Ruiz\nThe mayor said that all\nis well in town.", &[false, false, true]);
    }

    #[test]
    fn lists_are_not_wrapped() {
        check("Ann Ruiz\nBob Green\nCarl Vale", &[false, false]);
        check("Linda\n\nMarsh on Tuesday\nand so on", &[false, false, true]);
        check("Present were\nMayor Ann Ruiz\nBob Green\nand Carl Vale.", &[true, false, true]);
        check("They are:\nAnn Ruiz,\nBob Green of the\nHarbor Board", &[false, false, true]);
    }

    #[test]
    fn sentences_broken_by_hand_run_on() {
        check(
            "Lieselotte van der\nHoeven, a lawyer, was with the Ohio\nDepartment of Natural\nResources.",
            &[true; 3],
        );
        check(
            "ERIE, Pa. -- Mayor Lena\nHartwell met Sen.\nCarl Vale and the U.S.\nNavy, and\nleft.",
            &[true; 4],
        );
        check("Both\u{a0}met the\u{a0}\nHarbor Board and\u{2009}\nleft", &[true; 2]);
        check("  The mayor met Linda\n  Marsh on the\n  pier.", &[true; 2]);
        check("CITY SUED BY\nACME STEEL", &[true]);
        check(
            "It was late.\nThe deputy, Joaquim\nVale, spoke to\nus.\nDr. Tove\nMarsh left.",
            &[false, true, true, false, true],
        );
        check("The judge met Carl Vale\n    Jr. and the\n   pier sank.", &[true; 2]);
        check("He met Mr.\nHartwell and Carl Vale\nJr.", &[true; 2]);
        check(
            "> The mayor met Linda\n> Marsh on the\n> pier.\n>\n> It\n>> was",
            &[true, true, false, false, false],
        );
        check("> The sign > on the door of Linda\n> Marsh was a > sign of the\n> times.", &[true; 2]);
    }

    #[test]
    fn headings_and_paragraphs_end_where_their_line_does() {
        check("City Sues Acme Steel\nLena Hartwell was with\nthem.", &[false, true]);
        check("The mayor met Linda\nMarsh.\nHartwell was on the\npier.", &[true, false, true]);
        check(
            "This story was written by Ann Ruiz\nLena Hartwell, who is the mayor, was on the pier when the\nship left.",
            &[false, true],
        );
        check("The mayor was on the pier\n    Linda Marsh", &[false]);
        let heading = "MAYOR LENA HARTWELL SUED OVER A DEAL WITH ACME STEEL";
        check(
            &format!("{heading}\nLENA FALLS, Ohio -- The mayor said on Tuesday that all is well\nin town."),
            &[false, true],
        );
    }
}
