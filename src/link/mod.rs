//! Mentions to entities: first inside each story ([`sieve`]), then between stories ([`link`]).
//!
//! The steps run from the surest to the least sure, and a step between stories reads only the finished result
//! of the step before, so that nothing depends on the order in which stories arrive:
//!
//! ```text
//! inside a story   same words (group, key) > acronym > organization's forms (org) > one letter (slip)
//!                  > person's forms (person) > surname > place form
//! between stories  same words (gather) > label (join) > company's forms (org) > place (join) > full names (given)
//!                  > numeral > names run together (mislabelled) > acronym (expand) > orphan surname (people) > relatives
//!                  > surnames found as things (mislabelled) > entities with names, aliases, postings (build)
//! ```
//!
//! Precision goes first: what fits several things is left alone and marked ambiguous.

mod acronym;
mod alias;
mod alike;
mod body;
mod build;
mod copies;
mod decide;
mod doubt;
mod evidence;
mod expand;
mod gather;
mod given;
mod group;
mod home;
mod join;
mod key;
mod kin;
mod mislabelled;
mod name;
mod namesake;
mod nation;
mod nickname;
mod numeral;
mod org;
mod other;
mod people;
mod person;
mod printed;
mod reference;
mod relatives;
mod role;
mod sex;
mod shingle;
mod sieve;
mod slip;
mod spanish;
mod state;
mod surname;
mod title;
mod write;

pub use build::link;
pub use copies::Copies;
pub use kin::{candidates, kin};
pub use namesake::namesakes;
pub use reference::{Reference, references};
pub use role::{Role, roles};
pub use shingle::sketch;
pub use sieve::sieve;
