//! The columns of a Parquet file and what their values mean.

use super::thrift::Value;

/// How the bytes of a column are to be understood.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Bool,
    Int32,
    Int64,
    /// Nanoseconds of a day and the day, as old writers of times have them.
    Int96,
    Float,
    Double,
    Bytes,
    /// Bytes of this number.
    Fixed(usize),
    /// Days since 1970.
    Day,
    /// Parts of a second since 1970; so many a day.
    Time(i64),
}

/// A column.
#[derive(Debug)]
pub(super) struct Leaf {
    /// Its number among all columns.
    pub(super) no: usize,
    /// The name by which its uppermost part is known.
    pub(super) name: String,
    pub(super) kind: Kind,
    /// The level of definition at which a value is there.
    pub(super) max_def: u32,
    /// Levels of lists.
    pub(super) max_rep: u32,
}

/// The columns of a schema. Its elements stand in one list, each behind its parent.
pub(super) fn leaves(elements: &[Value]) -> Vec<Leaf> {
    let mut out = Vec::new();
    // Open groups: children still to come, name, levels.
    let mut open: Vec<(i64, String, u32, u32)> = Vec::new();
    for (n, element) in elements.iter().enumerate() {
        while open.last().is_some_and(|(left, ..)| *left <= 0) {
            open.pop();
        }
        if let Some((left, ..)) = open.last_mut() {
            *left -= 1;
        }
        let (_, above, mut def, mut rep) = open.last().cloned().unwrap_or_default();
        if n > 0 {
            // Optional and repeated ones may be missing; repeated ones may be there again.
            def += u32::from(matches!(element.int(3), Some(1 | 2)));
            rep += u32::from(element.int(3) == Some(2));
        }
        let own = element.text(4).unwrap_or_default();
        let name = if above.is_empty() { own } else { above };
        match element.int(5) {
            Some(children) if children > 0 => {
                open.push((children, if n == 0 { String::new() } else { name }, def, rep))
            }
            _ => {
                let no = out.len();
                out.push(Leaf { no, name, kind: kind(element), max_def: def, max_rep: rep });
            }
        }
    }
    out
}

fn kind(element: &Value) -> Kind {
    const DAY: i64 = 86_400;
    let logical = element.field(10);
    let unit = logical.and_then(|l| l.field(8)).and_then(|time| time.field(2));
    let unit = |n: i16| unit.is_some_and(|u| u.field(n).is_some());
    match (element.int(1), element.int(6)) {
        (Some(0), _) => Kind::Bool,
        (Some(1), Some(6)) => Kind::Day,
        (Some(1), _) if logical.is_some_and(|l| l.field(6).is_some()) => Kind::Day,
        (Some(1), _) => Kind::Int32,
        (Some(2), Some(9)) => Kind::Time(DAY * 1_000),
        (Some(2), Some(10)) => Kind::Time(DAY * 1_000_000),
        (Some(2), _) if unit(1) => Kind::Time(DAY * 1_000),
        (Some(2), _) if unit(2) => Kind::Time(DAY * 1_000_000),
        (Some(2), _) if unit(3) => Kind::Time(DAY * 1_000_000_000),
        (Some(2), _) => Kind::Int64,
        (Some(3), _) => Kind::Int96,
        (Some(4), _) => Kind::Float,
        (Some(5), _) => Kind::Double,
        (Some(7), _) => Kind::Fixed(element.int(2).and_then(|n| usize::try_from(n).ok()).unwrap_or(0)),
        _ => Kind::Bytes,
    }
}
