//! `tracker/*`: an account's trackers, and what is known of their devices.

pub mod corrupt;
pub mod delete;
pub mod get_last_gps_point;
pub mod get_readings;
pub mod get_state;
pub mod get_states;
pub mod list;
pub mod list_models;
pub mod model;
pub mod object;
pub mod read;
pub mod state;
pub mod tags_set;
