//! `tracker/settings/update`: gives a tracker a label and a group, both.

use deserr::Deserr;

use crate::access::{Holding, TrackerUpdate};
use crate::action::{Action, Effect, Route};
use crate::args::ArgErrors;
use crate::domain::{GroupChoice, NewLabel, TrackerId};
use crate::error::{Code, Result};
use crate::navixy::{Done, Navixy};
use crate::ops;
use crate::schema::Taken;
use crate::store::Tx;

/// The action.
pub struct Update;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The tracker.
    pub tracker_id: TrackerId,
    /// The group to be, or 0 for out of any group.
    pub group_id: GroupChoice,
    /// The label to be.
    pub label: NewLabel,
}

impl Action for Update {
    type Dialect = Navixy;
    type Access = Holding<TrackerUpdate>;
    type Params = Params;
    type Output = Done;
    const ROUTE: Route = Route::Rpc("tracker/settings/update");
    const SUMMARY: &'static str = "Gives a tracker a label and a group, both";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase, Code::EntityNotFound, Code::DeviceBlocked];

    fn run(tx: &mut Tx<'_>, by: &Self::Access, params: &Params) -> Result<Done> {
        ops::trackers::update(tx, by, params.tracker_id, params.label.label(), params.group_id)?;
        Ok(Done {})
    }
}
