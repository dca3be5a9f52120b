//! Sums of money: "$60.2 million", "HK$5", "dlrs 18", "RM120,000", "2 million Swiss francs", "a penny".

use super::lexicon as lex;
use super::number::{Number, number, plain};
use super::value::Value;
use super::word::{Word, Words};
use crate::model::Label;
use crate::text::{Gap, TokenKind};

/// A currency in use since 1990.
pub(super) struct Currency {
    /// Its code by ISO 4217, also printed before or behind a sum.
    code: &'static str,
    /// What else is printed before a sum.
    marks: &'static str,
    /// Its units in words that mean it alone.
    units: &'static str,
}

const fn row(code: &'static str, marks: &'static str, units: &'static str) -> Currency {
    Currency { code, marks, units }
}

/// The currencies that news prints; codes that are English words ("ALL", "TRY") are left out.
#[rustfmt::skip]
pub(super) const CURRENCIES: &[Currency] = &[
    row("USD", "US$ dlrs dlr US", "dollar dollars bucks"),
    row("EUR", "", "euro euros"),
    row("GBP", "", "pounds quid pence"),
    row("JPY", "", "yen"),
    row("CNY", "RMB", "yuan renminbi"),
    row("CAD", "C$ Can$ CDN$", ""),
    row("AUD", "A$ AU$", ""),
    row("NZD", "NZ$", ""),
    row("HKD", "HK$", ""),
    row("SGD", "S$", ""),
    row("TWD", "NT$", ""),
    row("MYR", "RM", "ringgit"),
    row("IDR", "Rp", "rupiah"),
    row("INR", "Rs Rs.", "rupee rupees"),
    row("PKR", "", ""),
    row("LKR", "", ""),
    row("BDT", "Tk", "taka"),
    row("THB", "", "baht"),
    row("KRW", "", "won"),
    row("VND", "", "dong"),
    row("PHP", "", ""),
    row("KZT", "", "tenge"),
    row("CHF", "SFr Sfr", ""),
    row("SEK", "", "kronor"),
    row("NOK", "", ""),
    row("DKK", "", ""),
    row("ISK", "", "kronur"),
    row("PLN", "", "zloty zlotys"),
    row("CZK", "", "koruna korunas"),
    row("HUF", "", "forint forints"),
    row("RON", "", "lei"),
    row("BGN", "", "leva"),
    row("UAH", "", "hryvnia hryvnias"),
    row("RUB", "", "ruble rubles rouble roubles"),
    row("TRL", "", ""),
    row("ILS", "NIS", "shekel shekels"),
    row("SAR", "", "riyal riyals"),
    row("IRR", "", "rial rials"),
    row("AED", "", "dirham dirhams"),
    row("KWD", "", "dinar dinars"),
    row("EGP", "", ""),
    row("ZAR", "", "rand"),
    row("NGN", "", "naira"),
    row("KES", "", ""),
    row("GHS", "", "cedi cedis"),
    row("ETB", "", "birr"),
    row("ZMW", "", "kwacha"),
    row("BRL", "R$", "reais"),
    row("MXN", "", "peso pesos"),
    row("VEF", "", "bolivar bolivars"),
    row("DEM", "DM", "marks"),
    row("FRF", "FF", "franc francs"),
    row("ITL", "", "lire lira"),
    row("ESP", "", "peseta pesetas"),
    row("PTE", "", "escudo escudos"),
    row("NLG", "", "guilder guilders"),
    row("ATS", "", "schilling schillings"),
    row("GRD", "", "drachma drachmas"),
    row("", "", "krona krone kroner crowns shilling shillings cents"),
    row("BTC", "", "bitcoin bitcoins"),
];

/// Units that countries share: what they are called does not say which money is meant.
const COMMON: &[&str] = &[
    "peso", "pesos", "rupee", "rupees", "franc", "francs", "dinar", "dinars", "riyal", "riyals", "rial",
    "rials", "lira", "dirham", "dirhams", "lei",
];
/// Units that are other words too; only behind millions they are surely money.
const DOUBTFUL: &[&str] = &["pounds", "won", "marks", "crowns", "dong", "lei", "lira", "rand"];

fn has(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|w| w == word)
}

/// Whether a word is a unit of money, or a mark before a sum, for the classes of words.
pub(super) fn vocabulary() -> impl Iterator<Item = (&'static str, u64)> {
    CURRENCIES.iter().flat_map(|c| {
        let units = c.units.split_ascii_whitespace().map(|w| (w, lex::CURRENCY));
        let marks = c.marks.split_ascii_whitespace().chain([c.code]).map(|w| (w, lex::MONEY_MARK));
        units.chain(marks.filter(|m| !m.0.is_empty() && !m.0.ends_with('$')))
    })
}

