//! Our own annotation of open texts: `models/annotations.tsv` and the texts in, labelled stories out.
//!
//! The file has no text, only where names stand; its head says how. A line for each sentence with names, such as
//! `gmb TAB 17 TAB PER 3-5 LOC 7-7/1`, where `7/1` is the part of token 7 behind its first hyphen; lines `# read` and `# dev` say which sentences were read, and which of these are
//! held out. It fits the texts only as they are: the number of tokens read is checked.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use anyhow::{Context, Result, ensure};

use crate::masc::{self, Text};
use crate::render::HYPHEN;
use crate::sentence::{CONLL_KINDS, Sentence, Tag, TagSpan, tag_of};
use crate::sets::Set;

/// The sentences of GMB that were read are parted into stories of so many: where its documents end is not known.
const STORY_SENTENCES: usize = 12;

/// What was read, and what was found.
#[derive(Debug, Default)]
pub(crate) struct Annotations {
    /// For each source, the number of tokens read and the ranges of sentences.
    read: BTreeMap<String, (usize, Vec<Range<usize>>)>,
    /// Sentences of GMB that are held out.
    dev: Vec<Range<usize>>,
    /// For each source, the names by sentence.
    names: HashMap<String, HashMap<usize, Vec<Name>>>,
}

/// A name, from a place up to, not with, another.
type Name = (Place, Place, Tag);

/// Where a name begins or ends: before a token, or before a part of it behind one of its hyphens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    token: usize,
    /// 0 is before the token.
    part: usize,
}

/// The sets that the annotation makes.
pub(crate) struct Annotated {
    /// To train on: `masc` and `gmb-read`.
    pub train: Vec<Set>,
    /// Held out, under the same names.
    pub dev: Vec<Set>,
}

impl Annotations {
    /// Reads the file's text.
    ///
    /// # Errors
    /// A line is not as the head of the file says; the error shows it.
    pub(crate) fn parse(text: &str) -> Result<Annotations> {
        let mut annotations = Annotations::default();
        for line in text.lines().filter(|line| *line != "source\tsentence\tnames") {
            annotations.line(line).with_context(|| format!("annotations: {line:.120}"))?;
        }
        Ok(annotations)
    }

    fn line(&mut self, line: &str) -> Result<()> {
        match line.split('\t').collect::<Vec<_>>().as_slice() {
            ["# read", source, tokens, ranges] => {
                self.read.insert((*source).to_owned(), (tokens.parse()?, many(ranges)?));
            }
            ["# dev", "gmb", ranges] => self.dev = many(ranges)?,
            [source, sentence, printed] if !source.starts_with('#') => {
                let by_sentence = self.names.entry((*source).to_owned()).or_default();
                by_sentence.insert(sentence.parse()?, names(printed)?);
            }
            _ => ensure!(line.starts_with("# "), "three columns are needed"),
        }
        Ok(())
    }

    /// Takes what was read out of the set `gmb`, and makes sets of it and of what was read of MASC.
    ///
    /// # Errors
    /// The texts are not those that were read.
    pub(crate) fn apply(&self, gmb: &mut Set, masc: &[Text]) -> Result<Annotated> {
        let [masc_train, masc_dev] = self.masc(masc)?;
        let [gmb_train, gmb_dev] = self.gmb(gmb)?;
        let set = |name, docs| Set { name, docs, misc: true };
        Ok(Annotated {
            train: vec![set("masc", masc_train), set("gmb-read", gmb_train)],
            dev: vec![set("masc", masc_dev), set("gmb-read", gmb_dev)],
        })
    }

    /// Stories of MASC, each what was read of a file: to train on, held out.
    fn masc(&self, texts: &[Text]) -> Result<[Vec<Vec<Sentence>>; 2]> {
        let held_out = masc::held_out(texts);
        let mut stories = [Vec::new(), Vec::new()];
        for text in texts {
            let source = format!("masc:{}", text.file);
            if let Some((tokens, ranges)) = self.read.get(&source) {
                let lines = ranges.iter().cloned().flatten();
                let story = self.story(&source, lines, |n| text.lines.get(n))?;
                check_tokens(&source, *tokens, &story)?;
                stories[usize::from(held_out.contains(&text.file.as_str()))].push(story);
            }
        }
        Ok(stories)
    }

