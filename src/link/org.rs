//! The shorter forms by which stories go on speaking of an organization: a bare "House", a paper's last word, a company
//! without "Inc.", a department without its State.

use rustc_hash::{FxHashMap, FxHashSet};

use super::gather::Corpus;
use super::group::{Group, Groups};
use super::join::{Sets, is_thing};
use super::{alias, key, person};
use crate::model::{Label, LinkRule, MentionRecord};

/// Links a bare "House" to the only house of the story that is told in full, where that is another one than its key says
/// ("House of Delegates").
pub(super) fn houses(groups: &mut Groups<'_>) {
    let Some((bare, _)) = groups.roots().find(|(_, g)| !g.person && g.key == key::HOUSE) else { return };
    if groups.group(bare).forms.iter().any(|form| groups.form(*form).surface.contains(' ')) {
        return;
    }
    let is_other = |(no, g): &(u32, &Group)| !g.person && *no != bare && g.key.starts_with("house of ");
    let others: Vec<u32> = groups.roots().filter(is_other).map(|(no, _)| no).collect();
    if let [other] = *others {
        groups.join(bare, other, LinkRule::ShorterForm);
    }
}

/// The last words of papers that are called by them ("the Post").
const PAPERS: [&str; 28] = [
    "beacon",
    "bee",
    "bulletin",
    "chronicle",
    "courier",
    "dispatch",
    "enquirer",
    "examiner",
    "gazette",
    "globe",
    "guardian",
    "herald",
    "independent",
    "inquirer",
    "journal",
    "mail",
    "mirror",
    "monitor",
    "observer",
    "post",
    "press",
    "record",
    "register",
    "sentinel",
    "telegraph",
    "times",
    "tribune",
    "weekly",
];

/// Links the last word of a paper's name to the only paper of the story with it.
pub(super) fn papers(groups: &mut Groups<'_>) {
    let is_bare = |g: &Group| !g.person && PAPERS.contains(&&*g.key);
    let bare: Vec<(u32, String)> =
        groups.roots().filter(|(_, g)| is_bare(g)).map(|(no, g)| (no, format!(" {}", g.key))).collect();
    for (no, ending) in bare {
        let full = groups.roots().filter(|(_, g)| g.is_org() && g.key.ends_with(&ending));
        let full: Vec<u32> = full.map(|(no, _)| no).collect();
        if let [full] = *full {
            groups.join(no, full, LinkRule::ShorterForm);
        }
    }
}

/// Last words of a company that its own papers print and stories drop.
const LEGAL: [&str; 14] = [
    "ag",
    "co",
    "company",
    "corp",
    "corporation",
    "gmbh",
    "inc",
    "incorporated",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "plc",
];
/// Those that stories of other places drop too where one word is left ("Brill Inc."): "News Corporation" is not "News".
const LEGAL_OF_ONE: [&str; 6] = ["co", "corp", "inc", "llc", "ltd", "plc"];
/// Further last words that stories drop, even where one word is left.
const OF_COMPANIES: [&str; 13] = [
    "airlines",
    "airways",
    "bros",
    "brothers",
    "capital",
    "group",
    "holding",
    "holdings",
    "motor",
    "motors",
    "partners",
    "sons",
    "technologies",
];
/// Those that stories drop where two words are left: "Boston College" is not "Boston".
const OF_HOUSES: [&str; 5] = ["college", "institute", "museum", "school", "university"];

/// What is left of a name's words without each of its endings, the longest first: "arden holdings", "arden" of "arden
/// holdings inc".
fn bases(words: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(words), |words| {
        let (rest, last) = words.rsplit_once(' ')?;
        let rest = rest.strip_suffix(" and").unwrap_or(rest);
        let of_two = OF_HOUSES.contains(&last) || LEGAL.contains(&last);
        let of_one = OF_COMPANIES.contains(&last) || LEGAL_OF_ONE.contains(&last) || last == "company";
        (of_one || (of_two && rest.contains(' '))).then_some(rest)
    })
    .skip(1)
}

/// Whether a folded word ends the names of companies that are called by the words before it.
pub(super) fn ends_company(word: &str) -> bool {
    LEGAL.contains(&word) || matches!(word, "motor" | "motors")
}

