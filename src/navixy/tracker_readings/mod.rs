//! `tracker/readings/*`: what sensors and counters read.

pub mod batch_list;
pub mod list;
pub mod object;