    /// Stories of GMB: to train on, held out. What was read leaves the set.
    fn gmb(&self, gmb: &mut Set) -> Result<[Vec<Vec<Sentence>>; 2]> {
        let (tokens, ranges) = self.read.get("gmb").context("annotations: nothing of gmb was read")?;
        let words: Vec<&Vec<String>> = gmb.docs.iter().flatten().map(|s| &s.words).collect();
        let mut stories = [Vec::new(), Vec::new()];
        for range in ranges {
            let held_out = usize::from(self.dev.contains(range));
            for start in range.clone().step_by(STORY_SENTENCES) {
                let part = start..range.end.min(start + STORY_SENTENCES);
                stories[held_out].push(self.story("gmb", part, |n| words.get(n).copied())?);
            }
        }
        check_tokens("gmb", *tokens, stories.iter().flatten().flatten())?;
        let mut number = 0..;
        for doc in &mut gmb.docs {
            doc.retain(|_| number.next().is_some_and(|n| !ranges.iter().any(|r| r.contains(&n))));
        }
        gmb.docs.retain(|doc| !doc.is_empty());
        Ok(stories)
    }

    /// The sentences of a source with these numbers, without the empty ones.
    fn story<'a>(
        &self,
        source: &str,
        sentences: impl Iterator<Item = usize>,
        words: impl Fn(usize) -> Option<&'a Vec<String>>,
    ) -> Result<Vec<Sentence>> {
        let names = self.names.get(source);
        let mut story = Vec::new();
        for n in sentences {
            let words = words(n).with_context(|| format!("{source} has no sentence {n}"))?;
            let names = names.and_then(|by| by.get(&n)).map_or(&[][..], Vec::as_slice);
            let sentence = sentence(words, names).with_context(|| format!("{source}: sentence {n}"))?;
            if !words.is_empty() {
                story.push(sentence);
            }
        }
        Ok(story)
    }
}

/// A sentence of words and names; words that a name begins or ends in are parted at their hyphens.
fn sentence(words: &[String], names: &[Name]) -> Result<Sentence> {
    let places = || names.iter().flat_map(|name| [name.0, name.1]);
    let (mut parted, mut starts) = (Vec::with_capacity(words.len()), Vec::with_capacity(words.len() + 1));
    for (token, word) in words.iter().enumerate() {
        starts.push(parted.len());
        if !places().any(|place| place.token == token && place.part > 0) {
            parted.push(word.clone());
            continue;
        }
        for (n, part) in word.split('-').enumerate() {
            parted.extend((n > 0).then(|| HYPHEN.to_owned()));
            parted.push(part.to_owned());
        }
    }
    starts.push(parted.len());
    // A part and the hyphen before it are two words; a name that ends before a part ends before that hyphen.
    let at = |place: Place| {
        let start = starts.get(place.token)? + 2 * place.part;
        (start <= *starts.get(place.token + usize::from(place.part > 0))?).then_some(start)
    };
    let span = |name: &Name| {
        let (start, end) = (at(name.0)?, at(name.1)?.checked_sub(usize::from(name.1.part > 0))?);
        (start < end).then_some((start, end, name.2))
    };
    let spans: Option<Vec<TagSpan>> = names.iter().map(span).collect();
    Ok(Sentence { words: parted, spans: spans.context("shorter than its names")? })
}

fn check_tokens<'a>(
    source: &str,
    expected: usize,
    sentences: impl IntoIterator<Item = &'a Sentence>,
) -> Result<()> {
    // A part and its hyphen are no tokens.
    let hyphens = |s: &Sentence| 2 * s.words.iter().filter(|word| *word == HYPHEN).count();
    let tokens: usize = sentences.into_iter().map(|s| s.words.len() - hyphens(s)).sum();
    ensure!(tokens == expected, "{source}: {tokens} tokens, but {expected} were read");
    Ok(())
}

/// `0-5 8-9`.
fn many(ranges: &str) -> Result<Vec<Range<usize>>> {
    ranges.split(' ').map(range).collect()
}

