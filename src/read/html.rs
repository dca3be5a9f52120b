//! Web pages: the article in them, and pieces of HTML in feeds and mails.
//!
//! A reader here only takes the bytes; the work is done when the story is finished, by many threads.

use dom_query::{Document, NodeRef};
use dom_smoothie::{Article, Config, Readability};

use super::flow::{Flow, Shape, shape};
use super::format::{Fit, Format, Source};
use super::keys::Keys;
use super::limits::{FIELD_BYTES, PAGE_BYTES};
use super::plain::whole_up_to;
use super::record::cut_at;
use super::root::root_name;
use super::tags::{too_costly, without_tags};
use super::tally::Tally;
use super::{Markup, RawStory};

/// A web page.
pub(super) const FORMAT: Format =
    Format { name: "a web page", extensions: &["html", "htm", "xhtml", "shtml"], sniff, read };

/// What a page or a piece of one begins with, in lower case.
const SIGNS: [&str; 8] = ["<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<div", "<p>"];

fn sniff(head: &[u8], _: &Keys) -> Fit {
    let text = head.trim_ascii_start();
    let begins = |sign: &str| text.get(..sign.len()).is_some_and(|t| t.eq_ignore_ascii_case(sign.as_bytes()));
    match root_name(head) {
        Some(name) if name.eq_ignore_ascii_case("html") => Fit::Sure,
        _ if SIGNS.iter().take(2).any(|sign| begins(sign)) => Fit::Sure,
        _ if SIGNS.iter().any(|sign| begins(sign)) => Fit::Likely,
        _ => Fit::Possible,
    }
}

fn read(source: &mut Source<'_>, tally: &mut Tally<'_>) {
    if let Some(text) = whole_up_to(PAGE_BYTES + 4, source, tally) {
        tally.story(0, RawStory { text, markup: Markup::Page, ..RawStory::default() });
    }
}

/// Takes the markup off a story.
pub(super) fn unpack(story: &mut RawStory) {
    match std::mem::take(&mut story.markup) {
        Markup::None | Markup::Mail => {}
        Markup::Fragment => {
            if story.text.contains(['<', '&']) {
                story.text = fragment(&story.text);
            }
            if let Some(title) = story.title.as_mut().filter(|t| t.contains('<')) {
                *title = fragment(title);
            }
        }
        Markup::Page => page(story),
    }
}

/// The text of a piece of HTML.
fn fragment(html: &str) -> String {
    if too_costly(html) {
        return without_tags(html);
    }
    let document = Document::fragment(html);
    let mut flow = Flow::default();
    flow.empty_lines_count = !has_blocks(html);
    add(document.root(), &mut flow);
    flow.finish()
}

/// Whether elements part the paragraphs; else empty lines do (as blogs keep their posts).
fn has_blocks(html: &str) -> bool {
    let lower =
        |sign: &str| html.as_bytes().windows(sign.len()).any(|w| w.eq_ignore_ascii_case(sign.as_bytes()));
    ["<p>", "<p ", "<br", "<div", "<li", "<td"].iter().any(|sign| lower(sign))
}

/// Whether an element says that it is not to be seen, as what newsletters have for the list of mails.
fn is_unseen(node: &NodeRef<'_>) -> bool {
    let style = node.attr("style").unwrap_or_default();
    let style = || style.chars().filter(|c| !c.is_whitespace()).take(FIELD_BYTES).collect::<String>();
    node.has_attr("hidden") || style().to_ascii_lowercase().contains("display:none")
}

/// Adds the text of a node and all in it, without recursion.
fn add(root: NodeRef<'_>, flow: &mut Flow) {
    let mut waiting = vec![(root, false)];
    while let Some((node, closing)) = waiting.pop() {
        if node.is_text() {
            flow.lines(&node.text());
            continue;
        }
        let shape = node.node_name().map_or(Shape::Inline, |name| shape(&name));
        if closing {
            flow.close(shape);
            continue;
        }
        if shape == Shape::Hidden || node.is_comment() || node.is_doctype() || is_unseen(&node) {
            continue;
        }
        flow.open(shape);
        waiting.push((node, true));
        waiting.extend(node.children_it(true).map(|child| (child, false)));
    }
}

/// Takes the article out of a page, with what the page says about it.
fn page(story: &mut RawStory) {
    let html = std::mem::take(&mut story.text);
    if too_costly(&html) {
        story.text = without_tags(&html);
        return;
    }
    let document = Document::from(html.as_str());
    shorten_title(&document);
    let lang = document.select_single("html").attr("lang").map(|l| l.to_string());
    let head = Head::of(&document);
    let mut whole = Flow::default();
    add(document.root(), &mut whole);
    let whole = whole.finish();
    let article = Readability::with_document(document, None, Some(Config::default())).ok();
    let article = article.and_then(|mut reader| reader.parse().ok());
    if let Some(article) = article {
        story.text = fragment(&article.content);
        fill(story, article);
    }
    // What is no article by the rules of the art is read whole: better too much than nothing.
    if story.text.trim().is_empty() {
        story.text = whole;
    }
    head.fill(story);
    story.lang = story.lang.take().or(lang);
    if story.text.trim().is_empty() {
        story.text = story.title.clone().unwrap_or_default();
    }
}

