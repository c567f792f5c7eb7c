//! Whether it stays as fast when the data grows: Muster beside itself.

use crate::bench::{Bench, Contender, State};
use crate::load::Load;
use crate::process::Design;
use crate::report::{Goal, Line, figure};
use crate::request::{Manner, Template};
use crate::seed::{Seed, Shape};
use crate::seeds;
use crate::trouble::Result;

/// Lists and creates over a thousand accounts and over many.
pub fn growth(bench: &mut Bench) -> Result<()> {
    let (few, many) = (seeds::accounts(bench, 1_000)?, seeds::many_accounts(bench)?);
    let list = Template::list(Manner::Post);
    // A thousand lists would soon be kept, so here none are.
    let all = [(&few, few.shapes[0]), (&many, many.shapes[0])];
    beside(bench, "list of 10, none kept", &list, (Design::Forgetful, State::Cold), all, Goal::AtLeast(0.9))?;
    let some = |seed: &Seed| Shape { accounts: 1_000, ..seed.shapes[0] };
    let warm = [(&few, some(&few)), (&many, some(&many))];
    beside(bench, "warm list of 10", &list, (Design::Muster, State::Warm), warm, Goal::AtLeast(0.95))?;
    // The large one is copied once: the rounds add little to it.
    let (few, many) = (few.copy(&bench.scratch("few.db"))?, many.copy(&bench.scratch("many.db"))?);
    let all = [(&few, few.shapes[0]), (&many, many.shapes[0])];
    beside(bench, "durable create", &Template::create(), (Design::Muster, State::Cold), all, Goal::AtLeast(0.5))?;
    bench.clean()
}

fn beside(
    bench: &mut Bench,
    what: &str,
    template: &Template,
    (design, state): (Design, State),
    sides: [(&Seed, Shape); 2],
    goal: Goal,
) -> Result<()> {
    let contenders = sides.map(|(seed, shape)| Contender { design: design.clone(), seed, shape, state });
    let load = Load { template, connections: 64, seconds: bench.seconds };
    let [few, many] = bench.compare(contenders.each_ref(), &load)?;
    let [fewer, more] = sides.map(|(seed, _)| seed.shapes[0].accounts);
    let (what, rate) = (format!("{what}, {more} accounts"), |rate| figure(rate, "/s"));
    bench.add(Line::of(what, rate(many.rate), &format!("{fewer} accounts:"), rate(few.rate), goal));
    Ok(())
}
