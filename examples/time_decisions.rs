//! How long after a decision a snapshot that heeds it is there: for each kind of decision, about the name in most stories.
//!
//! ```text
//! cargo run --release --example time_decisions -- PATH...
//! ```

use std::sync::Arc;
use std::time::Instant;

use newshound::model::{Decision, Entity, Label, Mentions, NameKey, Scope, Snapshot};
use newshound::store::{Change, Input, LoadOptions, load};

fn main() {
    for path in std::env::args().skip(1) {
        let jobs = std::thread::available_parallelism().map_or(1, |n| n.get());
        let options = LoadOptions { jobs, ..LoadOptions::default() };
        let mut last = Arc::new(Snapshot::empty());
        load(&Input::Paths(vec![path.clone().into()]), &options, &mut |snapshot| {
            last = snapshot;
            true
        });
        println!("{path}: {} stories, {} names", last.n_stories(), last.links().n_entities());
        for (what, decision) in decisions(&last) {
            let change = Change::Add(decision.clone());
            let (start, mut seen) = (Instant::now(), None);
            options.desk.change(&change, &mut |_| seen = Some(start.elapsed()));
            let anew = start.elapsed();
            match seen {
                Some(time) => println!("  {what}: {time:.1?}"),
                None => println!("  {what}: not at once ({anew:.1?})"),
            }
            options.desk.change(&Change::TakeBack(decision), &mut |_| {});
        }
    }
}

/// One decision of each kind about the person in most stories, and the next one.
fn decisions(snapshot: &Snapshot) -> Vec<(&'static str, Decision)> {
    let mut all: Vec<Entity<'_>> =
        snapshot.links().entities().filter(|e| e.label() == Label::Person && !e.ambiguous()).collect();
    all.sort_by_key(|e| (std::cmp::Reverse(e.n_stories()), e.key()));
    let [one, other, ..] = *all else { return Vec::new() };
    let key = |e: Entity<'_>| NameKey(e.key().to_owned());
    let printed = one.aliases().next().map_or("", |a| a.folded).to_owned();
    let which = |scope| Mentions { of: key(one), scope };
    let everywhere = |printed: &str| which(Scope::Everywhere { printed: printed.to_owned() });
    let story = one.postings().next().and_then(|p| snapshot.story(p.story));
    let story = story.map_or(String::new(), |s| s.id().into_owned());
    vec![
        ("same", Decision::Same(key(one), key(other))),
        ("different", Decision::Different(key(one), key(other))),
        ("label", Decision::Label(key(one), Label::Org)),
        ("name", Decision::Name(key(one), "Somebody".into())),
        ("hide everywhere", Decision::Hide(everywhere(""))),
        ("move one form everywhere", Decision::Move(everywhere(&printed), Some(key(other)))),
        ("one form everywhere to a name of its own", Decision::Move(everywhere(&printed), None)),
        (
            "move a story",
            Decision::Move(which(Scope::Story { story, printed: String::new() }), Some(key(other))),
        ),
    ]
}
