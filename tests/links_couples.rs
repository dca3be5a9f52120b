//! Who is meant by a surname that several persons of a story bear: couples, forebears, titles that leave one only.

mod made;

use made::{check_mentions, lines, snapshot, stories};

fn check(texts: &[&str], expected: &[&str]) {
    assert_eq!(lines(&snapshot(&stories(texts), 2)), expected);
}

#[test]
fn his_wife_tells_both_of_a_couple() {
    check(
        &["[Bo Moss] and his wife, [Ann Moss], ran. [Mr. |Moss] won. [Mrs. |Moss] sat. [Moss] left."],
        &[
            "person:ann-moss = Ann Moss in a.txt: Ann Moss 1, Moss 1",
            "person:bo-moss = Bo Moss in a.txt: Bo Moss 1, Moss 1",
            "person:moss/a.txt? = Moss in a.txt: Moss 1",
        ],
    );
    check_mentions(
        &["[Ann Moss], wife of [Sen. |Bo Moss], ran. [Mrs. |Moss] sat. [Sen. |Moss] won."],
        &["person:ann-moss 2", "person:bo-moss 2"],
    );
}

#[test]
fn a_couple_of_whom_nothing_is_told_stays_in_doubt() {
    check_mentions(
        &["[Bo Moss] and [Ann Moss] ran. [Mr. |Moss] won."],
        &["person:ann-moss 1", "person:bo-moss 1", "person:moss/a.txt 1"],
    );
}

#[test]
fn mister_is_not_the_wife_whom_alone_the_story_names() {
    check_mentions(
        &["[Ann Moss], wife of a baker, ran. [Mr. |Moss] won."],
        &["person:ann-moss 1", "person:moss/a.txt 1"],
    );
    check_mentions(&["[Ann Moss], wife of a baker, ran. [Mrs. |Moss] won."], &["person:ann-moss 2"]);
}

#[test]
fn a_title_that_the_others_cannot_bear_is_the_last_ones() {
    check_mentions(
        &["[Councilwoman |Ann Moss] met [Bo Moss]. [Sheriff |Moss] sat."],
        &["person:ann-moss 1", "person:bo-moss 2"],
    );
    check_mentions(
        &["[Ann Moss] met [Bo Moss]. [Sheriff |Moss] sat."],
        &["person:ann-moss 1", "person:bo-moss 1", "person:moss/a.txt 1"],
    );
}

#[test]
fn a_grandson_named_before_his_forebear_may_be_meant() {
    check_mentions(
        &["[Sam Moss III] sold the farm of his grandfather, [Sam Moss]. [Moss] ran."],
        &["person:moss/a.txt 1", "person:sam-moss 1", "person:sam-moss-iii 1"],
    );
    check_mentions(
        &["[Sam Moss III] sold the farm of his grandfather, [Sam Moss]. [Moss III] ran. [Moss] did not."],
        &["person:sam-moss 2", "person:sam-moss-iii 2"],
    );
    check_mentions(
        &["[Sam Moss] and [Sam Moss Jr.] ran. [Moss] sat."],
        &["person:sam-moss 2", "person:sam-moss-jr 1"],
    );
}

#[test]
fn words_in_front_of_a_son_do_not_take_his_father() {
    check_mentions(
        &["[Arden Sam Moss Jr.] met [Sam Moss]. [Sam Moss Jr.] ran."],
        &["person:arden-sam-moss-jr 2", "person:sam-moss 1"],
    );
}

#[test]
fn a_junior_taken_for_an_organization_is_a_person() {
    check_mentions(
        &["[Sam Moss Sr.] and [Sam Moss Jr.] ran. [Moss Jr.]o sat, and [Moss Sr.]o left."],
        &["person:sam-moss-jr 2", "person:sam-moss-sr 2"],
    );
}

#[test]
fn an_article_and_the_second_of_two_surnames_may_be_left_out() {
    check_mentions(
        &["[Ada al-Sadr] ran. [Sadr] sat. [Al-Sadr] won.", "[Ada al-Sadr] and [Sadr]", "[Sadr]"],
        &["person:ada-al-sadr 6"],
    );
    check_mentions(&["[Ada al-Sadr]", "[Ada el-Sadr]", "[Ada Al Sadr]"], &["person:ada-al-sadr 3"]);
    check_mentions(&["[Ana Moreno y Prado] ran. [Moreno] won."], &["person:ana-moreno-y-prado 2"]);
}

#[test]
fn initials_are_initials_with_stops_or_without() {
    check_mentions(&["[J.P. Moss] ran. [Jerry Moss] sat."], &["person:j-p-moss 1", "person:jerry-moss 1"]);
    check_mentions(&["[H.R. Moss] ran.", "[HR Moss] sat.", "[H. R. Moss] won."], &["person:h-r-moss 3"]);
}
