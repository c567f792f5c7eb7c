//! `subuser/update`: replaces what the owner says of a sub-user.

use deserr::Deserr;

use super::form::ChangedUser;
use crate::access::Master;
use crate::action::{Action, Effect, Route};
use crate::args::{ArgErrors, Identified, Object};
use crate::domain::UserId;
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
    /// Who it is to be, with its id.
    pub user: Object<Identified<UserId, ChangedUser>>,
}

impl Action for Update {
    type Dialect = Navixy;
    type Access = Master;
    type Params = Params;
    type Output = Done;
    const ROUTE: Route = Route::Rpc("subuser/update");
    const SUMMARY: &'static str = "Replaces what the owner says of a sub-user";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase, Code::LoginAlreadyInUse];

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Params) -> Result<Done> {
        let Object(Identified { id, form }) = &params.user;
        form.check(&ops::sub_users::describe(tx, by, *id)?.profile)?;
        ops::sub_users::update(tx, by, *id, &form.into())?;
        Ok(Done {})
    }
}
