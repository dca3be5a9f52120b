//! Names of Spanish custom: given names, the father's surname, the mother's. Who is called by one of them is called by the
//! first.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::person::{is_initials, is_particle, without_suffix};

/// Given names (folded) that tell the custom, and that may stand as the second of two given names. From general knowledge.
const GIVEN: &str = "adriana alejandra alejandro alfonso alfredo ana andres angel antonio armando arturo beatriz \
    camila carlos carmen catalina cesar claudia cristina cristobal daniela diego dolores eduardo elena emilio enrique \
    ernesto esperanza esteban felipe fernanda fernando francisca francisco gabriela gerardo gilberto gonzalo graciela \
    guadalupe guillermo gustavo hector hernan hugo ignacio ines isabel jaime javier jesus joaquin jorge jose josefina \
    juan juana julio leticia lorena lucia luis luisa luz magdalena manuel marcela marcelo margarita maria mariana mario \
    mauricio mercedes miguel monica nestor octavio oscar pablo paola patricio pedro pilar rafael ramiro ramon raquel \
    raul ricardo roberto rocio rodolfo rodrigo rosa rosario salvador santiago sergio silvia sofia teresa tomas valentina \
    vicente ximena yolanda";

/// [`GIVEN`], to be asked of every person's name.
static GIVEN_NAMES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| GIVEN.split_whitespace().collect());

/// The first of the two surnames of a person's key, where the name is of this custom.
pub(super) fn first_surname(key: &str) -> Option<&str> {
    let (first, rest) = key.split_once(' ')?;
    if !GIVEN_NAMES.contains(first) || !rest.contains(' ') {
        return None;
    }
    let (before, last) = without_suffix(key).rsplit_once(' ')?;
    let surname = before.rsplit(' ').next().filter(|_| before.contains(' ') && !last.contains('-'))?;
    let given = GIVEN_NAMES.contains(surname) || is_particle(surname) || is_initials(surname);
    (!given).then_some(surname)
}

/// The key without the second of two surnames: "oscar rojas" of "oscar rojas vidal".
pub(super) fn without_second(key: &str) -> Option<&str> {
    first_surname(key)?;
    Some(without_suffix(key).rsplit_once(' ')?.0)
}

/// Whether a key is the two surnames of a full name of this custom.
pub(super) fn is_surnames(key: &str, full: &str) -> bool {
    let two = first_surname(full).zip(without_suffix(full).rsplit_once(' '));
    two.is_some_and(|(first, (_, second))| {
        key.strip_prefix(first).is_some_and(|rest| rest.strip_prefix(' ') == Some(second))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fathers_surname_comes_first() {
        for (key, expected) in [
            ("maria elena quintanilla rojas", Some("quintanilla")),
            ("oscar rojas villasenor", Some("rojas")),
            ("jose luis rojas", None),
            ("juan de la cruz", None),
            ("juan j rojas", None),
            ("ann moss reed", None),
            ("rojas", None),
        ] {
            assert_eq!(first_surname(key), expected, "{key}");
        }
    }
}
