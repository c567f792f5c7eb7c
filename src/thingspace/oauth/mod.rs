//! `/api/ts/v1/oauth2`: how an application gets the token that opens the gateway.

pub mod revoke;
pub mod token;

use std::io::Write;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use deserr::Deserr;
use serde::Serialize;

use super::{ThingSpace, faults};
use crate::access::{Application, Credential};
use crate::action::{Dialect, Head, Reply};
use crate::args::{ArgErrors, Optional, RawArgs};
use crate::domain::{ApplicationKey, NamedKey, Usage};
use crate::error::{Code, Failure, Result};
use crate::schema::{Parts, Schema, Shown, Taken};
use crate::store::Tx;

/// The manner of asking for tokens: that of OAuth's client credentials.
pub struct OAuth;

/// Where the application's key and secret stand among the arguments, once they are taken out of the header.
const KEY: &str = "application_key";
const SECRET: &str = "application_secret";

impl Dialect for OAuth {
    fn credential(_: &Head<'_>, _: &mut RawArgs) -> std::result::Result<Credential, Code> {
        Err(Code::NoClientCredentials)
    }

    /// `Authorization: Basic <key:secret>`. What the body says under those names does not count.
    fn parameters(head: &Head<'_>, args: &mut RawArgs) {
        let basic = head.authorization("basic").map(|encoded| STANDARD.decode(encoded.trim()).unwrap_or_default());
        let text = basic.map(|decoded| String::from_utf8(decoded).unwrap_or_default());
        let (key, secret) = text.as_deref().map(|text| text.split_once(':').unwrap_or_default()).unzip();
        args.put(KEY, key.into());
        args.put(SECRET, secret.into());
    }

    fn write<T: Serialize>(output: &T, usage: Option<Usage>, to: impl Write) -> serde_json::Result<()> {
        ThingSpace::write(output, usage, to)
    }

    fn success<T: Serialize>(output: &T, usage: Option<Usage>) -> Result<Vec<u8>> {
        ThingSpace::success(output, usage)
    }

    fn describe_success<T: Shown>(parts: &mut Parts) -> Schema {
        T::shown(parts)
    }

    fn describe_failure(parts: &mut Parts) -> Schema {
        let refusal = Schema::any_of([faults::describe(parts), Refusal::shown(parts)]);
        parts.name("OAuthFailure", refusal)
    }

    fn failure(failure: &Failure, _: Option<Usage>) -> Reply {
        let (status, error, error_description) = match failure.code {
            Code::NoClientCredentials | Code::WrongHandler | Code::WrongMethod => return faults::reply(failure),
            Code::WrongClientCredentials => (401, "invalid_client", "There is no application with that key and secret"),
            Code::WrongGrantType => (400, "invalid_request", "grant_type must be client_credentials"),
            Code::InvalidParameters => (400, "invalid_request", "token must be the token that is to be revoked"),
            Code::TooManyRequests => (429, "temporarily_unavailable", "Too many requests: try again later"),
            Code::DatabaseUnavailable => (503, "temporarily_unavailable", "Try again later"),
            Code::DatabaseError | Code::UnexpectedError => (500, "server_error", "The request failed"),
            _ => (400, "invalid_request", "The body is no form, or too large, or did not arrive in time"),
        };
        Reply::json(status, &Refusal { error, error_description })
    }
}

#[derive(Serialize, Shown)]
struct Refusal {
    error: &'static str,
    error_description: &'static str,
}

/// The application that asks, and what for.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
#[taken(any("grant_type"))]
pub struct Request {
    /// The only one is `client_credentials`.
    #[deserr(default)]
    #[taken(example = "client_credentials")]
    pub grant_type: Optional<String>,
    /// The application's key; absent without the header that it belongs in.
    #[taken(skip)]
    pub application_key: Option<String>,
    /// The application's secret.
    #[taken(skip)]
    pub application_secret: Option<NamedKey>,
    /// The token, if one is to be revoked.
    #[deserr(default)]
    pub token: Optional<NamedKey>,
}

impl Request {
    /// The application that asks.
    ///
    /// # Errors
    /// `NoClientCredentials` without the header; `WrongClientCredentials` when there is no such application;
    /// `WrongGrantType` when it asks for something else.
    fn application(&self, tx: &Tx<'_>) -> Result<Application> {
        let key = self.application_key.as_deref().ok_or(Code::NoClientCredentials)?;
        let key: ApplicationKey = key.parse().map_err(|_| Code::WrongClientCredentials)?;
        let secret = self.application_secret.and_then(|NamedKey(secret)| secret).ok_or(Code::WrongClientCredentials)?;
        let application = Application::authenticate(tx, &key, &secret)?;
        match self.grant_type.0.as_deref() {
            Some("client_credentials") => Ok(application),
            _ => Err(Code::WrongGrantType.into()),
        }
    }
}
