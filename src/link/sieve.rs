//! Inside a story: mentions to clusters, the surest step first.

use rustc_hash::FxHashMap;

use super::group::{Groups, field_str};
use super::{acronym, body, home, org, person, slip, state, surname};
use crate::model::{Cluster, Draft, DraftMention, Label, LinkRule, MentionRecord};

/// Clusters the mentions of one story that name the same thing; sets `cluster` and `link` of each name.
/// Clusters come in the order of first mention. A story has room for 65,535; what is beyond stays without one.
pub fn sieve(draft: &Draft, mentions: &mut [DraftMention]) -> Vec<Cluster> {
    let mut groups = Groups::new(draft, mentions);
    acronyms(draft, mentions, &mut groups);
    org::houses(&mut groups);
    org::papers(&mut groups);
    org::without_ending(&mut groups);
    org::without_owner(&mut groups);
    org::last_words(&mut groups);
    slip::one_letter(&mut groups);
    person::shorter_forms(&mut groups);
    person::nicknames(&mut groups);
    surname::surnames_alone(draft, mentions, &mut groups);
    places(&mut groups);
    country(draft, mentions, &mut groups);
    body::bodies(draft, mentions, &mut groups);
    home::counties(draft, mentions, &mut groups);
    clusters(mentions, &groups)
}

/// Links capitals to the longer name they stand for: the one they stand behind in brackets, else the only one of
/// the story with these initials.
fn acronyms(draft: &Draft, mentions: &[DraftMention], groups: &mut Groups<'_>) {
    let short: Vec<(u32, u32)> =
        groups.roots().filter(|(_, g)| g.short).map(|(no, g)| (no, g.forms[0])).collect();
    if short.is_empty() {
        return;
    }
    let bound = bound(draft, mentions, groups);
    let mut known: FxHashMap<u32, Option<u32>> = FxHashMap::default();
    for bound in &bound {
        let only = known.entry(bound.short).or_insert(Some(bound.long));
        *only = only.filter(|only| *only == bound.long);
    }
    let by_initials = by_initials(groups);
    let mut doubted = Vec::new();
    for (no, form) in short {
        let place = |no: u32| groups.group(no).label() == Label::Place;
        let unique = || by_initials.get(&groups.group(no).key).copied().flatten();
        // Two letters with stops are a state as a rule ("S.C."), and a place is no court.
        let state = place(no) || (groups.form(form).surface.contains('.') && groups.group(no).key.len() == 2);
        let unique = || unique().filter(|target| !state || place(*target));
        match known.get(&no) {
            // Where two names of the story have one acronym, only what stands beside each is told.
            Some(None) => doubted.push(no),
            only => {
                let Some(target) = only.copied().flatten().or_else(unique) else { continue };
                groups.set_acronym(target, form);
                groups.join(no, target, LinkRule::Acronym);
            }
        }
    }
    groups.doubt_all(&doubted);
    for bound in bound.iter().filter(|bound| known.get(&bound.short) == Some(&None)) {
        groups.move_mention(bound.at, bound.long, LinkRule::Acronym, Some(bound.by));
    }
}

/// The names of the story by the acronyms that their words may have; `None` where several may have one.
fn by_initials(groups: &Groups<'_>) -> FxHashMap<String, Option<u32>> {
    let mut by_initials: FxHashMap<String, Option<u32>> = FxHashMap::default();
    for (no, group) in groups.roots().filter(|(_, g)| !g.short && !g.person) {
        for form in group.forms.iter().filter(|f| groups.form(**f).surface.contains([' ', '-'])) {
            for initials in acronym::initials(&groups.form(*form).words) {
                let entry = by_initials.entry(initials).or_insert(Some(no));
                if *entry != Some(no) {
                    *entry = None;
                }
            }
        }
    }
    by_initials
}

/// Capitals that a story says are a name's.
struct Bound {
    /// The group of the capitals, and that of the name.
    short: u32,
    long: u32,
    /// The mention of the capitals, and that of the name.
    at: usize,
    by: u32,
}

