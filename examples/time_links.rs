//! How long a whole load takes, and how much of it all the linkings between stories that are done while loading.
//!
//! ```text
//! cargo run --release --example time_links -- PATH...
//! ```

use std::sync::Arc;
use std::time::{Duration, Instant};

use newshound::link::{self, Copies};
use newshound::model::{Decisions, Snapshot};
use newshound::store::{Input, LoadOptions, load};

fn main() {
    for path in std::env::args().skip(1) {
        let jobs = std::thread::available_parallelism().map_or(1, |n| n.get());
        let options = LoadOptions { jobs, partial: true, ..LoadOptions::default() };
        let mut last = Arc::new(Snapshot::empty());
        let start = Instant::now();
        load(&Input::Paths(vec![path.clone().into()]), &options, &mut |snapshot| {
            last = snapshot;
            true
        });
        let whole = start.elapsed();
        let segments: Vec<_> = last.segments().map(|(_, segment)| Arc::clone(segment)).collect();
        let (mut copies, mut copying, mut linking) = (Copies::default(), Duration::ZERO, Duration::ZERO);
        for (n, segment) in segments.iter().enumerate() {
            let start = Instant::now();
            copies.add(&segments[..n], segment);
            copying += start.elapsed();
            let start = Instant::now();
            let links = link::link(&segments[..=n], &copies, &Decisions::new());
            linking += start.elapsed();
            assert!(links.n_entities() <= last.links().n_entities() || n + 1 < segments.len());
        }
        let (stories, entities) = (last.n_stories(), last.links().n_entities());
        println!("{path}: {stories} stories, {entities} names, loaded in {whole:.1?}");
        println!("  of which {linking:.1?} in {} linkings, {copying:.1?} to find copies", segments.len());
    }
}
