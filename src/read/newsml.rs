//! NewsML-G2 and NewsML 1: messages with one or several items, of which those with text are stories.

use super::field::some;
use super::format::{Fit, Format, Source};
use super::keys::Keys;
use super::nitf;
use super::node::{Node, local};
use super::root::root_name;
use super::series::Series;
use super::tally::Tally;
use super::xml::parse;
use super::{Markup, RawStory};
use crate::model::{GivenName, Label};

/// NewsML-G2 and NewsML 1.
pub(super) const FORMAT: Format = Format { name: "NewsML", extensions: &["newsml"], sniff, read };

fn sniff(head: &[u8], _: &Keys) -> Fit {
    match root_name(head).map(local) {
        Some("newsMessage" | "newsItem" | "packageItem" | "conceptItem" | "contentSet" | "NewsML") => {
            Fit::Sure
        }
        _ => Fit::No,
    }
}

fn read(source: &mut Source<'_>, tally: &mut Tally<'_>) {
    // Items that stand alone, and those of a message, which have a number even where there is one.
    let alone = root_name(source.head).map(local) == Some("newsItem");
    let mut items = Series::default();
    let end = parse(source.input, &|name| matches!(name, "newsItem" | "NewsItem"), &mut |item, _| {
        let story = if item.local() == "newsItem" { of_g2(&item) } else { of_first(&item) };
        // Pictures and films stand beside the stories of a message.
        match (story.text.trim().is_empty(), alone) {
            (true, true) => true,
            (false, true) => items.push(story, tally),
            (empty, false) => {
                let number = items.pass(tally);
                empty || tally.story(number, story)
            }
        }
    });
    let number = items.number();
    items.finish(tally);
    // The content of an item may have been kept without it.
    let bare = end.root.as_ref().filter(|root| root.local() == "contentSet").map(content);
    if let Some(story) = bare.filter(|story| !story.text.trim().is_empty()) {
        tally.story(0, story);
    }
    if let Some(damage) = end.damage {
        let number = number.saturating_add(u32::from(end.partial.is_some()));
        tally.problem(number, damage, "what came before is read");
    }
}

/// The value of the first of these paths that says something.
fn line(node: &Node, paths: &[&[&str]]) -> Option<String> {
    paths.iter().find_map(|path| some(&node.at(path)?.line()))
}

/// The paths to the day of an item of G2, the best first.
const G2_DATES: [&[&str]; 4] = [
    &["itemMeta", "firstCreated"],
    &["contentMeta", "contentCreated"],
    &["itemMeta", "versionCreated"],
    &["contentMeta", "contentModified"],
];

/// An item of NewsML-G2. What it says of itself goes before what its content says.
fn of_g2(item: &Node) -> RawStory {
    let story = item.child("contentSet").map(content).unwrap_or_default();
    let named = |path: &[&str]| item.at(path).and_then(name);
    let lang = || some(item.at(&["contentMeta", "language"])?.attr("tag"));
    RawStory {
        title: line(item, &[&["contentMeta", "headline"], &["itemMeta", "title"]]).or(story.title),
        date: line(item, &G2_DATES).or(story.date),
        author: line(item, &[&["contentMeta", "by"]])
            .or(story.author)
            .or_else(|| named(&["contentMeta", "creator"])),
        outlet: named(&["itemMeta", "provider"])
            .or(story.outlet)
            .or_else(|| named(&["contentMeta", "infoSource"])),
        id: some(item.attr("guid")),
        lang: lang().or_else(|| some(item.attr("lang"))).or(story.lang),
        section: line(item, &[&["contentMeta", "genre", "name"]]).or(story.section),
        names: story.names.into_iter().chain(subjects(item)).collect(),
        ..story
    }
}

/// What a concept is called: its name, else its words, else its code.
fn name(concept: &Node) -> Option<String> {
    let literal = || some(concept.attr("literal")).or_else(|| some(local(concept.attr("qcode"))));
    concept.child("name").and_then(|name| some(&name.line())).or_else(literal)
}

/// The names that an item says it is about.
fn subjects(item: &Node) -> impl Iterator<Item = GivenName> {
    let about = item.child("contentMeta").into_iter().flat_map(Node::nodes);
    let subjects = about.filter(|n| n.local() == "subject");
    subjects.chain(item.nodes().filter(|n| n.local() == "assert")).filter_map(|subject| {
        let kind = match subject.attr("type") {
            "" => subject.child("type").map_or("", |t| t.attr("qcode")),
            kind => kind,
        };
        Some(GivenName { label: label_of(local(kind))?, name: name(subject)? })
    })
}

/// The kind of a concept, by the IPTC's list of natures of concepts.
fn label_of(kind: &str) -> Option<Label> {
    match kind.to_ascii_lowercase().as_str() {
        "person" | "pers" => Some(Label::Person),
        "organisation" | "organization" | "org" => Some(Label::Org),
        "geoarea" | "poi" | "place" | "loc" => Some(Label::Place),
        "event" => Some(Label::Event),
        _ => None,
    }
}

/// The text of a content set: of several renditions the first that has words.
fn content(set: &Node) -> RawStory {
    for part in set.nodes() {
        let mut story = match part.local() {
            "inlineXML" => match part.first("nitf") {
                Some(nitf) => nitf::story(nitf),
                None => {
                    let body = part.first("body").unwrap_or(part);
                    let names = nitf::names(body);
                    RawStory { text: body.paragraphs(), names, ..RawStory::default() }
                }
            },
            "inlineData" => data(part, part.attr("contenttype")),
            _ => continue,
        };
        if !story.text.trim().is_empty() {
            return story;
        }
        story.text.clear();
    }
    RawStory::default()
}

