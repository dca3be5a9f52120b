//! Names of files inside files: parts of a story's id, never places on a disk.

use std::collections::HashSet;

use crate::text::clean_line;

/// Names given so far in one archive.
#[derive(Debug, Default)]
pub(super) struct Members(HashSet<String>);

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
        if self.0.contains(&name) {
            let free = (2u64..).map(|n| format!("{name}~{n}")).find(|n| !self.0.contains(n));
            name = free.unwrap_or(name);
        }
        self.0.insert(name.clone());
        Some(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