/// Capitals that stand in brackets behind a name, or before a name in brackets, or of which the story says that the name
/// goes by them, in order.
fn bound(draft: &Draft, mentions: &[DraftMention], groups: &Groups<'_>) -> Vec<Bound> {
    let mut out = Vec::new();
    for (n, a) in mentions.iter().enumerate() {
        // A people may stand between: "known by its Spanish acronym".
        let next = mentions.iter().enumerate().skip(n + 1).take(2).find(|(_, b)| b.label != Label::Group);
        let Some((m, b)) = next else { continue };
        let (Some((x, _)), Some((y, _))) = (groups.mention(n), groups.mention(m)) else { continue };
        let text = field_str(draft, a.field);
        let called = acronym::is_called(text, a.span, b.span);
        if a.field != b.field || !(called || acronym::in_brackets(text, a.span, b.span)) {
            continue;
        }
        let (short, long, at, by) = match (groups.group(x).short, groups.group(y).short) {
            (false, true) => (y, x, m, n),
            (true, false) if !called => (x, y, n, m),
            _ => continue,
        };
        let words = groups.form_of(by).map_or("", |form| &groups.form(form).words);
        // Of an acronym in another language the letters say nothing.
        let foreign = called && groups.group(long).is_org() && acronym::is_foreign(text, a.span, b.span);
        let fits = foreign || acronym::letters_in_order(&groups.group(short).key, words);
        if !groups.group(long).person && fits {
            out.push(Bound { short, long, at, by: by as u32 });
        }
    }
    out
}

/// Links a bare place to the only one of the story that has a state behind it.
fn places(groups: &mut Groups<'_>) {
    let mut with_state: FxHashMap<&str, Option<u32>> = FxHashMap::default();
    for (no, group) in groups.roots().filter(|(_, g)| g.label() == Label::Place) {
        if let Some((place, _)) = group.key.split_once(", ") {
            with_state.entry(place).and_modify(|only| *only = None).or_insert(Some(no));
        }
    }
    let joins: Vec<(u32, u32)> = groups
        .roots()
        .filter(|(_, g)| g.label() == Label::Place)
        .filter_map(|(no, g)| Some((no, with_state.get(&*g.key).copied().flatten()?)))
        .collect();
    for (no, target) in joins {
        groups.join(no, target, LinkRule::PlaceForm);
    }
}

/// Tells the country from the State of the same name by the other places of the story, and by those in one list with it
/// ("Ukraine, Georgia and Moldova").
fn country(draft: &Draft, mentions: &[DraftMention], groups: &mut Groups<'_>) {
    let places = || groups.roots().filter(|(_, g)| g.label() == Label::Place);
    let Some((no, _)) = places().find(|(_, g)| g.key == state::COUNTRY_TOO) else { return };
    let key = |n: usize| groups.mention(n).map(|(no, _)| &*groups.group(no).key);
    let beside: Vec<&str> = (1..mentions.len())
        .filter(|n| {
            state::is_list(field_str(draft, mentions[*n].field), mentions[n - 1].span, mentions[*n].span)
        })
        .filter_map(|n| match (key(n - 1)?, key(n)?) {
            (state::COUNTRY_TOO, other) | (other, state::COUNTRY_TOO) => Some(other),
            _ => None,
        })
        .collect();
    let abbreviated = groups.group(no).forms.iter().any(|form| groups.form(*form).surface.ends_with('.'));
    if !abbreviated && state::is_country(places().map(|(_, g)| &*g.key), &beside) {
        groups.rename(no, state::COUNTRY.to_owned());
    }
}

