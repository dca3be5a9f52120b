//! Countries and their people: "Kenyan" and "Kenya's" say of a ministry that it is Kenya's.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Countries (folded, as compared) with the words for what is theirs. From general knowledge; a word that says more than
/// one country ("Korean", "Congolese", "Guinean"), or a language or people far beyond one ("English", "Arab"), is not here.
const NATIONS: [(&str, &[&str]); 160] = [
    ("afghanistan", &["afghan"]),
    ("albania", &["albanian"]),
    ("algeria", &["algerian"]),
    ("angola", &["angolan"]),
    ("argentina", &["argentine", "argentinian"]),
    ("armenia", &["armenian"]),
    ("australia", &["australian"]),
    ("austria", &["austrian"]),
    ("azerbaijan", &["azerbaijani"]),
    ("bahrain", &["bahraini"]),
    ("bangladesh", &["bangladeshi"]),
    ("barbados", &["barbadian"]),
    ("belarus", &["belarusian", "belarussian"]),
    ("belgium", &["belgian"]),
    ("belize", &["belizean"]),
    ("benin", &["beninese"]),
    ("bhutan", &["bhutanese"]),
    ("bolivia", &["bolivian"]),
    ("bosnia", &["bosnian"]),
    ("botswana", &["botswanan"]),
    ("brazil", &["brazilian"]),
    ("bulgaria", &["bulgarian"]),
    ("burundi", &["burundian"]),
    ("cambodia", &["cambodian"]),
    ("cameroon", &["cameroonian"]),
    ("canada", &["canadian"]),
    ("chad", &["chadian"]),
    ("chile", &["chilean"]),
    ("china", &["chinese"]),
    ("colombia", &["colombian"]),
    ("costa rica", &["costa rican"]),
    ("croatia", &["croatian"]),
    ("cuba", &["cuban"]),
    ("cyprus", &["cypriot"]),
    ("czech republic", &["czech"]),
    ("denmark", &["danish"]),
    ("djibouti", &["djiboutian"]),
    ("ecuador", &["ecuadorean", "ecuadorian"]),
    ("egypt", &["egyptian"]),
    ("el salvador", &["salvadoran", "salvadorean"]),
    ("eritrea", &["eritrean"]),
    ("estonia", &["estonian"]),
    ("ethiopia", &["ethiopian"]),
    ("fiji", &["fijian"]),
    ("finland", &["finnish"]),
    ("france", &["french"]),
    ("gabon", &["gabonese"]),
    ("gambia", &["gambian"]),
    ("georgia", &["georgian"]),
    ("germany", &["german"]),
    ("ghana", &["ghanaian"]),
    ("greece", &["greek"]),
    ("guatemala", &["guatemalan"]),
    ("guyana", &["guyanese"]),
    ("haiti", &["haitian"]),
    ("honduras", &["honduran"]),
    ("hungary", &["hungarian"]),
    ("iceland", &["icelandic"]),
    ("india", &["indian"]),
    ("indonesia", &["indonesian"]),
    ("iran", &["iranian"]),
    ("iraq", &["iraqi"]),
    ("ireland", &["irish"]),
    ("israel", &["israeli"]),
    ("italy", &["italian"]),
    ("ivory coast", &["ivorian"]),
    ("jamaica", &["jamaican"]),
    ("japan", &["japanese"]),
    ("jordan", &["jordanian"]),
    ("kazakhstan", &["kazakh", "kazakhstani"]),
    ("kenya", &["kenyan"]),
    ("kosovo", &["kosovar"]),
    ("kuwait", &["kuwaiti"]),
    ("kyrgyzstan", &["kyrgyz"]),
    ("laos", &["laotian"]),
    ("latvia", &["latvian"]),
    ("lebanon", &["lebanese"]),
    ("lesotho", &["basotho"]),
    ("liberia", &["liberian"]),
    ("libya", &["libyan"]),
    ("lithuania", &["lithuanian"]),
    ("luxembourg", &["luxembourgish"]),
    ("madagascar", &["malagasy"]),
    ("malawi", &["malawian"]),
    ("malaysia", &["malaysian"]),
    ("maldives", &["maldivian"]),
    ("mali", &["malian"]),
    ("malta", &["maltese"]),
    ("mauritania", &["mauritanian"]),
    ("mauritius", &["mauritian"]),
    ("mexico", &["mexican"]),
    ("moldova", &["moldovan"]),
    ("monaco", &["monegasque"]),
    ("mongolia", &["mongolian"]),
    ("montenegro", &["montenegrin"]),
    ("morocco", &["moroccan"]),
    ("mozambique", &["mozambican"]),
    ("myanmar", &["burmese"]),
    ("namibia", &["namibian"]),
    ("nepal", &["nepalese", "nepali"]),
    ("netherlands", &["dutch"]),
    ("new zealand", &[]),
    ("nicaragua", &["nicaraguan"]),
    ("nigeria", &["nigerian"]),
    ("north korea", &["north korean"]),
    ("north macedonia", &["macedonian"]),
    ("norway", &["norwegian"]),
    ("oman", &["omani"]),
    ("pakistan", &["pakistani"]),
    ("panama", &["panamanian"]),
    ("papua new guinea", &[]),
    ("paraguay", &["paraguayan"]),
    ("peru", &["peruvian"]),
    ("philippines", &["philippine", "filipino"]),
    ("poland", &["polish"]),
    ("portugal", &["portuguese"]),
    ("qatar", &["qatari"]),
    ("romania", &["romanian"]),
    ("russia", &["russian"]),
    ("rwanda", &["rwandan"]),
    ("saudi arabia", &["saudi", "saudi arabian"]),
    ("senegal", &["senegalese"]),
    ("serbia", &["serbian"]),
    ("sierra leone", &["sierra leonean"]),
    ("singapore", &["singaporean"]),
    ("slovakia", &["slovak"]),
    ("slovenia", &["slovenian"]),
    ("somalia", &["somali"]),
    ("south africa", &["south african"]),
    ("south korea", &["south korean"]),
    ("south sudan", &["south sudanese"]),
    ("soviet union", &["soviet"]),
    ("spain", &["spanish"]),
    ("sri lanka", &["sri lankan"]),
    ("sudan", &["sudanese"]),
    ("suriname", &["surinamese"]),
    ("sweden", &["swedish"]),
    ("switzerland", &["swiss"]),
    ("syria", &["syrian"]),
    ("taiwan", &["taiwanese"]),
    ("tajikistan", &["tajik"]),
    ("tanzania", &["tanzanian"]),
    ("thailand", &["thai"]),
    ("togo", &["togolese"]),
    ("trinidad", &["trinidadian"]),
    ("tunisia", &["tunisian"]),
    ("turkey", &["turkish"]),
    ("turkmenistan", &["turkmen"]),
    ("uganda", &["ugandan"]),
    ("ukraine", &["ukrainian"]),
    ("united arab emirates", &["emirati"]),
    ("united kingdom", &["british"]),
    ("united states", &["american"]),
    ("uruguay", &["uruguayan"]),
    ("uzbekistan", &["uzbek"]),
    ("venezuela", &["venezuelan"]),
    ("vietnam", &["vietnamese"]),
    ("yemen", &["yemeni"]),
    ("zambia", &["zambian"]),
    ("zimbabwe", &["zimbabwean"]),
];
/// Each country under its own name, and under its adjectives.
static BY_NAME: LazyLock<FxHashMap<&str, &str>> =
    LazyLock::new(|| NATIONS.iter().map(|(name, _)| (*name, *name)).collect());
