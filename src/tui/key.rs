//! A key as pressed, and its name in the key table, the help and `frame --keys`.

use std::fmt;

/// A key. Letters carry their case; Alt is never bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// Whether Control was held.
    pub ctrl: bool,
}

/// Which key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyCode {
    /// A printable character.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace (0x08 and 0x7f are the same key).
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key.
    F(u8),
}

/// Names of the keys that print nothing, each as printed in the help, then as `frame --keys` may call it.
const NAMES: [(KeyCode, &str, &str); 16] = [
    (KeyCode::Enter, "Enter", "cr"),
    (KeyCode::Esc, "Esc", "escape"),
    (KeyCode::Tab, "Tab", "tab"),
    (KeyCode::BackTab, "Shift-Tab", "s-tab"),
    (KeyCode::Backspace, "Backspace", "bs"),
    (KeyCode::Delete, "Delete", "del"),
    (KeyCode::Up, "↑", "up"),
    (KeyCode::Down, "↓", "down"),
    (KeyCode::Left, "←", "left"),
    (KeyCode::Right, "→", "right"),
    (KeyCode::Home, "Home", "home"),
    (KeyCode::End, "End", "end"),
    (KeyCode::PageUp, "PgUp", "pageup"),
    (KeyCode::PageDown, "PgDn", "pagedown"),
    (KeyCode::Char(' '), "Space", "space"),
    (KeyCode::Char('<'), "<", "lt"),
];

impl Key {
    /// A key without Control.
    pub fn plain(code: KeyCode) -> Key {
        Key { code, ctrl: false }
    }

    /// The key with this name: `j`, `ctrl-d` (or `c-d`), `enter`, `space`, `pgdn`, `F1`; case matters only
    /// in a single character.
    pub fn parse(name: &str) -> Option<Key> {
        let mut chars = name.chars();
        if let (Some(c), None) = (chars.next(), chars.next())
            && !NAMES.iter().any(|(_, shown, _)| *shown == name)
        {
            return Some(Key::plain(KeyCode::Char(c)));
        }
        let lower = name.to_lowercase();
        if let Some(rest) = lower.strip_prefix("ctrl-").or_else(|| lower.strip_prefix("c-")) {
            let key = Key::parse(rest)?;
            return Some(Key { ctrl: true, ..key });
        }
        if let Some(n) = lower.strip_prefix('f').and_then(|n| n.parse().ok()) {
            return Some(Key::plain(KeyCode::F(n)));
        }
        let known =
            NAMES.iter().find(|(_, shown, other)| shown.to_lowercase() == lower || *other == lower)?;
        Some(Key::plain(known.0))
    }

    /// The keys of a script: blanks part tokens; `<enter>`, `<c-u>`, `<s-tab>` ... are keys by name, any other
    /// token is typed character by character.
    pub fn script(script: &str) -> Vec<Key> {
        let mut keys = Vec::new();
        for token in script.split_whitespace() {
            let name = token.strip_prefix('<').and_then(|t| t.strip_suffix('>'));
            match name.and_then(Key::parse) {
                Some(key) => keys.push(key),
                None => keys.extend(token.chars().map(|c| Key::plain(KeyCode::Char(c)))),
            }
        }
        keys
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        match (self.code, NAMES.iter().find(|n| n.0 == self.code)) {
            (_, Some((_, shown, _))) => f.write_str(shown),
            (KeyCode::Char(c), None) => write!(f, "{c}"),
            (KeyCode::F(n), None) => write!(f, "F{n}"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_parses_from_its_printed_name() {
        let codes = NAMES.iter().map(|n| n.0).chain([KeyCode::F(1), KeyCode::Char('j'), KeyCode::Char('é')]);
        for code in codes {
            let key = Key::plain(code);
            assert_eq!(Key::parse(&key.to_string()), Some(key), "{key}");
        }
        assert_eq!(Key::parse("ctrl-d"), Some(Key { code: KeyCode::Char('d'), ctrl: true }));
        assert_eq!(Key::parse("nothing"), None);
    }

    #[test]
    fn a_script_is_tokens_and_typed_characters() {
        let names = |s: &str| Key::script(s).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        assert_eq!(
            names("/ ice <space> <enter> < <c-u> <s-tab> <odd>"),
            "/ i c e Space Enter < Ctrl-u Shift-Tab < o d d >"
        );
    }
}
