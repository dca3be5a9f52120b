//! Files that are something else, told by their first bytes, so that a person learns what was left out.

/// A kind of file that is not read.
struct Other {
    what: &'static str,
    /// Where its sign stands, in bytes from the start.
    at: usize,
    sign: &'static [u8],
}

/// Signs as listed by file(1) and in the formats' own descriptions.
const OTHERS: [Other; 16] = [
    Other { what: "a PNG picture", at: 0, sign: b"\x89PNG\r\n" },
    Other { what: "a JPEG picture", at: 0, sign: b"\xff\xd8\xff" },
    Other { what: "a GIF picture", at: 0, sign: b"GIF89a" },
    Other { what: "a TIFF picture", at: 0, sign: b"II*\0" },
    Other { what: "a sound file", at: 8, sign: b"WAVEfmt" },
    Other { what: "a WebP picture", at: 8, sign: b"WEBPVP8" },
    Other { what: "a film", at: 4, sign: b"ftyp" },
    Other { what: "a sound file", at: 0, sign: b"ID3\x03" },
    Other { what: "a zip archive without files", at: 0, sign: b"PK\x05\x06" },
    Other { what: "a 7-zip archive", at: 0, sign: b"7z\xbc\xaf\x27\x1c" },
    Other { what: "a SQLite database", at: 0, sign: b"SQLite format 3\0" },
    Other { what: "a program", at: 0, sign: b"\x7fELF" },
    Other { what: "an old Office document", at: 0, sign: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" },
    Other { what: "an RTF document", at: 0, sign: b"{\\rtf1" },
    Other { what: "a git pack", at: 0, sign: b"PACK\0" },
    Other { what: "a Git LFS pointer", at: 0, sign: b"version https://git-lfs.github.com/spec/" },
];

/// What the file is that begins with `head`, where that is known and is no form of ours.
pub(super) fn known_other(head: &[u8]) -> Option<&'static str> {
    OTHERS.iter().find(|o| head.get(o.at..).is_some_and(|h| h.starts_with(o.sign))).map(|o| o.what)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &[u8], expected: Option<&str>) {
        assert_eq!(known_other(head), expected);
    }

    #[test]
    fn files_are_told_by_their_signs() {
        check(b"\x89PNG\r\n\x1a\n", Some("a PNG picture"));
        check(br"{\rtf1\ansi words}", Some("an RTF document"));
        check(b"<b>Bold</b> words", None);
        check(b"PK is a short word", None);
        check(b"", None);
    }
}