static BY_ADJECTIVE: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    NATIONS.iter().flat_map(|(name, all)| all.iter().map(move |adjective| (*adjective, *name))).collect()
});

/// The country that is called so (folded words), as it is compared.
pub(super) fn named(words: &str) -> Option<&'static str> {
    BY_NAME.get(words).copied()
}

/// The country whose things this adjective (folded words) names.
pub(super) fn of_adjective(words: &str) -> Option<&'static str> {
    BY_ADJECTIVE.get(words).copied()
}

/// The country whose adjective `words` begin with, and the words behind it.
pub(super) fn split(words: &str) -> Option<(&'static str, &str)> {
    let ends = words.match_indices(' ').map(|(at, _)| at).take(2);
    let mut parts = ends.map(|at| (&words[..at], &words[at + 1..]));
    parts.find_map(|(first, rest)| Some((of_adjective(first)?, rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjectives_lead_to_one_country_each() {
        assert!(NATIONS.is_sorted(), "the table is in the order of the alphabet");
        for (name, adjectives) in NATIONS {
            assert_eq!(named(name), Some(name));
            adjectives.iter().for_each(|word| assert_eq!(of_adjective(word), Some(name)));
        }
        assert_eq!(split("sri lankan supreme court"), Some(("sri lanka", "supreme court")));
        assert_eq!(split("supreme court"), None);
    }
}
