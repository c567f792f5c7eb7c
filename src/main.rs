//! Muster's program: logging, then the command line, which does the rest.

use std::process::ExitCode;

fn main() -> ExitCode {
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("info")).init();
    muster::cli::run()
}
