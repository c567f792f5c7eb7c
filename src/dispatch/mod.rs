//! The one handler of HTTP: a request becomes arguments and a row, the row is carried out, and its answer goes back with
//! one log line. All paths and methods come here, so that nothing is ever answered by a bare page or a redirect.

mod access_log;
mod body;
mod connections;
mod gzip;
mod meters;
mod origins;
mod proxies;
mod request_id;
mod response;
mod sending;
mod service;
mod visits;

use std::net::IpAddr;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Instant;

use actix_web::http::header::CONTENT_TYPE;
use actix_web::http::{ConnectionType, Method as HttpMethod};
use actix_web::{HttpRequest, HttpResponse, web};
use futures_util::FutureExt as _;
use tokio::task::spawn_blocking;

use crate::action::{self, ActionDef, Executed, Found, Head, Method, Route, Vendor};
use crate::args::RawArgs;
use crate::error::{Code, Failure, Result};

use proxies::Caller;
use request_id::{RequestId, X_REQUEST_ID};

pub use connections::Connection;
pub use origins::{Origin, Origins};
pub use proxies::{Network, TrustedProxies};
pub use service::Service;

/// Bytes of a body that a worker parses itself, which takes it less than a millisecond.
const SHORT_BODY: usize = 64 * 1024;

/// Answers any request.
pub async fn handle(request: HttpRequest, payload: web::Payload, service: web::Data<Service>) -> HttpResponse {
    let caller = Caller::of(&request, &service.proxies);
    let id = RequestId::of(&caller);
    let mut response = match visits::page(&service, &request).await {
        // A preflight asks on behalf of an action, whatever stands at its path.
        Some(page) if request.method() != HttpMethod::OPTIONS => response::page(&request, page).await,
        _ => {
            let mut response = respond(&service, &request, payload, caller.address, &id).await;
            service.origins.allow(&request, response.headers_mut());
            response
        }
    };
    response.headers_mut().insert(X_REQUEST_ID.clone(), id.into());
    if service.app.draining.is_told() || is_one_too_many(&request) {
        response.head_mut().set_connection_type(ConnectionType::Close);
    }
    response
}

/// Answers a request for an action.
async fn respond(
    service: &Service,
    request: &HttpRequest,
    payload: web::Payload,
    address: IpAddr,
    id: &RequestId,
) -> HttpResponse {
    if request.method() == HttpMethod::OPTIONS {
        return response::preflight();
    }
    let began = Instant::now();
    let under_way = service.app.draining.enter();
    let path = request.uri().path();
    let asked = Asked { service, vendor: service.vendor(path), request, address };
    let mut row = None;
    // A panic in an action is caught around the action; this is for all the rest, so that nobody is left without an answer.
    let answering = AssertUnwindSafe(asked.answer(payload, &mut row)).catch_unwind();
    let executed = answering.await.unwrap_or_else(|_| panicked().into());
    access_log::log(id, row, &executed, began);
    service.meters.note(asked.vendor.name(), row, method(request), &executed, began);
    match executed.result {
        Ok(reply) => response::success(request, reply, under_way).await,
        Err(failure) => {
            let reply = match row {
                Some(row) => row.refuse(&failure, executed.usage),
                None => asked.vendor.failure(path, &failure),
            };
            response::failure(&failure, reply, under_way)
        }
    }
}

/// A request on its way to a row.
struct Asked<'a> {
    service: &'a Service,
    vendor: &'a dyn Vendor,
    request: &'a HttpRequest,
    address: IpAddr,
}

impl Asked<'_> {
    async fn answer(&self, payload: web::Payload, row: &mut Option<&'static ActionDef>) -> Executed {
        let header = |name: &str| header(self.request, name);
        let head = Head { method: method(self.request), address: self.address, header: &header };
        match self.prepare(&head, payload, row).await {
            Ok((row, args)) => row.execute(&self.service.app, &head, args).await,
            Err(failure) => failure.into(),
        }
    }

    /// All that comes before the credential: the address's rate, the route, the method, the body.
    async fn prepare(
        &self,
        head: &Head<'_>,
        payload: web::Payload,
        row: &mut Option<&'static ActionDef>,
    ) -> Result<(&'static ActionDef, RawArgs)> {
        if is_one_too_many(self.request) {
            return Err(Failure::caused(Code::TooManyRequests, "the address has too many connections").closing());
        }
        self.service.app.rate_limits.address(head.address)?;
        let found = self.find(head, row);
        // The body is read even if nothing will come of it: an answer sent while the client still sends may get lost.
        let body = body::read(self.request, payload, self.service.limits()).await;
        let Found { row, places } = found?;
        let mut args = self.parse(row.route, body?).await?;
        for (name, value) in places {
            args.put(name, value.into());
        }
        Ok((row, args))
    }

    fn find(&self, head: &Head<'_>, row: &mut Option<&'static ActionDef>) -> Result<Found> {
        let found = self.vendor.find(head.method, self.request.uri().path())?;
        *row = Some(found.row);
        action::check_method(found.row, head, self.service.app.get_mutations)?;
        Ok(found)
    }

    /// Reads the arguments: of a long body on the blocking pool, a few at a time, so that nobody is held up by
    /// another's.
    async fn parse(&self, route: Route, body: web::Bytes) -> Result<RawArgs> {
        let content_type = self.request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let query = self.request.query_string();
        if body.len() <= SHORT_BODY {
            return self.vendor.arguments()(route, query, content_type, &body);
        }
        let unexpected = |cause: String| Failure::caused(Code::UnexpectedError, cause);
        let permit = Arc::clone(&self.service.long_bodies).acquire_owned().await;
        let permit = permit.map_err(|error| unexpected(error.to_string()))?;
        let (query, content_type) = (query.to_owned(), content_type.map(str::to_owned));
        let arguments = self.vendor.arguments();
        let parsing = spawn_blocking(move || {
            // It goes with the work: a caller that hangs up does not make room for another while this one is still parsed.
            let _permit = permit;
            arguments(route, &query, content_type.as_deref(), &body)
        });
        parsing.await.unwrap_or_else(|error| Err(unexpected(error.to_string())))
    }
}

fn is_one_too_many(request: &HttpRequest) -> bool {
    request.conn_data::<Connection>().is_some_and(Connection::is_one_too_many)
}

fn method(request: &HttpRequest) -> Method {
    match *request.method() {
        HttpMethod::GET => Method::Get,
        HttpMethod::POST => Method::Post,
        HttpMethod::PUT => Method::Put,
        HttpMethod::PATCH => Method::Patch,
        HttpMethod::DELETE => Method::Delete,
        HttpMethod::HEAD => Method::Head,
        HttpMethod::OPTIONS => Method::Options,
        _ => Method::Other,
    }
}

/// Looks a header up by comparing names: requests have few, and to make a name that could be looked up would cost more.
fn header<'r>(request: &'r HttpRequest, name: &str) -> Option<&'r str> {
    request.headers().iter().find(|(found, _)| found.as_str() == name)?.1.to_str().ok()
}

fn panicked() -> Failure {
    Failure::caused(Code::UnexpectedError, "the dispatcher panicked")
}
