//! Lines that are not content: share bars, newsletters, advertisements, credits. A row, an example, a test.

use std::sync::LazyLock;

use regex::{Regex, RegexSet, RegexSetBuilder};

use crate::model::MarkKind;
use MarkKind::{Boilerplate, Credit};

/// Longer lines are content, in bytes: what is asked of readers is asked in a sentence.
pub(super) const LINE_BYTES: usize = 240;

/// A kind of line.
struct LineRule {
    kind: MarkKind,
    /// Pattern of the whole line, trimmed, whatever its case.
    pattern: &'static str,
    /// A line that this row is the first to find.
    #[cfg_attr(not(test), expect(dead_code, reason = "the table shows what it means; the test reads it"))]
    example: &'static str,
}

const fn row(kind: MarkKind, pattern: &'static str, example: &'static str) -> LineRule {
    LineRule { kind, pattern, example }
}

/// Names of services in share bars.
const SERVICES: &str = r"(?:facebook|twitter|pinterest|linkedin|reddit|google\+?|e-?mail|whatsapp|instagram|youtube|tumblr|flipboard|print|rss|copy link|more|share|tweet|pin it|comments?|[0-9][0-9.,k]* ?(?:shares?|comments?))";

/// Every kind of line that is not content.
const LINE_RULES: [LineRule; 36] = [
    row(
        Boilerplate,
        r"(?:date \S+ )?follow(?-u:\b).+(?-u:\b)(?:facebook|twitter|instagram)(?-u:\b).*",
        "date 2001-02-03 Follow EXAMPLE.COM: Facebook | Twitter",
    ),
    row(
        Boilerplate,
        r"(?:share|tweet|print|email)(?: this)?(?: (?:story|article|post|page|on|with|via))?(?: [a-z]+)?:?(?:[\s|·•/,:]*SERVICES)*[\s|]*",
        "Share this article: Facebook | Twitter",
    ),
    row(Boilerplate, r"SERVICES(?:[\s|·•/,:]+SERVICES)*[\s|]*", "Facebook Twitter Pinterest"),
    row(
        Boilerplate,
        r"follow (?:us|me|him|her|them|@|the author|our)(?-u:\b).*",
        "Follow us for more stories like this.",
    ),
    row(Boilerplate, r"follow @?[^:;!?]+ on .+", "Follow Ann Ruiz on Mastodon"),
    row(Boilerplate, r"like (?:us|our page) on .+", "Like us on Facebook."),
    row(
        Boilerplate,
        r"(?:to |please |don.t forget to )?(?:subscribe|sign up|register)(?-u:\b).*",
        "Sign up for our morning email",
    ),
    row(
        Boilerplate,
        r"(?:get|join|want|to|receive|enter|read|try|never miss|stay|enjoy|keep|for more|the day|delivered|free)(?-u:\b).*(?-u:\b)newsletters?(?-u:\b).*",
        "Get the day’s stories in our newsletter.",
    ),
    row(
        Boilerplate,
        r"(?:(?:.*[^a-z0-9])?click(?:ing)? (?:here|the link|below|on the link)[^a-z0-9]*|(?:(?:to|for|if you|please|want)(?-u:\b).*[^a-z0-9])?click (?:here|the link|below|on the link)(?-u:\b).*)",
        "For the full list of closures, click here.",
    ),
    row(
        Boilerplate,
        r"(?:check out|see|view|browse|visit|download|explore|try) our(?-u:\b).*",
        "Check out our updated map of where the ferries stop.",
    ),
    row(
        Boilerplate,
        r"(?:advertisements?(?:[^a-z0-9].*)?|(?:sponsored|promoted|paid)(?: content| post)?(?:\s?[:|–-].*)?)",
        "Advertisement - story continues below",
    ),
    row(Boilerplate, r"(?:story|article) continue[sd]? below.*", "Story Continued Below"),
    row(Boilerplate, r"[^a-z0-9]{0,3}continue reading(?: .*)?", "↓ Continue Reading Below"),
    row(
        Boilerplate,
        r"(?:read|see|learn) (?:more|next|also|the full story)(?:\s?[:>»…].*|\s?[^a-z0-9]*| at .+| here.*)",
        "Read more: Ferry stops running",
    ),
    row(
        Boilerplate,
        r"(?:related|also read|see also|more from|recommended|trending|most read|you may also like|more on this|related (?:stories|articles|content|coverage|news))(?:\s?[:>»].*|[^a-z0-9]*)",
        "Related: Mayor speaks on ferries",
    ),
    row(
        Boilerplate,
        r"(?:load|show|view|leave a|add a|post a|see|hide)(?: [0-9]+)?(?: all)? comments?[^a-z0-9]*",
        "Leave a comment",
    ),
    row(
        Boilerplate,
        r"(?:please |download |get )(?:download |get )?(?:our|the) .*(?-u:\b)app(?-u:\b).*",
        "Get our free app today",
    ),
    row(
        Boilerplate,
        r"(?:.*(?-u:\b)(?:agree|subject to|see our|read our)(?-u:\b).*)?(?:terms of (?:use|service)|privacy policy|cookie policy)(?-u:\b).*",
        "By going on you agree to our Terms of Service.",
    ),
    row(Boilerplate, r"privacy[^a-z0-9]+terms", "Privacy - Terms"),
    row(Boilerplate, r".*(?-u:\b)all rights reserved(?-u:\b).*", "All rights reserved."),
    row(
        Boilerplate,
        r"this material may not be published(?-u:\b).*",
        "This material may not be published, broadcast, rewritten or redistributed.",
    ),
    row(
        Boilerplate,
        r"(?:modal trigger|play video|watch live|back to top|top of page|image caption|photo gallery|slideshow|report abusive post|email \*|% of readers think.*|you may opt out at any ?time[^a-z0-9]*|this field is for validation.*)",
        "Play Video",
    ),
    row(
        Boilerplate,
        r".*(?-u:\b)this field is for validation purposes(?-u:\b).*",
        "Phone This field is for validation purposes and should be left unchanged.",
    ),
    row(Boilerplate, r"(?:source|permalink)", "Source"),
    row(
        Boilerplate,
        r"the (?:post|article) .+ (?:appeared first|first appeared) on .+",
        "The post Ferry stops running appeared first on The Daily Example.",
    ),
    row(Boilerplate, r"(?:document )?[0-9,]+ of [0-9,]+ documents?", "1 of 20 DOCUMENTS"),
    row(
        Boilerplate,
        r"(?:length: ?[0-9,]+ words|(?:load-date|publication-type|document-type|journal-code): ?\S.*)",
        "LENGTH: 640 words",
    ),
    row(
        Credit,
        r"\((?:(?:additional|writing|with)[^a-z0-9]+)?(?:reporting|writing|editing|compiled|graphics|translated) (?:and [a-z0-9]+ )?by [^()]+\)[^a-z0-9]?",
        "(Reporting by Ann Ruiz; Editing by Bo Lee)",
    ),
    row(
        Credit,
        r"(?:additional )?(?:reporting|editing|writing) (?:and [a-z0-9]+ )?by \S.+",
        "Additional reporting by Ann Ruiz",
    ),
    row(Credit, r"(?:\(c\)|©|copyright(?-u:\b)).*", "Copyright 2001 The Daily Example"),
    row(
        Credit,
        r"(?:the )?[^:;!?()]+ contributed to this (?:report|story|article)[^a-z0-9]?",
        "The Example Press contributed to this report.",
    ),
    row(
        Credit,
        r"(?:this (?:article|story|post|report) )?(?:was )?(?:originally )?(?:article )?(?:published|posted|appeared|delivered) (?:with permission from|on|at|by|in) (?:the )?[^:;!?()]+",
        "Article posted with permission from The Daily Example",
    ),
    row(
        Credit,
        r"(?:featured |cover |lead |top )?(?:image|photo|picture|photograph|video)s?(?: credits?| source)?(?::| via | by | courtesy(?: of)? | from ).+",
        "Featured image via Ann Ruiz/Example Pictures",
    ),
    row(Credit, r"(?:photo|image|picture) credits?[^a-z0-9]?.*", "Photo credit Ann Ruiz"),
    row(
        Credit,
        r"[^:;!?()]+\s?/\s?(?:getty images|ap|reuters|afp|epa|bloomberg|shutterstock)(?: photos?| images?)?",
        "Ann Ruiz / Getty Images",
    ),
    row(
        Credit,
        r"\((?:ap|reuters|afp|upi|dpa|ap photo(?-u:\b)[^()]{0,60}|[^:;!?()/]+/(?:ap|reuters|afp))\)",
        "(AP Photo/Ann Ruiz)",
    ),
];

