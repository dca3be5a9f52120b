//! Markdown: notes on the names that the stories share, each with a quotation from each story.

use std::cmp::Reverse;

use super::super::corpus::Corpus;
use super::super::exit::Stop;
use super::super::markdown::{escaped, quotation};
use super::super::out::Out;
use super::super::who::In;
use crate::model::{Entity, EntityNo, Story};

/// Writes the notes. Where no name is shared, as in a single story, all names count.
pub(super) fn write(stories: &[Story<'_>], corpus: &Corpus, out: &mut Out) -> Result<(), Stop> {
    let mut places: Vec<(EntityNo, usize, bool)> = Vec::new();
    for (n, story) in stories.iter().enumerate() {
        let establishes = |no| {
            corpus.snapshot.entity(no).and_then(|e| e.posting(story.no())).is_some_and(|p| p.establishes)
        };
        places.extend(story.entities().into_iter().map(|no| (no, n, establishes(no))));
    }
    places.sort_unstable();
    let groups: Vec<&[(EntityNo, usize, bool)]> = places.chunk_by(|a, b| a.0 == b.0).collect();
    let shared_in = |group: &[(EntityNo, usize, bool)]| group.iter().filter(|p| p.2).count();
    let any = groups.iter().any(|g| shared_in(g) >= 2);
    let mut names: Vec<_> = groups
        .into_iter()
        .filter(|group| !any || shared_in(group) >= 2)
        .filter_map(|group| Some((corpus.snapshot.entity(group[0].0)?, group)))
        .collect();
    names.sort_by_key(|(entity, group)| (Reverse(group.len()), entity.key()));
    let what = if any { "Names that stories share" } else { "Names" };
    out.raw(&format!("# {what}\n\n"))?;
    for (entity, group) in names {
        let stories = group.iter().map(|(_, n, _)| stories[*n]);
        note(entity, stories, out)?;
    }
    Ok(())
}

fn note<'a>(
    entity: Entity<'a>,
    stories: impl ExactSizeIterator<Item = Story<'a>>,
    out: &mut Out,
) -> Result<(), Stop> {
    let n = stories.len();
    let noun = if n == 1 { "story" } else { "stories" };
    let (name, label) = (escaped(entity.name()), entity.label().as_str());
    out.raw(&format!("## {name}\n\n{label}, {n} {noun}, `{}`\n\n", entity.key()))?;
    for story in stories {
        let found = In::new(story, entity);
        let mut about = vec![escaped(story.title())];
        about.extend([escaped(story.outlet()), story.date().map(|d| d.to_string()).unwrap_or_default()]);
        about.retain(|part| !part.is_empty());
        out.raw(&format!("{}\n\n", about.join(", ")))?;
        if let Some((sentence, places)) = &found.sentence {
            quotation(&story, *sentence, places, out)?;
        }
    }
    Ok(())
}
