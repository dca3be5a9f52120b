//! The sets that names are learnt from: the folder of data in, labelled stories out.
//!
//! [`SETS`] is the table of them; `models/MODEL.md` says whence they come and under which licence. Sets that
//! names are judged by are not among them, and [`crate::unpack`] refuses to read them.

use std::path::Path;

use anyhow::{Context, Result};

pub(crate) use crate::sentence::{Sentence, Tag};

use crate::clean::{LowerCase, tidy};
use crate::columns::{apart, conll, universal};
use crate::sentence::{CONLL_KINDS, Kinds};
use crate::{gmb, redocred, unpack};

/// A set to train on.
#[derive(Debug)]
pub(crate) struct Set {
    /// The name, as it stands in [`SETS`].
    pub name: &'static str,
    /// The stories; none is empty. Those of tweets, and of sets in no order, have one sentence.
    pub docs: Vec<Vec<Sentence>>,
    /// Whether [`Tag::Misc`] is annotated; if not, a word outside all spans may still be such a name.
    pub misc: bool,
}

/// How a set is read: its name, whether [`Tag::Misc`] is annotated in it, and its reader.
type Row = (&'static str, bool, fn(&Path) -> Result<Vec<Vec<Sentence>>>);

/// All sets, in the order in which they are loaded.
const SETS: &[Row] = &[
    ("wikigold", true, wikigold),
    ("wnut17.train", true, wnut_train),
    ("wnut17.dev", true, wnut_dev),
    ("btc", false, btc),
    ("re3d", true, re3d),
    ("crossner", true, crossner),
    ("redocred", true, re_docred),
    ("ewt.dev", false, ewt_dev),
    ("gmb", true, gmb::stories),
];

/// Loads all sets from the folder of data: 45,000 stories, in one to two seconds.
///
/// # Errors
/// A file is missing or damaged; the error names it.
pub(crate) fn load(dir: &Path) -> Result<Vec<Set>> {
    SETS.iter().map(|&(name, misc, read)| Ok(Set { name, docs: read(dir)?, misc })).collect()
}

const WNUT_KINDS: Kinds = &[
    ("person", Tag::Person),
    ("location", Tag::Place),
    ("corporation", Tag::Org),
    ("group", Tag::Org),
    ("creative-work", Tag::Misc),
    ("product", Tag::Misc),
];

const RE3D_KINDS: Kinds = &[
    ("Person", Tag::Person),
    ("Organisation", Tag::Org),
    ("Location", Tag::Place),
    ("Nationality", Tag::Misc),
];

const CROSSNER_KINDS: Kinds = &[
    ("person", Tag::Person),
    ("writer", Tag::Person),
    ("politician", Tag::Person),
    ("musicalartist", Tag::Person),
    ("organisation", Tag::Org),
    ("organization", Tag::Org),
    ("politicalparty", Tag::Org),
    ("band", Tag::Org),
    ("country", Tag::Place),
    ("location", Tag::Place),
    ("event", Tag::Misc),
    ("election", Tag::Misc),
    ("award", Tag::Misc),
    ("book", Tag::Misc),
    ("poem", Tag::Misc),
    ("magazine", Tag::Misc),
    ("album", Tag::Misc),
    ("song", Tag::Misc),
    ("misc", Tag::Misc),
];

/// The fields of CrossNER that are near to news.
const CROSSNER_FIELDS: [&str; 3] = ["politics", "literature", "music"];

fn wikigold(dir: &Path) -> Result<Vec<Vec<Sentence>>> {
    Ok(tidy(conll(&unpack::WIKIGOLD.text(dir)?, CONLL_KINDS), LowerCase::Drop))
}

fn wnut_train(dir: &Path) -> Result<Vec<Vec<Sentence>>> {
    Ok(wnut(&unpack::WNUT_TRAIN.text(dir)?))
}

fn wnut_dev(dir: &Path) -> Result<Vec<Vec<Sentence>>> {
    Ok(wnut(&unpack::WNUT_DEV.text(dir)?))
}

fn wnut(text: &str) -> Vec<Vec<Sentence>> {
    tidy(apart(conll(text, WNUT_KINDS)), LowerCase::Keep)
}

fn btc(dir: &Path) -> Result<Vec<Vec<Sentence>>> {
    let mut stories = Vec::new();
    for part in &unpack::BTC {
        stories.extend(apart(conll(&part.text(dir)?, CONLL_KINDS)));
    }
    Ok(tidy(stories, LowerCase::Drop))
}

fn re3d(dir: &Path) -> Result<Vec<Vec<Sentence>>> {
    let texts = unpack::RE3D.tar_texts(dir, |path| path.ends_with(".conll"))?;
    let stories = texts.values().flat_map(|text| conll(text, RE3D_KINDS)).collect();
    Ok(tidy(stories, LowerCase::Drop))
}

/// Its parts for training, choosing and testing are all trained on: names are not judged by it.
fn crossner(dir: &Path) -> Result<Vec<Vec<Sentence>>> {
    let texts = unpack::CROSSNER.tar_texts(dir, |path| path.ends_with(".txt"))?;
    let mut stories = Vec::new();
    for field in CROSSNER_FIELDS {
        for part in ["train", "dev", "test"] {
            let path = format!("{field}/{part}.txt");
            let text = texts.get(&path).with_context(|| format!("crossner has no {path}"))?;
            stories.extend(apart(conll(text, CROSSNER_KINDS)));
        }
    }
    Ok(tidy(stories, LowerCase::Drop))
}

fn re_docred(dir: &Path) -> Result<Vec<Vec<Sentence>>> {
    let mut stories = Vec::new();
    for part in &unpack::REDOCRED {
        stories.extend(redocred::stories(&part.text(dir)?)?);
    }
    Ok(tidy(stories, LowerCase::Drop))
}

fn ewt_dev(dir: &Path) -> Result<Vec<Vec<Sentence>>> {
    Ok(tidy(universal(&unpack::EWT_DEV.text(dir)?), LowerCase::Drop))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence::sentence;

    #[test]
    fn names_of_sets_differ() {
        let mut names: Vec<&str> = SETS.iter().map(|row| row.0).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), SETS.len());
    }

    #[test]
    fn missing_folder_is_an_error() {
        assert!(load(Path::new("/nowhere")).is_err());
    }

    #[test]
    fn tweets_are_stories_with_names_in_lower_case() {
        let stories = wnut("ada\tB-person\nsings\tO\n\nthe\tB-group\nChoir\tI-group\n\n");
        let expected =
            [[sentence("ada sings", &[(0, 1, Tag::Person)])], [sentence("the Choir", &[(1, 2, Tag::Org)])]];
        assert_eq!(stories, expected);
    }
}
