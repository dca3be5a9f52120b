//! Every date of a collection of real stories is read. The collection is no part of the package: the test runs
//! where `NEWSHOUND_SHARED` names the folder that holds it.

mod common;

use common::{Stories, shared};
use newshound::model::{DateFrom, Day};
use newshound::read::{Options, finish, parse_date, read};

/// The day of a story whose date is this piece of JSON.
fn day_of(json: &str) -> Option<Day> {
    let line = format!("{{\"text\": \"It rained.\", \"date\": {json}}}");
    let mut stories = Stories::default();
    read("dates.jsonl", &mut line.as_bytes(), &Options::default(), &mut stories);
    assert!(stories.problems.is_empty(), "{:?}", stories.problems);
    let draft = finish(stories.stories.pop()?, "").draft;
    assert!(draft.date.is_none() || matches!(draft.date_from, DateFrom::Given | DateFrom::Doubtful));
    draft.date
}

/// Whether the day is the one of the table. A year of two digits may be of another century: the table takes
/// all for ours, the reader takes 69 to 99 for the last one (POSIX `strptime`).
fn same(found: &str, day: Option<&str>, iso: &str) -> bool {
    let short_year = found.matches('/').count() == 2 && !found.contains(iso.get(..4).unwrap_or("-"));
    match day {
        Some(day) if short_year => day.get(2..) == iso.get(2..),
        day => day == Some(iso),
    }
}

#[test]
fn every_date_of_the_collection_is_read() {
    let Some(shared) = shared() else { return };
    let table = std::fs::read_to_string(shared.join("corpora/main/dates.tsv")).expect("the table is there");
    let (mut rows, mut wrong) = (0, Vec::new());
    for row in table.lines().skip(1) {
        let mut cells = row.split('\t').skip(1);
        let (Some(found), Some(iso)) = (cells.next(), cells.next()) else { continue };
        rows += 1;
        let day = day_of(found).map(|d| d.to_string());
        let plain = parse_date(found.trim_matches('"')).map(|d| d.to_string());
        if !same(found, day.as_deref(), iso) || (found.starts_with('"') && plain != day) {
            wrong.push((found, iso, day));
        }
    }
    assert!(rows > 0, "the table is empty");
    assert!(wrong.is_empty(), "{} of {rows} are wrong: {:?}", wrong.len(), wrong.first());
    eprintln!("{rows} of {rows} dates read");
}
