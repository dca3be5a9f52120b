//! Names of stories joined into entities: short made-up stories with hand-made mentions, whole segments, all steps.

mod made;

use made::{ids, lines, snapshot, stories, story};
use newshound::link;
use newshound::model::{
    Day, Decisions, Draft, DraftMention, Label, LinkRule, MentionRecord, Rule, Span, Weak,
};
use proptest::prelude::*;

fn check(texts: &[&str], expected: &[&str]) {
    assert_eq!(lines(&snapshot(&stories(texts), 2)), expected);
}

/// Key and number of stories of each entity.
fn check_keys(texts: &[&str], expected: &[&str]) {
    let snapshot = snapshot(&stories(texts), 1);
    let found: Vec<String> =
        snapshot.links().entities().map(|e| format!("{} {}", e.key(), e.n_stories())).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_surname_before_the_full_name_links() {
    check(
        &["[Moss] spoke. [Mayor |Ann Moss] left. MOSS: [MOSS] [Mr. |Moss]"],
        &["person:ann-moss = Ann Moss in a.txt: Moss 2, Ann Moss 1, MOSS 1"],
    );
}

#[test]
fn different_given_names_never_merge() {
    check_keys(
        &["[Gov. |Kate Brill] met [Gov. |Jerry Brill].", "[Gov. |Jerry Brill] rests.", "[Kate Brill]"],
        &["person:jerry-brill 2", "person:kate-brill 2"],
    );
}

#[test]
fn two_persons_of_one_surname_are_told_apart_by_title_only() {
    check(
        &["[Mayor |Ann Moss] and [Sheriff |Bo Moss]. [Sheriff |Moss] sat. [Moss] ran. [Mayor |Moss] won."],
        &[
            "person:ann-moss = Ann Moss in a.txt: Ann Moss 1, Moss 1",
            "person:bo-moss = Bo Moss in a.txt: Bo Moss 1, Moss 1",
            "person:moss/a.txt? = Moss in a.txt: Moss 1",
        ],
    );
    check_keys(
        &["[Gov. |Kate Brill] then [Gov. |Jerry Brill]. [Governor |Brill] said."],
        &["person:jerry-brill 1", "person:kate-brill 1"],
    );
}

#[test]
fn the_nearest_governor_before_is_meant() {
    let all = stories(&["[Gov. |Kate Brill] then [Gov. |Jerry Brill]. [Governor |Brill] said."]);
    let snapshot = snapshot(&all, 1);
    assert_eq!(snapshot.links().by_key("person:jerry-brill").unwrap().n_mentions(), 2);
}

#[test]
fn particles_suffixes_and_given_names() {
    check_keys(
        &["[Kevin de León] said. [de León] and [De León] and [León].", "[Dos Santos] [Matt Dos Santos]"],
        &["person:kevin-de-leon 1", "person:matt-dos-santos 1"],
    );
    check_keys(
        &["[Sam Moss] and [Sam Moss Jr.]; [Moss] and [Moss Jr.]"],
        &["person:sam-moss 1", "person:sam-moss-jr 1"],
    );
    check_keys(&["[Libby Schaar] said. [Libby] left."], &["person:libby-schaar 1"]);
}

#[test]
fn initials_join_the_only_one_they_fit() {
    check_keys(&["[Jeff Moss]", "[J. Moss]"], &["person:jeff-moss 2"]);
    check_keys(
        &["[Jeff Moss]", "[J. Moss]", "[Jane Moss]"],
        &["person:j-moss 1", "person:jane-moss 1", "person:jeff-moss 1"],
    );
    check_keys(&["[Ann B. Moss]", "[Ann Moss]", "[Ann Berta Moss]"], &["person:ann-berta-moss 3"]);
    check_keys(
        &["[Ann B. Moss]", "[Ann Moss]", "[Ann C. Moss]"],
        &["person:ann-b-moss 1", "person:ann-c-moss 1", "person:ann-moss 1"],
    );
}

#[test]
fn acronyms_link_in_a_story_and_between_stories() {
    check(
        &["The [Fleet and Harbour Enforcement]o paid [FHE]o.", "[FHE]o agents came.", "a [FHE]o raid"],
        &[
            "org:fleet-and-harbour-enforcement = Fleet and Harbour Enforcement in a.txt b.txt c.txt: FHE 3, Fleet and Harbour Enforcement 1",
        ],
    );
    let all = stories(&["The [Fleet and Harbour Enforcement]o paid [FHE]o.", "[FHE]o agents came."]);
    let snapshot = snapshot(&all, 1);
    let entity = snapshot.links().entities().next().unwrap();
    assert_eq!((entity.link(), entity.shared_in()), (LinkRule::Acronym, 2));
}

#[test]
fn brackets_make_an_acronym_certain() {
    check_keys(
        &["[Department of Housing and Urban Growth]o ([HUG]o) and [Harbour Union Guild]o", "[HUG]o"],
        &["org:department-of-housing-and-urban-growth 2", "org:harbour-union-guild 1"],
    );
}

#[test]
fn an_acronym_of_two_names_of_a_story_stays() {
    check_keys(
        &["[Fleet Harbour Enforcement]o, [Farm Home Exchange]o and [FHE]o"],
        &["org:farm-home-exchange 1", "org:fhe 1", "org:fleet-harbour-enforcement 1"],
    );
}

#[test]
fn an_acronym_with_two_expansions_stays_unresolved() {
    check_keys(
        &["[Fleet Harbour Enforcement]o or [FHE]o", "[Farm Home Exchange]o or [FHE]o", "[FHE]o"],
        &["org:farm-home-exchange 1", "org:fhe/c.txt 1", "org:fleet-harbour-enforcement 1"],
    );
}

#[test]
fn shared_names_by_a_margin_tell_which_expansion_is_meant() {
    let text = [
        "[Fleet Harbour Enforcement]o or [FHE]o, [Ann Moss], [Arden]l",
        "[Farm Home Exchange]o or [FHE]o, [Bo Reed]",
        "[FHE]o with [Ann Moss] in [Arden]l",
        "[FHE]o with [Bo Reed] alone",
    ];
    let snapshot = snapshot(&stories(&text), 3);
    let fleet = snapshot.links().by_key("org:fleet-harbour-enforcement").unwrap();
    assert_eq!(ids(&snapshot, fleet), "a.txt c.txt");
    assert!(snapshot.links().by_key("org:fhe/d.txt").unwrap().ambiguous());
}

#[test]
fn a_chance_likeness_does_not_take_over_an_acronym_that_all_use() {
    let mut text = vec!["[Fair Harbour Elections]o and [FHE]o"];
    text.extend(["[FHE]o"; 21]);
    check_keys(&text, &["org:fair-harbour-elections 1", "org:fhe 21"]);
    check_keys(&text[..21], &["org:fair-harbour-elections 21"]);
}

#[test]
fn two_letters_with_stops_are_a_place() {
    check_keys(
        &["[Supreme Court]o in [S.C.]o", "[South Kyle]l or [S.K.]l"],
        &["org:sc 1", "org:supreme-court 1", "place:south-kyle 1"],
    );
}

#[test]
fn an_acronym_that_no_story_expands_is_one_name() {
    check_keys(&["[FHE]o", "[FHE]o", "[Fhe]o"], &["org:fhe 3"]);
}

#[test]
fn lower_case_words_are_no_acronyms() {
    check_keys(
        &["[Fleet Harbour Enforcement]o [FHE]o", "[Fhe]o"],
        &["org:fhe 1", "org:fleet-harbour-enforcement 1"],
    );
}

#[test]
fn a_department_is_one_whichever_way_round() {
    check(
        &[
            "[U.S. Department of Fisheries]o",
            "[Department of Fisheries]o",
            "the [Fisheries Department]o, [DOF]o; [Fisheries\nDepartment]o",
        ],
        &[
            "org:fisheries-department = Fisheries Department in a.txt b.txt c.txt: Fisheries Department 2, DOF 1, Department of Fisheries 1, U.S. Department of Fisheries 1",
        ],
    );
    let snapshot = snapshot(&stories(&["[Department of Fisheries]o", "[Fisheries Department]o"]), 1);
    assert_eq!(snapshot.links().entities().next().unwrap().link(), LinkRule::Reordered);
}

#[test]
fn places_and_counties() {
    check_keys(
        &["[Holm-Dade]l and [Holm-Dade County]l, [Arden]l and [Arden County]l", "[Holm-Dade]l"],
        &["place:arden 1", "place:arden-county 1", "place:holm-dade 2"],
    );
    check_keys(&["[U.S.]l", "[United States]l and [US]l"], &["place:united-states 2"]);
}

#[test]
fn places_with_different_states_never_merge() {
    check_keys(
        &["[ARDEN]l, Ore. – The [Arden]l", "[Arden]l, Maine, is", "[Arden]l", "[Holm]l, Ohio.", "[Holm]l"],
        &["place:arden 1", "place:arden-maine 1", "place:arden-oregon 1", "place:holm 2"],
    );
}

#[test]
fn capitals_never_name_a_place() {
    check(&["[ARDEN]l – [Arden]l", "[ARDEN]l –"], &["place:arden = Arden in a.txt b.txt: ARDEN 2, Arden 1"]);
}

#[test]
fn one_letter_slips_join_inside_a_story_only() {
    check_keys(
        &["[Voz Clara Cambio]o and [Vos Clara Cambio]o", "[Bos Clara Cambio]o"],
        &["org:bos-clara-cambio 1", "org:voz-clara-cambio 1"],
    );
    check_keys(
        &[
            "[Michael Reed] [Michael Reed] [Micheal Reed]. [John Reid] [Joan Reid]. [Daniel Roy] [Daniel Roy] [Daniela Roy]",
        ],
        &[
            "person:daniel-roy 1",
            "person:daniela-roy 1",
            "person:joan-reid 1",
            "person:john-reid 1",
            "person:michael-reed 1",
        ],
    );
}

#[test]
fn an_orphan_surname_joins_the_only_full_name() {
    check_keys(&["[Ann Moss]", "[Mr. |Moss]", "[Moss]"], &["person:ann-moss 3"]);
}

#[test]
fn an_orphan_surname_that_several_bear_is_left_alone() {
    check_keys(
        &["[Ann Moss]", "[Bo Moss]", "[Moss]", "[Moss]"],
        &["person:ann-moss 1", "person:bo-moss 1", "person:moss/c.txt 1", "person:moss/d.txt 1"],
    );
}

#[test]
fn a_word_that_no_full_name_bears_is_one_person() {
    check(&["[President |Obar]", "the [Obar] years"], &["person:obar = Obar in a.txt b.txt: Obar 2"]);
}

#[test]
fn titles_that_conflict_keep_an_orphan_apart() {
    check_keys(
        &["[Gov. |Kate Brill]", "[Mayor |Brill]", "[Governor |Brill]"],
        &["person:brill/b.txt 1", "person:kate-brill 2"],
    );
    check_keys(&["[Mr. |Bo Moss]", "[Ms. |Moss]"], &["person:bo-moss 1", "person:moss/b.txt 1"]);
}

#[test]
fn a_person_is_never_an_organization() {
    check_keys(
        &["[Ann Moss] and [Ann Moss]o, [Moss]", "[Moss]o"],
        &["org:ann-moss 1", "org:moss 1", "person:ann-moss 1"],
    );
}

#[test]
fn labels_follow_the_majority() {
    check_keys(&["[White Lodge]o", "[White Lodge]l", "[White Lodge]l"], &["place:white-lodge 3"]);
    check_keys(&["[Arden]o", "[Arden]l"], &["org:arden 1", "place:arden 1"]);
    check_keys(&["[Arden]o", "[Arden]l", "[Arden]l", "[Arden]l"], &["place:arden 4"]);
}

#[test]
fn weak_mentions_do_not_establish() {
    let mut all = stories(&["[Facepage]o", "[Facepage]o"]);
    all[0].2[0].weak = Some(Weak::Boilerplate);
    let snapshot = snapshot(&all, 1);
    let entity = snapshot.links().by_key("org:facepage").unwrap();
    assert_eq!((entity.n_stories(), entity.shared_in(), entity.is_shared()), (2, 1, false));
}

#[test]
fn days_are_the_first_and_the_last() {
    let mut all = stories(&["[Ann Moss]", "[Ann Moss]", "[Ann Moss]"]);
    all[0].1.date = Day::from_days(40);
    all[2].1.date = Day::from_days(30);
    let snapshot = snapshot(&all, 2);
    let entity = snapshot.links().by_key("person:ann-moss").unwrap();
    assert_eq!((entity.first(), entity.last()), (Day::from_days(30), Day::from_days(40)));
}

#[test]
fn nothing_depends_on_order_or_on_segments() {
    let texts = [
        "[ARDEN]l, Ore. – [Gov. |Kate Brill] of the [Fleet Harbour Enforcement]o ([FHE]o), [Moss]",
        "[Jerry Brill], [Brill] and [FHE]o, [Arden]l, Maine, [White Lodge]l",
        "[Farm Home Exchange]o or [FHE]o, [Bo Reed], [Arden]l, [White Lodge]o",
        "[FHE]o with [Bo Reed] alone, [Ann B. Moss], [Department of Fisheries]o",
        "[A. Moss], [Ann Moss] and [Ann Moss]l. [Fisheries Department]o, [U.S.]l",
        "[Brill] and [Moss] and [Reed] in the [United States]l. [Fisheries\nDepartment]o",
        "[Ms. |Reed], [Bo  Reed], [Voz Clara Cambio]o, [Vos Clara Cambio]o, [—]o",
    ];
    let all = stories(&texts);
    let expected = lines(&snapshot(&all, 100));
    let mut seed = 7usize;
    for size in [1, 2, 3, 7, 1, 2] {
        let mut shuffled = all.clone();
        for n in (1..shuffled.len()).rev() {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            shuffled.swap(n, (seed >> 33) % (n + 1));
        }
        assert_eq!(lines(&snapshot(&shuffled, size)), expected, "segments of {size}");
    }
}

#[test]
fn keys_find_their_entity() {
    let snapshot = snapshot(&stories(&["[Ann Moss], [Arden]l, [FHE]o, [Fleet Act]w, [東京]l, [—]o"]), 1);
    assert_eq!(snapshot.links().n_entities(), 6);
    for entity in snapshot.links().entities() {
        assert_eq!(snapshot.links().by_key(entity.key()).map(|e| e.no()), Some(entity.no()), "{entity:?}");
    }
}

#[test]
fn many_mentions_of_one_surname_are_one_cluster() {
    let text = format!("[Ann Moss] [Bo Moss] {}", "[Moss] [Mayor |Moss] ".repeat(10_000));
    let snapshot = snapshot(&stories(&[&text]), 1);
    let entity = snapshot.links().by_key("person:moss/a.txt").unwrap();
    assert_eq!(entity.n_mentions(), 20_000);
}

#[test]
fn empty_and_blank_mentions_have_no_cluster() {
    let (id, draft, mut mentions) = story("a.txt", "[Ann Moss] x   ");
    for span in [Span::new(3, 3), Span::new(9, 10), Span::new(10, 12), Span::new(9_000, 9_001)] {
        mentions.push(DraftMention::new(span, Label::Org, Rule::Model));
    }
    let clusters = link::sieve(&draft, &mut mentions);
    assert_eq!(clusters.len(), 2, "Ann Moss and x");
    assert_eq!(mentions[1].cluster, None);
    assert_eq!((mentions[3].cluster, mentions[4].cluster), (None, None));
    assert_eq!(snapshot(&vec![(id, draft, mentions)], 1).links().n_entities(), 2);
}

#[test]
fn a_story_of_too_many_names_leaves_the_last_ones_unlinked() {
    let text: String = (0..70_000).map(|n| format!("[Ann{n} Moss{n}] ")).collect();
    let (id, draft, mut mentions) = story("a.txt", &text);
    let clusters = link::sieve(&draft, &mut mentions);
    assert_eq!(clusters.len(), MentionRecord::NO_CLUSTER as usize);
    assert_eq!(mentions.iter().filter(|m| m.cluster.is_none()).count(), 70_000 - clusters.len());
    assert_eq!(snapshot(&vec![(id, draft, mentions)], 1).links().n_entities(), 65_535);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_text_and_no_spans_can_hurt(
        text in "[A-Ca-c.,'’() \n\u{a0}É-]{0,120}|\\PC{0,60}",
        spans in proptest::collection::vec((0usize..130, 0usize..30, 0u8..8, 0usize..6), 0..30),
    ) {
        let draft = Draft { text, ..Draft::default() };
        let mut mentions: Vec<DraftMention> = Vec::new();
        for (start, len, label, title) in spans {
            let mut m = DraftMention::new(Span::new(start, start + len), Label::from_u8(label), Rule::Model);
            m.title = Span::new(start.saturating_sub(title), start);
            mentions.push(m);
        }
        let all = vec![("a.txt".to_owned(), draft.clone(), mentions.clone()), ("b.txt".to_owned(), draft, mentions)];
        let mut turned = all.clone();
        turned.reverse();
        prop_assert_eq!(lines(&snapshot(&all, 2)), lines(&snapshot(&turned, 1)));
        for entity in snapshot(&all, 1).links().entities() {
            prop_assert!(!entity.name().is_empty() && entity.n_mentions() > 0);
        }
    }
}

#[test]
fn no_stories_have_no_entities() {
    assert_eq!(link::link(&[], &link::Copies::default(), &Decisions::new()).n_entities(), 0);
}

#[test]
fn a_bare_surname_beside_a_junior_is_his_elders() {
    check(
        &["[Sam Moss Jr.] spoke. [Moss Jr.] met [President |Moss]. [Moss] left."],
        &[
            "person:moss = Moss in a.txt: Moss 2",
            "person:sam-moss-jr = Sam Moss Jr. in a.txt: Moss Jr. 1, Sam Moss Jr. 1",
        ],
    );
    check_keys(&["[Sam Moss Jr.] sat. [President |Moss] ran."], &["person:moss 1", "person:sam-moss-jr 1"]);
    check_keys(&["[Sam Moss Jr.] sat. [Moss] ran."], &["person:sam-moss-jr 1"]);
}

#[test]
fn a_nickname_joins_where_an_office_agrees() {
    check_keys(&["[Sen. |James Risk]", "[Senator |Jim Risk]"], &["person:james-risk 2"]);
    check_keys(&["[Ambassador |Sergei Kisel]", "[Ambassador |Sergey Kisel]"], &["person:sergei-kisel 2"]);
    check_keys(&["[Sen. |James Risk]", "[Jim Risk]"], &["person:james-risk 1", "person:jim-risk 1"]);
    check_keys(&["[Sen. |James Risk]", "[Mayor |Jim Risk]"], &["person:james-risk 1", "person:jim-risk 1"]);
    check_keys(&["[Sen. |James Risk]", "[Sen. |Jim Risk]", "[Sen. |Jimmy Risk]"], &["person:james-risk 3"]);
    check_keys(&["[James Risk] ran. [Jim Risk] sat."], &["person:james-risk 1"]);
    check_keys(&["[Sen. |Kate Risk]", "[Sen. |Jim Risk]"], &["person:jim-risk 1", "person:kate-risk 1"]);
}
