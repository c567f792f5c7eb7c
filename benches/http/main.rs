//! The benchmark: Muster beside a bare HTTP server, a server of the textbook design and plain SQLite, all in one run.
//!
//! `cargo bench --bench http`; docs/performance.md tells what it measures and how.

mod bare;
mod bench;
mod checks;
mod client;
mod fleet_file;
mod listening;
mod load;
mod process;
mod raw;
mod report;
mod request;
mod rows;
mod seed;
mod seeds;
mod stats;
mod textbook;
mod trouble;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use bench::Bench;
use rows::ROWS;
use trouble::Result;

#[derive(Parser)]
#[command(name = "http", about = "Measures Muster beside what it is to be held against")]
struct Options {
    /// Be over within three minutes: fewer rounds, shorter ones, and no large databases
    #[arg(long)]
    quick: bool,
    /// Only these rows
    #[arg(long, value_name = "ROW", num_args = 1.., value_parser = ROWS.iter().map(|row| row.name).collect::<Vec<_>>())]
    only: Vec<String>,
    /// How many times each leg is run
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    rounds: Option<u16>,
    /// How many seconds each leg takes
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    seconds: Option<u32>,
    /// Write the report to this file
    #[arg(long, value_name = "FILE")]
    markdown: Option<PathBuf>,
    /// What cargo says to every benchmark
    #[arg(long, hide = true)]
    bench: bool,
    #[command(subcommand)]
    part: Option<Part>,
}

/// The baseline servers, each a process of its own.
#[derive(clap::Subcommand)]
enum Part {
    #[command(hide = true)]
    ServeBare { answer: PathBuf },
    #[command(hide = true)]
    ServeTextbook { database: PathBuf },
}

fn main() -> ExitCode {
    let options = Options::parse();
    let outcome = match &options.part {
        Some(Part::ServeBare { answer }) => bare::serve(answer).map(|()| true),
        Some(Part::ServeTextbook { database }) => textbook::serve(database).map(|()| true),
        None => measure(&options),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the rows and reports; whether all of them could be measured.
fn measure(options: &Options) -> Result<bool> {
    let (rounds, seconds) = if options.quick { (1, 1) } else { (5, 3) };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("bench");
    std::fs::create_dir_all(&folder)?;
    let mut bench = Bench {
        folder,
        rounds: options.rounds.map_or(rounds, usize::from),
        seconds: options.seconds.unwrap_or(seconds),
        quick: options.quick,
        lines: Vec::new(),
    };
    let mut failed = Vec::new();
    for row in ROWS.iter().filter(|row| options.only.is_empty() || options.only.iter().any(|name| name == row.name)) {
        if let Err(error) = (row.run)(&mut bench) {
            eprintln!("{} FAILED: {error}", row.name);
            failed.push(format!("\nThe row `{}` failed: {error}\n", row.name));
        }
    }
    bench.clean()?;
    let settings = format!(
        "{} cores; each leg {} times for {} s{}\n\n",
        listening::workers(),
        bench.rounds,
        bench.seconds,
        if bench.quick { ", in a hurry" } else { "" }
    );
    let report = settings + &report::markdown(&bench.lines) + &failed.concat();
    println!("{report}");
    if let Some(path) = &options.markdown {
        std::fs::write(path, report)?;
    }
    Ok(failed.is_empty())
}
