//! `who --why`: the rule of each link of a name, and the spans that caused it.

use std::io;

use super::corpus::Corpus;
use super::out::{Out, one_line};
use super::record::{self, LinkRecord, PlaceRecord};
use super::who::heading;
use crate::model::{Entity, Field, LinkRule, Place, Reason, Story};
use crate::text::fold_words;

/// The links of a name in these stories: in each the first mention of every form, then what joins the story to the
/// others.
pub(super) fn why<'a>(entity: Entity<'a>, stories: &[Story<'a>], corpus: &'a Corpus) -> Vec<LinkRecord<'a>> {
    let mut links = Vec::new();
    for story in stories {
        links.extend(inside(entity, story, corpus));
        links.extend(story.joined(&entity).iter().filter_map(|reason| link(reason, 1, corpus)));
    }
    links
}

/// One link for each printed form and rule of a story. That the same words mean the same needs no telling.
fn inside<'a>(entity: Entity<'a>, story: &Story<'a>, corpus: &'a Corpus) -> Vec<LinkRecord<'a>> {
    let mut forms: Vec<(LinkRule, String, u32, u32)> = Vec::new();
    for mention in story.mentions().filter(|m| m.entity == Some(entity.no())) {
        let folded = fold_words(story.part(mention.field, mention.span));
        match forms.iter_mut().find(|f| f.0 == mention.link && f.1 == folded) {
            Some(known) => known.3 += 1,
            None => forms.push((mention.link, folded, mention.no, 1)),
        }
    }
    let told = forms.into_iter().map(|(_, _, mention, n)| {
        let reasons = story.why(mention);
        let mut told: Vec<_> = reasons.first().into_iter().filter_map(|r| link(r, n, corpus)).collect();
        if let Some(moved) = reasons.get(1).filter(|r| r.rule == LinkRule::Decision && r.places.len() == 1) {
            told.extend(link(moved, n, corpus));
        }
        told
    });
    told.flatten().collect()
}

fn link<'a>(reason: &Reason, mentions: u32, corpus: &'a Corpus) -> Option<LinkRecord<'a>> {
    let mut places = reason.places.iter().filter_map(|p| place(p, corpus));
    let first = places.next()?;
    Some(LinkRecord { link: reason.rule.as_str(), mentions, place: first, by: places.collect() })
}

fn place<'a>(place: &Place, corpus: &'a Corpus) -> Option<PlaceRecord<'a>> {
    let story = corpus.snapshot.story(place.story)?;
    Some(PlaceRecord {
        story: record::id(&story),
        field: (place.field == Field::Title && story.title_span().is_none()).then_some("title"),
        start: place.span.start,
        end: place.span.end,
        text: story.part(place.field, place.span),
    })
}

/// Prints links, one a line: place, form, rule, and what it was linked by.
pub(super) fn print(links: &[LinkRecord<'_>], out: &mut Out) -> io::Result<()> {
    heading("why", out)?;
    let told = |p: &PlaceRecord<'_>| {
        let field = p.field.map_or(String::new(), |f| format!("{f} "));
        format!("{field}\"{}\" {}:{}", one_line(p.text), p.story, p.start)
    };
    for link in links {
        let n = if link.mentions > 1 { format!(" ({} mentions)", link.mentions) } else { String::new() };
        let by: Vec<String> = link.by.iter().map(told).collect();
        let by = if by.is_empty() { String::new() } else { format!(": {}", by.join(", ")) };
        out.raw(&format!("{}{n}  {}{by}\n", told(&link.place), link.link))?;
    }
    Ok(())
}
