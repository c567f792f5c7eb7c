//! The Plaspy dialect: where its actions are, how a caller shows a token, and how answers look.

pub mod auth;
pub mod devices;
mod envelope;
mod form;
pub mod groups;
mod ids;
mod patch;
mod table;
pub mod users;
mod words;

use std::io::Write;
use std::marker::PhantomData;

use serde::Serialize;

use crate::access::Credential;
use crate::action::{ActionDef, Dialect, Found, Head, Method, ReadArguments, Reply, Route, Vendor};
use crate::args::{JSON, RawArgs};
use crate::domain::Usage;
use crate::error::{Code, Failure, Result};
use crate::rest;
use crate::schema::{Parts, Schema, Shown};

pub use envelope::Done;
pub use ids::{ApiId, PathId};
pub use table::ACTIONS;
pub use words::{Auth, Deletions, Devices, Family, GroupLists, Groups, Users};

/// What the vendor goes by in commands, metrics and documents.
pub const NAME: &str = "plaspy";

/// The vendor's manner of asking and answering, in one of its families of pages: they differ in their words.
pub struct Plaspy<F>(PhantomData<F>);

impl<F: Family> Dialect for Plaspy<F> {
    const COUNTS_CALLS: bool = true;

    /// `Authorization: Bearer <token>`.
    fn credential(head: &Head<'_>, _: &mut RawArgs) -> std::result::Result<Credential, Code> {
        Credential::key_token(head.authorization("bearer").ok_or(Code::WrongHash)?)
    }

    fn write<T: Serialize>(output: &T, usage: Option<Usage>, to: impl Write) -> serde_json::Result<()> {
        envelope::write::<F, T>(output, usage, to)
    }

    fn describe_success<T: Shown>(parts: &mut Parts) -> Schema {
        let success = envelope::Success::<T>::shown(parts);
        if F::SAYS_NO_ERROR { success } else { success.without_property("error") }
    }

    fn describe_failure(parts: &mut Parts) -> Schema {
        let refusal = envelope::Refusal::shown(parts);
        parts.name("Failure", refusal)
    }

    fn failure(failure: &Failure, usage: Option<Usage>) -> Reply {
        envelope::failure::<F>(failure, usage)
    }
}

/// The vendor's paths: those under `/api` whose next segment is one of its families.
pub struct Surface(rest::Router);

impl Default for Surface {
    fn default() -> Self {
        // Its server is one that ignores case in paths.
        Self(rest::Router::new(ACTIONS, rest::Case::Ignored))
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
        family(path).is_some()
    }

    fn find(&self, method: Method, path: &str) -> Result<Found> {
        self.0.find(method, path)
    }

    fn arguments(&self) -> ReadArguments {
        |sent| rest::arguments(sent, body_types(sent.route))
    }

    fn failure(&self, path: &str, failure: &Failure) -> Reply {
        let mut reply = match family(path) {
            Some("groups") => Plaspy::<Groups>::failure(failure, None),
            Some("users") => Plaspy::<Users>::failure(failure, None),
            Some("devices") => Plaspy::<Devices>::failure(failure, None),
            _ => Plaspy::<Auth>::failure(failure, None),
        };
        if failure.code == Code::WrongMethod {
            reply.head.headers.push(("Allow", self.0.allowed(path)));
        }
        reply
    }
}

/// The types that a body may have. The vendor's own sample of a patch is declared as plain JSON.
pub fn body_types(route: Route) -> &'static [&'static str] {
    match route {
        Route::Rest(Method::Patch, _) => &["application/json-patch+json", JSON],
        _ => &[JSON],
    }
}

/// The family that a path is in.
fn family(path: &str) -> Option<&'static str> {
    let mut segments = path.strip_prefix('/')?.split('/');
    segments.next().filter(|first| first.eq_ignore_ascii_case("api"))?;
    let second = segments.next()?;
    ["auth", "groups", "users", "devices"].into_iter().find(|family| second.eq_ignore_ascii_case(family))
}
