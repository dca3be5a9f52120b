//! Documents of word processors (docx): the paragraphs of the text.

use super::RawStory;
use super::field::some;
use super::limits::RECORD_BYTES;
use super::node::{Child, Node};
use super::tally::Tally;
use super::xml::parse;
use super::zip::{Archive, read_whole};

/// Where the text stands.
const DOCUMENT: &str = "word/document.xml";

/// Whether an archive is such a document.
pub(super) fn is(archive: &Archive<'_>) -> bool {
    archive.index_for_name(DOCUMENT).is_some()
}

/// Reads a document.
pub(super) fn read(archive: &mut Archive<'_>, tally: &mut Tally<'_>) {
    tally.form = "a text document";
    let bytes = match read_whole(archive, DOCUMENT, RECORD_BYTES) {
        Ok(bytes) => bytes,
        Err(what) => return tally.problem(0, format!("its text cannot be read: {what}"), "skipped"),
    };
    let mut text = String::new();
    let end = parse(&mut &*bytes, &|name| name == "p", &mut |node, _| {
        let at = text.len();
        add(&node, &mut text);
        if text.get(at..).is_some_and(|paragraph| !paragraph.trim().is_empty()) {
            text.push_str("\n\n");
        } else {
            text.truncate(at);
        }
        true
    });
    if let Some(damage) = end.damage {
        tally.problem(0, damage, "what came before is read");
    }
    let core = read_whole(archive, "docProps/core.xml", RECORD_BYTES).ok();
    let core = core.and_then(|bytes| parse(&mut &*bytes, &|_| false, &mut |_, _| true).root);
    let get = |name: &str| some(&core.as_ref()?.first(name)?.line());
    text.truncate(text.trim_end().len());
    if !text.is_empty() {
        let story = RawStory { text, title: get("title"), author: get("creator"), ..RawStory::default() };
        tally.story(0, story);
    }
}

/// Adds the words of a paragraph: what was struck out and what fields are made of is not read.
fn add(node: &Node, out: &mut String) {
    for child in &node.children {
        let Child::Node(node) = child else { continue };
        match node.local() {
            "t" => out.push_str(&node.text()),
            "tab" => out.push(' '),
            "br" | "cr" => out.push('\n'),
            "noBreakHyphen" => out.push('-'),
            "del" | "moveFrom" | "instrText" | "delText" | "Fallback" => {}
            _ => add(node, out),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::read::check::{check, check_fields};
    use crate::read::zip::tests::archive;

    #[test]
    fn paragraphs_are_read_without_what_was_struck_out() {
        let text = b"<w:document><w:body><w:p><w:r><w:t>Ferry</w:t></w:r><w:r><w:t xml:space='preserve'> late</w:t></w:r></w:p>\
            <w:p/><w:p><w:del><w:r><w:delText>never</w:delText></w:r></w:del><w:r><w:t>It was.</w:t><w:br/><w:t>Twice.</w:t>\
            </w:r></w:p></w:body></w:document>";
        let core = b"<cp:coreProperties><dc:title>Ferry late</dc:title><dc:creator>Ann Ruiz</dc:creator></cp:coreProperties>";
        let file = archive(&[("word/document.xml", text), ("docProps/core.xml", core)]);
        check("a.docx", &file, &[(0, "Ferry late\n\nIt was.\nTwice.")], &[]);
        check_fields("a.docx", &file, "Ferry late|||Ann Ruiz||");
    }
}
