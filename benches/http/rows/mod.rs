//! The rows: each measures something against what its goal is told in.

mod creates;
mod lists;

use crate::bench::Bench;
use crate::trouble::Result;

/// A row by name.
pub struct Row {
    /// What `--only` calls it.
    pub name: &'static str,
    /// Measures, and adds its lines to the report.
    pub run: fn(&mut Bench) -> Result<()>,
}

/// All rows, in the order of the report.
pub const ROWS: &[Row] = &[Row { name: "warm", run: lists::warm }, Row { name: "create", run: creates::create }];
