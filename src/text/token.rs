//! Tokens: words, numbers, signs and addresses of a text, with how each is written and what stands before it.
//!
//! Rules of recognition work on tokens; the words of the index are those of [`super::words`].

use super::wrap::{self, Paragraph};
use crate::model::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters; also `U.S.`, `O'Brien`, `AT&T`, `a.m.`, `Gov.` with the stop that belongs to it.
    Word,
    /// Digits with the signs inside them, and letters behind: `16,000`, `8:42`, `2017-08-16`, `26th`.
    Number,
    /// `'s` behind a word, or an apostrophe behind a final s.
    Possessive,
    /// A web address, or a bare domain.
    Url,
    /// A mail address.
    Email,
    /// `@name` or `#word`.
    Handle,
    /// One sign.
    Sign(char),
}

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing.
    None,
    /// Blanks.
    Space,
    /// A line end inside a wrapped paragraph.
    Wrap,
    /// The end of a paragraph, heading or list item; also before the first token.
    Break,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// No letter that has a case is a capital.
    Lower,
    /// `Word`.
    Title,
    /// `WORD`, two capitals or more; `U.S.`.
    Upper,
    /// One capital, perhaps with a stop: `J.`, `A`.
    Initial,
    /// `McGregor`, `iPhone`, `WikiLeaks`.
    Mixed,
    /// Not a word.
    None,
}

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// What stands before it.
    pub gap: Gap,
    /// How it is written.
    pub shape: Shape,
}

impl Token {
    /// Whether it is this sign.
    pub fn is(&self, sign: char) -> bool {
        self.kind == TokenKind::Sign(sign)
    }

    /// Whether it is a word that begins with a capital, or holds one.
    pub fn is_capital(&self) -> bool {
        self.kind == TokenKind::Word && !matches!(self.shape, Shape::Lower | Shape::None)
    }
}

/// Abbreviations whose stop belongs to them and, before a word, ends no sentence.
const OPEN: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gov", "sen", "rep", "gen", "lt", "col", "sgt", "capt", "cmdr", "maj",
    "adm", "v", "rev", "hon", "pres", "dir", "supt", "insp", "det", "st", "ste", "mt", "ft", "jan", "feb",
    "mar", "apr", "aug", "sept", "sep", "oct", "nov", "dec", "vs", "no", "nos", "cpl", "pvt", "sec", "amb",
    "messrs", "atty", "asst", "reps", "sens", "govs", "gens", "pfc", "del", "ald", "dept",
];
/// Abbreviations whose stop belongs to them and may be the end of a sentence too.
const CLOSED: &[&str] = &[
    "inc", "corp", "co", "ltd", "jr", "sr", "bros", "etc", "ala", "ariz", "ark", "calif", "colo", "conn",
    "fla", "ga", "ill", "ind", "kan", "ky", "la", "md", "mass", "mich", "minn", "miss", "mo", "mont", "neb",
    "nev", "okla", "ore", "pa", "tenn", "tex", "vt", "va", "wash", "wis", "wyo", "ave", "blvd", "rd", "esq",
    "plc", "assn", "univ", "tues", "thurs", "ont", "que", "alta", "sask",
];
/// Endings of bare domains that news names print: general use.
const DOMAINS: &[&str] = &[
    "com", "org", "net", "gov", "edu", "co", "uk", "tv", "info", "io", "us", "ca", "mil", "eu", "de", "fr",
    "ru",
];

/// Whether a word with its stop is an abbreviation after which a sentence goes on.
pub(super) fn is_open(word: &str) -> bool {
    word.strip_suffix('.').is_some_and(|w| among(w, OPEN) || w.chars().count() == 1)
}

/// Whether a word with its stop is an abbreviation, which may stand inside a sentence.
pub(super) fn is_abbreviation(word: &str) -> bool {
    let Some(bare) = word.strip_suffix('.') else { return false };
    among(bare, OPEN) || among(bare, CLOSED) || bare.contains('.') || bare.chars().count() == 1
}

