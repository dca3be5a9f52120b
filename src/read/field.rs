//! Fields that are shown on one line: clean, without double blanks, of bounded length.

use super::limits::{FIELD_BYTES, URL_BYTES};
use crate::text::{clean, clean_line};

/// A title, author, outlet ...: HTML entities read, one line, of at most [`FIELD_BYTES`]. Empty where nothing is left.
pub(super) fn line(raw: Option<&str>) -> String {
    // Only the beginning can be shown; a field of a megabyte is not worth cleaning.
    let raw = head(raw.unwrap_or(""), FIELD_BYTES * 2);
    let plain = clean_line(&entities(raw));
    let mut out = String::with_capacity(plain.len());
    for word in plain.split([' ', '\u{3000}']).filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.truncate(out.floor_char_boundary(FIELD_BYTES));
    out
}

/// A name of a writer or an outlet: [`line()`], but nothing where the field says that there is none.
pub(super) fn name(raw: Option<&str>) -> String {
    let name = line(raw);
    let none = ["none", "null", "nan", "n/a", "unknown", "-", "[]", "{}"];
    if none.iter().any(|n| name.eq_ignore_ascii_case(n)) { String::new() } else { name }
}

/// Writers: [`name()`], without the "By" of a byline and what follows a date in it.
pub(super) fn writer(raw: Option<&str>) -> String {
    let name = name(raw);
    let by = name.get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).map_or(0, str::len);
    let name = name.get(by..).unwrap_or("");
    let end = super::find_date::place(name).unwrap_or(name.len());
    name.get(..end).unwrap_or("").trim_end_matches([' ', ',', '|', '-', '–', '•', '/']).to_owned()
}

/// An outlet: [`name()`], and its host where it is told by an address.
pub(super) fn outlet(raw: Option<&str>) -> String {
    let name = name(raw);
    let host = name.strip_prefix("https://").or_else(|| name.strip_prefix("http://"));
    match host.and_then(|rest| rest.split('/').next()) {
        Some(host) => host.strip_prefix("www.").unwrap_or(host).to_owned(),
        None => name,
    }
}

/// A web address: of the web (a program may be started with it), without blanks; else empty.
pub(super) fn url(raw: Option<&str>) -> String {
    let plain = clean(head(raw.unwrap_or("").trim(), URL_BYTES * 2)).into_owned();
    let url = plain.split_whitespace().next().unwrap_or("");
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    let web = lower.starts_with("http://") || lower.starts_with("https://");
    let bare = url.contains('.') && !url.contains(':') && url.starts_with(|c: char| c.is_alphanumeric());
    if (web || bare) && url.len() <= URL_BYTES { url.to_owned() } else { String::new() }
}

/// A language as its code of two letters: `en` for `en-US`, `eng` and `English`; else empty.
pub(super) fn lang(raw: Option<&str>) -> String {
    let plain = line(raw).to_ascii_lowercase();
    let first = plain.split(['-', '_', ' ']).next().unwrap_or("");
    // ISO 639-2 codes and names of the languages that news is most written in.
    const LONG: [(&str, &str, &str); 12] = [
        ("eng", "english", "en"),
        ("deu", "german", "de"),
        ("fra", "french", "fr"),
        ("spa", "spanish", "es"),
        ("ita", "italian", "it"),
        ("por", "portuguese", "pt"),
        ("nld", "dutch", "nl"),
        ("rus", "russian", "ru"),
        ("zho", "chinese", "zh"),
        ("jpn", "japanese", "ja"),
        ("ara", "arabic", "ar"),
        ("hin", "hindi", "hi"),
    ];
    match LONG.iter().find(|(code, name, _)| *code == first || *name == first) {
        Some((_, _, code)) => (*code).to_owned(),
        None if first.len() == 2 && first.bytes().all(|b| b.is_ascii_lowercase()) => first.to_owned(),
        None => String::new(),
    }
}

