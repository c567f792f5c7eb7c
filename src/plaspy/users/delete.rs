//! `DELETE /api/users/{id}`: deletes a sub-user with its keys, tokens and sessions. Groups and trackers stay.

use super::read::Params;
use crate::access::Master;
use crate::action::{Action, Effect, Method, Route};
use crate::error::{Code, Result};
use crate::ops;
use crate::plaspy::{Deletions, Done, Plaspy};
use crate::store::Tx;

/// The action.
pub struct Delete;

impl Action for Delete {
    type Dialect = Plaspy<Deletions>;
    type Access = Master;
    type Params = Params;
    type Output = Done;
    const ROUTE: Route = Route::Rest(Method::Delete, "/api/users/{id}");
    const SUMMARY: &'static str = "Deletes a sub-user with its keys, tokens and sessions";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase];

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Params) -> Result<Done> {
        let id = params.id.0.ok_or(Code::NotFoundInDatabase)?;
        ops::sub_users::delete(tx, by, id)?;
        Ok(Done {})
    }
}
