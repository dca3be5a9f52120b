//! Markdown: front matter, then the paragraphs as plain text, without signs and addresses.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::format::{Fit, Format, Source};
use super::front;
use super::keys::{Keys, Slot};
use super::limits::STORY_BYTES;
use super::plain::whole;
use super::record::{Gather, cut};
use super::tally::Tally;

/// Markdown with or without front matter.
pub(super) const FORMAT: Format =
    Format { name: "Markdown", extensions: &["md", "markdown", "mdown", "mkd"], sniff, read };

fn sniff(head: &[u8], keys: &Keys) -> Fit {
    let head = String::from_utf8_lossy(head);
    let known = |front: &str| {
        front.lines().any(|l| l.split_once([':', '=']).is_some_and(|(k, _)| keys.find(k.trim()).is_some()))
    };
    match front::split(&head) {
        Some(parts) if known(parts.front) => Fit::Sure,
        _ => Fit::Possible,
    }
}

fn read(source: &mut Source<'_>, tally: &mut Tally<'_>) {
    let Some(mut text) = whole(source, tally) else { return };
    // Without its signs it may seem short enough.
    if let Some((what, done)) = cut(&mut text, "a story", STORY_BYTES) {
        tally.problem(0, what, done);
    }
    let mut gather = Gather::default();
    let mut body = text.as_str();
    if let Some(parts) = front::split(&text) {
        match front::parse(&parts) {
            Ok(map) => gather.offer_all(source.keys, map),
            Err(what) => {
                gather.offer_all(source.keys, front::plain_lines(parts.front));
                tally.problem(0, format!("front matter: {what}"), "only its plain lines read");
            }
        }
        body = parts.body;
    }
    let page = to_text(body);
    // A title in the front matter is preferred, then the first heading; the body goes before a summary.
    if let Some(heading) = page.heading {
        gather.offer_text((Slot::Title, u8::MAX - 1), heading);
    }
    gather.offer_text((Slot::Text, 0), page.text);
    if let Some(story) = gather.finish() {
        tally.story(0, story);
    }
}

/// What a page of Markdown says.
#[derive(Default)]
struct Page {
    text: String,
    heading: Option<String>,
}

fn to_text(markdown: &str) -> Page {
    let mut page = Page::default();
    let mut heading_at = None;
    let mut hidden = 0u32;
    for event in Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::Image { .. } | Tag::MetadataBlock(_)) => hidden += 1,
            Event::End(TagEnd::Image | TagEnd::MetadataBlock(_)) => hidden = hidden.saturating_sub(1),
            Event::Start(Tag::Heading { .. }) => {
                end_block(&mut page.text);
                heading_at = Some(page.text.len());
            }
            Event::Start(tag) if is_block(&tag) => end_block(&mut page.text),
            Event::End(TagEnd::Heading(_)) => {
                let heading = heading_at.take().and_then(|at| page.text.get(at..)).unwrap_or("").trim();
                if page.heading.is_none() && !heading.is_empty() {
                    page.heading = Some(heading.to_owned());
                }
                end_block(&mut page.text);
            }
            Event::Text(text) | Event::Code(text) if hidden == 0 => page.text.push_str(&text),
            Event::SoftBreak if hidden == 0 => page.text.push('\n'),
            Event::HardBreak if hidden == 0 => page.text.push('\n'),
            _ => {}
        }
    }
    page.text.truncate(page.text.trim_end().len());
    page
}

fn is_block(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Paragraph | Tag::Item | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::HtmlBlock)
}

/// Leaves one blank line behind what stands there.
fn end_block(text: &mut String) {
    text.truncate(text.trim_end().len());
    if !text.is_empty() {
        text.push_str("\n\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(markdown: &str, expected: &str) {
        assert_eq!(to_text(markdown).text, expected);
    }

    #[test]
    fn words_stay_and_signs_go() {
        check(
            "# Ferry *stops*\n\nThe [mayor](http://x.example \"t\") **spoke**.\nTwice.",
            "Ferry stops\n\nThe mayor spoke.\nTwice.",
        );
        check("See [the plan][1].\n\n[1]: http://x.example\n", "See the plan.");
        check("![a picture](x.png)\n\nText `code`.", "Text code.");
        check("* one\n* two\n\n> quoted", "one\n\ntwo\n\nquoted");
        check("a <b>bold</b> word &amp; more", "a bold word & more");
        check("---\ntitle: x\n\nno fence", "title: x\n\nno fence");
        check("", "");
    }

    #[test]
    fn what_is_cut_off_is_told_though_its_signs_made_it_long() {
        let page = "**a** ".repeat(STORY_BYTES / 6 + 10);
        let mut kept = crate::read::check::Kept::default();
        crate::read::read("a.md", &mut page.as_bytes(), &crate::read::Options::default(), &mut kept);
        assert_eq!((kept.stories.len(), kept.problems.len()), (1, 1));
        assert!(kept.problems[0].1.contains("more than 4 MiB"));
    }

    #[test]
    fn the_first_heading_is_found() {
        assert_eq!(to_text("Intro\n\n## Two *words*\n\n# Other").heading.as_deref(), Some("Two words"));
        assert_eq!(to_text("No heading").heading, None);
    }
}
