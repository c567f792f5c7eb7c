//! `tracker/group/delete`: deletes a group; its trackers go to the default one.

use deserr::Deserr;

use crate::access::Master;
use crate::action::{Action, Effect, Route};
use crate::args::ArgErrors;
use crate::domain::GroupChoice;
use crate::error::{Code, Result};
use crate::navixy::{Done, Navixy};
use crate::ops;
use crate::schema::Taken;
use crate::store::Tx;

/// The action.
pub struct Delete;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The group; 0, the default one, counts as absent.
    pub id: GroupChoice,
}

impl Action for Delete {
    type Dialect = Navixy;
    type Access = Master;
    type Params = Params;
    type Output = Done;
    const ROUTE: Route = Route::Rpc("tracker/group/delete");
    const SUMMARY: &'static str = "Deletes a group; its trackers go to the default one";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase];

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Params) -> Result<Done> {
        ops::groups::delete(tx, by, params.id)?;
        Ok(Done {})
    }
}
