//! Copies of documents in other writings, so that names are known in capitals and in headlines too.

use crate::random::Random;
use crate::samples::Document;

/// Shares of the documents that are copied in capitals, and as headlines. Of 5 and 15 in 100 in capitals the second
/// was better by 0.6 on the newspapers held out.
const CAPITALS: f32 = 0.15;
const HEADLINES: f32 = 0.08;
/// Shorter words stay small in headlines.
const MIN_LETTERS: usize = 4;

/// Adds the copies behind the documents.
pub(crate) fn add_copies(documents: &mut Vec<Document>) {
    let mut random = Random::new(3);
    let capitals = copies(documents, CAPITALS, &mut random, |text| text.to_ascii_uppercase());
    let headlines = copies(documents, HEADLINES, &mut random, headline);
    documents.extend(capitals);
    documents.extend(headlines);
}

/// Copies of a share of the documents; `write` keeps the number of bytes.
fn copies(
    documents: &[Document],
    share: f32,
    random: &mut Random,
    write: impl Fn(&str) -> String,
) -> Vec<Document> {
    let mut copies: Vec<Document> = documents.iter().filter(|_| random.share() < share).cloned().collect();
    for copy in &mut copies {
        copy.rendered.text = write(&copy.rendered.text);
    }
    copies
}

/// "Rain in the old town" becomes "Rain in the old Town".
fn headline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(' ') {
        let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (first, rest) = word.split_at(usize::from(letters >= MIN_LETTERS));
        out.push_str(&first.to_ascii_uppercase());
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Rendered;

    #[test]
    fn long_words_of_headlines_have_capitals() {
        assert_eq!(headline("rain in the old town, \"says\" éric"), "Rain in the old Town, \"says\" éric");
    }

    #[test]
    fn copies_stand_behind_with_the_same_names() {
        let rendered =
            Rendered { text: "in Bærum town".to_owned(), spans: vec![(3, 9, crate::sets::Tag::Place)] };
        let mut documents = vec![Document { rendered, misc: true, set: "btc" }; 1000];
        add_copies(&mut documents);
        let count = |text| documents.iter().filter(|d| d.rendered.text == text).count();
        assert_eq!(count("in Bærum town"), 1000);
        assert!((120..180).contains(&count("IN BæRUM TOWN")), "{}", count("IN BæRUM TOWN"));
        assert!((50..110).contains(&count("in Bærum Town")), "{}", count("in Bærum Town"));
        assert!(documents.iter().all(|d| d.rendered.spans == [(3, 9, crate::sets::Tag::Place)]));
    }
}
