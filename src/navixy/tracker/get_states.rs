//! `tracker/get_states`: what is known of several trackers' devices, or of all.

use std::collections::BTreeMap;

use deserr::Deserr;
use serde::Serialize;

use super::state::State;
use crate::access::AnyUser;
use crate::action::{Action, Effect, Route};
use crate::args::{ArgErrors, BoundedList, Optional};
use crate::domain::{Bool, ShownMoment, TrackerId};
use crate::error::{Code, Result};
use crate::limits::TRACKERS_PER_QUESTION;
use crate::navixy::Navixy;
use crate::ops::settings;
use crate::ops::states::{self, Leniency};
use crate::schema::{Shown, Taken};
use crate::store::Tx;

/// The action.
pub struct GetStates;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The trackers; all that the caller sees, if nothing is said.
    #[deserr(default)]
    pub trackers: Optional<BoundedList<TrackerId, 0, TRACKERS_PER_QUESTION>>,
    /// Whether to list blocked trackers apart, instead of refusing all.
    #[deserr(default)]
    pub list_blocked: Optional<Bool>,
    /// Whether to list missing trackers apart, instead of refusing all.
    #[deserr(default)]
    pub allow_not_exist: Optional<Bool>,
    /// Whether moments are wanted in ISO 8601.
    #[deserr(default)]
    pub iso_datetime: Optional<Bool>,
}

/// What it answers with.
#[derive(Debug, Serialize, Shown)]
pub struct Output {
    /// The present moment.
    pub user_time: ShownMoment,
    /// The states by tracker.
    pub states: BTreeMap<TrackerId, State>,
    /// Trackers that are blocked, if asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blocked: Option<Vec<TrackerId>>,
    /// Ids that are no tracker's, if asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_exist: Option<Vec<TrackerId>>,
}

impl Action for GetStates {
    type Dialect = Navixy;
    type Access = AnyUser;
    type Params = Params;
    type Output = Output;
    const ROUTE: Route = Route::Rpc("tracker/get_states");
    const SUMMARY: &'static str = "What is known of several trackers' devices, or of all";
    const EFFECT: Effect = Effect::Scan;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase, Code::DeviceBlocked, Code::ListContainsNonexistent];

    fn run(tx: &mut Tx<'_>, by: &AnyUser, params: &Params) -> Result<Output> {
        let leniency =
            Leniency { list_blocked: params.list_blocked.is_yes(), allow_missing: params.allow_not_exist.is_yes() };
        let dates = settings::dates(tx, by, params.iso_datetime.is_yes())?;
        let found = match &params.trackers.0 {
            Some(BoundedList(ids)) => states::several(tx, by, ids, leniency)?,
            None => states::all(tx, by)?,
        };
        Ok(Output {
            user_time: dates.show(tx.now()),
            states: found.known.into_iter().map(|known| (known.tracker, State::new(&known, &dates))).collect(),
            blocked: leniency.list_blocked.then_some(found.blocked),
            not_exist: leniency.allow_missing.then_some(found.missing),
        })
    }
}
