//! What the titles printed before a name say about who it may be.

use crate::text::words;

/// Offices, one row each, with their printed forms (folded words). Two persons with titles of different rows only
/// are taken for two.
const OFFICES: [&[&str]; 32] = [
    &["president"],
    &["governor", "gov"],
    &["mayor"],
    &["senator", "sen"],
    &["representative", "rep", "congressman", "congresswoman"],
    &["secretary", "sec"],
    &["minister"],
    &["chancellor"],
    &["premier"],
    &["king"],
    &["queen"],
    &["prince"],
    &["princess"],
    &["pope"],
    &["bishop", "archbishop"],
    &["cardinal"],
    &["reverend", "rev", "pastor", "father"],
    &["rabbi", "imam"],
    &["judge", "justice", "magistrate"],
    &["attorney", "prosecutor", "solicitor"],
    &["sheriff"],
    &["chief", "commissioner"],
    &["officer", "detective", "det", "constable", "trooper", "deputy"],
    &["general", "gen"],
    &["admiral", "adm", "captain", "capt", "commander", "cmdr"],
    &["colonel", "col", "major", "maj", "lieutenant", "lt"],
    &["sergeant", "sgt", "corporal", "cpl", "private", "pvt"],
    &["professor", "prof"],
    &["ambassador"],
    &["director", "dir", "chairman", "chairwoman", "chair", "ceo", "chairperson"],
    &["councilman", "councilwoman", "councilmember", "councillor", "councilor", "alderman"],
    &["coach"],
];

/// Offices whose holders are called by one name.
const CROWNS: [&str; 5] = ["king", "queen", "prince", "princess", "pope"];

/// Whether a folded word is an office.
pub(super) fn is_office(word: &str) -> bool {
    OFFICES.iter().any(|forms| forms.contains(&word))
}

/// Whether a printed title is a form of address and says nothing of an office ("Mr.").
pub(super) fn is_courtesy(printed: &str) -> bool {
    let titles = Titles::of(printed);
    titles.0 != 0 && titles.offices() == 0
}

/// A degree, which goes with any office.
const DOCTOR: u64 = 1 << 61;
const MALE: u64 = 1 << 62;
const FEMALE: u64 = 1 << 63;

/// A set of titles: offices held, and whether as a man or a woman.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Titles(u64);

impl Titles {
    /// What "Mr." says.
    pub(super) const MAN: Titles = Titles(MALE);
    /// What "Mrs." says.
    pub(super) const WOMAN: Titles = Titles(FEMALE);

    /// The titles in a printed one ("U.S. Attorney General", "Mrs.").
    pub(super) fn of(printed: &str) -> Titles {
        let mut set = 0;
        let mut rest = words(printed);
        while let Some((_, word)) = rest.next_word() {
            set |= match word {
                "mr" | "sir" | "lord" => MALE,
                "mrs" | "ms" | "miss" | "lady" | "dame" | "madam" => FEMALE,
                "dr" | "doctor" => DOCTOR,
                word => OFFICES.iter().position(|o| o.contains(&word)).map_or(0, |n| 1 << n),
            };
        }
        Titles(set)
    }

    /// Adds those of `other`.
    pub(super) fn add(&mut self, other: Titles) {
        self.0 |= other.0;
    }

    /// Whether the two can hardly belong to one person.
    pub(super) fn conflict(self, other: Titles) -> bool {
        let (a, b) = (self.offices(), other.offices());
        (a != 0 && b != 0 && a & b == 0) || self.sexes_conflict(other)
    }

    /// Whether one is printed as a man only and the other as a woman only.
    pub(super) fn sexes_conflict(self, other: Titles) -> bool {
        let (a, b) = (self.0 & (MALE | FEMALE), other.0 & (MALE | FEMALE));
        a != 0 && b != 0 && a & b == 0
    }

    /// Whether they tell a man or a woman.
    pub(super) fn tells_sex(self) -> bool {
        self.0 & (MALE | FEMALE) != 0
    }

    /// Whether they have a title in common and none against it.
    pub(super) fn agree(self, other: Titles) -> bool {
        self.0 & other.0 != 0 && !self.conflict(other)
    }

    /// Whether an office is among them.
    pub(super) fn has_office(self) -> bool {
        self.offices() != 0
    }

    /// Whether they have an office in common and nothing against it.
    pub(super) fn agree_in_office(self, other: Titles) -> bool {
        self.offices() & other.offices() != 0 && !self.sexes_conflict(other)
    }

    /// The office by which somebody of one name is known, where it is the only one.
    pub(super) fn crown(self) -> Titles {
        let mut crowns = CROWNS.iter().map(|office| Titles::of(office));
        crowns.find(|crown| crown.offices() == self.offices()).unwrap_or_default()
    }

    fn offices(self) -> u64 {
        self.0 & !(MALE | FEMALE | DOCTOR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_forms_agree() {
        for (a, b) in [
            ("Gov.", "Governor"),
            ("U.S. Attorney General", "Attorney General"),
            ("Mr.", "Mr."),
            ("Dr.", "Doctor"),
        ] {
            assert!(Titles::of(a).agree(Titles::of(b)), "{a} / {b}");
        }
    }

    #[test]
    fn other_offices_and_other_sexes_conflict() {
        for (a, b, expected) in [
            ("Mayor", "Gov.", true),
            ("Mr.", "Ms.", true),
            ("Mr.", "Mayor", false),
            ("", "Mayor", false),
            ("Grand Vizier", "Mayor", false),
            ("Dr.", "Mayor", false),
        ] {
            assert_eq!(Titles::of(a).conflict(Titles::of(b)), expected, "{a} / {b}");
        }
    }
}
