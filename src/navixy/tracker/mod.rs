//! `tracker/*`: an account's trackers.

pub mod list;
pub mod object;
