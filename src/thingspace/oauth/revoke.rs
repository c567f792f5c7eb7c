//! `POST /api/ts/v1/oauth2/revoke`: ends the application's token. The answer has no body; a header names the token.

use serde::{Serialize, Serializer};

use super::{OAuth, Request};
use crate::access::Public;
use crate::action::{HeadDef, Method, Prepared, ReplyHead, Route};
use crate::app::App;
use crate::domain::{Invalid, NamedKey, SecretHash};
use crate::error::{Code, Failure, Result};
use crate::ops;
use crate::schema::{Parts, Schema, Shown};
use crate::store::Tx;

/// The action.
pub struct Revoke;

/// The header that names the token.
const REVOKED: &str = "RevokedAccessToken";

/// The token that has ended, if it was one that anybody could have.
#[derive(Debug)]
pub struct Revoked(Option<SecretHash>);

impl Serialize for Revoked {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

impl Prepared for Revoke {
    type Dialect = OAuth;
    type Access = Public;
    type Params = Request;
    type Groundwork = ();
    type Output = Revoked;
    const ROUTE: Route = Route::Rest(Method::Post, "/api/ts/v1/oauth2/revoke");
    const SUMMARY: &'static str = "Ends the application's token";
    const FAILS: &'static [Code] = &[Code::NoClientCredentials, Code::WrongClientCredentials, Code::WrongGrantType];
    const HEADS: &'static [HeadDef] = &[HeadDef {
        status: 200,
        header: REVOKED,
        about: "The token that has ended, if it was one that anybody could have.",
    }];

    /// Refuses a wrong secret without troubling the writer.
    async fn prepare(app: &App, _: &Public, request: &Request) -> Result<()> {
        app.store.read(|tx| request.application(tx).map(drop))
    }

    fn run(tx: &mut Tx<'_>, _: &Public, request: &Request, (): &()) -> Result<Revoked> {
        let application = request.application(tx)?;
        let missing = || Failure::invalid_parameter("token", Invalid::Missing);
        let NamedKey(token) = request.token.0.ok_or_else(missing)?;
        if let Some(token) = &token {
            ops::applications::revoke_token(tx, &application, token)?;
        }
        Ok(Revoked(token))
    }

    fn head(Revoked(token): &Revoked) -> ReplyHead {
        let named = token.iter().map(|token| (REVOKED, token.reveal()));
        ReplyHead { headers: named.collect(), ..ReplyHead::default() }
    }
}

impl Shown for Revoked {
    fn shown(parts: &mut Parts) -> Schema {
        <()>::shown(parts)
    }
}
