//! `user/audit/*`: who did what.

pub mod checkin;
pub mod log_list;
pub mod sort;
