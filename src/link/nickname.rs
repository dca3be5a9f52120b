//! Given names that are one name: short forms, and spellings of one foreign name.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Spellings of a foreign name in Latin letters, a row a name: the same name whichever way a desk writes it.
const SPELLINGS: [&[&str]; 34] = [
    &["abdallah", "abdullah", "abdulla"],
    &["ahmed", "ahmad", "achmed"],
    &["aleksandr", "alexandr"],
    &["aleksei", "alexei", "alexey", "aleksey"],
    &["anatoly", "anatoli", "anatolii"],
    &["andrei", "andrey"],
    &["arkady", "arkadi", "arkadiy"],
    &["dmitri", "dmitry", "dimitri", "dmitriy", "dmitrii"],
    &["evgeny", "yevgeny", "evgeni", "yevgeni", "evgenii", "yevgeniy"],
    &["gennady", "gennadi", "gennadiy"],
    &["grigory", "grigori", "grigoriy"],
    &["hassan", "hasan"],
    &["hilary", "hillary"],
    &["hussein", "hussain", "husain", "hossein", "husayn"],
    &["ibrahim", "ebrahim"],
    &["khaled", "khalid"],
    &["mahmoud", "mahmud"],
    &["mikhail", "mikhael"],
    &["mohammed", "muhammad", "mohamed", "mohammad", "muhammed", "mohamad"],
    &["muammar", "moammar"],
    &["mustafa", "mustapha"],
    &["nikolai", "nikolay", "nikolaj"],
    &["omar", "umar"],
    &["osama", "usama"],
    &["petr", "pyotr", "piotr"],
    &["qassem", "qasem", "qassim", "ghasem"],
    &["sergei", "sergey", "serguei", "sergej"],
    &["valery", "valeri", "valeriy"],
    &["vasily", "vasili", "vassily", "vasiliy"],
    &["vitaly", "vitali", "vitaliy"],
    &["vladimir", "wladimir"],
    &["yitzhak", "yitzchak", "itzhak", "yitzak"],
    &["yousef", "yusuf", "yousuf", "youssef", "yusef"],
    &["yuri", "yury", "yuriy", "iouri"],
];

/// Short forms, a row a name. A form stands in one row only: "Bert" and "Ron" may be several and stand in none.
const NAMES: [&[&str]; 56] = [
    &["abigail", "abby"],
    &["abraham", "abe"],
    &["alexander", "alex"],
    &["andrew", "andy", "drew"],
    &["anthony", "tony"],
    &["arthur", "art"],
    &["barbara", "barb"],
    &["benjamin", "ben"],
    &["bernard", "bernie"],
    &["bradley", "brad"],
    &["catherine", "cathy"],
    &["charles", "charlie", "chuck"],
    &["christopher", "chris"],
    &["daniel", "dan", "danny"],
    &["david", "dave"],
    &["deborah", "debbie", "debra"],
    &["donald", "don", "donnie"],
    &["douglas", "doug"],
    &["edward", "ed", "eddie"],
    &["elizabeth", "liz", "beth", "betsy"],
    &["eugene", "gene"],
    &["frederick", "fred"],
    &["gabriel", "gabe"],
    &["gerald", "gerry"],
    &["gregory", "greg"],
    &["jacob", "jake"],
    &["james", "jim", "jimmy"],
    &["jefferson", "jeff", "jeffrey"],
    &["jennifer", "jenny"],
    &["jonathan", "jon"],
    &["joseph", "joe", "joey"],
    &["joshua", "josh"],
    &["katherine", "kathy"],
    &["kenneth", "ken"],
    &["lawrence", "larry"],
    &["leonard", "len", "lenny"],
    &["margaret", "maggie", "peggy"],
    &["matthew", "matt"],
    &["michael", "mike", "mick"],
    &["nathaniel", "nate"],
    &["nicholas", "nick"],
    &["patricia", "patty"],
    &["peter", "pete"],
    &["philip", "phillip", "phil"],
    &["raymond", "ray"],
    &["richard", "rick", "dick", "rich"],
    &["robert", "bob", "bobby", "rob"],
    &["ronald", "ronnie"],
    &["samuel", "sam", "sammy"],
    &["stephen", "steven", "steve"],
    &["theodore", "ted", "teddy"],
    &["thomas", "tom", "tommy"],
    &["timothy", "tim"],
    &["victoria", "vicky"],
    &["walter", "walt"],
    &["william", "bill", "billy", "will"],
];

/// The number of each form's name, to be asked of every person.
static NUMBERS: LazyLock<FxHashMap<&str, u8>> = LazyLock::new(|| {
    let rows = SPELLINGS.iter().chain(&NAMES).zip(0u8..);
    rows.flat_map(|(forms, n)| forms.iter().map(move |form| (*form, n))).collect()
});

/// The number of the name that a folded given name is a form of.
pub(super) fn name(given: &str) -> Option<u8> {
    NUMBERS.get(given).copied()
}

/// Whether the forms of a name are spellings of one word.
pub(super) fn is_spelling(name: u8) -> bool {
    usize::from(name) < SPELLINGS.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_stands_in_one_row() {
        let mut all: Vec<&str> = SPELLINGS.iter().chain(&NAMES).copied().flatten().copied().collect();
        let n = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), n);
        assert_eq!(name("jim"), name("james"));
        assert_eq!(name("kate"), None);
        assert!(name("sergey").is_some_and(is_spelling) && !name("jim").is_some_and(is_spelling));
    }
}
