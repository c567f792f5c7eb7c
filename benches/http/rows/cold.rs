//! Lists that nobody has asked for before: each request is another account's.

use crate::bench::{Bench, Contender, State};
use crate::load::Load;
use crate::process::Design;
use crate::report::{Goal, Line, figure};
use crate::request::{Manner, Template};
use crate::trouble::Result;
use crate::{checks, seeds};

/// A list of ten groups, of one account after another, by a server just started.
pub fn cold(bench: &mut Bench) -> Result<()> {
    let seed = seeds::many_accounts(bench)?;
    let (template, shape) = (Template::list(Manner::Post), seed.shapes[0]);
    let bare = checks::reads(bench, &seed, &template.of(&shape, 0))?;
    let contender = |design| Contender { design, seed: &seed, shape, state: State::Cold };
    let contenders = [&contender(Design::Muster), &contender(bare), &contender(Design::Textbook)];
    let load = Load { template: &template, connections: 64, seconds: bench.seconds };
    let [muster, bare, textbook] = bench.compare(contenders, &load)?;
    let (what, rate) = (format!("cold list of 10, of {} accounts", shape.accounts), |rate| figure(rate, "/s"));
    bench.add(Line::of(&what, rate(muster.rate), "bare", rate(bare.rate), Goal::AtLeast(0.4)));
    bench.add(Line::of(what, rate(muster.rate), "textbook", rate(textbook.rate), Goal::AtLeast(1.8)));
    Ok(())
}
