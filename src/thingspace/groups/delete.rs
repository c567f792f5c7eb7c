//! `DELETE /groups/{aname}/name/{gname}`: deletes a group; its devices are in the default one from then on.

use super::named::{Named, Params};
use crate::access::Master;
use crate::action::{Action, Effect, Method, Route};
use crate::error::{Code, Result};
use crate::ops;
use crate::store::Tx;
use crate::thingspace::{Done, ThingSpace};

/// The action.
pub struct Delete;

impl Action for Delete {
    type Dialect = ThingSpace;
    type Access = Master;
    type Params = Params;
    type Output = Done;
    const ROUTE: Route = Route::Rest(Method::Delete, "/api/m2m/v1/groups/{aname}/name/{gname}");
    const SUMMARY: &'static str = "Deletes a group; its devices are in the default one from then on";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::AccountNotFound, Code::NotFoundInDatabase, Code::DefaultGroupIsKept];

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Params) -> Result<Done> {
        ops::accounts::check_name(tx, by, &params.aname)?;
        let group = Named::find(tx, by, &params.gname)?.id().ok_or(Code::DefaultGroupIsKept)?;
        ops::groups::delete(tx, by, group.into())?;
        Ok(Done::default())
    }
}
