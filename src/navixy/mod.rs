//! The Navixy dialect: where its actions are, how a caller shows a credential, and how answers look.

pub mod api_key;
mod envelope;
pub mod installation;
pub mod params;
mod route;
pub mod security_group;
pub mod small;
pub mod subuser;
mod table;
pub mod tag;
pub mod tracker;
pub mod tracker_group;
pub mod tracker_readings;
pub mod tracker_settings;
pub mod user;
pub mod user_audit;
pub mod user_settings;

use std::io::Write;

use serde::Serialize;
use serde_json::Value;

use crate::access::Credential;
use crate::action::{ActionDef, Dialect, Found, Head, Method, ReadArguments, Reply, Vendor};
use crate::args::RawArgs;
use crate::domain::Usage;
use crate::error::{Code, Failure, Result};
use crate::schema::{Parts, Schema, Shown};

pub use envelope::{Done, Listing, LongListing, NewHash, NewId, Valued};
pub use route::PREFIXES;
use route::Router;
pub use table::ACTIONS;

/// What the vendor goes by in commands, metrics and documents.
pub const NAME: &str = "navixy";

/// The vendor's manner of asking and answering.
pub struct Navixy;

impl Dialect for Navixy {
    /// The hash is looked for in the body, then in the query, then in the `Authorization: NVX` header.
    fn credential(head: &Head<'_>, args: &mut RawArgs) -> std::result::Result<Credential, Code> {
        match args.take("hash") {
            Some(Value::String(hash)) => Credential::hash(&hash),
            Some(_) => Err(Code::WrongHash),
            None => Credential::hash(head.authorization("nvx").ok_or(Code::WrongHash)?),
        }
    }

    /// `NVX-ISO-DateTime: true` says what the parameter `iso_datetime` says.
    fn parameters(head: &Head<'_>, args: &mut RawArgs) {
        if (head.header)("nvx-iso-datetime").is_some_and(|value| value.trim().eq_ignore_ascii_case("true")) {
            args.put("iso_datetime", Value::Bool(true));
        }
    }

    fn write<T: Serialize>(output: &T, _: Option<Usage>, to: impl Write) -> serde_json::Result<()> {
        envelope::write(output, to)
    }

    fn describe_success<T: Shown>(parts: &mut Parts) -> Schema {
        envelope::Success::<T>::shown(parts)
    }

    fn describe_failure(parts: &mut Parts) -> Schema {
        let refusal = envelope::Refusal::shown(parts);
        parts.name("Failure", refusal)
    }

    fn failure(failure: &Failure, _: Option<Usage>) -> Reply {
        Reply::json(failure.code.status(), &envelope::Refusal::of(failure))
    }
}

/// The vendor's paths: all that are no other vendor's.
pub struct Surface {
    rows: &'static [ActionDef],
    router: Router,
}

impl Surface {
    /// The paths that lead to these rows.
    pub fn new(rows: &'static [ActionDef]) -> Self {
        Self { rows, router: Router::new(rows) }
    }
}

impl Vendor for Surface {
    fn name(&self) -> &'static str {
        NAME
    }

    fn rows(&self) -> &'static [ActionDef] {
        self.rows
    }

    fn owns(&self, _path: &str) -> bool {
        true
    }

    fn find(&self, _method: Method, path: &str) -> Result<Found> {
        Ok(Found { row: self.router.find(path)?, places: Vec::new() })
    }

    /// Query, form and JSON are one set of arguments, whatever the method.
    fn arguments(&self) -> ReadArguments {
        |sent| RawArgs::parse(sent.query, sent.content_type, sent.body)
    }

    fn failure(&self, _path: &str, failure: &Failure) -> Reply {
        Navixy::failure(failure, None)
    }
}
