//! `base/nothing`: whether the server and the caller's credential are well.

use crate::access::AnyUser;
use crate::action::{Action, Effect, Route};
use crate::args::NoParams;
use crate::error::Result;
use crate::navixy::{Done, Navixy};
use crate::store::Tx;

/// The action.
pub struct Nothing;

impl Action for Nothing {
    type Dialect = Navixy;
    type Access = AnyUser;
    type Params = NoParams;
    type Output = Done;
    const ROUTE: Route = Route::Rpc("base/nothing");
    const SUMMARY: &'static str = "Whether the server and the caller's credential are well";
    const EFFECT: Effect = Effect::Read;

    fn run(_: &mut Tx<'_>, _: &AnyUser, _: &NoParams) -> Result<Done> {
        Ok(Done {})
    }
}
