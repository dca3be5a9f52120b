//! Zip archives, and the documents that are zip archives inside.

use std::io::{ErrorKind, Read, SeekFrom};
use std::rc::Rc;

use zip::ZipArchive;
use zip::read::{ZipFile, read_zipfile_from_stream};
use zip::result::ZipError;

use super::format::{Raw, RawFormat};
use super::keys::Keys;
use super::member::Members;
use super::open::open;
use super::stream::{Budget, Seekable, Stream, bounded};
use super::tally::Tally;
use super::{docx, epub};

/// A zip archive.
pub(super) const FORMAT: RawFormat = RawFormat { name: "a zip archive", nests: true, is, read };

/// An archive that can be read at any place.
pub(super) type Archive<'a> = ZipArchive<&'a mut dyn Seekable>;

fn is(_: &str, head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
}

fn read(raw: &mut Raw<'_, '_>, tally: &mut Tally<'_>) {
    let (depth, keys) = (raw.depth, raw.keys);
    match &mut raw.stream {
        Stream::File(file) => read_file(&mut **file, depth, keys, tally),
        Stream::Flow(input) => {
            let budget = Rc::clone(&tally.budget);
            match budget.hold(*input) {
                Ok(mut held) => read_file(&mut held.bytes, depth, keys, tally),
                Err(what) => tally.problem(0, what, "skipped"),
            }
        }
    }
}

fn read_file(file: &mut dyn Seekable, depth: usize, keys: &Keys, tally: &mut Tally<'_>) {
    let listed = n_listed(&mut *file);
    let error = match archive_of(&mut *file) {
        Ok(mut archive) => {
            // The library keeps the last of several with one name.
            if let Some(n @ 1..) = listed.and_then(|n| n.checked_sub(archive.len())) {
                tally.problem(0, format!("{n} of its files with the name of a later one"), "skipped");
            }
            return if epub::is(&mut archive) {
                epub::read(&mut archive, tally)
            } else if docx::is(&archive) {
                docx::read(&mut archive, tally)
            } else {
                read_archive(&mut archive, depth, keys, tally)
            };
        }
        Err(error) => error,
    };
    tally.problem(0, format!("its list of files is damaged: {}", told(&error)), "read without it");
    if Stream::File(&mut *file).rewind() {
        read_in_order(file, depth, keys, tally);
    }
}

/// The bytes of one file of an archive, up to `limit`.
///
/// # Errors
/// In words for a person, when it is not there, cannot be read or is larger.
pub(super) fn read_whole(archive: &mut Archive<'_>, name: &str, limit: usize) -> Result<Vec<u8>, String> {
    let file = archive.by_name(name).map_err(|error| told(&error))?;
    let mut bytes = Vec::new();
    file.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if bytes.len() > limit { Err(format!("more than {} MiB", limit >> 20)) } else { Ok(bytes) }
}

/// The number of files that the end of an archive tells; nothing where it tells none, as in those of over 65,534 files.
fn n_listed(file: &mut dyn Seekable) -> Option<usize> {
    // The end record: a signature of 4 bytes, the number of files at byte 10, up to 64 KiB of comment from byte 22 on.
    const SIGNATURE: &[u8] = b"PK\x05\x06";
    const MOST: u64 = 22 + 0xffff;
    let len = file.seek(SeekFrom::End(0)).ok()?;
    file.seek(SeekFrom::Start(len.saturating_sub(MOST))).ok()?;
    let mut end = Vec::new();
    file.take(MOST).read_to_end(&mut end).ok()?;
    let at = memchr::memmem::rfind(&end, SIGNATURE)?;
    let n = u16::from_le_bytes(*end.get(at + 10..)?.first_chunk()?);
    (n < u16::MAX).then_some(usize::from(n))
}

