//! Public bodies that many places have one of: whose each one is.

mod made;

use made::check_mentions;

#[test]
fn a_body_is_its_countrys_whichever_way_that_is_said() {
    check_mentions(
        &[
            "[Kenya]l's [Ministry of Health]o and [Uganda]l’s [Ministry of Health]o met.",
            "The [Kenyan Ministry of Health]o and the [Health Ministry of Uganda]o. The [Kenyan]g [Health Ministry]o.",
        ],
        &[
            "group:kenyan 1",
            "org:health-ministry-of-uganda 2",
            "org:kenyan-ministry-of-health 3",
            "place:kenya 1",
            "place:uganda 1",
        ],
    );
    check_mentions(
        &["[Ohio]l's [Supreme Court]o sat.", "The [Supreme Court]o sat. The [U.S. Supreme Court]o."],
        &["org:supreme-court-ohio 1", "org:united-states-supreme-court 2", "place:ohio 1"],
    );
}

#[test]
fn the_only_longer_form_of_the_story_comes_before_the_nations() {
    check_mentions(
        &["The [Ohio Senate]o met. The [Senate]o rose.", "The [Senate]o sat."],
        &["org:ohio-senate 2", "org:senate 1"],
    );
    check_mentions(&["The state [Senate]o met. The [Ohio Senate]o rose."], &["org:ohio-senate 2"]);
    check_mentions(
        &[
            "The state [Supreme Court]o ruled as the [U.S. Supreme Court]o did. [Ohio]l. A [State House]o panel.",
        ],
        &[
            "org:state-house-ohio 1",
            "org:supreme-court-ohio 1",
            "org:united-states-supreme-court 1",
            "place:ohio 1",
        ],
    );
    // Beside the nation's own, or in a story from the capital, the bare name stays the nation's.
    check_mentions(
        &["The [Ohio Senate]o met. The [Senate]o rose. [Washington]l."],
        &["org:ohio-senate 1", "org:senate 1", "place:washington 1"],
    );
    check_mentions(
        &["The [Ohio Senate]o met. The [U.S. Senate]o and the [Senate]o rose."],
        &["org:ohio-senate 1", "org:united-states-senate 2"],
    );
}

#[test]
fn a_bare_body_is_that_of_the_place_its_story_is_of() {
    check_mentions(
        &[
            "In [Nairobi]l, [Kenya]l, [Parliament]o met.",
            "[Parliament]o met in [Kampala]l, [Uganda]l.",
            "[Uganda]l: [Parliament]o rose.",
            "[Parliament]o of nowhere.",
        ],
        &[
            "org:parliament-kenya 1",
            "org:parliament-uganda 2",
            "org:parliament/d.txt 1",
            "place:kampala 1",
            "place:kenya 1",
            "place:nairobi 1",
            "place:uganda 2",
        ],
    );
    check_mentions(
        &[
            "The [City Council]o of [Arden]l.",
            "The [Arden City Council]o met.",
            "In [Holm]l the [City Council]o.",
        ],
        &["org:arden-city-council 2", "org:city-council 1", "place:arden 1", "place:holm 1"],
    );
}

#[test]
fn what_may_be_of_two_is_left_alone() {
    check_mentions(
        &["[Iran]l and [Iraq]l: the [Foreign Ministry]o.", "The [Foreign Ministry]o."],
        &["org:foreign-ministry/a.txt 1", "org:foreign-ministry/b.txt 1", "place:iran 1", "place:iraq 1"],
    );
    check_mentions(&["The [Council]o.", "The [Council]o."], &["org:council/a.txt 1", "org:council/b.txt 1"]);
}

#[test]
fn names_of_their_own_are_no_such_bodies() {
    check_mentions(
        &["The [Natural Resources Defense Council]o.", "The [Natural Resources Defense Council]o."],
        &["org:natural-resources-defense-council 2"],
    );
    check_mentions(
        &["The [State Department]o.", "The [Department of State]o."],
        &["org:department-of-state 2"],
    );
}

#[test]
fn counties_of_two_states_are_two() {
    let stories = |text: &str| {
        let mut stories = made::stories(&[
            &format!("[MEDFORD]l, [Ore.]l — The [Jackson County Sheriff's Office]o. {text}"),
            "[PASCAGOULA]l, [Miss.]l — The [Jackson County Sheriff's Office]o of [Jackson County]l.",
        ]);
        for (_, _, mentions) in &mut stories {
            mentions.iter_mut().take(2).for_each(|m| m.rule = newshound::model::Rule::Dateline);
        }
        stories
    };
    let keys = |text| -> Vec<String> {
        let snapshot = made::snapshot(&stories(text), 1);
        let keys = snapshot.links().entities().map(|e| e.key().to_owned());
        keys.filter(|key| key.contains("jackson")).collect()
    };
    assert_eq!(
        keys("[Jackson County]l."),
        [
            "org:jackson-county-sheriffs-office-mississippi",
            "org:jackson-county-sheriffs-office-oregon",
            "place:jackson-county-mississippi",
            "place:jackson-county-oregon",
        ]
    );
}
