//! The written examples of the rules after the tagger: texts whose names are marked, written without looking at what the
//! program finds, of which a third must not be touched by the rule.

use newshound::model::{Draft, Label};
use newshound::ner::{Options, recognize_with};

/// A line: the rule's name, a tab, the text with `[label:name]` for names and `\\n` for a line end.
const EXAMPLES: &str = include_str!("../../models/rule-examples.tsv");

/// A rule's name, its number of examples, and the F1 of exact names with their labels in them, with the rule and without.
pub(crate) fn row(rule: &str) -> String {
    let examples: Vec<(String, Vec<Name>)> = EXAMPLES
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter(|(name, _)| *name == rule)
        .map(|(_, marked)| read(marked))
        .collect();
    let (with, without) = (f1(&examples, None), f1(&examples, Some(rule)));
    format!("{rule}\t{}\t{with:.1}\t{without:.1}", examples.len())
}

/// Where a name stands, in bytes, and its label.
type Name = (usize, usize, Label);

fn read(marked: &str) -> (String, Vec<Name>) {
    let marked = marked.replace("\\n", "\n");
    let (mut text, mut names) = (String::new(), Vec::new());
    let mut rest = marked.as_str();
    while let Some((before, after)) = rest.split_once('[') {
        let mark = after.split_once(']').and_then(|(mark, after)| Some((mark.split_once(':')?, after)));
        let Some(((label, name), after)) = mark else { break };
        text.push_str(before);
        let label = Label::parse(label).expect("a label that the program knows");
        names.push((text.len(), text.len() + name.len(), label));
        text.push_str(name);
        rest = after;
    }
    text.push_str(rest);
    (text, names)
}

/// In hundredths.
fn f1(examples: &[(String, Vec<Name>)], without: Option<&str>) -> f64 {
    let (mut right, mut found, mut all) = (0, 0, 0);
    for (text, names) in examples {
        let draft = Draft { text: text.clone(), ..Draft::default() };
        let mentions = recognize_with(&draft, Options { without, ..Options::default() });
        let mentions = mentions.iter().filter(|m| m.label.is_name());
        let mentions: Vec<Name> =
            mentions.map(|m| (m.span.start as usize, m.span.end as usize, m.label)).collect();
        right += mentions.iter().filter(|m| names.contains(m)).count();
        found += mentions.len();
        all += names.len();
    }
    200.0 * right as f64 / (found + all).max(1) as f64
}
