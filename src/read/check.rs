//! What the tests of the readers share.

use super::{Options, RawStory, Sink, read};

#[derive(Default)]
struct Kept {
    stories: Vec<RawStory>,
    problems: Vec<(u32, String)>,
}

impl Sink for Kept {
    fn story(&mut self, story: RawStory) -> bool {
        self.stories.push(story);
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
    let found: Vec<(u32, &str)> = kept.stories.iter().map(|s| (s.number, s.text.as_str())).collect();
    assert_eq!(found, stories, "{:?}", kept.problems);
    assert_eq!(kept.problems.len(), problems.len(), "{:?}", kept.problems);
    for ((number, what), (n, words)) in kept.problems.iter().zip(problems) {
        assert!(number == n && what.contains(words), "#{number} {what}");
    }
}
