//! `tracker/corrupt`: gives a tracker up for good, and frees its device id.

use crate::access::{Holding, TrackerRegister};
use crate::action::{Action, Effect, Route};
use crate::error::{Code, Result};
use crate::navixy::params::OneTracker;
use crate::navixy::{Done, Navixy};
use crate::ops;
use crate::store::Tx;

/// The action.
pub struct Corrupt;

impl Action for Corrupt {
    type Dialect = Navixy;
    type Access = Holding<TrackerRegister>;
    type Params = OneTracker;
    type Output = Done;
    const ROUTE: Route = Route::Rpc("tracker/corrupt");
    const SUMMARY: &'static str = "Gives a tracker up for good, and frees its device id";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[
        Code::NotFoundInDatabase,
        Code::DeviceBlocked,
        Code::NotAllowedForClones,
        Code::DeviceAlreadyConnected,
        Code::DeviceAlreadyCorrupted,
        Code::DeviceHasClones,
    ];

    fn run(tx: &mut Tx<'_>, by: &Self::Access, params: &OneTracker) -> Result<Done> {
        ops::trackers::corrupt(tx, by, params.tracker_id)?;
        Ok(Done {})
    }
}