/// Numbers the clusters by first mention and writes the links into the mentions.
fn clusters(mentions: &mut [DraftMention], groups: &Groups<'_>) -> Vec<Cluster> {
    let mut out: Vec<Cluster> = Vec::new();
    let mut number: FxHashMap<u32, (u16, u32)> = FxHashMap::default();
    let mut links: FxHashMap<(u32, u32), (LinkRule, Option<u32>)> = FxHashMap::default();
    for (n, mention) in mentions.iter_mut().enumerate() {
        (mention.cluster, mention.link, mention.anchor) = (None, LinkRule::None, None);
        let (Some((root, _)), Some(form)) = (groups.mention(n), groups.form_of(n)) else { continue };
        let (no, full) = match number.get(&root) {
            Some(known) => *known,
            None if out.len() >= MentionRecord::NO_CLUSTER as usize => continue,
            None => {
                let known = (out.len() as u16, groups.fullest(root));
                out.push(cluster(groups, root, known.1));
                number.insert(root, known);
                known
            }
        };
        mention.cluster = Some(no);
        (mention.link, mention.anchor) = match groups.moved(n) {
            Some(moved) => moved,
            None => *links.entry((root, form)).or_insert_with(|| groups.link(n, full)),
        };
        let cluster = &mut out[no as usize];
        cluster.mentions += 1;
        cluster.establishes |= mention.weak.is_none();
    }
    out
}

fn cluster(groups: &Groups<'_>, root: u32, full: u32) -> Cluster {
    let group = groups.group(root);
    let label = group.label();
    let full = &groups.form(full).surface;
    // A dateline's capitals look like an acronym; a place is taken for its name.
    let bare = group.short && label != Label::Place;
    let acronym = match group.acronym {
        Some(form) => groups.form(form).surface.clone().into_owned(),
        None if bare => full.clone().into_owned(),
        None => String::new(),
    };
    Cluster {
        label,
        name: full.clone().into_owned(),
        key: group.key.clone(),
        acronym,
        partial: bare || (group.person && !person::parts(&group.key).full),
        ambiguous: group.ambiguous,
        establishes: false,
        mentions: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Rule, Span};

    /// Finds each part in the text in order, and tells the cluster and the rule of each.
    fn check(text: &str, parts: &[(&str, Label, u16, LinkRule)]) {
        let draft = Draft { text: text.to_owned(), ..Draft::default() };
        let mut at = 0;
        let mut mentions = Vec::new();
        for (part, label, ..) in parts {
            let start = at + text[at..].find(part).expect("the part is in the text");
            at = start + part.len();
            mentions.push(DraftMention::new(Span::new(start, at), *label, Rule::Model));
        }
        let clusters = sieve(&draft, &mut mentions);
        let found: Vec<_> =
            mentions.iter().map(|m| (m.span.of(text), m.label, m.cluster.unwrap_or(99), m.link)).collect();
        assert_eq!(found, parts, "{clusters:?}");
    }

    #[test]
    fn each_mention_tells_what_linked_it() {
        use Label::{Date, Org, Person, Place};
        use LinkRule::{Acronym, GivenName, None, OneLetter, PlaceForm, Reordered, SameWords, Surname};
        check(
            "Moss said Ann Moss left on Monday. Ann of HARBOUR",
            &[
                ("Moss", Person, 0, Surname),
                ("Ann Moss", Person, 0, SameWords),
                ("Monday", Date, 99, None),
                ("Ann", Person, 0, GivenName),
            ],
        );
        check(
            "Department of Fisheries, Fisheries Department, DOF. Voz Alta Nova, Vos Alta Nova",
            &[
                ("Department of Fisheries", Org, 0, SameWords),
                ("Fisheries Department", Org, 0, Reordered),
                ("DOF", Org, 0, Acronym),
                ("Voz Alta Nova", Org, 1, SameWords),
                ("Vos Alta Nova", Org, 1, OneLetter),
            ],
        );
        check(
            "Holm-Dade, Holm-Dade County, ARDEN, Ore. Arden",
            &[
                ("Holm-Dade", Place, 0, PlaceForm),
                ("Holm-Dade County", Place, 0, SameWords),
                ("ARDEN", Place, 1, SameWords),
                ("Ore.", Place, 2, SameWords),
                ("Arden", Place, 1, PlaceForm),
            ],
        );
    }

    #[test]
    fn what_fits_two_is_ambiguous() {
        use Label::Person;
        use LinkRule::{Ambiguous, SameWords};
        check(
            "Ann Moss, Bo Moss, Moss",
            &[
                ("Ann Moss", Person, 0, SameWords),
                ("Bo Moss", Person, 1, SameWords),
                ("Moss", Person, 2, Ambiguous),
            ],
        );
    }
}
