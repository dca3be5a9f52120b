//! Web archives: the pages among the records of WARC and ARC files. Read here record by record; the crates that do it
//! take records of any claimed length into memory or refuse a file for one bad record.

use std::io::{self, BufRead, BufReader, Read};

use super::charset::to_text;
use super::format::{Raw, RawFormat};
use super::http::{Kind, Page, get, headers, response};
use super::limits::{HEADER_BYTES, STRAY_LINES};
use super::lines::{Line, next_line};
use super::tally::Tally;
use super::{Markup, RawStory};

/// A web archive.
pub(super) const FORMAT: RawFormat = RawFormat {
    name: "a web archive",
    nests: false,
    is: |_, head| head.trim_ascii_start().starts_with(b"WARC/"),
    read: |raw, tally| records(raw, tally, next_warc),
};

/// A web archive of the older form.
pub(super) const ARC: RawFormat = RawFormat {
    name: "a web archive",
    nests: false,
    is: |_, head| head.starts_with(b"filedesc://"),
    read: |raw, tally| records(raw, tally, next_arc),
};

/// A record's own headers.
#[derive(Debug, Default)]
struct Record {
    url: String,
    /// Bytes of its block, where it says so in digits.
    length: Option<u64>,
    /// Whether it is a page as a server sent it.
    response: bool,
    /// What it is, where it is a page without what the server said.
    page: Option<Kind>,
}

/// What comes next in an archive.
struct Step {
    /// The record, if there is a further one.
    record: Option<Record>,
    /// Whether something stood before it that belongs to no record.
    stray: bool,
}

type Next = fn(&mut dyn BufRead) -> io::Result<Step>;

fn records(raw: &mut Raw<'_, '_>, tally: &mut Tally<'_>, next: Next) {
    let input = raw.stream.flow();
    let mut number = 0u32;
    // Whether what is wrong with the length of the last record was told.
    let mut told = false;
    loop {
        let step = match next(input) {
            Ok(step) => step,
            Err(error) => {
                return tally.problem(number, format!("cannot be read on: {error}"), "the rest left out");
            }
        };
        if step.stray && number > 0 && !told {
            tally.problem(number, "a record that claims a wrong length".into(), "read on at the next one");
        }
        let Some(record) = step.record else { return };
        number = number.saturating_add(1);
        told = record.length.is_none();
        if told {
            tally.problem(number, "a record that does not tell its length".into(), "left out");
        }
        if !read_record(number, &record, input, tally) {
            return;
        }
    }
}

/// Reads the block of a record; `false` where reading must stop.
fn read_record(number: u32, record: &Record, input: &mut dyn BufRead, tally: &mut Tally<'_>) -> bool {
    let mut block = BufReader::new(input.take(record.length.unwrap_or(0)));
    let page = if record.response {
        response(&mut block)
    } else {
        Ok(record.page.map(|kind| Page::read(kind, None, &mut block)))
    };
    let skipped = io::copy(&mut block, &mut io::sink());
    let missing = block.into_inner().limit();
    let going = match page {
        Ok(Some(page)) => tell(number, page, record, tally),
        Ok(None) => true,
        Err(error) => {
            tally.problem(number, format!("a page that cannot be read: {error}"), "left out");
            true
        }
    };
    if skipped.is_err() || missing > 0 {
        let what = "a record that is cut off, or claims a wrong length";
        tally.problem(number, what.into(), "what came before is read");
        return false;
    }
    going
}

fn tell(number: u32, page: Page, record: &Record, tally: &mut Tally<'_>) -> bool {
    if let Some(fault) = page.fault {
        let what = format!("a page that cannot be read to its end: {fault}");
        tally.problem(number, what, "what came before is read");
    }
    let Some(text) = to_text(page.body, page.charset.as_deref()) else {
        tally.problem(number, "a page that is no text".into(), "left out");
        return true;
    };
    // Many pages say nothing, and lose nothing.
    if text.trim().is_empty() {
        return true;
    }
    let markup = if page.kind == Kind::Html { Markup::Page } else { Markup::None };
    let url = record.url.trim_matches(['<', '>']).to_owned();
    tally.story(number, RawStory { text, url: Some(url), markup, ..RawStory::default() })
}

/// The record that a line begins, if it does; reads its further headers.
type Begin = fn(&[u8], &mut dyn BufRead) -> io::Result<Option<Record>>;

/// The next record: behind what is no record, to the line that `begin` takes for the first one of a record.
fn find(input: &mut dyn BufRead, begin: Begin) -> io::Result<Step> {
    let (mut line, mut stray) = (Vec::new(), false);
    for _ in 0..STRAY_LINES {
        if next_line(input, &mut line, HEADER_BYTES)? == Line::End {
            return Ok(Step { record: None, stray });
        }
        let record = begin(&line, input)?;
        if record.is_some() {
            return Ok(Step { record, stray });
        }
        // A line that was too long is an empty one here.
        stray |= line.is_empty() || !line.trim_ascii().is_empty();
    }
    Err(io::Error::other("no further record is found"))
}

