//! Given names that are one name: short forms, and spellings of one foreign name.

/// A row a name. A form stands in one row only: "Bert" and "Ron" may be several and stand in none.
const NAMES: [&[&str]; 44] = [
    &["abigail", "abby"],
    &["aleksandr", "alexander", "alexandr", "alex"],
    &["aleksei", "alexei", "alexey", "aleksey"],
    &["andrew", "andy", "drew"],
    &["andrei", "andrey"],
    &["anthony", "tony"],
    &["barbara", "barb"],
    &["benjamin", "ben"],
    &["bernard", "bernie"],
    &["catherine", "cathy"],
    &["charles", "charlie", "chuck"],
    &["christopher", "chris"],
    &["daniel", "dan", "danny"],
    &["david", "dave"],
    &["deborah", "debbie", "debra"],
    &["dmitri", "dmitry", "dimitri", "dmitriy"],
    &["edward", "ed", "eddie"],
    &["elizabeth", "liz", "beth", "betsy"],
    &["eugene", "gene"],
    &["gregory", "greg"],
    &["james", "jim", "jimmy"],
    &["jefferson", "jeff", "jeffrey"],
    &["jennifer", "jenny"],
    &["joseph", "joe", "joey"],
    &["katherine", "kathy"],
    &["kenneth", "ken"],
    &["lawrence", "larry"],
    &["matthew", "matt"],
    &["michael", "mike", "mick"],
    &["mohammed", "muhammad", "mohamed", "mohammad", "muhammed"],
    &["nicholas", "nick"],
    &["patricia", "patty"],
    &["peter", "pete"],
    &["petr", "pyotr", "piotr"],
    &["philip", "phillip", "phil"],
    &["richard", "rick", "dick", "rich"],
    &["robert", "bob", "bobby", "rob"],
    &["ronald", "ronnie"],
    &["sergei", "sergey"],
    &["stephen", "steven", "steve"],
    &["theodore", "ted", "teddy"],
    &["thomas", "tom", "tommy"],
    &["timothy", "tim"],
    &["william", "bill", "billy", "will"],
];

/// The number of the name that a folded given name is a form of.
pub(super) fn name(given: &str) -> Option<u8> {
    NAMES.iter().position(|forms| forms.contains(&given)).map(|n| n as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_stands_in_one_row() {
        let mut all: Vec<&str> = NAMES.iter().copied().flatten().copied().collect();
        let n = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), n);
        assert_eq!(name("jim"), name("james"));
        assert_eq!(name("kate"), None);
    }
}