fn archive_of<'x>(file: &'x mut (dyn Seekable + 'x)) -> Result<Archive<'x>, ZipError> {
    ZipArchive::new(file)
}

fn read_archive(archive: &mut Archive<'_>, depth: usize, keys: &Keys, tally: &mut Tally<'_>) {
    let mut members = Members::default();
    let budget = Rc::clone(&tally.budget);
    for n in 0..archive.len() {
        let name = match archive.name_for_index(n) {
            Some(Ok(name)) => name.into_owned(),
            _ => String::new(),
        };
        if name.ends_with('/') {
            continue;
        }
        let Some(name) = members.name(&name) else { continue };
        let going = tally.member(&name, &mut |tally| match archive.by_index(n) {
            Ok(file) => read_member(file, &name, &budget, depth, keys, tally),
            Err(error) => tally.problem(0, told(&error), "skipped"),
        });
        if !going || budget.spent() {
            return;
        }
    }
}

/// Reads the files as they lie there, up to the first that is damaged: an archive whose end is missing.
fn read_in_order(file: &mut dyn Seekable, depth: usize, keys: &Keys, tally: &mut Tally<'_>) {
    let mut members = Members::default();
    let budget = Rc::clone(&tally.budget);
    let mut file = file;
    loop {
        let inner = match read_zipfile_from_stream(&mut file) {
            Ok(Some(inner)) => inner,
            Ok(None) => return,
            // That the archive is cut off was told.
            Err(ZipError::Io(error)) if error.kind() == ErrorKind::UnexpectedEof => return,
            Err(error) => {
                let what = format!("cannot be read on: {}", told(&error));
                return tally.problem(0, what, "the rest left out");
            }
        };
        let name = inner.name().map(|n| n.into_owned()).unwrap_or_default();
        let mut inner = Some(inner);
        let mut going = true;
        if let (false, Some(name)) = (name.ends_with('/'), members.name(&name)) {
            going = tally.member(&name, &mut |tally| {
                if let Some(inner) = inner.take() {
                    read_member(inner, &name, &budget, depth, keys, tally);
                }
            });
        }
        drop(inner);
        if !going || budget.spent() {
            return;
        }
    }
}

fn read_member<R: Read>(
    mut file: ZipFile<'_, R>,
    name: &str,
    budget: &Rc<Budget>,
    depth: usize,
    keys: &Keys,
    tally: &mut Tally<'_>,
) {
    if file.is_symlink() {
        return tally.problem(0, "a link".into(), "not followed");
    }
    open(name, Stream::Flow(&mut *bounded(&mut file, budget)), depth + 1, keys, tally);
}

/// An error in words of ours where a person could do something about it.
pub(super) fn told(error: &ZipError) -> String {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => "locked with a password".into(),
        ZipError::CompressionMethodNotSupported(n) => format!("packed by a method that is not known ({n})"),
        ZipError::FileNotFound => "it is not there".into(),
        error => error.to_string(),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::{Cursor, Write};

    use zip::write::{SimpleFileOptions, ZipWriter};

    use crate::read::check::check_members;

    pub(in crate::read) fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            out.start_file(*name, SimpleFileOptions::default()).unwrap();
            out.write_all(bytes).unwrap();
        }
        out.finish().unwrap().into_inner()
    }

    #[test]
    fn files_inside_are_read_whatever_their_form() {
        let inner = archive(&[("deep.txt", b"three")]);
        let all = archive(&[("a.txt", b"one"), ("b/c.md", b"# Two\n\n*two*"), ("in.zip", &inner)]);
        check_members(
            "x.zip",
            &all,
            &[("a.txt", "one"), ("b/c.md", "Two\n\ntwo"), ("in.zip/deep.txt", "three")],
            &[],
        );
    }

    #[test]
    fn what_is_cut_off_is_read_as_far_as_it_goes() {
        let all = archive(&[("a.txt", b"one"), ("b.txt", b"two"), ("c.txt", b"three")]);
        let end = all.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
        let stories = [("a.txt", "one"), ("b.txt", "two"), ("c.txt", "three")];
        check_members("x.zip", &all[..end + 10], &stories, &["its list of files is damaged"]);
        let second = all.windows(5).position(|w| w == b"b.txt").unwrap();
        let told = ["its list of files is damaged", "cannot be read on"];
        check_members("x.zip", &all[..second], &stories[..1], &told);
    }

    #[test]
    fn files_of_one_name_are_told() {
        let mut all = archive(&[("a.txt", b"one"), ("b.txt", b"two")]);
        while let Some(at) = all.windows(5).position(|w| w == b"b.txt") {
            all[at] = b'a';
        }
        check_members("x.zip", &all, &[("a.txt", "two")], &["1 of its files with the name of a later one"]);
    }

    #[test]
    fn a_zip_in_a_zip_in_a_zip_comes_to_an_end() {
        let mut deep = b"words".to_vec();
        for _ in 0..8 {
            deep = archive(&[("x.zip", &deep)]);
        }
        check_members("x.zip", &deep, &[], &["packed more than"]);
    }
}
