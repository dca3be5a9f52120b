//! Tells countries from peoples by their names: GMB has one kind for "France" and "French".
//!
//! Two lists of the folder of data in, yes or no for a name out.

use std::collections::HashSet;
use std::path::Path;

use anyhow::Result;

use crate::unpack::{self, latin1};

/// Peoples, faiths and camps, besides the nationalities of the list.
const GROUPS: &str = "\
    Muslim, Muslims, Islamic, Christian, Christians, Jewish, Jews, Jew, Sunni, Sunnis, Shi'ite, Shi'ites, \
    Shiite, Shiites, Kurdish, Kurds, Kurd, Arab, Arabs, Hindu, Hindus, Catholic, Catholics, Sikh, Buddhist, \
    Tamil, Tamils, Democrat, Democrats, Democratic, Republican, Republicans, Communist, Communists, \
    Western, African, Africans, Asian, European, Europeans, American, Americans, Roman";

/// Regions, and countries by names in use, besides the countries of the list.
const COUNTRIES: &str = "\
    U.S., US, U.K., UK, USA, United States, America, Britain, England, Scotland, Wales, South Korea, \
    North Korea, Russia, Iran, Syria, Vietnam, Burma, Macedonia, Soviet Union, Yugoslavia, East Timor, \
    Palestine, West Bank, Gaza, Gaza Strip, Taiwan, Hong Kong, Tibet, Kosovo, Chechnya, Europe, Asia, \
    Africa, Middle East, Latin America";

/// How the names of peoples and what is theirs end: "Norwegian", "Finnish", "Iraqis".
const ENDINGS: &str = "ian, ians, ese, ish, i, is, an, ans, ch, ss, ic, ek, eks, sh";

/// Known countries and peoples.
pub(crate) struct Peoples {
    countries: HashSet<String>,
    peoples: HashSet<String>,
}

impl Peoples {
    /// Reads the lists of countries (GeoNames) and nationalities, and adds this file's.
    ///
    /// # Errors
    /// A list cannot be read.
    pub(crate) fn load(dir: &Path) -> Result<Self> {
        Ok(Self::new(&unpack::COUNTRIES.text(dir)?, &latin1(&unpack::NATIONALITIES.bytes(dir)?)))
    }

    /// `countries` has the name in the first column of each line; `nationalities` has one a line.
    pub(crate) fn new(countries: &str, nationalities: &str) -> Self {
        let country = |line: &str| line.split('\t').next().unwrap_or("").to_owned();
        let nationality = |line: &str| line.trim().to_owned();
        let named = |list: &'static str| list.split(", ").map(str::to_owned);
        Peoples {
            countries: countries.lines().map(country).chain(named(COUNTRIES)).collect(),
            peoples: nationalities.lines().map(nationality).chain(named(GROUPS)).collect(),
        }
    }

    /// Whether the name is a country's or a region's.
    pub(crate) fn is_country(&self, name: &str) -> bool {
        self.countries.contains(name)
    }

    /// Whether the name is known as a people's.
    pub(crate) fn is_people(&self, name: &str) -> bool {
        self.peoples.contains(name)
    }

    /// Whether the word looks like a people's name: it is one, or ends like one and is no country.
    pub(crate) fn is_like_people(&self, word: &str) -> bool {
        self.is_people(word)
            || (!self.is_country(word) && ENDINGS.split(", ").any(|ending| word.ends_with(ending)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, country: bool, people: bool, like_people: bool) {
        let peoples = Peoples::new("Chad\tTD\nSan Marino\tSM\nOman\tOM\n", "Chadian\n Swiss \n");
        let found = (peoples.is_country(name), peoples.is_people(name), peoples.is_like_people(name));
        assert_eq!(found, (country, people, like_people), "{name}");
    }

    #[test]
    fn lists_and_tables_are_both_known() {
        check("San Marino", true, false, false);
        check("Tibet", true, false, false);
        check("Swiss", false, true, true);
        check("Tamils", false, true, true);
    }

    #[test]
    fn ending_makes_a_people_unless_it_is_a_country() {
        check("Ruritanians", false, false, true);
        check("Ruritania", false, false, false);
        check("Oman", true, false, false);
    }
}
