//! Requests for pages instead of actions.

use std::net::IpAddr;
use std::time::Instant;

use actix_web::{HttpRequest, HttpResponse};

use super::request_id::RequestId;
use super::{Service, access_log, header, is_one_too_many, method, response};
use crate::action::Method;
use crate::pages::{self, Demand, Listener, Page, PageDef, Spot, Visit};

/// Answers a request for a page, with one log line; `None` is one for an action. Where the operator's pages have a
/// listener of their own, nothing else is there.
pub(super) async fn answer(
    service: &Service,
    request: &HttpRequest,
    address: IpAddr,
    id: &RequestId,
) -> Option<HttpResponse> {
    let listener = service.listener(request.app_config().local_addr());
    let found = pages::find(request.uri().path());
    if found.is_none() && listener != Listener::Operator {
        return None;
    }
    let began = Instant::now();
    let page = match found {
        Some((page, spot)) => visit(service, request, listener, page, spot).await,
        None => Page::absent(),
    };
    let def = found.map(|(def, _)| def);
    access_log::page(id, method(request), def, page.status, address, began);
    service.app.metrics.pages.note(def.map_or("-", |def| def.place.path()), page.status);
    Some(response::page(request, page).await)
}

/// What a request for a page carries in its body is thrown away.
async fn visit(service: &Service, request: &HttpRequest, listener: Listener, page: &PageDef, spot: Spot<'_>) -> Page {
    if is_one_too_many(request) && page.demand != Demand::Vital {
        return Page::text(429, "Too many connections from this address\n");
    }
    if !listener.serves(page.audience) {
        return Page::absent();
    }
    match (method(request), spot) {
        (Method::Get | Method::Head, Spot::In(name)) => {
            let header = |name: &str| header(request, name);
            (page.answer)(Visit { app: &service.app, name, listener, header: &header }).await
        }
        (Method::Get | Method::Head, Spot::Before) => Page::moved(page.place.way_in()),
        _ => Page::read_only(),
    }
}
