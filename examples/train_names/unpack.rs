//! Opens the packed training files: a [`Source`] and the folder of data in, bytes or text out.
//!
//! The constants below are the only sources there are, and none of them is a file that names are judged by;
//! [`Source::bytes`] refuses such a file even if somebody adds a constant for it.
//!
//! `unpack::WIKIGOLD.text(dir)` is the text of `dir/wikigold/wikigold.conll.txt.xz`.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use lzma_rust2::XzReader;

/// A file to train on; its path is relative to the folder of data.
#[derive(Debug)]
pub(crate) struct Source(&'static str);

/// Wikipedia, in CoNLL columns.
pub(crate) const WIKIGOLD: Source = Source("wikigold/wikigold.conll.txt.xz");
/// Talk of the net, 2017: the part to train on.
pub(crate) const WNUT_TRAIN: Source = Source("wnut17/wnut17train.conll.xz");
/// Talk of the net, 2017: the part to choose settings by.
pub(crate) const WNUT_DEV: Source = Source("wnut17/emerging.dev.conll.xz");
/// The Broad Twitter Corpus, by place and time.
pub(crate) const BTC: [Source; 6] = [
    Source("btc/a.conll.xz"),
    Source("btc/b.conll.xz"),
    Source("btc/e.conll.xz"),
    Source("btc/f.conll.xz"),
    Source("btc/g.conll.xz"),
    Source("btc/h.conll.xz"),
];
/// Reports on Syria and Iraq; a tar of files in CoNLL columns.
pub(crate) const RE3D: Source = Source("re3d/re3d-no-bbc.tar.xz");
/// Wikipedia by field; a tar of files in CoNLL columns.
pub(crate) const CROSSNER: Source = Source("crossner/crossner.tar.xz");
/// Openings of Wikipedia articles, in JSON. Names are judged by neither part.
pub(crate) const REDOCRED: [Source; 2] =
    [Source("redocred/dev_revised.json.xz"), Source("redocred/test_revised.json.xz")];
/// Web text, in the columns of Universal NER: the part to choose settings by.
pub(crate) const EWT_DEV: Source = Source("uner-ewt/en_ewt-ud-dev.iob2.xz");
/// The Groningen Meaning Bank; a zip of one CSV file.
pub(crate) const GMB: Source = Source("gmb/ner_dataset.csv.zip");
/// Nationalities, one a line, in Latin-1.
pub(crate) const NATIONALITIES: Source = Source("gazetteers/nationalities.txt");
/// Countries of GeoNames, the name in the first column.
pub(crate) const COUNTRIES: Source = Source("gazetteers/geonames-countries.tsv");
/// States of the US, the name in the first column.
pub(crate) const STATES: Source = Source("gazetteers/geonames-us-states.tsv");
/// Counties of the US, the name in the first column.
pub(crate) const COUNTIES: Source = Source("gazetteers/geonames-us-counties.tsv.xz");
/// Cities: a line of headings, then the name in the first column and the number of people in the fourth.
pub(crate) const CITIES: Source = Source("gazetteers/geonames-cities15000.tsv.xz");
/// Given names of the US Census: name, share in per cent, running share, rank.
pub(crate) const GIVEN: [Source; 2] =
    [Source("names/dist.male.first.xz"), Source("names/dist.female.first.xz")];
/// Surnames of the US Census, in the same columns.
pub(crate) const SURNAMES: Source = Source("names/dist.all.last.xz");
/// Given names, a zip of lists.
pub(crate) const GIVEN_LISTS: Source = Source("names/nltk-names.zip");
/// The open sample of the American National Corpus; a zip of texts with parts of speech.
pub(crate) const MASC: Source = Source("masc-text/masc_tagged.zip");

/// Parts of the paths of the files that names are judged by, which training must not see.
const JUDGED: [&str; 4] = ["ieer", "uner-pud", "ewt-ud-test", "emerging.test"];

/// A file or archive member may unpack to so many bytes; the largest, of GMB, has 15 million.
const MAX_BYTES: u64 = 64 << 20;

impl Source {
    /// The file's bytes, without the xz around them if its name ends so.
    ///
    /// # Errors
    /// The file is one that names are judged by, or cannot be read, or unpacks to more than [`MAX_BYTES`].
    pub(crate) fn bytes(&self, dir: &Path) -> Result<Vec<u8>> {
        if JUDGED.iter().any(|part| self.0.contains(part)) {
            bail!("{}: names are judged by this file, so training must not read it", self.0);
        }
        let path = dir.join(self.0);
        let read = || {
            let packed = std::fs::read(&path)?;
            if self.0.ends_with(".xz") {
                read_limited(XzReader::new(packed.as_slice(), true))
            } else {
                Ok(packed)
            }
        };
        read().with_context(|| path.display().to_string())
    }

    /// The file as UTF-8 text.
    ///
    /// # Errors
    /// As [`Source::bytes`]; or the text is not UTF-8.
    pub(crate) fn text(&self, dir: &Path) -> Result<String> {
        String::from_utf8(self.bytes(dir)?).with_context(|| self.0.to_owned())
    }

    /// The members of a tar archive that `wanted` holds of, as UTF-8 text by their path, in the paths' order.
    ///
    /// # Errors
    /// As [`Source::text`]; or the file is no tar archive.
    pub(crate) fn tar_texts(
        &self,
        dir: &Path,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<BTreeMap<String, String>> {
        let bytes = self.bytes(dir)?;
        untar(&bytes, wanted).with_context(|| self.0.to_owned())
    }

    /// All files of a zip archive that are UTF-8 text, by their path.
    ///
    /// # Errors
    /// As [`Source::bytes`]; or the file is no zip archive.
    pub(crate) fn zip_texts(&self, dir: &Path) -> Result<BTreeMap<String, String>> {
        let bytes = self.bytes(dir)?;
        unzip_all(bytes).with_context(|| self.0.to_owned())
    }

    /// The bytes of one member of a zip archive.
    ///
    /// # Errors
    /// As [`Source::bytes`]; or the file is no zip archive, or has no such member.
    pub(crate) fn zip_member(&self, dir: &Path, member: &str) -> Result<Vec<u8>> {
        let bytes = self.bytes(dir)?;
        unzip(bytes, member).with_context(|| format!("{}: {member}", self.0))
    }
}

/// Latin-1 as text: each byte is the character of the same number.
pub(crate) fn latin1(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

fn untar(bytes: &[u8], wanted: impl Fn(&str) -> bool) -> Result<BTreeMap<String, String>> {
    let mut texts = BTreeMap::new();
    for entry in tar::Archive::new(bytes).entries()? {
        let entry = entry?;
        let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if entry.header().entry_type().is_file() && wanted(&path) {
            let text = String::from_utf8(read_limited(entry)?).with_context(|| path.clone())?;
            texts.insert(path, text);
        }
    }
    Ok(texts)
}

fn unzip(bytes: Vec<u8>, member: &str) -> Result<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    read_limited(archive.by_name(member)?)
}

fn unzip_all(bytes: Vec<u8>) -> Result<BTreeMap<String, String>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    let mut texts = BTreeMap::new();
    for idx in 0..archive.len() {
        let member = archive.by_index(idx)?;
        let path = member.name()?.into_owned();
        if let Ok(text) = String::from_utf8(read_limited(member)?) {
            texts.insert(path, text);
        }
    }
    Ok(texts)
}

fn read_limited(from: impl Read) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    ensure!(bytes.len() as u64 <= MAX_BYTES, "unpacks to more than {MAX_BYTES} bytes");
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn tar_of(members: &[(&str, &str)]) -> Vec<u8> {
        let mut out = tar::Builder::new(Vec::new());
        for (path, text) in members {
            let mut header = tar::Header::new_gnu();
            header.set_size(text.len() as u64);
            out.append_data(&mut header, path, text.as_bytes()).expect("a Vec takes all bytes");
        }
        out.into_inner().expect("a Vec takes all bytes")
    }

    #[test]
    fn judged_files_are_refused() {
        for path in ["uner-pud/a.xz", "uner-ewt/en_ewt-ud-test.iob2.xz", "ieer-eval-only/a.zip"] {
            let error = Source(path).bytes(Path::new("/nowhere")).unwrap_err().to_string();
            assert!(error.contains("must not read"), "{error}");
        }
    }

    #[test]
    fn missing_file_is_named_in_the_error() {
        let error = WIKIGOLD.text(Path::new("/nowhere")).unwrap_err().to_string();
        assert_eq!(error, "/nowhere/wikigold/wikigold.conll.txt.xz");
    }

    #[test]
    fn tar_gives_wanted_members_in_the_order_of_paths() {
        let bytes = tar_of(&[("b.conll", "two"), ("README", "no"), ("a.conll", "one")]);
        let texts: Vec<_> = untar(&bytes, |path| path.ends_with(".conll")).unwrap().into_iter().collect();
        assert_eq!(texts, [("a.conll".into(), "one".into()), ("b.conll".into(), "two".into())]);
    }

    #[test]
    fn zip_gives_the_member_asked_for() {
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        out.start_file("a.csv", zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(b"word,tag").unwrap();
        let bytes = out.finish().unwrap().into_inner();
        assert_eq!(unzip(bytes.clone(), "a.csv").unwrap(), b"word,tag");
        assert!(unzip(bytes.clone(), "b.csv").is_err());
        assert_eq!(unzip_all(bytes).unwrap()["a.csv"], "word,tag");
    }

    #[test]
    fn no_more_than_the_limit_is_unpacked() {
        assert!(read_limited(std::io::repeat(0).take(MAX_BYTES + 1)).is_err());
        assert_eq!(read_limited(std::io::repeat(0).take(10)).unwrap().len(), 10);
    }

    #[test]
    fn latin1_bytes_are_characters() {
        assert_eq!(latin1(b"Jos\xe9"), "José");
    }
}
