use newshound::model::*;
use newshound::store::*;
use std::sync::Arc;
use std::time::Instant;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let options = LoadOptions {
        read: Default::default(),
        jobs: 2,
        names: true,
        partial: false,
        desk: Default::default(),
    };
    let mut last = None;
    let t = Instant::now();
    load(&Input::Paths(vec![path.into()]), &options, &mut |s| {
        last = Some(s);
        true
    });
    println!("load {:?}", t.elapsed());
    let s = last.unwrap();
    let segments: Vec<Arc<Segment>> = s.segments().map(|(_, s)| s.clone()).collect();
    println!(
        "{} stories, {} entities, links {} bytes",
        s.n_stories(),
        s.links().n_entities(),
        s.links().bytes().len()
    );
    let mut ents: Vec<_> = s.links().entities().filter(|e| e.label() == Label::Person).collect();
    ents.sort_by_key(|e| std::cmp::Reverse(e.n_stories()));
    let (a, b) = (NameKey(ents[0].key().into()), NameKey(ents[1].key().into()));
    let some: Decisions = [Decision::Same(a, b)].into_iter().collect();
    for d in [Decisions::new(), some] {
        for _ in 0..3 {
            let t = Instant::now();
            let l = newshound::link::link(&segments, &d);
            println!("link with {} decisions: {:?} ({} entities)", d.len(), t.elapsed(), l.n_entities());
        }
    }
}
