//! Rate limits. The quickest bucket that a test can empty is one of a single request, refilled once a second; so the tests
//! send many at once and look at how many got through, never at the time.

use std::num::NonZeroU32;

use muster::config::AtMost;
use serde_json::json;

use crate::support::raw::{exchange, request};
use crate::support::{Answer, Options, TestServer, world};

fn limited() -> TestServer {
    TestServer::with(Options { rate_limit: AtMost(NonZeroU32::new(1)), ..Options::default() })
}

#[test]
fn an_address_that_asks_too_often_is_told_when_to_come_back() {
    let server = limited();
    let answers: Vec<_> = (0..20).map(|_| exchange(server.address, &request("GET /nothing", &[], b""))).collect();
    let refused: Vec<_> = answers.iter().filter(|answer| answer.status == 429).collect();
    assert!(refused.len() >= 10, "twenty requests do not take ten seconds");
    for answer in refused {
        assert_eq!(answer.code(), 15, "the address counts before all else, even an unknown path");
        assert_eq!(answer.header("retry-after"), Some("1"));
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"), "or a browser hides the answer");
        assert!(answer.body.contains("Too many requests (rate limit exceeded)"));
    }
}

#[test]
fn a_refused_caller_changes_nothing() {
    let server = limited();
    let create = || server.master().call("tracker/group/create", json!({"title": "x", "color": "000000"}));
    let answers: Vec<Answer> = (0..20).map(|_| create()).collect();
    let made = answers.iter().filter(|answer| answer.status == 200).count();
    assert!(answers.iter().all(|answer| matches!(answer.status, 200 | 429)), "{answers:?}");
    let conn = rusqlite::Connection::open(server.path()).expect("the database");
    let stored: u32 =
        conn.query_row("SELECT count(*) FROM tracker_groups WHERE title = 'x'", (), |row| row.get(0)).expect("counted");
    assert_eq!(stored as usize, made);
}

#[test]
fn without_a_limit_nobody_is_refused() {
    let server = TestServer::start();
    let client = server.client(world::MASTER);
    assert!((0..200).all(|_| client.call("tracker/group/list", json!({})).status == 200));
}
