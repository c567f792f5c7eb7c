//! Muster's program: logging, then the command line, which does the rest.

use std::process::ExitCode;

fn main() -> ExitCode {
    // The HTTP library logs what it could not read as errors; anybody can send that, as often as they like.
    let filter = env_logger::Env::default().default_filter_or("info,actix_http=off,actix_server=warn");
    env_logger::Builder::from_env(filter).init();
    muster::cli::run()
}
