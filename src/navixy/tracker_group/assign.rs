//! `tracker/group/assign`: puts trackers in a group, or out of any.

use deserr::Deserr;

use crate::access::Master;
use crate::action::{Action, Effect, Route};
use crate::args::{ArgErrors, List};
use crate::domain::{GroupChoice, TrackerId};
use crate::error::{Code, Result};
use crate::navixy::{Done, Navixy};
use crate::ops;
use crate::schema::Taken;
use crate::store::Tx;

/// The action.
pub struct Assign;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The group, or 0 for out of any group.
    pub id: GroupChoice,
    /// The trackers: the caller's own, none of them blocked.
    pub trackers: List<TrackerId>,
}

impl Action for Assign {
    type Dialect = Navixy;
    type Access = Master;
    type Params = Params;
    type Output = Done;
    const ROUTE: Route = Route::Rpc("tracker/group/assign");
    const SUMMARY: &'static str = "Puts trackers in a group, or out of any";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase, Code::DeviceBlocked, Code::ListContainsNonexistent];

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Params) -> Result<Done> {
        ops::groups::assign(tx, by, params.id, &params.trackers.0)?;
        Ok(Done {})
    }
}
