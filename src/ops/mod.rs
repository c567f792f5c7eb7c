//! The rules, neutral of any vendor's dialect: what may be done, in which order it is checked, and what it changes.
//!
//! An operation takes a transaction, a proof of being let in, and input that is valid already. The command line and every
//! dialect call the same ones.

pub mod api_keys;
pub mod demo;
pub mod groups;
pub mod health;
pub mod import;
pub mod passwords;
pub mod sessions;
pub mod trackers;
pub mod users;
