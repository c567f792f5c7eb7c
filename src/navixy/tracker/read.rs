//! `tracker/read`: one tracker, blocked or not.

use super::object::Tracker;
use crate::access::{Acts, AnyUser};
use crate::action::{Action, Effect, Route};
use crate::error::{Code, Result};
use crate::navixy::params::OneTracker;
use crate::navixy::{Navixy, Valued};
use crate::ops;
use crate::store::Tx;

/// The action.
pub struct Read;

impl Action for Read {
    type Dialect = Navixy;
    type Access = AnyUser;
    type Params = OneTracker;
    type Output = Valued<Tracker>;
    const ROUTE: Route = Route::Rpc("tracker/read");
    const SUMMARY: &'static str = "One tracker, blocked or not";
    const EFFECT: Effect = Effect::Read;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase];

    fn run(tx: &mut Tx<'_>, by: &AnyUser, params: &OneTracker) -> Result<Valued<Tracker>> {
        let tracker = ops::trackers::find(tx, by, params.tracker_id)?;
        let bindings = ops::tags::bindings_of(tx, by.scope(), tracker.id)?;
        let zone = ops::settings::time_zone(tx, by)?;
        Ok(Valued { value: Tracker::new(tracker, bindings, &zone) })
    }
}
