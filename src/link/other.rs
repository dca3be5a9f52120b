//! Things that go by two names which no rule of words could know for one: short forms of countries, parties, papers, laws.

/// Another name (folded words, function words kept, without "the"), and the one under which it is compared. From general
/// knowledge; a name that may also mean something else ("Congo", "Korea") stands nowhere here.
const OTHER_NAMES: [(&str, &str); 54] = [
    ("america", "united states"),
    ("united states of america", "united states"),
    ("britain", "united kingdom"),
    ("great britain", "united kingdom"),
    ("holland", "netherlands"),
    ("burma", "myanmar"),
    ("cabo verde", "cape verde"),
    ("czechia", "czech republic"),
    ("cote divoire", "ivory coast"),
    ("democratic peoples republic of korea", "north korea"),
    ("district of columbia", "washington"),
    ("east timor", "timor leste"),
    ("islamic republic of iran", "iran"),
    ("kingdom of saudi arabia", "saudi arabia"),
    ("peoples republic of china", "china"),
    ("republic of korea", "south korea"),
    ("russian federation", "russia"),
    ("swaziland", "eswatini"),
    ("union of soviet socialist republics", "soviet union"),
    ("daesh", "islamic state"),
    ("islamic state group", "islamic state"),
    ("islamic state in iraq and syria", "islamic state"),
    ("islamic state in iraq and the levant", "islamic state"),
    ("islamic state of iraq and al sham", "islamic state"),
    ("islamic state of iraq and syria", "islamic state"),
    ("islamic state of iraq and the levant", "islamic state"),
    ("grand old party", "republican party"),
    ("democrat party", "democratic party"),
    ("fed", "federal reserve"),
    ("ny times", "new york times"),
    ("la times", "los angeles times"),
    ("huffpost", "huffington post"),
    ("wal mart", "walmart"),
    ("exxon mobil", "exxonmobil"),
    ("obamacare", "affordable care act"),
    ("constitution of the united states", "constitution"),
    ("1st amendment", "first amendment"),
    ("2nd amendment", "second amendment"),
    ("4th amendment", "fourth amendment"),
    ("5th amendment", "fifth amendment"),
    ("14th amendment", "fourteenth amendment"),
    ("first world war", "world war i"),
    ("world war one", "world war i"),
    ("second world war", "world war ii"),
    ("world war two", "world war ii"),
    ("paris accord", "paris agreement"),
    ("paris climate accord", "paris agreement"),
    ("paris climate agreement", "paris agreement"),
    ("quran", "koran"),
    ("nyc", "new york city"),
    ("sharia law", "sharia"),
    ("house", "house of representatives"),
    ("united states house", "united states house of representatives"),
    ("house representatives", "house of representatives"),
];

/// The name under which a whole name is compared, where it has another one.
pub(super) fn name(words: &str) -> Option<&'static str> {
    OTHER_NAMES.iter().find(|(other, _)| *other == words).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_to_another_other_name() {
        for (other, to) in OTHER_NAMES {
            assert_eq!((name(other), name(to)), (Some(to), None), "{other}");
        }
    }
}
