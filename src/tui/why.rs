//! Why a name is linked as it is, in lines to read. Worked out by the worker.

use super::doc::headline;
use crate::link;
use crate::model::{Entity, Field, LinkRule, Place, Reason, Snapshot, Span, Story};

/// Bytes of text shown before and behind a span.
const AROUND: usize = 40;
/// Stories of a name whose links are told: more are not read one by one.
const MAX_STORIES: usize = 200;

/// What is asked: the links of a mention, or of all stories of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyOf {
    /// A mention: the id of its story, the string that its span counts in, where it begins.
    Mention(String, Field, u32),
    /// The name with this key.
    Name(String),
}

/// A line of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// A rule, in words.
    Rule(String),
    /// Text before a span, the span, text behind it.
    Place(String, String, String),
    /// What story the lines above are from.
    Story(String),
    /// Nothing.
    Blank,
}

/// Why a name is linked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The name.
    pub(super) name: String,
    /// What is to be read.
    pub(super) lines: Vec<Line>,
}

/// The answer; `None` where the mention or the name is gone.
pub(super) fn why(of: &WhyOf, snapshot: &Snapshot) -> Option<Why> {
    let mut lines = Vec::new();
    let entity: Entity<'_> = match of {
        WhyOf::Mention(story, field, start) => {
            let story = snapshot.story_by_id(story)?;
            match story.mentions().find(|m| m.field == *field && m.span.start == *start) {
                Some(mention) => {
                    story.why(mention.no).iter().for_each(|reason| tell(reason, snapshot, &mut lines));
                    snapshot.entity(mention.entity?)?
                }
                None => {
                    let weak = link::references(&story).into_iter().find(|r| r.span.start == *start)?;
                    let by = story.mention(weak.by)?;
                    let place = |field, span| Place { story: story.no(), field, span };
                    let places = vec![place(*field, weak.span), place(by.field, by.span)];
                    tell(&Reason { rule: LinkRule::Office, places }, snapshot, &mut lines);
                    snapshot.entity(weak.entity)?
                }
            }
        }
        WhyOf::Name(key) => {
            let entity = snapshot.links().by_key(key)?;
            joined(&entity, snapshot, &mut lines);
            entity
        }
    };
    if lines.is_empty() {
        lines.push(Line::Rule("it stands in one story, in one form".into()));
    }
    Some(Why { name: entity.name().to_owned(), lines })
}

/// What joins the stories of a name. The rules that joined fewest come first: what is wrong stands among them.
fn joined(entity: &Entity<'_>, snapshot: &Snapshot, lines: &mut Vec<Line>) {
    let stories = entity.postings().take(MAX_STORIES).filter_map(|p| snapshot.story(p.story));
    let reasons: Vec<Reason> = stories.flat_map(|story| story.joined(entity)).collect();
    let mut rules: Vec<(usize, LinkRule)> = Vec::new();
    for reason in &reasons {
        match rules.iter_mut().find(|(_, rule)| *rule == reason.rule) {
            Some((n, _)) => *n += 1,
            None => rules.push((1, reason.rule)),
        }
    }
    rules.sort_unstable();
    if rules.len() > 1 {
        let told: Vec<String> = rules.iter().map(|(n, rule)| format!("{} {n}", rule.as_str())).collect();
        lines.push(Line::Rule(told.join("  ·  ")));
    }
    for (_, rule) in &rules {
        reasons.iter().filter(|r| r.rule == *rule).for_each(|reason| tell(reason, snapshot, lines));
    }
    let left = entity.postings().len().saturating_sub(MAX_STORIES);
    if left > 0 {
        lines.extend([Line::Blank, Line::Rule(format!("and {left} more stories"))]);
    }
}

fn tell(reason: &Reason, snapshot: &Snapshot, lines: &mut Vec<Line>) {
    if !lines.is_empty() {
        lines.push(Line::Blank);
    }
    let words = match (reason.rule, reason.places.len()) {
        (LinkRule::SameWords, 1) => "the first with its words in this story",
        (LinkRule::Ambiguous, _) => "fits several names, so it was linked to none of them",
        (LinkRule::Decision, _) => "decided by hand",
        (rule, _) => rule.as_str(),
    };
    lines.push(Line::Rule(words.to_owned()));
    let mut last = None;
    for place in &reason.places {
        let Some(story) = snapshot.story(place.story) else { continue };
        if last.is_some_and(|no| no != place.story) {
            lines.extend(last.and_then(|no| snapshot.story(no)).map(|s| about(&s)));
        }
        lines.push(shown(place, &story));
        last = Some(place.story);
    }
    lines.extend(last.and_then(|no| snapshot.story(no)).map(|s| about(&s)));
}

fn about(story: &Story<'_>) -> Line {
    Line::Story(format!("{}  {}", story.id(), headline(story).0))
}

/// A span with the text around it, on one line.
fn shown(place: &Place, story: &Story<'_>) -> Line {
    let text = story.field(place.field);
    let Span { start, end } = place.span;
    let from = text.floor_char_boundary((start as usize).saturating_sub(AROUND));
    let to = text.ceil_char_boundary((end as usize).saturating_add(AROUND).min(text.len()));
    let one_line = |s: Option<&str>| s.unwrap_or("").replace('\n', " ");
    let (mut before, mut behind) =
        (one_line(text.get(from..start as usize)), one_line(text.get(end as usize..to)));
    // Half words at the ends are left out.
    if from > 0 {
        before = before.split_once(' ').map_or(String::new(), |(_, whole)| format!("… {whole}"));
    }
    if to < text.len() {
        behind = behind.rsplit_once(' ').map_or(String::new(), |(whole, _)| format!("{whole} …"));
    }
    Line::Place(before, place.span.of(text).replace('\n', " "), behind)
}
