//! `POST /api/ts/v1/oauth2/token`: the application's token, the same one until it expires.

use serde::Serialize;

use super::{OAuth, Request};
use crate::access::Public;
use crate::action::{Method, Prepared, Route};
use crate::app::App;
use crate::domain::SecretHash;
use crate::error::{Code, Result};
use crate::ops;
use crate::schema::Shown;
use crate::store::Tx;

/// The action.
pub struct Token;

/// What it answers with.
#[derive(Debug, Serialize, Shown)]
pub struct Output {
    /// The token.
    pub access_token: SecretHash,
    /// How it is shown.
    #[shown(example = "Bearer")]
    pub token_type: &'static str,
    /// How many seconds it is still good, at least one.
    #[shown(example = 3600)]
    pub expires_in: i64,
    /// What it opens: the gateway.
    #[shown(example = "default")]
    pub scope: &'static str,
}

impl Prepared for Token {
    type Dialect = OAuth;
    type Access = Public;
    type Params = Request;
    type Groundwork = ();
    type Output = Output;
    const ROUTE: Route = Route::Rest(Method::Post, "/api/ts/v1/oauth2/token");
    const SUMMARY: &'static str = "The application's token, the same one until it expires";
    const FAILS: &'static [Code] = &[Code::NoClientCredentials, Code::WrongClientCredentials, Code::WrongGrantType];

    /// Refuses a wrong secret without troubling the writer.
    async fn prepare(app: &App, by: &Public, request: &Request) -> Result<()> {
        let known = app.store.read(|tx| request.application(tx).map(drop));
        app.note_refusal(by, known, Code::WrongClientCredentials)
    }

    fn run(tx: &mut Tx<'_>, _: &Public, request: &Request, (): &()) -> Result<Output> {
        let application = request.application(tx)?;
        let (access_token, left) = ops::applications::token(tx, &application)?;
        Ok(Output { access_token, token_type: "Bearer", expires_in: left.as_secs(), scope: "default" })
    }
}
