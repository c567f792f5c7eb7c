//! `user/*`: logging in and out, and what the caller is.

pub mod auth;
pub mod get_info;
pub mod get_tariff_restrictions;
pub mod info;
pub mod logout;
pub mod password_set;
pub mod session_renew;
