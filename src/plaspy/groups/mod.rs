//! `/api/groups`: tracker groups.

pub mod create;
pub mod delete;
mod form;
pub mod list;
mod object;
pub mod patch;
pub mod read;
pub mod replace;
