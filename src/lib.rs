//! newshound finds the names your stories share.

pub mod cli;
pub mod link;
pub mod model;
pub mod ner;
pub mod read;
pub mod search;
pub mod store;
pub mod text;
pub mod tui;
