//! Durable writes, against the textbook design.

use crate::bench::{Bench, Contender, State};
use crate::load::Load;
use crate::process::Design;
use crate::report::{Goal, Line, figure};
use crate::request::Template;
use crate::trouble::Result;
use crate::{checks, seeds};

/// Groups made in a thousand accounts.
pub fn create(bench: &mut Bench) -> Result<()> {
    let seed = seeds::accounts(bench, 1_000)?;
    let (template, shape) = (Template::create(), &seed.shapes[0]);
    checks::writes(bench, &seed, &template.of(shape, 0))?;
    let contender = |design| Contender { design, seed: &seed };
    let contenders = [contender(Design::Muster), contender(Design::Textbook)];
    let load = Load { template: &template, shape, connections: 64, seconds: bench.seconds, skip: 0 };
    let [muster, textbook] = bench.compare(contenders, &load, State::Writing)?;
    let (what, rate) = ("durable create, 64 connections", |rate| figure(rate, "/s"));
    bench.add(Line::of(what, rate(muster.rate), "textbook", rate(textbook.rate), Goal::AtLeast(5.0)));
    let (what, p99) = ("durable create, 64 connections: p99", |p99| figure(p99, "ms"));
    bench.add(Line::of(what, p99(muster.p99), "textbook", p99(textbook.p99), Goal::AtMost(0.05)));
    Ok(())
}
