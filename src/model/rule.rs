//! What found a mention and what linked it: the words that `annotate` prints, one table each.

macro_rules! rules {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// Every rule, in the order of their numbers.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// The words for it in JSON and on the card.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }

            /// The rule with this number; the first one for a number that none has.
            pub fn from_u8(n: u8) -> $name {
                Self::ALL.get(n as usize).copied().unwrap_or(Self::ALL[0])
            }
        }
    };
}

rules! {
    /// Which rule found a mention.
    Rule {
        /// The trained model.
        Model = "model",
        /// A list of known names.
        Gazetteer = "gazetteer",
        /// A title before it ("Mayor", "Mr.").
        Title = "title",
        /// A given name at its start.
        GivenName = "given name",
        /// A word such as "Department", "Inc." in it.
        OrgWord = "organization word",
        /// The same words as a surer mention of the story.
        SameWords = "same words",
        /// The surname of a full name of the story.
        Surname = "surname",
        /// Capitals that stand for a longer name of the story.
        Acronym = "acronym",
        /// The place a story is filed from.
        Dateline = "dateline",
        /// The name of a writer.
        Byline = "byline",
        /// The source of a story.
        Credit = "credit",
        /// A pattern of dates.
        Date = "date",
        /// A pattern of times of day.
        Time = "time",
        /// A pattern of lengths of time.
        Duration = "duration",
        /// A pattern of sums.
        Money = "money",
        /// A pattern of percentages.
        Percent = "percent",
        /// A pattern of numbers and measures.
        Quantity = "quantity",
        /// A web address.
        Url = "url",
        /// A mail address.
        Email = "email",
        /// A pattern of laws and bills.
        Law = "law",
        /// A pattern of events.
        Event = "event",
        /// A pattern of works.
        Work = "work",
        /// A nationality, religion or party.
        Demonym = "demonym",
        /// A street address.
        Address = "address",
        /// Given with the story.
        Editor = "editor",
    }
}

rules! {
    /// Which rule linked a mention to its entity.
    LinkRule {
        /// Not linked: a value.
        None = "none",
        /// The same words, compared folded.
        SameWords = "same words",
        /// The initials of a longer name.
        Acronym = "acronym",
        /// The same organization with its words in another order.
        Reordered = "reordered",
        /// The surname of a full name in the story.
        Surname = "surname",
        /// Another form of a place ("Miami-Dade", "Miami-Dade County").
        PlaceForm = "place form",
        /// One letter differs.
        OneLetter = "one letter",
        /// Fits several and was left alone.
        Ambiguous = "ambiguous",
        /// The given name of a full name in the story.
        GivenName = "given name",
        /// The same person with fewer given names, or their initials.
        ShorterForm = "shorter form",
        /// A surname of which the corpus knows one full name.
        OnlyBearer = "only bearer of the surname",
        /// Of several expansions of an acronym the one that shares most other names with the story.
        SharedNames = "acronym, by shared names",
        /// One of a group and several of it ("Republican", "Republicans").
        Number = "singular or plural",
        /// The same surname, and given names that are one name ("Jim", "James").
        Nickname = "nickname",
        /// A person decided it.
        Decision = "decision",
        /// A surname or given name of which one bearer is far better known than all others.
        BestKnown = "best-known bearer of the name",
        /// An office that stands for the person of the story who holds it; not counted.
        Office = "office, not counted",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_survive_their_numbers() {
        for (n, rule) in Rule::ALL.iter().enumerate() {
            assert_eq!(Rule::from_u8(n as u8), *rule);
        }
        for (n, rule) in LinkRule::ALL.iter().enumerate() {
            assert_eq!(LinkRule::from_u8(n as u8), *rule);
        }
    }
}
