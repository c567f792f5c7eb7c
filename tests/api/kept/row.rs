//! What a row tells of an answer that was kept: whose it is, for the log, and that the caller's rate counts it.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;

use futures_util::FutureExt as _;
use muster::action::{ActionDef, Executed, Head, Method};
use muster::app::{App, GetMutations};
use muster::args::RawArgs;
use muster::error::Code;
use muster::navixy::ACTIONS;
use muster::ratelimit::RateLimits;
use muster::store::Process;

use super::questions;
use crate::support::world::{MASTER, MASTER_AGAIN, OWNER_ID, SUB_USER};
use crate::support::{Options, TestServer};

/// The server's database as another server has it, that lets a credential ask so often a second, or as often as it likes.
fn app(server: &TestServer, per_second: Option<NonZeroU32>) -> Arc<App> {
    let store = server.open(Options::default().limits, Process::Server);
    Arc::new(App::new(store, RateLimits::new(per_second), GetMutations::Allow))
}

/// Asks at the row itself, where no address counts.
fn ask(app: &Arc<App>, row: &ActionDef, hash: &str) -> Executed {
    let head = Head { method: Method::Post, address: IpAddr::from([127, 0, 0, 1]), header: &|_| None };
    let args = RawArgs::parse(&format!("hash={hash}"), None, b"").expect("arguments");
    row.execute(app, &head, args).now_or_never().expect("a short read is done at once")
}

fn rows() -> impl Iterator<Item = &'static ActionDef> {
    let row = |action: &str| ACTIONS.iter().find(|row| row.route.path() == action).expect("a row");
    questions().into_iter().map(move |(action, _)| row(action))
}

fn account(executed: &Executed) -> Option<i32> {
    executed.account.map(|account| account.get())
}

#[test]
fn it_tells_whose_it_is() {
    let server = TestServer::start();
    let app = app(&server, None);
    for row in rows() {
        for hash in [MASTER, SUB_USER, MASTER, SUB_USER] {
            let executed = ask(&app, row, hash);
            assert!(executed.result.as_ref().is_ok_and(|reply| reply.head.status == 200), "{}", row.route);
            assert_eq!(account(&executed), Some(OWNER_ID), "{}", row.route);
        }
    }
}

#[test]
fn it_counts_for_the_rate_of_its_caller() {
    let server = TestServer::start();
    let row = rows().next().expect("a row");
    // The first answers may not be kept yet; those after them are.
    let app = app(&server, NonZeroU32::new(3));
    let asked: Vec<_> = (0..20).map(|_| ask(&app, row, MASTER)).collect();
    assert!(asked[0].result.is_ok());
    let is_refused =
        |executed: &&Executed| executed.result.as_ref().is_err_and(|failure| failure.code == Code::TooManyRequests);
    assert!(asked.iter().filter(is_refused).count() >= 10, "twenty answers do not take three seconds");
    assert!(asked.iter().all(|executed| account(executed) == Some(OWNER_ID)), "and the log tells whose they were");
    assert!(ask(&app, row, MASTER_AGAIN).result.is_ok(), "another credential's rate is its own");
}

#[test]
fn it_is_the_same_in_memory_while_nothing_changes() {
    let server = TestServer::start();
    let app = app(&server, None);
    let row = rows().next().expect("a row");
    let body = || ask(&app, row, MASTER).result.ok().and_then(|reply| reply.body.short().cloned()).expect("an answer");
    let is_kept = || {
        let (first, second) = (body(), body());
        first.as_ptr() == second.as_ptr()
    };
    // The machine may be so busy that in between it is read again, but not always.
    assert!((0..20).any(|_| is_kept()));
}