/// Cuts a title that is none: readers of articles compare it with every heading.
fn shorten_title(document: &Document) {
    let title = document.select_single("title");
    let mut text = title.text().to_string();
    if cut_at(&mut text, FIELD_BYTES) {
        title.set_text(&text);
    }
}

fn fill(story: &mut RawStory, article: Article) {
    let some = |text: String| Some(text).filter(|t| !t.trim().is_empty());
    story.title = story.title.take().or_else(|| some(article.title));
    story.author = story.author.take().or(article.byline.and_then(some));
    story.date = story.date.take().or(article.published_time.and_then(some));
    story.outlet = story.outlet.take().or(article.site_name.and_then(some));
    story.url = story.url.take().or(article.url.and_then(some));
    story.lang = story.lang.take().or(article.lang.and_then(some));
}

/// What the head of a page says and readers of articles do not ask.
#[derive(Default)]
struct Head {
    url: Option<String>,
    date: Option<String>,
    title: Option<String>,
    section: Option<String>,
    author: Option<String>,
    outlet: Option<String>,
}

impl Head {
    fn of(document: &Document) -> Head {
        let attr = |selector: &str, name: &str| {
            let value = document.select_single(selector).attr(name)?.trim().to_owned();
            Some(value).filter(|v| !v.is_empty())
        };
        let meta = |names: &[&str]| {
            let one = |name: &&str| {
                attr(&format!("meta[property='{name}']"), "content")
                    .or_else(|| attr(&format!("meta[name='{name}']"), "content"))
                    .or_else(|| attr(&format!("meta[itemprop='{name}']"), "content"))
            };
            names.iter().find_map(one)
        };
        let title = document.select_single("title").text().trim().to_owned();
        Head {
            url: attr("link[rel='canonical']", "href").or_else(|| meta(&["og:url"])),
            date: meta(&[
                "article:published_time",
                "datePublished",
                "og:published_time",
                "parsely-pub-date",
                "pubdate",
                "publishdate",
                "sailthru.date",
                "dc.date.issued",
                "DC.date.issued",
                "dc.date",
                "date",
            ])
            .or_else(|| attr("time[datetime]", "datetime")),
            title: Some(title).filter(|t| !t.is_empty()),
            section: meta(&["article:section", "section"]),
            author: meta(&["author", "article:author", "parsely-author", "byl"])
                .filter(|a| !a.starts_with("http")),
            outlet: meta(&["og:site_name", "application-name", "publisher"]),
        }
    }

    fn fill(self, story: &mut RawStory) {
        story.url = story.url.take().or(self.url);
        story.date = story.date.take().or(self.date);
        story.title = story.title.take().or(self.title);
        story.section = story.section.take().or(self.section);
        story.author = story.author.take().or(self.author);
        story.outlet = story.outlet.take().or(self.outlet);
    }
}

#[cfg(test)]
mod tests {
    use crate::read::check::{check, check_fields};

    const PAGE: &str = "<!DOCTYPE html><html lang=en-US><head><title>Ferry late - The Daily</title>\
        <meta property='og:site_name' content='The Daily'><meta property='og:title' content='Ferry late'>\
        <meta property='article:published_time' content='2018-03-07T10:00:00Z'><meta name=author content='Ann Ruiz'>\
        <link rel=canonical href='https://x.example/ferry'><script>var x = '<p>no</p>';</script></head>\
        <body><nav><a href=/>Home</a> <a href=/n>News</a></nav><div id=content class=article><h1>Ferry late</h1>\
        <p>The ferry to the island was late on Monday, and the people who waited on the pier, some of them since dawn, \
        were told nothing, they said, until noon.</p>\n<p>The mayor, who takes the ferry too, spoke of a fault in the \
        engine,<br>which had been repaired twice in a year, and she asked for patience.</p></div>\
        <footer>Copyright <a href=/c>The Daily</a></footer></body></html>";

    #[test]
    fn the_article_is_taken_out_of_a_page() {
        check_fields(
            "a.html",
            PAGE.as_bytes(),
            "Ferry late|2018-03-07|The Daily|Ann Ruiz|https://x.example/ferry|en",
        );
        let text = "The ferry to the island was late on Monday, and the people who waited on the pier, some of them since \
            dawn, were told nothing, they said, until noon.\n\nThe mayor, who takes the ferry too, spoke of a fault in the \
            engine,\nwhich had been repaired twice in a year, and she asked for patience.";
        check("a.html", PAGE.as_bytes(), &[(0, text)], &[]);
    }

    #[test]
    fn what_is_not_to_be_seen_is_not_read() {
        let html =
            b"<div style='color:red; display : NONE'>no</div><p hidden>no</p><p style='color:red'>One</p>";
        check("a.html", html, &[(0, "One")], &[]);
    }

    #[test]
    fn a_page_that_is_no_article_is_read_whole() {
        check("a.html", b"<p>One &amp; two.<p>Three<script>no</script>", &[(0, "One & two.\n\nThree")], &[]);
        check("a", b"<html><title>Only a title</title>", &[(0, "Only a title")], &[]);
    }
}
