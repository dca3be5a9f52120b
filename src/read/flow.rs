//! Text put together from marked-up text: white space folded, paragraphs apart. One table of elements for HTML and
//! for the XML of wires.

/// What an element does to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Nothing.
    Inline,
    /// It stands on lines of its own.
    Line,
    /// It is a paragraph.
    Block,
    /// A paragraph whose line ends count.
    Pre,
    /// A cell of a row.
    Cell,
    /// It ends a line.
    Break,
    /// What is in it is not for reading.
    Hidden,
}

/// Elements that are not inline, of HTML, NITF and XHTML in wires, in lower case.
const SHAPES: [(Shape, &[&str]); 6] = [
    (
        Shape::Block,
        &[
            "p",
            "div",
            "article",
            "section",
            "main",
            "body",
            "blockquote",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "dl",
            "table",
            "figure",
            "figcaption",
            "header",
            "footer",
            "aside",
            "nav",
            "address",
            "form",
            "fieldset",
            "details",
            "center",
            "block",
            "hl1",
            "hl2",
            "hedline",
            "bq",
            "datacontent",
            "note",
            "html",
        ],
    ),
    (Shape::Line, &["li", "tr", "dt", "dd", "caption", "option", "legend", "summary", "byline", "dateline"]),
    (Shape::Pre, &["pre", "textarea"]),
    (Shape::Cell, &["td", "th"]),
    (Shape::Break, &["br", "hr"]),
    (
        Shape::Hidden,
        &[
            "script", "style", "head", "template", "noscript", "svg", "math", "iframe", "object", "embed",
            "select", "button", "video", "audio", "canvas", "media", "title",
        ],
    ),
];

/// What the element with this local name does.
pub(super) fn shape(name: &str) -> Shape {
    let lower = name.to_ascii_lowercase();
    SHAPES
        .iter()
        .find(|(_, names)| names.contains(&lower.as_str()))
        .map_or(Shape::Inline, |(shape, _)| *shape)
}

/// Text that is being put together.
#[derive(Debug, Default)]
pub(super) struct Flow {
    out: String,
    gap: Gap,
    pre: u32,
    /// Whether an empty line in a string ends a paragraph, as in texts that have no paragraph elements.
    pub(super) empty_lines_count: bool,
}

/// What stands between what was written and what comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Blank,
    Line,
    Paragraph,
}

impl Flow {
    /// Adds text; runs of white space become one blank.
    pub(super) fn text(&mut self, text: &str) {
        if self.pre > 0 {
            self.fill();
            self.out.push_str(text);
            return;
        }
        let blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        for (n, word) in text.split(blank).enumerate() {
            if n > 0 {
                self.gap = self.gap.max(Gap::Blank);
            }
            if !word.is_empty() {
                self.fill();
                self.out.push_str(word);
            }
        }
    }

    /// Adds text in which empty lines may part paragraphs.
    pub(super) fn lines(&mut self, text: &str) {
        if !self.empty_lines_count || self.pre > 0 {
            return self.text(text);
        }
        for line in text.split_inclusive('\n') {
            if line.trim().is_empty() && line.ends_with('\n') && self.gap >= Gap::Line {
                self.gap = Gap::Paragraph;
            }
            self.text(line);
            if line.ends_with('\n') {
                self.gap = self.gap.max(Gap::Line);
            }
        }
    }

    /// Begins an element.
    pub(super) fn open(&mut self, shape: Shape) {
        match shape {
            Shape::Block => self.gap = Gap::Paragraph,
            Shape::Line | Shape::Break => self.gap = self.gap.max(Gap::Line),
            Shape::Pre => {
                self.gap = Gap::Paragraph;
                self.pre += 1;
            }
            Shape::Cell => self.gap = self.gap.max(Gap::Blank),
            Shape::Inline | Shape::Hidden => {}
        }
    }

    /// Ends an element.
    pub(super) fn close(&mut self, shape: Shape) {
        if shape == Shape::Pre {
            self.pre = self.pre.saturating_sub(1);
        }
        if shape != Shape::Break {
            match shape {
                Shape::Pre => self.gap = Gap::Paragraph,
                shape => self.open(shape),
            }
        }
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        self.out
    }

    fn fill(&mut self) {
        let gap = std::mem::take(&mut self.gap);
        if !self.out.is_empty() {
            self.out.push_str(match gap {
                Gap::None => "",
                Gap::Blank => " ",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_folded_and_blocks_stand_apart() {
        let mut flow = Flow::default();
        flow.text(" One \n two");
        flow.open(Shape::Inline);
        flow.text("three ");
        flow.close(Shape::Inline);
        flow.open(Shape::Block);
        flow.text(" four");
        flow.open(Shape::Break);
        flow.close(Shape::Break);
        flow.text("five ");
        flow.close(Shape::Block);
        flow.close(Shape::Block);
        flow.text("six");
        assert_eq!(flow.finish(), "One twothree\n\nfour\nfive\n\nsix");
    }

    #[test]
    fn every_element_stands_once() {
        let mut seen = std::collections::HashSet::new();
        assert!(SHAPES.iter().flat_map(|(_, names)| *names).all(|name| seen.insert(name)));
    }
}
