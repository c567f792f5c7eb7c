//! The access log: one line a request. Never the path or the query: GET links carry the session hash.

use std::borrow::Cow;
use std::time::Instant;

use super::request_id::RequestId;
use crate::action::{ActionDef, Executed, Route};

/// Logs a request: its name, the action by where it is found, what came of it, whose it was, and how long it took.
pub(super) fn log(id: &RequestId, row: Option<&ActionDef>, executed: &Executed, began: Instant) {
    let request = id.as_str();
    if log::log_enabled!(target: "muster::access", log::Level::Info) {
        let micros = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
        let code = executed.result.as_ref().err().map_or(0, |failure| failure.code.number());
        let account = executed.account.map_or(0, |account| account.get());
        let action = &*named(row);
        log::info!(target: "muster::access", request, action, code, account, micros; "");
    }
    if let Err(failure) = &executed.result
        && failure.code.status() >= 500
    {
        let cause = failure.cause().map(ToString::to_string);
        let action = &*named(row);
        log::error!(request, action; "failed: {failure}: {cause:?}");
    }
}

/// An action's name: where it is found, and never how it was.
fn named(row: Option<&ActionDef>) -> Cow<'static, str> {
    match row.map(|row| row.route) {
        Some(Route::Rpc(name)) => name.into(),
        Some(route @ Route::Rest(..)) => route.to_string().into(),
        None => "-".into(),
    }
}
