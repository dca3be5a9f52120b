//! Makes mentions of what was found: spans, titles, what is weak and why.

use super::Options;
use super::gazetteer as gaz;
use super::lexicon as lex;
use super::piece::Piece;
use super::story::Reading;
use super::title::small_title_start;
use super::weights::built_in;
use super::word::{Word, Words};
use crate::model::{Draft, DraftMention, Field, Label, MarkKind, Rule, Title, Weak};

/// Stands between a title and the text when they are read in one go.
const APART: &str = "\n\n";

/// All mentions of a story.
pub(super) fn mentions(draft: &Draft, options: Options<'_>) -> Vec<DraftMention> {
    let read = |text, headline| Reading::new(text, headline, draft.date, built_in(), options);
    let Title::Given(title) = &draft.title else {
        let mut out = of_reading(&read(&draft.text, 0));
        out.iter_mut().for_each(|m| mark(draft, m));
        return out;
    };
    // Read in one go, so that title and text teach each other.
    let both = format!("{title}{APART}{}", draft.text);
    let before = title.len() + APART.len();
    let (mut out, heads): (Vec<DraftMention>, Vec<DraftMention>) =
        of_reading(&read(&both, title.len())).into_iter().partition(|m| m.span.start as usize >= before);
    for mention in &mut out {
        mention.span = mention.span.back(before);
        mention.title = mention.title.back(before);
        mark(draft, mention);
    }
    out.extend(heads.into_iter().map(|m| DraftMention { field: Field::Title, ..m }));
    out
}

fn of_reading(reading: &Reading<'_>) -> Vec<DraftMention> {
    let words = reading.words();
    let mut out: Vec<DraftMention> = Vec::with_capacity(reading.names.len() + reading.values.len());
    for piece in &reading.names {
        out.extend(in_title(words, piece));
        out.extend(end_of_title(words, piece));
        out.push(of_piece(words, piece));
    }
    for value in &reading.values {
        let rule = match value.label {
            Label::Date => Rule::Date,
            Label::Time => Rule::Time,
            Label::Duration => Rule::Duration,
            Label::Money => Rule::Money,
            Label::Percent => Rule::Percent,
            Label::Url => Rule::Url,
            Label::Email => Rule::Email,
            _ => Rule::Quantity,
        };
        let mut mention =
            DraftMention::new(words.span(value.words.start, value.words.end), value.label, rule);
        mention.norm.clone_from(&value.norm);
        out.push(mention);
    }
    out.sort_by_key(|m| (m.span.start, m.span.end));
    let mut end = 0;
    out.retain(|m| {
        let keep = m.span.start >= end && !m.span.is_empty();
        end = if keep { m.span.end } else { end };
        keep
    });
    extend_titles(words.text, &mut out);
    out
}

fn of_piece(words: &Words<'_>, piece: &Piece) -> DraftMention {
    let label = piece.label;
    let mut start = piece.words.start;
    // "The" stands outside, as other small words do.
    if words.str(start) == "The" && piece.words.len() > 1 {
        start += 1;
    }
    let mut mention = DraftMention::new(words.span(start, piece.words.end), label, piece.rule);
    if piece.rule == Rule::Credit {
        mention.weak = Some(Weak::Credit);
    }
    if !piece.title.is_empty() {
        mention.title = words.span(piece.title.start, piece.title.end);
    } else if label == Label::Person
        && let Some(from) = small_title_start(words, start)
    {
        mention.title = words.span(from, start);
    }
    mention
}

/// The country, people or organization that a title opens with: "U.S." in "U.S. Attorney General", "Norwegian" in
/// "Norwegian Prime Minister", "ICE" in "ICE Director".
fn in_title(words: &Words<'_>, piece: &Piece) -> Option<DraftMention> {
    let first = piece.title.start;
    let group =
        |w: &&Word| w.is(lex::GROUP) || w.listed(gaz::DEMONYM) && !w.listed(gaz::COUNTRY | gaz::STATE);
    if piece.title.len() > 1 && words.get(first).as_ref().is_some_and(group) {
        let weak = Some(Weak::Title);
        let span = words.span(first, first + 1);
        return Some(DraftMention { weak, ..DraftMention::new(span, Label::Group, Rule::Demonym) });
    }
    let at = piece.title.clone().find(|n| matches!(words.str(*n), "U.S." | "US" | "Senate" | "House"))?;
    let white = words.str(at) == "House" && at > piece.title.start && words.str(at - 1) == "White";
    let span = words.span(at - usize::from(white), at + 1);
    if words.str(at).starts_with('U') {
        let weak = Some(Weak::Title);
        return Some(DraftMention { weak, ..DraftMention::new(span, Label::Place, Rule::Gazetteer) });
    }
    // "Speaker of the House" is a title to the end.
    (at + 1 < piece.title.end).then(|| DraftMention::new(span, Label::Org, Rule::Gazetteer))
}

/// The place that a title ends with: "Oregon" in "U.S. Attorney for Oregon".
fn end_of_title(words: &Words<'_>, piece: &Piece) -> Option<DraftMention> {
    let link = piece.title.clone().find(|n| matches!(words.str(*n), "for" | "of"))?;
    let from = (link + 1..piece.title.end).find(|n| words.get(*n).is_some_and(Word::capital))?;
    let listed = |n: usize| {
        words
            .get(n)
            .is_some_and(|w| w.listed(gaz::COUNTRY | gaz::STATE | gaz::CITY_BIG) || w.is(lex::PLACE_HEAD))
    };
    if !(from..piece.title.end).all(listed) || words.get(from).is_some_and(|w| w.is(lex::TITLE_MOD)) {
        return None;
    }
    let mut mention = DraftMention::new(words.span(from, piece.title.end), Label::Place, Rule::Gazetteer);
    mention.weak = Some(Weak::Title);
    Some(mention)
}

/// A place right before a title is part of it as said aloud ("Salem Mayor"), and an acronym is as printed
/// ("ICE Director"): the place turns weak, the title takes the acronym in.
fn extend_titles(text: &str, mentions: &mut [DraftMention]) {
    for n in 1..mentions.len() {
        let (before, here) = mentions.split_at_mut(n);
        let (Some(before), Some(person)) = (before.last_mut(), here.first_mut()) else { continue };
        if person.title.is_empty() || person.label != Label::Person {
            continue;
        }
        let between = text.get(before.span.end as usize..person.title.start as usize);
        if between != Some(" ") {
            continue;
        }
        let printed = before.span.of(text);
        let acronym = printed.chars().all(|c| c.is_uppercase() || c == '.');
        match before.label {
            Label::Place => {
                before.weak = before.weak.or(Some(Weak::Title));
                if acronym {
                    person.title.start = before.span.start;
                }
            }
            Label::Org if acronym => person.title.start = before.span.start,
            _ => {}
        }
    }
}

/// What the marks of the text say about a mention.
fn mark(draft: &Draft, mention: &mut DraftMention) {
    match draft.mark_at(mention.span.start as usize) {
        Some(MarkKind::Boilerplate) => mention.weak = Some(Weak::Boilerplate),
        Some(MarkKind::Credit) => {
            mention.weak = Some(Weak::Credit);
            mention.rule = if mention.label.is_name() { Rule::Credit } else { mention.rule };
        }
        Some(MarkKind::Byline) if mention.label == Label::Person => mention.rule = Rule::Byline,
        Some(MarkKind::Dateline) if mention.label == Label::Place => mention.rule = Rule::Dateline,
        _ => {}
    }
}
