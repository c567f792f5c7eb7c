//! `tracker/delete`: deletes a clone.

use crate::access::Master;
use crate::action::{Action, Effect, Route};
use crate::error::{Code, Result};
use crate::navixy::params::OneTracker;
use crate::navixy::{Done, Navixy};
use crate::ops;
use crate::store::Tx;

/// The action.
pub struct Delete;

impl Action for Delete {
    type Dialect = Navixy;
    type Access = Master;
    type Params = OneTracker;
    type Output = Done;
    const ROUTE: Route = Route::Rpc("tracker/delete");
    const SUMMARY: &'static str = "Deletes a clone";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase, Code::ClonesOnly];

    fn run(tx: &mut Tx<'_>, by: &Master, params: &OneTracker) -> Result<Done> {
        ops::trackers::delete_clone(tx, by, params.tracker_id)?;
        Ok(Done {})
    }
}
