//! The kinds of things that mentions name.

/// What kind of thing a mention names. Names come first, values after [`Label::Group`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Label {
    /// A person.
    Person,
    /// An organization: company, agency, party, newspaper, team.
    Org,
    /// A place: country, city, district, river, building with an address.
    Place,
    /// A law, bill, treaty or court case.
    Law,
    /// A named event.
    Event,
    /// A titled work.
    Work,
    /// A product.
    Product,
    /// A nationality, religion or political group.
    Group,
    /// A day, month or year.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A sum of money.
    Money,
    /// A percentage.
    Percent,
    /// A number of things, or a measure.
    Quantity,
    /// A web address.
    Url,
    /// A mail address.
    Email,
}

impl Label {
    /// Every label, in the order of their numbers.
    pub const ALL: [Label; 16] = [
        Label::Person,
        Label::Org,
        Label::Place,
        Label::Law,
        Label::Event,
        Label::Work,
        Label::Product,
        Label::Group,
        Label::Date,
        Label::Time,
        Label::Duration,
        Label::Money,
        Label::Percent,
        Label::Quantity,
        Label::Url,
        Label::Email,
    ];

    /// The word for it in queries, keys and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Label::Person => "person",
            Label::Org => "org",
            Label::Place => "place",
            Label::Law => "law",
            Label::Event => "event",
            Label::Work => "work",
            Label::Product => "product",
            Label::Group => "group",
            Label::Date => "date",
            Label::Time => "time",
            Label::Duration => "duration",
            Label::Money => "money",
            Label::Percent => "percent",
            Label::Quantity => "quantity",
            Label::Url => "url",
            Label::Email => "email",
        }
    }

    /// The label with this word.
    pub fn parse(word: &str) -> Option<Label> {
        Label::ALL.into_iter().find(|l| l.as_str() == word)
    }

    /// The label with this number; [`Label::Url`] for a number that no label has, so that a damaged
    /// block shows a value that links to nothing.
    pub fn from_u8(n: u8) -> Label {
        Label::ALL.get(n as usize).copied().unwrap_or(Label::Url)
    }

    /// Whether it names an entity (and can be shared), not a value.
    pub fn is_name(self) -> bool {
        self <= Label::Group
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_survives_its_number_and_its_word() {
        for label in Label::ALL {
            assert_eq!(Label::from_u8(label as u8), label);
            assert_eq!(Label::parse(label.as_str()), Some(label));
        }
        assert!(Label::Group.is_name() && !Label::Date.is_name());
    }
}
