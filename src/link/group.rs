//! The mentions of one story grouped by key, and which group belongs to which.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::title::Titles;
use super::{acronym, body, key, person, state};
use crate::model::{Draft, DraftMention, Field, Label, LinkRule};

/// Number of labels that name entities.
const NAMES: usize = Label::Group as usize + 1;

/// A surface form of a group.
#[derive(Debug)]
pub(super) struct Form<'d> {
    /// As printed, white space collapsed.
    pub surface: Cow<'d, str>,
    /// Its words, function words included.
    pub words: String,
    /// Number of the first mention that prints it.
    pub first: u32,
    group: u32,
}

/// The mentions with one key.
#[derive(Debug)]
pub(super) struct Group {
    /// Whether it names a person; persons and things never join.
    pub person: bool,
    /// The key; see [`key`].
    pub key: String,
    /// Number of mentions.
    pub n: u32,
    /// The titles printed before its mentions, and before those of the groups that joined it.
    pub titles: Titles,
    /// Its forms, in the order of first mention.
    pub forms: Vec<u32>,
    /// Whether every form is capitals only; its key is their letters then.
    pub short: bool,
    /// Printed acronym of a group that joined it.
    pub acronym: Option<u32>,
    /// Whether some of its mentions fit several persons.
    pub ambiguous: bool,
    votes: [u32; NAMES],
    to: Option<(u32, LinkRule)>,
}

impl Group {
    /// The label most of its mentions have; of equals the first.
    pub(super) fn label(&self) -> Label {
        let best = (0..NAMES).rev().max_by_key(|n| self.votes[*n]).unwrap_or(0);
        Label::from_u8(best as u8)
    }

    /// Whether most of its mentions are organizations.
    pub(super) fn is_org(&self) -> bool {
        self.label() == Label::Org
    }
}

/// What a form is told by: its letters, its kind, and what the words around it say of it.
type Printed<'d> = (&'d str, u8, Option<Cow<'d, str>>);

/// Where a mention belongs.
#[derive(Clone, Copy, Debug)]
struct Place {
    form: u32,
    group: u32,
    titles: Titles,
    /// What moved this one mention.
    link: Option<LinkRule>,
    /// The mention by which it was moved.
    by: Option<u32>,
}

/// The groups of a story.
#[derive(Debug)]
pub(super) struct Groups<'d> {
    places: Vec<Option<Place>>,
    forms: Vec<Form<'d>>,
    groups: Vec<Group>,
}

impl<'d> Groups<'d> {
    /// Groups the names among `mentions` by key: the step *same words*.
    pub(super) fn new(draft: &'d Draft, mentions: &[DraftMention]) -> Groups<'d> {
        let mut table =
            Groups { places: Vec::with_capacity(mentions.len()), forms: Vec::new(), groups: Vec::new() };
        let mut form_of: FxHashMap<Printed<'_>, Option<u32>> = FxHashMap::default();
        let mut group_of: FxHashMap<(bool, String), u32> = FxHashMap::default();
        for (no, m) in (0..).zip(mentions) {
            let field = field_str(draft, m.field);
            let surface = m.span.of(field);
            if !m.label.is_name() || surface.trim().is_empty() {
                table.places.push(None);
                continue;
            }
            let label = if person::is_junior(surface) { Label::Person } else { m.label };
            let is_place = label == Label::Place;
            let before = (no as usize).checked_sub(1).map(|n| &mentions[n]).filter(|b| b.field == m.field);
            let of = match is_place {
                true => state::behind(field, surface, m.span.end as usize).map(Cow::Borrowed),
                false => body::owner(field, before, m),
            };
            let kind = if label == Label::Person { 0 } else { 1 + u8::from(is_place) };
            let form = *form_of.entry((surface, kind, of)).or_insert_with_key(|(.., of)| {
                table.add_form(no, surface, label, of.as_deref(), &mut group_of)
            });
            let place = form.map(|form| table.count(form, m, label, field));
            table.places.push(place);
        }
        table
    }

    fn add_form(
        &mut self,
        first: u32,
        surface: &'d str,
        label: Label,
        of: Option<&str>,
        group_of: &mut FxHashMap<(bool, String), u32>,
    ) -> Option<u32> {
        let person = label == Label::Person;
        let (words, key) = compare(surface, label, of);
        if key.is_empty() {
            return None;
        }
        let short = !person && acronym::letters(surface).is_some_and(|letters| letters == key);
        let form = self.forms.len() as u32;
        let group = *group_of.entry((person, key)).or_insert_with_key(|(person, key)| {
            self.groups.push(Group {
                person: *person,
                key: key.clone(),
                n: 0,
                titles: Titles::default(),
                forms: Vec::new(),
                short: true,
                acronym: None,
                ambiguous: false,
                votes: [0; NAMES],
                to: None,
            });
            self.groups.len() as u32 - 1
        });
        let entry = &mut self.groups[group as usize];
        entry.forms.push(form);
        entry.short &= short;
        self.forms.push(Form { surface: key::collapse(surface), words, first, group });
        Some(form)
    }

    fn count(&mut self, form: u32, m: &DraftMention, label: Label, field: &str) -> Place {
        let group = self.forms[form as usize].group;
        let titles = if m.title.is_empty() { Titles::default() } else { Titles::of(m.title.of(field)) };
        let entry = &mut self.groups[group as usize];
        entry.n += 1;
        entry.titles.add(titles);
        if let Some(votes) = entry.votes.get_mut(label as usize) {
            *votes += 1;
        }
        Place { form, group, titles, link: None, by: None }
    }

    /// A group by its number.
    pub(super) fn group(&self, no: u32) -> &Group {
        &self.groups[no as usize]
    }

    /// A form by its number.
    pub(super) fn form(&self, no: u32) -> &Form<'d> {
        &self.forms[no as usize]
    }

