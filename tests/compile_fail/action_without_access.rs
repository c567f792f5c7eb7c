//! An action that forgets to say who may call it does not compile: `Access` has no default.

use deserr::Deserr;
use muster::action::{Action, Effect, Route};
use muster::args::ArgErrors;
use muster::error::Result;
use muster::navixy::{Done, Navixy};
use muster::schema::Taken;
use muster::store::Tx;

struct Ping;

#[derive(Deserr, Taken)]
#[deserr(error = ArgErrors)]
struct Params {}

impl Action for Ping {
    type Dialect = Navixy;
    type Params = Params;
    type Output = Done;
    const ROUTE: Route = Route::Rpc("tracker/group/ping");
    const SUMMARY: &str = "A case that does not compile";
    const EFFECT: Effect = Effect::Read;

    fn run(_: &mut Tx<'_>, _: &Self::Access, _: &Params) -> Result<Done> {
        Ok(Done {})
    }
}

fn main() {}
