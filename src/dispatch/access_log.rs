//! The access log: one line a request. Never the path or the query: GET links carry the session hash.

use std::borrow::Cow;
use std::net::IpAddr;
use std::time::Instant;

use log::Level;

use super::request_id::RequestId;
use crate::action::{ActionDef, Executed, Method, Route};
use crate::pages::{Demand, PageDef};

/// Logs a request: its name, the action by where it is found, what came of it, whose it was, and how long it took.
pub(super) fn action(id: &RequestId, row: Option<&ActionDef>, executed: &Executed, began: Instant) {
    let request = id.as_str();
    if log::log_enabled!(target: "muster::access", Level::Info) {
        let micros = micros_since(began);
        let code = executed.result.as_ref().err().map_or(0, |failure| failure.code.number());
        let account = executed.account.map_or(0, |account| account.get());
        let action = &*named(row);
        log::info!(target: "muster::access", request, action, code, account, micros; "");
    }
    if let Err(failure) = &executed.result
        && failure.code.status() >= 500
    {
        let action = &*named(row);
        log::error!(request, action; "failed: {failure:#}");
    }
}

/// Logs a request for a page: instead of a code and an account, of which there are none, it has HTTP's status. Of those
/// that are asked for all the time, what goes well is told only to who wants to see everything.
pub(super) fn page(
    id: &RequestId,
    method: Method,
    page: Option<&PageDef>,
    status: u16,
    address: IpAddr,
    began: Instant,
) {
    let request = id.as_str();
    let action = Route::Rest(method, page.map_or("-", |page| page.place.path()));
    let micros = micros_since(began);
    if status == 401 {
        log::warn!(target: "muster::access", request, action:%, status, micros; "not let in: {address}");
        return;
    }
    let is_routine = status < 400 && page.is_some_and(|page| page.demand != Demand::Occasional);
    let level = if is_routine { Level::Debug } else { Level::Info };
    log::log!(target: "muster::access", level, request, action:%, status, micros; "");
}

/// Logs the question that a browser asks before some requests: not of interest but to who looks for its name.
pub(super) fn preflight(id: &RequestId) {
    log::debug!(target: "muster::access", request = id.as_str(), action = "OPTIONS", status = 204; "");
}

fn micros_since(began: Instant) -> u64 {
    u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX)
}

/// An action's name: where it is found, and never how it was.
fn named(row: Option<&ActionDef>) -> Cow<'static, str> {
    match row.map(|row| row.route) {
        Some(Route::Rpc(name)) => name.into(),
        Some(route @ Route::Rest(..)) => route.to_string().into(),
        None => "-".into(),
    }
}
