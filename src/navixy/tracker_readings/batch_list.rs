//! `tracker/readings/batch_list`: what several trackers' sensors and counters read.

use std::collections::BTreeMap;

use deserr::Deserr;
use serde::Serialize;

use super::object::Readings;
use crate::access::AnyUser;
use crate::action::{Action, Effect, Route};
use crate::args::{ArgErrors, BoundedList, Optional};
use crate::domain::{Bool, SensorType, TrackerId};
use crate::error::{Code, Result};
use crate::limits::TRACKERS_PER_QUESTION;
use crate::navixy::Navixy;
use crate::ops::trackers;
use crate::schema::{Shown, Taken};
use crate::store::Tx;

/// The action.
pub struct BatchList;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The trackers.
    pub trackers: BoundedList<TrackerId, 0, TRACKERS_PER_QUESTION>,
    /// Only readings of this kind of sensor.
    #[deserr(default)]
    pub sensor_type: Optional<SensorType>,
    /// Whether the parts of composed sensors are wanted too.
    #[deserr(default)]
    pub include_components: Optional<Bool>,
}

/// What it answers with.
#[derive(Debug, Serialize, Shown)]
pub struct Output {
    /// The readings by tracker.
    pub result: BTreeMap<TrackerId, Readings>,
}

impl Action for BatchList {
    type Dialect = Navixy;
    type Access = AnyUser;
    type Params = Params;
    type Output = Output;
    const ROUTE: Route = Route::Rpc("tracker/readings/batch_list");
    const SUMMARY: &'static str = "What several trackers' sensors and counters read";
    const EFFECT: Effect = Effect::Scan;
    const FAILS: &'static [Code] = &[Code::ListContainsNonexistent];

    fn run(tx: &mut Tx<'_>, by: &AnyUser, params: &Params) -> Result<Output> {
        let found = trackers::among_all(tx, by, &params.trackers.0)?;
        let readings = |tracker: trackers::Tracker| (tracker.id, Readings::none(&params.sensor_type));
        Ok(Output { result: found.into_iter().map(readings).collect() })
    }
}
