//! Lists of groups that everybody has at hand: against bare HTTP, and against the textbook design.

use crate::bench::{Bench, Contender, State};
use crate::load::Load;
use crate::process::Design;
use crate::report::{Goal, Line, figure};
use crate::request::{Manner, Template};
use crate::seed::{Seed, Shape};
use crate::trouble::Result;
use crate::{checks, seeds};

/// The same list again and again, from a hundred accounts.
pub fn warm(bench: &mut Bench) -> Result<()> {
    let seed = seeds::accounts(bench, 1_000)?;
    let shape = Shape { accounts: 100, ..seed.shapes[0] };
    warm_list(bench, &seed, &shape, Manner::Post, 64)
}

fn warm_list(bench: &mut Bench, seed: &Seed, shape: &Shape, manner: Manner, connections: u32) -> Result<()> {
    let template = Template::list(manner);
    let bare = checks::reads(bench, seed, &template.of(shape, 0))?;
    let contender = |design| Contender { design, seed };
    let contenders = [contender(Design::Muster), contender(bare), contender(Design::Textbook)];
    let load = Load { template: &template, shape, connections, seconds: bench.seconds, skip: 0 };
    let [muster, bare, textbook] = bench.compare(contenders, &load, State::Warm)?;
    let what = format!("warm list of {} by {}, {connections} connections", shape.groups, manner.name());
    let rate = |rate| figure(rate, "/s");
    bench.add(Line::of(&what, rate(muster.rate), "bare", rate(bare.rate), Goal::AtLeast(0.9)));
    bench.add(Line::of(&what, rate(muster.rate), "textbook", rate(textbook.rate), Goal::Told));
    let cpu = |cpu| figure(cpu, "us");
    bench.add(Line::of(what + ": CPU a request", cpu(muster.cpu), "bare", cpu(bare.cpu), Goal::AtMost(1.2)));
    Ok(())
}