    /// Every group.
    pub(super) fn all(&self) -> impl Iterator<Item = (u32, &Group)> {
        (0..).zip(&self.groups)
    }

    /// The groups that have joined no other.
    pub(super) fn roots(&self) -> impl Iterator<Item = (u32, &Group)> {
        self.all().filter(|(_, g)| g.to.is_none())
    }

    /// The group that `no` has joined at last, or itself.
    pub(super) fn root(&self, mut no: u32) -> u32 {
        while let Some((to, _)) = self.groups[no as usize].to {
            no = to;
        }
        no
    }

    /// The titles of a group's root.
    pub(super) fn titles(&self, no: u32) -> Titles {
        self.group(self.root(no)).titles
    }

    /// Number of the first mention that prints a form of a group itself.
    pub(super) fn first(&self, no: u32) -> u32 {
        self.group(no).forms.first().map_or(u32::MAX, |form| self.form(*form).first)
    }

    /// Adds what else is known of the persons of a group, as a title says it.
    pub(super) fn add_titles(&mut self, no: u32, titles: Titles) {
        let root = self.root(no);
        self.groups[root as usize].titles.add(titles);
    }

    /// Joins a group to another; nothing happens where both are one already.
    pub(super) fn join(&mut self, no: u32, target: u32, rule: LinkRule) {
        let (from, to) = (self.root(no), self.root(target));
        if from == to || self.group(from).person != self.group(to).person {
            return;
        }
        let (titles, acronym) = (self.group(from).titles, self.group(from).acronym);
        let group = &mut self.groups[to as usize];
        group.titles.add(titles);
        group.acronym = group.acronym.or(acronym);
        self.groups[from as usize].to = Some((to, rule));
    }

    /// Notes the printed acronym of a group.
    pub(super) fn set_acronym(&mut self, no: u32, form: u32) {
        let root = self.root(no);
        self.groups[root as usize].acronym.get_or_insert(form);
    }

    /// Number of mentions of the story, values included.
    pub(super) fn n_mentions(&self) -> usize {
        self.places.len()
    }

    /// The root group of a mention, and the titles printed before it; `None` for values.
    pub(super) fn mention(&self, mention: usize) -> Option<(u32, Titles)> {
        let place = self.places.get(mention).copied().flatten()?;
        Some((self.root(place.group), place.titles))
    }

    /// The form of a mention; `None` for values.
    pub(super) fn form_of(&self, mention: usize) -> Option<u32> {
        Some(self.places.get(mention).copied().flatten()?.form)
    }

    /// Moves one mention to another group, because of the mention `by` of that group.
    pub(super) fn move_mention(&mut self, mention: usize, group: u32, rule: LinkRule, by: Option<u32>) {
        if let Some(Some(place)) = self.places.get_mut(mention) {
            *place = Place { group, link: Some(rule), by, ..*place };
        }
    }

