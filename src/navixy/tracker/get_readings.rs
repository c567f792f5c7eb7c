//! `tracker/get_readings`: what a tracker's metering sensors read. Muster has no sensors, so there are none.

use serde::Serialize;

use crate::access::AnyUser;
use crate::action::{Action, Effect, Route};
use crate::domain::ShownMoment;
use crate::error::{Code, Result};
use crate::navixy::Navixy;
use crate::navixy::params::OneTracker;
use crate::ops::{settings, trackers};
use crate::schema::Shown;
use crate::store::Tx;

/// The action.
pub struct GetReadings;

/// What it answers with.
#[derive(Debug, Serialize, Shown)]
pub struct Output {
    /// The present moment.
    pub user_time: ShownMoment,
    /// The readings.
    pub inputs: [(); 0],
    /// When the last of them came; null if there is none.
    pub update_time: Option<ShownMoment>,
}

impl Action for GetReadings {
    type Dialect = Navixy;
    type Access = AnyUser;
    type Params = OneTracker;
    type Output = Output;
    const ROUTE: Route = Route::Rpc("tracker/get_readings");
    const SUMMARY: &'static str = "What a tracker's metering sensors read";
    const EFFECT: Effect = Effect::Read;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase, Code::DeviceBlocked];

    fn run(tx: &mut Tx<'_>, by: &AnyUser, params: &OneTracker) -> Result<Output> {
        let dates = settings::dates(tx, by, params.iso_datetime.is_yes())?;
        trackers::find_unblocked(tx, by, params.tracker_id)?;
        Ok(Output { user_time: dates.show(tx.now()), inputs: [], update_time: None })
    }
}
