//! A request on its way to a row, and through it.

use std::sync::Arc;

use actix_web::http::header::CONTENT_TYPE;
use actix_web::{HttpRequest, web};
use tokio::task::spawn_blocking;

use super::{Service, body, is_one_too_many};
use crate::action::{ActionDef, Executed, Found, Head, Route, Sent, Vendor, check_method};
use crate::args::RawArgs;
use crate::error::{Code, Failure, Result};

/// Bytes of a body that a worker parses itself, which takes it less than a millisecond.
const SHORT_BODY: usize = 64 * 1024;

/// A request for an action.
pub(super) struct Asked<'a> {
    pub(super) service: &'a Service,
    /// Whose path it is.
    pub(super) vendor: &'a dyn Vendor,
    pub(super) request: &'a HttpRequest,
    pub(super) head: Head<'a>,
}

/// Where a request leads.
pub(super) struct Routed {
    /// What stands at its path, if anything does: it answers in its own words even if it may not be called this way.
    pub(super) row: Option<&'static ActionDef>,
    found: Result<Found>,
}

impl Asked<'_> {
    /// Looks where the request leads. Who asks too often is refused without a look, and the body is left unread.
    pub(super) fn route(&self) -> Result<Routed> {
        if is_one_too_many(self.request) {
            return Err(Failure::caused(Code::TooManyRequests, "the address has too many connections").closing());
        }
        self.service.app.rate_limits.address(self.head.address)?;
        let found = self.vendor.find(self.head.method, self.request.uri().path());
        let row = found.as_ref().ok().map(|found| found.row);
        let may_be_called = |found: Found| {
            check_method(found.row, &self.head, self.service.app.get_mutations)?;
            Ok(found)
        };
        Ok(Routed { row, found: found.and_then(may_be_called) })
    }

    /// Reads the rest of the request and carries out the row that it leads to.
    pub(super) async fn carry_out(&self, routed: Routed, payload: web::Payload) -> Executed {
        match self.read(routed, payload).await {
            Ok((row, args)) => row.execute(&self.service.app, &self.head, args).await,
            Err(failure) => failure.into(),
        }
    }

    async fn read(&self, routed: Routed, payload: web::Payload) -> Result<(&'static ActionDef, RawArgs)> {
        // The body is read even if nothing will come of it: an answer sent while the client still sends may get lost.
        let body = body::read(self.request, payload, self.service.limits()).await;
        let Found { row, places } = routed.found?;
        let mut args = self.parse(row.route, body?).await?;
        for (name, value) in places {
            args.put(name, value.into());
        }
        Ok((row, args))
    }

    /// Reads the arguments: of a long body on the blocking pool, a few at a time, so that nobody is held up by
    /// another's.
    async fn parse(&self, route: Route, body: web::Bytes) -> Result<RawArgs> {
        let content_type = self.request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let query = self.request.query_string();
        let arguments = self.vendor.arguments();
        if body.len() <= SHORT_BODY {
            return arguments(&Sent { route, query, content_type, body: &body });
        }
        let unexpected = |cause: String| Failure::caused(Code::UnexpectedError, cause);
        let permit = Arc::clone(&self.service.long_bodies).acquire_owned().await;
        let permit = permit.map_err(|error| unexpected(error.to_string()))?;
        let (query, content_type) = (query.to_owned(), content_type.map(str::to_owned));
        let parsing = spawn_blocking(move || {
            // It goes with the work: a caller that hangs up does not make room for another while this one is still parsed.
            let _permit = permit;
            arguments(&Sent { route, query: &query, content_type: content_type.as_deref(), body: &body })
        });
        parsing.await.unwrap_or_else(|error| Err(unexpected(error.to_string())))
    }
}
