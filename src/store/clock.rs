//! The clock: asked once, at the start of a look-up or of the screen.

use crate::model::Day;

/// Today where the person is (the machine's time zone), for relative dates in queries.
pub fn today() -> Option<Day> {
    Some(Day::from_date(jiff::ZonedDateTime::now().date()))
}