/// The code of the currency that a mark stands for: "US$", "Rs", "EUR".
fn of_mark(mark: &str) -> Option<&'static str> {
    CURRENCIES.iter().find(|c| !c.code.is_empty() && (c.code == mark || has(c.marks, mark))).map(|c| c.code)
}

/// A sum that starts with a sign or mark at word `n`.
pub(super) fn marked(words: &Words<'_>, n: usize) -> Option<Value> {
    let word = words.get(n)?;
    match word.token.kind {
        TokenKind::Sign(sign) => of_sign(words, n, n, sign_code(sign)),
        // "HK$5"
        TokenKind::Word if glued_dollar(words, n + 1) => {
            let mark = [words.str(n), "$"].concat();
            of_sign(words, n, n + 1, of_mark(&mark)?)
        }
        // "US $5" is a place and a sum; "RM 5" and "EUR 5" are sums.
        TokenKind::Word if word.is(lex::MONEY_MARK) && words.str(n) != "US" => {
            let code = of_mark(words.str(n))?;
            let next = words.after(n + 1).filter(|w| w.token.gap <= Gap::Space);
            let digits = next.is_some_and(|w| w.token.kind == TokenKind::Number);
            let sum = digits.then(|| number(words, n + 1)).flatten()?;
            Some(money(n, sum.end, code, Some(sum)))
        }
        TokenKind::Word => glued(words, n),
        _ => None,
    }
}

fn glued_dollar(words: &Words<'_>, n: usize) -> bool {
    words.after(n).is_some_and(|w| w.token.is('$') && w.token.gap == Gap::None)
}

fn sign_code(sign: char) -> &'static str {
    match sign {
        '€' => "EUR",
        '£' => "GBP",
        '¥' => "JPY",
        '₹' => "INR",
        '₽' => "RUB",
        '₩' => "KRW",
        '₪' => "ILS",
        '₦' => "NGN",
        _ => "USD",
    }
}

/// Whether a sign stands before sums.
pub(super) fn is_sign(sign: char) -> bool {
    matches!(sign, '$' | '€' | '£' | '¥' | '₹' | '₽' | '₩' | '₪' | '₦')
}

/// The sum behind the sign at word `sign`: "$60.2 million", "£5bn".
fn of_sign(words: &Words<'_>, from: usize, sign: usize, code: &'static str) -> Option<Value> {
    words.get(sign + 1).filter(|w| w.token.kind == TokenKind::Number && w.token.gap <= Gap::Space)?;
    match short(words.str(sign + 1)) {
        Some(value) => Some(Value {
            words: from..sign + 2,
            label: Label::Money,
            norm: format!("{code} {}", plain(value)),
        }),
        None => {
            let sum = number(words, sign + 1)?;
            Some(money(from, sum.end, code, Some(sum)))
        }
    }
}

/// Digits with a letter for their scale: "5bn", "20k".
fn short(digits: &str) -> Option<f64> {
    let letters = digits.find(|c: char| c.is_ascii_alphabetic())?;
    let scale = match &digits[letters..] {
        "k" | "K" => 1e3,
        "m" | "M" | "mn" => 1e6,
        "b" | "B" | "bn" => 1e9,
        _ => return None,
    };
    digits[..letters].replace(',', "").parse::<f64>().ok().map(|n| n * scale)
}

/// A mark and digits in one word: "RM50", "Rs200", "EUR5"; the word behind may be the scale.
fn glued(words: &Words<'_>, n: usize) -> Option<Value> {
    let printed = words.str(n);
    let at = printed.find(|c: char| c.is_ascii_digit())?;
    let code = of_mark(&printed[..at])?;
    let digits = printed[at..].parse::<f64>().ok()?;
    // "RM50,000": the comma is a sign of its own behind a word.
    let thousands = |at: usize| {
        words.after(at).is_some_and(|w| w.token.is(',') && w.token.gap == Gap::None)
            && words.after(at + 1).is_some_and(|w| w.token.kind == TokenKind::Number)
            && words.str(at + 1).len() == 3
    };
    let (mut value, mut end) = (digits, n + 1);
    while thousands(end) {
        value = value * 1e3 + words.str(end + 1).parse::<f64>().unwrap_or(0.0);
        end += 2;
    }
    let scaled = words.after(end).filter(|w| w.is(lex::SCALE)).and_then(|_| number(words, end));
    let (value, end) = scaled.map_or((value, end), |s| (value * s.value, s.end));
    Some(Value { words: n..end, label: Label::Money, norm: format!("{code} {}", plain(value)) })
}

