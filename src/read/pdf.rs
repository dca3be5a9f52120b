//! PDF, through a program that the room above may have (`Options::pdf`).

use std::io::Read;

use super::RawStory;
use super::format::{Raw, RawFormat};
use super::limits::PDF_BYTES;
use super::tally::Tally;

/// PDF.
pub(super) const FORMAT: RawFormat = RawFormat { name: "a PDF file", nests: false, is, read };

/// Bytes before the sign that readers of PDF pass over.
const LEAD_BYTES: usize = 1024;

fn is(_: &str, head: &[u8]) -> bool {
    let start = head.get(..head.len().min(LEAD_BYTES)).unwrap_or(&[]);
    // Elsewhere than at the start, prose may speak of the sign.
    start.starts_with(b"%PDF-") || (start.contains(&0) && memchr::memmem::find(start, b"\n%PDF-1.").is_some())
}

fn read(raw: &mut Raw<'_, '_>, tally: &mut Tally<'_>) {
    let Some(to_text) = tally.pdf else {
        return tally.problem(0, "a PDF file, which needs pdftotext to be read".into(), "skipped");
    };
    let mut bytes = Vec::new();
    if let Err(error) = raw.stream.flow().take(PDF_BYTES + 1).read_to_end(&mut bytes) {
        return tally.problem(0, format!("cannot be read to its end: {error}"), "skipped");
    }
    if bytes.len() as u64 > PDF_BYTES {
        return tally.problem(0, format!("a PDF file of more than {} MiB", PDF_BYTES >> 20), "skipped");
    }
    match to_text(bytes) {
        Ok(text) if text.trim().is_empty() => {
            tally.problem(0, "a PDF file without text (pages that are pictures?)".into(), "skipped");
        }
        Ok(text) => {
            tally.story(0, RawStory { text: paragraphs(&text), ..RawStory::default() });
        }
        Err(what) => tally.problem(0, what, "skipped"),
    }
}

/// Lines joined to paragraphs, which empty lines part. A paragraph goes on over the end of a page.
fn paragraphs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for paragraph in text.split("\n\n") {
        let lines: Vec<&str> =
            paragraph.split(['\n', '\u{c}']).map(str::trim).filter(|l| !l.is_empty()).collect();
        if lines.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        out.push_str(&lines.join(" "));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::check::check;

    #[test]
    fn without_a_program_it_is_told_what_is_needed() {
        check("a.pdf", b"%PDF-1.4\n...", &[], &[(0, "needs pdftotext")]);
    }

    #[test]
    fn lines_become_paragraphs() {
        assert_eq!(
            paragraphs("Ferry late\n\nIt was\nlate again.\n\n\u{c}Twice.\n\u{c}"),
            "Ferry late\n\nIt was late again.\n\nTwice."
        );
    }
}
