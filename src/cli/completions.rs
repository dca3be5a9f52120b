//! `completions`: what a shell needs to complete our words.

use clap_complete::Shell;

use super::args::Common;
use super::exit::{Exit, Stop};
use super::out::Out;
use super::{Lookup, command};

/// The arguments of `completions`.
#[derive(clap::Args)]
pub(super) struct Completions {
    /// Which shell
    shell: Shell,
}

impl Lookup for Completions {
    const NAME: &'static str = "completions";
    const ABOUT: &'static str = "Completions for a shell";
    const EXAMPLE: &'static str = "newshound completions bash";

    fn run(self, _: &Common, out: &mut Out) -> Result<Exit, Stop> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command(), "newshound", &mut script);
        out.bytes(&script)?;
        Ok(Exit::Found)
    }
}
