//! What stands on the screen, one file each.

pub(super) mod filter_bar;
pub(super) mod list;
pub(super) mod reading;
pub(super) mod status;