fn money(from: usize, end: usize, code: &str, sum: Option<Number>) -> Value {
    let norm = sum.map_or(String::new(), |s| s.norm());
    let norm = if norm.is_empty() || code.is_empty() { String::new() } else { format!("{code} {norm}") };
    Value { words: from..end, label: Label::Money, norm }
}

/// The money that a number from word `n` on counts: "2 kroner", "5 million U.S. dollars", "millions of euros".
pub(super) fn counted(words: &Words<'_>, n: usize, sum: Number) -> Option<Value> {
    let mut at = sum.end;
    if sum.vague && words.str(at) == "of" {
        at += 1;
    }
    let is_unit = |at: usize| {
        words.after(at).is_some_and(|w: &Word| w.lower() && w.is(lex::CURRENCY | lex::MONEY_MARK))
    };
    // "Hong Kong" before "dollars".
    let unit = (at..at + 3).find(|k| is_unit(*k))?;
    if !(at..unit).all(|k| words.after(k).is_some_and(|w| w.capital())) {
        return None;
    }
    let printed = words.str(unit);
    if DOUBTFUL.contains(&printed) && !sum.scaled && unit == at && words.str(unit + 1) != "sterling" {
        return None;
    }
    let american = unit == at || matches!(words.str(at), "U.S." | "US" | "American");
    let units = CURRENCIES.iter().find(|c| has(c.units, printed) || has(c.marks, printed));
    let code = units.map_or("", |c| c.code);
    let cents = printed == "cents";
    let shared = COMMON.contains(&printed) || !american;
    let code = if shared {
        ""
    } else if cents {
        "USD"
    } else {
        code
    };
    let sum = Number { value: if cents { sum.value / 100.0 } else { sum.value }, ..sum };
    Some(money(n, unit + 1, code, Some(sum)))
}

/// The coin at word `n`, which stands for a small sum without a number: "not a penny".
pub(super) fn coin(n: usize) -> Value {
    money(n, n + 1, "", None)
}

/// A price in thirty-seconds of a point, as bonds are quoted: "fell 9/32 to 104 23/32".
pub(super) fn bond_price(n: usize, sum: Number) -> Option<Value> {
    (sum.parts == Some(32)).then(|| money(n, sum.end, "", None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ner::value::values;
    use crate::ner::weights::built_in;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let words = Words::new(text, 0, built_in());
        let found = values(&words, None);
        let found: Vec<(&str, &str)> = found
            .iter()
            .filter(|v| v.label == Label::Money)
            .map(|v| (words.span(v.words.start, v.words.end).of(text), v.norm.as_str()))
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn signs_and_marks_stand_before_sums() {
        check("over $60.2 million", &[("$60.2 million", "USD 60200000")]);
        check("it paid £5bn and €20k", &[("£5bn", "GBP 5000000000"), ("€20k", "EUR 20000")]);
        check("from HK$5 to US$10 million", &[("HK$5", "HKD 5"), ("US$10 million", "USD 10000000")]);
        check("a dlrs 220 million loan", &[("dlrs 220 million", "USD 220000000")]);
        check(
            "cost RM120,000 and RM2 billion",
            &[("RM120,000", "MYR 120000"), ("RM2 billion", "MYR 2000000000")],
        );
        check("EUR 5 million, Rs 200", &[("EUR 5 million", "EUR 5000000"), ("Rs 200", "INR 200")]);
    }

    #[test]
    fn units_stand_behind_sums() {
        check("rose by 2 kroner (28 cents)", &[("2 kroner", ""), ("28 cents", "USD 0.28")]);
        check("5 million U.S. dollars", &[("5 million U.S. dollars", "USD 5000000")]);
        check("30 Hong Kong dollars", &[("30 Hong Kong dollars", "")]);
        check("half-a-million ringgit", &[("half-a-million ringgit", "MYR 500000")]);
        check("hundreds of millions of dollars", &[("hundreds of millions of dollars", "")]);
        check("lost 5 pounds, made 5 million pounds", &[("5 million pounds", "GBP 5000000")]);
        check("a few hundred dollars", &[("hundred dollars", "USD 100")]);
    }

    #[test]
    fn coins_and_bond_prices_are_money() {
        check("It cost not a penny.", &[("penny", "")]);
        check("It fell 9/32 to 104 23/32.", &[("9/32", ""), ("104 23/32", "")]);
        check("Cut it by 1/4 today, they won 5 won games.", &[]);
    }
}
