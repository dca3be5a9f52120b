//! The key table: the one place that says which key does what, where, and in which words.
//!
//! Dispatch (`lookup`), the help overlay (`groups`), the hint line (`hints`) and the README's table
//! ([`markdown`]) all read `BINDINGS`.

use super::action::Action;
use super::key::{Key, KeyCode};

/// Where a key works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Where {
    /// Everywhere but in a text field.
    Anywhere,
    /// Wherever rows are shown.
    Moving,
    /// On the name under the cursor: reading pane, names table, card.
    Name,
    /// On the story under the cursor: list, reading pane.
    Story,
    /// In the list.
    List,
    /// In the reading pane.
    Reading,
    /// In the names table.
    Names,
    /// On a name's card.
    Card,
    /// In a menu, and among related stories.
    Choice,
    /// In the filter bar.
    Filter,
}

impl Where {
    /// Every place, in the order of the help.
    pub(crate) const ALL: [Where; 10] = [
        Where::Anywhere,
        Where::Moving,
        Where::Name,
        Where::Story,
        Where::List,
        Where::Reading,
        Where::Names,
        Where::Card,
        Where::Choice,
        Where::Filter,
    ];

    /// The heading of its keys.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Where::Anywhere => "anywhere",
            Where::Moving => "moving, in every pane and table",
            Where::Name => "the name under the cursor",
            Where::Story => "the story",
            Where::List => "list",
            Where::Reading => "reading",
            Where::Names => "names table",
            Where::Card => "card",
            Where::Choice => "menus, related stories",
            Where::Filter => "filter bar",
        }
    }
}

/// A row of the key table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Binding {
    /// Where it works.
    pub(crate) place: Where,
    /// The keys, by name.
    pub(crate) keys: &'static [&'static str],
    /// What they do.
    pub(crate) action: Action,
    /// What they do, in words, at most 48 characters.
    pub(crate) words: &'static str,
    /// The words of the hint line, empty where it is not worth one.
    pub(crate) hint: &'static str,
}

const fn key(
    place: Where,
    keys: &'static [&'static str],
    action: Action,
    words: &'static str,
    hint: &'static str,
) -> Binding {
    Binding { place, keys, action, words, hint }
}

use Where::{Anywhere, Card, Choice, Filter, List, Moving, Name, Names, Reading, Story};