/// Links an organization to the only longer one of the story that is called so but for its last words.
pub(super) fn without_ending(groups: &mut Groups<'_>) {
    let orgs = |groups: &Groups<'_>| -> Vec<(u32, String)> {
        groups.roots().filter(|(_, g)| !g.person && g.is_org()).map(|(no, g)| (no, g.key.clone())).collect()
    };
    let mut all = orgs(groups);
    let mut long_of: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
    for (no, key) in &all {
        bases(key).for_each(|base| long_of.entry(base).or_default().push(*no));
    }
    let mut short: Vec<(u32, Vec<u32>)> =
        all.iter().filter_map(|(no, key)| Some((*no, long_of.get(&**key)?.clone()))).collect();
    // "Arden Holdings" finds its own before "Arden" asks how many there are.
    short.sort_by_key(|(no, _)| std::cmp::Reverse(groups.group(*no).key.len()));
    all.clear();
    for (no, long) in short {
        let target = groups.root(long[0]);
        if long.iter().all(|other| groups.root(*other) == target) {
            groups.join(no, target, LinkRule::ShorterForm);
        }
    }
}

/// Leaves the last word of several names of the story in doubt: "United" beside Arden United and Holm United.
pub(super) fn last_words(groups: &mut Groups<'_>) {
    let mut ending: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
    for (no, group) in groups.roots().filter(|(_, g)| !g.person && g.is_org()) {
        if let Some((_, last)) = group.key.rsplit_once(' ') {
            person::put(ending.entry(last).or_default(), no);
        }
    }
    // An acronym is the whole body's, whichever chapters the story names.
    let is_bare = |g: &Group| {
        !g.person && !g.short && g.is_org() && ending.get(&*g.key).is_some_and(|all| all.len() > 1)
    };
    let bare: Vec<u32> = groups.roots().filter(|(_, g)| is_bare(g)).map(|(no, _)| no).collect();
    groups.doubt_all(&bare);
}

/// Words of bodies that many places have one of.
const BODIES: [&str; 14] = [
    "agency",
    "authority",
    "board",
    "bureau",
    "commission",
    "committee",
    "council",
    "department",
    "district",
    "division",
    "legislature",
    "ministry",
    "office",
    "police",
];
/// Words of bodies that the nation has the best known one of, which a story may mean beside a State's.
const NATIONS_OWN: [&str; 7] = ["defense", "homeland", "justice", "national", "state", "supreme", "treasury"];

/// Links a body ("Department of Health") to the only one of the story that is told with its place or owner in front
/// ("Ohio Department of Health"), unless the story prints it with the nation in front. A person in front ("the Reed
/// Transportation Department") only says whose government it is.
pub(super) fn without_owner(groups: &mut Groups<'_>) {
    let orgs = || groups.roots().filter(|(_, g)| !g.person && g.is_org());
    let words = |no: &u32| &*groups.form(*no).words;
    let is_body = |words: &str| {
        let all = || words.split(' ');
        let own = all().any(|w| NATIONS_OWN.contains(&w)) || words.starts_with("united states ");
        all().nth(1).is_some() && all().any(|w| BODIES.contains(&w)) && !own
    };
    let bare = orgs().filter(|(_, g)| g.forms.iter().map(words).all(is_body));
    // The groups told with an owner in front of the words of each.
    let mut owned: FxHashMap<&str, (u32, Vec<u32>)> =
        bare.map(|(no, g)| (words(&g.forms[0]), (no, Vec::new()))).collect();
    let surnames: FxHashSet<&str> = match owned.is_empty() {
        true => return,
        false => groups.all().filter(|(_, g)| g.person).map(|(_, g)| person::parts(&g.key).last).collect(),
    };
    for (no, group) in orgs() {
        for words in group.forms.iter().map(words) {
            for (at, _) in words.match_indices(' ') {
                let last = words[..at].rsplit(' ').next().unwrap_or("");
                if !key::is_function_word(last) && !surnames.contains(last) {
                    let longer = owned.get_mut(&words[at + 1..]).map(|(_, longer)| longer);
                    longer.into_iter().for_each(|longer| person::put(longer, no));
                }
            }
        }
    }
    let mut joins: Vec<(u32, u32)> =
        owned.into_values().filter_map(|(no, longer)| Some((no, only(&longer)?))).collect();
    joins.sort_unstable();
    for (no, target) in joins {
        groups.join(no, target, LinkRule::ShorterForm);
    }
}

fn only(all: &[u32]) -> Option<u32> {
    all.first().copied().filter(|_| all.len() == 1)
}

