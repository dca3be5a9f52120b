//! From a record's keys and values to a story, whatever notation the record came in.

use super::field::entities;
use super::keys::{Keys, Slot, is_summary};
use super::loose::{Loose, paragraphs, words};
use super::{Markup, RawStory, names};
use crate::model::Label;

/// A story that is being put together from a record.
#[derive(Debug)]
pub(super) struct Gather {
    story: RawStory,
    ranks: [u8; Slot::COUNT],
}

impl Default for Gather {
    fn default() -> Gather {
        Gather { story: RawStory::default(), ranks: [u8::MAX; Slot::COUNT] }
    }
}

impl Gather {
    /// Offers every value of a map.
    pub(super) fn offer_all(&mut self, keys: &Keys, map: Vec<(String, Loose)>) {
        for (key, value) in map {
            if let Some(place) = keys.find(&key) {
                self.offer(place, value);
            }
        }
    }

    /// Takes a value for a slot, unless a preferred one is there or it says nothing.
    pub(super) fn offer(&mut self, (slot, rank): (Slot, u8), value: Loose) {
        if self.ranks[slot as usize] <= rank {
            return;
        }
        let text = match slot {
            Slot::Text => paragraphs(value, 0),
            Slot::Title => words(value).into_iter().next(),
            _ => Some(words(value).join(", ")),
        };
        if let Some(text) = text.filter(|t| !t.trim().is_empty()) {
            self.ranks[slot as usize] = rank;
            self.put(slot, text);
        }
    }

    /// [`Gather::offer`] for a plain string.
    pub(super) fn offer_text(&mut self, place: (Slot, u8), text: String) {
        self.offer(place, Loose::Text(text));
    }

    /// Takes names that are given with the story, of one kind where that is known.
    pub(super) fn offer_names(&mut self, label: Option<Label>, value: &Loose) {
        names::add(value, label, &mut self.story.names);
    }

    /// The title of a feed is the outlet of the stories in it.
    pub(super) fn name_outlet_of(&self, stories: &mut [Option<RawStory>]) {
        for story in stories.iter_mut().flatten() {
            story.outlet = story.outlet.take().or_else(|| self.story.title.clone());
        }
    }

    /// Whether a text was found that is more than a summary.
    pub(super) fn has_body(&self) -> bool {
        !self.story.text.is_empty() && !is_summary(self.ranks[Slot::Text as usize])
    }

    /// The story; where there is only a headline, that is the text. `None` where there is nothing to read.
    pub(super) fn finish(self) -> Option<RawStory> {
        let mut story = self.story;
        if story.text.is_empty() {
            story.text = story.title.clone()?;
        }
        Some(story)
    }

    fn put(&mut self, slot: Slot, text: String) {
        let story = &mut self.story;
        match slot {
            Slot::Text => {
                story.markup = if looks_like_html(&text) { Markup::Fragment } else { Markup::None };
                // Whoever took the tags off forgot these.
                let left = story.markup == Markup::None && text.contains('&');
                story.text = if left { entities(&text) } else { text };
            }
            Slot::Title => story.title = Some(text),
            Slot::Date => story.date = Some(text),
            Slot::Author => story.author = Some(text),
            Slot::Outlet => story.outlet = Some(text),
            Slot::Url => story.url = Some(text),
            Slot::Section => story.section = Some(text),
            Slot::Lang => story.lang = Some(text),
            Slot::Id => story.id = Some(text),
        }
    }
}

/// Whether a text is HTML: it begins with a tag and has another one that ends something.
pub(super) fn looks_like_html(text: &str) -> bool {
    let begins =
        matches!(text.trim_start().as_bytes(), [b'<', b, ..] if b.is_ascii_alphabetic() || *b == b'!');
    (begins && (text.contains("</") || text.contains("<br"))) || TAGS.iter().any(|tag| text.contains(tag))
}

/// Tags that nobody writes who means text, as HTML has them that begins with a word.
const TAGS: [&str; 10] =
    ["</p>", "</a>", "</b>", "</i>", "</em>", "</strong>", "</div>", "<br>", "<br/>", "<br />"];

