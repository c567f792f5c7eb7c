//! `tracker/readings/list`: what one tracker's sensors and counters read.

use deserr::Deserr;

use super::object::Readings;
use crate::access::AnyUser;
use crate::action::{Action, Effect, Route};
use crate::args::{ArgErrors, Optional};
use crate::domain::{Bool, SensorType, TrackerId};
use crate::error::{Code, Result};
use crate::navixy::Navixy;
use crate::ops::trackers;
use crate::schema::Taken;
use crate::store::Tx;

/// The action.
pub struct List;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The tracker.
    pub tracker_id: TrackerId,
    /// Only readings of this kind of sensor.
    #[deserr(default)]
    pub sensor_type: Optional<SensorType>,
    /// Whether the parts of composed sensors are wanted too.
    #[deserr(default)]
    pub include_components: Optional<Bool>,
}

impl Action for List {
    type Dialect = Navixy;
    type Access = AnyUser;
    type Params = Params;
    type Output = Readings;
    const ROUTE: Route = Route::Rpc("tracker/readings/list");
    const SUMMARY: &'static str = "What one tracker's sensors and counters read";
    const EFFECT: Effect = Effect::Read;
    const FAILS: &'static [Code] = &[Code::EntityNotFound, Code::DeviceBlocked];

    fn run(tx: &mut Tx<'_>, by: &AnyUser, params: &Params) -> Result<Readings> {
        // The one read that the documents answer with 204 for a missing tracker.
        trackers::find_unblocked(tx, by, params.tracker_id).map_err(|failure| match failure.code {
            Code::NotFoundInDatabase => Code::EntityNotFound.into(),
            _ => failure,
        })?;
        Ok(Readings::none(&params.sensor_type))
    }
}
