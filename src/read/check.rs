//! What the tests of the readers share.

use super::{Options, RawStory, Sink, read, read_file};

/// Keeps what is read.
#[derive(Default)]
pub(super) struct Kept {
    pub(super) stories: Vec<RawStory>,
    pub(super) problems: Vec<(u32, String)>,
    member: String,
    members: Vec<String>,
}

impl Sink for Kept {
    fn member(&mut self, path: &str) {
        self.member = path.to_owned();
    }

    fn story(&mut self, story: RawStory) -> bool {
        self.stories.push(story);
        self.members.push(self.member.clone());
        true
    }

    fn problem(&mut self, number: u32, what: String, _: &'static str) {
        self.problems.push((number, what));
    }
}

/// Reads `bytes` as a file called `name`: numbers and texts of its stories, numbers of its problems and words in
/// what they say.
pub(super) fn check(name: &str, bytes: &[u8], stories: &[(u32, &str)], problems: &[(u32, &str)]) {
    let mut kept = Kept::default();
    // A small buffer, so that everything crosses its border.
    let mut input = std::io::BufReader::with_capacity(7, bytes);
    read(name, &mut input, &Options::default(), &mut kept);
    kept.stories.iter_mut().for_each(super::html::unpack);
    let found: Vec<(u32, &str)> = kept.stories.iter().map(|s| (s.number, s.text.as_str())).collect();
    assert_eq!(found, stories, "{:?}", kept.problems);
    assert_eq!(kept.problems.len(), problems.len(), "{:?}", kept.problems);
    for ((number, what), (n, words)) in kept.problems.iter().zip(problems) {
        assert!(number == n && what.contains(words), "#{number} {what}");
    }
}

/// Reads `bytes` as a file called `name` that can be read at any place: members and texts of its stories, and words
/// of its problems.
pub(super) fn check_members(name: &str, bytes: &[u8], stories: &[(&str, &str)], problems: &[&str]) {
    for whole in [false, true] {
        let mut kept = Kept::default();
        if whole {
            let mut input = std::io::BufReader::with_capacity(7, std::io::Cursor::new(bytes));
            read_file(name, &mut input, &Options::default(), &mut kept);
        } else {
            let mut input = std::io::BufReader::with_capacity(7, bytes);
            read(name, &mut input, &Options::default(), &mut kept);
        }
        kept.stories.iter_mut().for_each(super::html::unpack);
        let texts = kept.stories.iter().map(|s| s.text.trim_end());
        let found: Vec<(&str, &str)> = kept.members.iter().map(String::as_str).zip(texts).collect();
        assert_eq!(found, stories, "{:?}", kept.problems);
        assert_eq!(kept.problems.len(), problems.len(), "{:?}", kept.problems);
        for ((_, what), words) in kept.problems.iter().zip(problems) {
            assert!(what.contains(words), "{what}");
        }
    }
}

/// Reads `bytes` as a file called `name`: title, day, outlet, author, address and language of its first story.
pub(super) fn check_fields(name: &str, bytes: &[u8], expected: &str) {
    let mut kept = Kept::default();
    read(name, &mut std::io::BufReader::with_capacity(7, bytes), &Options::default(), &mut kept);
    assert!(!kept.stories.is_empty(), "no story: {:?}", kept.problems);
    let draft = super::finish(kept.stories.swap_remove(0), "").draft;
    let day = match (draft.date_from, draft.date) {
        (crate::model::DateFrom::Given, Some(day)) => day.to_string(),
        _ => String::new(),
    };
    let found = [draft.title_str(), &day, &draft.outlet, &draft.author, &draft.url, &draft.lang].join("|");
    assert_eq!(found, expected);
}

/// Reads `bytes` as a file called `name`: the names given with its first story.
pub(super) fn check_names(name: &str, bytes: &[u8], expected: &[(crate::model::Label, &str)]) {
    let mut kept = Kept::default();
    read(name, &mut std::io::BufReader::with_capacity(7, bytes), &Options::default(), &mut kept);
    let draft = super::finish(kept.stories.swap_remove(0), "").draft;
    let found: Vec<_> = draft.names.iter().map(|g| (g.label, g.name.as_str())).collect();
    assert_eq!(found, expected);
}

/// Reads `bytes` as a file called `name`: that it comes to an end is all that is asked.
pub(super) fn survives(name: &str, bytes: &[u8]) {
    let mut kept = Kept::default();
    read_file(name, &mut std::io::Cursor::new(bytes), &Options::default(), &mut kept);
}
