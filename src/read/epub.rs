//! EPUB: the chapters of a book in the order of its spine, each a story.

use rustc_hash::{FxHashMap, FxHashSet};

use super::charset::to_text;
use super::field::some;
use super::limits::RECORD_BYTES;
use super::node::Node;
use super::tally::Tally;
use super::xml::parse;
use super::zip::{Archive, read_whole};
use super::{Markup, RawStory};

/// Where a book says which file lists its chapters.
const CONTAINER: &str = "META-INF/container.xml";

/// Whether an archive is a book: it says so in its first file, or has the one that lists its chapters.
pub(super) fn is(archive: &mut Archive<'_>) -> bool {
    archive.index_for_name(CONTAINER).is_some()
        || (archive.index_for_name("mimetype") == Some(0)
            && read_whole(archive, "mimetype", 100)
                .is_ok_and(|kind| kind.starts_with(b"application/epub+zip")))
}

/// The file that lists the chapters, and what stands in it; else why there is none, in words for a person.
fn package(archive: &mut Archive<'_>) -> Result<(String, Node), String> {
    let listed = read_whole(archive, CONTAINER, RECORD_BYTES).ok().as_deref().and_then(tree);
    let listed = listed.and_then(|root| some(root.first("rootfile")?.attr("full-path")));
    let opf = listed.ok_or("a book that does not say where its chapters are listed")?;
    let bytes = read_whole(archive, &opf, RECORD_BYTES)
        .map_err(|what| format!("a book whose list of chapters is missing: {what}"))?;
    let package = tree(&bytes).ok_or("a book whose list of chapters cannot be read")?;
    Ok((opf, package))
}

/// The files that cannot be read without a key.
fn locked(archive: &mut Archive<'_>) -> FxHashSet<String> {
    let listed = read_whole(archive, "META-INF/encryption.xml", RECORD_BYTES).ok().as_deref().and_then(tree);
    let references = listed.iter().flat_map(Node::all).filter(|node| node.local() == "CipherReference");
    references.map(|node| node.attr("URI").to_owned()).collect()
}

/// Reads a book.
pub(super) fn read(archive: &mut Archive<'_>, tally: &mut Tally<'_>) {
    tally.form = "a book";
    let (opf, package) = match package(archive) {
        Ok(found) => found,
        Err(what) => return tally.problem(0, what, "skipped"),
    };
    let locked = locked(archive);
    let folder = opf.rsplit_once('/').map_or("", |(folder, _)| folder);
    let about = About::of(&package);
    let mut seen = FxHashSet::default();
    for (number, href) in (1u32..).zip(spine(&package)) {
        let Some(href) = href else {
            tally.problem(number, "a chapter that is not among its files".into(), "left out");
            continue;
        };
        let Some(path) = resolve(folder, href) else {
            tally.problem(number, "a chapter outside the book".into(), "left out");
            continue;
        };
        if locked.contains(&path) {
            tally.problem(number, "a chapter that is locked".into(), "left out");
            continue;
        }
        if !seen.insert(path.clone()) {
            continue;
        }
        match read_whole(archive, &path, RECORD_BYTES) {
            Ok(bytes) => {
                if let Err(error) = tally.budget.add_unpacked(bytes.len() as u64) {
                    return tally.problem(number, error.to_string(), "the rest left out");
                }
                if !tell(number, bytes, &about, tally) {
                    return;
                }
            }
            Err(what) => tally.problem(number, format!("a chapter that cannot be read: {what}"), "left out"),
        }
    }
}

fn tell(number: u32, bytes: Vec<u8>, about: &About, tally: &mut Tally<'_>) -> bool {
    let heading = tree(&bytes).and_then(|root| {
        let heading = ["h1", "h2", "h3"].iter().find_map(|name| some(&root.first(name)?.line()));
        heading.or_else(|| some(&root.first("title")?.line()))
    });
    let Some(text) = to_text(bytes, None) else {
        tally.problem(number, "a chapter that is no text".into(), "left out");
        return true;
    };
    let mut story = RawStory {
        title: heading,
        text,
        markup: Markup::Fragment,
        outlet: about.title.clone(),
        author: about.author.clone(),
        date: about.date.clone(),
        lang: about.lang.clone(),
        ..RawStory::default()
    };
    super::html::unpack(&mut story);
    // A cover is only a picture.
    story.text.trim().is_empty() || tally.story(number, story)
}

