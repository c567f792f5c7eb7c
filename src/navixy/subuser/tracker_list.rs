//! `subuser/tracker/list`: the trackers that a sub-user sees.

use crate::access::Master;
use crate::action::{Action, Effect, Route};
use crate::args::ArgErrors;
use crate::domain::{TrackerId, UserId};
use crate::error::{Code, Result};
use crate::navixy::{Listing, Navixy};
use crate::ops;
use crate::schema::Taken;
use crate::store::Tx;
use deserr::Deserr;

/// The action.
pub struct ListTrackers;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The sub-user.
    pub subuser_id: UserId,
}

impl Action for ListTrackers {
    type Dialect = Navixy;
    type Access = Master;
    type Params = Params;
    type Output = Listing<TrackerId>;
    const ROUTE: Route = Route::Rpc("subuser/tracker/list");
    const SUMMARY: &'static str = "The trackers that a sub-user sees";
    const EFFECT: Effect = Effect::Scan;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase];

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Params) -> Result<Listing<TrackerId>> {
        Ok(Listing { list: ops::sub_users::trackers(tx, by, params.subuser_id)? })
    }
}
