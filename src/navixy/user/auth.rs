//! `user/auth`: from a login and a password to a session hash.

use deserr::Deserr;
use serde::Serialize;

use crate::access::{Public, Verified};
use crate::action::{Prepared, Route};
use crate::app::{App, Besides, Lock};
use crate::args::{ArgErrors, Optional};
use crate::domain::{Int, LoginAttempt, Password, SecretHash};
use crate::error::{Code, Result};
use crate::navixy::Navixy;
use crate::navixy::installation::PAAS_ID;
use crate::ops;
use crate::schema::{Shown, Taken};
use crate::store::Tx;

/// The action.
pub struct Auth;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// What somebody says its login is. Whether it could be one makes no difference: nobody has it, or somebody does.
    pub login: LoginAttempt,
    /// The password.
    pub password: Password,
    /// The dealer that the user is a customer of; there is but one.
    #[deserr(default)]
    pub dealer_id: Optional<Int>,
}

/// What it answers with.
#[derive(Debug, Serialize, Shown)]
pub struct Output {
    /// That no second factor is wanted.
    #[shown(always = "authenticated")]
    pub r#type: &'static str,
    /// The session's hash.
    pub hash: SecretHash,
}

impl Prepared for Auth {
    type Dialect = Navixy;
    type Access = Public;
    type Params = Params;
    type Groundwork = Verified;
    type Output = Output;
    const ROUTE: Route = Route::Rpc("user/auth");
    const SUMMARY: &'static str = "From a login and a password to a session hash";
    const FAILS: &'static [Code] = &[
        Code::WrongLoginOrPassword,
        Code::UserNotActivated,
        Code::LoginsLimitExceeded,
        Code::LoginAttemptsLimitExceeded,
        Code::UserBlocked,
    ];

    async fn prepare(app: &App, by: &Public, params: &Params) -> Result<Verified> {
        let dealer = match params.dealer_id.0 {
            Some(dealer) if dealer.get() != PAAS_ID => Besides::Wrong,
            _ => Besides::Right,
        };
        app.verify(by, &params.login, &params.password, dealer, Lock::Never).await
    }

    fn run(tx: &mut Tx<'_>, by: &Public, _: &Params, verified: &Verified) -> Result<Output> {
        Ok(Output { r#type: "authenticated", hash: ops::login::open(tx, by, verified)? })
    }
}
