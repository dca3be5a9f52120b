//! NITF: a story of a wire in XML, with names marked where they stand.

use super::RawStory;
use super::field::some;
use super::flow::{Flow, Shape, shape};
use super::format::{Fit, Format, Source};
use super::keys::Keys;
use super::node::{Node, local};
use super::root::root_name;
use super::series::Series;
use super::tally::Tally;
use super::xml::parse;
use crate::model::{GivenName, Label};

/// NITF.
pub(super) const FORMAT: Format = Format { name: "NITF", extensions: &["nitf"], sniff, read };

fn sniff(head: &[u8], _: &Keys) -> Fit {
    if root_name(head).map(local) == Some("nitf") { Fit::Sure } else { Fit::No }
}

fn read(source: &mut Source<'_>, tally: &mut Tally<'_>) {
    let mut stories = Series::default();
    let mut take = |nitf: &Node, tally: &mut Tally<'_>| match story(nitf) {
        story if story.text.trim().is_empty() => true,
        story => stories.push(story, tally),
    };
    // Some keep many of them in one file, one behind the other.
    let end = parse(source.input, &|name| name == "nitf", &mut |nitf, _| take(&nitf, tally));
    if let Some(nitf) = &end.partial {
        take(nitf, tally);
    }
    stories.finish(tally);
    if let Some(damage) = end.damage {
        tally.problem(0, damage, "what came before is read");
    }
}

/// Elements that mark names, with what they name.
const NAMES: [(&str, Label); 6] = [
    ("person", Label::Person),
    ("org", Label::Org),
    ("location", Label::Place),
    ("event", Label::Event),
    ("object.title", Label::Work),
    ("city", Label::Place),
];

/// The story in a `nitf` element.
pub(super) fn story(nitf: &Node) -> RawStory {
    let head = nitf.child("head");
    let meta = |names: &[&str]| {
        let metas = || head.into_iter().flat_map(Node::nodes).filter(|n| n.local() == "meta");
        names.iter().find_map(|name| some(metas().find(|m| m.attr("name") == *name)?.attr("content")))
    };
    let docdata = head.and_then(|head| head.child("docdata"));
    let norm = |name: &str| some(docdata?.child(name)?.attr("norm"));
    let body = nitf.child("body");
    let top = body.and_then(|body| body.child("body.head"));
    let headline = top.and_then(|top| top.at(&["hedline", "hl1"]).or_else(|| top.child("hedline")));
    let content = body.and_then(|body| body.child("body.content"));
    let pubdata = head.and_then(|head| head.child("pubdata"));
    let mut text = content.map(prose).unwrap_or_default();
    if text.trim().is_empty() {
        text = top.and_then(|top| top.child("abstract")).map(Node::paragraphs).unwrap_or_default();
    }
    RawStory {
        title: headline
            .map(Node::line)
            .and_then(|t| some(&t))
            .or_else(|| some(&head?.child("title")?.line())),
        text,
        date: norm("date.release")
            .or_else(|| norm("date.issue"))
            .or_else(|| some(pubdata?.attr("date.publication")))
            .or_else(|| some(top?.at(&["dateline", "story.date"])?.attr("norm"))),
        author: top.and_then(|top| author(top.child("byline")?)),
        outlet: some(pubdata.map_or("", |p| p.attr("name")))
            .or_else(|| some(&top?.child("distributor")?.line()))
            .or_else(|| some(docdata?.child("doc.copyright")?.attr("holder")))
            .or_else(|| meta(&["provider", "source"])),
        section: some(pubdata.map_or("", |p| p.attr("position.section"))).or_else(|| meta(&["category"])),
        id: docdata.and_then(|d| some(d.child("doc-id")?.attr("id-string"))),
        lang: some(nitf.attr("lang")).or_else(|| meta(&["language"])),
        names: body.map(names).unwrap_or_default(),
        ..RawStory::default()
    }
}

/// The paragraphs of the content. A dateline of its own element, which some put in front, stays with them.
fn prose(content: &Node) -> String {
    let mut flow = Flow::default();
    content.flow(&mut flow, &|node| match node.local() {
        // A place is marked in the middle of a sentence.
        "location" | "city" | "person" | "org" => Shape::Inline,
        name => shape(name),
    });
    flow.finish()
}

/// The writers: those marked as persons, else the line without its job.
fn author(byline: &Node) -> Option<String> {
    let persons: Vec<String> = byline.nodes().filter(|n| n.local() == "person").map(Node::line).collect();
    if !persons.is_empty() {
        return some(&persons.join(", "));
    }
    let mut flow = Flow::default();
    byline.flow(&mut flow, &|node| if node.local() == "byttl" { Shape::Hidden } else { Shape::Inline });
    some(&flow.finish())
}

/// The names marked in an element.
pub(super) fn names(node: &Node) -> Vec<GivenName> {
    let marked = node.all().filter_map(|node| {
        let label = NAMES.iter().find(|(name, _)| *name == node.local())?.1;
        // Of a place with a city in it, the city is the name.
        let name = node.child("city").unwrap_or(node).line();
        Some(GivenName { label, name: name.trim_matches([',', '.', ' ']).to_owned() })
    });
    marked.filter(|name| !name.name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::check::{check, check_fields, check_names};

    #[test]
    fn a_story_is_read_with_its_names() {
        let nitf = "<nitf><head><docdata><doc-id id-string='x1'/><date.issue norm='20180307T102030Z'/></docdata>\
            <pubdata name='The Daily'/></head><body><body.head><hedline><hl1>Ferry <b>late</b></hl1><hl2>Again</hl2></hedline>\
            <byline>By <person>Ann Ruiz</person><byttl>Writer</byttl></byline></body.head><body.content>\
            <p><location>HILO</location> – Mayor <person>Bo Lee</person> of the\n <org>Ferry Board</org> spoke.</p><p>Twice.</p>\
            <media><media-caption>A picture</media-caption></media></body.content></body></nitf>";
        check(
            "a.xml",
            nitf.as_bytes(),
            &[(0, "HILO – Mayor Bo Lee of the Ferry Board spoke.\n\nTwice.")],
            &[],
        );
        check_fields("a.xml", nitf.as_bytes(), "Ferry late|2018-03-07|The Daily|Ann Ruiz||");
        check_names(
            "a.xml",
            nitf.as_bytes(),
            &[
                (Label::Person, "Ann Ruiz"),
                (Label::Place, "HILO"),
                (Label::Person, "Bo Lee"),
                (Label::Org, "Ferry Board"),
            ],
        );
        let one = "<nitf><body><body.content><p>One.</p></body.content></body></nitf>\n";
        let two = "<?xml version='1.0'?><nitf><body><body.content><p>Two.</p><p>Th";
        check("a.xml", one.as_bytes(), &[(0, "One.")], &[]);
        let both = [(1, "One."), (2, "Two.\n\nTh")];
        check("a.xml", [one, two].concat().as_bytes(), &both, &[(0, "cut off")]);
        check("a.xml", b"<nitf><body/></nitf>", &[], &[(0, "NITF with no story")]);
    }
}
