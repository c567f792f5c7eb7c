//! The rows: each measures something against what its goal is told in.

mod assigns;
mod cold;
mod creates;
mod growth;
mod import;
mod lists;
mod memory;
mod mixed;
mod start;
mod trackers;

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
pub const ROWS: &[Row] = &[
    Row { name: "warm", run: lists::warm },
    Row { name: "cold", run: cold::cold },
    Row { name: "create", run: creates::create },
    Row { name: "change", run: creates::change },
    Row { name: "mixed", run: mixed::mixed },
    Row { name: "growth", run: growth::growth },
    Row { name: "start", run: start::start },
    Row { name: "memory", run: memory::memory },
    Row { name: "assign", run: assigns::assign },
    Row { name: "trackers", run: trackers::trackers },
    Row { name: "import", run: import::import },
];
