//! `subuser/tracker/bind`: lets a sub-user see trackers.

use deserr::Deserr;

use crate::access::Master;
use crate::action::{Action, Effect, Route};
use crate::args::{ArgErrors, List};
use crate::domain::{TrackerId, UserId};
use crate::error::{Code, Result};
use crate::navixy::{Done, Navixy};
use crate::ops;
use crate::schema::Taken;
use crate::store::Tx;

/// The action.
pub struct BindTrackers;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The sub-user.
    pub subuser_id: UserId,
    /// The trackers: the owner's own.
    pub trackers: List<TrackerId>,
}

impl Action for BindTrackers {
    type Dialect = Navixy;
    type Access = Master;
    type Params = Params;
    type Output = Done;
    const ROUTE: Route = Route::Rpc("subuser/tracker/bind");
    const SUMMARY: &'static str = "Lets a sub-user see trackers";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase, Code::EntriesListMismatch];

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Params) -> Result<Done> {
        ops::sub_users::bind(tx, by, params.subuser_id, &params.trackers.0)?;
        Ok(Done {})
    }
}
