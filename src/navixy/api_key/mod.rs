//! `api/key/*`: the account's API keys, for its owner by a session.

pub mod create;
pub mod delete;
pub mod list;
