//! What a story's bytes were written in, as far as a person may want to know it.

/// The encodings of the Encoding Standard, and UTF-32; the first is what nearly everything is written in.
const NAMES: [&str; 41] = [
    "UTF-8",
    "UTF-16LE",
    "UTF-16BE",
    "UTF-32",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "windows-874",
    "IBM866",
    "ISO-8859-2",
    "ISO-8859-3",
    "ISO-8859-4",
    "ISO-8859-5",
    "ISO-8859-6",
    "ISO-8859-7",
    "ISO-8859-8",
    "ISO-8859-8-I",
    "ISO-8859-10",
    "ISO-8859-13",
    "ISO-8859-14",
    "ISO-8859-15",
    "ISO-8859-16",
    "KOI8-R",
    "KOI8-U",
    "macintosh",
    "x-mac-cyrillic",
    "Big5",
    "EUC-JP",
    "EUC-KR",
    "GBK",
    "gb18030",
    "ISO-2022-JP",
    "Shift_JIS",
    "x-user-defined",
    "replacement",
];

/// An encoding, and whether it was guessed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Charset {
    no: u8,
    guessed: bool,
}

impl Charset {
    /// The encoding of this name; UTF-8 for one that is not in the list.
    pub fn of(name: &str, guessed: bool) -> Charset {
        let no = (0u8..).zip(NAMES).find(|(_, n)| *n == name).map(|(no, _)| no);
        Charset { no: no.unwrap_or(0), guessed: guessed && no.is_some() }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        NAMES.get(usize::from(self.no)).copied().unwrap_or(NAMES[0])
    }

    /// Whether nothing but the bytes themselves spoke for it.
    pub fn is_guessed(self) -> bool {
        self.guessed
    }

    /// Seven bits that stand for it.
    pub fn bits(self) -> u8 {
        self.no << 1 | u8::from(self.guessed)
    }

    /// What these bits stand for.
    pub fn from_bits(bits: u8) -> Charset {
        Charset { no: bits >> 1 & 63, guessed: bits & 1 != 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_survives_its_bits() {
        for name in NAMES {
            let charset = Charset::of(name, true);
            assert!(charset.bits() < 128);
            assert_eq!((Charset::from_bits(charset.bits()), charset.name()), (charset, name));
        }
        assert_eq!(Charset::of("no such", true), Charset::default());
    }
}
