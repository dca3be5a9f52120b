//! Rule on Korean and Chinese names: a given name of two syllables with a hyphen, and the family name before or behind it,
//! are one person: "Kwon Soo-bin", "Soo-bin Kwon".

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::piece::{Piece, piece_at, replace};
use super::word::{Words, follows};
use crate::model::{Label, Rule};
use crate::text::{Gap, Shape};

/// Family names of Korea and of the Chinese world, as they are spelled in English: those that most people have.
const FAMILIES: &[&str] = &[
    "Ahn", "An", "Bae", "Baek", "Bai", "Bang", "Byun", "Cai", "Cao", "Cha", "Chae", "Chan", "Chang", "Chao",
    "Chen", "Cheng", "Cheong", "Cheung", "Chi", "Chiang", "Chin", "Chiu", "Cho", "Choe", "Choi", "Chou",
    "Chow", "Chu", "Chun", "Chung", "Deng", "Ding", "Dong", "Eom", "Fan", "Fang", "Feng", "Fu", "Gao",
    "Geng", "Gong", "Gu", "Guo", "Gwak", "Ha", "Hahn", "Ham", "Han", "He", "Heo", "Ho", "Hong", "Hou",
    "Hsia", "Hsieh", "Hsu", "Hu", "Huang", "Huh", "Hung", "Hur", "Hwang", "Hyun", "Im", "Jang", "Jeon",
    "Jeong", "Ji", "Jia", "Jiang", "Jin", "Jo", "Joo", "Ju", "Jun", "Jung", "Kang", "Kim", "Ko", "Kong",
    "Koo", "Ku", "Kuo", "Kwak", "Kwok", "Kwon", "Lai", "Lam", "Lau", "Lee", "Lei", "Leung", "Li", "Liang",
    "Liao", "Lim", "Lin", "Ling", "Liu", "Lo", "Lu", "Lui", "Luo", "Ma", "Mao", "Maeng", "Meng", "Min", "Mo",
    "Moon", "Mun", "Myung", "Na", "Nam", "Ng", "Ngai", "Noh", "Oh", "Ok", "Ong", "Paik", "Pak", "Pan",
    "Pang", "Park", "Peng", "Pyo", "Qi", "Qian", "Qin", "Ra", "Ree", "Ren", "Rhee", "Ri", "Ro", "Roh", "Ryu",
    "Seo", "Seok", "Seol", "Shao", "Shen", "Shi", "Shin", "Shim", "Shum", "Sim", "Sin", "So", "Sohn", "Son",
    "Song", "Soong", "Su", "Suh", "Sun", "Sung", "Sze", "Tai", "Tam", "Tan", "Tang", "Tao", "Teng", "Teo",
    "Tian", "Ting", "To", "Tong", "Tsai", "Tsang", "Tsao", "Tse", "Tseng", "Tsui", "Tu", "Tung", "Um", "Wan",
    "Wang", "Wei", "Wen", "Won", "Wong", "Woo", "Wu", "Xia", "Xiao", "Xie", "Xu", "Xue", "Yan", "Yang",
    "Yao", "Ye", "Yeh", "Yeo", "Yeom", "Yeung", "Yi", "Yim", "Yin", "Yip", "Yoo", "Yoon", "Yoshi", "You",
    "Yu", "Yuan", "Yuen", "Yun", "Zeng", "Zhang", "Zhao", "Zheng", "Zhong", "Zhou", "Zhu", "Zou",
];

