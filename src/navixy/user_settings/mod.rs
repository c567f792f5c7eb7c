//! `user/settings/*`: how the caller wants things shown, and what its dashboards keep.

pub mod read;
pub mod ui_read;
pub mod ui_update;
pub mod update;
