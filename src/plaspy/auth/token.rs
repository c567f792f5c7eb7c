//! `POST /api/Auth/Token`: exchanges an API key for a token.

use deserr::Deserr;
use jiff::Timestamp;
use serde::Serialize;

use crate::access::{KeyHolder, Public};
use crate::action::{Method, Prepared, Route};
use crate::app::App;
use crate::args::ArgErrors;
use crate::domain::{Login, LoginAttempt, NamedKey, SecretHash};
use crate::error::{Code, Result};
use crate::ops;
use crate::plaspy::{Auth, Plaspy};
use crate::schema::{Shown, Taken};
use crate::store::Tx;

/// The action.
pub struct Exchange;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors, rename_all = camelCase)]
pub struct Params {
    /// The login of the user whose key it is.
    pub user_name: LoginAttempt,
    /// The key.
    pub api_key: NamedKey,
}

/// What it answers with.
#[derive(Debug, Serialize, Shown)]
pub struct Output {
    /// The token.
    pub token: SecretHash,
    /// Until when it is good.
    pub expires: Timestamp,
}

impl Prepared for Exchange {
    type Dialect = Plaspy<Auth>;
    type Access = Public;
    type Params = Params;
    type Groundwork = ();
    type Output = Output;
    const ROUTE: Route = Route::Rest(Method::Post, "/api/Auth/Token");
    const SUMMARY: &'static str = "Exchanges an API key for a token";
    const FAILS: &'static [Code] = &[Code::WrongLoginOrPassword];

    /// Refuses a key that is not good without troubling the writer.
    async fn prepare(app: &App, by: &Public, params: &Params) -> Result<()> {
        let held = app.store.read(|tx| holder(tx, by, params).map(drop));
        app.note_refusal(by, held, Code::WrongLoginOrPassword)
    }

    fn run(tx: &mut Tx<'_>, by: &Public, params: &Params, (): &()) -> Result<Output> {
        let holder = holder(tx, by, params)?;
        let (token, expires) = ops::login::exchange(tx, &holder)?;
        Ok(Output { token, expires })
    }
}

fn holder(tx: &Tx<'_>, by: &Public, params: &Params) -> Result<KeyHolder> {
    let login: Option<Login> = params.user_name.as_str().parse().ok();
    let (login, key) = login.zip(params.api_key.0).ok_or(Code::WrongLoginOrPassword)?;
    KeyHolder::authenticate(tx, &login, &key, by.origin())
}
