//! A large fleet imported while a server serves, against inserting its rows.

use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crate::bench::Bench;
use crate::process::{Design, NO_SETTINGS, Peak, Server};
use crate::report::{Goal, Line, figure};
use crate::request::Template;
use crate::seed::Seed;
use crate::stats::{median, millis};
use crate::trouble::{Result, Trouble};
use crate::{client, fleet_file, raw, seeds};

/// A million rows; in a hurry a tenth of that.
pub fn import(bench: &mut Bench) -> Result<()> {
    let rows = if bench.quick { 100_000 } else { 1_000_000 };
    let seed = seeds::fleets(bench)?;
    let file = bench.scratch("fleet.csv");
    fleet_file::write(&file, rows)?;
    let account = seed.shapes[3].first_account;

    let muster = || {
        let copy = seed.copy(&bench.scratch("written.db"))?;
        let mut command = Command::new(env!("CARGO_BIN_EXE_muster"));
        command.args(["tracker", "import", "--owner", &format!("user{account}@example.org"), "--database"]);
        command.arg(&copy.path).arg(&file).env("MUSTER_CONFIG", NO_SETTINGS);
        beside_a_server(bench, &copy, command)
    };
    let raw = || {
        let copy = seed.copy(&bench.scratch("written.db"))?;
        let took = millis(|| raw::fleet::insert(&copy.path, account, rows))?;
        Ok(Imported { took, peak: 0.0, refused: 0.0 })
    };
    let [muster, raw] = bench.in_turn(bench.rounds, [&muster, &raw])?;
    let middle = |legs: &[Imported], of: fn(&Imported) -> f64| median(legs.iter().map(of).collect());
    let seconds = |legs: &[Imported]| figure(middle(legs, |leg| leg.took) / 1e3, "s");
    let what = format!("import of {rows} rows");
    bench.add(Line::of(&what, seconds(&muster), "raw INSERTs", seconds(&raw), Goal::AtMost(2.0)));
    let peak = figure(middle(&muster, |leg| leg.peak), "MiB");
    bench.add(Line::alone(format!("{what}: peak memory"), peak, Goal::AtMost(64.0)));
    let refused = figure(muster.iter().map(|leg| leg.refused).sum(), "");
    bench.add(Line::alone(format!("{what}: writes that a server beside it refused"), refused, Goal::AtMost(0.0)));
    Ok(())
}

/// How an import went.
struct Imported {
    /// Milliseconds.
    took: f64,
    /// MiB at the most.
    peak: f64,
    /// Writes that a server beside it refused meanwhile.
    refused: f64,
}

/// Runs the import while a server makes groups on the same database.
fn beside_a_server(bench: &Bench, seed: &Seed, mut import: Command) -> Result<Imported> {
    let server = Server::start(&Design::Muster, &seed.path, &bench.folder)?;
    let (over, request) = (AtomicBool::new(false), Template::create().of(&seed.shapes[0], 0));
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut refused = 0.0;
            while !over.load(Ordering::Relaxed) {
                refused += if client::ask(&server.base, &request)?.status == 200 { 0.0 } else { 1.0 };
                thread::sleep(Duration::from_millis(20));
            }
            Ok::<_, Trouble>(refused)
        });
        let imported = run(&mut import);
        over.store(true, Ordering::Relaxed);
        let refused = writer.join().map_err(|_| Trouble::from("the client panicked"))??;
        let (took, peak) = imported?;
        Ok(Imported { took, peak: peak as f64 / f64::from(1 << 20), refused })
    })
}

/// Milliseconds and peak memory of a command.
fn run(command: &mut Command) -> Result<(f64, u64)> {
    let mut peak = None;
    let took = millis(|| {
        let mut child = command.stdout(Stdio::null()).spawn()?;
        let watched = Peak::of(child.id());
        let ended = child.wait();
        peak = Some(watched.end()?);
        if ended?.success() { Ok(()) } else { Err("the import failed".into()) }
    })?;
    Ok((took, peak.unwrap_or(0)))
}