/// Cuts a text that is too long at a character; what is to be told then.
pub(super) fn cut(text: &mut String, noun: &str, limit: usize) -> Option<Told> {
    cut_at(text, limit)
        .then(|| (format!("{noun} of more than {} MiB", limit >> 20), "the rest of it left out"))
}

/// What is wrong, and what was done.
pub(super) type Told = (String, &'static str);

/// Cuts a text behind this many bytes, or before the character that stands there; whether it was.
pub(super) fn cut_at(text: &mut String, bytes: usize) -> bool {
    let long = text.len() > bytes;
    text.truncate(text.floor_char_boundary(bytes));
    long
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(s: &str) -> Loose {
        Loose::Text(s.into())
    }

    fn check(value: Loose, slot: Slot, expected: &str) {
        let mut gather = Gather::default();
        gather.offer((slot, 1), value);
        let story = gather.story;
        let found = match slot {
            Slot::Text => Some(story.text),
            Slot::Author => story.author,
            Slot::Date => story.date,
            _ => story.title,
        };
        assert_eq!(found.as_deref(), Some(expected));
    }

    #[test]
    fn lists_are_paragraphs_and_inner_lists_sentences() {
        let list = Loose::List(vec![
            Loose::List(vec![text("One."), text("Two.")]),
            Loose::List(vec![text("Three.")]),
        ]);
        check(list, Slot::Text, "One. Two.\n\nThree.");
        check(Loose::Map(vec![("p".into(), Loose::List(vec![text("a"), text("b")]))]), Slot::Text, "a\n\nb");
    }

    #[test]
    fn of_several_forms_the_one_with_paragraphs_is_taken() {
        let form = |kind: &str, value: &str| {
            Loose::Map(vec![("contenttype".into(), text(kind)), ("value".into(), text(value))])
        };
        let html = form("body_xhtml", "<p>One.</p><p>Two.</p>");
        check(
            Loose::List(vec![form("text/plain", "One.\n\nTwo."), html.clone()]),
            Slot::Text,
            "One.\n\nTwo.",
        );
        check(Loose::List(vec![form("text/plain", "One. Two."), html]), Slot::Text, "<p>One.</p><p>Two.</p>");
        check(Loose::List(vec![form("image", "x"), form("text/plain", "One.")]), Slot::Text, "One.");
    }

    #[test]
    fn what_is_left_of_html_is_taken_off() {
        check(text("Cats &amp; dogs&#8217; <5"), Slot::Text, "Cats & dogs\u{2019} <5");
        let marked = |html: &str| {
            let mut gather = Gather::default();
            gather.offer((Slot::Text, 1), text(html));
            gather.story.markup == Markup::Fragment
        };
        assert!(marked("Late <b>again</b>.") && marked("One<br>two"));
        assert!(!marked("if a < b and c > d"));
    }

    #[test]
    fn objects_give_their_name() {
        let people = ["Ann Ruiz", "Bo Lee"].map(|n| Loose::Map(vec![("name".into(), text(n))]));
        check(Loose::List(people.into()), Slot::Author, "Ann Ruiz, Bo Lee");
        check(Loose::Map(vec![("$date".into(), text("0"))]), Slot::Date, "0");
        check(Loose::List(vec![text("first"), text("second")]), Slot::Title, "first");
    }

    #[test]
    fn a_headline_alone_is_a_story() {
        let mut gather = Gather::default();
        gather.offer_text((Slot::Title, 1), "Only a headline".into());
        assert_eq!(gather.finish().unwrap().text, "Only a headline");
        assert_eq!(Gather::default().finish(), None);
    }

    #[test]
    fn the_preferred_name_wins_in_any_order() {
        for order in [[1, 5], [5, 1]] {
            let mut gather = Gather::default();
            for rank in order {
                gather.offer_text((Slot::Text, rank), format!("rank {rank}"));
            }
            assert_eq!(gather.story.text, "rank 1");
        }
    }
}
