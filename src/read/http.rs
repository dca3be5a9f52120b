//! What a web server sent: a page, taken out of its headers, its chunks and what it is packed in.

use std::io::{self, BufRead, BufReader, Read};

use flate2::read::{MultiGzDecoder, ZlibDecoder};

use super::limits::{HEADER_BYTES, PAGE_BYTES};
use super::lines::{Line, next_line};

/// What kind of page a server sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Html,
    Text,
}

impl Kind {
    /// The kind that a media type is of; none for pictures, styles and data.
    pub(super) fn of(content: &str) -> Option<Kind> {
        match content.split(';').next().unwrap_or("").trim().to_ascii_lowercase().as_str() {
            "text/html" | "application/xhtml+xml" => Some(Kind::Html),
            "text/plain" => Some(Kind::Text),
            _ => None,
        }
    }
}

/// A page.
pub(super) struct Page {
    pub(super) kind: Kind,
    /// The charset that the server names.
    pub(super) charset: Option<String>,
    /// Its bytes, up to the limit of a page.
    pub(super) body: Vec<u8>,
    /// Why there is no more of it, if it was to be longer.
    pub(super) fault: Option<io::Error>,
}

impl Page {
    /// Reads a page, within the limit and as far as it can be read.
    pub(super) fn read(kind: Kind, charset: Option<String>, input: &mut dyn Read) -> Page {
        let mut body = Vec::new();
        let fault = input.take(PAGE_BYTES as u64 + 4).read_to_end(&mut body).err();
        Page { kind, charset, body, fault }
    }
}

/// Reads headers to the empty line behind them, as names in lower case with values.
pub(super) fn headers(input: &mut dyn BufRead) -> io::Result<Vec<(String, String)>> {
    let (mut out, mut line, mut bytes) = (Vec::<(String, String)>::new(), Vec::new(), 0);
    while next_line(input, &mut line, HEADER_BYTES)? != Line::End && bytes <= HEADER_BYTES {
        bytes += line.len();
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end();
        if text.is_empty() && !line.is_empty() {
            break;
        }
        match (text.split_once(':'), out.last_mut()) {
            (_, Some((_, last))) if text.starts_with([' ', '\t']) => last.push_str(text),
            (Some((name, value)), _) => out.push((name.trim().to_ascii_lowercase(), value.trim().to_owned())),
            _ => {}
        }
    }
    Ok(out)
}

/// The value of a header, whose name is given in lower case; empty where there is none.
pub(super) fn get<'h>(headers: &'h [(String, String)], name: &str) -> &'h str {
    headers.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
}

/// The page that a server sent, out of what it was sent in; `None` for pictures, styles and refusals.
pub(super) fn response(block: &mut dyn BufRead) -> io::Result<Option<Page>> {
    let mut status = Vec::new();
    next_line(block, &mut status, HEADER_BYTES)?;
    if !status.starts_with(b"HTTP/") {
        return Ok(None);
    }
    let code = String::from_utf8_lossy(&status).split_whitespace().nth(1).map(str::to_owned);
    let headers = headers(block)?;
    let content = get(&headers, "content-type").to_ascii_lowercase();
    let Some(kind) = Kind::of(&content) else { return Ok(None) };
    if code.as_deref() != Some("200") {
        return Ok(None);
    }
    let charset = content.split("charset=").nth(1);
    let charset = charset.map(|c| c.trim_matches([' ', '"', '\'', ';']).to_owned());
    let mut chunked;
    let body: &mut dyn Read = if get(&headers, "transfer-encoding").eq_ignore_ascii_case("chunked") {
        chunked = BufReader::new(Chunked { input: block, left: 0, state: ChunkState::First });
        &mut chunked
    } else {
        block
    };
    let page = match get(&headers, "content-encoding").to_ascii_lowercase().as_str() {
        "gzip" | "x-gzip" => Page::read(kind, charset, &mut MultiGzDecoder::new(body)),
        "deflate" => Page::read(kind, charset, &mut ZlibDecoder::new(body)),
        "" | "identity" | "utf-8" => Page::read(kind, charset, body),
        other => return Err(io::Error::other(format!("packed by a method that is not known ({other})"))),
    };
    Ok(Some(page))
}

/// A body sent in chunks (RFC 9112, section 7.1). One that says so and is not comes through as it is.
struct Chunked<'a> {
    input: &'a mut dyn BufRead,
    left: u64,
    state: ChunkState,
}

#[derive(PartialEq)]
enum ChunkState {
    First,
    Within,
    Plain,
    Over,
}

impl Read for Chunked<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        while self.left == 0 && matches!(self.state, ChunkState::First | ChunkState::Within) {
            self.next()?;
        }
        match self.state {
            ChunkState::Over => Ok(0),
            ChunkState::Plain => self.input.read(buf),
            _ => {
                let n = self.input.take(self.left).read(buf)?;
                self.left = if n == 0 { 0 } else { self.left - n as u64 };
                if n == 0 && !buf.is_empty() {
                    self.state = ChunkState::Over;
                }
                Ok(n)
            }
        }
    }
}

impl Chunked<'_> {
    /// Reads the line with the length of the next chunk.
    fn next(&mut self) -> io::Result<()> {
        if self.state == ChunkState::First && !self.begins_with_length()? {
            self.state = ChunkState::Plain;
            return Ok(());
        }
        self.state = ChunkState::Within;
        let mut line = Vec::new();
        if next_line(self.input, &mut line, HEADER_BYTES)? == Line::End {
            self.state = ChunkState::Over;
            return Ok(());
        }
        let text = String::from_utf8_lossy(&line);
        let digits = text.trim().split(';').next().unwrap_or("").trim();
        if digits.is_empty() {
            return Ok(());
        }
        match u64::from_str_radix(digits, 16) {
            Ok(0) | Err(_) => self.state = ChunkState::Over,
            Ok(length) => self.left = length,
        }
        Ok(())
    }

    fn begins_with_length(&mut self) -> io::Result<bool> {
        let bytes = self.input.fill_buf()?;
        let digits = bytes.iter().take_while(|b| b.is_ascii_hexdigit()).count();
        Ok(digits > 0
            && digits < 16
            && bytes.get(digits).is_none_or(|b| matches!(b, b'\r' | b'\n' | b';' | b' ')))
    }
}
