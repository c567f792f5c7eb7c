//! How long it takes from the start of the program to its first answer.

use crate::bench::Bench;
use crate::client;
use crate::process::{Design, Server};
use crate::report::{Goal, Line, figure};
use crate::request::{Manner, Template};
use crate::seed::Seed;
use crate::seeds;
use crate::stats::{median, millis};
use crate::trouble::Result;

/// Starts Muster on a thousand accounts and on many, and asks for one list.
pub fn start(bench: &mut Bench) -> Result<()> {
    let (few, many) = (seeds::accounts(bench, 1_000)?, seeds::many_accounts(bench)?);
    let first = |seed: &Seed| {
        let request = Template::list(Manner::Post).of(&seed.shapes[0], 0);
        millis(|| {
            let server = Server::start(&Design::Muster, &seed.path, &bench.folder)?;
            client::succeed(&server.base, &request)?;
            Ok(server)
        })
    };
    let [few_took, many_took] = bench.in_turn(bench.shots(), [&|| first(&few), &|| first(&many)])?.map(median);
    let what = |seed: &Seed| format!("start to first list, {} accounts", seed.shapes[0].accounts);
    bench.add(Line::alone(what(&few), figure(few_took, "ms"), Goal::AtMost(20.0)));
    let (many_took, few_took) = (figure(many_took, "ms"), figure(few_took, "ms"));
    bench.add(Line::of(what(&many), many_took, "1000 accounts:", few_took, Goal::AtMost(1.5)));
    Ok(())
}