/// The tokens of `text`, in order.
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0, line: 0, first: true, after: None, paragraph: Paragraph::default() }
}

/// The tokens of a text, one after the other; see [`tokens`].
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// First byte of the line.
    line: usize,
    first: bool,
    paragraph: Paragraph,
    /// The last byte of the token before, where the next one starts right behind it.
    after: Option<u8>,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let gap = self.skip_white();
        let first = self.rest().chars().next()?;
        let (end, kind) = self.measure(first, gap);
        let span = Span::new(self.at, end);
        let shape = match kind {
            TokenKind::Word => shape(&self.text[self.at..end]),
            _ => Shape::None,
        };
        self.after = self.text.as_bytes().get(end - 1).copied();
        self.at = end;
        self.first = false;
        Some(Token { span, kind, gap, shape })
    }
}

impl<'a> Tokens<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn skip_white(&mut self) -> Gap {
        let mut gap = if self.first { Gap::Break } else { Gap::None };
        while let Some(c) = self.rest().chars().next().filter(|c| c.is_whitespace()) {
            let here = match c {
                '\n' => self.line_end(),
                _ => Gap::Space,
            };
            // Two line ends in a row are a blank line, whatever the lines' lengths.
            gap = if c == '\n' && gap == Gap::Wrap { Gap::Break } else { gap.max(here) };
            self.at += c.len_utf8();
            if c == '\n' && gap == Gap::Wrap {
                self.at += wrap::margin(self.rest().lines().next().unwrap_or("")).0.len();
            }
        }
        if gap > Gap::None {
            self.after = None;
        }
        gap
    }

    /// What the line end at `self.at` is.
    fn line_end(&mut self) -> Gap {
        let wraps = self.paragraph.wraps(self.text, self.line, self.at);
        self.line = self.at + 1;
        if wraps { Gap::Wrap } else { Gap::Break }
    }

    fn measure(&self, first: char, gap: Gap) -> (usize, TokenKind) {
        let rest = self.rest();
        if first.is_alphabetic() {
            return self.measure_word(rest);
        }
        if first.is_ascii_digit() {
            return (self.at + number_len(rest), TokenKind::Number);
        }
        if matches!(first, '\'' | '’')
            && gap == Gap::None
            && let Some(len) = possessive_len(rest, self.after)
        {
            return (self.at + len, TokenKind::Possessive);
        }
        if matches!(first, '@' | '#') && self.after.is_none_or(|b| !b.is_ascii_alphanumeric()) {
            let len = rest[1..].find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len() - 1);
            if len > 0 {
                return (self.at + 1 + len, TokenKind::Handle);
            }
        }
        match first.is_alphanumeric() {
            true => (self.at + alnum_len(rest), TokenKind::Word),
            false => (self.at + first.len_utf8(), TokenKind::Sign(first)),
        }
    }

    fn measure_word(&self, rest: &str) -> (usize, TokenKind) {
        if let Some(len) = address_len(rest) {
            return (self.at + len, TokenKind::Url);
        }
        let mut len = alnum_len(rest);
        loop {
            let tail = &rest[len..];
            let mut chars = tail.chars();
            let (Some(sign), Some(next)) = (chars.next(), chars.next()) else { break };
            let joins = match sign {
                '\'' | '’' => next.is_alphabetic() && possessive_len(tail, None).is_none(),
                '&' => next.is_uppercase() && rest[..len].ends_with(char::is_uppercase),
                _ => false,
            };
            if !joins {
                break;
            }
            len += sign.len_utf8() + alnum_len(&tail[sign.len_utf8()..]);
        }
        if rest[len..].starts_with('.') {
            if let Some(dotted) = dotted_len(rest, len) {
                return (self.at + dotted, TokenKind::Word);
            }
            if let Some(domain) = domain_len(rest, len) {
                return (self.at + domain, TokenKind::Url);
            }
            let word = &rest[..len];
            if among(word, OPEN) || (among(word, CLOSED) && word.starts_with(char::is_uppercase)) {
                return (self.at + len + 1, TokenKind::Word);
            }
        }
        if rest[len..].starts_with('@')
            && let Some(mail) = mail_len(rest, len)
        {
            return (self.at + mail, TokenKind::Email);
        }
        (self.at + len, TokenKind::Word)
    }
}

