//! `/groups`: device groups, which are tracker groups by their titles.

pub mod create;
pub mod delete;
pub mod list;
mod named;
pub mod read;
pub mod update;

pub use named::Named;
