//! Bytes to stories: finds out what a file is, takes it apart, makes clean drafts.
//!
//! [`read`] streams a file into [`RawStory`]s in order (one thread a file); [`finish`] makes a draft of
//! one (any thread). Neither fails: what is wrong comes back as problems.
//!
//! ```text
//! bytes → peel (gzip, zstd, xz, bzip2) → a reader of raw bytes: zip, tar (and what is in them, from the start) ...
//!                                      → charset → format::choose → a reader of text
//!       readers ─▶ RawStory ─▶ finish (takes markup off, cleans, finds title, day, marks) ─▶ Draft
//! ```
//!
//! A form more is one file with a `FORMAT`, its `mod` line and its row in `format.rs`. What is read is bounded by
//! `limits`, all layers of one file together by a `stream::Budget`.

mod charset;
#[cfg(test)]
mod check;
mod columns;
mod date;
mod dateline;
mod decoded;
mod delimited;
mod docx;
mod epub;
mod feed;
mod field;
mod find_date;
mod finish;
mod flow;
mod format;
mod front;
mod html;
mod http;
mod json;
mod json_lines;
mod json_record;
mod keys;
pub(crate) mod limits;
mod line_rules;
mod lines;
mod loose;
mod mail;
mod markdown;
mod marks;
mod mbox;
mod member;
mod names;
mod newsml;
mod nitf;
mod node;
mod open;
mod parquet;
mod pdf;
mod peel;
mod plain;
mod record;
mod refuse;
mod reply;
mod root;
mod series;
mod stream;
mod tags;
mod tally;
mod tar;
mod title;
mod values;
mod warc;
mod wire;
mod xml;
mod zip;

use std::io::BufRead;

use crate::model::{Charset, GivenName};

use stream::Stream;

pub use date::parse_date;
pub use finish::Finished;
pub use stream::Seekable;

/// What a person may say about the input.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// `--map`: which key of the input is which of ours, `("text", "body")`.
    pub map: Vec<(String, String)>,
    /// What makes text of PDF files: a program that is not here, or nothing.
    pub pdf: Option<PdfText>,
}

/// Makes text of the bytes of a PDF file; an error is in words for a person.
pub type PdfText = fn(Vec<u8>) -> Result<String, String>;

/// A story as it was found, not yet clean.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawStory {
    /// The record's number in its container, from 1; 0 in a file that can only hold one story.
    pub number: u32,
    /// The story's own id.
    pub id: Option<String>,
    /// The title, if it comes apart from the text.
    pub title: Option<String>,
    /// The text; the only thing that must be there.
    pub text: String,
    /// The date as found.
    pub date: Option<String>,
    /// Publication.
    pub outlet: Option<String>,
    /// Writers.
    pub author: Option<String>,
    /// Web address.
    pub url: Option<String>,
    /// Section or desk.
    pub section: Option<String>,
    /// Language.
    pub lang: Option<String>,
    /// Names that the input says are in it.
    pub names: Vec<GivenName>,
    /// What the text is written in.
    pub markup: Markup,
    /// What its bytes were written in.
    pub charset: Charset,
}

/// What a story's text is written in, until it is finished.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Markup {
    /// Plain text.
    #[default]
    None,
    /// Plain text of a mail: lines may be quoted, and a signature may end it.
    Mail,
    /// A piece of HTML that is all story.
    Fragment,
    /// A web page with a story in it.
    Page,
}

/// Where a file's stories and problems go.
pub trait Sink {
    /// What comes next is of the file at this path inside the file (`b/c.txt` in `a.zip`); of the file itself
    /// where it is empty.
    fn member(&mut self, path: &str);
    /// Takes a story; `false` stops reading.
    fn story(&mut self, story: RawStory) -> bool;
    /// Takes a problem of record `number` (0: of the file): what is wrong, and what was done.
    fn problem(&mut self, number: u32, what: String, done: &'static str);
}

/// Reads a file: finds out its form by content first, then by `name` (the last part of its path).
///
/// A file of which nothing can be read gives one problem and no story.
pub fn read(name: &str, input: &mut dyn BufRead, options: &Options, sink: &mut dyn Sink) {
    read_stream(name, Stream::Flow(input), options, sink);
}

/// [`read`] for a file that can be read at any place, which spares archives being held in memory.
pub fn read_file(name: &str, file: &mut dyn Seekable, options: &Options, sink: &mut dyn Sink) {
    read_stream(name, Stream::File(file), options, sink);
}

fn read_stream(name: &str, stream: Stream<'_>, options: &Options, sink: &mut dyn Sink) {
    let keys = keys::Keys::new(&options.map);
    let mut tally = tally::Tally::new(sink, options.pdf);
    open::open(name, stream, 0, &keys, &mut tally);
    tally.close();
}

/// Makes a clean draft: text cleaned, title, day, dateline, byline and boilerplate found.
/// `path` is the file's path below the folder opened (a day may stand in it).
pub fn finish(raw: RawStory, path: &str) -> Finished {
    finish::finish(raw, path)
}