/// Puts in persons of these names, whatever was found of their words.
pub(super) fn apply(words: &Words<'_>, pieces: &mut Vec<Piece>) {
    let mut found: Vec<Piece> = Vec::new();
    for n in 1..words.all.len().saturating_sub(1) {
        if !(words.all[n].token.is('-') && is_given(words, n)) {
            continue;
        }
        let family = |k: usize| words.get(k).is_some_and(|w| w.capital() && is_family(words.str(k)));
        let before = n.checked_sub(2).filter(|k| family(*k) && words.after(n - 1).is_some_and(follows));
        let behind = words.after(n + 2).filter(|w| follows(w) && family(n + 2));
        let range = match (before, behind) {
            (Some(from), _) => from..n + 2,
            (None, Some(_)) => n - 1..n + 3,
            (None, None) => continue,
        };
        let free = found.last().is_none_or(|p| p.words.end <= range.start);
        if free && fits(pieces, &range) {
            found.push(Piece { words: range, label: Label::Person, rule: Rule::GivenName, title: 0..0 });
        }
    }
    replace(pieces, found);
}

/// Whether what was found there, if anything, begins and ends in these words, and is not all of them already.
fn fits(pieces: &[Piece], range: &Range<usize>) -> bool {
    let whole = |p: &Piece| p.words == *range && p.label == Label::Person;
    super::piece::holds_whole(pieces, range) && !piece_at(pieces, range.start).is_some_and(whole)
}

/// Whether the hyphen at word `n` joins two syllables of a given name.
fn is_given(words: &Words<'_>, n: usize) -> bool {
    let joined = |k: usize| words.after(k).is_some_and(|w| w.token.gap == Gap::None);
    let shape = |k: usize| words.get(k).map(|w| w.token.shape);
    let cased =
        shape(n - 1) == Some(Shape::Title) && matches!(shape(n + 1), Some(Shape::Lower | Shape::Title));
    // "Jin-woo-style" goes on.
    let ends = !words.after(n + 2).is_some_and(|w| w.token.is('-') && w.token.gap == Gap::None);
    cased
        && joined(n)
        && joined(n + 1)
        && ends
        && is_syllable(words.str(n - 1))
        && is_syllable(words.str(n + 1))
}

fn is_family(word: &str) -> bool {
    static ALL: LazyLock<FxHashSet<String>> =
        LazyLock::new(|| FAMILIES.iter().map(|name| name.to_lowercase()).collect());
    word.len() <= 6 && ALL.contains(&word.to_lowercase())
}

/// Whether a word is one syllable of Korean or Chinese: consonants, vowels, and at most one sound behind them.
fn is_syllable(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let Some(first) = word.find(vowel) else { return false };
    let (onset, rest) = word.split_at(first);
    let last = rest.find(|c| !vowel(c)).unwrap_or(rest.len());
    let (nucleus, coda) = rest.split_at(last);
    let starts = matches!(
        onset,
        "" | "b"
            | "c"
            | "ch"
            | "d"
            | "f"
            | "g"
            | "gw"
            | "gy"
            | "h"
            | "hs"
            | "hw"
            | "hy"
            | "j"
            | "k"
            | "kw"
            | "ky"
            | "l"
            | "m"
            | "my"
            | "n"
            | "p"
            | "py"
            | "q"
            | "r"
            | "ry"
            | "s"
            | "sh"
            | "ss"
            | "sz"
            | "t"
            | "ts"
            | "tz"
            | "w"
            | "x"
            | "y"
            | "z"
            | "zh"
    );
    let ends =
        matches!(coda, "" | "b" | "g" | "h" | "k" | "l" | "m" | "n" | "ng" | "p" | "r" | "t" | "w" | "y");
    starts && ends && nucleus.len() <= 3
}

#[cfg(test)]
mod tests {
    use crate::model::Label;
    use crate::ner::found;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(found::with(Label::Person, text), expected, "{text}");
    }

    #[test]
    fn a_given_name_is_never_cut_at_its_hyphen() {
        check("Park Soo-bin beat KWON Ha-eun on Monday.", &["Park Soo-bin", "KWON Ha-eun"]);
        check("The board named Mei-shan Tsai.", &["Mei-shan Tsai"]);
    }

    #[test]
    fn compounds_of_english_words_are_no_given_names() {
        let check = |word, expected| assert_eq!(super::is_syllable(word), expected, "{word}");
        check("seung", true);
        check("hyeok", true);
        check("style", false);
        check("led", false);
        check("based", false);
    }
}
