//! The shorter forms of organizations, and names that stay two.

mod made;

use made::check_mentions;

#[test]
fn a_company_is_called_by_its_first_words() {
    check_mentions(
        &[
            "[Brill Holdings Inc.]o bought a clinic. [Brill Holdings]o paid. [Brill]o grows.",
            "[Brill Holdings]o",
        ],
        &["org:brill-holdings-inc 4"],
    );
    check_mentions(
        &["[Brill Capital]o and [Brill Motors]o. [Brill]o grows. [Ada Brill]"],
        &["org:brill 1", "org:brill-capital 1", "org:brill-motors 1", "person:ada-brill 1"],
    );
    check_mentions(&["[Brill Inc.]o", "[Brill]o"], &["org:brill-inc 2"]);
    check_mentions(&["[Brill Capital]o", "[Brill]o"], &["org:brill 1", "org:brill-capital 1"]);
}

#[test]
fn a_word_by_which_one_story_calls_a_company_is_its_everywhere() {
    check_mentions(&["[Brill Capital]o paid. [Brill]o grows.", "[Brill]o"], &["org:brill-capital 3"]);
    check_mentions(
        &["[Brill Capital]o paid. [Brill]o grows.", "[Brill]o", "[Brill Motors]o"],
        &["org:brill 1", "org:brill-capital 2", "org:brill-motors 1"],
    );
    check_mentions(
        &["[Brill Capital]o paid. [Brill]o grows.", "[Brill]o", "[Brill]l"],
        &["org:brill 1", "org:brill-capital 2", "place:brill 1"],
    );
}

#[test]
fn a_school_without_its_last_word_keeps_two() {
    check_mentions(&["[Arden State University]o and [Arden State]o."], &["org:arden-state-university 2"]);
    check_mentions(&["[Arden College]o and [Arden]o."], &["org:arden 1", "org:arden-college 1"]);
}

#[test]
fn a_legal_ending_parts_no_company_but_a_paper_from_its_house() {
    check_mentions(&["[Arden Steel Inc.]o", "[Arden Steel]o"], &["org:arden-steel-inc 2"]);
    check_mentions(
        &["[Mars]l is red.", "[Mars]l and [Mars]l.", "[Mars Inc.]o"],
        &["org:mars-inc 1", "place:mars 3"],
    );
    check_mentions(&["[Arden Times Co.]o", "[Arden Times]o"], &["org:arden-times 1", "org:arden-times-co 1"]);
}

#[test]
fn a_body_told_bare_is_the_one_of_its_story() {
    check_mentions(
        &[
            "The [Arden Department of Health]o fined it. The [Department of Health]o sat.",
            "The [Holm Department of Health]o fined it. The [Department of Health]o sat.",
        ],
        &["org:arden-department-of-health 2", "org:holm-department-of-health 2"],
    );
    check_mentions(
        &["The [Arden Board]o and the [Holm Board]o. The [Board]o."],
        &["org:arden-board 1", "org:board/a.txt 1", "org:holm-board 1"],
    );
}

#[test]
fn the_nations_own_body_is_not_a_states() {
    check_mentions(
        &["The [Arden Supreme Court]o sat. The [Supreme Court]o did not."],
        &["org:arden-supreme-court 1", "org:supreme-court 1"],
    );
    check_mentions(
        &[
            "The [Arden Department of Health]o and the [U.S. Department of Health]o. The [Department of Health]o sat.",
        ],
        &["org:arden-department-of-health 1", "org:united-states-department-of-health 2"],
    );
}

#[test]
fn a_person_in_front_of_a_body_is_not_its_place() {
    check_mentions(
        &["The [Reed Health Department]o and the [Health Department]o. [Ada Reed]"],
        &["org:health-department/a.txt 1", "org:reed-health-department 1", "person:ada-reed 1"],
    );
    check_mentions(
        &["The [Council of the Arden Board]o and the [Arden Board]o."],
        &["org:arden-board 1", "org:council-of-the-arden-board 1"],
    );
}

#[test]
fn a_state_is_not_the_city_of_its_name() {
    check_mentions(
        &["[Washington]l and [Washington]l state.", "[Washington]l", "[Yakima]l, [Wash.]l, lies there."],
        &["place:washington 2", "place:washington-state 2", "place:yakima 1"],
    );
}

#[test]
fn a_middle_name_in_full_may_be_what_tells_two_apart() {
    let check = |texts: [&str; 2], expected: &[&str]| {
        let expected: Vec<&str> = expected.iter().copied().chain(["person:bo-moss 1"]).collect();
        check_mentions(&[texts[0], texts[1], "[Bo Moss]"], &expected);
    };
    check(["[Gov. |Ann Bel Moss] ran.", "[Ann Moss] sat."], &["person:ann-bel-moss 1", "person:ann-moss 1"]);
    check(["[Gov. |Ann Bel Moss] ran.", "[Gov. |Ann Moss] sat."], &["person:ann-bel-moss 2"]);
    check(
        ["[Ann Bel Moss] of [Harbour Watch]o ran.", "[Ann Moss] of [Harbour Watch]o sat."],
        &["org:harbour-watch 2", "person:ann-bel-moss 2"],
    );
    check(["[Ann B. Moss] ran.", "[Ann Moss] sat."], &["person:ann-b-moss 2"]);
    check_mentions(&["[Ann Bel Moss] ran.", "[Ann Moss] sat."], &["person:ann-bel-moss 2"]);
}

#[test]
fn a_firm_is_called_without_its_sons_and_group() {
    check_mentions(&["[Brill & Sons]o sold boats. [Brill]o grew."], &["org:brill-and-sons 2"]);
    check_mentions(&["[Brill Group Ltd.]o sold boats. [Brill]o grew."], &["org:brill-group-ltd 2"]);
    check_mentions(
        &["[Brill & Co.]o sold boats.", "[Brill & Co.]o. [Brill]o grew."],
        &["org:brill-and-co 3"],
    );
    check_mentions(
        &["The [Arden Falls Police Department]o and [Arden Falls Police]o."],
        &["org:arden-falls-police-department 2"],
    );
}

#[test]
fn an_acronym_goes_where_the_story_says() {
    check_mentions(
        &["The [Arden Department of Fisheries and Ports]o met. The [DFP]o rose."],
        &["org:arden-department-of-fisheries-and-ports 2"],
    );
    check_mentions(
        &["The [Farm League]o, known by its Spanish acronym [CCX]o, met. [CCX]o rose."],
        &["org:farm-league 3"],
    );
    // Two names of one acronym: a bare one may be of either.
    check_mentions(
        &[
            "The [Canal Wharf Union]o ([CWU]o) and [Citizens for Water Use]o, also called [CWU]o, met. The [CWU]o.",
        ],
        &["org:canal-wharf-union 2", "org:citizens-for-water-use 2", "org:cwu/a.txt 1"],
    );
}

#[test]
fn the_last_word_of_two_names_is_nobodys_elsewhere() {
    check_mentions(
        &["[Arden United]o beat [Holm United]o. [United]o scored.", "[United]o flies."],
        &["org:arden-united 1", "org:holm-united 1", "org:united 1", "org:united/a.txt 1"],
    );
}
