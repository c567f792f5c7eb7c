//! One vendor's manner of asking and answering.

use std::io::Write;
use std::net::IpAddr;

use serde::Serialize;

use super::{Body, Method};
use crate::access::{Credential, Gate};
use crate::app::App;
use crate::args::RawArgs;
use crate::domain::Usage;
use crate::error::{Code, Failure, Result};
use crate::schema::{Parts, Schema, Shown};

/// The request's head, as far as a dialect may look at it.
pub struct Head<'r> {
    /// The method.
    pub method: Method,
    /// The caller's address.
    pub address: IpAddr,
    /// Looks up a header by its lower-case name; a value that is not text is absent.
    pub header: &'r dyn Fn(&str) -> Option<&'r str>,
}

impl<'r> Head<'r> {
    /// What follows a scheme in `Authorization: <scheme> <credentials>`: the scheme in any case, then one space or
    /// more. A scheme that nothing follows has empty credentials, which is not the same as none.
    pub fn authorization(&self, scheme: &str) -> Option<&'r str> {
        credentials((self.header)("authorization")?, scheme)
    }
}

/// What follows a scheme in the value of an `Authorization` header: see [`Head::authorization`].
pub fn credentials<'r>(shown: &'r str, scheme: &str) -> Option<&'r str> {
    let shown = shown.trim();
    let (named, credentials) = shown.split_once(' ').unwrap_or((shown, ""));
    named.eq_ignore_ascii_case(scheme).then(|| credentials.trim_start())
}

/// What stands above an answer's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyHead {
    /// The HTTP status.
    pub status: u16,
    /// Headers beside those that every answer has.
    pub headers: Vec<(&'static str, String)>,
}

impl Default for ReplyHead {
    fn default() -> Self {
        Self::of(200)
    }
}

impl ReplyHead {
    /// A status alone.
    pub fn of(status: u16) -> Self {
        Self { status, headers: Vec::new() }
    }
}

/// A header that may stand above a success, for whoever reads what an action answers.
#[derive(Debug, Clone, Copy)]
pub struct HeadDef {
    /// The status that it stands beside.
    pub status: u16,
    /// Its name.
    pub header: &'static str,
    /// What it says.
    pub about: &'static str,
}

/// An answer, as HTTP has it.
pub struct Reply {
    /// What stands above the body.
    pub head: ReplyHead,
    /// JSON, or nothing.
    pub body: Body,
}

impl Reply {
    /// An answer with a status and this body. What cannot be written as JSON, which no type of ours is, has none.
    pub fn json<T: Serialize>(status: u16, body: &T) -> Self {
        Self { head: ReplyHead::of(status), body: serde_json::to_vec(body).unwrap_or_default().into() }
    }
}

/// One family of answers that a vendor's clients know. It never touches the store.
pub trait Dialect: 'static {
    /// Whether calls are counted, and the counts told in every answer to somebody who is known.
    const COUNTS_CALLS: bool = false;

    /// Takes the credential out of the request, so that it goes no further.
    ///
    /// # Errors
    /// The code of what is wrong with it: there is none, or it is malformed.
    fn credential(head: &Head<'_>, args: &mut RawArgs) -> std::result::Result<Credential, Code>;

    /// What must be passed before the credential is looked at.
    ///
    /// # Errors
    /// When what opens it is missing or malformed.
    fn gate(_app: &App, _head: &Head<'_>) -> Result<Gate> {
        Ok(Gate::Open)
    }

    /// Adds to the arguments what the request says in headers.
    fn parameters(_head: &Head<'_>, _args: &mut RawArgs) {}

    /// Writes the body of a success.
    ///
    /// # Errors
    /// When the output cannot be written, or not there.
    fn write<T: Serialize>(output: &T, usage: Option<Usage>, to: impl Write) -> serde_json::Result<()>;

    /// The body of a success.
    ///
    /// # Errors
    /// 6 when the output cannot be written as JSON.
    fn success<T: Serialize>(output: &T, usage: Option<Usage>) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        Self::write(output, usage, &mut body).map_err(|error| Failure::caused(Code::UnexpectedError, error))?;
        Ok(body)
    }

    /// The schema of a success's body, whatever [`Dialect::write`] puts around an output.
    fn describe_success<T: Shown>(parts: &mut Parts) -> Schema;

    /// The schema of a failure's body.
    fn describe_failure(parts: &mut Parts) -> Schema;

    /// The answer to a failure.
    fn failure(failure: &Failure, usage: Option<Usage>) -> Reply;
}
