//! JSON Lines: a mention a line. (`annotate` has a story a line.)

use super::super::corpus::Corpus;
use super::super::exit::Stop;
use super::super::out::Out;
use super::mention::rows;
use crate::model::Story;

/// Writes the mentions of the stories.
pub(super) fn write(stories: &[Story<'_>], _: &Corpus, out: &mut Out) -> Result<(), Stop> {
    for story in stories {
        rows(story).try_for_each(|row| out.json(&row))?;
    }
    Ok(())
}
