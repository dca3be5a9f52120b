//! XML as a small tree, read leniently: what is cut off, crossed or of an unknown entity costs no more than itself.
//!
//! Entities that a document declares are never put in (they are how a kilobyte becomes a gigabyte), and nothing outside
//! the document is ever asked for.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::charset::Charset;
use super::decoded::Decoded;
use super::format::{Fit, Format, Source};
use super::keys::Keys;
use super::limits::{RECORD_BYTES, TREE_DEPTH};
use super::node::{Child, Node};
use super::root::root_name;
use super::stream::{Fenced, Room};
use super::tally::Tally;

/// XML of a kind that holds no stories that we know.
pub(super) const FORMAT: Format =
    Format { name: "XML of a kind that is not known", extensions: &["xml"], sniff, read };

fn sniff(head: &[u8], _: &Keys) -> Fit {
    let declared = head.trim_ascii_start().starts_with(b"<?xml");
    match root_name(head) {
        Some(name) if name.eq_ignore_ascii_case("html") => Fit::No,
        Some(_) => {
            if declared {
                Fit::Likely
            } else {
                Fit::Possible
            }
        }
        None => Fit::No,
    }
}

fn read(source: &mut Source<'_>, tally: &mut Tally<'_>) {
    let root = root_name(source.head).unwrap_or("").to_owned();
    tally.problem(0, format!("XML with no story that is known in it ({root})"), "skipped");
}

/// How a document came to its end.
#[derive(Debug, Default)]
pub(super) struct End {
    /// Its outermost element, without what was handed over.
    pub(super) root: Option<Node>,
    /// What is wrong with it, if anything.
    pub(super) damage: Option<String>,
    /// The element that was to be handed over and was not complete.
    pub(super) partial: Option<Node>,
}

