//! Mailboxes: mails one after the other, each behind a line that begins with "From ". Split here, a mail at a time and
//! within limits; the mails are read as `mail` reads them.

use super::date::parse_date;
use super::format::{Raw, RawFormat};
use super::limits::RECORD_BYTES;
use super::lines::{Line, next_line};
use super::mail::{header_name, tell, too_long};
use super::tally::Tally;

/// A mailbox.
pub(super) const FORMAT: RawFormat = RawFormat { name: "a mailbox", nests: false, is, read };

fn is(_: &str, head: &[u8]) -> bool {
    let mut lines = head.trim_ascii_start().split(|b| *b == b'\n');
    let first = lines.next().unwrap_or(&[]);
    first.starts_with(b"From ") && lines.next().is_some_and(|line| begins(first, line, true))
}

/// Whether a mail begins with these two lines. One without headers says when it came, as a mailbox's first may say
/// nothing of time.
fn begins(from: &[u8], line: &[u8], first: bool) -> bool {
    let timed = has_time(from);
    (begins_mail(line) && (first || timed)) || (timed && has_year(from) && line.trim_ascii().is_empty())
}

/// Whether a line ends with a year, as that of a mailbox does.
fn has_year(line: &[u8]) -> bool {
    matches!(line.trim_ascii_end(), [.., b' ', a, b, c, d] if [a, b, c, d].iter().all(|n| n.is_ascii_digit()))
}

/// Whether a line can be the first of a mail behind its "From " line.
fn begins_mail(line: &[u8]) -> bool {
    header_name(line).is_some() || line.starts_with(b">From ")
}

/// Whether a line that begins with "From " says when, as programs write it and people do not.
fn has_time(line: &[u8]) -> bool {
    line.windows(5)
        .any(|w| matches!(w, [a, b, b':', c, d] if [a, b, c, d].iter().all(|n| n.is_ascii_digit())))
}

fn read(raw: &mut Raw<'_, '_>, tally: &mut Tally<'_>) {
    let input = raw.stream.flow();
    let (mut mails, mut line) = (Mails::default(), Vec::new());
    // The "From " line that may begin a mail, until the line behind it tells.
    let mut from: Option<Vec<u8>> = None;
    let mut blank = true;
    loop {
        match next_line(input, &mut line, RECORD_BYTES) {
            Ok(Line::Whole) => {}
            Ok(Line::TooLong) => mails.cut = true,
            Ok(Line::End) => break,
            Err(error) => {
                let what = format!("cannot be read on: {error}");
                tally.problem(mails.number, what, "the rest left out");
                break;
            }
        }
        if let Some(from) = from.take()
            && !mails.from(&from, &line, tally)
        {
            return;
        }
        if blank && line.starts_with(b"From ") {
            from = Some(std::mem::take(&mut line));
            blank = false;
        } else {
            blank = line.trim_ascii().is_empty();
            mails.push(without_quote(&line));
        }
    }
    if from.is_none_or(|from| mails.from(&from, b"", tally)) {
        mails.hand_over(tally);
    }
}

/// A line without the sign that each program that kept the mail put before a "From " in it.
fn without_quote(line: &[u8]) -> &[u8] {
    let quotes = line.iter().take_while(|b| **b == b'>').count();
    let quoted = quotes > 0 && line.get(quotes..).is_some_and(|rest| rest.starts_with(b"From "));
    line.get(usize::from(quoted)..).unwrap_or(&[])
}

/// The mail that is being read, and how many there were.
#[derive(Default)]
struct Mails {
    number: u32,
    begun: bool,
    /// When it came.
    came: Option<String>,
    bytes: Vec<u8>,
    /// Whether something of it was left out.
    cut: bool,
}

impl Mails {
    /// Takes a "From " line with the line behind it: it begins a mail, or belongs to the one before. `false` where reading
    /// must stop.
    fn from(&mut self, from: &[u8], behind: &[u8], tally: &mut Tally<'_>) -> bool {
        if !begins(from, behind, !self.begun) {
            self.push(from);
            return true;
        }
        let going = self.hand_over(tally);
        (self.begun, self.came) = (true, day_of(from));
        going
    }

