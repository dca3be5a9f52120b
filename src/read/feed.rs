//! Feeds: RSS 0.9x, 1.0 and 2.0, Atom. Read with the tree of `xml`, an entry at a time, so that a feed that is cut off or
//! crossed gives what is whole in it; the crates that read feeds refuse such a one altogether.

use super::field::some;
use super::format::{Fit, Format, Source};
use super::keys::Keys;
use super::node::{Node, local};
use super::root::root_name;
use super::tags::is_wordless;
use super::tally::Tally;
use super::xml::parse;
use super::{Markup, RawStory};

/// A feed.
pub(super) const FORMAT: Format = Format { name: "a feed", extensions: &["rss", "atom", "rdf"], sniff, read };

fn sniff(head: &[u8], _: &Keys) -> Fit {
    match root_name(head).map(local) {
        Some("rss" | "RDF" | "feed" | "entry" | "channel") => Fit::Sure,
        // Without its namespace the name says nothing but that its author meant RSS 1.0.
        Some("rdf") if memchr::memmem::find(head, b"<item").is_some() => Fit::Sure,
        _ => Fit::No,
    }
}

fn read(source: &mut Source<'_>, tally: &mut Tally<'_>) {
    let mut number = 0u32;
    let end = parse(source.input, &|name| matches!(name, "item" | "entry"), &mut |item, above| {
        number = number.saturating_add(1);
        let story = story(&item, above);
        // A feed has entries that are only a picture or a poll.
        story.text.trim().is_empty() || tally.story(number, story)
    });
    if let Some(damage) = end.damage {
        let number = if end.partial.is_some() { number.saturating_add(1) } else { 0 };
        tally.problem(number, damage, "what came before is read");
    }
}

/// Bytes of a body that may be no more than a picture or a film: one with many addresses for many screens.
const EMBED_BYTES: usize = 16 << 10;

/// The best value of the elements with one of these names; the first name goes first. Names with a prefix are of
/// pictures and podcasts, unless they are asked for with it.
fn value<'n>(item: &'n Node, names: &[&str]) -> Option<&'n Node> {
    let usual = |node: &Node| {
        node.name == node.local() || matches!(node.name.as_bytes(), [b'a', b't', b'o', b'm', ..])
    };
    names.iter().find_map(|name| {
        let fits = |node: &&Node| node.name == *name || (node.local() == *name && usual(node));
        item.nodes().filter(fits).find(|node| !node.children.is_empty())
    })
}

fn line(item: &Node, names: &[&str]) -> Option<String> {
    some(&value(item, names)?.line())
}

fn story(item: &Node, above: &[Node]) -> RawStory {
    let feed = above.iter().rev().find_map(|node| match node.local() {
        "channel" | "feed" => Some(node),
        // In RSS 1.0 the channel stands beside its items.
        "RDF" => node.child("channel"),
        _ => None,
    });
    let title = line(item, &["title", "dc:title"]);
    let (mut text, mut markup) = body(item);
    if text.trim().is_empty() {
        (text, markup) = (title.clone().unwrap_or_default(), Markup::None);
    }
    RawStory {
        title,
        text,
        markup,
        date: line(
            item,
            &["pubDate", "published", "dc:date", "issued", "updated", "modified", "dcterms:created", "date"],
        ),
        author: author(item),
        url: link(item),
        section: line(item, &["category", "dc:subject"])
            .or_else(|| some(item.child("category")?.attr("term"))),
        id: line(item, &["guid", "id"]),
        outlet: outlet(item, feed),
        lang: feed
            .and_then(|feed| line(feed, &["language", "dc:language"]).or_else(|| some(feed.attr("lang")))),
        ..RawStory::default()
    }
}

/// The text of an entry; empty where that is only a picture or a film.
fn body(item: &Node) -> (String, Markup) {
    let names =
        ["content:encoded", "content", "xhtml:body", "body", "description", "summary", "dc:description"];
    let (text, markup) = match value(item, &names) {
        Some(body) if body.attr("type") == "xhtml" || body.nodes().next().is_some() => {
            (body.paragraphs(), Markup::None)
        }
        Some(body) => (body.text(), Markup::Fragment),
        None => Default::default(),
    };
    if text.len() <= EMBED_BYTES && is_wordless(&text) { Default::default() } else { (text, markup) }
}

