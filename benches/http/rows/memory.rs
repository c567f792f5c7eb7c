//! Anonymous memory of the server: at rest, after many creates, and for each list that it keeps.

use crate::bench::{Bench, Contender, State};
use crate::client;
use crate::load::Load;
use crate::process::Design;
use crate::report::{Goal, Line, figure};
use crate::request::{Manner, Template};
use crate::seed::Shape;
use crate::seeds;
use crate::trouble::{Result, Trouble};

/// MiB that the read cache may take.
const CACHE: f64 = 64.0;

/// Few enough for all their lists to be kept.
const LISTED: i64 = 40_000;

/// Looks at a server at rest and after each of these loads.
pub fn memory(bench: &mut Bench) -> Result<()> {
    at_work(bench)?;
    let kept = per_account(bench, &Design::Muster)? - per_account(bench, &Design::Forgetful)?;
    bench.add(Line::alone("memory for the kept list of 10 of one account", figure(kept, "B"), Goal::AtMost(1024.0)));
    Ok(())
}

fn at_work(bench: &mut Bench) -> Result<()> {
    let seed = seeds::accounts(bench, 1_000)?;
    let shape = seed.shapes[0];
    let server = bench.start(&Contender { design: Design::Muster, seed: &seed, shape, state: State::Writing })?;
    let mib = || Ok::<_, Trouble>(figure(server.memory()? as f64 / f64::from(1 << 20), "MiB"));
    client::succeed(&server.base, &Template::list(Manner::Post).of(&shape, 0))?;
    bench.add(Line::alone("memory at rest", mib()?, Goal::AtMost(4.0)));
    let load = Load { template: &Template::create(), connections: 256, seconds: 3 };
    bench.measure(&server, &shape, &load)?;
    let what = "memory after 3 s of creates, 256 connections";
    bench.add(Line::alone(what, mib()?, Goal::AtMost(25.0 + CACHE)));
    Ok(())
}

/// How many bytes more there are for each account that has asked for its list.
fn per_account(bench: &Bench, design: &Design) -> Result<f64> {
    let seed = seeds::accounts(bench, 100_000)?;
    let shape = Shape { accounts: LISTED, ..seed.shapes[0] };
    let server = bench.start(&Contender { design: design.clone(), seed: &seed, shape, state: State::Cold })?;
    let load = Load { template: &Template::list(Manner::Post), connections: 64, seconds: 5 };
    // What it takes to answer at all comes first.
    bench.measure(&server, &Shape { accounts: 100, ..shape }, &Load { seconds: 1, ..load })?;
    let before = server.memory()?;
    let requests = bench.measure(&server, &shape, &load)?.rate * f64::from(load.seconds);
    Ok(server.memory()?.saturating_sub(before) as f64 / requests.min(LISTED as f64))
}
