//! Requests: JSON, a form or a query becomes the parameters of an action.

use actix_web::HttpRequest;
use actix_web::web::Query;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::answer::{INVALID_PARAMETERS, Refusal, WRONG_FORMAT, WRONG_HASH};

/// What somebody asks for.
pub struct Asked<T> {
    /// The session's hash.
    pub hash: String,
    /// The caller's address and what it says of itself, for the audit log.
    pub host: Option<String>,
    /// See `host`.
    pub user_agent: Option<String>,
    /// The action's parameters.
    pub params: T,
}

#[derive(Deserialize)]
struct Shown {
    hash: Option<String>,
}

impl<T: DeserializeOwned> Asked<T> {
    /// Reads a request.
    pub fn read(request: &HttpRequest, body: &[u8]) -> Result<Self, Refusal> {
        let (Shown { hash }, params) = if body.is_empty() {
            form(request.query_string())?
        } else if body.starts_with(b"{") {
            (json(body)?, json(body)?)
        } else {
            form(std::str::from_utf8(body).map_err(|_| WRONG_FORMAT)?)?
        };
        let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
        let shown = || header("authorization")?.strip_prefix("NVX ").map(str::to_owned);
        Ok(Self {
            hash: hash.or_else(shown).ok_or(WRONG_HASH)?,
            host: request.peer_addr().map(|peer| peer.ip().to_string()),
            user_agent: header("user-agent").map(str::to_owned),
            params,
        })
    }
}

fn form<T: DeserializeOwned>(text: &str) -> Result<(Shown, T), Refusal> {
    Ok((part(text)?, part(text)?))
}

fn part<T: DeserializeOwned>(text: &str) -> Result<T, Refusal> {
    Query::from_query(text).map(Query::into_inner).map_err(|_| INVALID_PARAMETERS)
}

fn json<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body).map_err(|error| if error.is_data() { INVALID_PARAMETERS } else { WRONG_FORMAT })
}
