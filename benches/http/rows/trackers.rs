//! Long lists of trackers, against reading the rows and serialising them.

use crate::bench::Bench;
use crate::process::{Design, Peak, Server};
use crate::report::{Goal, Line, figure};
use crate::request::Template;
use crate::seed::{Seed, Shape};
use crate::stats::{median, millis};
use crate::trouble::Result;
use crate::{client, raw, seeds};

/// Lists of 1,000 trackers and of 100,000.
pub fn trackers(bench: &mut Bench) -> Result<()> {
    let seed = seeds::fleets(bench)?;
    list(bench, &seed, &seed.shapes[0], Goal::Told)?;
    list(bench, &seed, &seed.shapes[2], Goal::AtMost(1.5))?;
    grown(bench, &seed, &seed.shapes[2])
}

/// How long one takes, on a server and a connection to the database that have answered it before.
fn list(bench: &mut Bench, seed: &Seed, shape: &Shape, goal: Goal) -> Result<()> {
    let request = Template::trackers().of(shape, 0);
    let server = Server::start(&Design::Muster, &seed.path, &bench.folder)?;
    let conn = raw::open(&seed.path, "FULL")?;
    if client::succeed(&server.base, &request)?.body.as_bytes() != raw::fleet::list(&conn, shape.first_account)? {
        return Err("the raw list differs from Muster's".into());
    }
    let muster = || millis(|| client::receive(&server.base, &request));
    let raw = || millis(|| raw::fleet::list(&conn, shape.first_account));
    let [muster, raw] = bench.in_turn(bench.shots(), [&muster, &raw])?.map(|took| figure(median(took), "ms"));
    bench.add(Line::of(format!("tracker/list of {}", shape.trackers), muster, "raw rows to JSON", raw, goal));
    Ok(())
}

/// How much more memory the server has at any moment of its first one.
fn grown(bench: &mut Bench, seed: &Seed, shape: &Shape) -> Result<()> {
    let server = Server::start(&Design::Muster, &seed.path, &bench.folder)?;
    let before = server.memory()?;
    let peak = Peak::of(server.id());
    client::receive(&server.base, &Template::trackers().of(shape, 0))?;
    let grown = peak.end()?.saturating_sub(before) as f64 / f64::from(1 << 20);
    let what = format!("tracker/list of {}: memory grows by", shape.trackers);
    bench.add(Line::alone(what, figure(grown, "MiB"), Goal::AtMost(64.0)));
    Ok(())
}
