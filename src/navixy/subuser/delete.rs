//! `subuser/delete`: deletes a sub-user with its sessions.

use deserr::Deserr;

use crate::access::Master;
use crate::action::{Action, Effect, Route};
use crate::args::ArgErrors;
use crate::domain::UserId;
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
    /// The sub-user.
    pub subuser_id: UserId,
}

impl Action for Delete {
    type Dialect = Navixy;
    type Access = Master;
    type Params = Params;
    type Output = Done;
    const ROUTE: Route = Route::Rpc("subuser/delete");
    const SUMMARY: &'static str = "Deletes a sub-user with its sessions";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase];

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Params) -> Result<Done> {
        ops::sub_users::delete(tx, by, params.subuser_id)?;
        Ok(Done {})
    }
}
