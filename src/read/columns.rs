//! What the columns of a table are: by the names in its header, else by what is in them.

use super::date::parse_date;
use super::keys::{Keys, Slot};

/// The columns of a table that say something to us.
#[derive(Debug)]
pub(super) struct Columns {
    /// Whether the first row names them.
    pub(super) has_header: bool,
    /// Column, and the slot it fills with its rank.
    pub(super) places: Vec<(usize, (Slot, u8))>,
}

/// Longest name of a column, in bytes.
const NAME_BYTES: usize = 60;

/// Mean length in bytes from which a column may be a title, and up to which.
const TITLE_BYTES: std::ops::Range<usize> = 12..300;

impl Columns {
    /// Judges the columns by the first rows.
    pub(super) fn of(rows: &[Vec<Vec<u8>>], keys: &Keys) -> Columns {
        let Some(first) = rows.first() else { return Columns { has_header: false, places: Vec::new() } };
        let named: Vec<_> = first
            .iter()
            .enumerate()
            .filter_map(|(n, cell)| Some((n, keys.find(str::from_utf8(cell).ok()?.trim())?)))
            .collect();
        let short = first.iter().all(|c| c.len() <= NAME_BYTES);
        let has_header = !named.is_empty() && short;
        let mut columns = Columns { has_header, places: if has_header { named } else { Vec::new() } };
        let body = rows.get(usize::from(has_header)..).unwrap_or(&[]);
        if !columns.has(Slot::Text) {
            columns.guess(body, first.len());
        }
        columns
    }

    fn has(&self, slot: Slot) -> bool {
        self.places.iter().any(|(_, (s, _))| *s == slot)
    }

    /// The longest column is the text; a shorter one with words the title; then days and addresses.
    fn guess(&mut self, rows: &[Vec<Vec<u8>>], width: usize) {
        let column = |n: usize| rows.iter().filter_map(move |r| r.get(n)).map(Vec::as_slice);
        let mean = |n: usize| column(n).map(<[u8]>::len).sum::<usize>() / rows.len().max(1);
        let mostly = |n: usize, test: &dyn Fn(&str) -> bool| {
            let hits = column(n).filter(|c| str::from_utf8(c).is_ok_and(test)).count();
            hits > 0 && hits * 2 > rows.len()
        };
        let mut free: Vec<usize> = (0..width).filter(|n| self.places.iter().all(|(c, _)| c != n)).collect();
        let mut take = |slot: Slot, column: Option<usize>| {
            if let Some(n) = column.filter(|_| !self.has(slot)) {
                self.places.push((n, (slot, 0)));
                free.retain(|c| *c != n);
            }
            free.clone()
        };
        let is_url = |n: usize| mostly(n, &|c| c.trim_start().starts_with("http"));
        let candidates = take(Slot::Url, (0..width).find(|n| is_url(*n)));
        let candidates: Vec<usize> = candidates.into_iter().filter(|n| !is_url(*n)).collect();
        let text = candidates.iter().copied().max_by_key(|n| (mean(*n), usize::MAX - n));
        let left = take(Slot::Text, text);
        let day = left.iter().copied().find(|n| mostly(*n, &|c| c.len() > 5 && parse_date(c).is_some()));
        let left = take(Slot::Date, day);
        let spaced = |n: usize| mostly(n, &|c| c.trim().contains(' '));
        // A column of ratings or topics says the same again and again.
        let varied = |n: usize| {
            let cells: std::collections::BTreeSet<&[u8]> = column(n).collect();
            cells.len() * 2 > rows.len()
        };
        let titles = left
            .into_iter()
            .filter(|n| TITLE_BYTES.contains(&mean(*n)) && !is_url(*n) && spaced(*n) && varied(*n));
        let title = titles.max_by_key(|n| mean(*n));
        take(Slot::Title, title);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: &[&[&str]], header: bool, expected: &[(usize, Slot)]) {
        let rows: Vec<Vec<Vec<u8>>> =
            rows.iter().map(|r| r.iter().map(|c| c.as_bytes().to_vec()).collect()).collect();
        let columns = Columns::of(&rows, &Keys::new(&[]));
        let mut found: Vec<_> = columns.places.iter().map(|(n, (slot, _))| (*n, *slot)).collect();
        found.sort_by_key(|(n, _)| *n);
        assert_eq!((columns.has_header, &found[..]), (header, expected));
    }

    #[test]
    fn a_header_names_its_columns() {
        check(&[&["title", "text", "n"], &["a", "b", "c"]], true, &[(0, Slot::Title), (1, Slot::Text)]);
        check(
            &[&["id", "words"], &["1", "The ferry was late again."]],
            true,
            &[(0, Slot::Id), (1, Slot::Text)],
        );
    }

    #[test]
    fn without_a_header_the_cells_tell() {
        let body = "The ferry was late again on Monday, and the mayor said that it would be so for weeks.";
        check(
            &[
                &["3", "2017-08-16", "Ferry late again", body, "http://x.example/1"],
                &["4", "2017-08-17", "Ferry on time today", body, "http://x.example/2"],
            ],
            false,
            &[(1, Slot::Date), (2, Slot::Title), (3, Slot::Text), (4, Slot::Url)],
        );
    }
}
