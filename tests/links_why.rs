//! Every link tells its rule and the spans that caused it.

mod made;

use made::{snapshot, stories};
use newshound::model::{Place, Reason};

/// What `why` tells of one mention: a line a reason, each place as story and text.
fn why(texts: &[&str], story: &str, mention: u32) -> Vec<String> {
    let snapshot = snapshot(&stories(texts), 2);
    let story = snapshot.story_by_id(story).unwrap();
    let place = |p: &Place| {
        let of = snapshot.story(p.story).unwrap();
        format!("{}:{} {}", of.id(), p.span.start, p.span.of(of.field(p.field)))
    };
    let line = |r: Reason| {
        format!("{}: {}", r.rule.as_str(), r.places.iter().map(place).collect::<Vec<_>>().join(" < "))
    };
    story.why(mention).into_iter().map(line).collect()
}

#[test]
fn every_link_tells_its_rule_and_what_caused_it() {
    let texts = [
        "The [Fleet and Harbour Enforcement]o paid [FHE]o. [Mayor |Ann Moss] sat; [Moss] ran.",
        "[FHE]o came. [Ann Moss] too, [Mr. |Moss].",
        "[Moss] and [A. Moss]",
        "[Moss] alone",
    ];
    for (story, mention, expected) in [
        ("a.txt", 0, vec!["same words: a.txt:4 Fleet and Harbour Enforcement"]),
        ("a.txt", 1, vec!["acronym: a.txt:39 FHE < a.txt:4 Fleet and Harbour Enforcement"]),
        ("a.txt", 3, vec!["surname: a.txt:64 Moss < a.txt:50 Ann Moss"]),
        (
            "b.txt",
            0,
            vec![
                "same words: b.txt:0 FHE",
                "acronym: b.txt:0 FHE < a.txt:4 Fleet and Harbour Enforcement < a.txt:39 FHE",
            ],
        ),
        (
            "b.txt",
            1,
            vec!["same words: b.txt:10 Ann Moss", "same words: b.txt:10 Ann Moss < a.txt:50 Ann Moss"],
        ),
        (
            "b.txt",
            2,
            vec![
                "surname: b.txt:28 Moss < b.txt:10 Ann Moss",
                "same words: b.txt:10 Ann Moss < a.txt:50 Ann Moss",
            ],
        ),
        (
            "c.txt",
            0,
            vec![
                "surname: c.txt:0 Moss < c.txt:9 A. Moss",
                "shorter form: c.txt:9 A. Moss < a.txt:50 Ann Moss",
            ],
        ),
        (
            "d.txt",
            0,
            vec!["same words: d.txt:0 Moss", "only bearer of the surname: d.txt:0 Moss < a.txt:50 Ann Moss"],
        ),
    ] {
        assert_eq!(why(&texts, story, mention), expected, "{story} {mention}");
    }
}

#[test]
fn what_was_left_alone_says_so() {
    let texts = ["[Ann Moss]", "[Bo Moss]", "[Moss]"];
    assert_eq!(why(&texts, "c.txt", 0), ["same words: c.txt:0 Moss", "ambiguous: c.txt:0 Moss"]);
}
