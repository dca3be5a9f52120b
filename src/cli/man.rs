//! `man`: the manual page, made of the command line.

use super::args::Common;
use super::exit::{Exit, Stop};
use super::out::Out;
use super::{COMMANDS, Lookup, command};

/// The arguments of `man`: none.
#[derive(clap::Args)]
pub(super) struct Man {}

impl Lookup for Man {
    const NAME: &'static str = "man";
    const ABOUT: &'static str = "The manual page (newshound man | man -l -)";
    const EXAMPLE: &'static str = "newshound man";

    fn run(self, _: &Common, out: &mut Out) -> Result<Exit, Stop> {
        let mut page = Vec::new();
        clap_mangen::Man::new(command()).render(&mut page)?;
        page.extend_from_slice(b".SH EXAMPLES\n");
        for row in COMMANDS {
            // roff takes a hyphen for a dash and a backslash for an escape.
            let example = row.example.replace('\\', "\\e").replace('-', "\\-");
            page.extend_from_slice(format!(".TP\n{}\n{example}\n", row.about).as_bytes());
        }
        out.bytes(&page)?;
        Ok(Exit::Found)
    }
}
