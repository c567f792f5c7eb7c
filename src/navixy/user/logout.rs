//! `user/logout`: ends the caller's session.

use crate::access::{AnyUser, BySession};
use crate::action::{Action, Effect, Route};
use crate::args::NoParams;
use crate::error::Result;
use crate::navixy::{Done, Navixy};
use crate::ops;
use crate::store::Tx;

/// The action.
pub struct Logout;

impl Action for Logout {
    type Dialect = Navixy;
    type Access = BySession<AnyUser>;
    type Params = NoParams;
    type Output = Done;
    const ROUTE: Route = Route::Rpc("user/logout");
    const SUMMARY: &'static str = "Ends the caller's session";
    const EFFECT: Effect = Effect::Write;

    fn run(tx: &mut Tx<'_>, by: &Self::Access, _: &NoParams) -> Result<Done> {
        ops::sessions::end(tx, by)?;
        Ok(Done {})
    }
}
