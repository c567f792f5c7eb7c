//! `DELETE /api/groups/{id}`: deletes a group; its trackers stand in none from then on.

use super::read::Params;
use crate::access::Master;
use crate::action::{Action, Effect, Method, Route};
use crate::domain::GroupChoice;
use crate::error::{Code, Result};
use crate::ops;
use crate::plaspy::{Done, Groups, Plaspy};
use crate::store::Tx;

/// The action.
pub struct Delete;

impl Action for Delete {
    type Dialect = Plaspy<Groups>;
    type Access = Master;
    type Params = Params;
    type Output = Done;
    const ROUTE: Route = Route::Rest(Method::Delete, "/api/groups/{id}");
    const SUMMARY: &'static str = "Deletes a group; its trackers stand in none from then on";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase];

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Params) -> Result<Done> {
        let id = params.id.0.ok_or(Code::NotFoundInDatabase)?;
        ops::groups::delete(tx, by, GroupChoice::Group(id))?;
        Ok(Done {})
    }
}
