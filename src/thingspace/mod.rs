//! The dialect of Verizon ThingSpace: where its actions are, how a caller passes the gateway and shows a session, and
//! how answers look.

mod device_id;
pub mod devices;
mod faults;
pub mod groups;
pub mod oauth;
pub mod session;
mod table;

use std::borrow::Cow;
use std::io::Write;

use serde::Serialize;

use crate::access::{Credential, Gate};
use crate::action::{ActionDef, Dialect, Found, Head, Method, ReadArguments, Reply, Route, Vendor};
use crate::app::App;
use crate::args::{FORM, JSON, RawArgs};
use crate::domain::Usage;
use crate::error::{Code, Failure, Result};
use crate::rest;
use crate::schema::{Parts, Schema, Shown};

pub use device_id::{DeviceId, DeviceIdSeen, DeviceReference};
pub use table::ACTIONS;

/// What the vendor goes by in commands, metrics and documents.
pub const NAME: &str = "thingspace";

/// Where the service is; what it has is found at the root as well.
const BASE: &str = "/api/m2m/v1";

/// What the root has of the service.
const AT_THE_ROOT: [&str; 3] = ["groups", "session", "devices"];

/// The service's manner of asking and answering.
pub struct ThingSpace;

impl Dialect for ThingSpace {
    /// The session's token stands in a header of its own.
    fn credential(head: &Head<'_>, _: &mut RawArgs) -> std::result::Result<Credential, Code> {
        let token = (head.header)("vz-m2m-token").map(str::trim).filter(|token| !token.is_empty());
        Credential::idle_session(token.ok_or(Code::NoSessionToken)?)
    }

    /// An application's token that is shown must be good; one that is not shown is missed only if the operator wants
    /// one.
    fn gate(app: &App, head: &Head<'_>) -> Result<Gate> {
        match head.authorization("bearer") {
            Some(token) => Gate::bearer(token),
            None if app.require_bearer => Err(Code::NoBearer.into()),
            None => Ok(Gate::Open),
        }
    }

    /// The output itself, without an envelope.
    fn write<T: Serialize>(output: &T, _: Option<Usage>, to: impl Write) -> serde_json::Result<()> {
        serde_json::to_writer(to, output)
    }

    /// One that is nothing has no body.
    fn success<T: Serialize>(output: &T, usage: Option<Usage>) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        Self::write(output, usage, &mut body).map_err(|error| Failure::caused(Code::UnexpectedError, error))?;
        Ok(if body == b"null" { Vec::new() } else { body })
    }

    fn describe_success<T: Shown>(parts: &mut Parts) -> Schema {
        T::shown(parts)
    }

    fn describe_failure(parts: &mut Parts) -> Schema {
        let failure = faults::describe(parts);
        parts.name("Failure", failure)
    }

    fn failure(failure: &Failure, _: Option<Usage>) -> Reply {
        faults::reply(failure)
    }
}

/// The output of an action that answers with nothing but its success.
#[derive(Debug, Serialize, Shown)]
pub struct Done {
    #[shown(always = true)]
    success: bool,
}

impl Default for Done {
    fn default() -> Self {
        Self { success: true }
    }
}

/// The vendor's paths: those of the service, and those of its tokens.
pub struct Surface(rest::Router);

impl Default for Surface {
    fn default() -> Self {
        Self(rest::Router::new(ACTIONS, rest::Case::Matters))
    }
}

impl Vendor for Surface {
    fn name(&self) -> &'static str {
        NAME
    }

    fn rows(&self) -> &'static [ActionDef] {
        ACTIONS
    }

    fn owns(&self, path: &str) -> bool {
        let mut segments = path.strip_prefix('/').unwrap_or(path).split('/');
        match segments.next() {
            Some("api") => matches!(segments.next(), Some("ts" | "m2m")),
            first => first.is_some_and(|first| AT_THE_ROOT.contains(&first)),
        }
    }

    fn find(&self, method: Method, path: &str) -> Result<Found> {
        let path: Cow<'_, str> = if path.starts_with("/api/") { path.into() } else { format!("{BASE}{path}").into() };
        self.0.find(method, &path)
    }

    fn arguments(&self) -> ReadArguments {
        |sent| match sent.route {
            Route::Rest(_, path) if is_of_tokens(path) => RawArgs::parse("", sent.content_type, sent.body),
            Route::Rest(Method::Post | Method::Put, path) if sent.body.trim_ascii().is_empty() => {
                // The one action with such a method that takes no body.
                let none = if path == session::logout::PATH {
                    RawArgs::default()
                } else {
                    RawArgs::faulty(Code::EmptyRequest.into())
                };
                Ok(none)
            }
            _ => rest::arguments(sent, body_types(sent.route)),
        }
    }

    fn failure(&self, path: &str, failure: &Failure) -> Reply {
        if is_of_tokens(path) { oauth::OAuth::failure(failure, None) } else { ThingSpace::failure(failure, None) }
    }
}

/// The types that a body may have: asking for tokens is OAuth's matter, which has forms.
pub fn body_types(route: Route) -> &'static [&'static str] {
    if is_of_tokens(route.path()) { &[FORM] } else { &[JSON] }
}

/// Whether a path has to do with the gateway's tokens.
pub fn is_of_tokens(path: &str) -> bool {
    path.starts_with("/api/ts/")
}
