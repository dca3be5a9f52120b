//! What each rule after the tagger is worth: F1 of the program, whole, on the documents held out with one rule left out,
//! and on the rule's written examples with it and without it.
//!
//! The program's own blob is used, not one that was just trained.

use std::fmt::Write;

use newshound::model::{Draft, Label};
use newshound::ner::names::RULES;
use newshound::ner::{Options, recognize_with};

use crate::parallel;
use crate::samples::Document;
use crate::sentence::Tag;

/// A line: the rule's name, a tab, the text with `[label:name]` for names and `\\n` for a line end. Written without looking
/// at what the program finds; a third of a rule's examples must not be touched by it.
const EXAMPLES: &str = include_str!("../../models/rule-examples.tsv");

/// A text and the names in it: first byte, byte behind the last, label.
#[derive(Debug, PartialEq, Eq)]
struct Example<L> {
    text: String,
    names: Vec<(usize, usize, L)>,
}

/// The table, as Markdown: a row with nothing left out, one for each rule, one for the second pass of the tagger.
pub(crate) fn table(sets: &[(&str, Vec<Document>)]) -> String {
    let sets: Vec<(&str, Vec<Example<Tag>>)> =
        sets.iter().map(|(name, documents)| (*name, documents.iter().map(held_out).collect())).collect();
    let mut out = format!(
        "| left out | {} | examples | with | without |\n",
        sets.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" | ")
    );
    out.push_str(&"| --- ".repeat(sets.len() + 4));
    out.push_str("|\n");
    let mut row = |name: &str, options: Options<'_>| {
        let _ = write!(out, "| {name} |");
        for (_, examples) in &sets {
            let _ = write!(out, " {:.1} |", f1(examples, options, tag));
        }
        let written = examples(name);
        if written.is_empty() {
            out.push_str("  |  |  |\n");
            return;
        }
        let name_of = |label: Label| label.is_name().then_some(label);
        let (with, without) = (f1(&written, Options::default(), name_of), f1(&written, options, name_of));
        let _ = writeln!(out, " {} | {with:.1} | {without:.1} |", written.len());
    };
    row("nothing", Options::default());
    for rule in RULES {
        row(rule.name, Options { without: Some(rule.name), ..Options::default() });
    }
    row("second pass", Options { one_pass: true, ..Options::default() });
    out
}

/// A held-out document with its persons, organizations and places. Tokens of posts end in hyphens here and there, which
/// belong to no name.
fn held_out(document: &Document) -> Example<Tag> {
    let text = &document.rendered.text;
    let name = |&(start, end, tag): &(usize, usize, Tag)| {
        (start, start + text[start..end].trim_end_matches('-').len(), tag)
    };
    let names = document.rendered.spans.iter().filter(|name| name.2 != Tag::Misc).map(name).collect();
    Example { text: text.clone(), names }
}

fn tag(label: Label) -> Option<Tag> {
    match label {
        Label::Person => Some(Tag::Person),
        Label::Org => Some(Tag::Org),
        Label::Place => Some(Tag::Place),
        _ => None,
    }
}

/// The written examples of a rule.
fn examples(rule: &str) -> Vec<Example<Label>> {
    let of_rule = EXAMPLES.lines().filter_map(|line| line.split_once('\t')).filter(|(name, _)| *name == rule);
    of_rule.map(|(_, marked)| example(marked)).collect()
}

fn example(marked: &str) -> Example<Label> {
    let marked = marked.replace("\\n", "\n");
    let mut out = Example { text: String::new(), names: Vec::new() };
    let mut rest = marked.as_str();
    while let Some((before, after)) = rest.split_once('[') {
        let mark = after.split_once(']').and_then(|(mark, after)| Some((mark.split_once(':')?, after)));
        let Some(((label, name), after)) = mark else { break };
        out.text.push_str(before);
        let label = Label::parse(label).expect("a label that the program knows");
        out.names.push((out.text.len(), out.text.len() + name.len(), label));
        out.text.push_str(name);
        rest = after;
    }
    out.text.push_str(rest);
    out
}

/// F1 of exact names with their labels, in hundredths; `label` is nothing for what is not counted.
fn f1<L: PartialEq + Sync>(
    examples: &[Example<L>],
    options: Options<'_>,
    label: impl Fn(Label) -> Option<L> + Sync,
) -> f64 {
    let counts = parallel::map(examples, |example| {
        let draft = Draft { text: example.text.clone(), ..Draft::default() };
        let mentions = recognize_with(&draft, options);
        let name = |m: &newshound::model::DraftMention| {
            Some((m.span.start as usize, m.span.end as usize, label(m.label)?))
        };
        let found: Vec<_> = mentions.iter().filter_map(name).collect();
        let right = found.iter().filter(|name| example.names.contains(name)).count();
        (right, found.len() + example.names.len())
    });
    let (right, all) = counts.iter().fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
    200.0 * right as f64 / all.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_names() {
        let found = example("Then [person:Ann Ruiz] left\\n[place:Oslo].");
        let names = vec![(5, 13, Label::Person), (19, 23, Label::Place)];
        assert_eq!(found, Example { text: "Then Ann Ruiz left\nOslo.".to_owned(), names });
    }

    #[test]
    fn every_rule_has_twenty_examples_or_more() {
        for rule in RULES {
            assert!(examples(rule.name).len() >= 20, "{}", rule.name);
        }
    }

    #[test]
    fn names_are_right_with_their_span_and_label() {
        let check = |marked: &str, expected: f64| {
            let name_of = |label: Label| label.is_name().then_some(label);
            assert_eq!(f1(&[example(marked)], Options::default(), name_of), expected, "{marked}")
        };
        check("We met [person:Ann Ruiz] in [place:Norway].", 100.0);
        check("We met [person:Ann] Ruiz in [place:Norway].", 50.0);
    }
}
