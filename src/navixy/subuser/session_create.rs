//! `subuser/session/create`: opens a session of a sub-user, for its owner to look through its eyes.

use crate::access::Master;
use crate::action::{Action, Effect, Route};
use crate::args::ArgErrors;
use crate::domain::UserId;
use crate::error::{Code, Result};
use crate::navixy::{Navixy, NewHash};
use crate::ops;
use crate::schema::Taken;
use crate::store::Tx;
use deserr::Deserr;

/// The action.
pub struct CreateSession;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The sub-user.
    pub subuser_id: UserId,
}

impl Action for CreateSession {
    type Dialect = Navixy;
    type Access = Master;
    type Params = Params;
    type Output = NewHash;
    const ROUTE: Route = Route::Rpc("subuser/session/create");
    const SUMMARY: &'static str = "Opens a session of a sub-user, for its owner to look through its eyes";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] =
        &[Code::NotFoundInDatabase, Code::UserNotActivated, Code::LoginsLimitExceeded, Code::UserBlocked];

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Params) -> Result<NewHash> {
        Ok(NewHash { hash: ops::sessions::open_for_sub_user(tx, by, params.subuser_id)? })
    }
}
