//! Standard output and standard error: lines, rows, JSON; nothing that drives a terminal by accident.

use std::borrow::Cow;
use std::io::{self, BufWriter, IsTerminal, Write};

use serde::Serialize;

use super::args::Color;
use crate::model::Span;
use crate::text::clean_line;

/// The form of a look-up's output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Lines for people and simple scripts.
    Plain,
    /// Tab-separated, with a header row.
    Tsv,
    /// One object a line.
    Json,
    /// One number.
    Count,
}

/// Standard output.
pub(super) struct Out {
    to: BufWriter<Box<dyn Write>>,
    /// The form asked for.
    pub(super) form: Form,
    /// What ends a line: `\n`, or NUL with `-0`.
    pub(super) end: u8,
    /// The question that what is printed answers, where many are asked: it stands in front of each result.
    pub(super) question: Option<String>,
}

/// A record with the question that it answers.
#[derive(Serialize)]
struct Answered<'a, T: Serialize> {
    query: &'a str,
    #[serde(flatten)]
    record: &'a T,
}

impl Out {
    /// Output to `to`.
    pub(super) fn new(to: Box<dyn Write>, form: Form) -> Out {
        Out { to: BufWriter::new(to), form, end: b'\n', question: None }
    }

    /// A line, which is made clean and one line.
    pub(super) fn line(&mut self, line: &str) -> io::Result<()> {
        self.styled_line(&one_line(line))
    }

    /// A line that is clean already but for what makes it bold.
    pub(super) fn styled_line(&mut self, line: &str) -> io::Result<()> {
        self.put_question()?;
        self.raw(line)?;
        self.to.write_all(&[self.end])
    }

    fn put_question(&mut self) -> io::Result<()> {
        match &self.question {
            Some(question) => write!(self.to, "{}\t", one_line(question)),
            None => Ok(()),
        }
    }

    /// Text that is clean already (a part of a story's text, or styled).
    pub(super) fn raw(&mut self, text: &str) -> io::Result<()> {
        self.to.write_all(text.as_bytes())
    }

    /// Cells with a tab between.
    pub(super) fn row(&mut self, cells: &[&str]) -> io::Result<()> {
        self.put_question()?;
        for (n, cell) in cells.iter().enumerate() {
            if n > 0 {
                self.raw("\t")?;
            }
            self.raw(&one_line(cell))?;
        }
        self.to.write_all(&[self.end])
    }

    /// The names of the columns, where the form has a header; before any question is answered.
    pub(super) fn header(&mut self, cells: &[&str]) -> io::Result<()> {
        if self.form == Form::Tsv { self.row(cells) } else { Ok(()) }
    }

    /// A record as one line of JSON.
    pub(super) fn json(&mut self, record: &impl Serialize) -> io::Result<()> {
        let written = match &self.question {
            Some(query) => serde_json::to_writer(&mut self.to, &Answered { query, record }),
            None => serde_json::to_writer(&mut self.to, record),
        };
        written.map_err(io::Error::from)?;
        self.to.write_all(b"\n")
    }

    /// The number that `--count` prints.
    pub(super) fn count(&mut self, n: usize) -> io::Result<()> {
        self.put_question()?;
        writeln!(self.to, "{n}")
    }

    /// Bytes as they are (a man page, completions).
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.to.write_all(bytes)
    }

    /// Hands everything on.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// A message on standard error, in lines that start with the program's name.
pub(super) fn say(message: &str) {
    let mut err = io::stderr().lock();
    for line in message.trim_end().lines() {
        // A message that cannot be told is not worth an end.
        let _ = writeln!(err, "newshound: {}", clean_indented(line));
    }
}

fn clean_indented(line: &str) -> String {
    let indent = line.len() - line.trim_start_matches(' ').len();
    format!("{}{}", &line[..indent], clean_line(line))
}

/// `s` on one line: runs of white space as one blank, no control characters. No-break spaces stay.
pub(super) fn one_line(s: &str) -> Cow<'_, str> {
    let plain = |c: char| c == '\u{a0}' || !(c.is_whitespace() || c.is_control());
    let fine = s.is_ascii() || !s.contains(|c: char| !c.is_ascii() && needs_cleaning(c));
    if fine && s.split(' ').all(|word| !word.is_empty() && word.chars().all(plain)) {
        return Cow::Borrowed(s);
    }
    Cow::Owned(collapse(&clean_line(s)))
}

/// Runs of white space as one blank; no-break spaces stay.
fn collapse(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for word in s.split(|c: char| c.is_whitespace() && c != '\u{a0}').filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether cleaning may change the character.
fn needs_cleaning(c: char) -> bool {
    let mut buffer = [0; 4];
    matches!(crate::text::clean(c.encode_utf8(&mut buffer)), Cow::Owned(_))
}

/// An optional string of JSON: `null` for an empty one.
pub(super) fn some(s: &str) -> Option<&str> {
    (!s.is_empty()).then_some(s)
}

/// Whether to send bold and underline.
pub(super) fn styled(color: Color) -> bool {
    let dumb = || std::env::var_os("TERM").is_none_or(|term| term == "dumb");
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => io::stdout().is_terminal() && !dumb(),
    }
}

/// `text` on one line with the parts at `spans` (spans of `text`, sorted, without overlap) in bold.
pub(super) fn emphasize(text: &str, spans: &[Span]) -> String {
    let mut out = String::with_capacity(text.len() + spans.len() * 8);
    let mut at = 0;
    for span in spans.iter().filter(|s| !s.of(text).is_empty()) {
        out.push_str(text.get(at..span.start as usize).unwrap_or(""));
        out.push_str("\u{1b}[1m");
        out.push_str(span.of(text));
        out.push_str("\u{1b}[22m");
        at = span.end as usize;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    // The text is clean; only its line ends are left to be made blanks.
    collapse(&out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_clean_line() {
        for (input, expected) in [
            ("plain words", "plain words"),
            ("two\nlines  and\ttabs ", "two lines and tabs"),
            ("\u{1b}]0;title\u{7}x\u{9b}31m", "]0;titlex31m"),
            ("no\u{a0}break – dash", "no\u{a0}break – dash"),
            ("\u{202e}live.exe", "live.exe"),
            ("", ""),
        ] {
            assert_eq!(one_line(input), expected);
        }
    }

    #[test]
    fn emphasis_is_put_around_spans() {
        assert_eq!(emphasize("a bc\nd", &[Span::new(2, 4)]), "a \u{1b}[1mbc\u{1b}[22m d");
        assert_eq!(emphasize("a", &[Span::new(7, 9)]), "a", "a span that does not fit");
    }
}
