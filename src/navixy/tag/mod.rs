//! `tag/*`: words to find trackers by.

pub mod create;
pub mod delete;
pub mod list;
pub mod object;
pub mod search;
pub mod update;
