//! `tracker/settings/read`: a tracker's label and group.

use serde::Serialize;

use crate::access::AnyUser;
use crate::action::{Action, Effect, Route};
use crate::domain::{GroupId, TrackerLabel};
use crate::error::{Code, Result};
use crate::navixy::Navixy;
use crate::navixy::params::OneTracker;
use crate::ops;
use crate::schema::Shown;
use crate::store::Tx;

/// The action.
pub struct Read;

/// What it answers with.
#[derive(Debug, Serialize, Shown)]
pub struct Output {
    /// The settings.
    pub settings: Settings,
}

/// A tracker's settings.
#[derive(Debug, Serialize, Shown)]
pub struct Settings {
    label: TrackerLabel,
    /// 0 for the default group.
    group_id: i32,
}

impl Action for Read {
    type Dialect = Navixy;
    type Access = AnyUser;
    type Params = OneTracker;
    type Output = Output;
    const ROUTE: Route = Route::Rpc("tracker/settings/read");
    const SUMMARY: &'static str = "A tracker's label and group";
    const EFFECT: Effect = Effect::Read;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase, Code::DeviceBlocked];

    fn run(tx: &mut Tx<'_>, by: &AnyUser, params: &OneTracker) -> Result<Output> {
        let tracker = ops::trackers::find_unblocked(tx, by, params.tracker_id)?;
        let group_id = tracker.group.map_or(0, GroupId::get);
        Ok(Output { settings: Settings { label: tracker.label, group_id } })
    }
}
