//! Mail, and web pages saved as mail (MHTML).

use std::io::Read;

use mail_parser::{Address, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::format::{Raw, RawFormat, extension};
use super::limits::{HEADER_BYTES, MAIL_DEPTH, RECORD_BYTES};
use super::tally::Tally;
use super::{Markup, RawStory};

/// A mail in a file of its own.
pub(super) const FORMAT: RawFormat = RawFormat { name: "a mail", nests: false, is, read };

/// Headers that mails have and other files seldom, in lower case.
const HEADERS: [&str; 14] = [
    "from",
    "to",
    "subject",
    "date",
    "received",
    "message-id",
    "mime-version",
    "return-path",
    "delivered-to",
    "content-type",
    "reply-to",
    "cc",
    "sender",
    "x-mailer",
];

fn is(name: &str, head: &[u8]) -> bool {
    let named = matches!(extension(name).as_str(), "eml" | "emlx" | "mht" | "mhtml" | "mbox" | "msg");
    known_headers(head) >= if named { 1 } else { 3 }
}

/// How many different headers of mails `head` begins with; 0 where it begins with something else.
pub(super) fn known_headers(head: &[u8]) -> usize {
    let mut known = [false; HEADERS.len()];
    for (n, line) in
        head.get(..head.len().min(HEADER_BYTES)).unwrap_or(&[]).split(|b| *b == b'\n').enumerate()
    {
        if line.trim_ascii().is_empty() {
            if n == 0 { continue } else { break }
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(name) = header_name(line) else { if n == 0 { return 0 } else { break } };
        if let Some(at) = HEADERS.iter().position(|h| name.eq_ignore_ascii_case(h.as_bytes())) {
            known[at] = true;
        }
    }
    known.iter().filter(|k| **k).count()
}

/// The name of a header, if the line is one.
pub(super) fn header_name(line: &[u8]) -> Option<&[u8]> {
    let colon = line.iter().take(80).position(|b| *b == b':')?;
    let name = line.get(..colon)?;
    let fits = !name.is_empty() && name.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    fits.then_some(name)
}

fn read(raw: &mut Raw<'_, '_>, tally: &mut Tally<'_>) {
    let mut bytes = Vec::new();
    let input = raw.stream.flow();
    if let Err(error) = input.take(RECORD_BYTES as u64 + 1).read_to_end(&mut bytes) {
        tally.problem(0, format!("cannot be read to its end: {error}"), "what came before is read");
    }
    if bytes.len() > RECORD_BYTES {
        tally.problem(0, too_long(), "the rest of it left out");
    }
    tell(0, &bytes, None, tally);
}

/// What is told of a mail that is too long.
pub(super) fn too_long() -> String {
    format!("a mail of more than {} MiB", RECORD_BYTES >> 20)
}

/// Reads one mail, which came on the day `came` if it does not say when; `false` where reading must stop.
pub(super) fn tell(number: u32, bytes: &[u8], came: Option<String>, tally: &mut Tally<'_>) -> bool {
    match MessageParser::default().parse(bytes) {
        Some(message) => {
            let mut story = story(&message);
            story.date = story.date.or(came);
            tally.story(number, story)
        }
        None => {
            tally.problem(number, "a mail that cannot be read".into(), "left out");
            !tally.stopped()
        }
    }
}

fn story(message: &Message<'_>) -> RawStory {
    let header =
        |name: &'static str| message.header_raw(name).map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
    let mut story = RawStory {
        title: message.subject().map(str::to_owned),
        date: header("Date"),
        author: message.from().and_then(people),
        id: message.message_id().map(str::to_owned),
        outlet: message.list_id().as_text().map(str::to_owned),
        ..RawStory::default()
    };
    (story.text, story.markup) = body(message, MAIL_DEPTH);
    // A browser says where it saved a page.
    let saved = header("Snapshot-Content-Location").or_else(|| {
        let related =
            header("Content-Type").is_some_and(|t| t.to_ascii_lowercase().contains("multipart/related"));
        let part = message.html_bodies().next()?;
        let place = part.headers.iter().find(|h| h.name().eq_ignore_ascii_case("Content-Location"))?;
        place.value().as_text().filter(|_| related).map(str::to_owned)
    });
    if let Some(url) = saved.filter(|_| story.markup == Markup::Fragment) {
        story.markup = Markup::Page;
        story.url = Some(url);
        // The saver's name and hour are not the story's.
        (story.author, story.date) = (None, None);
    }
    story
}

/// The text of a mail: its plain parts, else its HTML, else that of the mails in it.
fn body(message: &Message<'_>, depth: usize) -> (String, Markup) {
    let mut text = String::new();
    for part in message.text_bodies() {
        if let PartType::Text(part) = &part.body {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push_str("\n\n");
            }
            text.push_str(part);
        }
    }
    if !text.trim().is_empty() {
        return (text, Markup::Mail);
    }
    let html: String = message
        .html_bodies()
        .filter_map(|part| match &part.body {
            PartType::Html(html) => Some(html.as_ref()),
            _ => None,
        })
        .collect();
    if !html.trim().is_empty() {
        return (html, Markup::Fragment);
    }
    let inner = message.parts.iter().filter_map(|part| match &part.body {
        PartType::Message(inner) if depth > 0 => Some(body(inner, depth - 1)),
        _ => None,
    });
    // A digest holds many.
    let inner: Vec<(String, Markup)> = inner.filter(|(text, _)| !text.trim().is_empty()).collect();
    let Some(markup) = inner.first().map(|(_, markup)| *markup) else {
        return (bare(message), Markup::Mail);
    };
    let alike = inner.iter().filter(|(_, m)| *m == markup).map(|(text, _)| text.trim_end());
    (alike.collect::<Vec<_>>().join("\n\n"), markup)
}

/// What stands behind the headers of a mail whose parts cannot be told apart, without the lines that part them, the
/// headers behind those, and what programs without MIME are told in front of the first.
fn bare(message: &Message<'_>) -> String {
    let root = message.root_part();
    let multipart = root.content_type().is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("multipart"));
    if !multipart || message.parts.iter().skip(1).any(MessagePart::is_binary) {
        return String::new();
    }
    let at = root.raw_body_offset() as usize;
    let bytes = message.raw_message().get(at..).unwrap_or(&[]).to_vec();
    let text = super::charset::to_text(bytes, None).unwrap_or_default();
    let mut out = Vec::new();
    let (mut parted, mut in_headers) = (false, false);
    for line in text.lines() {
        if line.starts_with("--") {
            in_headers = true;
            if !std::mem::replace(&mut parted, true) {
                out.clear();
            }
        } else if in_headers {
            in_headers = !line.trim().is_empty();
        } else {
            out.push(line);
        }
    }
    out.join("\n")
}