fn among(word: &str, list: &[&str]) -> bool {
    word.len() <= 6 && list.iter().any(|a| a.eq_ignore_ascii_case(word))
}

fn alnum_len(s: &str) -> usize {
    let ascii = s.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if s.as_bytes().get(ascii).is_none_or(u8::is_ascii) {
        return ascii;
    }
    let is_mark = |c| unicode_normalization::char::is_combining_mark(c);
    s.find(|c: char| !c.is_alphanumeric() && (c.is_ascii() || !is_mark(c))).unwrap_or(s.len())
}

/// `'s` with nothing of a word behind it, or a bare apostrophe behind an s.
fn possessive_len(s: &str, after: Option<u8>) -> Option<usize> {
    let mark = s.chars().next()?.len_utf8();
    let mut chars = s[mark..].chars();
    match chars.next() {
        Some('s' | 'S') if !chars.next().is_some_and(char::is_alphanumeric) => Some(mark + 1),
        Some(c) if c.is_alphanumeric() => None,
        _ => matches!(after, Some(b's' | b'S')).then_some(mark),
    }
}

/// `U.S.`, `a.m.`, `J.`: single letters, each with a stop. `len` is that of the first word.
fn dotted_len(s: &str, len: usize) -> Option<usize> {
    let mut at = 0;
    let mut letters = 0;
    // No abbreviation has more letters, and a text of nothing but them must not be read again and again.
    while letters < 9 {
        let mut chars = s[at..].chars();
        match (chars.next(), chars.next()) {
            (Some(c), Some('.')) if c.is_alphabetic() => {
                letters += 1;
                at += c.len_utf8() + 1;
            }
            _ => break,
        }
    }
    let follows_word = s[at..].starts_with(char::is_alphanumeric);
    match letters {
        0 => (s[..len].eq_ignore_ascii_case("ph") && s[len..].starts_with(".D.")).then_some(len + 3),
        1 => (!follows_word && s.starts_with(char::is_uppercase)).then_some(at),
        _ if follows_word => None,
        _ => Some(at),
    }
}

/// A number: digits, signs between digits, letters right behind.
fn number_len(s: &str) -> usize {
    let b = s.as_bytes();
    let digit = |n: usize| b.get(n).is_some_and(u8::is_ascii_digit);
    let mut n = 0;
    while n < b.len() {
        let joins = matches!(b[n], b',' | b'.' | b':' | b'/')
            || (b[n] == b'-'
                && (4..=7).contains(&n)
                && b[..n].iter().all(|c| c.is_ascii_digit() || *c == b'-'));
        if !(b[n].is_ascii_digit() || (joins && n > 0 && digit(n - 1) && digit(n + 1))) {
            break;
        }
        n += 1;
    }
    let letters = b[n..].iter().take_while(|c| c.is_ascii_alphabetic()).count();
    // "July 25, 2017Attorney": a word that was glued to a number, not a unit ("5bn", "26th", "747s").
    let glued = letters > 2 && b[n].is_ascii_uppercase() && b[n + 1].is_ascii_lowercase();
    if glued { n } else { n + letters }
}

/// An address that says its scheme, or starts with `www.`.
fn address_len(s: &str) -> Option<usize> {
    let b = s.as_bytes();
    let starts = |p: &str| b.get(..p.len()).is_some_and(|h| h.eq_ignore_ascii_case(p.as_bytes()));
    (starts("http://") || starts("https://") || starts("www.")).then(|| trimmed(s))
}

