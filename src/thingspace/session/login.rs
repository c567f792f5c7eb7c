//! `POST /session/login`: from a login and a password to a session, which ends when it is idle.

use deserr::Deserr;

use super::Session;
use crate::access::{Public, Verified};
use crate::action::{Method, Prepared, Route};
use crate::app::{App, Besides, Lock};
use crate::args::ArgErrors;
use crate::domain::{Guid, LoginAttempt, Password};
use crate::error::{Code, Failure, Result};
use crate::ops;
use crate::schema::Taken;
use crate::store::Tx;
use crate::thingspace::ThingSpace;

/// The action.
pub struct Login;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// What somebody says its login is.
    pub username: LoginAttempt,
    /// The password.
    pub password: Password,
}

impl Prepared for Login {
    type Dialect = ThingSpace;
    type Access = Public;
    type Params = Params;
    type Groundwork = Verified;
    type Output = Session;
    const ROUTE: Route = Route::Rest(Method::Post, "/api/m2m/v1/session/login");
    const SUMMARY: &'static str = "From a login and a password to a session, which ends when it is idle";
    const FAILS: &'static [Code] = &[Code::WrongLoginOrPassword, Code::LoginAttemptsLimitExceeded];

    async fn prepare(app: &App, by: &Public, params: &Params) -> Result<Verified> {
        app.verify(by, &params.username, &params.password, Besides::Right, Lock::AfterFailures).await
    }

    /// Who has been disabled since the password was verified is told no more than anybody else.
    fn run(tx: &mut Tx<'_>, by: &Public, _: &Params, verified: &Verified) -> Result<Session> {
        let opened = ops::login::open_idle(tx, by, verified);
        let token = opened.map_err(|failure| match failure.code {
            Code::UserBlocked | Code::UserNotActivated => Failure::from(Code::WrongLoginOrPassword),
            _ => failure,
        })?;
        Ok(Session { session_token: Guid(token) })
    }
}
