//! Opens a file's bytes: takes wrappers off, finds the charset, chooses the form, has it read.

use std::io::{self, BufRead, Cursor, Read};
use std::rc::Rc;

use super::charset::{Charset, detect, is_declared};
use super::decoded::Decoded;
use super::format::{self, Raw, RawFormat, Source};
use super::keys::Keys;
use super::limits::{HEAD_BYTES, WRAPPERS};
use super::peel::{Wrapper, inner_name};
use super::refuse::known_other;
use super::stream::{Metered, Stream};
use super::tally::Tally;

/// Reads a file called `name` that is wrapped `depth` times already.
pub(super) fn open(name: &str, mut stream: Stream<'_>, depth: usize, keys: &Keys, tally: &mut Tally<'_>) {
    let (head, damage) = take_head(stream.flow());
    if let Some(error) = &damage {
        tally.problem(0, format!("cannot be read to its end: {error}"), "what came before is read");
    }
    if head.is_empty() {
        if damage.is_none() {
            tally.problem(0, "an empty file".into(), "skipped");
        }
        return;
    }
    if let Some(wrapper) = Wrapper::of(&head) {
        return whole(stream, &head, damage.is_some(), depth, tally, &mut |mut stream, tally| {
            let budget = Rc::clone(&tally.budget);
            let mut inner = wrapper.open(stream.flow(), &budget);
            if !too_deep(depth, tally) {
                open(&inner_name(name), Stream::Flow(&mut *inner), depth + 1, keys, tally);
            }
        });
    }
    if let Some(form) = format::choose_raw(name, &head) {
        return whole(stream, &head, damage.is_some(), depth, tally, &mut |stream, tally| {
            read_raw(form, Raw { stream, depth, keys }, tally);
        });
    }
    // A stream that failed once is not asked again.
    let mut nothing = io::empty();
    let rest: &mut dyn BufRead = if damage.is_some() { &mut nothing } else { stream.flow() };
    open_text(name, head, rest, keys, tally);
}

/// Whether there were wrappers enough, which is told.
fn too_deep(depth: usize, tally: &mut Tally<'_>) -> bool {
    if depth >= WRAPPERS {
        tally.problem(0, format!("packed more than {WRAPPERS} times over"), "skipped");
    }
    depth >= WRAPPERS
}

fn read_raw(form: &RawFormat, mut raw: Raw<'_, '_>, tally: &mut Tally<'_>) {
    tally.form = form.name;
    if !form.nests || !too_deep(raw.depth, tally) {
        (form.read)(&mut raw, tally);
    }
}

/// Hands on the whole stream, with the head that was taken from it.
fn whole(
    mut stream: Stream<'_>,
    head: &[u8],
    damaged: bool,
    depth: usize,
    tally: &mut Tally<'_>,
    with: &mut dyn FnMut(Stream<'_>, &mut Tally<'_>),
) {
    if !damaged && stream.rewind() {
        if depth == 0 {
            tally.budget.add_packed(stream.len().unwrap_or(0));
        }
        return with(stream, tally);
    }
    let mut nothing = io::empty();
    let rest: &mut dyn BufRead = if damaged { &mut nothing } else { stream.flow() };
    let mut whole = Cursor::new(head).chain(rest);
    if depth > 0 {
        return with(Stream::Flow(&mut whole), tally);
    }
    let mut metered = Metered { inner: whole, budget: Rc::clone(&tally.budget) };
    with(Stream::Flow(&mut metered), tally);
}

fn open_text(name: &str, head: Vec<u8>, rest: &mut dyn BufRead, keys: &Keys, tally: &mut Tally<'_>) {
    if let Some(what) = known_other(&head) {
        return tally.problem(0, format!("{what}, which is not read"), "skipped");
    }
    let (charset, mark) = detect(&head);
    if charset == Charset::Binary {
        return tally.problem(0, "not a form of text that is known".into(), "skipped");
    }
    let name = inner_name(name);
    tally.charset = charset.told(mark > 0 || is_declared(&head));
    let mut stream = Cursor::new(head.clone()).chain(rest);
    stream.consume(mark);
    if charset == Charset::Utf8 {
        return read_text(&name, head.get(mark..).unwrap_or(&[]), &mut stream, keys, tally);
    }
    let mut decoded = Decoded::new(stream, charset);
    let (head, _) = take_head(&mut decoded);
    read_text(&name, &head, &mut Cursor::new(head.clone()).chain(decoded), keys, tally);
}

fn read_text(name: &str, head: &[u8], input: &mut dyn BufRead, keys: &Keys, tally: &mut Tally<'_>) {
    let format = format::choose(name, head, keys);
    tally.form = format.name;
    (format.read)(&mut Source { head, input, keys }, tally);
}

/// The first bytes of a stream, and what stopped it, if anything did.
fn take_head(input: &mut dyn BufRead) -> (Vec<u8>, Option<io::Error>) {
    let mut head = Vec::new();
    let damage = input.take(HEAD_BYTES as u64).read_to_end(&mut head).err();
    (head, damage)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use crate::read::check::check;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    #[test]
    fn plain_text_is_one_story() {
        check("a.txt", "Ferry late\n\nIt was.\n".as_bytes(), &[(0, "Ferry late\n\nIt was.\n")], &[]);
        check("a.txt", b"\xef\xbb\xbfmarked", &[(0, "marked")], &[]);
        check("a.txt", b" \n\t", &[], &[(0, "text with no story")]);
        check("a.txt", b"", &[], &[(0, "an empty file")]);
    }

    #[test]
    fn wrappers_are_taken_off_and_the_inner_name_counts() {
        check("a.txt.gz", &gzip(b"words"), &[(0, "words")], &[]);
        check("a.md.gz.gz", &gzip(&gzip(b"# A\n\n*words*")), &[(0, "A\n\nwords")], &[]);
        let members = [gzip(b"{\"text\": \"one\"}\n"), gzip(b"{\"text\": \"two\"}\n")].concat();
        check("a.jsonl.gz", &members, &[(1, "one"), (2, "two")], &[]);
        let mut deep = b"words".to_vec();
        (0..6).for_each(|_| deep = gzip(&deep));
        check("a.txt", &deep, &[], &[(0, "packed more than")]);
    }

    #[test]
    fn damage_is_told_and_what_came_before_is_read() {
        let mut packed = gzip(b"{\"text\": \"one\"}\n{\"text\": \"two\"}\n");
        packed.truncate(packed.len() - 4);
        check("a.jsonl.gz", &packed, &[(1, "one"), (2, "two")], &[(0, "cannot be read to its end")]);
        // Behind the head, inside a line.
        let mut x = 1u32;
        let mut digits = || {
            x = x.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            format!("{x} ")
        };
        let long: String = (0..100_000).map(|_| digits()).collect();
        let mut packed = gzip(format!("{{\"text\": \"one\"}}\n{{\"text\": \"{long}\"}}\n").as_bytes());
        packed.truncate(packed.len() / 2);
        let told = [(2, "not JSON"), (2, "cannot be read on")];
        check("a.jsonl.gz", &packed, &[(1, "one")], &told);
    }

    #[test]
    fn what_is_no_text_is_told() {
        check("a.txt", b"\x89PNG\r\n\x1a\n\0\0", &[], &[(0, "a PNG picture")]);
        check("a.txt", &[0; 100], &[], &[(0, "not a form of text that is known")]);
    }
}
