//! `/api/users`: the account's sub-users. Its owner is none of them, so nobody can disable or delete the owner here.

pub mod countries;
pub mod create;
pub mod delete;
mod form;
pub mod list;
mod object;
pub mod patch;
pub mod read;
pub mod replace;
mod tags;
pub mod time_zones;