/// Reads a document. Each element for which `cut` says so (by local name) is handed to `each` when it is complete, with
/// the elements that it stands in (their children up to here), and not kept; `each` says whether to go on.
pub(super) fn parse(
    input: &mut dyn BufRead,
    cut: &dyn Fn(&str) -> bool,
    each: &mut dyn FnMut(Node, &[Node]) -> bool,
) -> End {
    let room = Room::unbounded();
    let what = format!("a piece of XML of more than {} MiB", RECORD_BYTES >> 20);
    let fenced = Fenced::new(input, &room, what);
    let mut reader = Reader::from_reader(Decoded::new(fenced, Charset::Utf8));
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut tree = Builder { open: Vec::new(), over: 0, root: None, kept: 0, cut, each };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        // A tag or a string is taken into memory.
        room.set(RECORD_BYTES as u64);
        let going = match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) => return tree.end(None),
            Ok(event) => tree.take(event),
            Err(error) => return tree.end(Some(error.to_string())),
        };
        match going {
            Going::On => {}
            Going::Stop => return End::default(),
            Going::TooMuch => {
                let what = format!("more than {} MiB of XML without a story", RECORD_BYTES >> 20);
                return tree.end(Some(what));
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Going {
    On,
    Stop,
    TooMuch,
}

struct Builder<'b> {
    open: Vec<Node>,
    /// Elements open that are too deep to be kept.
    over: usize,
    root: Option<Node>,
    /// Bytes kept.
    kept: usize,
    cut: &'b dyn Fn(&str) -> bool,
    each: &'b mut dyn FnMut(Node, &[Node]) -> bool,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>) -> Going {
        match event {
            Event::Start(start) => self.start(&start),
            Event::Empty(start) => {
                self.start(&start);
                return self.close();
            }
            Event::End(end) => return self.end_of(end.name().as_ref()),
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(text) => self.text(&text.xml10_content()),
            Event::GeneralRef(entity) => match entity.resolve_char_ref() {
                Ok(Some(c)) => self.text(c.encode_utf8(&mut [0; 4])),
                _ => {
                    let name: &str = &entity;
                    match quick_xml::escape::resolve_html5_entity(name) {
                        Some(text) => self.text(text),
                        None => self.text(&format!("&{name};")),
                    }
                }
            },
            _ => {}
        }
        if self.kept > RECORD_BYTES { Going::TooMuch } else { Going::On }
    }

    fn start(&mut self, start: &BytesStart<'_>) {
        if self.open.len() >= TREE_DEPTH {
            self.over += 1;
            return;
        }
        let mut node = Node { name: start.name().as_ref().to_owned(), ..Node::default() };
        for attr in start.html_attributes().with_checks(false).flatten() {
            let value = match quick_xml::escape::unescape_with(
                &attr.value,
                quick_xml::escape::resolve_html5_entity,
            ) {
                Ok(value) => value.into_owned(),
                Err(_) => attr.value.to_string(),
            };
            node.attrs.push((attr.key.as_ref().to_owned(), value));
        }
        self.kept += node.own_bytes();
        self.open.push(node);
    }

    fn text(&mut self, text: &str) {
        let Some(node) = self.open.last_mut() else { return };
        self.kept += text.len();
        match node.children.last_mut() {
            Some(Child::Text(last)) => last.push_str(text),
            _ => node.children.push(Child::Text(text.to_owned())),
        }
    }

    /// An end tag closes what is open down to its element; one without an element closes nothing.
    fn end_of(&mut self, name: &str) -> Going {
        if self.over > 0 {
            self.over -= 1;
            return Going::On;
        }
        let Some(at) = self.open.iter().rposition(|node| node.name == name) else { return Going::On };
        while self.open.len() > at + 1 {
            if self.close() == Going::Stop {
                return Going::Stop;
            }
        }
        self.close()
    }

    /// Closes the innermost element.
    fn close(&mut self) -> Going {
        if self.over > 0 {
            self.over -= 1;
            return Going::On;
        }
        let Some(node) = self.open.pop() else { return Going::On };
        if (self.cut)(node.local()) {
            self.kept = self.kept.saturating_sub(node.bytes() + self.drop_blanks());
            return if (self.each)(node, &self.open) { Going::On } else { Going::Stop };
        }
        match self.open.last_mut() {
            Some(parent) => parent.children.push(Child::Node(node)),
            None => self.root = self.root.take().or(Some(node)),
        }
        Going::On
    }

    /// Drops the white space in front of an element that is handed over: of a million of them it would fill the memory.
    fn drop_blanks(&mut self) -> usize {
        let Some(parent) = self.open.last_mut() else { return 0 };
        match parent.children.pop_if(|child| child.is_blank()) {
            Some(Child::Text(blanks)) => blanks.len(),
            _ => 0,
        }
    }

    fn end(mut self, damage: Option<String>) -> End {
        let (unclosed, mut partial) = (!self.open.is_empty(), None);
        while let Some(node) = self.open.pop() {
            match self.open.last_mut() {
                _ if (self.cut)(node.local()) => partial = Some(node),
                Some(parent) => parent.children.push(Child::Node(node)),
                None => self.root = self.root.take().or(Some(node)),
            }
        }
        let damage = damage.or_else(|| unclosed.then(|| "XML that is cut off".to_owned()));
        End { root: self.root, damage, partial }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(xml: &str) -> End {
        parse(&mut xml.as_bytes(), &|_| false, &mut |_, _| true)
    }

    #[test]
    fn trees_keep_text_attributes_and_order() {
        let root = tree("<a x:b='1 &amp; 2'>one <c>two</c>&#33;&eacute;<d/><c>three</c></a>").root.unwrap();
        assert_eq!(root.attr("b"), "1 & 2");
        assert_eq!(root.text(), "one two!éthree");
        assert_eq!(root.child("c").unwrap().text(), "two");
        let names: Vec<&str> = root.all().map(Node::local).collect();
        assert_eq!(names, ["a", "c", "d", "c"]);
    }

    #[test]
    fn what_is_wrong_costs_no_more_than_itself() {
        let crossed = tree("<a><b>one</a>");
        assert_eq!(crossed.root.unwrap().text(), "one");
        assert!(crossed.damage.is_none());
        let cut = tree("<a><b>one</b><b>tw");
        assert_eq!(cut.root.unwrap().text(), "onetw");
        assert!(cut.damage.is_some());
        assert_eq!(tree("<a>one & two &unknown; </b></a>").root.unwrap().text(), "one & two &unknown; ");
        let laughs = "<!DOCTYPE l [<!ENTITY l1 'ha'><!ENTITY l2 '&l1;&l1;'>]><l>&l2;</l>";
        assert_eq!(tree(laughs).root.unwrap().text(), "&l2;");
    }

    #[test]
    fn pieces_are_handed_over_and_not_kept() {
        let mut seen = Vec::new();
        let xml = "<r><t>T</t><i>one</i><i>two</i><i>thr";
        let end = parse(&mut xml.as_bytes(), &|name| name == "i", &mut |node, above| {
            seen.push((node.text(), above[0].child("t").unwrap().text()));
            true
        });
        assert_eq!(seen, [("one".into(), "T".into()), ("two".into(), "T".to_owned())]);
        assert_eq!((end.partial.unwrap().text(), end.root.unwrap().text()), ("thr".into(), "T".into()));
    }

    #[test]
    fn what_stands_between_the_pieces_is_bounded() {
        let mut seen = 0;
        let mut read = |between: String, times: usize| {
            seen = 0;
            let xml = format!("<r>{}</r>", (between + "<i>x</i>").repeat(times));
            parse(&mut xml.as_bytes(), &|name| name == "i", &mut |_, _| {
                seen += 1;
                true
            })
        };
        let blanks = read(" ".repeat(1 << 20), 80);
        assert!(blanks.damage.is_none() && blanks.root.unwrap().children.is_empty());
        assert!(read("words ".repeat(1 << 18), 80).damage.is_some_and(|d| d.contains("without a story")));
        assert!(seen < 80);
    }

    #[test]
    fn depth_is_bounded() {
        let deep = format!("{}x{}y", "<d>".repeat(100_000), "</d>".repeat(99_999));
        assert_eq!(tree(&deep).root.unwrap().text(), "xy");
    }
}
