//! The names under which a story's fields are found in JSON, CSV and front matter: one table for all.

use rustc_hash::FxHashMap;

/// A field of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Slot {
    Text,
    Title,
    Date,
    Author,
    Outlet,
    Url,
    Section,
    Lang,
    Id,
}

impl Slot {
    /// Number of slots.
    pub(super) const COUNT: usize = 9;
}

/// A row of the table.
struct KeyNames {
    slot: Slot,
    /// Our own word for it, used by `--map`.
    word: &'static str,
    /// Names in lower case, only letters and digits. Where a record has several, the first here wins.
    names: &'static [&'static str],
}

/// Names seen in NewsAPI, schema.org, Dublin Core, newspaper3k, Elasticsearch, WordPress and Hugo exports,
/// and in published collections of news (BASIL, FakeNewsNet, ISOT, MisInfoText).
#[rustfmt::skip]
const KEY_NAMES: [KeyNames; Slot::COUNT] = [
    KeyNames {
        slot: Slot::Text,
        word: "text",
        names: &[
            "text", "fulltext", "articletext", "articlebody", "body", "bodies", "bodytext", "bodyparagraphs",
            "paragraphs", "content", "contents", "articlecontent", "contenttext", "maintext", "cleantext",
            "plaintext", "bodycontent", "story", "storytext", "article", "rawtext",
            "originalarticletextphase2", "originalarticletext", "contenthtml", "bodyrichtext", "bodyhtml",
            "bodyxhtml", "bodymain", "transcript", "description", "descriptions", "descriptiontext",
            "descriptionrichtext", "descriptioncaption", "summary", "abstract", "lead", "excerpt",
            // German, French, Spanish, Italian, as spreadsheets have them.
            "inhalt", "texte", "texto", "testo",
        ],
    },
    KeyNames {
        slot: Slot::Title,
        word: "title",
        names: &[
            "title", "headline", "headlines", "head", "heading", "articletitle", "articletitlephase2",
            "headlinemain", "headlinesimple",
            "hed", "webtitle", "titletext", "storytitle", "subject", "ogtitle", "name", "titel",
            "Überschrift", "überschrift", "titre", "titulo", "título", "titolo",
        ],
    },
    KeyNames {
        slot: Slot::Date,
        word: "date",
        names: &[
            "date", "published", "publishedat", "publisheddate", "publishdate", "publishdatephase2",
            "datepublished", "datepublish", "pubdate", "pubdateiso", "publicationdate", "publishtime",
            "publishedtime", "publishedon", "firstcreated", "versioncreated", "firstpublished", "webpublicationdate",
            "issued", "articledate", "articlepublishedtime", "datecreated", "created", "createdat",
            "datetime", "timestamp", "time", "day", "updated", "updatedat", "datemodified", "datum", "fecha",
        ],
    },
    KeyNames {
        slot: Slot::Author,
        word: "author",
        names: &[
            "author", "authors", "byline", "bylines", "creator", "dccreator", "writer", "writers",
            "authorname", "authorphase2", "journalist", "reporter", "contributors", "by", "autor", "autorin", "auteur",
            "autore",
        ],
    },
    KeyNames {
        slot: Slot::Outlet,
        word: "outlet",
        names: &[
            "outlet", "source", "publisher", "publication", "sourcename", "site", "sitename", "newspaper",
            "journal", "provider", "infosource", "domain", "sourcedomain", "website", "host", "feed", "quelle", "fuente",
        ],
    },
    KeyNames {
        slot: Slot::Url,
        word: "url",
        names: &[
            "url", "link", "articleurl", "weburl", "webpage", "permalink", "canonical", "canonicalurl",
            "canonicallink", "href", "uri", "sourceurl", "storyurl", "mainentityofpage", "articleoriginurl",
        ],
    },
    KeyNames {
        slot: Slot::Section,
        word: "section",
        names: &[
            "section", "sectionname", "articlesection", "desk", "newsdesk", "category", "categories",
            "rubric", "channel", "topic", "subjectarea",
        ],
    },
    KeyNames {
        slot: Slot::Lang,
        word: "lang",
        names: &[
            "lang", "language", "inlanguage", "languagecode", "locale",
        ],
    },
    KeyNames {
        slot: Slot::Id,
        word: "id",
        names: &[
            "id", "articleid", "storyid", "docid", "documentid", "uuid", "guid", "identifier", "newsid",
            "key", "slug",
        ],
    },
];

