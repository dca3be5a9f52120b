//! Numbers in digits and words: "60.2 million", "twenty-two hundred", "3 1/2", "half a million", "hundreds of thousands".

use super::lexicon as lex;
use super::word::{Word, Words};
use crate::text::{Gap, TokenKind};

/// A number that was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    /// What it says, with its scales.
    pub(super) value: f64,
    /// One past its last word.
    pub(super) end: usize,
    /// It says only how many digits: "hundreds", "dozens".
    pub(super) vague: bool,
    /// It has a scale from a thousand up.
    pub(super) scaled: bool,
    /// What its fraction counts, if it has one: the 32 of "9/32".
    pub(super) parts: Option<u16>,
}

impl Number {
    /// Its value in digits, or nothing where it is vague.
    pub(super) fn norm(&self) -> String {
        if self.vague { String::new() } else { plain(self.value) }
    }

    fn times(mut self, scale: f64, end: usize) -> Number {
        self.value *= scale;
        self.scaled |= scale >= 1e3;
        self.end = end;
        self
    }
}

/// A sum in digits, with two digits behind the point at most.
pub(super) fn plain(n: f64) -> String {
    ((n * 100.0).round() / 100.0).to_string()
}

/// The number that starts at word `n`, with its scales.
pub(super) fn number(words: &Words<'_>, n: usize) -> Option<Number> {
    let word = words.get(n)?;
    let first = Number { value: 1.0, end: n + 1, vague: false, scaled: false, parts: None };
    let number = match word.token.kind {
        TokenKind::Number => fraction(words, n).or_else(|| whole(words, n))?,
        TokenKind::Word if word.is(lex::SCALE) && word.lower() => first.times(scale_of(words.str(n)), n + 1),
        TokenKind::Word if word.is(lex::NUMBER) => Number { value: small_number(words.str(n))?, ..first },
        TokenKind::Word => match words.str(n) {
            "one" | "One" => words.after(n + 1).is_some_and(is_scale).then_some(first)?,
            "half" | "Half" => half_a(words, n)?,
            "tens" => Number { value: 10.0, ..first },
            _ => return None,
        },
        _ => return None,
    };
    let vague = word.lower() && word.token.kind == TokenKind::Word && is_plural(words.str(n));
    Some(Number { vague, ..scales(words, number)? })
}

fn is_scale(word: &Word) -> bool {
    word.is(lex::SCALE) && word.lower()
}

fn is_plural(word: &str) -> bool {
    matches!(word, "tens" | "dozens" | "hundreds" | "thousands" | "millions" | "billions")
}

/// Digits, and the fraction behind them: "16,000", "3 1/2", "3-1/2".
fn whole(words: &Words<'_>, n: usize) -> Option<Number> {
    let digits: String = words.str(n).chars().filter(|c| *c != ',').collect();
    let value = digits.parse::<f64>().ok()?;
    let hyphen = words.after(n + 1).is_some_and(|w| w.token.is('-') && w.token.gap == Gap::None);
    let at = n + 1 + usize::from(hyphen);
    let rest = words.after(at).filter(|w| w.token.kind == TokenKind::Number && w.token.gap <= Gap::Space);
    match rest.and_then(|_| fraction(words, at)) {
        Some(part) if value.fract() == 0.0 => Some(Number { value: value + part.value, ..part }),
        _ => Some(Number { value, end: n + 1, vague: false, scaled: false, parts: None }),
    }
}

/// "1/2" in one token, or "23 / 32" in three; never more than a whole.
fn fraction(words: &Words<'_>, n: usize) -> Option<Number> {
    let slash = words.after(n + 1).is_some_and(|w| w.token.is('/'));
    let (upper, lower, end) = match words.str(n).split_once('/') {
        Some((upper, lower)) => (upper, lower, n + 1),
        None if slash => (words.str(n), words.after(n + 2).map_or("", |_| words.str(n + 2)), n + 3),
        None => return None,
    };
    let (upper, lower) = (upper.parse::<u16>().ok()?, lower.parse::<u16>().ok()?);
    let value = f64::from(upper) / f64::from(lower);
    (upper > 0 && upper < lower).then_some(Number {
        value,
        end,
        vague: false,
        scaled: false,
        parts: Some(lower),
    })
}