/// The next record of a WARC file.
fn next_warc(input: &mut dyn BufRead) -> io::Result<Step> {
    find(input, |line, input| {
        if !line.starts_with(b"WARC/") {
            return Ok(None);
        }
        let headers = headers(input)?;
        let kind = get(&headers, "warc-type");
        let content = get(&headers, "content-type").to_ascii_lowercase();
        Ok(Some(Record {
            url: get(&headers, "warc-target-uri").to_owned(),
            length: get(&headers, "content-length").parse().ok(),
            response: kind == "response" && !content.starts_with("text/dns"),
            // Programs keep their own notes as resources of plain text.
            page: Kind::of(&content).filter(|page| match kind {
                "conversion" => true,
                "resource" => *page == Kind::Html,
                _ => false,
            }),
        }))
    })
}

/// The next record of an ARC file, which begins with a line of address, host, time, kind and length.
fn next_arc(input: &mut dyn BufRead) -> io::Result<Step> {
    find(input, |line, _| {
        let text = String::from_utf8_lossy(line);
        let words: Vec<&str> = text.split_whitespace().collect();
        let length = words.last().and_then(|w| w.parse().ok());
        let url = words.first().filter(|url| length.is_some() && words.len() >= 5 && url.contains("://"));
        let record = |url: &&str| {
            let response = url.starts_with("http");
            Record { url: (*url).to_owned(), length, response, page: None }
        };
        Ok(url.map(record))
    })
}

#[cfg(test)]
mod tests {
    use crate::read::check::{check, check_fields};

    fn record(kind: &str, content: &str, block: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://x.example/{kind}\r\nContent-Type: {content}\r\n\
             Content-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    }

    #[test]
    fn pages_are_found_among_other_records() {
        let http = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n";
        let warc = [
            record("warcinfo", "application/warc-fields", "software: x\r\n"),
            record("request", "application/http", "GET / HTTP/1.1\r\n\r\n"),
            record("response", "application/http", &format!("{http}\r\n<title>T</title><p>One")),
            record(
                "response",
                "application/http",
                &format!("{http}Transfer-Encoding: chunked\r\n\r\n6\r\n<p>Two\r\n5\r\n more\r\n0\r\n\r\n"),
            ),
            record("response", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx"),
            record(
                "response",
                "application/http",
                "HTTP/1.1 404 No\r\nContent-Type: text/html\r\n\r\n<p>Gone",
            ),
        ]
        .concat();
        check("a.warc", warc.as_bytes(), &[(3, "One"), (4, "Two more")], &[]);
        check_fields("a.warc", warc.as_bytes(), "T||||https://x.example/response|");
        let cut = warc.find("6\r\n<p>Two").unwrap();
        check("a.warc", &warc.as_bytes()[..cut], &[(3, "One")], &[(4, "cut off")]);
    }

    #[test]
    fn texts_taken_out_of_pages_are_read_and_faults_told() {
        let text = record("conversion", "text/plain", "Ferry late\n\nIt was.");
        let http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n";
        let torn = record("response", "application/http", &format!("{http}torn"));
        let binary = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n\0\0\0\0";
        let warc = [text, torn, record("response", "application/http", binary)].concat();
        let told = [(2, "cannot be read to its end"), (3, "no text")];
        check("a.warc", warc.as_bytes(), &[(1, "Ferry late\n\nIt was.")], &told);
    }

    #[test]
    fn a_wrong_length_is_told_and_the_next_record_is_found() {
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>One";
        let (first, next) =
            (record("response", "application/http", page), record("response", "application/http", page));
        let claims = |length: &str| {
            first.replace(&format!("Content-Length: {}", page.len()), &format!("Content-Length: {length}"))
        };
        let told = "claims a wrong length";
        check("a.warc", (claims("48") + &next).as_bytes(), &[(1, "O"), (2, "One")], &[(1, told)]);
        check("a.warc", (claims("55") + &next + &next).as_bytes(), &[(1, "One W"), (2, "One")], &[(1, told)]);
        for length in ["many", "-5", "99999999999999999999"] {
            let warc = claims(length) + &next;
            check("a.warc", warc.as_bytes(), &[(2, "One")], &[(1, "does not tell its length")]);
        }
        check("a.warc", claims("9999").as_bytes(), &[(1, "One")], &[(1, told)]);
    }

    #[test]
    fn the_older_form_is_read() {
        let page = "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>One";
        let arc = format!(
            "filedesc://a.arc 0.0.0.0 20180307000000 text/plain 4\nv 1\n\nhttp://x.example/ 1.2.3.4 20180307000000 text/html {}\n{page}\n",
            page.len()
        );
        check("a.arc", arc.as_bytes(), &[(2, "One")], &[]);
    }
}
