//! Durable writes: against the textbook design, and against plain SQLite.

use crate::bench::{Bench, Contender, Measured, State};
use crate::load::Load;
use crate::process::Design;
use crate::raw;
use crate::report::{self, Goal, Line, figure};
use crate::request::Template;
use crate::seed::{Seed, Shape};
use crate::trouble::Result;
use crate::{checks, seeds};

/// Groups made in a thousand accounts.
pub fn create(bench: &mut Bench) -> Result<()> {
    let seed = seeds::accounts(bench, 1_000)?;
    let write = Write { what: "durable create", template: Template::create(), seed: &seed, shape: seed.shapes[0] };
    checks::writes(bench, &seed, &write.template.of(&write.shape, 0))?;
    for (connections, goal) in [(1, 0.9), (16, 3.5), (64, 5.0), (256, 6.0)] {
        let [muster, textbook] = write.measure(bench, connections, Goal::AtLeast(goal))?;
        if connections == 64 {
            let (what, p99) = ("durable create, 64 connections: p99", |p99| figure(p99, "ms"));
            bench.add(Line::of(what, p99(muster.p99), "textbook", p99(textbook.p99), Goal::AtMost(0.05)));
        }
    }
    write.against_raw(bench)
}

/// Groups changed, and trackers moved.
pub fn change(bench: &mut Bench) -> Result<()> {
    let (many, fleets) = (seeds::accounts(bench, 1_000)?, seeds::fleets(bench)?);
    let rows = [
        ("update", Template::update(), &many, 64),
        ("assign of 1", Template::assign_one(), &many, 64),
        ("assign of 1000", Template::assign_all(), &fleets, 16),
    ];
    for (what, template, seed, connections) in rows {
        let write = Write { what, template, seed, shape: seed.shapes[0] };
        checks::writes(bench, seed, &write.template.of(&write.shape, 0))?;
        write.measure(bench, connections, Goal::Told)?;
    }
    Ok(())
}

/// A kind of write.
struct Write<'a> {
    what: &'static str,
    template: Template,
    seed: &'a Seed,
    shape: Shape,
}

impl Write<'_> {
    fn contender(&self, design: Design) -> Contender<'_> {
        Contender { design, seed: self.seed, shape: self.shape, state: State::Writing }
    }

    fn load(&self, bench: &Bench, connections: u32) -> Load<'_> {
        Load { template: &self.template, connections, seconds: bench.seconds }
    }

    fn measure(&self, bench: &mut Bench, connections: u32, goal: Goal) -> Result<[Measured; 2]> {
        let contenders = [&self.contender(Design::Muster), &self.contender(Design::Textbook)];
        let [muster, textbook] = bench.compare(contenders, &self.load(bench, connections))?;
        let (what, rate) = (format!("{}, {}", self.what, report::connections(connections)), |rate| figure(rate, "/s"));
        bench.add(Line::of(what, rate(muster.rate), "textbook", rate(textbook.rate), goal));
        Ok([muster, textbook])
    }

    /// Muster beside plain SQLite, durable and not: Muster itself can only be durable.
    fn against_raw(&self, bench: &mut Bench) -> Result<()> {
        let (contender, load) = (self.contender(Design::Muster), self.load(bench, 64));
        let raw = |synchronous: &str| {
            let copy = self.seed.copy(&bench.scratch("written.db"))?;
            Ok(Measured::rate(raw::creates::rate(&copy.path, synchronous, &self.shape, bench.seconds)?))
        };
        let (muster, full, normal) = (|| bench.leg(&contender, &load), || raw("FULL"), || raw("NORMAL"));
        let rates = bench
            .in_turn(bench.rounds, [&muster, &full, &normal])?
            .map(|legs| figure(Measured::median(&legs).rate, "/s"));
        let [muster, full, normal] = rates;
        let what = "durable create, 64 connections";
        bench.add(Line::of(what, muster, "raw, 64 a transaction:", full, Goal::AtLeast(0.38)));
        bench.add(Line::of("raw, 64 a transaction, FULL", full, "raw, NORMAL:", normal, Goal::AtLeast(0.9)));
        Ok(())
    }
}
