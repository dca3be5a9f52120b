//! The forms that are read: one table, and the choice of a row for a file.

use std::io::BufRead;

use super::keys::Keys;
use super::stream::Stream;
use super::tally::Tally;
use super::{
    delimited, feed, html, json, json_lines, mail, markdown, mbox, newsml, nitf, parquet, pdf, plain, tar,
    warc, wire, xml, zip,
};

/// How well the first bytes of a file fit a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// They cannot be of this form.
    No,
    /// They may be, if the name says so.
    Possible,
    /// They look like it; the name decides between two such forms.
    Likely,
    /// They are, whatever the name says.
    Sure,
}

/// A form of file.
pub(super) struct Format {
    /// Its name, as a person would say it.
    pub(super) name: &'static str,
    /// Endings of file names, in lower case, without the dot.
    pub(super) extensions: &'static [&'static str],
    /// Judges the first bytes of a file (UTF-8 as far as it goes, no byte order mark).
    pub(super) sniff: fn(&[u8], &Keys) -> Fit,
    /// Reads the file to its end.
    pub(super) read: fn(&mut Source<'_>, &mut Tally<'_>),
}

/// A file that is being read.
pub(super) struct Source<'a> {
    /// Its first bytes, which `input` gives once more.
    pub(super) head: &'a [u8],
    /// Its bytes from the first, in UTF-8 but for a wrong one here and there, without byte order mark.
    pub(super) input: &'a mut dyn BufRead,
    /// What keys mean.
    pub(super) keys: &'a Keys,
}

/// A form of file that is no text, or holds texts in several charsets.
pub(super) struct RawFormat {
    /// Its name, as a person would say it.
    pub(super) name: &'static str,
    /// Whether other files are in it, of any form.
    pub(super) nests: bool,
    /// Whether a file with this name and these first bytes is one.
    pub(super) is: fn(&str, &[u8]) -> bool,
    /// Reads the file to its end.
    pub(super) read: fn(&mut Raw<'_, '_>, &mut Tally<'_>),
}

/// A file that is being read as it lies on the disk.
pub(super) struct Raw<'a, 's> {
    /// Its bytes.
    pub(super) stream: Stream<'s>,
    /// How many files it is in.
    pub(super) depth: usize,
    /// What keys mean.
    pub(super) keys: &'a Keys,
}

/// Every such form.
static RAW_FORMATS: [RawFormat; 8] = [
    zip::FORMAT,
    tar::FORMAT,
    pdf::FORMAT,
    parquet::FORMAT,
    warc::FORMAT,
    warc::ARC,
    mbox::FORMAT,
    mail::FORMAT,
];

/// The form of a file that is told by its bytes as they are.
pub(super) fn choose_raw(name: &str, head: &[u8]) -> Option<&'static RawFormat> {
    RAW_FORMATS.iter().find(|form| (form.is)(name, head))
}

/// Every form. Of two that fit as well, the first is taken; the last is for what nothing else fits.
static FORMATS: [Format; 11] = [
    json::FORMAT,
    json_lines::FORMAT,
    delimited::FORMAT,
    feed::FORMAT,
    nitf::FORMAT,
    newsml::FORMAT,
    xml::FORMAT,
    html::FORMAT,
    wire::FORMAT,
    markdown::FORMAT,
    plain::FORMAT,
];

/// What stands behind the last dot of a file's name, in lower case.
pub(super) fn extension(name: &str) -> String {
    name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}

/// The form of a file, by its first bytes, then by its name.
pub(super) fn choose(name: &str, head: &[u8], keys: &Keys) -> &'static Format {
    let extension = extension(name);
    let mut best = (0, &FORMATS[FORMATS.len() - 1]);
    for format in &FORMATS {
        let named = format.extensions.contains(&extension.as_str());
        let score = match (format.sniff)(head, keys) {
            Fit::No => 0,
            Fit::Possible => u8::from(named),
            Fit::Likely => 2 + u8::from(named),
            Fit::Sure => 4 + u8::from(named),
        };
        if score > best.0 {
            best = (score, format);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, head: &str, expected: &str) {
        assert_eq!(choose(name, head.as_bytes(), &Keys::new(&[])).name, expected, "{name}: {head}");
    }

    #[test]
    fn content_goes_before_the_name() {
        check("a.txt", "{\"text\": \"x\"}\n{\"text\": \"y\"}\n", "JSON Lines");
        check("a.json", "{\"text\": \"x\"}\n{\"text\": \"y\"}\n", "JSON Lines");
        check("a.txt", "[{\"text\": \"x\"}]", "JSON");
        check("a.txt", "title,text\na,b\n", "CSV");
        check("a.txt", "---\ntitle: x\n---\nBody", "Markdown");
        check("a.jsonl", "{\n  \"text\": \"x\"\n}\n", "JSON");
    }

    #[test]
    fn the_name_decides_between_two() {
        check("a.jsonl", "{\"text\": \"x\"}\n", "JSON Lines");
        check("a.json", "{\"text\": \"x\"}\n", "JSON");
        check("a.md", "Just words.", "Markdown");
        check("a.csv", "\"3\",\"Title\",\"Words.\"\n", "CSV");
        check("a.json", "null", "JSON");
    }

    #[test]
    fn prose_is_plain_text() {
        check("a.txt", "PORTLAND, Ore. – The mayor spoke, and all listened.\n", "text");
        check("noname", "[Editor's note: this is old]\n", "text");
        check("", "", "text");
        check("a.xyz", "Title: a story, with text, and commas\n", "text");
    }
}
