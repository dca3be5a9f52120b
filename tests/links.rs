//! Names of stories joined into entities: short made-up stories with hand-made mentions, whole segments, all steps.

mod made;

use made::{check_mentions, ids, lines, snapshot, stories, story};
use newshound::link;
use newshound::model::{
    Day, Decisions, Draft, DraftMention, Label, LinkRule, MentionRecord, Rule, Span, Weak,
};
use proptest::prelude::*;

fn check(texts: &[&str], expected: &[&str]) {
    assert_eq!(lines(&snapshot(&stories(texts), 2)), expected);
}

fn stories_many(texts: &[&str]) -> made::Stories {
    texts.iter().zip(0..).map(|(text, n)| story(&format!("s{n:03}.txt"), text)).collect()
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
    text.extend(["[FHE]o"; 9]);
    check_keys(&text, &["org:fair-harbour-elections 1", "org:fhe 9"]);
    check_keys(&text[..9], &["org:fair-harbour-elections 9"]);
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
fn relatives_named_beside_the_best_known_do_not_hide_him() {
    let mut text = vec!["[Ann Moss]"; 20];
    text.extend(["[Ann Moss] and [Bo Moss]"; 4]);
    text.extend(["[Moss]"]);
    check_keys(&text, &["person:ann-moss 25", "person:bo-moss 4"]);
    let mut apart = vec!["[Ann Moss]"; 20];
    apart.extend(["[Bo Moss]"; 4]);
    apart.extend(["[Moss]"]);
    check_keys(&apart, &["person:ann-moss 20", "person:bo-moss 4", "person:moss/y.txt 1"]);
}

#[test]
fn a_surname_found_as_a_thing_is_the_persons_where_far_more_stories_say_so() {
    let mut text = vec!["[Ann Brill]"; 4];
    text.extend(["[Brill]"; 10]);
    text.extend(["[Brill]o"]);
    check_keys(&text, &["person:ann-brill 15"]);
    check_keys(&[&text[..4], &text[9..]].concat(), &["org:brill 1", "person:ann-brill 9"]);
    check_keys(&text[5..], &["org:brill 1", "person:brill 9"]);
}

#[test]
fn a_name_run_together_is_the_name_that_more_stories_print() {
    check_keys(&["[Ann Brillmann]", "[Ann Brillmann]", "[AnnBrillmann]o"], &["person:ann-brillmann 3"]);
    check_keys(
        &["[Ann Brillmann]", "[AnnBrillmann]o", "[AnnBrillmann]o"],
        &["org:annbrillmann 2", "person:ann-brillmann 1"],
    );
}

#[test]
fn a_numeral_parts_nobody_where_the_stories_have_names_in_common() {
    let beside = "with [Cora Vale] and [Dan Otter]";
    let (short, long) = (format!("[Sam Moss] {beside}"), format!("[Sam B. Moss III] {beside}"));
    check_keys(&[&short, &long], &["person:cora-vale 2", "person:dan-otter 2", "person:sam-b-moss-iii 2"]);
    check_keys(&["[Sam Moss]", "[Sam B. Moss III]"], &["person:sam-b-moss-iii 1", "person:sam-moss 1"]);
    check_keys(
        &[&short, &long, "[Sam C. Moss]"],
        &["person:cora-vale 2", "person:dan-otter 2", "person:sam-b-moss-iii 1", "person:sam-c-moss 2"],
    );
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
fn a_chance_name_does_not_take_over_a_word_that_all_use() {
    let mut text = vec!["[Bo Moss]"];
    text.extend(["[Moss]"; 4]);
    check_keys(&text, &["person:bo-moss 1", "person:moss 4"]);
    check_keys(&text[..4], &["person:bo-moss 4"]);
}

#[test]
fn a_title_tells_the_better_known_bearer() {
    let mut text = vec!["[President |Ann Moss]"; 24];
    text.extend(["[Bo Moss]"; 4]);
    text.extend(["[President |Moss]", "[Moss]"]);
    let snapshot = snapshot(&stories_many(&text), 7);
    let keys: Vec<String> =
        snapshot.links().entities().map(|e| format!("{} {}", e.key(), e.n_stories())).collect();
    assert_eq!(keys, ["person:ann-moss 25", "person:bo-moss 4", "person:moss/s029.txt 1"]);
}

#[test]
fn popes_and_kings_are_called_by_one_name() {
    check_keys(
        &["[Ivo Francis]", "[Francis Reed]", "[Pope |Francis]", "[Pope |Francis]", "[Francis]"],
        &["person:francis 2", "person:francis-reed 1", "person:francis/e.txt 1", "person:ivo-francis 1"],
    );
}

#[test]
fn a_word_far_more_used_than_any_name_with_it_is_one() {
    let mut text = vec!["[Thor Reed]", "[Thor Lund]"];
    text.extend(["[Thor]"; 7]);
    check_keys(&text, &["person:thor 7", "person:thor-lund 1", "person:thor-reed 1"]);
}

#[test]
fn a_given_name_alone_stays_in_its_story() {
    check_keys(
        &["[Harry Moss]", "[Harry Reed]", "[Harry]", "[Harry]"],
        &["person:harry-moss 1", "person:harry-reed 1", "person:harry/c.txt 1", "person:harry/d.txt 1"],
    );
    check_keys(
        &["[Ann Scott]", "[Scott Reed]", "[Scott]"],
        &["person:ann-scott 1", "person:scott-reed 1", "person:scott/c.txt 1"],
    );
}

#[test]
fn of_several_bearers_one_far_better_known_is_meant() {
    let mut text = vec!["[Ann Moss]"; 20];
    text.extend(["[Bo Moss]", "[Cy Moss]", "[Moss]"]);
    check_keys(&text, &["person:ann-moss 21", "person:bo-moss 1", "person:cy-moss 1"]);
    check_keys(
        &text[1..],
        &["person:ann-moss 19", "person:bo-moss 1", "person:cy-moss 1", "person:moss/v.txt 1"],
    );
}

#[test]
fn a_relatives_story_leaves_the_better_known_ones_mentions_alone() {
    let mut text = vec!["[President |Ann Moss]"; 30];
    text.extend([
        "[Ann Moss] and [Ivo Moss]",
        "[Ivo Moss] said that [Moss] and [President |Moss] left. [Ivo] ran.",
    ]);
    let snapshot = snapshot(&stories_many(&text), 7);
    let keys: Vec<String> = snapshot
        .links()
        .entities()
        .map(|e| format!("{} {} {}", e.key(), e.n_stories(), e.n_mentions()))
        .collect();
    assert_eq!(keys, ["person:ann-moss 32 32", "person:ivo-moss 2 3", "person:moss/s031.txt 1 1"]);
    let story = snapshot.story_by_id("s031.txt").unwrap();
    let rules: Vec<LinkRule> = story.mentions().map(|m| m.link).collect();
    use LinkRule::{Ambiguous, BestKnown, GivenName, SameWords};
    assert_eq!(rules, [SameWords, Ambiguous, BestKnown, GivenName]);
    assert_eq!(story.why(2)[0].places.len(), 2, "the title's holder is told");
}

#[test]
fn a_company_called_by_its_first_word_is_no_person() {
    check_keys(
        &[
            "[Reed] closed its plant. [Reed Motor Co.]o has another. [Eva Reed], no relation, left. [Ms. |Reed] sat.",
        ],
        &["org:reed-motor-co 1", "person:eva-reed 1", "person:reed/a.txt 1"],
    );
    check_keys(
        &["[Reed] left. [Reed Foundation]o. [Eva Reed]"],
        &["org:reed-foundation 1", "person:eva-reed 1"],
    );
}

#[test]
fn a_degree_tells_two_bearers_apart_and_conflicts_with_nothing() {
    check(
        &["[Dr. |Mei Chen] and [Susan Chen]. [Dr. |Chen] spoke.", "[Secretary |Mei Chen]"],
        &[
            "person:mei-chen = Mei Chen in a.txt b.txt: Mei Chen 2, Chen 1",
            "person:susan-chen = Susan Chen in a.txt: Susan Chen 1",
        ],
    );
}

#[test]
fn what_many_stories_expand_is_no_chance() {
    let mut text = vec!["[Fleet Harbour Enforcement]o and [FHE]o"; 3];
    text.extend(["[FHE]o"; 30]);
    check_keys(&text, &["org:fleet-harbour-enforcement 33"]);
}

#[test]
fn capitals_are_no_syllable_of_a_name() {
    check_keys(&["[Kim Jong Un] spoke to the [UN]."], &["person:kim-jong-un 1", "person:un/a.txt 1"]);
    check_keys(&["KIM: [KIM JONG UN] spoke. [UN] left."], &["person:kim-jong-un 1"]);
}

#[test]
fn spellings_of_one_name_join_where_nobody_else_bears_the_surname() {
    check_keys(&["[Sergei Kisel]", "[Sergey Kisel]"], &["person:sergei-kisel 2"]);
    check_keys(
        &["[Ahmed Kisel]", "[Ahmad Kisel]", "[Bo Kisel]"],
        &["person:ahmad-kisel 1", "person:ahmed-kisel 1", "person:bo-kisel 1"],
    );
    check_keys(
        &["[Ahmed Kisel] [Harbour Watch]o", "[Ahmad Kisel] [Harbour Watch]o", "[Bo Kisel]"],
        &["org:harbour-watch 2", "person:ahmed-kisel 2", "person:bo-kisel 1"],
    );
}

#[test]
fn nicknames_join_where_the_stories_have_more_in_common() {
    let beside = "[Harbour Watch]o and [Eva Lund]";
    let (a, b) = (format!("[James Risk] {beside}"), format!("[Jim Risk] {beside}"));
    check_keys(&[&a, &b], &["org:harbour-watch 2", "person:eva-lund 2", "person:james-risk 2"]);
    let one = ["[James Risk] [Harbour Watch]o", "[Jim Risk] [Harbour Watch]o", "[Bo Risk]"];
    check_keys(&one[..2], &["org:harbour-watch 2", "person:james-risk 2"]);
    check_keys(
        &one,
        &["org:harbour-watch 2", "person:bo-risk 1", "person:james-risk 1", "person:jim-risk 1"],
    );
    check_keys(
        &[&a, &b, "[James A. Risk]", "[James B. Risk]"],
        &[
            "org:harbour-watch 2",
            "person:eva-lund 2",
            "person:james-a-risk 1",
            "person:james-b-risk 1",
            "person:james-risk 2",
        ],
    );
}

#[test]
fn a_word_in_front_of_a_name_is_no_given_name() {
    let text = ["[Ann Moss]", "[Ann Moss]", "[Ann Moss]", "[Ann Moss]", "[Ann Moss]", "[Oust Ann Moss]"];
    check_keys(&text, &["person:ann-moss 6"]);
    check_keys(&text[1..], &["person:ann-moss 4", "person:oust-ann-moss 1"]);
}

#[test]
fn a_hyphen_is_a_blank() {
    check_keys(&["[Ann Moss-Reed]", "[Ann Moss Reed]"], &["person:ann-moss-reed 2"]);
}

#[test]
fn names_that_are_another_name_of_the_same() {
    check_keys(
        &["[Britain]l", "[U.K.]l", "[America]l", "[U.S.]l"],
        &["place:united-kingdom 2", "place:united-states 2"],
    );
    check_keys(&["[U.S. House]o", "[House of Representatives]o"], &["org:house-of-representatives 2"]);
    check_keys(&["[House of Delegates]o sat. The [House]o rose."], &["org:house-of-delegates 1"]);
    check_keys(
        &["The [Arden Times]o said. The [Times]o asked.", "[Times]o"],
        &["org:arden-times 1", "org:times 1"],
    );
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

/// Keys of entities.
fn keys(snapshot: &newshound::model::Snapshot, all: Vec<newshound::model::EntityNo>) -> Vec<String> {
    all.into_iter().filter_map(|no| snapshot.entity(no)).map(|e| e.key().to_owned()).collect()
}

#[test]
fn what_belongs_to_a_name_is_related_and_not_the_same() {
    let text = [
        "[Ann Moss] left. The [Moss administration]o stays, and so does [Fleet Watch]o.",
        "The [Fleet Watch Arden Office]o and [Fleet Watch]o with [Moss]; [Bo Reed]",
    ];
    let snapshot = snapshot(&stories(&text), 1);
    for (key, expected) in [
        ("person:ann-moss", vec!["org:moss-administration"]),
        ("org:moss-administration", vec!["person:ann-moss"]),
        ("org:fleet-watch", vec!["org:arden-fleet-office-watch"]),
        ("person:bo-reed", vec![]),
    ] {
        let Some(entity) = snapshot.links().by_key(key) else { panic!("{key}: {:?}", lines(&snapshot)) };
        let found = keys(&snapshot, link::kin(&snapshot, &entity));
        let found: Vec<&str> = found
            .iter()
            .map(|k| if k.contains("office") { "org:arden-fleet-office-watch" } else { k })
            .collect();
        assert_eq!(found, expected, "{key}");
    }
}

#[test]
fn an_ambiguous_name_lists_whom_it_fits() {
    let text = ["[Ann Moss]", "[Bo Moss]", "[Bo Moss] again", "[Moss]", "[Bo Reed]"];
    let people = snapshot(&stories(&text), 2);
    let moss = people.links().by_key("person:moss/d.txt").unwrap();
    assert_eq!(keys(&people, link::candidates(&people, &moss)), ["person:bo-moss", "person:ann-moss"]);
    let reed = people.links().by_key("person:bo-reed").unwrap();
    assert!(link::candidates(&people, &reed).is_empty());
    let text = ["[Fleet Harbour Enforcement]o or [FHE]o", "[Farm Home Exchange]o or [FHE]o", "[FHE]o"];
    let bodies = snapshot(&stories(&text), 2);
    let fhe = bodies.links().by_key("org:fhe/c.txt").unwrap();
    let found = keys(&bodies, link::candidates(&bodies, &fhe));
    assert_eq!(found, ["org:farm-home-exchange", "org:fleet-harbour-enforcement"]);
}

#[test]
fn one_full_name_in_stories_with_nothing_else_in_common_is_marked() {
    let text = [
        "[Ann Moss], [Bo Reed]",
        "[Ann Moss], [Bo Reed]",
        "[Ann Moss]; [Mayor |Eva Lund]",
        "[Mayor |Eva Lund], [Bo Reed]",
    ];
    let snapshot = snapshot(&stories(&text), 2);
    let groups = |key: &str| {
        let entity = snapshot.links().by_key(key).unwrap();
        let id = |no: &newshound::model::StoryNo| snapshot.story(*no).unwrap().id().into_owned();
        let groups = link::namesakes(&snapshot, &entity);
        groups.iter().map(|g| g.iter().map(id).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    assert_eq!(groups("person:ann-moss"), [vec!["a.txt", "b.txt"], vec!["c.txt"]]);
    assert_eq!(groups("person:bo-reed").len(), 2);
    assert!(groups("person:eva-lund").is_empty(), "one office is one person's");
}

#[test]
fn an_office_alone_is_a_weak_reference_to_its_holder() {
    let all = stories(&[
        "[Mayor |Ann Moss] met [Attorney General |Bo Reed]. The attorney general left, and the mayor stayed; the governor did not.",
        "The mayor left. [Mayor |Ann Moss] and [Eva Lund], spokeswoman for the mayor, were there.",
        "[Mayor |Ann Moss] met [Mayor |Bo Reed]. The mayor left.",
        "The mayor left. [Mayor |Ann Moss] met [Mayor |Bo Reed].",
    ]);
    let snapshot = snapshot(&all, 2);
    let found: Vec<Vec<String>> = snapshot
        .stories()
        .map(|story| {
            let of = |r: link::Reference| {
                format!("{}: {}", r.span.of(story.text()), snapshot.entity(r.entity).unwrap().key())
            };
            link::references(&story).into_iter().map(of).collect()
        })
        .collect();
    assert_eq!(found[0], ["The attorney general: person:bo-reed", "the mayor: person:ann-moss"]);
    assert_eq!(found[1], ["The mayor: person:ann-moss", "the mayor: person:ann-moss"]);
    assert_eq!(found[2], ["The mayor: person:bo-reed"]);
    assert!(found[3].is_empty());
    let moss = snapshot.links().by_key("person:ann-moss").unwrap();
    assert_eq!(moss.n_mentions(), 4, "they are not counted");
}

#[test]
fn other_middle_initials_are_other_persons() {
    check_mentions(
        &["[Daniel M. Brill] and [Daniel P. Brill] met."],
        &["person:daniel-m-brill 1", "person:daniel-p-brill 1"],
    );
}

#[test]
fn the_first_of_two_spanish_surnames_is_the_one_in_use() {
    check_mentions(
        &["[Maria Elena Quintal Rojas] and [Oscar Rojas Vidal] met. [Quintal] left. [Rojas] stayed."],
        &["person:maria-elena-quintal-rojas 2", "person:oscar-rojas-vidal 2"],
    );
    check_mentions(
        &["[Angel Rojas Vidal] fell. [Rojas] left. [Ines Rojas] stayed."],
        &["person:angel-rojas-vidal 2", "person:ines-rojas 1"],
    );
}

#[test]
fn a_country_is_told_from_a_state_by_the_places_beside_it() {
    check_mentions(
        &[
            "[Georgia]l and [Armenia]l.",
            "[Georgia]l and [Atlanta]l.",
            "[Georgia]l voted.",
            "[Tbilisi]l, [Georgia]l.",
            "[Ukraine]l, [Georgia]l and others. [Ohio]l.",
        ],
        &[
            "place:armenia 1",
            "place:atlanta 1",
            "place:georgia 2",
            "place:georgia-country 3",
            "place:ohio 1",
            "place:tbilisi 1",
            "place:ukraine 1",
        ],
    );
}

#[test]
fn a_surname_is_his_whom_the_story_has_named_so_far() {
    check_mentions(
        &["[Pavel Brill] fell. [Brill] cried. [Carla Brill] ran. [Brill] laughed."],
        &["person:brill/a.txt 1", "person:carla-brill 1", "person:pavel-brill 2"],
    );
}

#[test]
fn two_surnames_are_one_or_both_in_use() {
    check_mentions(
        &[
            "[Maria Quintal Rojas] and [Oscar Rojas Vidal] met. [Quintal Rojas] left. [Rojas] stayed.",
            "[Oscar Rojas]",
        ],
        &["person:maria-quintal-rojas 2", "person:oscar-rojas-vidal 3"],
    );
}

#[test]
fn a_surname_that_a_junior_bears_too_stays_in_doubt() {
    check_mentions(
        &["[Sam Brill Jr.] fell. [Sam Brill] wept. [Brill] ran. [Mike Brill] came."],
        &["person:brill/a.txt 1", "person:mike-brill 1", "person:sam-brill 1", "person:sam-brill-jr 1"],
    );
}

#[test]
fn a_nickname_told_in_one_story_holds_in_the_next() {
    check_mentions(
        &[
            "[William Brill] left. [Bill Brill] came back.",
            "[Bill Brill] slept. [Brill] woke.",
            "[Ada Brill]",
        ],
        &["person:ada-brill 1", "person:william-brill 4"],
    );
    check_mentions(
        &["[William Brill] left.", "[Bill Brill] slept.", "[Ada Brill]"],
        &["person:ada-brill 1", "person:bill-brill 1", "person:william-brill 1"],
    );
}
