//! Which entities a query's names mean.

use super::query::{Last, Name, Query};
use crate::model::{AliasRecord, EntityNo, Label, Links, Snapshot};
use crate::text;

/// The entities that the names of the query mean (outside of `-`), each once, by number. Where a single
/// name gives several, the query takes them all.
pub fn entities(query: &Query, snapshot: &Snapshot) -> Vec<EntityNo> {
    let mut out = Vec::new();
    let mut todo = query.positive();
    while let Some(part) = todo.pop() {
        match part {
            Query::Said(name) => todo.push(name),
            Query::Near(left, _, right) => todo.extend(left.positive().into_iter().chain(right.positive())),
            part => {
                let wanted = Wanted::of(part, snapshot.links());
                out.extend(wanted.and_then(|w| w.find(&mut |_| Some(()))).unwrap_or_default());
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// The first name of the query (outside of `-`) that no entity fits: why nothing may be found. It walks all entities.
pub fn unknown_name(query: &Query, snapshot: &Snapshot) -> Option<String> {
    let parts = query.positive().into_iter();
    let names = parts.map(|part| match part {
        Query::Said(name) => &**name,
        part => part,
    });
    let unknown =
        |name: &&Query| Wanted::of(name, snapshot.links()).is_some() && entities(name, snapshot).is_empty();
    names.into_iter().find(unknown).map(Query::to_string)
}

/// What an entity must be like.
pub(super) enum Wanted<'q> {
    /// One of a kind, told by its key.
    Exactly(EntityNo),
    /// The words of a key that no entity has: an entity with them as an alias, so that a saved filter
    /// outlives the merging of its entity; where there is none, the entity of another label with this key, so that it
    /// outlives a change of label too.
    Alias(&'q Links, Option<Label>, String, Option<EntityNo>),
    /// By words.
    Named(&'q Links, &'q Name),
}

/// Entities between two questions whether to go on: about 50 µs.
const STEP: usize = 4096;

impl<'q> Wanted<'q> {
    /// What a `Name` or `Key` wants; `None` for other queries.
    pub(super) fn of(query: &'q Query, links: &'q Links) -> Option<Wanted<'q>> {
        match query {
            Query::Name(name) => Some(Wanted::Named(links, name)),
            Query::Key(key) => {
                let folded = text::fold(key);
                if let Some(entity) = links.by_key(key).or_else(|| links.by_key(&folded)) {
                    return Some(Wanted::Exactly(entity.no()));
                }
                let (label, words) = folded.split_once(':').unwrap_or(("", &folded));
                let of_label = |label: &Label| links.by_key(&format!("{}:{words}", label.as_str()));
                let other = Label::ALL.iter().filter(|l| l.is_name()).find_map(of_label).map(|e| e.no());
                Some(Wanted::Alias(links, Label::parse(label), text::fold_words(words), other))
            }
            _ => None,
        }
    }

    /// All of them, by number; `None` when `go_on`, told how many entities were looked at, says so.
    pub(super) fn find(&self, go_on: &mut dyn FnMut(usize) -> Option<()>) -> Option<Vec<EntityNo>> {
        let links = match self {
            Wanted::Exactly(entity) => return Some(vec![*entity]),
            Wanted::Alias(links, ..) | Wanted::Named(links, _) => links,
        };
        let aliases = links.aliases();
        let mut out = Vec::new();
        for (n, record) in (0u32..).zip(links.records()) {
            if n as usize % STEP == STEP - 1 {
                go_on(STEP)?;
            }
            let at = record.aliases_at as usize;
            let aliases = aliases.get(at..at.saturating_add(record.n_aliases as usize)).unwrap_or(&[]);
            if self.is(Label::from_u8(record.label), aliases) {
                out.push(EntityNo(n));
            }
        }
        if let (true, Wanted::Alias(_, _, _, other)) = (out.is_empty(), self) {
            out.extend(other);
        }
        Some(out)
    }

    /// Whether this entity is meant.
    pub(super) fn fits(&self, entity: EntityNo) -> bool {
        match self {
            Wanted::Exactly(wanted) => *wanted == entity,
            Wanted::Alias(_, _, _, Some(other)) if *other == entity => true,
            Wanted::Alias(links, ..) | Wanted::Named(links, _) => {
                links.entity(entity).is_some_and(|e| self.is(e.label(), e.alias_records()))
            }
        }
    }

    /// Whether an entity of this kind with these aliases is meant; no for one that is told by its key.
    fn is(&self, label: Label, aliases: &[AliasRecord]) -> bool {
        match self {
            Wanted::Exactly(_) => false,
            Wanted::Alias(links, wanted, words, _) => {
                wanted.is_none_or(|l| l == label)
                    && !words.is_empty()
                    && aliases.iter().any(|r| links.bytes_of(r.folded) == words.as_bytes())
            }
            Wanted::Named(links, name) => {
                name.label.is_none_or(|l| l == label)
                    && (name.words.is_empty()
                        || aliases.iter().any(|r| has_words(links.bytes_of(r.folded), name)))
            }
        }
    }
}

/// Whether the words of the name stand in the alias in this order, as whole words.
fn has_words(alias: &[u8], name: &Name) -> bool {
    let mut wanted = name.words.iter().map(|w| w.as_bytes()).enumerate();
    let Some((mut n, mut word)) = wanted.next() else { return true };
    let mut rest = alias;
    // The first place where a word fits is as good as any later one: what must follow only gets shorter.
    loop {
        let last = if n + 1 == name.words.len() { name.last } else { Last::Whole };
        if rest.starts_with(word)
            && (last == Last::Prefix || matches!(rest.get(word.len()), None | Some(b' ')))
        {
            match wanted.next() {
                Some(next) => (n, word) = next,
                None => return true,
            }
        }
        let Some(blank) = rest.iter().position(|b| *b == b' ') else { return false };
        rest = &rest[blank + 1..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(alias: &str, words: &str, last: Last, expected: bool) {
        let words = words.split(' ').map(str::to_owned).collect();
        let name = Name { label: None, words, last };
        assert_eq!(has_words(alias.as_bytes(), &name), expected, "{alias} {name}");
    }

    #[test]
    fn an_alias_has_the_words_in_order_and_whole() {
        check("ada m lovell", "ada lovell", Last::Whole, true);
        check("ada m lovell", "lovell ada", Last::Whole, false);
        check("ada m lovell", "ada love", Last::Whole, false);
        check("ada m lovell", "ada love", Last::Prefix, true);
        check("ada m lovell", "ad lovell", Last::Prefix, false);
        check("lovell", "lovell lovell", Last::Whole, false);
        check("", "ada", Last::Prefix, false);
    }
}
