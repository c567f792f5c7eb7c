//! `/api/devices`: trackers, to be read only.

pub mod last_location;
pub mod list;
mod object;
pub mod read;
