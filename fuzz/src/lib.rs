//! What all targets check: that any bytes are read without a panic, and that what comes out is clean.

use newshound::model::{Draft, Title};
use newshound::read::{Options, RawStory, Sink, finish, read, read_file};
use newshound::text::clean;

/// Finishes and checks stories, or only counts on their being made.
struct Checked {
    finishes: bool,
}

impl Sink for Checked {
    fn member(&mut self, path: &str) {
        assert!(!path.chars().any(char::is_control));
    }

    fn story(&mut self, story: RawStory) -> bool {
        if self.finishes {
            check(&finish(story, "a/b.txt").draft);
        }
        true
    }

    fn problem(&mut self, _: u32, what: String, _: &'static str) {
        assert!(!what.is_empty());
    }
}

fn check(draft: &Draft) {
    assert_eq!(clean(&draft.text), draft.text);
    let title = draft.title_str().replace('\n', " ");
    for field in [&draft.given_id, &title, &draft.outlet, &draft.author, &draft.url, &draft.section, &draft.lang] {
        assert!(!field.chars().any(char::is_control));
    }
    if let Title::InText(span) = &draft.title {
        assert!(draft.text.get(span.range()).is_some());
    }
    let mut last = 0;
    for mark in &draft.marks {
        assert!(draft.text.get(mark.span.range()).is_some_and(|t| !t.is_empty()) && mark.span.start >= last);
        last = mark.span.end;
    }
}

/// Reads `data` as a file called `name`, as a stream and at any place.
pub fn read_as(name: &str, data: &[u8]) {
    read(name, &mut &data[..], &Options::default(), &mut Checked { finishes: true });
    read_file(name, &mut std::io::Cursor::new(data), &Options::default(), &mut Checked { finishes: false });
}
