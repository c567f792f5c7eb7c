//! `GET /api/users/{id}`: one sub-user.

use deserr::Deserr;

use super::object::User;
use crate::access::AnyUser;
use crate::action::{Action, Effect, Method, Route};
use crate::args::ArgErrors;
use crate::domain::UserId;
use crate::error::{Code, Result};
use crate::ops;
use crate::plaspy::{PathId, Plaspy, Users};
use crate::schema::Taken;
use crate::store::Tx;

/// The action.
pub struct Read;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The user.
    pub id: PathId<UserId>,
}

impl Action for Read {
    type Dialect = Plaspy<Users>;
    type Access = AnyUser;
    type Params = Params;
    type Output = User;
    const ROUTE: Route = Route::Rest(Method::Get, "/api/users/{id}");
    const SUMMARY: &'static str = "One sub-user";
    const EFFECT: Effect = Effect::Read;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase];

    fn run(tx: &mut Tx<'_>, by: &AnyUser, params: &Params) -> Result<User> {
        let id = params.id.0.ok_or(Code::NotFoundInDatabase)?;
        Ok(ops::sub_users::describe(tx, by, id)?.into())
    }
}
