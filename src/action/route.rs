//! Where actions are found.

use std::fmt;

use super::{ActionDef, Effect, Head, Reply};
use crate::app::GetMutations;
use crate::args::RawArgs;
use crate::error::{Code, Failure, Result};

/// The request's method, as far as anybody cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// GET
    Get,
    /// POST
    Post,
    /// PUT
    Put,
    /// PATCH
    Patch,
    /// DELETE
    Delete,
    /// HEAD
    Head,
    /// OPTIONS
    Options,
    /// Any other.
    Other,
}

impl Method {
    /// Its name; a dash for the others.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
            Self::Other => "-",
        }
    }
}

/// Where an action is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Route {
    /// By its name alone: `tracker/group/create`.
    Rpc(&'static str),
    /// By method and path: `/api/groups/{groupId}`, where `{groupId}` stands for any segment, which becomes the
    /// argument of that name.
    Rest(Method, &'static str),
}

impl Route {
    /// The name or the path.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Rpc(path) | Self::Rest(_, path) => path,
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rpc(name) => f.write_str(name),
            Self::Rest(method, path) => write!(f, "{} {path}", method.as_str()),
        }
    }
}

/// A row that a path leads to, with the segments that its route leaves open.
#[derive(Debug, Clone)]
pub struct Found {
    /// The row.
    pub row: &'static ActionDef,
    /// Arguments that stand in the path.
    pub places: Vec<(&'static str, String)>,
}

/// What a request has sent that arguments may stand in.
pub struct Sent<'r> {
    /// The action that it is meant for.
    pub route: Route,
    /// The query, without its question mark.
    pub query: &'r str,
    /// What the body is said to be.
    pub content_type: Option<&'r str>,
    /// The body, whole.
    pub body: &'r [u8],
}

/// Makes arguments of what was sent. Refuses what cannot be read, where that may be told before anybody is let in.
pub type ReadArguments = fn(&Sent<'_>) -> Result<RawArgs>;

/// One vendor's whole surface: which paths are its own, what they lead to, and how its requests are read.
pub trait Vendor: Send + Sync {
    /// What it goes by, in the metrics too.
    fn name(&self) -> &'static str;

    /// Its table.
    fn rows(&self) -> &'static [ActionDef];

    /// Whether a path is this vendor's, be there an action or not.
    fn owns(&self, path: &str) -> bool;

    /// What a method and a path lead to.
    ///
    /// # Errors
    /// 111 when nothing is there, 112 when the method or the last segment is not known there.
    fn find(&self, method: Method, path: &str) -> Result<Found>;

    /// How the arguments of a request are read.
    fn arguments(&self) -> ReadArguments;

    /// The answer to a failure before any action was found.
    fn failure(&self, path: &str, failure: &Failure) -> Reply;
}

/// Whether a row can be called this way.
///
/// # Errors
/// 112 for methods that are none of the API's; 13 for a HEAD, a prefetch or (if so set) any GET that would change
/// something: link checkers and browsers that look ahead must not delete groups.
pub fn check_method(row: &ActionDef, head: &Head<'_>, get_mutations: GetMutations) -> Result<()> {
    if let Route::Rest(..) = row.route {
        // Its method stands in its route, so it is the right one.
        return Ok(());
    }
    let writes = row.effect == Effect::Write;
    match head.method {
        Method::Post => Ok(()),
        Method::Get if writes && (get_mutations == GetMutations::Deny || is_prefetch(head)) => {
            Err(Code::OperationNotPermitted.into())
        }
        Method::Head if writes => Err(Code::OperationNotPermitted.into()),
        Method::Get | Method::Head => Ok(()),
        _ => Err(Code::WrongMethod.into()),
    }
}

fn is_prefetch(head: &Head<'_>) -> bool {
    ["sec-purpose", "purpose", "x-moz"].iter().any(|name| {
        (head.header)(name).is_some_and(|purpose| purpose.trim_start().to_ascii_lowercase().starts_with("prefetch"))
    })
}
