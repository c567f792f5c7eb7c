//! The one handler of HTTP: a request becomes arguments and a row, the row is carried out, and its answer goes back with
//! one log line; a page has its line too. All paths and methods come here, so that nothing is ever answered by a bare page
//! or a redirect.

mod access_log;
mod asked;
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
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use actix_web::http::{ConnectionType, Method as HttpMethod};
use actix_web::{HttpRequest, HttpResponse, web};
use futures_util::FutureExt as _;

use crate::action::{ActionDef, Head, Method};
use crate::error::{Code, Failure};

use asked::Asked;
use proxies::Sender;
use request_id::{RequestId, X_REQUEST_ID};
use service::Owner;

pub use connections::Connection;
pub use origins::{Origins, WebOrigin};
pub use proxies::{Network, TrustedProxies};
pub use service::Service;

/// Answers any request.
pub async fn handle(request: HttpRequest, payload: web::Payload, service: web::Data<Service>) -> HttpResponse {
    let sender = Sender::of(&request, &service.proxies);
    let id = RequestId::of(&sender);
    let mut response = if request.method() == HttpMethod::OPTIONS {
        // A preflight asks on behalf of an action, whatever stands at its path.
        access_log::preflight(&id);
        response::preflight(&request, &service.origins)
    } else if let Some(page) = visits::answer(&service, &request, sender.address, &id).await {
        page
    } else {
        respond(&service, &request, payload, sender.address, &id).await
    };
    response.headers_mut().insert(X_REQUEST_ID.clone(), id.into());
    if service.app.draining.has_begun() || is_one_too_many(&request) {
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
    let began = Instant::now();
    let under_way = service.app.draining.enter();
    let path = request.uri().path();
    let Owner { vendor, meters } = service.owner(path);
    let header = |name: &str| header(request, name);
    let head = Head { method: method(request), address, header: &header };
    let asked = Asked { service, vendor: &**vendor, request, head };
    // A panic in an action is caught around the action; this is for all the rest, so that nobody is left without an answer.
    let routed = catch_unwind(AssertUnwindSafe(|| asked.route())).unwrap_or_else(|_| Err(panicked()));
    let row = routed.as_ref().ok().and_then(|routed| routed.row);
    let executed = match routed {
        Ok(routed) => AssertUnwindSafe(asked.carry_out(routed, payload)).catch_unwind().await,
        Err(failure) => Ok(failure.into()),
    };
    let executed = executed.unwrap_or_else(|_| panicked().into());
    access_log::action(id, row, &executed, began);
    meters.note(row, asked.head.method, &executed, began);
    let mut response = match executed.result {
        Ok(reply) => response::success(request, reply, under_way).await,
        Err(failure) => {
            let refuse = |row: &ActionDef| row.refuse(&failure, executed.usage);
            let reply = row.map_or_else(|| vendor.failure(path, &failure), refuse);
            response::failure(&failure, reply, under_way)
        }
    };
    service.origins.allow(request, response.headers_mut());
    response
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
