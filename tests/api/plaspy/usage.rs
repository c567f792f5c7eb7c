//! How much an account calls: told in every answer, this call included.

use serde_json::{Value, json};

use super::{caller, exchange, master, nobody, stranger, sub_user};
use crate::support::rest::RestAnswer;
use crate::support::{TestClock, TestServer, world};

/// The seconds of a day.
const DAY: i64 = 24 * 60 * 60;

/// The counters of an answer, ever and today.
#[track_caller]
fn usage(answer: &RestAnswer) -> [u64; 2] {
    ["apiUsage", "apiDailyUsage"].map(|name| answer.body[name].as_u64().unwrap_or_else(|| panic!("{answer:?}")))
}

#[test]
fn every_call_counts_whatever_comes_of_it() {
    let server = TestServer::start();
    let client = master(&server);
    let calls: [(&str, &str, Value, u16); 12] = [
        ("GET", "/api/groups", json!(null), 200),
        ("POST", "/api/groups", json!({"name": "Vans"}), 201),
        ("POST", "/api/groups", json!({"name": "Vans"}), 409),
        ("POST", "/api/groups", json!({}), 400),
        ("GET", "/api/groups/grp-404404", json!(null), 404),
        ("PATCH", "/api/groups/grp-167", json!([]), 200),
        ("DELETE", "/api/groups/grp-167", json!(null), 200),
        ("GET", "/api/users", json!(null), 200),
        ("GET", "/api/users/countries", json!(null), 200),
        ("PATCH", "/api/users/usr-4", json!([{"op": "remove", "path": "/id"}]), 400),
        ("GET", "/api/devices", json!(null), 200),
        ("GET", "/api/devices/dev-991999/lastLocation", json!(null), 200),
    ];
    for (so_far, (method, path, body, status)) in (1..).zip(calls) {
        let answer = client.call(method, path, &body);
        assert_eq!((answer.status, usage(&answer)), (status, [so_far; 2]), "{method} {path} {body}");
    }
    let head = client.call("HEAD", "/api/groups", &Value::Null);
    assert_eq!((head.status, head.text.as_str()), (200, ""));
    assert_eq!(usage(&client.get("/api/groups")), [14; 2]);
}

#[test]
fn what_belongs_to_no_account_or_another_dialect_does_not_count() {
    let server = TestServer::start();
    let client = master(&server);
    assert_eq!(usage(&client.get("/api/groups")), [1; 2]);
    for (answer, status) in [
        (exchange(&server, "ada@fleet.example", world::API_KEY), 200),
        (exchange(&server, "ada@fleet.example", world::UNKNOWN), 401),
        (nobody(&server).get("/api/groups"), 401),
        (client.get("/api/groups/grp-167/devices"), 404),
        (client.delete("/api/groups"), 405),
    ] {
        assert_eq!(answer.status, status);
        assert!(answer.body["apiUsage"].is_null() && answer.body["apiDailyUsage"].is_null(), "{answer:?}");
    }
    server.master().must("tracker/group/list", json!({}));
    server.client(world::API_KEY).must("tracker/group/list", json!({}));
    assert_eq!(usage(&client.get("/api/groups")), [2; 2]);
}

#[test]
fn all_users_of_an_account_count_together_and_other_accounts_apart() {
    let server = TestServer::start();
    let (ada, sue, otto) = (master(&server), sub_user(&server), stranger(&server));
    assert_eq!(usage(&ada.get("/api/groups")), [1; 2]);
    assert_eq!(usage(&sue.get("/api/groups")), [2; 2]);
    assert_eq!(usage(&sue.delete("/api/groups/grp-167")), [3; 2], "refused, and counted");
    assert_eq!(usage(&otto.get("/api/groups")), [1; 2]);
    let again = caller(&server, "ada@fleet.example", world::API_KEY);
    assert_eq!(usage(&again.get("/api/devices")), [4; 2]);
}

#[test]
fn a_day_begins_at_midnight_in_utc() {
    let server = TestServer::start();
    let client = master(&server);
    let call = || usage(&client.get("/api/devices"));
    assert_eq!([call(), call()], [[1, 1], [2, 2]]);
    server.clock.advance(DAY - TestClock::BEGIN % DAY - 1);
    assert_eq!(call(), [3, 3], "the last second of the day");
    server.clock.advance(1);
    assert_eq!([call(), call()], [[4, 1], [5, 2]]);
}

#[test]
fn counts_outlive_the_server() {
    let mut server = TestServer::start();
    for _ in 0..3 {
        master(&server).get("/api/devices");
    }
    stranger(&server).get("/api/devices");
    server.restart();
    assert_eq!(usage(&master(&server).get("/api/devices")), [4; 2]);
    server.clock.advance(DAY);
    server.restart();
    assert_eq!(usage(&master(&server).get("/api/devices")), [5, 1]);
    assert_eq!(usage(&stranger(&server).get("/api/devices")), [2, 1]);
}
