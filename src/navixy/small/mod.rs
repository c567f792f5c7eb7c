//! Small calls that dashboards make before and beside all others.

pub mod base_nothing;
pub mod dealer_get_ui_config;
pub mod empty;
pub mod timezone_list;
