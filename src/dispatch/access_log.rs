//! The access log: one line a request. Never the path or the query: GET links carry the session hash.
//!
//! There is one for every request, so it is put together without the standard formatting, which takes twice as long.

use std::cell::RefCell;
use std::time::Instant;

use crate::action::{ActionDef, Executed, Route};

thread_local! {
    /// The line, in memory that the next one uses again.
    static LINE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Logs a request: its number, the action by where it is found, what came of it, whose it was, and how long it took.
pub(super) fn log(id: u64, row: Option<&ActionDef>, executed: &Executed, began: Instant) {
    if log::log_enabled!(target: "muster::access", log::Level::Info) {
        let micros = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
        LINE.with_borrow_mut(|line| {
            line.clear();
            write(line, id, row, executed, micros);
            log::info!(target: "muster::access", "{line}");
        });
    }
    if let Err(failure) = &executed.result
        && failure.code.status() >= 500
    {
        let cause = failure.cause().map(ToString::to_string);
        log::error!("request={id} action={} failed: {failure}: {cause:?}", named(row).concat());
    }
}

fn write(line: &mut String, id: u64, row: Option<&ActionDef>, executed: &Executed, micros: u64) {
    let code = executed.result.as_ref().err().map_or(0, |failure| failure.code.number());
    let account = executed.account.map_or(0, |account| account.get());
    let mut digits = itoa::Buffer::new();
    line.push_str("request=");
    line.push_str(digits.format(id));
    line.push_str(" action=");
    line.extend(named(row));
    line.push_str(" code=");
    line.push_str(digits.format(code));
    line.push_str(" account=");
    line.push_str(digits.format(account));
    line.push_str(" micros=");
    line.push_str(digits.format(micros));
}

/// An action's name: where it is found, and never how it was.
fn named(row: Option<&ActionDef>) -> [&'static str; 3] {
    match row.map(|row| row.route) {
        Some(Route::Rpc(name)) => ["", "", name],
        Some(Route::Rest(method, path)) => [method.as_str(), " ", path],
        None => ["", "", "-"],
    }
}
