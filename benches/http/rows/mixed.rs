//! Lists while others write.

use crate::bench::{Bench, Contender, Measured, State};
use crate::load::Load;
use crate::process::Design;
use crate::report::{Goal, Line, figure};
use crate::request::{Manner, Template};
use crate::seed::Shape;
use crate::seeds;
use crate::trouble::Result;

/// Sixteen connections list groups beside sixteen that make some, each of its own accounts: so lists do not grow.
pub fn mixed(bench: &mut Bench) -> Result<()> {
    let seed = seeds::accounts(bench, 1_000)?;
    let half = |first| Shape { accounts: 500, ..seed.shapes[0].from(first) };
    let (readers, writers) = (half(0), half(500));
    let (list, create) = (Template::list(Manner::Post), Template::create());
    let load = |template| Load { template, connections: 16, seconds: bench.seconds };
    let (lists, creates) = (load(&list), load(&create));
    let contender = |design| Contender { design, seed: &seed, shape: readers, state: State::Writing };
    let leg = |design: Design| {
        let server = bench.start(&contender(design))?;
        bench.measure(&server, &readers, &Load { seconds: 1, ..lists })?;
        let alone = bench.measure(&server, &readers, &lists)?;
        let [lists, creates] = bench.measure_both(&server, [(&readers, &lists), (&writers, &creates)])?;
        Ok([alone, lists, creates])
    };
    let legs = bench.in_turn(bench.rounds, [&|| leg(Design::Muster), &|| leg(Design::Textbook)])?;
    let [muster, textbook] = legs.map(|legs| {
        [0, 1, 2].map(|part: usize| Measured::median(&legs.iter().map(|leg| leg[part]).collect::<Vec<_>>()))
    });
    let ([alone, lists, creates], [_, textbook_lists, textbook_creates]) = (muster, textbook);
    let (rate, millis) = (|rate| figure(rate, "/s"), |millis| figure(millis, "ms"));
    let what = "16 lists beside 16 creates";
    let p99 = Line::of(format!("{what}: lists' p99"), millis(lists.p99), "alone", millis(alone.p99), Goal::AtMost(2.0));
    bench.add(p99);
    for (what, ours, theirs, least) in [
        (format!("{what}: lists"), lists, textbook_lists, 4.0),
        (format!("{what}: creates"), creates, textbook_creates, 3.0),
    ] {
        bench.add(Line::of(what, rate(ours.rate), "textbook", rate(theirs.rate), Goal::AtLeast(least)));
    }
    Ok(())
}
