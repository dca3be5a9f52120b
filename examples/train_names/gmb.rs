//! Reads and cleans the Groningen Meaning Bank, whose labels were made by machine and only then corrected.
//!
//! The folder of data in, stories out. Titles leave the names of persons, countries are told from peoples, a
//! name that has one tag nearly everywhere has it everywhere, and the sentences, which carry no marks of
//! documents, are gathered into stories. `B-per President I-per Bell` becomes `O President B-per Bell`.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use anyhow::{Context, Result};

use crate::clean::{is_title, listed};
use crate::gather::gather;
use crate::peoples::Peoples;
use crate::sentence::{Sentence, Tag, TagSpan, spans};
use crate::unpack::{self, latin1};

/// Organizations, also where GMB has them as places.
const ORGS: &str = "U.N., UN, United Nations, EU, European Union, NATO, Congress, Senate, Security Council";

/// A name is settled from so many mentions on. With [`MIN_TENTHS`] this changes 1,091 mentions of 89,722; how
/// the two were chosen is not recorded.
const MIN_MENTIONS: u32 = 8;
/// A name is settled if so many tenths of its mentions have one tag.
const MIN_TENTHS: u32 = 7;

/// What GMB calls a name; times and natural phenomena are no names.
#[derive(Clone, Copy)]
enum Kind {
    Tag(Tag),
    /// "gpe": a country or its people.
    CountryOrPeople,
}

/// The stories of the set, cleaned.
///
/// # Errors
/// The set or the lists of countries and nationalities cannot be read.
pub(crate) fn stories(dir: &Path) -> Result<Vec<Vec<Sentence>>> {
    let peoples = Peoples::load(dir)?;
    let csv = unpack::GMB.zip_member(dir, "ner_dataset.csv")?;
    let mut sentences = sentences(&csv, &peoples)?;
    settle(&mut sentences);
    Ok(gather(sentences))
}

/// The distinct sentences of the CSV (columns: sentence's name in its first row, word, part of speech, tag).
fn sentences(csv: &[u8], peoples: &Peoples) -> Result<Vec<Sentence>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(csv);
    let (mut sentences, mut seen) = (Vec::new(), HashSet::new());
    let (mut words, mut tags) = (Vec::new(), Vec::new());
    let mut end = |words: &mut Vec<String>, tags: &mut Vec<String>| {
        let (words, tags) = (std::mem::take(words), std::mem::take(tags));
        if !words.is_empty() && seen.insert(words.join(" ")) {
            sentences.push(sentence(words, &tags, peoples));
        }
    };
    for row in reader.byte_records() {
        let row = row?;
        let field = |idx: usize| row.get(idx).with_context(|| format!("row {row:?} is too short"));
        if !field(0)?.is_empty() {
            end(&mut words, &mut tags);
        }
        words.push(latin1(field(1)?));
        tags.push(latin1(field(3)?));
    }
    end(&mut words, &mut tags);
    Ok(sentences)
}

fn sentence(words: Vec<String>, tags: &[String], peoples: &Peoples) -> Sentence {
    let kind = |kind: &str| match kind {
        "per" => Some(Kind::Tag(Tag::Person)),
        "org" => Some(Kind::Tag(Tag::Org)),
        "geo" => Some(Kind::Tag(Tag::Place)),
        "gpe" => Some(Kind::CountryOrPeople),
        "art" | "eve" => Some(Kind::Tag(Tag::Misc)),
        _ => None,
    };
    let found = spans(tags.iter().map(String::as_str), kind);
    let spans =
        found.into_iter().filter_map(|(start, end, kind)| clean(&words, start, end, kind, peoples)).collect();
    Sentence { words, spans }
}

/// The span that is really a name, with its tag; nothing if only a title is left.
fn clean(words: &[String], mut start: usize, end: usize, kind: Kind, peoples: &Peoples) -> Option<TagSpan> {
    let person = matches!(kind, Kind::Tag(Tag::Person));
    if person {
        start += words[start..end].iter().take_while(|word| is_title(word)).count();
    }
    if start == end {
        return None;
    }
    let lone_people = person && end - start == 1 && peoples.is_people(&words[start]);
    if end - start > 1 && matches!(words[start].as_str(), "the" | "The" | "a") {
        start += 1;
    }
    let tag = if lone_people { Tag::Misc } else { retag(&words[start..end], kind, peoples) };
    if tag == Tag::Place {
        // "northern Norway", "east of Oslo": the last word stays.
        start += words[start..end - 1].iter().take_while(|word| is_direction(word)).count();
    }
    Some((start, end, tag))
}

/// The tag of a name, by GMB's kind and what is known of countries and peoples.
fn retag(words: &[String], kind: Kind, peoples: &Peoples) -> Tag {
    let name = words.join(" ");
    let tag = match kind {
        Kind::Tag(tag @ (Tag::Person | Tag::Misc)) => return tag,
        Kind::Tag(tag) => tag,
        Kind::CountryOrPeople => {
            let people = words.last().is_some_and(|word| peoples.is_like_people(word));
            if people && !peoples.is_country(&name) {
                return Tag::Misc;
            }
            Tag::Place
        }
    };
    if peoples.is_people(&name) {
        Tag::Misc
    } else if tag == Tag::Org && peoples.is_country(&name) {
        Tag::Place
    } else if listed(ORGS, &name) {
        Tag::Org
    } else {
        tag
    }
}