/// "half a million", "half-a-million", "half a dozen".
fn half_a(words: &Words<'_>, n: usize) -> Option<Number> {
    let hyphen = |at: usize| words.after(at).is_some_and(|w| w.token.is('-'));
    let at = n + 1 + usize::from(hyphen(n + 1));
    words.after(at).filter(|_| matches!(words.str(at), "a" | "an"))?;
    let at = at + 1 + usize::from(hyphen(at + 1));
    let word = words.after(at)?;
    let whole = if is_scale(word) { scale_of(words.str(at)) } else { small_number(words.str(at))? };
    let half = Number { value: 0.5, end: at, vague: false, scaled: false, parts: None };
    (whole > 10.0).then(|| half.times(whole, at + 1))
}

/// The scales and tens behind a number.
fn scales(words: &Words<'_>, mut number: Number) -> Option<Number> {
    // "two hundred thousand": more scales than this are no number.
    for _ in 0..3 {
        let end = number.end;
        let Some(next) = words.after(end) else { break };
        if next.is(lex::SCALE) {
            number = number.times(scale_of(words.str(end)), end + 1);
        } else if next.token.is('-') {
            let glued = |w: &&Word| w.token.gap == Gap::None && w.is(lex::SCALE | lex::NUMBER);
            let Some(word) = words.get(end + 1).filter(glued) else { break };
            if word.is(lex::SCALE) {
                number = number.times(scale_of(words.str(end + 1)), end + 2);
            } else {
                number.value += small_number(words.str(end + 1))?;
                number.end = end + 2;
            }
        } else if words.str(end) == "of" && words.after(end + 1).is_some_and(is_scale) {
            // "hundreds of thousands"
            number = number.times(scale_of(words.str(end + 1)), end + 2);
        } else {
            break;
        }
    }
    Some(number)
}

fn small_number(word: &str) -> Option<f64> {
    const SMALL: &str = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
                         sixteen seventeen eighteen nineteen";
    const TENS: &str = "twenty thirty forty fifty sixty seventy eighty ninety";
    let word = word.to_ascii_lowercase();
    let place = |list: &str| list.split_ascii_whitespace().position(|w| w == word).map(|n| n as f64 + 2.0);
    let dozen = || matches!(word.as_str(), "dozen" | "dozens").then_some(12.0);
    place(SMALL).or_else(|| place(TENS).map(|n| n * 10.0)).or_else(dozen)
}

fn scale_of(word: &str) -> f64 {
    match word.to_ascii_lowercase().trim_end_matches('s') {
        "hundred" => 1e2,
        "thousand" => 1e3,
        "million" | "mn" => 1e6,
        "billion" | "bn" => 1e9,
        "trillion" => 1e12,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ner::weights::built_in;

    fn check(text: &str, expected: Option<(f64, usize)>) {
        let words = Words::new(text, 0, built_in());
        assert_eq!(number(&words, 0).map(|n| (n.value, n.end)), expected, "{text:?}");
    }

    #[test]
    fn digits_and_words_are_numbers() {
        check("16,000", Some((16_000.0, 1)));
        check("60.2 million", Some((60_200_000.0, 2)));
        check("twenty-two hundred", Some((2_200.0, 4)));
        check("two hundred thousand", Some((200_000.0, 3)));
        check("one million", Some((1_000_000.0, 2)));
        check("one of them", None);
    }

    #[test]
    fn fractions_are_numbers() {
        check("3 1/2", Some((3.5, 2)));
        check("3-1/2", Some((3.5, 3)));
        check("1/4", Some((0.25, 1)));
        check("9 / 32", Some((0.28125, 3)));
        check("4/0", None);
        check("half a million", Some((500_000.0, 3)));
        check("half-a-million", Some((500_000.0, 5)));
    }

    #[test]
    fn plurals_are_vague() {
        let words = Words::new("hundreds of thousands of dollars", 0, built_in());
        let number = number(&words, 0).unwrap();
        assert!(number.vague && number.scaled && number.end == 3);
    }
}
