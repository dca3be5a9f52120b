//! The orders of a list, as permutations of story numbers.

use std::cmp::{Ordering, Reverse};

use crate::model::{DateFrom, Order, Snapshot, Story, StoryNo};
use crate::text::fold;

/// Every order of a snapshot's stories; in each, ties go by date, then by story id.
pub(super) fn orders(snapshot: &Snapshot) -> [Vec<u32>; Order::ALL.len()] {
    let stories: Vec<Story<'_>> = snapshot.stories().collect();
    let mut by_date: Vec<u32> = (0..snapshot.n_stories()).collect();
    by_date.sort_unstable_by(|a, b| newest_first(&stories[*a as usize], &stories[*b as usize]));
    Order::ALL.map(|order| {
        let mut all = by_date.clone();
        match order {
            Order::Date => {}
            Order::Title => all.sort_by_cached_key(|n| first_words(stories[*n as usize].title())),
            Order::Outlet => all.sort_by_cached_key(|n| {
                let outlet = stories[*n as usize].outlet();
                (outlet.is_empty(), fold(outlet).into_owned())
            }),
            Order::Length => all.sort_by_key(|n| Reverse(stories[*n as usize].n_words())),
        }
        all
    })
}

fn newest_first(a: &Story<'_>, b: &Story<'_>) -> Ordering {
    // A day that cannot be tells nothing of when: behind the days that can, before none.
    let day = |s: &Story<'_>| (s.date().is_some() && s.date_from() != DateFrom::Doubtful, s.date());
    day(b).cmp(&day(a)).then_with(|| a.id_order().cmp(&b.id_order()))
}

/// What a title sorts by: its folded letters from the first one on; no title sorts last.
fn first_words(title: &str) -> (bool, String) {
    let start = title.find(char::is_alphanumeric);
    (start.is_none(), fold(&title[start.unwrap_or(title.len())..]).into_owned())
}

/// The stories of a snapshot with its orders in place.
pub(super) fn ordered(snapshot: Snapshot) -> Snapshot {
    let orders = orders(&snapshot);
    debug_assert!(orders.iter().all(|o| o.iter().all(|n| snapshot.story(StoryNo(*n)).is_some())));
    snapshot.with_orders(orders)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Input, LoadOptions, load};

    #[test]
    fn the_newest_come_first_and_days_that_cannot_be_behind_them() {
        let dir = tempfile::tempdir().unwrap();
        for (name, date) in [("a", "2017-08-16"), ("b", "9999-01-01"), ("c", ""), ("d", "2018-03-07")] {
            let story = format!("{{\"text\": \"It rained.\", \"date\": \"{date}\"}}");
            std::fs::write(dir.path().join(name).with_extension("json"), story).unwrap();
        }
        let mut ids = Vec::new();
        load(&Input::Paths(vec![dir.path().into()]), &LoadOptions::default(), &mut |snapshot| {
            ids = snapshot.stories_by(Order::Date).map(|story| story.id().into_owned()).collect();
            true
        });
        assert_eq!(ids, ["d.json", "a.json", "b.json", "c.json"]);
    }
}
