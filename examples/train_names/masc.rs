//! MASC, the open sample of the American National Corpus: the folder of data in, texts of words out.
//!
//! A line of its files is a sentence of tokens, `word_part-of-speech`: `Ada_NNP sleeps_VBZ ._.`. It has no names
//! annotated; [`crate::annotations`] has those of a part of it.

use std::path::Path;

use anyhow::{Context, Result};

use crate::unpack;

/// A file of MASC.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Text {
    /// Its path: `written/wsj_0006.txt`.
    pub file: String,
    /// What it is: `newspaper`, `blog` ...
    pub category: String,
    /// The words of each line; lines may be empty.
    pub lines: Vec<Vec<String>>,
}

/// All files, in the order of their paths.
///
/// # Errors
/// The corpus cannot be read, or has not the files that it lists.
pub(crate) fn texts(dir: &Path) -> Result<Vec<Text>> {
    let files = unpack::MASC.zip_texts(dir)?;
    let read = |path: &str| files.get(path).with_context(|| format!("MASC has no {path} in UTF-8"));
    let categories = read("masc_tagged/categories.txt")?;
    let mut texts = Vec::new();
    for (file, category) in categories.lines().filter_map(|line| line.rsplit_once(' ')) {
        let lines = read(&format!("masc_tagged/{file}"))?.split('\n').map(words).collect();
        texts.push(Text { file: file.to_owned(), category: category.to_owned(), lines });
    }
    texts.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(texts)
}

/// Every second newspaper is held out, to choose settings by; counted in the order of paths.
pub(crate) fn held_out(texts: &[Text]) -> Vec<&str> {
    let newspapers = texts.iter().filter(|text| text.category == "newspaper");
    newspapers.skip(1).step_by(2).map(|text| text.file.as_str()).collect()
}

fn words(line: &str) -> Vec<String> {
    line.split_whitespace().map(|token| token.rsplit_once('_').map_or(token, |t| t.0).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_speech_are_cut_off() {
        assert_eq!(words("Ada_NNP _ __: sleeps_VBZ"), ["Ada", "", "_", "sleeps"]);
        assert!(words(" ").is_empty());
    }

    #[test]
    fn every_second_newspaper_is_held_out() {
        let text = |file: &str, category: &str| Text {
            file: file.to_owned(),
            category: category.to_owned(),
            lines: Vec::new(),
        };
        let texts =
            [text("a", "newspaper"), text("b", "blog"), text("c", "newspaper"), text("d", "newspaper")];
        assert_eq!(held_out(&texts), ["c"]);
    }
}