/// A bare domain: `Milenio.org`, and the path behind it.
fn domain_len(s: &str, len: usize) -> Option<usize> {
    let mut at = len;
    let mut ends = None;
    // A host has a handful of labels; more dots than this are leaders or a list.
    for _ in 0..5 {
        let Some(tail) = s[at..].strip_prefix('.') else { break };
        let label = alnum_len(tail);
        if label == 0 {
            break;
        }
        at += 1 + label;
        ends = among(&tail[..label], DOMAINS).then_some(at);
    }
    let end = ends?;
    Some(if s[end..].starts_with('/') { trimmed(s).max(end) } else { end })
}

fn mail_len(s: &str, len: usize) -> Option<usize> {
    let host = &s[len + 1..];
    let end = host.find(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-').unwrap_or(host.len());
    let host = host[..end].trim_end_matches(['.', '-']);
    host.contains('.').then_some(len + 1 + host.len())
}

/// Up to the next white space, quote or bracket, without the signs that end a sentence.
fn trimmed(s: &str) -> usize {
    let end =
        s.find(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '”' | '’')).unwrap_or(s.len());
    s[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']).len()
}

fn shape(word: &str) -> Shape {
    let (mut upper, mut lower, mut first_upper) = (0, 0, false);
    for (n, c) in word.chars().enumerate() {
        if c.is_uppercase() {
            upper += 1;
            first_upper |= n == 0;
        } else if c.is_lowercase() {
            lower += 1;
        }
    }
    match (upper, lower) {
        (0, _) => Shape::Lower,
        (1, 0) => Shape::Initial,
        (_, 0) => Shape::Upper,
        (1, _) if first_upper => Shape::Title,
        _ => Shape::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = tokens(text).map(|t| t.span.of(text)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        check("Gov. O'Neil's U.S. plan", &["Gov.", "O'Neil", "'s", "U.S.", "plan"]);
        check(
            "Officers’ Club at 11 a.m. sharp.",
            &["Officers", "’", "Club", "at", "11", "a.m.", "sharp", "."],
        );
        check("Miami-Dade, AT&T", &["Miami", "-", "Dade", ",", "AT&T"]);
        check("J. R. Ewing Inc.", &["J.", "R.", "Ewing", "Inc."]);
    }

    #[test]
    fn numbers_keep_the_signs_inside() {
        check("$60.2 million, 16,000.", &["$", "60.2", "million", ",", "16,000", "."]);
        check("2017-08-16 8:42 26th 10-12", &["2017-08-16", "8:42", "26th", "10", "-", "12"]);
    }

    #[test]
    fn addresses_are_one_token() {
        check("see https://a.example/b?c=1.", &["see", "https://a.example/b?c=1", "."]);
        check(
            "Hola.org and x@y.example, @ann #tag",
            &["Hola.org", "and", "x@y.example", ",", "@ann", "#tag"],
        );
    }

    #[test]
    fn only_wrapped_lines_go_on() {
        let gap = |text: &str, word: &str| tokens(text).find(|t| t.span.of(text) == word).map(|t| t.gap);
        let wrapped = "The mayor of the town met the members of the Green\nBay club on Monday to talk.";
        assert_eq!(gap(wrapped, "Bay"), Some(Gap::Wrap));
        assert_eq!(gap("A heading\nThe text", "The"), Some(Gap::Break));
        assert_eq!(gap(&wrapped.replace('\n', "\n \n"), "Bay"), Some(Gap::Break));
    }

    proptest! {
        #[test]
        fn tokens_are_in_order_and_on_boundaries(text in "\\PC*|[A-Za-z.@' 0-9\\n-]*") {
            let mut last = 0;
            for t in tokens(&text) {
                prop_assert!(text.get(t.span.range()).is_some() && !t.span.is_empty());
                prop_assert!(t.span.start >= last);
                last = t.span.end;
            }
        }
    }
}
