//! Tar archives, read as they flow.

use std::io::{self, Read};
use std::rc::Rc;

use tar::{Archive, Entry, EntryType};

use super::format::{Raw, RawFormat};
use super::keys::Keys;
use super::limits::TAR_HEADERS_BYTES;
use super::member::Members;
use super::open::open;
use super::stream::{Fenced, Room, Stream, bounded};
use super::tally::Tally;

/// A tar archive.
pub(super) const FORMAT: RawFormat = RawFormat { name: "a tar archive", nests: true, is, read };

/// The sign of POSIX and GNU archives; older ones have none, but a checksum over their first header.
fn is(_: &str, head: &[u8]) -> bool {
    head.get(257..262) == Some(b"ustar") || old_header(head)
}

fn old_header(head: &[u8]) -> bool {
    let Some(header) = head.get(..512) else { return false };
    let digits = header.get(148..156).unwrap_or(&[]);
    let digits = std::str::from_utf8(digits).unwrap_or("").trim_matches([' ', '\0']);
    let sum: u64 = header
        .iter()
        .enumerate()
        .map(|(n, b)| if (148..156).contains(&n) { 32 } else { u64::from(*b) })
        .sum();
    header.first().is_some_and(|b| *b != 0) && u64::from_str_radix(digits, 8) == Ok(sum)
}

fn read(raw: &mut Raw<'_, '_>, tally: &mut Tally<'_>) {
    let (depth, keys) = (raw.depth, raw.keys);
    let len = raw.stream.len();
    let room = Room::unbounded();
    let what = format!("a name or another header of more than {} MiB", TAR_HEADERS_BYTES >> 20);
    let mut archive = Archive::new(Fenced::new(raw.stream.flow(), &room, what));
    let mut members = Members::default();
    let mut entries = match archive.entries() {
        Ok(entries) => entries,
        Err(error) => return tally.problem(0, format!("cannot be read: {error}"), "skipped"),
    };
    loop {
        // What is read between two files is their headers, which are taken into memory.
        room.set(TAR_HEADERS_BYTES);
        let Some(entry) = entries.next() else { return };
        room.set(u64::MAX);
        let going = entry.and_then(|mut entry| {
            let going = read_entry(&mut entry, len, &mut members, depth, keys, tally);
            // What is left of the file is passed over here, where it is not counted.
            if going { io::copy(&mut entry, &mut io::sink()).map(|_| true) } else { Ok(false) }
        });
        match going {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => {
                return tally.problem(0, format!("cannot be read on: {error}"), "the rest left out");
            }
        }
    }
}

/// Reads a file of an archive of `len` bytes, where that is known; `false` where reading must stop.
fn read_entry<R: Read>(
    entry: &mut Entry<'_, R>,
    len: Option<u64>,
    members: &mut Members,
    depth: usize,
    keys: &Keys,
    tally: &mut Tally<'_>,
) -> bool {
    // Behind a file that is longer than the archive there is nothing.
    let lies = len.is_some_and(|len| entry.size() > len);
    let other = match entry.header().entry_type() {
        EntryType::Directory | EntryType::XGlobalHeader => return true,
        _ if lies => Some("a file that claims to be larger than its archive"),
        EntryType::Regular | EntryType::Continuous | EntryType::GNUSparse => None,
        EntryType::Link | EntryType::Symlink => Some("a link"),
        _ => Some("not a regular file"),
    };
    let Some(name) = members.name(&String::from_utf8_lossy(&entry.path_bytes())) else { return true };
    let budget = Rc::clone(&tally.budget);
    let going = tally.member(&name, &mut |tally| match other {
        Some(what) => tally.problem(0, what.into(), "skipped"),
        None => open(&name, Stream::Flow(&mut *bounded(&mut *entry, &budget)), depth + 1, keys, tally),
    });
    going && !budget.spent() && !lies
}

#[cfg(test)]
mod tests {
    use crate::read::check::check_members;

    fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut out = tar::Builder::new(Vec::new());
        for (name, bytes) in files {
            let mut header = tar::Header::new_gnu();
            header.set_size(bytes.len() as u64);
            // Not through `set_path`, which refuses hostile names.
            header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
            header.set_cksum();
            out.append(&header, *bytes).unwrap();
        }
        out.into_inner().unwrap()
    }

    #[test]
    fn files_inside_are_read_whatever_their_form() {
        let inner = archive(&[("deep.txt", b"three")]);
        let all = archive(&[
            ("a.txt", b"one"),
            ("b/c.jsonl", b"{\"text\": \"two\"}\n"),
            ("in.tar", &inner),
            (".hidden", b"x"),
        ]);
        check_members(
            "x.tar",
            &all,
            &[("a.txt", "one"), ("b/c.jsonl", "two"), ("in.tar/deep.txt", "three")],
            &[],
        );
    }

    #[test]
    fn a_name_without_end_is_refused() {
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(tar::EntryType::GNULongName);
        header.set_size(4 << 20);
        header.set_cksum();
        let mut all = archive(&[("a.txt", b"one")]);
        all.truncate(1024);
        all.extend_from_slice(header.as_bytes());
        all.resize(all.len() + (4 << 20), b'x');
        all.extend_from_slice(&archive(&[("b.txt", b"two")]));
        check_members("x.tar", &all, &[("a.txt", "one")], &["header of more than 1 MiB"]);
    }

    #[test]
    fn names_lead_nowhere_and_damage_is_told() {
        let all = archive(&[("../../x.txt", b"one"), ("x.txt", b"two"), ("empty.txt", b"")]);
        check_members("x.tar", &all, &[("x.txt", "one"), ("x.txt~2", "two")], &["an empty file"]);
        check_members("x.tar", &all[..700], &[("x.txt", "one")], &["cannot be read"]);
    }
}
