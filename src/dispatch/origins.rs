//! Which pages of other origins may read answers (CORS).
//!
//! No cookie is ever a credential, so any page may read what it has the hash for, unless the operator says otherwise.

use std::str::FromStr;

use actix_web::HttpRequest;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};

/// The origins whose pages may read answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Origins {
    /// Every origin's.
    #[default]
    All,
    /// Those of these.
    Listed(Vec<WebOrigin>),
}

/// Scheme, host and port of a page, as browsers write them: `https://dashboard.example`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebOrigin(HeaderValue);

/// A list of origins, as the operator writes it: `*`, `none`, or origins with commas between them.
impl FromStr for Origins {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.trim() {
            "*" => Ok(Self::All),
            "none" => Ok(Self::Listed(Vec::new())),
            list => list.split(',').map(|origin| origin.trim().parse()).collect::<Result<_, _>>().map(Self::Listed),
        }
    }
}

impl FromStr for WebOrigin {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "give *, none, or origins such as https://dashboard.example,http://localhost:3000".to_owned();
        let (scheme, host) = text.split_once("://").ok_or_else(wrong)?;
        let plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b':' | b'[' | b']' | b'_');
        if !["http", "https"].contains(&scheme) || host.is_empty() || !host.bytes().all(plain) {
            return Err(wrong());
        }
        HeaderValue::from_str(text).map(Self).map_err(|_| wrong())
    }
}

/// What a browser may send from another origin, and for how long (a day) it need not ask again.
const PREFLIGHT: [(HeaderName, &str); 3] = [
    (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, PATCH, DELETE, OPTIONS"),
    (
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        "Authorization, Content-Type, NVX-ISO-DateTime, VZ-M2M-Token, Idempotency-Key, X-Requested-With, Accept",
    ),
    (header::ACCESS_CONTROL_MAX_AGE, "86400"),
];

/// What a page may see of an answer beside what browsers show it anyway.
static EXPOSED: HeaderValue = HeaderValue::from_static("Location, Retry-After, X-Request-Id");

impl Origins {
    /// Adds to an answer's head who may read it.
    pub(super) fn allow(&self, request: &HttpRequest, headers: &mut HeaderMap) {
        let origin = request.headers().get(header::ORIGIN);
        let allowed = match self {
            Self::All => Some(HeaderValue::from_static("*")),
            Self::Listed(listed) => {
                headers.append(header::VARY, HeaderValue::from_static("Origin"));
                origin.filter(|origin| listed.iter().any(|listed| listed.0 == **origin)).cloned()
            }
        };
        let Some(allowed) = allowed else { return };
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, allowed);
        if origin.is_some() {
            headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED.clone());
        }
    }

    /// Adds to the answer to a question beforehand what may be asked.
    pub(super) fn answer_preflight(headers: &mut HeaderMap) {
        for (name, value) in PREFLIGHT {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_written_as_browsers_write_them() {
        let listed = |text: &str| match text.parse() {
            Ok(Origins::Listed(listed)) => Some(listed.len()),
            _ => None,
        };
        for (good, count) in [("none", 0), ("https://a.example", 1), ("http://localhost:3000, https://[::1]:8443", 2)] {
            assert_eq!(listed(good), Some(count), "{good}");
        }
        assert_eq!("*".parse(), Ok(Origins::All));
        for bad in
            ["", "a.example", "https://a.example/", "https://A.example", "ftp://a.example", "https://a b", "*,none"]
        {
            assert!(bad.parse::<Origins>().is_err(), "{bad}");
        }
    }
}
