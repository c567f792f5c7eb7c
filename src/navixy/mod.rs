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

use serde_json::Value;

use crate::access::Credential;
use crate::action::{Dialect, Head};
use crate::args::RawArgs;
use crate::error::{Code, Failure, Result};

pub use envelope::{Done, Listing, NewHash, NewId, Valued};
pub use route::{Router, check_method};
pub use table::ACTIONS;

/// The vendor's manner of asking and answering.
pub struct Navixy;

impl Dialect for Navixy {
    /// The hash is looked for in the body, then in the query, then in the `Authorization: NVX` header.
    fn credential(head: &Head<'_>, args: &mut RawArgs) -> Result<Credential> {
        match args.take("hash") {
            Some(Value::String(hash)) => Credential::parse(&hash),
            Some(_) => Err(Code::WrongHash.into()),
            None => Credential::parse(nvx_hash(head).ok_or(Code::WrongHash)?),
        }
    }

    /// `NVX-ISO-DateTime: true` says what the parameter `iso_datetime` says.
    fn parameters(head: &Head<'_>, args: &mut RawArgs) {
        if (head.header)("nvx-iso-datetime").is_some_and(|value| value.trim().eq_ignore_ascii_case("true")) {
            args.put("iso_datetime", Value::Bool(true));
        }
    }

    fn success<T: serde::Serialize>(output: &T) -> Result<Vec<u8>> {
        envelope::success(output)
    }

    fn failure(failure: &Failure) -> Vec<u8> {
        envelope::failure(failure)
    }
}

/// The hash of `Authorization: NVX <hash>`: the scheme in any case, then one space or more.
fn nvx_hash<'r>(head: &Head<'r>) -> Option<&'r str> {
    let (scheme, hash) = (head.header)("authorization")?.trim().split_once(' ')?;
    scheme.eq_ignore_ascii_case("nvx").then(|| hash.trim_start())
}