/// Bytes that the patterns may take compiled: all of them together need more than the default of 10 MB.
const SET_BYTES: usize = 64 << 20;

static SET: LazyLock<RegexSet> = LazyLock::new(|| {
    let whole = |row: &LineRule| format!("^(?i:{})$", row.pattern.replace("SERVICES", SERVICES));
    RegexSetBuilder::new(LINE_RULES.iter().map(whole))
        .size_limit(SET_BYTES)
        .dfa_size_limit(SET_BYTES)
        .build()
        .expect("the patterns are tested")
});

/// What a line is, if it is not content. `line` is one line without white space around it.
pub(super) fn kind_of_line(line: &str) -> Option<MarkKind> {
    if line.is_empty() || line.len() > LINE_BYTES {
        return None;
    }
    let first = SET.matches(line).into_iter().next()?;
    LINE_RULES.get(first).map(|row| row.kind)
}

/// A credit, or a notice of where the story stood first, at the end of a paragraph, as it is left where line ends were
/// lost.
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:(?P<notice>The (?:post|article) [^.!?\n]{3,200} (?:appeared first|first appeared) on [^.!?\n]{2,80}\.?)|\((?:(?:Additional|Writing) )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|Compiled) (?:and \w+ )?by [^()]{2,200}\)|Featured [Ii]mage (?:via|by|from) [^.!?\n]{2,100})\s*$",
    )
    .expect("the pattern is tested")
});

