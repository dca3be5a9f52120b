//! How the list is sorted: by an order of the corpus, or by how near stories are to one.

use crate::model::Order;
use crate::search::Nearness;

/// How the list is sorted. Text in saved state and back: `date`, `names 003.txt`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sort {
    /// By an order of the whole corpus.
    By(Order),
    /// The nearest ones to the story with this id first, itself before them.
    Near(Nearness, String),
    /// As the filter itself ranks them (`like:`), else by an order of the whole corpus.
    Ranked(Order),
}

impl Default for Sort {
    fn default() -> Sort {
        Sort::By(Order::default())
    }
}

/// The words of [`Nearness`] on the screen and in saved state.
const NEAR: [(Nearness, &str, &str); 2] =
    [(Nearness::Related, "relatedness", "related"), (Nearness::Names, "names in common", "names")];

impl Sort {
    /// What stands behind "by".
    pub(super) fn words(&self) -> &'static str {
        match self {
            Sort::By(order) => order.as_str(),
            Sort::Near(nearness, _) => NEAR[*nearness as usize].1,
            Sort::Ranked(_) => NEAR[Nearness::Related as usize].1,
        }
    }

    /// The order of the corpus that ties keep.
    pub(super) fn order(&self) -> Order {
        match self {
            Sort::By(order) | Sort::Ranked(order) => *order,
            Sort::Near(..) => Order::default(),
        }
    }

    /// The next one; `open` is the id of the open story, if one is.
    pub(super) fn next(&self, open: Option<String>) -> Sort {
        match (self, open) {
            (Sort::By(order), open) => {
                let at = Order::ALL.iter().position(|o| o == order).unwrap_or(0);
                match (Order::ALL.get(at + 1), open) {
                    (Some(next), _) => Sort::By(*next),
                    (None, Some(open)) => Sort::Near(Nearness::Related, open),
                    (None, None) => Sort::default(),
                }
            }
            (Sort::Near(Nearness::Related, of), open) => {
                Sort::Near(Nearness::Names, open.unwrap_or_else(|| of.clone()))
            }
            (Sort::Near(Nearness::Names, _) | Sort::Ranked(_), _) => Sort::default(),
        }
    }

    /// The text that is kept.
    pub(super) fn to_saved(&self) -> String {
        match self {
            Sort::Near(nearness, story) => format!("{} {story}", NEAR[*nearness as usize].2),
            sort => sort.order().as_str().to_owned(),
        }
    }

    /// Back from the text that was kept; by date where it says nothing.
    pub(super) fn of_saved(text: &str) -> Sort {
        let near = text.split_once(' ').and_then(|(word, story)| {
            let (nearness, ..) = NEAR.iter().find(|n| n.2 == word)?;
            Some(Sort::Near(*nearness, story.to_owned()))
        });
        near.unwrap_or_else(|| Sort::By(Order::parse(text).unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sort_comes_round_and_survives_its_text() {
        let mut seen = vec![Sort::default()];
        loop {
            let next = seen[seen.len() - 1].next(Some("a b.txt#2".into()));
            assert_eq!(Sort::of_saved(&next.to_saved()), next);
            if next == seen[0] {
                break;
            }
            assert!(!seen.contains(&next), "{next:?} twice");
            seen.push(next);
        }
        assert_eq!(seen.len(), Order::ALL.len() + NEAR.len());
        assert_eq!(Sort::By(Order::Length).next(None), Sort::default());
        assert_eq!(Sort::of_saved("gone"), Sort::default());
        for (n, (nearness, ..)) in NEAR.iter().enumerate() {
            assert_eq!(*nearness as usize, n);
        }
    }
}