/// The key table.
pub(crate) const BINDINGS: &[Binding] = &[
    key(Name, &["f", "]"], Action::Follow, "follow to the next story that has it", "next story"),
    key(Name, &["F", "["], Action::FollowBack, "follow to the story before that has it", "previous"),
    key(Name, &["Enter"], Action::Enter, "its card", "card"),
    key(Name, &["+"], Action::With, "only stories with it", "with"),
    key(Name, &["-"], Action::Without, "only stories without it", ""),
    key(Name, &["="], Action::Same, "the same as another name", ""),
    key(Name, &["X"], Action::NotSame, "not the same: here, in this story, everywhere", ""),
    key(Name, &["D"], Action::Hide, "hide: it names nothing", ""),
    key(Name, &["T"], Action::Label, "of another kind, or called otherwise", ""),
    key(Name, &["w"], Action::Why, "why it is linked", ""),
    key(Story, &["m"], Action::ToggleRead, "mark read or unread", ""),
    key(Story, &["*"], Action::ToggleStar, "star, or take the star away", ""),
    key(Story, &["t"], Action::Tag, "tag, or take a tag away", ""),
    key(Story, &["r"], Action::Related, "related stories", ""),
    key(Story, &["c"], Action::Compare, "compare with the selected story", ""),
    key(List, &["v"], Action::Select, "select, to compare another story with it", ""),
    key(List, &["Enter", "l", "→"], Action::Read, "read", "read"),
    key(List, &["n"], Action::NextUnread, "next unread story", ""),
    key(List, &["p"], Action::PreviousUnread, "unread story before", ""),
    key(List, &["s"], Action::Sort, "other order: date, title … names in common", "sort"),
    key(List, &["x"], Action::Copies, "show its copies, or fold them", ""),
    key(Reading, &["."], Action::NextName, "next name", "name"),
    key(Reading, &[","], Action::PreviousName, "name before", ""),
    key(Reading, &[">"], Action::NextShared, "next shared name", ""),
    key(Reading, &["<"], Action::PreviousShared, "shared name before", ""),
    key(Reading, &["J"], Action::NextStory, "next story of the list", ""),
    key(Reading, &["K"], Action::PreviousStory, "story before in the list", ""),
    key(Reading, &["n"], Action::NextMatch, "next match; at the last one, next story", ""),
    key(Reading, &["N"], Action::PreviousMatch, "match before; at the first one, story before", ""),
    key(Reading, &[";"], Action::Hints, "letters on the names in sight, to jump to one", ""),
    key(Reading, &["v"], Action::Extend, "take the next sentence into the passage", ""),
    key(Reading, &["y"], Action::Copy, "copy the sentence or passage with its source", ""),
    key(Reading, &["Y"], Action::Quote, "append it to the quotes file", ""),
    key(Reading, &["("], Action::Narrower, "narrower text", ""),
    key(Reading, &[")"], Action::Wider, "wider text", ""),
    key(Reading, &["h", "←"], Action::List, "list", ""),
    key(Names, &["s"], Action::Sort, "sort by stories, mentions or name", "sort"),
    key(Names, &["/"], Action::Narrow, "narrow to names with these words", "narrow"),
    key(Card, &["Enter"], Action::Enter, "read the story, or show the card of that name", "read"),
    key(
        Card,
        &["Tab"],
        Action::NextPane,
        "to the names beside it, or back to its stories",
        "names beside it",
    ),
    key(Choice, &["Enter"], Action::Enter, "choose, or read the story", "choose"),
    key(Moving, &["j", "↓"], Action::Down, "down", ""),
    key(Moving, &["k", "↑"], Action::Up, "up", ""),
    key(Moving, &["d", "Ctrl-d"], Action::HalfDown, "half a page down", ""),
    key(Moving, &["u", "Ctrl-u"], Action::HalfUp, "half a page up", ""),
    key(Moving, &["Space", "PgDn"], Action::PageDown, "page down", ""),
    key(Moving, &["b", "PgUp"], Action::PageUp, "page up", ""),
    key(Moving, &["g", "Home"], Action::First, "start", ""),
    key(Moving, &["G", "End"], Action::Last, "end", ""),
    key(Filter, &["Enter"], Action::Keep, "keep the filter", "keep"),
    key(Filter, &["Esc"], Action::Revert, "back to the filter before", "back"),
    key(Filter, &["Ctrl-u"], Action::Empty, "empty the line", "empty"),
    key(Filter, &["Tab"], Action::Complete, "complete a field or a name", "complete"),
    key(Filter, &["Shift-Tab"], Action::CompleteBack, "complete with the choice before", ""),
    key(Filter, &["↓"], Action::Down, "down the list", ""),
    key(Filter, &["↑"], Action::Up, "up the list", ""),
    key(Filter, &["Ctrl-p"], Action::Older, "filter before, from the history", ""),
    key(Filter, &["Ctrl-n"], Action::Newer, "next filter of the history", ""),
    key(Filter, &["←"], Action::Left, "left", ""),
    key(Filter, &["→"], Action::Right, "right", ""),
    key(Filter, &["Home", "Ctrl-a"], Action::LineStart, "start of the line", ""),
    key(Filter, &["End", "Ctrl-e"], Action::LineEnd, "end of the line", ""),
    key(Filter, &["Backspace"], Action::Rub, "delete the character before", ""),
    key(Filter, &["Delete", "Ctrl-d"], Action::Delete, "delete the character under the cursor", ""),
    key(Filter, &["Ctrl-w"], Action::RubWord, "delete the word before", ""),
    key(Anywhere, &["/"], Action::Find, "filter, and stay in this pane", "filter"),
    key(Anywhere, &["&"], Action::Filter, "filter, and go on in the list", ""),
    key(Anywhere, &["Tab"], Action::NextPane, "next pane", ""),
    key(Anywhere, &["Shift-Tab"], Action::PreviousPane, "pane before", ""),
    key(Anywhere, &["Backspace", "H", "Ctrl-o"], Action::Back, "back along the trail", "back"),
    key(Anywhere, &["L"], Action::Forward, "forward along the trail", ""),
    key(
        Anywhere,
        &["1", "2", "3", "4", "5", "6", "7", "8", "9"],
        Action::Chip,
        "chip into the filter, or out",
        "",
    ),
    key(Anywhere, &["0"], Action::DropFilter, "drop the filter", ""),
    key(Anywhere, &["i"], Action::Names, "names table", "names"),
    key(Anywhere, &["P"], Action::Problems, "what was wrong with the input", ""),
    key(Anywhere, &["U"], Action::Undo, "take back what was done last", ""),
    key(Anywhere, &["Ctrl-r"], Action::Redo, "do it again", ""),
    key(Anywhere, &["z"], Action::Zoom, "one pane on the whole screen", ""),
    key(Anywhere, &["?", "F1"], Action::Help, "keys", "keys"),
    key(Anywhere, &["Ctrl-g"], Action::Where, "where am I", ""),
    key(Anywhere, &["Ctrl-l"], Action::Repaint, "paint the screen anew", ""),
    key(Anywhere, &["Ctrl-z"], Action::Suspend, "suspend", ""),
    key(Anywhere, &["Esc"], Action::Leave, "leave one level", ""),
    key(Anywhere, &["Ctrl-c"], Action::Cancel, "cancel, else leave", ""),
    key(Anywhere, &["q"], Action::Close, "close the top thing, else leave", ""),
    key(Anywhere, &["Q"], Action::Quit, "leave", ""),
];

