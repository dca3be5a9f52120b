//! Whether a sentence reports what somebody says, as far as its signs and words tell.

use super::words;

/// Double quotation marks of any typography. Single ones are apostrophes as often.
const QUOTES: &[char] = &['"', '“', '”', '„', '‟', '«', '»', '＂'];

/// Forms of the verbs with which newspapers report speech, folded and sorted. Left out are those that mean something
/// else more often in news ("report", "claim", "argue the case", "call").
const VERBS: &[&str] = &[
    "acknowledged",
    "acknowledges",
    "added",
    "adds",
    "admits",
    "admitted",
    "announced",
    "announces",
    "argued",
    "argues",
    "asked",
    "asks",
    "asserted",
    "asserts",
    "commented",
    "comments",
    "complained",
    "complains",
    "conceded",
    "concedes",
    "declared",
    "declares",
    "denied",
    "denies",
    "explained",
    "explains",
    "insisted",
    "insists",
    "joked",
    "jokes",
    "noted",
    "notes",
    "quipped",
    "quips",
    "remarked",
    "remarks",
    "replied",
    "replies",
    "responded",
    "responds",
    "said",
    "say",
    "saying",
    "says",
    "stated",
    "tell",
    "telling",
    "tells",
    "testified",
    "testifies",
    "told",
    "tweeted",
    "tweets",
    "warned",
    "warns",
    "wrote",
];

/// Whether a sentence has quotation marks or a verb of saying in it. Who speaks, this does not know.
///
/// ```
/// assert!(newshound::text::reports_speech("“Go home,” the mayor warned."));
/// assert!(!newshound::text::reports_speech("The mayor went home."));
/// ```
pub fn reports_speech(sentence: &str) -> bool {
    if sentence.contains(QUOTES) {
        return true;
    }
    let mut words = words(sentence);
    while let Some((_, word)) = words.next_word() {
        if VERBS.binary_search(&word).is_ok() {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verbs_are_sorted() {
        assert!(VERBS.is_sorted());
    }

    #[test]
    fn quotes_or_a_verb_of_saying_report_speech() {
        for (sentence, expected) in [
            ("Ruiz SAID no.", true),
            ("“Not now.”", true),
            ("\"Not now.\"", true),
            ("Ruiz’s essay on saynings", false),
            ("It’s the mayor's 'plan'.", false),
            ("", false),
        ] {
            assert_eq!(reports_speech(sentence), expected, "{sentence}");
        }
    }
}
