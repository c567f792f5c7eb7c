//! Lists of groups that are asked for again and again: against bare HTTP, and against the textbook design.

use crate::bench::{Bench, Contender, State};
use crate::load::Load;
use crate::process::Design;
use crate::report::{Goal, Line, connections, figure};
use crate::request::{Manner, Template};
use crate::seed::{Seed, Shape};
use crate::trouble::Result;
use crate::{checks, seeds};

/// Lists of three lengths, asked for in three manners, on few connections and on many: each from a hundred accounts.
pub fn warm(bench: &mut Bench) -> Result<()> {
    let seed = seeds::accounts(bench, 1_000)?;
    let of = |index: usize| Shape { accounts: 100, ..seed.shapes[index] };
    let (ten, lengths) = (of(0), [of(1), of(0), of(2)]);
    for manner in [Manner::Post, Manner::Get, Manner::Header] {
        for connections in [64, 256] {
            // In a hurry, the other lengths and the larger number only as JSON.
            let all = matches!(manner, Manner::Post) || !bench.quick;
            for shape in lengths.iter().filter(|shape| all || (shape.groups == 10 && connections == 64)) {
                Warm { seed: &seed, shape, manner, connections }.against_bare(bench)?;
            }
        }
    }
    let few = Warm { seed: &seed, shape: &ten, manner: Manner::Post, connections: 16 };
    few.against_bare(bench)?;
    Warm { connections: 64, ..few }.against_textbook(bench)?;
    Warm { connections: 1, ..few }.alone(bench)
}

/// One way to ask.
struct Warm<'a> {
    seed: &'a Seed,
    shape: &'a Shape,
    manner: Manner,
    connections: u32,
}

impl Warm<'_> {
    fn against_bare(&self, bench: &mut Bench) -> Result<()> {
        let template = Template::list(self.manner);
        let bare = checks::reads(bench, self.seed, &template.of(self.shape, 0))?;
        let [muster, bare] =
            bench.compare([&self.contender(Design::Muster), &self.contender(bare)], &self.load(&template, bench))?;
        // On few connections what a request waits for is wrk, so there is no goal for those.
        let (goal, cpu_goal) = match self.connections {
            0..64 => (Goal::Told, Goal::Told),
            _ => (Goal::AtLeast(0.9), Goal::AtMost(1.2)),
        };
        let rate = |rate| figure(rate, "/s");
        bench.add(Line::of(self.what(), rate(muster.rate), "bare", rate(bare.rate), goal));
        let cpu = |cpu| figure(cpu, "us");
        bench.add(Line::of(self.what() + ": CPU a request", cpu(muster.cpu), "bare", cpu(bare.cpu), cpu_goal));
        Ok(())
    }

    fn against_textbook(&self, bench: &mut Bench) -> Result<()> {
        let template = Template::list(self.manner);
        let contenders = [&self.contender(Design::Muster), &self.contender(Design::Textbook)];
        let [muster, textbook] = bench.compare(contenders, &self.load(&template, bench))?;
        let rate = |rate| figure(rate, "/s");
        bench.add(Line::of(self.what(), rate(muster.rate), "textbook", rate(textbook.rate), Goal::Told));
        Ok(())
    }

    /// On one connection what counts is how long an answer takes.
    fn alone(&self, bench: &mut Bench) -> Result<()> {
        let template = Template::list(self.manner);
        let bare = checks::reads(bench, self.seed, &template.of(self.shape, 0))?;
        let [muster, bare] =
            bench.compare([&self.contender(Design::Muster), &self.contender(bare)], &self.load(&template, bench))?;
        let micros = |millis| figure(millis * 1e3, "us");
        bench.add(Line::of(self.what() + ": p50", micros(muster.p50), "bare", micros(bare.p50), Goal::AtMost(1.15)));
        Ok(())
    }

    fn contender(&self, design: Design) -> Contender<'_> {
        Contender { design, seed: self.seed, shape: *self.shape, state: State::Warm }
    }

    fn load<'t>(&self, template: &'t Template, bench: &Bench) -> Load<'t> {
        Load { template, connections: self.connections, seconds: bench.seconds }
    }

    fn what(&self) -> String {
        format!("warm list of {}, {}, {}", self.shape.groups, self.manner.name(), connections(self.connections))
    }
}
