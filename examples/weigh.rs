//! What a loaded corpus weighs: the bytes of each section of its blocks, and the most memory that loading it took.
//!
//! ```text
//! cargo run --release --example weigh -- [--partial] PATH
//! ```
//!
//! With `--partial` it loads as the reader does, with a snapshot each time the stories have doubled.

use std::sync::Arc;

use newshound::model::{Segment, Snapshot, link_section, segment_section};
use newshound::store::{Input, LoadOptions, load};

/// The sections of a segment, with what they hold.
const SEGMENT: [(usize, &str); 12] = [
    (segment_section::STRINGS, "strings"),
    (segment_section::STORIES, "stories"),
    (segment_section::MENTIONS, "mentions"),
    (segment_section::CLUSTERS, "clusters"),
    (segment_section::FORMS, "forms of clusters"),
    (segment_section::MARKS, "marks"),
    (segment_section::TERM_ARENA, "terms"),
    (segment_section::TERM_AT, "places of terms"),
    (segment_section::POST_AT, "places of postings"),
    (segment_section::POST, "postings"),
    (segment_section::NORMS, "normal forms"),
    (segment_section::SKETCHES, "sketches"),
];

/// The sections of a link layer, with what they hold.
const LINKS: [(usize, &str); 11] = [
    (link_section::STRINGS, "strings"),
    (link_section::ENTITIES, "entities"),
    (link_section::ALIASES, "aliases"),
    (link_section::POSTINGS, "postings"),
    (link_section::CLUSTER_ENTITY, "entities of clusters"),
    (link_section::BY_KEY, "order of keys"),
    (link_section::PARTS_AT, "places of parts"),
    (link_section::PARTS, "parts"),
    (link_section::CHOSEN, "chosen"),
    (link_section::MOVED, "moved"),
    (link_section::COPIES, "copies"),
];

fn main() {
    let (flags, paths): (Vec<_>, Vec<_>) = std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let partial = flags.iter().any(|f| f == "--partial");
    let jobs = std::thread::available_parallelism().map_or(1, |n| n.get());
    let options = LoadOptions { jobs, partial, ..LoadOptions::default() };
    let input = Input::Paths(paths.iter().map(Into::into).collect());
    let mut last = Arc::new(Snapshot::empty());
    load(&input, &options, &mut |snapshot| {
        println!("{:>8} stories  {}", snapshot.n_stories(), memory());
        last = snapshot;
        true
    });
    let text: usize = last.stories().map(|s| s.text().len()).sum();
    let segments: Vec<_> = last.segments().map(|(_, segment)| Arc::clone(segment)).collect();
    println!("{} of text; {}", megabytes(text), memory());
    let bytes_of = |id| segments.iter().map(|s: &Arc<Segment>| s.section(id).len()).sum();
    print("segments", &SEGMENT, bytes_of);
    print("links", &LINKS, |id| last.links().section(id).len());
}

fn print(of: &str, sections: &[(usize, &str)], bytes_of: impl Fn(usize) -> usize) {
    println!("{of}: {}", megabytes(sections.iter().map(|(id, _)| bytes_of(*id)).sum()));
    for (id, what) in sections {
        println!("  {:>22}  {}", what, megabytes(bytes_of(*id)));
    }
}

fn megabytes(bytes: usize) -> String {
    format!("{:>8.2} MB", bytes as f64 / 1e6)
}

/// Memory in use and the most that was, as Linux tells them.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = |name: &str| {
        let line = status.lines().find_map(|l| l.strip_prefix(name))?;
        line.trim_matches([':', ' ', '\t', 'k', 'B']).parse::<usize>().ok()
    };
    let told = |name| kilobytes(name).map_or("unknown".to_owned(), |kb| megabytes(kb * 1024));
    format!("{} in use, at most {}", told("VmRSS"), told("VmHWM"))
}
