//! HTML by its tags alone, without a tree: for what would cost a parser too much, and for quick questions.

use super::flow::{Flow, Shape, shape};
use super::limits::{TREE_DEPTH, TREE_WORK};

/// Elements that have no end tag.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Whether a tree of this HTML would be deeper, or cost more to make and to walk, than that of any page.
pub(super) fn too_costly(html: &str) -> bool {
    let bytes = html.as_bytes();
    let (mut depth, mut work) = (0usize, 0usize);
    let mut at = 0;
    while let Some(next) = bytes.get(at..).and_then(|rest| memchr::memchr(b'<', rest)) {
        at += next + 1;
        let rest = bytes.get(at..).unwrap_or(&[]);
        let name = name_of(rest);
        if name.is_empty() {
            // A mistake, of which parsers keep an account.
            work += MISTAKE_WORK;
        } else if rest.first() == Some(&b'/') {
            depth = depth.saturating_sub(usize::from(counts(&name)));
        } else {
            depth += usize::from(counts(&name));
            let heading = matches!(name.as_str(), "h1" | "h2");
            work += depth + attributes_work(rest) + if heading { HEADING_WORK } else { 0 };
        }
        if depth > TREE_DEPTH * 2 || work > TREE_WORK {
            return true;
        }
    }
    false
}

/// What a heading costs, which readers of articles compare with the title.
const HEADING_WORK: usize = 1_000;

/// What a tag that is none costs beside one element that stands in one other.
const MISTAKE_WORK: usize = 100;

/// Attributes of a tag that cost nothing worth counting.
const ATTRIBUTES: usize = 200;

/// What the attributes of a tag cost: each is compared with all before it.
fn attributes_work(tag: &[u8]) -> usize {
    let end = memchr::memchr2(b'>', b'<', tag).unwrap_or(tag.len());
    let tag = tag.get(..end).unwrap_or(&[]);
    let blanks = tag.iter().filter(|b| b.is_ascii_whitespace() || **b == b'/').count();
    if blanks > ATTRIBUTES { blanks.saturating_mul(blanks) / 100 } else { 0 }
}

/// Whether an element makes what is in it deeper. Those that need no end tag are forgotten at the next end of a block.
fn counts(name: &str) -> bool {
    !VOID.contains(&name) && !matches!(name, "p" | "li" | "td" | "tr")
}

/// The name of an element, in lower case, behind the `<` of its tag; empty where it is none.
fn name_of(tag: &[u8]) -> String {
    let name = tag.get(usize::from(tag.first() == Some(&b'/'))..).unwrap_or(&[]);
    let len = name.iter().take(12).take_while(|b| b.is_ascii_alphanumeric()).count();
    String::from_utf8_lossy(name.get(..len).unwrap_or(&[])).to_ascii_lowercase()
}

/// Whether nothing is to be read in a piece of HTML.
pub(super) fn is_wordless(html: &str) -> bool {
    without_tags(html).trim().is_empty()
}

/// The text of HTML that is not parsed: everything between its tags.
pub(super) fn without_tags(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let mut flow = Flow::default();
    let mut at = 0;
    while let Some(tag_at) = html.get(at..).and_then(|rest| rest.find('<')).map(|n| at + n + 1) {
        flow.text(html.get(at..tag_at - 1).unwrap_or(""));
        let tag = lower.get(tag_at..).unwrap_or("");
        let closes = tag.starts_with('/');
        let name = tag.get(usize::from(closes)..).unwrap_or("");
        let len = name.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
        let name = name.get(..len).unwrap_or("");
        let shape = shape(name);
        at = tag.find('>').map_or(html.len(), |n| tag_at + n + 1);
        if shape == Shape::Hidden && !closes {
            let end = lower.get(at..).and_then(|rest| rest.find(&format!("</{name}")));
            at = end.map_or(html.len(), |n| at + n);
        } else if shape != Shape::Pre {
            flow.open(shape);
        }
    }
    flow.text(html.get(at..).unwrap_or(""));
    super::field::entities(&flow.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::check::check;

    #[test]
    fn deep_pages_are_read_without_a_tree() {
        let deep = format!("<html>{}words &amp; more{}", "<div>".repeat(50_000), "</div>".repeat(50_000));
        check("a.html", deep.as_bytes(), &[(0, "words & more")], &[]);
    }

    #[test]
    fn what_would_cost_too_much_is_found_out() {
        let paragraph = "<p class=a>The mayor, <a href=x title='a b c'>Ann Ruiz</a>, said 1 < 2.</p>\n";
        assert!(!too_costly(&paragraph.repeat(50_000)));
        let nested = format!("{}{}{}", "<div>".repeat(30), paragraph.repeat(2_000), "</div>".repeat(30));
        assert!(!too_costly(&nested.repeat(20)));
        let attributes: String = (0..100_000).map(|n| format!("a{n}=x ")).collect();
        assert!(too_costly(&format!("<p {attributes}>")));
        assert!(too_costly(&"<".repeat(1 << 20)));
        assert!(too_costly(&"<h1>a b</h1>".repeat(100_000)));
        assert!(too_costly(&format!("{}x{}", "<div>".repeat(400), "</div>".repeat(400)).repeat(1_000)));
        assert_eq!(without_tags(&format!("<p {attributes}>words")), "words");
    }
}
