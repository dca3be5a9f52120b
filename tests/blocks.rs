//! Segments and link layers written as raw bytes and opened again give the same answers.

use std::sync::Arc;

use newshound::model::{AlignedBytes, Links, Order, Segment, Snapshot};
use newshound::search::{self, Context, Typing};
use newshound::store::{Input, LoadOptions, load_whole};

fn seeds() -> Arc<Snapshot> {
    load_whole(&Input::BuiltIn, &LoadOptions::default())
}

/// The snapshot again, from copies of its blocks' bytes.
fn reopened(snapshot: &Snapshot) -> Snapshot {
    let open = |bytes: &[u8]| Box::new(AlignedBytes::copy(bytes));
    let segments =
        snapshot.segments().map(|(_, s)| Arc::new(Segment::open(open(s.bytes())).unwrap())).collect();
    let links = Arc::new(Links::open(open(snapshot.links().bytes())).unwrap());
    let orders = Order::ALL.map(|order| snapshot.order(order).to_vec());
    Snapshot::new(segments, links, orders, snapshot.problems().clone(), snapshot.complete())
}

/// Everything that look-ups print, in one text.
fn told(snapshot: &Snapshot) -> String {
    let mut out = String::new();
    for story in snapshot.stories_by(Order::Date) {
        out += &format!(
            "{} {} {:?} {:?}\n",
            story.id(),
            story.title(),
            story.date(),
            story.marks().collect::<Vec<_>>()
        );
        for m in story.mentions() {
            let key = m.entity.and_then(|e| snapshot.entity(e)).map(|e| e.key());
            out += &format!("  {m:?} {:?} {key:?}\n", m.span.of(story.field(m.field)));
        }
    }
    for entity in snapshot.links().entities() {
        let (aliases, postings): (Vec<_>, Vec<_>) = (entity.aliases().collect(), entity.postings().collect());
        let days = (entity.first(), entity.last());
        out += &format!(
            "{} {} {aliases:?} {postings:?} {} {days:?}\n",
            entity.key(),
            entity.name(),
            entity.shared_in()
        );
        assert_eq!(snapshot.links().by_key(entity.key()).map(|e| e.no()), Some(entity.no()));
    }
    for text in [
        "sess",
        "\"law enforcement\"",
        "-facebook",
        "@trump",
        "person:brown OR org:ice",
        "title:miami",
        "date:2017",
    ] {
        let (query, _) = search::parse(text, Typing::Done);
        let context = Context::new(None, &|| false);
        let found = search::eval(&query, snapshot, &context).unwrap();
        out += &format!("{text}: {:?}\n", found.iter().collect::<Vec<_>>());
        for no in found.iter() {
            let story = snapshot.story(no).unwrap();
            out +=
                &format!("  {:?} {:?}\n", search::matches(&query, &story), search::snippet(&query, &story));
        }
    }
    out
}

#[test]
fn blocks_opened_from_raw_bytes_answer_the_same() {
    let snapshot = seeds();
    let before = told(&snapshot);
    assert!(before.contains("Jeff Sessions"), "there is something to compare");
    assert_eq!(before, told(&reopened(&snapshot)));
}

#[test]
fn damaged_blocks_never_panic() {
    let snapshot = seeds();
    let (_, segment) = snapshot.segments().next().unwrap();
    let bytes = segment.bytes();
    // Every 97th byte flipped: headers, tables, records and strings are all hit.
    for at in (0..bytes.len()).step_by(97) {
        let mut bad = bytes.to_vec();
        bad[at] ^= 0x55;
        if let Ok(bad) = Segment::open(Box::new(AlignedBytes::copy(&bad))) {
            let orders = Order::ALL.map(|order| snapshot.order(order).to_vec());
            let links = snapshot.links().clone();
            let broken = Snapshot::new(vec![Arc::new(bad)], links, orders, Arc::new([]), true);
            for story in broken.stories() {
                let _ = (story.id(), story.title(), story.mentions().count(), story.entities());
            }
            let (query, _) = search::parse("sess* \"the law\"", Typing::Done);
            let context = Context::new(None, &|| false);
            let _ = search::eval(&query, &broken, &context);
        }
    }
}
