//! A whole fleet moved in one call, against the UPDATE alone.

use crate::bench::{Bench, Contender, State};
use crate::process::Design;
use crate::report::{Goal, Line, figure};
use crate::request::Template;
use crate::stats::{median, millis};
use crate::trouble::Result;
use crate::{client, raw, seeds};

/// 50,000 trackers into another group.
pub fn assign(bench: &mut Bench) -> Result<()> {
    let seed = seeds::fleets(bench)?;
    let shape = seed.shapes[1];
    let request = Template::assign_all().of(&shape, 0);
    let contender = Contender { design: Design::Muster, seed: &seed, shape, state: State::Writing };
    let muster = || {
        let server = bench.start(&contender)?;
        millis(|| client::succeed(&server.base, &request))
    };
    let ids: Vec<_> = (0..shape.trackers).map(|index| shape.tracker(0, index).to_string()).collect();
    let ids = format!("[{}]", ids.join(","));
    let raw = || {
        let copy = seed.copy(&bench.scratch("written.db"))?;
        let mut conn = raw::open(&copy.path, "FULL")?;
        millis(|| raw::fleet::assign(&mut conn, shape.first_account, shape.group(0, 1), &ids))
    };
    let [muster, raw] = bench.in_turn(bench.rounds, [&muster, &raw])?.map(|took| figure(median(took), "ms"));
    bench.add(Line::of("assign of 50000 in one call", muster, "raw UPDATE", raw, Goal::AtMost(1.5)));
    Ok(())
}