/// Where an entry was taken from, else the feed.
fn outlet(item: &Node, feed: Option<&Node>) -> Option<String> {
    // Atom has the title of the other feed in the element, RSS as its text.
    let source = || match item.child("source")? {
        source if source.child("title").is_some() => line(source, &["title"]),
        _ => line(item, &["source"]),
    };
    source().or_else(|| line(feed?, &["title"]))
}

fn author(item: &Node) -> Option<String> {
    let names: Vec<String> = item
        .nodes()
        .filter(|node| matches!(node.name.as_str(), "author" | "dc:creator" | "atom:author"))
        .map(|node| node.child("name").unwrap_or(node).line())
        .filter(|name| !name.is_empty())
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn link(item: &Node) -> Option<String> {
    let links = || item.nodes().filter(|node| node.local() == "link" && !node.name.starts_with("media"));
    let told = |node: &Node| match node.attr("href") {
        "" => node.line(),
        href => href.to_owned(),
    };
    let page = links().find(|node| matches!(node.attr("rel"), "" | "alternate"));
    page.or_else(|| links().next()).map(told).filter(|url| !url.is_empty())
}

#[cfg(test)]
mod tests {
    use crate::read::check::{check, check_fields};

    #[test]
    fn rss_of_any_version_is_read() {
        let rss2 = "<?xml version='1.0'?><rss version='2.0'><channel><title>The Daily</title><language>en-us</language>\
            <item><title>Ferry late</title><link>https://x.example/1</link><dc:creator>Ann Ruiz</dc:creator>\
            <pubDate>Wed, 07 Mar 2018 10:20:30 GMT</pubDate><media:title>No</media:title>\
            <description>Short.</description><content:encoded><![CDATA[<p>It <b>was</b>.</p><p>Late &amp; wet.</p>]]></content:encoded></item>\
            <item><description>Two &lt;i&gt;words&lt;/i&gt;</description></item></channel></rss>";
        check("a.xml", rss2.as_bytes(), &[(1, "It was.\n\nLate & wet."), (2, "Two words")], &[]);
        check_fields(
            "a.xml",
            rss2.as_bytes(),
            "Ferry late|2018-03-07|The Daily|Ann Ruiz|https://x.example/1|en",
        );
        let rss1 = "<rdf:RDF><channel><title>T</title></channel><item><title>One</title></item></rdf:RDF>";
        check("a", rss1.as_bytes(), &[(1, "One")], &[]);
        check_fields("a", rss1.as_bytes(), "One||T|||");
        check(
            "a",
            b"<rdf><item><title>One</title><description>Two</description></item></rdf>",
            &[(1, "Two")],
            &[],
        );
    }

    #[test]
    fn atom_is_read() {
        let atom = "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='de'><title>The Daily</title>\
            <entry><title type='html'>Ferry &lt;b&gt;late&lt;/b&gt;</title><link rel='self' href='x'/><link href='https://x.example/1'/>\
            <author><name>Ann Ruiz</name></author><updated>2018-03-07T10:00:00Z</updated>\
            <content type='xhtml'><div><p>One.</p><p>Two.</p></div></content></entry></feed>";
        check("a.xml", atom.as_bytes(), &[(1, "One.\n\nTwo.")], &[]);
        check_fields(
            "a.xml",
            atom.as_bytes(),
            "Ferry <b>late</b>|2018-03-07|The Daily|Ann Ruiz|https://x.example/1|de",
        );
    }

    #[test]
    fn of_a_picture_the_headline_is_left() {
        let rss = "<rss><channel><item><title>Ferry</title><description>&lt;img src='x'&gt; &lt;br&gt;</description></item>\
            <item><description>&lt;img src='x'&gt;</description></item></channel></rss>";
        check("a.xml", rss.as_bytes(), &[(1, "Ferry")], &[]);
    }

    #[test]
    fn a_feed_that_is_cut_off_gives_what_is_whole() {
        let cut = "<rss><channel><item><title>One</title></item><item><title>Two</title><descr";
        check("a.xml", cut.as_bytes(), &[(1, "One")], &[(2, "")]);
        check("a.xml", b"<rss><channel></channel></rss>", &[], &[(0, "a feed with no story")]);
    }
}
