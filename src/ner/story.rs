//! The stages of recognition over one text of a story.

use super::Options;
use super::features::Features;
use super::fixed::patterns;
use super::names;
use super::piece::Piece;
use super::tagger;
use super::value::{Value, values};
use super::weights::Blob;
use super::word::Words;
use crate::model::Day;

/// What is found in a text, with what it was found in.
pub(super) struct Reading<'a> {
    features: Features<'a>,
    /// Values, in order.
    pub(super) values: Vec<Value>,
    /// Names, in order.
    pub(super) names: Vec<Piece>,
}

impl<'a> Reading<'a> {
    /// Reads `text`, whose first `headline` bytes are its title, of a story of this day.
    pub(super) fn new(
        text: &'a str,
        headline: usize,
        day: Option<Day>,
        blob: &'a Blob,
        options: Options<'_>,
    ) -> Reading<'a> {
        let features = Features::new(text, headline, blob);
        let words = &features.words;
        let (fixed, mut taken) = patterns(words);
        let mut values = values(words, day);
        // "Saturday Night Live", "60 Minutes".
        for known in words.known.iter().filter(|k| k.words.len() > 1) {
            values.retain(|v| v.words.end <= known.words.start || known.words.end <= v.words.start);
        }
        values.retain(|v| !v.words.clone().any(|n| taken[n]));
        for value in &values {
            taken[value.words.clone()].fill(true);
        }
        let tags = match options.one_pass {
            true => tagger::tag_once(&features, &blob.model),
            false => tagger::tag(&features, &blob.model),
        };
        let mut names = names::of_tags(words, &tags, fixed, &taken);
        names::mend(words, &mut names, options.without);
        Reading { features, values, names }
    }

    /// The text's words.
    pub(super) fn words(&self) -> &Words<'a> {
        &self.features.words
    }
}
