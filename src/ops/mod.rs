//! The rules, neutral of any vendor's dialect: what may be done, in which order it is checked, and what it changes.
//!
//! An operation takes a transaction, a proof of being let in, and input that is valid already. The command line and
//! every dialect call the same ones.

pub mod accounts;
pub mod api_keys;
pub mod applications;
pub mod audit;
pub mod demo;
pub mod devices;
pub mod groups;
pub mod health;
pub mod import;
pub mod login;
pub mod passwords;
pub mod security_groups;
pub mod sessions;
mod sets;
pub mod settings;
pub mod states;
pub mod sub_users;
pub mod tags;
pub mod trackers;
pub mod users;
