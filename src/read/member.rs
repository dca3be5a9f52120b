//! Names of files inside files: parts of a story's id, never places on a disk.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::limits::MEMBER_NAME_BYTES;
use super::record::cut_at;
use crate::text::clean_line;

/// Names given so far in one archive, as hashes (they may be long and many), each with the last number behind it.
#[derive(Debug, Default)]
pub(super) struct Members(FxHashMap<u64, u64>);

impl Members {
    /// The name under which a file inside is known: without steps up and out, on one line, and no name twice (the
    /// second `a.txt` is `a.txt~2`). `None` for what a folder would hide too: names that begin with a dot, and what Macs
    /// leave behind.
    pub(super) fn name(&mut self, raw: &str) -> Option<String> {
        let mut name = String::with_capacity(raw.len());
        for part in raw.split(['/', '\\']) {
            let part = clean_line(part);
            match part.as_str() {
                "" | "." | ".." => continue,
                part if part.starts_with('.') || part == "__MACOSX" => return None,
                part => {
                    if !name.is_empty() {
                        name.push('/');
                    }
                    name.push_str(part);
                }
            }
        }
        if name.is_empty() {
            name.push_str("unnamed");
        }
        cut_at(&mut name, MEMBER_NAME_BYTES);
        Some(self.unlike_others(name))
    }

    /// The name, or with the next number behind it that makes it another one than all before it.
    fn unlike_others(&mut self, name: String) -> String {
        use std::hash::BuildHasher;
        let hash = |name: &str| FxBuildHasher.hash_one(name);
        let key = hash(&name);
        let Some(mut last) = self.0.get(&key).copied() else {
            self.0.insert(key, 1);
            return name;
        };
        loop {
            last += 1;
            let free = format!("{name}~{last}");
            if !self.0.contains_key(&hash(&free)) {
                self.0.extend([(key, last), (hash(&free), 1)]);
                return free;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_files_of_one_name_are_numbered_in_time() {
        let mut members = Members::default();
        assert_eq!(members.name("a~3").as_deref(), Some("a~3"));
        let last = (0..100_000).filter_map(|_| members.name("a")).last();
        assert_eq!(last.as_deref(), Some("a~100001"), "the third one is taken");
        let long = members.name(&"x/".repeat(1 << 20)).unwrap();
        assert_eq!(long.len(), MEMBER_NAME_BYTES);
    }

    #[test]
    fn names_are_unique_and_lead_nowhere() {
        let mut members = Members::default();
        for (raw, name) in [
            ("a/b.txt", Some("a/b.txt")),
            ("../../a/b.txt", Some("a/b.txt~2")),
            ("/etc/passwd", Some("etc/passwd")),
            ("C:\\x\\y.txt", Some("C:/x/y.txt")),
            ("a\n\u{1b}[2Jb.txt", Some("a [2Jb.txt")),
            ("..", Some("unnamed")),
            ("__MACOSX/a.txt", None),
            ("a/.DS_Store", None),
        ] {
            assert_eq!(members.name(raw).as_deref(), name, "{raw}");
        }
    }
}