/// Joins the companies of all stories that differ in a legal ending only: "Arden Steel Inc." and "Arden Steel". A paper is
/// not the company that prints it, and a word that names something else too ("Mars") is left out.
pub(super) fn without_legal_ending(corpus: &Corpus<'_>, sets: &mut Sets) {
    let things = || (0..).zip(&corpus.nodes).filter(|(_, n)| is_thing(n));
    let mut long_of: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
    for (no, node) in things().filter(|(_, n)| n.label == Label::Org) {
        let base = legal_base(node.key);
        let of_one = || node.key.rsplit(' ').next().is_some_and(|last| LEGAL_OF_ONE.contains(&last));
        if base.len() < node.key.len() && (base.contains(' ') || of_one()) && !is_paper(base) {
            long_of.entry(base).or_default().push(no);
        }
    }
    for (_, node) in things().filter(|(_, n)| n.label != Label::Org && !n.key.contains(' ')) {
        long_of.remove(node.key);
    }
    for (no, node) in things().filter(|(_, n)| n.label == Label::Org) {
        for long in long_of.get(node.key).into_iter().flatten() {
            sets.unite(*long, no, LinkRule::ShorterForm);
        }
    }
}

/// Joins a company to the one word by which some story calls it ("Brill" of "Brill Holdings"), where no other company begins
/// so, and the word names nothing else.
pub(super) fn by_first_word(corpus: &Corpus<'_>, sets: &mut Sets) {
    let things = || (0u32..).zip(&corpus.nodes).filter(|(_, n)| is_thing(n));
    let mut long_of: FxHashMap<&str, (&str, Vec<u32>)> = FxHashMap::default();
    let mut several: FxHashSet<&str> = FxHashSet::default();
    for (no, node) in things().filter(|(_, n)| n.label == Label::Org) {
        let base = legal_base(node.key);
        let word = bases(node.key).find(|base| !base.contains(' ')).filter(|_| base.contains(' '));
        let Some(word) = word else { continue };
        let (known, nodes) = long_of.entry(word).or_insert((base, Vec::new()));
        nodes.push(no);
        if *known != base {
            several.insert(word);
        }
    }
    several.extend(things().filter(|(_, n)| n.label != Label::Org).map(|(_, n)| n.key));
    long_of.retain(|word, _| !several.contains(word));
    let called = called_so(corpus, &long_of);
    for (no, node) in things().filter(|(_, n)| n.label == Label::Org && called.contains(n.key)) {
        for long in &long_of[node.key].1 {
            sets.unite(*long, no, LinkRule::ShorterForm);
        }
    }
}

/// The words of these by which some story calls one of their companies.
fn called_so<'a>(corpus: &Corpus<'a>, long_of: &FxHashMap<&'a str, (&str, Vec<u32>)>) -> FxHashSet<&'a str> {
    let words = long_of.iter().flat_map(|(word, (_, nodes))| nodes.iter().map(move |no| (*no, *word)));
    let word_of: FxHashMap<u32, &'a str> = words.collect();
    let mut called = FxHashSet::default();
    for story in corpus.stories.iter().filter(|_| !word_of.is_empty()) {
        for (cluster, number) in (0u16..).zip(story.cluster_numbers()) {
            let Some(word) = word_of.get(&corpus.node_of[number]).filter(|word| !called.contains(*word))
            else {
                continue;
            };
            let short = |m: &MentionRecord| m.cluster() == cluster && m.link() == LinkRule::ShorterForm;
            let mut forms = story.mentions.iter().filter(|m| short(m)).map(|m| alias::surface(story, m));
            if forms.any(|form| key::words(form) == *word) {
                called.insert(*word);
            }
        }
    }
    called
}

fn legal_base(mut words: &str) -> &str {
    while let Some((rest, _)) = words.rsplit_once(' ').filter(|(_, last)| LEGAL.contains(last)) {
        words = rest.strip_suffix(" and").unwrap_or(rest);
    }
    words
}

fn is_paper(words: &str) -> bool {
    words.rsplit(' ').next().is_some_and(|last| PAPERS.contains(&last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_taken_off_one_by_one() {
        let all = |words| bases(words).collect::<Vec<_>>();
        assert_eq!(all("arden holdings inc"), ["arden holdings", "arden"]);
        assert_eq!(all("arden state university"), ["arden state"]);
        assert_eq!(all("arden university"), [""; 0]);
        assert_eq!(all("inc"), [""; 0]);
        assert_eq!(all("arden corporation"), [""; 0]);
        assert_eq!(legal_base("arden steel co ltd"), "arden steel");
    }
}
