//! `tracker/settings/*`: a tracker's label and group.

pub mod read;
pub mod update;