/// What the end of `tail` is, if it is not content, with its bytes.
pub(super) fn kind_of_tail(tail: &str) -> Option<(std::ops::Range<usize>, MarkKind)> {
    let found = TAIL.captures(tail)?;
    let kind = if found.name("notice").is_some() { MarkKind::Boilerplate } else { MarkKind::Credit };
    let whole = found.get(0)?;
    Some((whole.start()..whole.start() + whole.as_str().trim_end().len(), kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_finds_its_example() {
        for (n, row) in LINE_RULES.iter().enumerate() {
            assert!(SET.matches(row.example).matched(n), "{} does not find {}", row.pattern, row.example);
            assert_eq!(kind_of_line(row.example), Some(row.kind), "{}", row.example);
        }
    }

    #[test]
    fn sentences_are_content() {
        for line in [
            "UPDATE (8:42 p.m. PST): The minister is coming to the coast to announce a plan.",
            "The mayor said that people follow the news on Twitter more than before.",
            "Facebook said on Monday that it would close its office in the town.",
            "Email is no safe way to send a contract, the court found.",
            "Copying is not theft.",
            "The sources said so.",
            "The post of mayor was first on her mind.",
            "Five of 20 documents were lost.",
            "Read the bill before you vote, she said.",
            "Share prices fell on Monday after the report.",
            "Printing the ballots cost more than planned.",
            "More than 40 people came.",
            "Ann Ruiz",
            "Sponsored filters have long been a way for the firm to earn money.",
            "“They broke our terms of service,” the firm said.",
            "He writes a free newsletter about ferries.",
            "The link (click here for the first one) was false, she said.",
            "Photographs of the ferry were shown to the jury.",
            "The report was published by the council on Monday evening, and it was read aloud in the hall, twice.",
        ] {
            assert_eq!(kind_of_line(line), None, "{line}");
        }
    }

    #[test]
    fn credits_and_notices_at_the_end_of_a_paragraph_are_found() {
        for (tail, expected) in [
            (
                "It ended so. (Reporting by Ann Ruiz; Editing by Bo Lee) ",
                "(Reporting by Ann Ruiz; Editing by Bo Lee)",
            ),
            (
                "It ended so.Featured image via Ann Ruiz/Example Pictures",
                "Featured image via Ann Ruiz/Example Pictures",
            ),
            (
                "It ended so. The post Ferry stops running appeared first on The Daily Example.",
                "The post Ferry stops running appeared first on The Daily Example.",
            ),
            ("The post of mayor is hers. It appeared first on Monday.", ""),
            ("It ended so.", ""),
        ] {
            assert_eq!(kind_of_tail(tail).map_or("", |(r, _)| &tail[r]), expected);
        }
    }
}
