//! From a story as found to a clean draft.

use super::date::parse_date;
use super::field::{self, head};
use super::limits::{NAMES, STORY_BYTES};
use super::record::cut;
use super::{Markup, RawStory, find_date, html, marks, reply, title};
use crate::model::{DateFrom, Day, Draft, GivenName, Mark, MarkKind, Sketch, Title};
use crate::text::clean;

/// Bytes of content in which the story's day may stand: two paragraphs.
const DATE_HEAD_BYTES: usize = 400;

/// A draft, and what is to be told of making it.
#[derive(Debug)]
pub struct Finished {
    /// The draft.
    pub draft: Draft,
    /// What is wrong, in words for a person, and what was done.
    pub problem: Option<(String, &'static str)>,
}

/// Makes the draft of a story in the file at `path`.
pub(super) fn finish(mut raw: RawStory, path: &str) -> Finished {
    let is_mail = raw.markup == Markup::Mail;
    html::unpack(&mut raw);
    // A page may be longer than a story.
    let problem = cut(&mut raw.text, "the text of a page", STORY_BYTES);
    Finished { draft: draft(raw, is_mail, path), problem }
}

fn draft(raw: RawStory, is_mail: bool, path: &str) -> Draft {
    let text = match clean(&raw.text) {
        std::borrow::Cow::Borrowed(_) => None,
        std::borrow::Cow::Owned(clean) => Some(clean),
    };
    let text = text.unwrap_or(raw.text);
    let apart = if is_mail { reply::not_own(&text) } else { Vec::new() };
    let found = marks::find(&text, &apart);
    let (date, date_from) = day(raw.date.as_deref(), &text, &found, path);
    let author = match field::writer(raw.author.as_deref()) {
        author if author.is_empty() => field::name(found.author.map(|s| s.of(&text))),
        author => author,
    };
    let outlet = field::outlet(raw.outlet.as_deref());
    let title = title_of(raw.title.as_deref(), &outlet, &text, &found);
    Draft {
        number: raw.number,
        given_id: field::line(raw.id.as_deref()),
        title,
        date,
        date_from,
        outlet,
        author,
        url: field::url(raw.url.as_deref()),
        section: field::name(raw.section.as_deref()),
        lang: field::lang(raw.lang.as_deref()),
        marks: found.marks,
        names: names(raw.names),
        charset: raw.charset,
        text,
        sketch: Sketch::default(),
    }
}

/// The given names on one clean line, each once.
fn names(given: Vec<GivenName>) -> Vec<GivenName> {
    let mut names: Vec<GivenName> = Vec::with_capacity(given.len().min(NAMES));
    for GivenName { label, name } in given.into_iter().filter(|g| g.label.is_name()).take(NAMES) {
        let given = GivenName { label, name: field::line(Some(&name)) };
        if !given.name.is_empty() && !names.contains(&given) {
            names.push(given);
        }
    }
    names
}

fn title_of(given: Option<&str>, outlet: &str, text: &str, found: &marks::Found) -> Title {
    let given = title::without_outlet(field::line(given), outlet);
    if !given.is_empty() {
        return title::in_text(text, &given).map_or(Title::Given(given), Title::InText);
    }
    let dateline = found.marks.iter().filter(|m| m.span.start as usize >= found.content_at);
    let dateline = dateline.take_while(|m| matches!(m.kind, MarkKind::Dateline | MarkKind::Credit)).last();
    // Only a dateline that opens the content keeps its first line from being a title.
    let first_line =
        text.get(found.content_at..).map_or(0, |t| memchr::memchr(b'\n', t.as_bytes()).unwrap_or(t.len()));
    let end = dateline.map_or(0, |m| m.span.end as usize);
    let end = if end <= found.content_at + first_line { end } else { 0 };
    Title::InText(title::find(text, found.content_at, end))
}

/// The day given, else one in the head of the text, else one in the path.
fn day(given: Option<&str>, text: &str, found: &marks::Found, path: &str) -> (Option<Day>, DateFrom) {
    let raw_given = given;
    let given = given.and_then(|date| parse_date(&field::line(Some(date))));
    let in_marks = || {
        let near = |m: &&Mark| (m.span.start as usize) < found.content_at + DATE_HEAD_BYTES;
        found.marks.iter().take_while(near).find_map(|mark| {
            let line = mark.span.of(text);
            let bare = || if mark.kind == MarkKind::Boilerplate { bare_day(line) } else { None };
            find_date::in_text(line).or_else(bare)
        })
    };
    let in_head = || find_date::in_text(head(text.get(found.content_at..)?, DATE_HEAD_BYTES));
    let from = |day: Option<Day>, from: DateFrom| day.map(|day| (Some(day), from));
    // The milliseconds of a clock that was never set, or of a field that was never filled.
    let before = raw_given.is_some_and(|date| date.trim_start().starts_with('-'));
    from(given, if before { DateFrom::Doubtful } else { DateFrom::Given })
        .or_else(|| from(in_marks(), DateFrom::Text))
        .or_else(|| from(in_head(), DateFrom::Text))
        .or_else(|| from(find_date::in_path(path), DateFrom::Name))
        .unwrap_or((None, DateFrom::Nowhere))
}

/// The day in a line that has been found to be boilerplate and is short enough to be nothing but a date.
fn bare_day(line: &str) -> Option<Day> {
    if line.len() <= 60 { parse_date(line) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Options, Sink, read};
    use proptest::prelude::*;

    fn draft(text: &str, path: &str) -> Draft {
        finish(RawStory { text: text.into(), ..RawStory::default() }, path).draft
    }

    #[test]
    fn the_seeds_are_read_as_a_person_would() {
        let seed = |name: &str| {
            std::fs::read_to_string(format!("{}/seeds/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
        };
        for (name, date, title, n_boilerplate) in [
            ("000_9e2e0ec961a02a61.txt", None, "PORTLAND, Ore. – U.S.", 0),
            (
                "001_809a9f2b8c451fd3.txt",
                Some("2017-08-16"),
                "MIAMI (CBSMiami) – A number of groups are expected",
                1,
            ),
            ("002_376190754ad9eb78.txt", None, "UPDATE (8:42 p.m.", 2),
        ] {
            let text = seed(name);
            let draft = draft(&text, name);
            assert_eq!(draft.text, text, "clean text stays as it is");
            assert_eq!(draft.date.map(|d| d.to_string()).as_deref(), date);
            assert!(draft.title_str().starts_with(title), "{}", draft.title_str());
            let boilerplate: Vec<_> =
                draft.marks.iter().filter(|m| m.kind == MarkKind::Boilerplate).collect();
            assert_eq!(boilerplate.len(), n_boilerplate, "{name}: {boilerplate:?}");
            assert!(draft.marks.iter().any(|m| m.kind == MarkKind::Dateline));
        }
    }

    #[test]
    fn the_day_is_given_or_found_in_this_order() {
        let check = |date: Option<&str>, text: &str, path: &str, expected: (Option<&str>, DateFrom)| {
            let raw = RawStory { date: date.map(Into::into), text: text.into(), ..RawStory::default() };
            let draft = finish(raw, path).draft;
            assert_eq!((draft.date.map(|d| d.to_string()).as_deref(), draft.date_from), expected);
        };
        let (text, path) = ("Posted August 16, 2017\n\nIt rained.", "a/2016-01-02.txt");
        check(Some("6/19/17"), text, path, (Some("2017-06-19"), DateFrom::Given));
        check(Some("someday"), text, path, (Some("2017-08-16"), DateFrom::Text));
        check(
            None,
            "Posted by Ann Ruiz | Nov 9, 2016 | News\nIt rained.",
            path,
            (Some("2016-11-09"), DateFrom::Text),
        );
        check(None, "HILO, March 7, 2018 – It rained.", path, (Some("2018-03-07"), DateFrom::Text));
        check(None, "It rained.", path, (Some("2016-01-02"), DateFrom::Name));
        check(None, "It rained.", "a.txt", (None, DateFrom::Nowhere));
    }

    #[test]
    fn a_title_in_the_text_stays_there() {
        assert_eq!(draft("Ferry late\n\nIt was.", "").title, Title::InText(crate::model::Span::new(0, 10)));
        let raw = RawStory {
            title: Some("Cats &amp; dogs".into()),
            text: "It rained.".into(),
            ..RawStory::default()
        };
        assert_eq!(finish(raw, "").draft.title, Title::Given("Cats & dogs".into()));
    }

    #[test]
    fn a_page_that_is_longer_than_a_story_is_cut_which_is_told() {
        let text = format!("<p>{}</p>", "words ".repeat(STORY_BYTES / 5));
        let Finished { draft, problem } =
            finish(RawStory { text, markup: Markup::Fragment, ..RawStory::default() }, "");
        assert!(draft.text.len() <= STORY_BYTES && problem.is_some_and(|(what, _)| what.contains("4 MiB")));
    }

    #[derive(Default)]
    struct Drafts(Vec<Draft>);

    impl Sink for Drafts {
        fn member(&mut self, _: &str) {}
        fn story(&mut self, story: RawStory) -> bool {
            self.0.push(finish(story, "a/b.txt").draft);
            true
        }
        fn problem(&mut self, _: u32, what: String, _: &'static str) {
            assert!(!what.is_empty());
        }
    }

    fn check_draft(draft: &Draft) {
        // A first sentence may go over a line end of its text.
        let title = draft.title_str().replace('\n', " ");
        for field in
            [&draft.given_id, &title, &draft.outlet, &draft.author, &draft.url, &draft.section, &draft.lang]
        {
            assert!(!field.chars().any(char::is_control), "{field:?}");
            assert_eq!(&*clean(field), field);
        }
        assert_eq!(clean(&draft.text), draft.text);
        if let Title::InText(span) = &draft.title {
            assert!(draft.text.get(span.range()).is_some());
        }
        let mut last = 0;
        for mark in &draft.marks {
            assert!(draft.text.get(mark.span.range()).is_some_and(|t| !t.is_empty()));
            assert!(mark.span.start >= last, "{:?}", draft.marks);
            last = mark.span.end;
        }
    }

    fn any_file() -> impl Strategy<Value = Vec<u8>> {
        let pieces = proptest::sample::select(vec![
            "{\"text\":\"",
            "\"}",
            "\n",
            "\r",
            "title,text\n",
            "\"",
            ",",
            "[",
            "]",
            "---\n",
            "+++\n",
            "title: x\n",
            "# ",
            "\u{1b}[2J",
            "\u{202e}",
            "By Ann Ruiz\n",
            "HILO (AP) – ",
            "Aug. 16, 2017",
            "\u{2028}",
            "é",
            "\0",
            "a word. ",
            "\u{feff}",
            "sep=;\n",
            "\\ud800",
            "&#27;",
            "{",
            "}",
            "\x1f\u{8b}",
            "<b>",
            "](x)",
            "Share this: Twitter\n",
        ]);
        prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..300),
            proptest::collection::vec(pieces, 0..40).prop_map(|p| p.concat().into_bytes()),
        ]
    }

    proptest! {
        #[test]
        fn no_bytes_under_any_name_do_harm(
            bytes in any_file(),
            name in proptest::sample::select(vec!["a.txt", "a.md", "a.json", "a.jsonl", "a.csv", "a.tsv", "a.gz", "a", ""]),
        ) {
            let mut drafts = Drafts::default();
            read(name, &mut &bytes[..], &Options::default(), &mut drafts);
            drafts.0.iter().for_each(check_draft);
        }

        #[test]
        fn no_text_does_harm(text in "\\PC{0,80}", path in "\\PC{0,40}", date in "\\PC{0,40}") {
            let raw = RawStory {
                title: Some(text.clone()), author: Some(path.clone()), url: Some(date.clone()), lang: Some(date.clone()),
                outlet: Some(text.clone()), date: Some(date), text, ..RawStory::default()
            };
            check_draft(&finish(raw, &path).draft);
        }
    }
}