fn is_direction(word: &str) -> bool {
    let ending =
        ["north", "south", "east", "west", "central"].iter().find_map(|begin| word.strip_prefix(begin));
    word == "of" || ending.is_some_and(|rest| rest.chars().all(|c| c.is_alphanumeric() || c == '_'))
}

/// Gives every mention of a settled name the tag that nearly all of them have.
fn settle(sentences: &mut [Sentence]) {
    let mut votes: HashMap<String, [u32; Tag::ALL.len()]> = HashMap::new();
    for Sentence { words, spans } in &*sentences {
        for &(start, end, tag) in spans {
            votes.entry(words[start..end].join(" ")).or_default()[tag as usize] += 1;
        }
    }
    for Sentence { words, spans } in sentences {
        for (start, end, tag) in spans {
            let votes = votes.get(&words[*start..*end].join(" ")).copied().unwrap_or_default();
            let all: u32 = votes.iter().sum();
            let most = Tag::ALL.into_iter().find(|&tag| votes[tag as usize] * 10 >= all * MIN_TENTHS);
            *tag = most.filter(|_| all >= MIN_MENTIONS).unwrap_or(*tag);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence::sentence;

    fn check(words: &str, kind: Kind, expected: Option<TagSpan>) {
        let peoples = Peoples::new("Chad\tTD\nOman\tOM\n", "Chadian\nSwiss\n");
        let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
        assert_eq!(clean(&words, 0, words.len(), kind, &peoples), expected, "{words:?}");
    }

    #[test]
    fn titles_leave_persons() {
        check("Prime Minister Ada Bell", Kind::Tag(Tag::Person), Some((2, 4, Tag::Person)));
        check("President", Kind::Tag(Tag::Person), None);
        check("Swiss", Kind::Tag(Tag::Person), Some((0, 1, Tag::Misc)));
    }

    #[test]
    fn countries_and_peoples_are_told_apart() {
        check("Chad", Kind::CountryOrPeople, Some((0, 1, Tag::Place)));
        check("Chadian", Kind::CountryOrPeople, Some((0, 1, Tag::Misc)));
        check("Ruritanians", Kind::CountryOrPeople, Some((0, 1, Tag::Misc)));
        check("Swiss", Kind::Tag(Tag::Place), Some((0, 1, Tag::Misc)));
        check("Oman", Kind::Tag(Tag::Org), Some((0, 1, Tag::Place)));
        check("the United Nations", Kind::Tag(Tag::Place), Some((1, 3, Tag::Org)));
    }

    #[test]
    fn directions_leave_places() {
        check("northern Chad", Kind::Tag(Tag::Place), Some((1, 2, Tag::Place)));
        check("east of Moundou", Kind::CountryOrPeople, Some((2, 3, Tag::Place)));
        check("North Chad", Kind::Tag(Tag::Place), Some((0, 2, Tag::Place)));
        check("west", Kind::Tag(Tag::Place), Some((0, 1, Tag::Place)));
    }

    #[test]
    fn repeated_sentences_are_read_once() {
        let csv = b"Sentence #,Word,POS,Tag\r\nSentence: 1,Ren\xe9,NNP,B-per\r\n,slept,VBD,O\r\n\
                    Sentence: 2,\"\"\"\",``,O\r\n,now,RB,B-tim\r\nSentence: 3,Ren\xe9,NNP,O\r\n,slept,VBD,O\r\n";
        let expected = [sentence("René slept", &[(0, 1, Tag::Person)]), sentence("\" now", &[])];
        assert_eq!(sentences(csv, &Peoples::new("", "")).unwrap(), expected);
    }

    #[test]
    fn short_rows_are_an_error() {
        assert!(sentences(b"Sentence #,Word\r\nSentence: 1,Ada\r\n", &Peoples::new("", "")).is_err());
    }

    fn check_settled(tags: &[(Tag, usize)], expected: &[(Tag, usize)]) {
        let sentences = |tags: &[(Tag, usize)]| -> Vec<Sentence> {
            tags.iter().flat_map(|&(tag, n)| vec![sentence("Moundou slept", &[(0, 1, tag)]); n]).collect()
        };
        let mut found = sentences(tags);
        settle(&mut found);
        assert_eq!(found, sentences(expected));
    }

    #[test]
    fn names_of_seven_tenths_are_settled() {
        check_settled(&[(Tag::Place, 7), (Tag::Org, 3)], &[(Tag::Place, 10)]);
        check_settled(&[(Tag::Place, 6), (Tag::Org, 4)], &[(Tag::Place, 6), (Tag::Org, 4)]);
    }

    #[test]
    fn rare_names_are_left() {
        check_settled(&[(Tag::Place, 6), (Tag::Org, 1)], &[(Tag::Place, 6), (Tag::Org, 1)]);
        check_settled(&[(Tag::Place, 7), (Tag::Org, 1)], &[(Tag::Place, 8)]);
    }
}