/// Text that stands as it is in an element, HTML or not.
fn data(node: &Node, kind: &str) -> RawStory {
    if let Some(nitf) = node.first("nitf") {
        return nitf::story(nitf);
    }
    if node.nodes().next().is_some() {
        let body = node.first("body.content").or_else(|| node.first("body")).unwrap_or(node);
        return RawStory { text: body.paragraphs(), names: nitf::names(body), ..RawStory::default() };
    }
    let text = node.text();
    let html = kind.contains("html") || text.trim_start().starts_with('<');
    RawStory { text, markup: if html { Markup::Fragment } else { Markup::None }, ..RawStory::default() }
}

fn of_first(item: &Node) -> RawStory {
    let mut story = RawStory::default();
    for part in item.all().filter(|node| node.local() == "ContentItem") {
        let kind = part.child("MediaType").map_or("", |node| node.attr("FormalName"));
        let Some(found) =
            part.first("DataContent").filter(|_| kind.is_empty() || kind.eq_ignore_ascii_case("text"))
        else {
            continue;
        };
        let found = data(found, part.child("Format").map_or("", |node| node.attr("FormalName")));
        if !found.text.trim().is_empty() {
            story = found;
            break;
        }
    }
    let first = |name: &str| some(&item.first(name)?.line());
    story.title = first("HeadLine").or(story.title);
    story.author = first("ByLine").or(story.author);
    story.date = first("FirstCreated").or_else(|| first("DateId")).or_else(|| first("ThisRevisionCreated"));
    story.outlet = item
        .all()
        .find(|node| node.local() == "Provider")
        .and_then(|provider| some(provider.first("Party")?.attr("FormalName")))
        .or_else(|| first("ProviderId"));
    story.id = first("PublicIdentifier");
    story.lang = some(item.first("Language").map_or("", |node| node.attr("FormalName")))
        .or_else(|| some(item.attr("lang")));
    story
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::check::{check, check_fields, check_names};

    #[test]
    fn a_message_of_g2_holds_stories_and_other_things() {
        let g2 = "<newsMessage><itemSet><newsItem guid='x:1'><itemMeta><itemClass qcode='ninat:text'/>\
            <provider qcode='nprov:DAILY'/><versionCreated>2018-03-08T00:00:00Z</versionCreated>\
            <firstCreated>2018-03-07T00:00:00Z</firstCreated></itemMeta>\
            <contentMeta><headline>Ferry late</headline><by>By Ann Ruiz</by><language tag='en'/>\
            <subject type='cpnat:person'><name>Bo Lee</name></subject><subject type='cpnat:abstract'><name>Sea</name></subject>\
            </contentMeta><contentSet><inlineXML contenttype='application/xhtml+xml'><html><head><title>T</title></head><body>\
            <p>It was.</p><p>Bo Lee said so.</p></body></html></inlineXML></contentSet></newsItem>\
            <newsItem><contentSet><remoteContent href='a.jpg'/></contentSet></newsItem>\
            <newsItem><contentSet><inlineData contenttype='text/html'>&lt;p&gt;Three&lt;/p&gt;</inlineData></contentSet></newsItem>\
            </itemSet></newsMessage>";
        check("a.xml", g2.as_bytes(), &[(1, "It was.\n\nBo Lee said so."), (3, "Three")], &[]);
        check_fields("a.xml", g2.as_bytes(), "Ferry late|2018-03-07|DAILY|Ann Ruiz||en");
        check_names("a.xml", g2.as_bytes(), &[(Label::Person, "Bo Lee")]);
        let item = |text: &str| {
            format!("<newsItem><contentSet><inlineData>{text}</inlineData></contentSet></newsItem>\n")
        };
        check("a.xml", item("One.").as_bytes(), &[(0, "One.")], &[]);
        let both = [item("One."), item("Two.")].concat();
        check("a.xml", both.as_bytes(), &[(1, "One."), (2, "Two.")], &[]);
        check("a.xml", b"<packageItem/>", &[], &[(0, "NewsML with no story")]);
        let bare = "<contentSet><inlineXML><nitf><body><body.head><hedline><hl1>Ferry late</hl1></hedline></body.head>\
            <body.content><p>It was.</p></body.content></body></nitf></inlineXML></contentSet>";
        check("a.xml", bare.as_bytes(), &[(0, "It was.")], &[]);
        check_fields("a.xml", bare.as_bytes(), "Ferry late|||||");
    }

    #[test]
    fn the_first_newsml_is_read() {
        let xml = "<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>d.example</ProviderId>\
            <DateId>20180307</DateId></NewsIdentifier></Identification><NewsComponent><NewsLines><HeadLine>Ferry late</HeadLine>\
            </NewsLines><ContentItem><MediaType FormalName='Text'/><DataContent><p>One.</p><p>Two.</p></DataContent></ContentItem>\
            <NewsComponent><ContentItem><MediaType FormalName='Photo'/><DataContent>x</DataContent></ContentItem></NewsComponent>\
            </NewsComponent></NewsItem></NewsML>";
        check("a.xml", xml.as_bytes(), &[(1, "One.\n\nTwo.")], &[]);
        check_fields("a.xml", xml.as_bytes(), "Ferry late|2018-03-07|d.example|||");
    }
}
