//! `subuser/security_group/*`: rights that sub-users share.

pub mod assign;
pub mod create;
pub mod delete;
pub mod form;
pub mod list;
pub mod update;
