//! Muster's program: logging, then the command line, which does the rest.

use std::process::ExitCode;

use muster::logging::Log;

fn main() -> ExitCode {
    // Dropped last, so that all that is logged gets written.
    let _log = Log::start();
    muster::cli::run()
}
