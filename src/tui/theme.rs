//! Roles: what a cell means, and how it looks.
//!
//! Colours are the terminal's own, so that they suit a dark and a light ground alike; magenta and red are
//! the two that can be read on both. Every role can be told from its neighbours without colour.

use ratatui::style::{Color, Modifier, Style};

/// What a cell means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Text.
    #[default]
    Plain,
    /// The title above a text.
    Title,
    /// The head of a pane.
    Head,
    /// The head of the pane that has the focus.
    Focused,
    /// A line between panes.
    Rule,
    /// Less important words.
    Quiet,
    /// The selected row.
    Selected,
    /// A name in all or most of the stories listed.
    Most,
    /// A name in some of the stories listed.
    Some,
    /// A name in a few of many stories listed.
    Few,
    /// A name in this story only.
    Here,
    /// An office that stands for a name ("the mayor").
    Weak,
    /// The name under the cursor.
    Current,
    /// A match of the filter.
    Match,
    /// In the passage to copy or quote.
    Passage,
    /// Not content: share bars, newsletter lines.
    Boilerplate,
    /// A key or a number to press.
    Press,
    /// A name in the filter.
    Chip,
    /// A part of the filter that was read leniently.
    Wrong,
    /// A letter to jump to a name.
    Hint,
    /// Something just told.
    Notice,
}

const BOLD: Modifier = Modifier::BOLD;
const UNDER: Modifier = Modifier::UNDERLINED;
const DIM: Modifier = Modifier::DIM;
const REVERSE: Modifier = Modifier::REVERSED;

/// How a role looks: its letter in a drawn frame, its attributes, its colours of letter and ground.
type Look = (Role, char, Modifier, Option<Color>, Option<Color>);

/// Each role and its look.
const LOOKS: [Look; 21] = [
    (Role::Plain, '.', Modifier::empty(), None, None),
    (Role::Title, 'T', BOLD, None, None),
    (Role::Head, 'h', DIM, None, None),
    (Role::Focused, 'H', BOLD, None, None),
    (Role::Rule, '-', DIM, None, None),
    (Role::Quiet, 'q', DIM, None, None),
    (Role::Selected, 'S', BOLD, None, None),
    (Role::Most, 'A', BOLD.union(UNDER), Some(Color::Magenta), None),
    (Role::Some, 's', UNDER, Some(Color::Magenta), None),
    (Role::Few, 'f', UNDER.union(DIM), Some(Color::Magenta), None),
    (Role::Here, 'o', Modifier::ITALIC, None, None),
    (Role::Weak, 'u', UNDER.union(DIM).union(Modifier::ITALIC), None, None),
    (Role::Current, 'C', REVERSE.union(BOLD), None, None),
    (Role::Match, 'M', REVERSE, Some(Color::Yellow), Some(Color::Black)),
    (Role::Passage, 'p', REVERSE.union(UNDER), None, None),
    (Role::Boilerplate, 'b', DIM, None, None),
    (Role::Press, 'k', BOLD, None, None),
    (Role::Chip, 'c', REVERSE, None, None),
    (Role::Wrong, 'w', UNDER, Some(Color::Red), None),
    (Role::Hint, 'L', REVERSE.union(BOLD), Some(Color::Red), None),
    (Role::Notice, 'n', Modifier::empty(), None, None),
];

impl Role {
    /// Its letter in a drawn frame.
    pub fn letter(self) -> char {
        LOOKS[self as usize].1
    }

    /// Its look; without colour where `monochrome`.
    pub fn style(self, monochrome: bool) -> Style {
        let (_, _, attributes, fore, ground) = LOOKS[self as usize];
        let mut style = Style::default().add_modifier(attributes);
        if !monochrome {
            style.fg = fore;
            style.bg = ground;
        }
        style
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_each_role_in_its_place() {
        for (n, look) in LOOKS.iter().enumerate() {
            assert_eq!(look.0 as usize, n, "{:?}", look.0);
            assert_eq!(LOOKS.iter().filter(|l| l.1 == look.1).count(), 1, "letter of {:?}", look.0);
        }
    }

    #[test]
    fn tiers_and_cursor_can_be_told_apart_without_colour() {
        let plain = Role::Plain.style(true);
        let looks = [
            Role::Most,
            Role::Some,
            Role::Few,
            Role::Here,
            Role::Weak,
            Role::Current,
            Role::Match,
            Role::Passage,
        ];
        for (n, a) in looks.iter().enumerate() {
            assert_ne!(a.style(true), plain, "{a:?}");
            for b in &looks[n + 1..] {
                assert_ne!(a.style(true), b.style(true), "{a:?} {b:?}");
            }
        }
    }
}
