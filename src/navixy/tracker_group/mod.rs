//! `tracker/group/*`: an account's tracker groups.

pub mod assign;
pub mod create;
pub mod delete;
pub mod list;
pub mod update;
