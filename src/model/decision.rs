//! What a person decided about names: the links that no rule may make or break.
//!
//! Decisions tell names by their keys and places by story id and span, never by numbers, so that they hold for the
//! next load, for other files beside these, and after other decisions. [`Decisions`] is a plain value: `store` reads and
//! writes it, `link` takes it as input and lets it win over every rule.

use super::{Field, Label, Span};

/// The key of a name as it was when the decision was made: `person:kate-brown`, `person:moss/a.txt`.
///
/// It is resolved anew each time: by the label and the words in it, so that it still fits where the name has been merged
/// with another one, is printed more often in another form now, or has another label.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameKey(pub String);

impl NameKey {
    /// The label in front, where it is one.
    pub fn label(&self) -> Option<Label> {
        Label::parse(self.0.split_once(':')?.0)
    }

    /// The folded words, with blanks for hyphens, without the story behind them.
    pub fn words(&self) -> String {
        let form = self.0.split_once(':').map_or(&*self.0, |(_, form)| form);
        form.split('/').next().unwrap_or("").replace('-', " ")
    }

    /// The id of the story in which it was left alone, where that is a part of the key; blanks of the id are hyphens.
    pub fn story(&self) -> Option<&str> {
        self.0.split_once('/').map(|(_, story)| story)
    }
}

/// Some mentions of a name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mentions {
    /// The name that they are linked to without the decision.
    pub of: NameKey,
    /// Which of its mentions.
    pub scope: Scope,
}

/// How far a decision about mentions reaches.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// One mention.
    Here {
        /// The story's id.
        story: String,
        /// The string that the span counts in.
        field: Field,
        /// Where it stands.
        span: Span,
        /// Its text, as printed: where the story has changed, the decision holds for nothing else.
        text: String,
    },
    /// The mentions in one story that print these words.
    Story {
        /// The story's id.
        story: String,
        /// Folded words, a blank between, as in [`Alias::folded`](super::Alias::folded); empty for all of them.
        printed: String,
    },
    /// The mentions in every story that print these words.
    Everywhere {
        /// Folded words, a blank between, as in [`Alias::folded`](super::Alias::folded); empty for all of them.
        printed: String,
    },
}

/// One thing decided.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Decision {
    /// Two names are one; the first one gives it its name and label.
    Same(NameKey, NameKey),
    /// Two names are two, whatever rules say.
    Different(NameKey, NameKey),
    /// Mentions are another name's than rules say: of the one told, else of one of their own.
    Move(Mentions, Option<NameKey>),
    /// Mentions name nothing.
    Hide(Mentions),
    /// A name is of this kind.
    Label(NameKey, Label),
    /// A name is shown so. Its key stays.
    Name(NameKey, String),
}

/// What was decided, in the order in which it was; of two that say the opposite the later one holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    list: Vec<Decision>,
}

impl Decisions {
    /// Nothing decided.
    pub fn new() -> Decisions {
        Decisions::default()
    }

    /// Adds a decision behind the others.
    pub fn push(&mut self, decision: Decision) {
        self.list.push(decision);
    }

    /// Takes the last decision back.
    pub fn pop(&mut self) -> Option<Decision> {
        self.list.pop()
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Decision> {
        self.list.iter()
    }

    /// Number of decisions.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether nothing was decided.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl FromIterator<Decision> for Decisions {
    fn from_iter<I: IntoIterator<Item = Decision>>(decisions: I) -> Decisions {
        Decisions { list: decisions.into_iter().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_parts() {
        for (key, label, words, story) in [
            ("person:kate-brill", Some(Label::Person), "kate brill", None),
            ("person:moss/a/b.txt#3", Some(Label::Person), "moss", Some("a/b.txt#3")),
            ("nobody", None, "nobody", None),
        ] {
            let key = NameKey(key.to_owned());
            assert_eq!((key.label(), &*key.words(), key.story()), (label, words, story), "{key:?}");
        }
    }

    #[test]
    fn the_last_decision_is_taken_back_first() {
        let hide = |name: &str| {
            let of = NameKey(name.to_owned());
            Decision::Hide(Mentions { of, scope: Scope::Everywhere { printed: String::new() } })
        };
        let mut all: Decisions = [hide("org:a"), hide("org:b")].into_iter().collect();
        assert_eq!(all.pop(), Some(hide("org:b")));
        assert_eq!((all.len(), all.is_empty()), (1, false));
    }
}