    /// Adds a line, within the limit of one mail.
    fn push(&mut self, line: &[u8]) {
        if self.bytes.len() + line.len() <= RECORD_BYTES {
            self.bytes.extend_from_slice(line);
        } else {
            self.cut = true;
        }
    }

    /// Has the mail read, if there is one; `false` where reading must stop.
    fn hand_over(&mut self, tally: &mut Tally<'_>) -> bool {
        if !self.begun {
            return true;
        }
        self.number = self.number.saturating_add(1);
        if std::mem::take(&mut self.cut) {
            tally.problem(self.number, too_long(), "the rest of it left out");
        }
        let going = tell(self.number, &self.bytes, self.came.take(), tally);
        self.bytes.clear();
        going
    }
}

/// When a mail came, by its "From " line: what stands behind the sender, where it is a day.
fn day_of(from: &[u8]) -> Option<String> {
    let line = std::str::from_utf8(from).ok()?.trim().strip_prefix("From ")?.trim_start();
    let (_, date) = line.split_once(' ')?;
    parse_date(date).map(|_| date.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use crate::read::check::{check, check_fields};

    #[test]
    fn mails_are_split_where_they_begin() {
        let mbox = b"From a@x Wed Mar  7 10:20:30 2018\nSubject: A\n\nOne.\n\nFrom here on it is body.\n>From there too.\n\n\
            From b@x Wed Mar  7 10:20:31 2018\nFrom: b@x\nSubject: B\n\nTwo.\n";
        let one = "One.\n\nFrom here on it is body.\nFrom there too.\n\n";
        check("a.mbox", mbox, &[(1, one), (2, "Two.\n")], &[]);
        check("a", b"From a@x now\nSubject: A\n\n", &[], &[(1, "no text")]);
        let bare =
            b"From a@x Mon Jun 01 10:00:00 2009\n\nOne.\n\nFrom b@x Mon Jun 01 11:00:00 2010\n\nTwo.\n";
        check("a", bare, &[(1, "One.\n\n"), (2, "Two.\n")], &[]);
        let last = b"From a@x Wed Mar  7 10:20:30 2018\nSubject: A\n\nOne.\n\nFrom here on";
        check("a", last, &[(1, "One.\n\nFrom here on")], &[]);
        let none =
            b"From a@x Wed Mar  7 10:20:30 2018\nSubject: A\n\nOne.\n\nFrom b@x Wed Mar  7 10:20:31 2018\n";
        check("a", none, &[(1, "One.\n\n")], &[(2, "")]);
        let prose = b"From here it took until 10:00 in 2009.\n\nThen it went on.\n";
        check("a", prose, &[(0, std::str::from_utf8(prose).unwrap())], &[]);
    }

    #[test]
    fn a_mail_that_is_too_long_is_told() {
        let mbox = format!(
            "From a@x Wed Mar  7 10:20:30 2018\nSubject: A\n\nOne.\n{}\n\nFrom b@x Wed Mar  7 10:20:31 2018\nSubject: B\n\nTwo.\n",
            "x".repeat(crate::read::limits::RECORD_BYTES + 1)
        );
        let told = [(1, "a mail of more than 64 MiB")];
        check("a", mbox.as_bytes(), &[(1, "One.\n\n"), (2, "Two.\n")], &told);
    }

    #[test]
    fn a_mail_that_does_not_say_when_came_when_its_first_line_says() {
        let mbox = b"From a@x Wed Mar  7 10:20:30 2018\nSubject: A\n\nOne.\n";
        check_fields("a", mbox, "A|2018-03-07||||");
        let dated =
            b"From a@x Wed Mar  7 10:20:30 2018\nSubject: A\nDate: Tue, 6 Mar 2018 23:20:30 GMT\n\nOne.\n";
        check_fields("a", dated, "A|2018-03-06||||");
        check_fields("a", b"From a@x now\nSubject: A\n\nOne.\n", "A|||||");
    }
}