/// What a key does in these places, the first one first. In a text field a printable key types itself.
pub(crate) fn lookup(key: Key, places: &[Where]) -> Option<Action> {
    let bound = |place: &Where| {
        let mut rows = BINDINGS.iter().filter(|b| b.place == *place);
        rows.find(|b| b.keys.iter().any(|name| Key::parse(name) == Some(key))).map(|b| b.action)
    };
    if places.first() == Some(&Where::Filter)
        && bound(&Where::Filter).is_none()
        && matches!(key, Key { code: KeyCode::Char(_), ctrl: false })
    {
        return Some(Action::Type);
    }
    places.iter().find_map(bound)
}

/// The rows worth a hint in these places, in the order of the table. In a text field the keys that work anywhere are
/// typed, so they are left out.
pub(crate) fn hints(places: &[Where]) -> impl Iterator<Item = &'static Binding> {
    let typing = places.first() == Some(&Where::Filter);
    let places = places.iter().filter(move |p| !typing || **p != Where::Anywhere);
    let rows = places.flat_map(|place| BINDINGS.iter().filter(move |b| b.place == *place));
    // A key that a nearer place takes does not do what a farther one says.
    let mut taken = Vec::new();
    rows.filter(move |b| {
        let first = !taken.contains(&b.keys[0]);
        taken.push(b.keys[0]);
        first && !b.hint.is_empty()
    })
}

/// The table in groups: place, then keys and words of each row.
pub(crate) fn groups() -> impl Iterator<Item = (Where, Vec<(String, &'static str)>)> {
    Where::ALL.into_iter().map(|place| {
        let rows = BINDINGS.iter().filter(move |b| b.place == place);
        (place, rows.map(|b| (spelled(b), b.words)).collect())
    })
}

fn spelled(binding: &Binding) -> String {
    match binding.keys {
        [first, .., last] if binding.keys.len() > 3 => format!("{first}–{last}"),
        keys => keys.join(" "),
    }
}

/// The table as Markdown, as it stands in the README.
pub fn markdown() -> String {
    let mut out = String::from("| where | keys | what |\n|---|---|---|\n");
    for (place, rows) in groups() {
        let mut heading = place.words();
        for (keys, words) in rows {
            let keys: Vec<String> = keys.split(' ').map(|k| format!("`{k}`")).collect();
            out.push_str(&format!("| {heading} | {} | {words} |\n", keys.join(" ")));
            heading = "";
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_parses_and_stands_once_in_its_place() {
        let mut seen = Vec::new();
        for binding in BINDINGS {
            assert!(binding.words.chars().count() <= 48 && !binding.words.ends_with('.'), "{binding:?}");
            for name in binding.keys {
                let key = Key::parse(name).unwrap_or_else(|| panic!("{name} is no key"));
                assert_eq!(key.to_string(), *name);
                assert!(!seen.contains(&(binding.place, key)), "{name} twice in {:?}", binding.place);
                seen.push((binding.place, key));
            }
        }
    }

    #[test]
    fn a_text_field_types_what_is_not_bound_there() {
        let q = Key::plain(KeyCode::Char('q'));
        assert_eq!(lookup(q, &[Where::Filter, Where::Anywhere]), Some(Action::Type));
        assert_eq!(lookup(q, &[Where::List, Where::Anywhere]), Some(Action::Close));
        let enter = Key::plain(KeyCode::Enter);
        assert_eq!(lookup(enter, &[Where::Filter, Where::Anywhere]), Some(Action::Keep));
    }
}
