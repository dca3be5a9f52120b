//! `frame`: the screen drawn without a terminal.

use std::path::PathBuf;

use super::Lookup;
use super::args::Common;
use super::corpus::{Corpus, Need};
use super::exit::{Exit, Stop};
use super::out::{Form, Out};
use super::read;

/// The arguments of `frame`.
#[derive(clap::Args)]
pub(super) struct FrameLookup {
    /// Files or folders
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Columns and rows
    #[arg(long, value_name = "WxH", default_value = "120x36", value_parser = parse_size)]
    size: (u16, u16),
    /// Keys pressed before it is drawn: "j j <enter> f"
    #[arg(long, value_name = "KEYS", default_value = "", allow_hyphen_values = true)]
    keys: String,
    /// Also a letter for the style of each cell, and where the cursor stands
    #[arg(long)]
    styles: bool,
}

/// No terminal is larger; a frame of this size takes 40 MB.
const MAX_SIDE: u16 = 1000;

impl Lookup for FrameLookup {
    const NAME: &'static str = "frame";
    const ABOUT: &'static str = "The screen after some keys, drawn without a terminal";
    const EXAMPLE: &'static str = "newshound frame --size 80x24 --keys j";

    fn run(self, common: &Common, out: &mut Out) -> Result<Exit, Stop> {
        if out.form != Form::Plain {
            return Err(Stop::Usage("frame draws a screen: --json, --tsv and --count do not apply".into()));
        }
        let mut corpus = Corpus::open(&self.paths, common, Need::Names)?;
        // The query is the screen's filter, which the person may change; the stories stay.
        corpus.within = None;
        let drawn = read::frame(corpus.snapshot.clone(), self.size, &self.keys, self.styles, common);
        out.raw(&drawn)?;
        Ok(corpus.exit(1))
    }
}

fn parse_size(s: &str) -> Result<(u16, u16), String> {
    let side = |s: &str| s.parse().ok().filter(|n| (1..=MAX_SIDE).contains(n));
    let sides = s.split_once('x').and_then(|(w, h)| Some((side(w)?, side(h)?)));
    sides.ok_or_else(|| format!("not of the form 120x36, with numbers from 1 to {MAX_SIDE}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_two_numbers() {
        assert_eq!(parse_size("80x24"), Ok((80, 24)));
        for wrong in ["80", "0x1", "80x24x2", "-1x4", "99999x1", "axb"] {
            assert!(parse_size(wrong).is_err(), "{wrong}");
        }
    }
}
