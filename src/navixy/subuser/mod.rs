//! `subuser/*`: the owner's sub-users, and which trackers they see.

pub mod delete;
pub mod form;
pub mod list;
pub mod register;
pub mod session_create;
pub mod tracker_bind;
pub mod tracker_list;
pub mod tracker_unbind;
pub mod update;