/// Text without white space around it, if it says something.
pub(super) fn some(text: &str) -> Option<String> {
    Some(text.trim()).filter(|t| !t.is_empty()).map(str::to_owned)
}

/// The first `len` bytes, to a character.
pub(super) fn head(s: &str, len: usize) -> &str {
    s.get(..s.floor_char_boundary(len)).unwrap_or(s)
}

/// Character references as they are left in titles; those of control characters stay as they are.
pub(super) fn entities(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    let mut rest = s;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = from.bytes().take(10).position(|b| b == b';');
        match end.and_then(|end| Some((entity(from.get(1..end)?)?, from.get(end + 1..)?))) {
            Some((c, after)) => {
                out.push(c);
                rest = after;
            }
            None => {
                out.push('&');
                rest = from.get(1..).unwrap_or("");
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    let code = match name.strip_prefix('#') {
        Some(hex) if hex.starts_with(['x', 'X']) => u32::from_str_radix(hex.get(1..)?, 16).ok()?,
        Some(number) => number.parse().ok()?,
        None => {
            // The names that are left in feeds and exports (HTML Standard, section 13.5).
            const NAMES: [(&str, char); 16] = [
                ("amp", '&'),
                ("lt", '<'),
                ("gt", '>'),
                ("quot", '"'),
                ("apos", '\''),
                ("nbsp", '\u{a0}'),
                ("rsquo", '’'),
                ("lsquo", '‘'),
                ("rdquo", '”'),
                ("ldquo", '“'),
                ("ndash", '–'),
                ("mdash", '—'),
                ("hellip", '…'),
                ("eacute", 'é'),
                ("copy", '©'),
                ("pound", '£'),
            ];
            return NAMES.iter().find(|(n, _)| *n == name).map(|(_, c)| *c);
        }
    };
    char::from_u32(code).filter(|c| !c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_one_clean_line() {
        for (raw, expected) in [
            ("  Ferry\r\nlate   again ", "Ferry late again"),
            ("Cats &amp; dogs &#8217;til &#x201c;dawn&rdquo; &c; & co", "Cats & dogs ’til “dawn” &c; & co"),
            ("\u{1b}[2J\u{202e}x\u{7}", "[2Jx"),
            ("&#27;[2J &#155;", "&#27;[2J &#155;"),
            ("&amp;#27;", "&#27;"),
            ("&", "&"),
        ] {
            assert_eq!(line(Some(raw)), expected);
        }
        assert_eq!(line(Some(&"é".repeat(5000))).len(), FIELD_BYTES);
        assert_eq!(line(None), "");
        assert_eq!(name(Some("None")), "");
        assert_eq!(writer(Some("By Ann Ruiz | March 7, 2018 10:20")), "Ann Ruiz");
        assert_eq!(writer(Some("April 28, 2019 at 6:01 am")), "");
        assert_eq!(writer(Some("Byron Lee")), "Byron Lee");
        assert_eq!(outlet(Some("http://www.daily.example/news")), "daily.example");
        assert_eq!(outlet(Some("The Daily / North")), "The Daily / North");
    }

    #[test]
    fn only_addresses_of_the_web_are_kept() {
        for (raw, expected) in [
            (" https://x.example/a?b=c ", "https://x.example/a?b=c"),
            ("x.example/a", "x.example/a"),
            ("https://x.example/\u{1b}[2J", "https://x.example/[2J"),
            ("javascript:alert(1)", ""),
            ("file:///etc/passwd", ""),
            ("--version.x", ""),
            ("7", ""),
        ] {
            assert_eq!(url(Some(raw)), expected);
        }
    }

    #[test]
    fn languages_are_codes() {
        for (raw, expected) in
            [("en-US", "en"), ("English", "en"), ("deu", "de"), ("xx-klingon", "xx"), ("?", "")]
        {
            assert_eq!(lang(Some(raw)), expected);
        }
    }
}
