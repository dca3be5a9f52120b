//! The form in which words are compared: case, accents, width and typographic quotes folded.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// `s` in lower case, in compatibility form, without combining marks, with straight quotes:
/// `fold("“León’s”")` is `"leon's"` between straight quotes. Folding twice changes nothing.
pub fn fold(s: &str) -> Cow<'_, str> {
    if s.is_ascii() {
        return match s.bytes().any(|b| b.is_ascii_uppercase()) {
            true => Cow::Owned(s.to_ascii_lowercase()),
            false => Cow::Borrowed(s),
        };
    }
    let mut out = String::with_capacity(s.len());
    for c in s.nfkd().flat_map(char::to_lowercase).nfkd() {
        if !is_combining_mark(c) {
            out.push(straight(c));
        }
    }
    Cow::Owned(out)
}

/// The words of `s`, folded, with one blank between: the form in which names are compared and searched.
pub fn fold_words(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    let mut words = super::words(s);
    while let Some((_, word)) = words.next_word() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Typographic quotes and letters that decomposition leaves alone, as one plain character.
fn straight(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '`' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        'ø' => 'o',
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ħ' => 'h',
        'ı' => 'i',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_accents_width_and_quotes_fold() {
        for (input, expected) in [
            ("LEÓN", "leon"),
            ("ＩＣＥ", "ice"),
            ("Officers’", "officers'"),
            ("Łódź", "lodz"),
            ("İstanbul", "istanbul"),
            ("straße", "straße"),
            ("ﬁnance", "finance"),
            ("plain", "plain"),
        ] {
            assert_eq!(fold(input), expected);
        }
    }

    #[test]
    fn names_fold_to_their_words() {
        assert_eq!(fold_words("Miami-Dade  County’s\nMayor"), "miami dade county s mayor");
        assert_eq!(fold_words("—"), "");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(s in "\\PC*") {
            let once = fold(&s).into_owned();
            prop_assert_eq!(fold(&once).into_owned(), once);
        }
    }
}