fn range(range: &str) -> Result<Range<usize>> {
    let (start, end) = range.split_once('-').context("a range has a hyphen")?;
    Ok(start.parse()?..end.parse()?)
}

/// `7` or `7/1`.
fn place(place: &str) -> Result<Place> {
    let (token, part) = place.split_once('/').unwrap_or((place, "0"));
    Ok(Place { token: token.parse()?, part: part.parse()? })
}

/// `PER 3-5 LOC 7-7/1`.
fn names(names: &str) -> Result<Vec<Name>> {
    let fields: Vec<&str> = names.split(' ').collect();
    let (pairs, rest) = fields.as_chunks::<2>();
    ensure!(rest.is_empty(), "a name has a kind and a range");
    let name = |[kind, places]: &[&str; 2]| {
        let tag = tag_of(kind, CONLL_KINDS).with_context(|| format!("unknown kind {kind}"))?;
        let (start, end) = places.split_once('-').context("a range has a hyphen")?;
        Ok((place(start)?, place(end)?, tag))
    };
    pairs.iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence::sentence;

    fn gmb() -> Set {
        let docs =
            vec![vec![sentence("It rains", &[]), sentence("Ada sleeps", &[])], vec![sentence("Oslo", &[])]];
        Set { name: "gmb", docs, misc: true }
    }

    fn masc(file: &str) -> Text {
        let line = |words: &str| words.split_whitespace().map(str::to_owned).collect();
        Text {
            file: file.to_owned(),
            category: "newspaper".to_owned(),
            lines: vec![line("We"), line(""), line("Bo fell")],
        }
    }

    const FILE: &str = "# A head.\n# read\tmasc:b\t3\t0-3\n# read\tgmb\t3\t1-2 2-3\n# dev\tgmb\t2-3\n\
                        source\tsentence\tnames\nmasc:b\t2\tPER 0-1\ngmb\t1\tPER 0-1\ngmb\t2\tLOC 0-1\n";

    #[test]
    fn what_was_read_becomes_sets() {
        let mut gmb = gmb();
        let texts = [masc("a"), masc("b")];
        let found = Annotations::parse(FILE).unwrap().apply(&mut gmb, &texts).unwrap();
        assert_eq!(gmb.docs, [[sentence("It rains", &[])]]);
        assert!(found.train[0].docs.is_empty());
        assert_eq!(found.train[1].docs, [[sentence("Ada sleeps", &[(0, 1, Tag::Person)])]]);
        assert_eq!(found.dev[0].docs, [[sentence("We", &[]), sentence("Bo fell", &[(0, 1, Tag::Person)])]]);
        assert_eq!(found.dev[1].docs, [[sentence("Oslo", &[(0, 1, Tag::Place)])]]);
    }

    #[test]
    fn names_in_parts_of_words_part_them() {
        let words: Vec<String> = ["New", "York-based", "pro-al-Zaidi", "It-is"].map(str::to_owned).to_vec();
        let found = super::sentence(&words, &names("LOC 0-1/1 PER 2/1-3").unwrap()).unwrap();
        assert_eq!(found.words.join(" "), "New York @-@ based pro @-@ al @-@ Zaidi It-is");
        assert_eq!(found.spans, [(0, 2, Tag::Place), (6, 9, Tag::Person)]);
        assert!(super::sentence(&words, &names("LOC 1-1/3").unwrap()).is_err());
        check_tokens("", 4, [&found]).unwrap();
    }

    #[test]
    fn other_texts_are_refused() {
        let file = FILE.replace("gmb\t3\t", "gmb\t4\t");
        assert!(Annotations::parse(&file).unwrap().apply(&mut gmb(), &[]).is_err());
        let file = FILE.replace("gmb\t2\tLOC 0-1", "gmb\t2\tLOC 0-2");
        assert!(Annotations::parse(&file).unwrap().apply(&mut gmb(), &[]).is_err());
    }

    #[test]
    fn odd_lines_are_errors() {
        for line in ["gmb\t1", "gmb\t1\tPER", "gmb\t1\tODD 0-1", "gmb\tx\tPER 0-1", "# read\tgmb\t1\t5"] {
            assert!(Annotations::parse(line).is_err(), "{line}");
        }
    }
}