    /// Leaves a mention in its group, as one that fits several.
    pub(super) fn doubt(&mut self, mention: usize) {
        if let Some(Some(place)) = self.places.get_mut(mention) {
            (place.link, place.by) = (Some(LinkRule::Ambiguous), None);
            self.groups[place.group as usize].ambiguous = true;
        }
    }

    /// Leaves all mentions of some groups in them, as ones that may belong to several.
    pub(super) fn doubt_all(&mut self, groups: &[u32]) {
        groups.iter().for_each(|no| self.groups[*no as usize].ambiguous = true);
        let mut doubted = vec![false; self.groups.len()];
        groups.iter().for_each(|no| doubted[*no as usize] = true);
        for n in 0..self.places.len() {
            let root = self.places[n].map(|place| self.root(place.group) as usize);
            if root.is_some_and(|root| doubted[root]) {
                self.places[n]
                    .iter_mut()
                    .for_each(|place| (place.link, place.by) = (Some(LinkRule::Ambiguous), None));
            }
        }
    }

    /// Gives a group the key of what it names, in place of the one that its words say.
    pub(super) fn rename(&mut self, no: u32, key: String) {
        self.groups[no as usize].key = key;
    }

    /// The number of the fullest form of a group: in normal case, most words, longest, first.
    pub(super) fn fullest(&self, no: u32) -> u32 {
        let group = self.group(no);
        let label = group.label();
        let rank = |form: &u32| {
            let form = self.form(*form);
            let shouted = key::is_shouted(label, &form.surface);
            (!shouted, form.words.split(' ').count(), form.surface.len())
        };
        group.forms.iter().rev().copied().max_by_key(rank).expect("a group is made for its first form")
    }

    /// What moved one mention to another group than that of its form, or left it in doubt, and because of which
    /// mention.
    pub(super) fn moved(&self, mention: usize) -> Option<(LinkRule, Option<u32>)> {
        let place = self.places.get(mention).copied().flatten()?;
        Some((place.link?, place.by))
    }

    /// What linked the form of a mention to its root group, whose fullest form is `full`, and because of which
    /// mention: the first one that prints the full form of what its group joined.
    pub(super) fn link(&self, mention: usize, full: u32) -> (LinkRule, Option<u32>) {
        let Some(Some(place)) = self.places.get(mention) else { return (LinkRule::None, None) };
        if let Some((to, rule)) = self.group(place.group).to {
            return (rule, Some(self.form(self.fullest(to)).first));
        }
        let (form, full) = (self.form(place.form), self.form(full));
        let rule = match self.group(place.group).label() {
            _ if key::content(&form.words).eq(key::content(&full.words)) => LinkRule::SameWords,
            Label::Place => LinkRule::PlaceForm,
            Label::Group => LinkRule::Number,
            _ => LinkRule::Reordered,
        };
        (rule, Some(full.first))
    }
}

/// The string that the spans of a field count in.
pub(super) fn field_str(draft: &Draft, field: Field) -> &str {
    match field {
        Field::Text => &draft.text,
        Field::Title => draft.title_str(),
    }
}

/// Words and key of a surface form; `of` is the State behind a place, or the owner before a public body.
fn compare(surface: &str, label: Label, of: Option<&str>) -> (String, String) {
    if label == Label::Person {
        let words = key::person(surface);
        return (words.clone(), words);
    }
    if label == Label::Group {
        return (key::words(surface), key::group(surface));
    }
    if label != Label::Place {
        let words = body::with_owner(key::words(surface), of);
        let key = body::key(&words).unwrap_or_else(|| key::thing(&words));
        return (words, key);
    }
    let (place, inside) = state::split(surface);
    if inside.is_none() && of == Some(state::CITY_TOO) && key::words(place) == state::CITY_TOO {
        return (key::state_of_city(), key::state_of_city());
    }
    let words = key::place(place);
    let mut key = key::thing(&words);
    // "Miami-Dade" is "Miami-Dade County": no city has a hyphen there. "Washington" is not "Washington County".
    if place.contains('-')
        && let Some(len) = key.strip_suffix(" county").map(str::len)
    {
        key.truncate(len);
    }
    if let Some(state) = inside.or(of) {
        key.push_str(", ");
        key.push_str(state);
    }
    (words, key)
}
