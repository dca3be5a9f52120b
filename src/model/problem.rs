//! What was wrong with the input, told so that a person can act on it.

/// One thing that was wrong, where, and what was done about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file as typed or found, with `#number` for a record in a container; cleaned for printing.
    pub place: String,
    /// What is wrong, in lower case, without a final stop.
    pub what: String,
    /// What was done: "skipped", "rest of the file left out" ...
    pub done: &'static str,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {} ({})", self.place, self.what, self.done)
    }
}