/// Keys of an object whose value is a list of stories (or an object that holds such a list).
pub(super) const LIST_KEYS: [&str; 18] = [
    "articles",
    "stories",
    "items",
    "item",
    "results",
    "docs",
    "documents",
    "data",
    "response",
    "hits",
    "posts",
    "news",
    "entries",
    "records",
    "rows",
    "value",
    "_source",
    "channel",
];

/// Longer keys name nothing that we know.
const KEY_BYTES: usize = 48;

/// Finds the slot of a key.
pub(super) struct Keys(FxHashMap<Vec<u8>, (Slot, u8)>);

impl Keys {
    /// The table, with what the user says (`("text", "body")`) in front of it.
    pub(super) fn new(map: &[(String, String)]) -> Keys {
        let mut keys = FxHashMap::default();
        for row in &KEY_NAMES {
            for (rank, name) in (1u8..).zip(row.names) {
                keys.insert(name.as_bytes().to_vec(), (row.slot, rank));
            }
        }
        for (ours, theirs) in map {
            let row = KEY_NAMES.iter().find(|row| row.word.eq_ignore_ascii_case(ours.trim()));
            if let (Some(row), Some(name)) = (row, plain(theirs)) {
                keys.insert(name.as_ref().to_vec(), (row.slot, 0));
            }
        }
        Keys(keys)
    }

    /// The slot that `key` names, and how much it is preferred (0 most). Case, blanks, `_`, `-` and a
    /// namespace prefix (`dc:`) do not count.
    pub(super) fn find(&self, key: &str) -> Option<(Slot, u8)> {
        let found = self.0.get(plain(key)?.as_ref()).copied();
        match (found, key.rsplit_once(':')) {
            (None, Some((_, last))) => self.0.get(plain(last)?.as_ref()).copied(),
            _ => found,
        }
    }
}

/// Whether a text of this rank is a summary, which a feed or a list may have too.
pub(super) fn is_summary(rank: u8) -> bool {
    let names = KEY_NAMES[Slot::Text as usize].names;
    names.iter().position(|n| *n == "description").is_some_and(|n| usize::from(rank) > n)
}

/// A key's letters and digits in lower case, without an allocation.
struct Plain([u8; KEY_BYTES], usize);

impl Plain {
    fn as_ref(&self) -> &[u8] {
        self.0.get(..self.1).unwrap_or(&[])
    }
}

/// `None` for a key that is too long. Letters beyond ASCII stay as they are, so that `--map text=本文` works.
fn plain(key: &str) -> Option<Plain> {
    let mut out = Plain([0; KEY_BYTES], 0);
    for byte in key.bytes().filter(|b| b.is_ascii_alphanumeric() || !b.is_ascii()) {
        *out.0.get_mut(out.1)? = byte.to_ascii_lowercase();
        out.1 += 1;
    }
    (out.1 > 0).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(key: &str, expected: Option<Slot>) {
        assert_eq!(Keys::new(&[]).find(key).map(|(slot, _)| slot), expected, "{key}");
    }

    #[test]
    fn keys_are_found_in_any_spelling() {
        check("text", Some(Slot::Text));
        check("articleBody", Some(Slot::Text));
        check("body-paragraphs", Some(Slot::Text));
        check("Published_At", Some(Slot::Date));
        check("dc:creator", Some(Slot::Author));
        check("webUrl", Some(Slot::Url));
        check("Datum", Some(Slot::Date));
        check("Überschrift", Some(Slot::Title));
        check("überschrift", Some(Slot::Title));
        check("word-count", None);
        check("", None);
        check(&"k".repeat(1000), None);
    }

    #[test]
    fn the_first_name_of_a_row_is_preferred() {
        let keys = Keys::new(&[]);
        assert!(keys.find("text").unwrap().1 < keys.find("summary").unwrap().1);
    }

    #[test]
    fn what_the_user_says_goes_first() {
        let keys = Keys::new(&[("text".into(), "Foo Bar".into()), ("title".into(), "text".into())]);
        assert_eq!(keys.find("foo_bar"), Some((Slot::Text, 0)));
        assert_eq!(keys.find("text"), Some((Slot::Title, 0)));
    }

    #[test]
    fn every_name_is_in_its_plain_form_and_there_once() {
        let mut seen = std::collections::HashSet::new();
        for name in KEY_NAMES.iter().flat_map(|row| row.names) {
            assert_eq!(plain(name).unwrap().as_ref(), name.as_bytes());
            assert!(seen.insert(name), "{name} stands twice");
        }
    }
}