/// The names in an address, or the addresses where they have none.
fn people(address: &Address<'_>) -> Option<String> {
    let names: Vec<&str> = address
        .iter()
        .filter_map(|a| a.name.as_deref().filter(|n| !n.trim().is_empty()).or(a.address.as_deref()))
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}

#[cfg(test)]
mod tests {
    use crate::read::check::{check, check_fields};

    #[test]
    fn a_mail_is_a_story() {
        let mail = b"From: =?utf-8?q?Ann_Ru=C3=ADz?= <a@x.example>\r\nTo: b@x.example\r\nSubject: Ferry\r\n late\r\n\
            Date: Wed, 07 Mar 2018 10:20:30 GMT\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=q\r\n\r\n\
            --q\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
            It was caf=E9 time.\r\n--q\r\nContent-Type: text/html\r\n\r\n<p>no</p>\r\n--q--\r\n";
        check("a.eml", mail, &[(0, "It was caf\u{e9} time.")], &[]);
        check("1204680122.27c448.host:2,S", mail, &[(0, "It was caf\u{e9} time.")], &[]);
        check_fields("a", mail, "Ferry late|2018-03-07||Ann Ru\u{ed}z||");
    }

    #[test]
    fn html_is_taken_where_there_is_no_plain_text() {
        let mail = b"From: a@x.example\nSubject: S\nDate: x\nContent-Type: text/html\n\n<p>One</p><p>Two</p>";
        check("a.eml", mail, &[(0, "One\n\nTwo")], &[]);
        check("a.eml", b"From: a@x.example\nSubject: S\nTo: b\n\n", &[], &[(0, "no text")]);
        let unparted = b"From: a@x\nSubject: S\nContent-Type: multipart/mixed\n\n--x\nContent-Type: text/plain\n\nhi\n--x--\n";
        check("a.eml", unparted, &[(0, "hi")], &[]);
        let attached = b"From: a@x\nSubject: S\nContent-Type: multipart/mixed; boundary=x\n\nThis is MIME.\n--x\n\
            Content-Disposition: attachment;\n filename=a.txt\nContent-Type: text/plain;\n name=a.txt\n\nhi\n--x--\n";
        check("a.eml", attached, &[(0, "hi")], &[]);
        let empty =
            b"From: a@x\nSubject: S\nContent-Type: multipart/related; boundary=x\n\nThis is MIME.\n\n--x\n\
            Content-Type: text/html;\n charset=x-user-defined\n\n";
        check("a.mht", empty, &[], &[(0, "no text")]);
    }

    #[test]
    fn a_digest_is_read_whole() {
        let mail = b"From: a@x\nSubject: S\nContent-Type: multipart/digest; boundary=q\n\n--q\n\nFrom: b@x\nSubject: B\n\nOne.\n\n\
            --q\n\nFrom: c@x\nSubject: C\n\nTwo.\n\n--q--\n";
        check("a.eml", mail, &[(0, "One.\n\nTwo.")], &[]);
    }

    #[test]
    fn prose_with_a_colon_is_no_mail() {
        check(
            "a.txt",
            b"Note: this is old\nDate: unknown\n\nWords.",
            &[(0, "Note: this is old\nDate: unknown\n\nWords.")],
            &[],
        );
    }
}