/// What a book says of all its chapters.
struct About {
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
    lang: Option<String>,
}

impl About {
    fn of(package: &Node) -> About {
        let meta = package.child("metadata");
        let get = |name: &str| some(&meta?.first(name)?.line());
        About { title: get("title"), author: get("creator"), date: get("date"), lang: get("language") }
    }
}

/// The files of the chapters in reading order; none for a chapter that no file is told of.
fn spine(package: &Node) -> Vec<Option<&str>> {
    let manifest = package.child("manifest").into_iter().flat_map(Node::nodes);
    let items: FxHashMap<&str, &Node> = manifest.map(|item| (item.attr("id"), item)).collect();
    let refs = package.child("spine").into_iter().flat_map(Node::nodes).filter(|n| n.local() == "itemref");
    refs.map(|r| items.get(r.attr("idref")))
        .filter(|item| item.is_none_or(|item| item.attr("properties") != "nav"))
        .map(|item| item.map(|item| item.attr("href")))
        .collect()
}

/// The place of a file that is named from a folder; `None` where it would lead out of the book.
fn resolve(folder: &str, href: &str) -> Option<String> {
    let href = href.split(['#', '?']).next().unwrap_or("");
    let href = percent_decoded(href);
    let mut parts: Vec<&str> = Vec::new();
    let from = if href.starts_with('/') { "" } else { folder };
    for part in from.split('/').chain(href.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn percent_decoded(s: &str) -> String {
    let mut out = Vec::with_capacity(s.len());
    let mut rest = s.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(|_| byte == b'%') {
            Some(decoded) => {
                out.push(decoded);
                rest = after.get(2..).unwrap_or(&[]);
            }
            None => {
                out.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn tree(bytes: &[u8]) -> Option<Node> {
    parse(&mut &*bytes, &|_| false, &mut |_, _| true).root
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::check::{check, check_fields};
    use crate::read::zip::tests::archive;

    const OPF: &[u8] = b"<package><metadata><dc:title>The Book</dc:title><dc:creator>Ann Ruiz</dc:creator></metadata>\
        <manifest><item id='a' href='one.xhtml'/><item id='b' href='sub/t%77o.xhtml'/><item id='c' href='gone.xhtml'/>\
        <item id='d' href='../../etc/passwd'/></manifest>\
        <spine><itemref idref='b'/><itemref idref='a'/><itemref idref='c'/><itemref idref='d'/><itemref idref='e'/></spine></package>";

    #[test]
    fn chapters_come_in_the_order_of_the_spine() {
        let book = archive(&[
            (
                "META-INF/container.xml",
                b"<container><rootfiles><rootfile full-path='O/x.opf'/></rootfiles></container>",
            ),
            ("O/x.opf", OPF),
            (
                "O/one.xhtml",
                b"<html><head><title>T</title></head><body><h1>One</h1><p>First.</p></body></html>",
            ),
            ("O/sub/two.xhtml", b"<html><body><p>Second.</p></body></html>"),
        ]);
        let problems = [(3, "cannot be read"), (4, "outside the book"), (5, "not among its files")];
        check("x.epub", &book, &[(1, "Second."), (2, "One\n\nFirst.")], &problems);
        check_fields("x.epub", &book, "Second.||The Book|Ann Ruiz||");
    }

    #[test]
    fn a_chapter_that_is_listed_often_is_read_once() {
        let opf = format!(
            "<package><manifest><item id='a' href='a.xhtml'/></manifest><spine>{}</spine></package>",
            "<itemref idref='a'/>".repeat(1000)
        );
        let book = archive(&[
            ("META-INF/container.xml", b"<container><rootfile full-path='x.opf'/></container>"),
            ("x.opf", opf.as_bytes()),
            ("a.xhtml", b"<html><body><p>One.</p></body></html>"),
        ]);
        check("x.epub", &book, &[(1, "One.")], &[]);
    }

    #[test]
    fn what_leads_out_of_the_book_is_no_chapter() {
        assert_eq!(resolve("a/b", "../c%20d.xhtml#x").as_deref(), Some("a/c d.xhtml"));
        assert_eq!(resolve("a", "../../x"), None);
        assert_eq!(resolve("a", "/x").as_deref(), Some("x"));
    }
}
