//! `subuser/register`: adds a sub-user.

use deserr::Deserr;

use super::form::NewUser;
use crate::access::Master;
use crate::action::{Prepared, Route};
use crate::app::App;
use crate::args::{ArgErrors, Object};
use crate::domain::{FirstPassword, UserId};
use crate::error::{Code, Result};
use crate::navixy::{Navixy, NewId};
use crate::ops;
use crate::schema::Taken;
use crate::store::Tx;

/// The action.
pub struct Register;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// Who it is.
    pub user: Object<NewUser>,
    /// What it logs in with beside its login.
    pub password: FirstPassword,
}

/// The password's hash. No `Debug`.
pub struct PasswordHash(String);

impl Prepared for Register {
    type Dialect = Navixy;
    type Access = Master;
    type Params = Params;
    type Groundwork = PasswordHash;
    type Output = NewId<UserId>;
    const ROUTE: Route = Route::Rpc("subuser/register");
    const SUMMARY: &'static str = "Adds a sub-user";
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase, Code::LoginAlreadyInUse, Code::OverQuota];

    async fn prepare(app: &App, _: &Master, params: &Params) -> Result<PasswordHash> {
        Ok(PasswordHash(app.hasher.hash(params.password.password()).await?))
    }

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Params, PasswordHash(hash): &PasswordHash) -> Result<NewId<UserId>> {
        Ok(NewId { id: ops::sub_users::register(tx, by, &(&params.user.0).into(), hash)? })
    }
}
