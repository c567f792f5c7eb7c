//! `user/audit/checkin`: records that somebody has opened a dashboard.

use crate::access::{AnyUser, BySession};
use crate::action::{Action, Effect, Route};
use crate::args::NoParams;
use crate::error::Result;
use crate::navixy::{Done, Navixy};
use crate::ops;
use crate::store::Tx;

/// The action.
pub struct Checkin;

impl Action for Checkin {
    type Dialect = Navixy;
    type Access = BySession<AnyUser>;
    type Params = NoParams;
    type Output = Done;
    const ROUTE: Route = Route::Rpc("user/audit/checkin");
    const SUMMARY: &'static str = "Records that somebody has opened a dashboard";
    const EFFECT: Effect = Effect::Write;

    fn run(tx: &mut Tx<'_>, by: &Self::Access, _: &NoParams) -> Result<Done> {
        ops::audit::check_in(tx, by)?;
        Ok(Done {})
    }
}
