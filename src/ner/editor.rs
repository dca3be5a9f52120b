//! Names that came with a story, put among those that were recognised: the editor knows better.

use crate::model::{Draft, DraftMention, Field, GivenName, MarkKind, Rule, Span, Title, Weak};

/// Puts the mentions of the given names in place. A recognised name that overlaps one gives way, unless it is longer
/// and holds it whole: in "Hilo Ferry Board" no given "Hilo" is meant.
pub(super) fn merge(draft: &Draft, mentions: Vec<DraftMention>) -> Vec<DraftMention> {
    if draft.names.is_empty() {
        return mentions;
    }
    let mut given = Vec::new();
    find(draft, &draft.text, Field::Text, &mut given);
    if let Title::Given(title) = &draft.title {
        find(draft, title, Field::Title, &mut given);
    }
    let mut out: Vec<DraftMention> = Vec::with_capacity(mentions.len() + given.len());
    let overlaps = |a: &DraftMention, b: &DraftMention| a.field == b.field && a.span.overlaps(b.span);
    let holds = |a: &DraftMention, b: &DraftMention| {
        a.span.len() > b.span.len() && a.span.start <= b.span.start && a.span.end >= b.span.end
    };
    given.retain(|g| !mentions.iter().any(|m| overlaps(m, g) && holds(m, g)));
    for mention in mentions {
        match given.iter_mut().find(|g| overlaps(&mention, g)) {
            // The title before it was found well enough.
            Some(g) if g.span == mention.span => {
                (g.title, g.weak) = (mention.title, g.weak.or(mention.weak.filter(|w| *w != Weak::Title)));
            }
            Some(_) => {}
            None => out.push(mention),
        }
    }
    out.extend(given);
    out.sort_by_key(|m| (m.field, m.span));
    out
}

/// Adds every place where a given name stands in `text`, longer names first.
fn find(draft: &Draft, text: &str, field: Field, out: &mut Vec<DraftMention>) {
    let mut names: Vec<&GivenName> = draft.names.iter().filter(|g| g.label.is_name()).collect();
    names.sort_by_key(|g| std::cmp::Reverse(g.name.len()));
    let mut taken: Vec<Span> = Vec::new();
    for given in names {
        for span in places(text, &given.name) {
            let free = taken.binary_search_by_key(&span.start, |t| t.start);
            let Err(at) = free else { continue };
            let clear = |n: Option<usize>| n.and_then(|n| taken.get(n)).is_none_or(|t| !t.overlaps(span));
            if !clear(at.checked_sub(1)) || !clear(Some(at)) {
                continue;
            }
            taken.insert(at, span);
            let mark = (field == Field::Text).then(|| draft.mark_at(span.start as usize)).flatten();
            out.push(DraftMention {
                field,
                weak: match mark {
                    Some(MarkKind::Boilerplate) => Some(Weak::Boilerplate),
                    Some(MarkKind::Credit) => Some(Weak::Credit),
                    _ => None,
                },
                ..DraftMention::new(span, given.label, Rule::Editor)
            });
        }
    }
}

/// Where `name` stands in `text` as whole words, whatever white space is between them.
fn places(text: &str, name: &str) -> Vec<Span> {
    let mut words = name.split_whitespace();
    let Some(first) = words.next() else { return Vec::new() };
    let rest: Vec<&str> = words.collect();
    let mut out = Vec::new();
    for start in memchr::memmem::find_iter(text.as_bytes(), first) {
        let mut end = start + first.len();
        for word in &rest {
            let after = text.get(end..).unwrap_or("");
            let gap = after.len() - after.trim_start().len();
            end = if gap > 0 && after.trim_start().starts_with(word) {
                end + gap + word.len()
            } else {
                usize::MAX
            };
        }
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let before = letter(text.get(..start).and_then(|t| t.chars().next_back()));
        if end <= text.len() && !before && !letter(text.get(end..).and_then(|t| t.chars().next())) {
            out.push(Span::new(start, end));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::recognize;
    use super::*;
    use crate::model::Label;

    fn check(text: &str, names: &[(Label, &str)], expected: &[(&str, Label, Rule)]) {
        let names = names.iter().map(|(label, name)| GivenName { label: *label, name: (*name).into() });
        let draft = Draft { text: text.into(), names: names.collect(), ..Draft::default() };
        let found = recognize(&draft);
        let found: Vec<_> = found.iter().map(|m| (m.span.of(text), m.label, m.rule)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_given_name_wins_wherever_it_stands() {
        check(
            "qwop flies the Blue\nOtter; qwopping is free.",
            &[(Label::Org, "qwop"), (Label::Product, "Blue Otter"), (Label::Place, "Nowhere")],
            &[("qwop", Label::Org, Rule::Editor), ("Blue\nOtter", Label::Product, Rule::Editor)],
        );
    }

    #[test]
    fn a_title_found_before_it_stays() {
        let text = "We met Mayor Ann Ruiz.";
        let names = vec![GivenName { label: Label::Person, name: "Ann Ruiz".into() }];
        let found = recognize(&Draft { text: text.into(), names, ..Draft::default() });
        assert_eq!((found[0].title.of(text), found[0].rule), ("Mayor", Rule::Editor));
    }

    #[test]
    fn a_longer_name_that_holds_it_stays() {
        let text = "She left the Green Valley Police Department.";
        let found = |names| recognize(&Draft { text: text.into(), names, ..Draft::default() });
        let given = vec![GivenName { label: Label::Place, name: "Green Valley".into() }];
        assert_eq!(found(given), found(Vec::new()));
    }
}
